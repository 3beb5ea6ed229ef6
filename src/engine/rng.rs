//! Random streams: one a subsystem, portable, part of the checkpoint.
//!
//! Only raw 64-bit words come from `rand`; ranges and waiting times are ours, in integers, so that
//! a 32-bit browser draws what a 64-bit machine draws. Golden vectors below guard an update of `rand`.

use super::time::SimSpan;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// One stream of chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RandomStream(Xoshiro256PlusPlus);

/// ln 2 as a fraction of 2^32.
const LN_2_Q32: u128 = 2_977_044_472;
/// Bits after the binary point in [`minus_log2`].
const LOG_BITS: u32 = 32;

impl RandomStream {
    /// The stream with the stable number `stream` under a run's `seed`.
    ///
    /// Numbers are given once and never reused, so that a new stream moves no other.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mixed = mix(seed ^ mix(stream.wrapping_add(0x9e37_79b9_7f4a_7c15)));
        RandomStream(Xoshiro256PlusPlus::seed_from_u64(mixed))
    }

    /// A raw word.
    pub fn word(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number from 0 up to but not including `bound`; 0 if `bound` is 0.
    ///
    /// Widening multiplication: the bias is below `bound / 2^64`.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.word()) * u128::from(bound)) >> 64) as u64
    }

    /// A waiting time of a Poisson process with this mean; at least 1 ms.
    pub fn exponential(&mut self, mean: SimSpan) -> SimSpan {
        let minus_ln = (u128::from(minus_log2(self.word())) * LN_2_Q32) >> LOG_BITS;
        let ms = (u128::from(mean.as_millis()) * minus_ln) >> LOG_BITS;
        SimSpan::from_millis((ms as u64).max(1))
    }
}

/// Mixes the bits of a word (the finisher of SplitMix64).
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// -log2 of `word / 2^64`, with [`LOG_BITS`] bits after the binary point.
///
/// The whole part is the number of leading zeros; squaring the rest yields one binary digit a turn.
fn minus_log2(word: u64) -> u64 {
    let word = word.max(1);
    let zeros = word.leading_zeros();
    let mut rest = word << zeros;
    let mut log = 0u64;
    for _ in 0..LOG_BITS {
        let square = u128::from(rest) * u128::from(rest);
        let carried = (square >> 127) as u64;
        log = (log << 1) | carried;
        rest = (square >> (63 + carried)) as u64;
    }
    (u64::from(zeros + 1) << LOG_BITS) - log
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golden vectors: an update of `rand` that changes them is not taken.
    #[test]
    fn the_streams_never_change() {
        let mut stream = RandomStream::new(42, 1);
        let words: Vec<u64> = (0..3).map(|_| stream.word()).collect();
        assert_eq!(words, [16_023_411_660_092_600_078, 1_830_656_423_027_341_099, 8_951_160_675_969_194_232]);
        let below: Vec<u64> = (0..8).map(|_| stream.below(10)).collect();
        assert_eq!(below, [4, 1, 8, 3, 8, 3, 3, 3]);
        let waits: Vec<u64> = (0..4).map(|_| stream.exponential(SimSpan::from_secs(10)).as_millis()).collect();
        assert_eq!(waits, [5_192, 2_763, 6_672, 1_524]);
    }

    #[test]
    fn the_logarithm_is_exact_at_powers_of_two() {
        assert_eq!(minus_log2(1 << 63), 1 << LOG_BITS);
        assert_eq!(minus_log2(1 << 60), 4 << LOG_BITS);
        assert!(minus_log2(u64::MAX) < 4);
        assert_eq!(minus_log2(0), 64 << LOG_BITS);
    }

    #[test]
    fn waiting_times_have_the_mean_they_were_asked_for() {
        let mut stream = RandomStream::new(7, 2);
        let draws = 20_000u64;
        let sum: u64 = (0..draws).map(|_| stream.exponential(SimSpan::from_millis(10_000)).as_millis()).sum();
        let mean = sum / draws;
        assert!((9_800..=10_200).contains(&mean), "mean {mean} ms");
    }

    #[test]
    fn streams_of_one_seed_differ() {
        assert_ne!(RandomStream::new(42, 1).word(), RandomStream::new(42, 2).word());
        assert_ne!(RandomStream::new(42, 1).word(), RandomStream::new(43, 1).word());
    }
}
