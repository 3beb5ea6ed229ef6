//! The numbers that matter, in plain words, each beside its goal.
//!
//! The tables before them show how the times are spread; a goal wants one number.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]
#![expect(clippy::disallowed_types, reason = "what is measured here is the machine's time")]

use std::time::Instant;

/// Whether the benchmarks run to be read: not as a test, not as a list.
pub fn are_asked_for() -> bool {
    let mut arguments = std::env::args();
    arguments.any(|it| it == "--bench") && !std::env::args().any(|it| it == "--test" || it == "--list")
}

/// Measures a rate: the best of five runs of `count` things each.
pub fn rate<F: FnMut()>(what: &str, things: &str, count: u64, goal: Option<u64>, mut prepare: impl FnMut() -> F) {
    let best = (0..5).map(|_| time(prepare())).min().unwrap_or(u64::MAX).max(1);
    let each_second = u128::from(count) * 1_000_000 / u128::from(best);
    let each_second = u64::try_from(each_second).unwrap_or(u64::MAX);
    println!("{what}: {} {things}/s{}", grouped(each_second), of_goal(goal.map(|goal| (goal, each_second >= goal))));
}

/// Measures a duration: the median of 201 runs, against a goal [µs].
pub fn median(what: &str, goal: u64, mut run: impl FnMut()) {
    let mut times: Vec<u64> = (0..201).map(|_| time(&mut run)).collect();
    times.sort_unstable();
    let (median, worst) = (times[100], times[200]);
    let goal = of_goal(Some((goal, median < goal)));
    println!("{what}: {} µs at the median, {} µs at worst{goal}", grouped(median), grouped(worst));
}

/// Microseconds that it takes.
pub fn time(mut run: impl FnMut()) -> u64 {
    let start = Instant::now();
    run();
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// A goal, and whether it is reached, as the end of a line.
pub fn of_goal(goal: Option<(u64, bool)>) -> String {
    match goal {
        Some((goal, true)) => format!(" (goal {}: reached)", grouped(goal)),
        Some((goal, false)) => format!(" (goal {}: MISSED)", grouped(goal)),
        None => String::new(),
    }
}

/// The number with a blank after every three digits from the right.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(" ")
}
