//! Votes: majorities, and how many losses they withstand.

use failover_lab::theory::quorum::{
    Votes, has_quorum, last_man_standing, losses_tolerated, losses_tolerated_with_witness, majority,
};

#[test]
fn even_numbers_of_nodes_withstand_no_more_than_odd_ones() {
    for (nodes, losses) in [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2), (7, 3), (8, 3)] {
        assert_eq!(losses_tolerated(nodes), losses, "{nodes} nodes");
    }
    assert_eq!(losses_tolerated(0), 0);
}

#[test]
fn a_witness_lets_an_even_number_of_nodes_lose_half() {
    for nodes in [2, 4, 6, 8] {
        assert_eq!(losses_tolerated_with_witness(nodes, true), Some(nodes / 2));
        assert_eq!(losses_tolerated_with_witness(nodes, false), Some(nodes / 2 - 1));
    }
    assert_eq!(losses_tolerated_with_witness(0, true), None);
    assert_eq!(losses_tolerated_with_witness(u32::MAX, true), None);
}

#[test]
fn no_split_gives_two_sides_a_majority() {
    for votes in 0..=40 {
        for one_side in 0..=votes {
            let sides = [one_side, votes - one_side].map(|side| has_quorum(side, votes));
            assert!(sides != [true, true], "{one_side} of {votes}");
        }
        assert!(!has_quorum(majority(votes) - 1, votes) && has_quorum(majority(votes), votes));
    }
    assert_eq!(majority(u32::MAX), 1 << 31);
}

#[test]
fn votes_that_are_counted_anew_come_down_to_two() {
    let steps: Vec<Votes> = last_man_standing(8).collect();
    let pairs: Vec<(u32, u32)> = steps.iter().map(|votes| (votes.expected, votes.needed)).collect();
    assert_eq!(pairs, [(8, 5), (5, 3), (3, 2), (2, 2)]);
    assert_eq!(last_man_standing(1).count(), 1);
    assert_eq!(last_man_standing(0).count(), 0);
    assert!(last_man_standing(u32::MAX).count() < 40);
}
