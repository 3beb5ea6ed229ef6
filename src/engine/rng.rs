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
/// ln 2 as a fraction of 2^64.
const LN_2_Q64: u128 = 0xb172_17f7_d1cf_79ab;
/// Bits after the binary point in [`minus_log2`], as waiting times are made of it.
const LOG_BITS: u32 = 32;
/// Bits after the binary point while [`minus_ln`] adds up.
const LN_BITS: u32 = 40;
/// How many parts the range of [`minus_ln`] is cut into: 2^8.
const LN_PARTS_BITS: u32 = 8;

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
        let minus_ln = (u128::from(minus_log2(self.word(), LOG_BITS)) * LN_2_Q32) >> LOG_BITS;
        let ms = (u128::from(mean.as_millis()) * minus_ln) >> LOG_BITS;
        SimSpan::from_millis((ms as u64).max(1))
    }

    /// An exponential draw with this mean, in whatever unit the mean is.
    ///
    /// For worlds with a clock of their own, finer than the engine's, and very many draws: a table in place of
    /// [`exponential`](Self::exponential)'s digit by digit, so the two draw different times from one word.
    pub fn exponential_of(&mut self, mean: u64) -> u64 {
        ((u128::from(minus_ln(self.word())) * u128::from(mean)) >> 32) as u64
    }
}

/// Mixes the bits of a word (the finisher of SplitMix64).
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// -log2 of `word / 2^64`, with `bits` bits after the binary point (at most 48).
///
/// The whole part is the number of leading zeros; squaring the rest yields one binary digit a turn.
const fn minus_log2(word: u64, bits: u32) -> u64 {
    let word = if word == 0 { 1 } else { word };
    let zeros = word.leading_zeros();
    let mut rest = word << zeros;
    let mut log = 0u64;
    let mut digit = 0;
    while digit < bits {
        let square = rest as u128 * rest as u128;
        let carried = (square >> 127) as u64;
        log = (log << 1) | carried;
        rest = (square >> (63 + carried)) as u64;
        digit += 1;
    }
    ((zeros as u64 + 1) << bits) - log
}

/// One part of the range from a half to one: its middle c as a word, 1/c, and -ln c.
#[derive(Clone, Copy)]
struct LnPart {
    middle: u64,
    /// As a fraction of 2^30.
    inverse: i64,
    /// As a fraction of 2^[`LN_BITS`].
    minus_ln: i64,
}

/// The parts, worked out when the lab is built.
static LN_PARTS: [LnPart; 1 << LN_PARTS_BITS] = {
    let mut parts = [LnPart { middle: 0, inverse: 0, minus_ln: 0 }; 1 << LN_PARTS_BITS];
    let mut part = 0;
    while part < parts.len() {
        let middle = (1 << 63) | ((2 * part as u64 + 1) << (62 - LN_PARTS_BITS));
        let log = minus_log2(middle, LN_BITS) as u128;
        parts[part] = LnPart {
            middle,
            inverse: ((1u128 << 94) / middle as u128) as i64,
            minus_ln: ((log * LN_2_Q64) >> 64) as i64,
        };
        part += 1;
    }
    parts
};

/// -ln of `word / 2^64` as a fraction of 2^32.
///
/// With `word = 2^-zeros · c · (1 + r)`, c from the table and |r| below 2^-9, it is
/// `zeros · ln 2 - ln c - r + r²/2 - r³/3`; what follows is below 2^-38. A test compares it with [`minus_log2`].
fn minus_ln(word: u64) -> u64 {
    let word = word.max(1);
    let zeros = word.leading_zeros();
    let rest = word << zeros;
    let part = &LN_PARTS[(rest << 1 >> (64 - LN_PARTS_BITS)) as usize];
    // The distance from the middle has 42 bits after the point, the inverse 30, so r has 40.
    let r = (((rest.wrapping_sub(part.middle) as i64) >> 22) * part.inverse) >> 32;
    let square_half = (r * r) >> (LN_BITS + 1);
    let cube_third = ((square_half * r) >> LN_BITS) * 2 / 3;
    let whole = i64::from(zeros) * ((LN_2_Q64 >> (64 - LN_BITS)) as i64);
    let ln = whole + part.minus_ln - r + square_half - cube_third;
    (ln.max(0) as u64) >> (LN_BITS - 32)
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
        assert_eq!(minus_log2(1 << 63, LOG_BITS), 1 << LOG_BITS);
        assert_eq!(minus_log2(1 << 60, LOG_BITS), 4 << LOG_BITS);
        assert!(minus_log2(u64::MAX, LOG_BITS) < 4);
        assert_eq!(minus_log2(0, LOG_BITS), 64 << LOG_BITS);
    }

    /// Golden vectors as well: what is drawn by the table never changes either.
    #[test]
    fn the_natural_logarithm_by_table_is_that_by_digits() {
        let mut stream = RandomStream::new(5, 1);
        let edges = [0, 1, 2, 3, 1 << 63, (1 << 63) - 1, u64::MAX, u64::MAX - 1];
        for word in edges.into_iter().chain((0..20_000).map(|_| stream.word())) {
            let exact = ((u128::from(minus_log2(word, 44)) * LN_2_Q64) >> (64 + 44 - 32)) as u64;
            assert!(minus_ln(word).abs_diff(exact) <= 2, "-ln({word}): {} for {exact}", minus_ln(word));
        }
        let mut stream = RandomStream::new(42, 1);
        let draws: Vec<u64> = (0..4).map(|_| stream.exponential_of(1_000_000_000)).collect();
        assert_eq!(draws, [140_837_000, 2_310_213_278, 723_104_673, 883_473_003]);
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
