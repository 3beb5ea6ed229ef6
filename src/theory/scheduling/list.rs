//! List scheduling: whoever is free first takes the next task of a list.

/// Most workers that a schedule is made for.
pub const WORKERS_MAX: u32 = 100_000;

/// Returns when the last of independent tasks is done, if equal workers take them in this order.
///
/// From 1 worker to [`WORKERS_MAX`]; `None` beyond, or if the times have no sum.
pub fn makespan(tasks: &[u64], workers: u32) -> Option<u64> {
    if workers == 0 || workers > WORKERS_MAX {
        return None;
    }
    let mut free_at = std::collections::BinaryHeap::from(vec![std::cmp::Reverse(0_u64); workers as usize]);
    let mut last = 0;
    for task in tasks {
        let std::cmp::Reverse(start) = free_at.pop()?;
        let end = start.checked_add(*task)?;
        last = last.max(end);
        free_at.push(std::cmp::Reverse(end));
    }
    Some(last)
}

/// Returns when the last task is done, if the longest are taken first (LPT). Range as for [`makespan`].
pub fn makespan_longest_first(tasks: &[u64], workers: u32) -> Option<u64> {
    let mut tasks = tasks.to_vec();
    tasks.sort_unstable_by_key(|task| std::cmp::Reverse(*task));
    makespan(&tasks, workers)
}
