//! What a reader sees of the bench: rows of plain values, in whole numbers.

use super::bench::BalanceBench;
use super::clock::Nanos;
use super::ids::ServerId;
use super::load::thousandths;
use super::server::Truth;

/// Response times of the requests that were served [µs]; nothing while there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Responses {
    /// The mean, exactly.
    pub mean_us: u64,
    /// The median, within 1/128.
    pub p50_us: u64,
    /// The 95th percentile, within 1/128.
    pub p95_us: u64,
    /// The 99th percentile, within 1/128.
    pub p99_us: u64,
}

/// One server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerRow {
    /// Which.
    pub server: ServerId,
    /// How it does.
    pub truth: Truth,
    /// What the balancer believes of it.
    pub belief: &'static str,
    /// Requests that it served well.
    pub served: u64,
    /// Share of its slots that were busy so far, in thousandths.
    pub utilisation: u64,
    /// Requests that waited at it on average so far, in thousandths.
    pub queue_mean: u64,
    /// Requests that wait at it now.
    pub waiting: u64,
    /// Requests that it serves now.
    pub busy: u64,
}

impl BalanceBench {
    /// Response times so far.
    pub fn responses(&self) -> Option<Responses> {
        let response = &self.statistics.response;
        let us = |value: Nanos| value.0 / 1_000;
        Some(Responses {
            mean_us: us(response.mean()?),
            p50_us: us(response.percentile(500)?),
            p95_us: us(response.percentile(950)?),
            p99_us: us(response.percentile(990)?),
        })
    }

    /// The servers, in the order of their numbers.
    pub fn server_rows(&self) -> impl Iterator<Item = ServerRow> {
        let slots = u128::from(self.config.slots.max(1));
        let elapsed = Nanos(self.now.0);
        self.servers().zip(&self.watch).map(move |((server, it), watch)| ServerRow {
            server,
            truth: it.truth,
            belief: watch.word(),
            served: it.served,
            utilisation: thousandths(it.busy.area_until(self.now) / slots, elapsed),
            queue_mean: it.waiting.mean_thousandths(self.now),
            waiting: it.waiting.value(),
            busy: it.busy.value(),
        })
    }
}
