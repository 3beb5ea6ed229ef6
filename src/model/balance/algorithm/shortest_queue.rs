//! Join the shortest queue: the server with the fewest requests of all; equals by chance.

use crate::engine::RandomStream;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// A server with the fewest requests.
pub fn pick(pool: &Pool, chance: &mut RandomStream) -> Option<ServerId> {
    let fewest = pool.open().iter().map(|server| pool.active(*server)).min()?;
    let mut tied = pool.open().iter().copied().filter(|server| pool.active(*server) == fewest);
    let count = tied.clone().count() as u64;
    tied.nth(chance.below(count) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::equal;

    #[test]
    fn nobody_with_more_than_the_fewest_is_chosen_and_all_with_the_fewest_are() {
        let mut pool = equal(4);
        pool.member_mut(ServerId(2)).expect("a member").active = 1;
        let mut chance = RandomStream::new(4, 1);
        let mut chosen = [0u32; 4];
        for _ in 0..3_000 {
            chosen[pick(&pool, &mut chance).expect("an open server").index()] += 1;
        }
        assert_eq!(chosen[2], 0);
        assert!([0, 1, 3].iter().all(|server| chosen[*server as usize].abs_diff(1_000) < 120), "{chosen:?}");
    }
}
