//! Weighted round robin, classic: the list is walked with a threshold that falls from the greatest weight by the
//! greatest common divisor; who has at least the threshold is chosen. Source: the documentation of LVS.

use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// Where the walk stands.
#[derive(Clone, Debug, Default)]
pub struct Classic {
    next: usize,
    threshold: u32,
}

impl Classic {
    /// The next in turn.
    pub fn pick(&mut self, pool: &Pool) -> Option<ServerId> {
        let greatest = pool.members().map(|(_, member)| member.weight).max().unwrap_or(0);
        let divisor = pool.members().fold(0, |divisor, (_, member)| common_divisor(divisor, member.weight)).max(1);
        // Every threshold once is enough to meet everybody.
        let steps = (pool.len() + 1) * (greatest / divisor + 1) as usize;
        for _ in 0..steps {
            if self.next >= pool.len() || self.threshold == 0 {
                self.next = 0;
                self.threshold = self.threshold.saturating_sub(divisor);
                if self.threshold == 0 {
                    self.threshold = greatest;
                }
            }
            let server = ServerId(self.next as u16);
            self.next += 1;
            if pool.is_open(server) && pool.weight(server) >= self.threshold.max(1) {
                return Some(server);
            }
        }
        None
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::weighted;

    fn turns(pool: &Pool, count: usize) -> String {
        let mut classic = Classic::default();
        (0..count).map(|_| classic.pick(pool).map_or('-', |server| char::from(b'A' + server.0 as u8))).collect()
    }

    #[test]
    fn heavy_servers_come_in_a_row_as_lvs_documents_it() {
        assert_eq!(turns(&weighted(&[4, 3, 2]), 18), "AABABCABCAABABCABC");
        assert_eq!(turns(&weighted(&[8, 6, 4]), 9), "AABABCABC", "weights are divided by what they have in common");
        assert_eq!(turns(&weighted(&[1, 1]), 4), "ABAB");
    }

    #[test]
    fn whoever_has_no_weight_or_may_not_be_chosen_is_passed_over() {
        let mut pool = weighted(&[3, 0, 1]);
        assert_eq!(turns(&pool, 4), "AAAC");
        pool.set_open(ServerId(0), false);
        assert_eq!(turns(&pool, 2), "CC");
        assert_eq!(turns(&weighted(&[0, 0]), 1), "-");
    }
}
