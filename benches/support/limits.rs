//! What a run may take at most: time and memory.

#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

use crate::goals::{grouped, of_goal, time};

/// Measures the longest of three runs, against a goal [µs].
pub fn longest(what: &str, goal: u64, mut run: impl FnMut()) {
    let longest = (0..3).map(|_| time(&mut run)).max().unwrap_or(u64::MAX);
    println!("{what}: {} µs{}", grouped(longest), of_goal(Some((goal, longest < goal))));
}

/// Says the most memory that the process has had so far, where the system tells it.
pub fn memory(what: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        println!("{what}: at most {} of memory so far", peak.trim());
    }
}
