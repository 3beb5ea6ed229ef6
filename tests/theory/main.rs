//! The formulas of `theory` against values worked out elsewhere, against plainer ways to the same number, and against
//! arguments that make no sense.

mod availability;
mod cut_sets;
mod detection;
mod failover_pair;
mod linear;
mod queueing;
mod quorum;
mod range;
mod repair;
mod scheduling;

/// Fails unless a value is the expected one, to all the digits that are given.
#[track_caller]
fn printed(value: Option<f64>, expected: &str) {
    let value = value.expect("an answer within the range");
    let (digits, is_scientific) = match expected.split_once('e') {
        Some((mantissa, _)) => (mantissa, true),
        None => (expected, false),
    };
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let shown = if is_scientific { format!("{value:.places$e}") } else { format!("{value:.places$}") };
    assert_eq!(shown, expected, "{value}");
}

/// Fails unless two ways lead to the same number, but for a relative error.
#[track_caller]
fn same(one: Option<f64>, other: Option<f64>, relative_error: f64) {
    let (one, other) = (one.expect("one"), other.expect("other"));
    let difference = (one - other).abs();
    assert!(difference <= relative_error * one.abs().max(other.abs()), "{one} and {other}");
}
