//! e^(-x) in fixed point.

/// Bits after the binary point.
const BITS: u32 = 32;
/// One.
pub const ONE: u64 = 1 << BITS;
/// log2 e, of 2^32.
const LOG2_E_Q32: u128 = 6_196_328_019;
/// 2^(-1/2), 2^(-1/4), …, of 2^64: one for each binary digit of the exponent.
const ROOTS: [u64; BITS as usize] = roots();

const fn roots() -> [u64; BITS as usize] {
    let mut roots = [0; BITS as usize];
    let mut digit = 0;
    // 2^(-1/2), then the square root of each for the next.
    let mut square = 1u128 << 127;
    while digit < roots.len() {
        let root = square.isqrt();
        roots[digit] = root as u64;
        square = root << 64;
        digit += 1;
    }
    roots
}

/// e^(-elapsed/constant), of 2^32; within 2^-27 of the true value. A constant of 0 forgets at once.
pub fn decay(elapsed: u64, constant: u64) -> u64 {
    let Some(ratio) = (u128::from(elapsed) << BITS).checked_div(u128::from(constant)) else { return 0 };
    // e^-x = 2^(-x · log2 e): the whole part shifts, each digit of the rest multiplies by a root.
    let exponent = (ratio.min(64 << BITS) * LOG2_E_Q32) >> BITS;
    let whole = (exponent >> BITS) as u32;
    let mut value = u64::MAX;
    for (digit, root) in ROOTS.iter().enumerate() {
        if exponent >> (BITS - 1 - digit as u32) & 1 == 1 {
            value = ((u128::from(value) * u128::from(*root)) >> 64) as u64;
        }
    }
    let rounded = (value >> (64 - BITS - 1)).div_ceil(2);
    rounded.checked_shr(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decay_is_that_of_the_exponential_function() {
        // e^-x for x in thousandths, of 10^9.
        for (thousandths, expected) in [
            (0, 1_000_000_000),
            (1, 999_000_500),
            (500, 606_530_660),
            (1_000, 367_879_441),
            (2_500, 82_084_999),
            (10_000, 45_400),
        ] {
            let billionths = (u128::from(decay(thousandths, 1_000)) * 1_000_000_000) >> BITS;
            assert!(billionths.abs_diff(expected) <= 8, "e^-{thousandths}/1000: {billionths} for {expected}");
        }
        assert_eq!((decay(0, 5), decay(1, 0), decay(u64::MAX, 1)), (ONE, 0, 0));
    }

    /// The half-life is the constant times ln 2: 6.93 s for 10 s.
    #[test]
    fn half_is_left_after_the_half_life() {
        assert!(decay(6_931_472, 10_000_000).abs_diff(ONE / 2) < ONE >> 22);
    }

    #[test]
    fn the_decay_never_grows() {
        let values: Vec<u64> = (0..5_000).map(|elapsed| decay(elapsed, 700)).collect();
        assert!(values.is_sorted_by(|earlier, later| earlier >= later));
    }
}
