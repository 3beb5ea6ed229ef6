//! How many tasks one answer of the master holds.

use super::config::Policy;

/// The sizes of chunks that a policy hands out, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunks {
    /// One task a request; shares that belong to workers are not cut into chunks.
    Single,
    /// ⌈R/P⌉ of the R tasks that are left. Source: GSS87.
    Guided {
        /// Workers.
        workers: u32,
    },
    /// P chunks of ⌈R/(2P)⌉ each, then again. Source: FAC92.
    Factoring {
        /// Workers.
        workers: u32,
        /// Size of the chunks of this batch.
        chunk: u32,
        /// Chunks of this batch that are still to be handed out.
        left: u32,
    },
    /// From ⌈N/(2P)⌉ down to 1, by the same step each time. Source: TSS93.
    Trapezoid {
        /// Size of the next chunk.
        next: u32,
        /// By how much the one after it is smaller.
        step: u32,
    },
}

impl Chunks {
    /// The chunks of a policy, for so many tasks and workers.
    pub fn new(policy: Policy, tasks: u32, workers: u16) -> Chunks {
        let workers = u32::from(workers).max(1);
        match policy {
            Policy::Static | Policy::Queue | Policy::LongestFirst | Policy::Stealing => Chunks::Single,
            Policy::Guided => Chunks::Guided { workers },
            Policy::Factoring => Chunks::Factoring { workers, chunk: 0, left: 0 },
            Policy::Trapezoid => {
                let first = tasks.div_ceil(2 * workers).max(1);
                let steps = (2 * tasks).div_ceil(first + 1);
                let step = if steps > 1 { (first - 1) / (steps - 1) } else { 0 };
                Chunks::Trapezoid { next: first, step }
            }
        }
    }

    /// Takes the next chunk when so many tasks are waiting; none if there is none.
    pub fn take(&mut self, waiting: u32) -> u32 {
        if waiting == 0 {
            return 0;
        }
        let size = match self {
            Chunks::Single => 1,
            Chunks::Guided { workers } => waiting.div_ceil(*workers),
            Chunks::Factoring { workers, chunk, left } => {
                if *left == 0 {
                    (*chunk, *left) = (waiting.div_ceil(2 * *workers), *workers);
                }
                *left -= 1;
                *chunk
            }
            Chunks::Trapezoid { next, step } => {
                let size = *next;
                *next = next.saturating_sub(*step).max(1);
                size
            }
        };
        size.min(waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(policy: Policy, tasks: u32, workers: u16) -> Vec<u32> {
        let (mut chunks, mut left, mut sizes) = (Chunks::new(policy, tasks, workers), tasks, Vec::new());
        while left > 0 {
            let size = chunks.take(left);
            assert!(size > 0, "{policy:?} stops at {left}");
            left -= size;
            sizes.push(size);
        }
        sizes
    }

    #[test]
    fn guided_self_scheduling_hands_out_nineteen_chunks_of_400_tasks_to_four_workers() {
        let expected = [100, 75, 57, 42, 32, 24, 18, 13, 10, 8, 6, 4, 3, 2, 2, 1, 1, 1, 1];
        assert_eq!(sequence(Policy::Guided, 400, 4), expected);
    }

    #[test]
    fn factoring_hands_out_seven_batches_of_four_chunks() {
        let expected: Vec<u32> = [50, 25, 13, 6, 3, 2, 1].into_iter().flat_map(|size| [size; 4]).collect();
        assert_eq!(sequence(Policy::Factoring, 400, 4), expected);
    }

    #[test]
    fn trapezoid_self_scheduling_shrinks_by_three_and_takes_what_is_left_last() {
        let expected = [50, 47, 44, 41, 38, 35, 32, 29, 26, 23, 20, 15];
        assert_eq!(sequence(Policy::Trapezoid, 400, 4), expected);
    }

    #[test]
    fn every_policy_hands_out_every_task_once() {
        for policy in Policy::ALL {
            for (tasks, workers) in [(1, 1), (1, 8), (7, 3), (240, 8), (1_000, 50)] {
                assert_eq!(sequence(*policy, tasks, workers).iter().sum::<u32>(), tasks, "{policy:?}");
            }
            // Whoever asks when nothing waits does not spoil the batch of what comes back later.
            let mut chunks = Chunks::new(*policy, 10, 2);
            assert_eq!(chunks.take(0), 0, "{policy:?}");
            assert!(chunks.take(10) > 0, "{policy:?}");
        }
    }
}
