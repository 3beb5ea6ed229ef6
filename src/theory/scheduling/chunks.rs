//! Chunk sequences: how many tasks each request gets, under rules that begin with many and end with few.
//!
//! The sizes of a sequence add up to the number of tasks. All rules take `None` of no workers. The formulas are
//! recalled, with their origins.

/// Returns the chunks of guided self-scheduling: each request gets ⌈R / P⌉ of the R tasks that are left.
///
/// Source: C. Polychronopoulos and D. Kuck, IEEE Transactions on Computers, 1987.
pub fn guided(tasks: u32, workers: u32) -> Option<impl Iterator<Item = u32>> {
    (workers > 0).then(|| dealt(tasks, move |left, _| left.div_ceil(workers)))
}

/// Returns the chunks of factoring: P requests get ⌈R / (2P)⌉ each, then what is left is cut anew.
///
/// Source: S. Flynn Hummel, E. Schonberg and L. Flynn, CACM 35(8), 1992.
pub fn factoring(tasks: u32, workers: u32) -> Option<impl Iterator<Item = u32>> {
    let mut chunk = 0;
    (workers > 0).then(|| {
        dealt(tasks, move |left, number| {
            if number % u64::from(workers) == 0 {
                chunk = half_a_share(left, workers);
            }
            chunk
        })
    })
}

/// Returns the chunks of trapezoid self-scheduling: from f = ⌈N / (2P)⌉ down towards 1 by equal steps.
///
/// ⌈2N / (f + 1)⌉ requests, a step of ⌊(f − 1) / (requests − 1)⌋. Source: T. Tzen and L. Ni, IEEE TPDS, 1993.
pub fn trapezoid(tasks: u32, workers: u32) -> Option<impl Iterator<Item = u32>> {
    (workers > 0).then(|| {
        let first = u64::from(half_a_share(tasks, workers));
        let requests = (2 * u64::from(tasks)).div_ceil(first + 1);
        let step = first.saturating_sub(1).checked_div(requests.saturating_sub(1)).unwrap_or(0);
        dealt(tasks, move |_, number| {
            u32::try_from(first.saturating_sub(number.saturating_mul(step))).unwrap_or(u32::MAX)
        })
    })
}

/// Returns half of what each worker would get of the rest.
fn half_a_share(left: u32, workers: u32) -> u32 {
    u64::from(left).div_ceil(2 * u64::from(workers)).min(u64::from(u32::MAX)) as u32
}

/// Deals out tasks by a rule that is told how many are left and which request this is; at least one task each.
fn dealt(tasks: u32, mut rule: impl FnMut(u32, u64) -> u32) -> impl Iterator<Item = u32> {
    let (mut left, mut number) = (tasks, 0);
    std::iter::from_fn(move || {
        let chunk = rule(left, number).max(1).min(left);
        left -= chunk;
        number += 1;
        (chunk > 0).then_some(chunk)
    })
}
