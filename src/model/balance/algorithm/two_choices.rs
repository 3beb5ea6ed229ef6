//! The power of d choices: the best of d servers drawn at random.
//!
//! Whether one server may be drawn twice is a choice, because it can be seen: with 10 servers the mean response
//! differs by several percent. Of equals the first that was drawn is taken.

use crate::engine::RandomStream;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// How many are drawn, and how.
#[derive(Clone, Debug)]
pub struct TwoChoices {
    choices: u16,
    replacement: bool,
    drawn: Vec<ServerId>,
}

impl TwoChoices {
    /// So many choices.
    pub fn new(choices: u16, replacement: bool) -> Self {
        TwoChoices { choices, replacement, drawn: Vec::new() }
    }

    /// The best of those that are drawn.
    pub fn pick(
        &mut self,
        pool: &Pool,
        chance: &mut RandomStream,
        mut is_better: impl FnMut(ServerId, ServerId) -> bool,
    ) -> Option<ServerId> {
        self.draw(pool, chance);
        self.drawn.iter().copied().reduce(|best, next| if is_better(next, best) { next } else { best })
    }

    fn draw(&mut self, pool: &Pool, chance: &mut RandomStream) {
        self.drawn.clear();
        if !self.replacement && usize::from(self.choices) >= pool.open().len() {
            self.drawn.extend(pool.open().iter().filter(|server| pool.weight(**server) > 0));
            return;
        }
        for _ in 0..self.choices {
            let Some(mut server) = pool.draw(chance) else { return };
            // Drawn again until it is new; then, whatever the weights, the next one that is.
            for _ in 0..REDRAWS_MAX {
                if self.replacement || !self.drawn.contains(&server) {
                    break;
                }
                server = pool.draw(chance).unwrap_or(server);
            }
            if self.replacement || !self.drawn.contains(&server) {
                self.drawn.push(server);
            }
        }
    }
}

/// Draws after which it is given up to find another server: with extreme weights there is hardly one.
const REDRAWS_MAX: u32 = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::{equal, weighted};

    fn drawn(replacement: bool, pool: &Pool) -> Vec<Vec<u16>> {
        let (mut few, mut chance) = (TwoChoices::new(2, replacement), RandomStream::new(9, 1));
        let mut draw = || {
            few.draw(pool, &mut chance);
            few.drawn.iter().map(|server| server.0).collect()
        };
        (0..2_000).map(|_| draw()).collect()
    }

    #[test]
    fn one_server_is_drawn_twice_with_replacement_only() {
        let same = |draws: &[Vec<u16>]| draws.iter().filter(|draw| draw[0] == draw[1]).count();
        assert_eq!(same(&drawn(false, &equal(5))), 0);
        assert!(same(&drawn(true, &equal(5))).abs_diff(400) < 80, "one in five");
    }

    #[test]
    fn extreme_weights_end_the_draw_and_few_servers_are_all_compared() {
        assert!(drawn(false, &weighted(&[256, 0, 0])).iter().all(|draw| draw == &[0]));
        assert!(drawn(false, &equal(2)).iter().all(|draw| draw == &[0, 1]));
        assert!(drawn(true, &weighted(&[0])).iter().all(Vec::is_empty));
    }

    #[test]
    fn the_emptier_of_the_two_is_taken() {
        let mut pool = equal(2);
        pool.member_mut(ServerId(0)).expect("a member").active = 3;
        let (mut few, mut chance) = (TwoChoices::new(2, false), RandomStream::new(1, 1));
        let pick = few.pick(&pool, &mut chance, |one, other| pool.is_lighter(one, other));
        assert_eq!(pick, Some(ServerId(1)));
    }
}
