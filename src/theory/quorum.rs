//! Quorum: how many votes are needed, and how many may be lost.

/// Returns the fewest votes that are more than half of all.
///
/// Two parts of a split cluster can never both have them. 1 of no votes, so that nobody has quorum then.
/// Source: Microsoft, cc783705 and cc770620; corosync, `votequorum(5)`.
pub fn majority(votes: u32) -> u32 {
    votes / 2 + 1
}

/// Says whether votes are a majority of all that there could be.
pub fn has_quorum(votes: u32, expected: u32) -> bool {
    votes >= majority(expected)
}

/// Returns how many of equal voters may be lost before quorum is: 0 for one or two, 1 for three or four.
pub fn losses_tolerated(voters: u32) -> u32 {
    voters.saturating_sub(majority(voters))
}

/// Returns how many nodes may be lost while a witness has one vote more; `None` of no nodes.
///
/// With the witness, an even number of nodes withstands the loss of half of them; when the witness is lost first, of
/// one less than half. Source: Microsoft, cc773510.
pub fn losses_tolerated_with_witness(nodes: u32, witness_is_up: bool) -> Option<u32> {
    let needed = majority(nodes.checked_add(1)?) - u32::from(witness_is_up);
    (nodes > 0).then(|| nodes.saturating_sub(needed))
}

/// Expected votes, and how many of them are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// Votes that there could be.
    pub expected: u32,
    /// Votes that quorum takes.
    pub needed: u32,
}

/// Returns how far votes come down when each time as many are lost as may be, and the rest are counted anew.
///
/// Ends with the last that can lose nothing. Source: corosync, `last_man_standing` in `votequorum(5)`.
pub fn last_man_standing(nodes: u32) -> impl Iterator<Item = Votes> {
    let votes = |expected| Votes { expected, needed: majority(expected) };
    let first = (nodes > 0).then(|| votes(nodes));
    std::iter::successors(first, move |before| (before.needed < before.expected).then(|| votes(before.needed)))
}
