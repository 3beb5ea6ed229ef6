//! Bounds: how good and how bad the schedule of a job can be.
//!
//! Sources: R. Graham, Bell System Technical Journal 45, 1966; SIAM Journal on Applied Mathematics 17, 1969.

/// Returns the least time in which workers can do independent tasks: the mean load of one, or the longest task.
///
/// Rounded up, since tasks are whole: max(⌈Σp / m⌉, max p). `None` without workers, or if the tasks have no sum.
pub fn shortest_possible(tasks: &[u64], workers: u32) -> Option<u64> {
    if workers == 0 {
        return None;
    }
    let work = tasks.iter().try_fold(0_u64, |sum, task| sum.checked_add(*task))?;
    let longest = tasks.iter().copied().max().unwrap_or(0);
    Some(work.div_ceil(u64::from(workers)).max(longest))
}

/// Returns how many times the best schedule's time a list in any order may take: 2 − 1/m.
///
/// Holds with precedence among tasks as well. `None` without workers.
pub fn list_ratio(workers: u32) -> Option<f64> {
    (workers > 0).then(|| 2.0 - 1.0 / f64::from(workers))
}

/// Returns how many times the best schedule's time a list with the longest tasks first may take: 4/3 − 1/(3m).
///
/// For independent tasks. `None` without workers.
pub fn longest_first_ratio(workers: u32) -> Option<f64> {
    (workers > 0).then(|| 4.0 / 3.0 - 1.0 / (3.0 * f64::from(workers)))
}

/// Returns how many times longer a list may take after an improvement: 1 + (m − 1) / m'.
///
/// With precedence among tasks, more workers (m' instead of m), shorter tasks or fewer constraints can each lengthen
/// a schedule. `None` if there are no workers before or after.
pub fn anomaly_ratio(workers_before: u32, workers_after: u32) -> Option<f64> {
    (workers_before > 0 && workers_after > 0).then(|| 1.0 + f64::from(workers_before - 1) / f64::from(workers_after))
}

/// Most workers of an example, which has as many tasks as their square.
pub const EXAMPLE_WORKERS_MAX: u32 = 1_000;

/// Returns tasks with which a list takes as long as [`list_ratio`] allows: m (m − 1) of length 1, then one of m.
///
/// The best schedule takes m. From 1 worker to [`EXAMPLE_WORKERS_MAX`].
pub fn worst_list(workers: u32) -> Option<Vec<u64>> {
    let workers = example(workers)?;
    let short = std::iter::repeat_n(1, (workers * (workers - 1)) as usize);
    Some(short.chain([u64::from(workers)]).collect())
}

/// Returns tasks with which the longest first take as long as [`longest_first_ratio`] allows.
///
/// Two each of 2m − 1, 2m − 2, … m + 1, and three of m; the best schedule takes 3m. From 1 worker to
/// [`EXAMPLE_WORKERS_MAX`].
pub fn worst_longest_first(workers: u32) -> Option<Vec<u64>> {
    let workers = u64::from(example(workers)?);
    let pairs = (workers + 1..2 * workers).rev().flat_map(|task| [task, task]);
    Some(pairs.chain([workers; 3]).collect())
}

fn example(workers: u32) -> Option<u32> {
    (1..=EXAMPLE_WORKERS_MAX).contains(&workers).then_some(workers)
}
