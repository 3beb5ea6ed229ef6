//! Ranges of arguments and answers, and powers that are the same on every machine.

/// Returns the number if it is finite.
pub fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// Returns the number if it is finite and greater than 0.
pub fn positive(number: f64) -> Option<f64> {
    finite(number).filter(|number| *number > 0.0)
}

/// Returns the number if it is finite and not below 0; a negative zero as 0.
pub fn not_negative(number: f64) -> Option<f64> {
    finite(number + 0.0).filter(|number| *number >= 0.0)
}

/// Returns the number if it lies between 0 and 1, both included; a negative zero as 0.
pub fn probability(number: f64) -> Option<f64> {
    (0.0..=1.0).contains(&number).then_some(number + 0.0)
}

/// Returns the sum of numbers: 0 of none, for which the library's own sum is a negative zero.
pub fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |sum, number| sum + number)
}

/// Returns the product of `exponent` factors `base`, by squaring; 1 if there are none.
pub fn power(base: f64, exponent: u32) -> f64 {
    let (mut product, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest % 2 == 1 {
            product *= square;
        }
        square *= square;
        rest /= 2;
    }
    product
}

/// Returns the probability that at least one of `times` independent trials succeeds.
///
/// Through logarithms, so that tiny probabilities are not lost beside 1.
pub fn at_least_once(chance: f64, times: u32) -> f64 {
    match times {
        0 => 0.0,
        1.. => -libm::expm1(f64::from(times) * libm::log1p(-chance)),
    }
}
