//! Chance of the bench: one stream for each purpose, so that another policy meets the same requests.

use super::clock::Nanos;
use super::config::{Arrivals, Config, Service};
use crate::engine::RandomStream;

/// Stable numbers of the streams; they are never used again for something else.
mod stream {
    pub const ARRIVALS: u64 = 200;
    pub const SIZES: u64 = 201;
    pub const CLIENTS: u64 = 202;
    pub const CHOICES: u64 = 203;
    pub const PAUSES: u64 = 204;
}

/// Share of short requests with [`Service::Mixed`], of 2^32: (1 + √(3/5)) / 2.
const SHORT_SHARE_Q32: u64 = 3_810_917_329;
/// Mean of the short ones in means of all, of 2^32: 1 / (2 · share).
const SHORT_MEAN_Q32: u128 = 2_420_249_835;
/// Mean of the long ones in means of all, of 2^32: 1 / (2 · (1 - share)).
const LONG_MEAN_Q32: u128 = 19_054_586_645;

/// The streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    arrivals: RandomStream,
    sizes: RandomStream,
    clients: RandomStream,
    /// What the balancer draws.
    pub choices: RandomStream,
    /// How long pauses are.
    pub pauses: RandomStream,
}

impl Chance {
    /// The streams of a seed.
    pub fn new(seed: u64) -> Self {
        Chance {
            arrivals: RandomStream::new(seed, stream::ARRIVALS),
            sizes: RandomStream::new(seed, stream::SIZES),
            clients: RandomStream::new(seed, stream::CLIENTS),
            choices: RandomStream::new(seed, stream::CHOICES),
            pauses: RandomStream::new(seed, stream::PAUSES),
        }
    }

    /// The time from one arrival to the next, at this mean.
    pub fn gap(&mut self, arrivals: Arrivals, mean: Nanos) -> Nanos {
        match arrivals {
            Arrivals::Poisson => Nanos(self.arrivals.exponential_of(mean.0)),
            Arrivals::Even => mean,
        }
    }

    /// How long a request takes on a server that works at its normal pace.
    pub fn size(&mut self, config: &Config) -> Nanos {
        let mean = Nanos::from_millis(u64::from(config.service_ms));
        match config.service {
            Service::Exponential => Nanos(self.sizes.exponential_of(mean.0)),
            Service::Fixed => mean,
            Service::Mixed => {
                let factor = match self.sizes.below(1 << 32) < SHORT_SHARE_Q32 {
                    true => SHORT_MEAN_Q32,
                    false => LONG_MEAN_Q32,
                };
                Nanos(self.sizes.exponential_of(((u128::from(mean.0) * factor) >> 32) as u64))
            }
        }
    }

    /// Who sends the next request.
    pub fn client(&mut self, clients: u32) -> u32 {
        self.clients.below(u64::from(clients)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and squared coefficient of variation, in thousandths.
    fn moments(service: Service) -> (u128, u128) {
        let config = Config { service, ..Config::new(1) };
        let mut chance = Chance::new(11);
        let draws = 200_000u128;
        // In microseconds: squares of nanoseconds are large.
        let sizes: Vec<u128> = (0..draws).map(|_| u128::from(chance.size(&config).0 / 1_000)).collect();
        let mean = sizes.iter().sum::<u128>() / draws;
        let square = sizes.iter().map(|size| size * size).sum::<u128>() / draws;
        (mean / 100, (square - mean * mean) * 1_000 / (mean * mean))
    }

    #[test]
    fn service_times_have_the_mean_and_the_variance_of_their_kind() {
        for (service, variation) in [(Service::Fixed, 0), (Service::Exponential, 1_000), (Service::Mixed, 4_000)] {
            let (mean, measured) = moments(service);
            assert!(mean.abs_diff(1_000) <= 10, "{service:?}: mean {mean}");
            assert!(measured.abs_diff(variation) <= variation / 40, "{service:?}: variation {measured}");
        }
    }
}
