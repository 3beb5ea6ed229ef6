//! Branches on the axis, and side by side.

use super::axis::Axis;
use super::deeds;
use crate::engine::SimTime;
use crate::lab::session::{BranchInfo, Cost};
use crate::words;

/// A branch as a row of the time strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchRow {
    /// Its number for the session.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Where it leaves its parent, as a share of the axis.
    pub start: u32,
    /// Where it ends, as a share of the axis.
    pub end: u32,
    /// Where people did something after it left its parent, as shares of the axis.
    pub marks: Vec<u32>,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}

/// Places the branches under each other.
pub fn rows(axis: Axis, branches: &[BranchInfo]) -> Vec<BranchRow> {
    let row = |(index, branch): (usize, &BranchInfo)| BranchRow {
        index,
        name: branch.name.clone(),
        start: axis.share(branch.forked_at),
        end: axis.share(branch.end),
        marks: deeds_of(branch).filter(|mark| mark.0 >= branch.forked_at).map(|mark| axis.share(mark.0)).collect(),
        is_current: branch.is_current,
    };
    branches.iter().enumerate().map(row).collect()
}

/// What people did on a branch, in few words; the newest deeds count most.
pub fn deeds(branch: &BranchInfo) -> String {
    const SHOWN: usize = 3;
    let all: Vec<_> = deeds_of(branch).map(|(_, line)| deeds::in_short(line)).collect();
    if all.is_empty() {
        return words::branch_untouched().to_owned();
    }
    let skipped = all.len().saturating_sub(SHOWN);
    let shown = all[skipped..].join(", ");
    if skipped > 0 { words::branch_deeds_more(skipped as u64, shown) } else { shown }
}

/// What stayed behind on a dead server: letters and other changes.
pub fn stayed_behind(cost: &Cost) -> String {
    words::letters_and_changes(cost.letters_left_behind, cost.edits_lost)
}

/// What is lost for good: letters that no hub sent again, and other changes.
pub fn lost(cost: &Cost) -> String {
    words::letters_and_changes(cost.letters_lost(), cost.edits_lost)
}

fn deeds_of(branch: &BranchInfo) -> impl Iterator<Item = &(SimTime, String)> {
    branch.marks.iter().filter(|(_, line)| deeds::is_deed(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_is_told_by_its_newest_deeds() {
        let line = |n: u64, line: &str| (SimTime::from_secs(n), line.to_owned());
        let mut branch = BranchInfo {
            name: "1".into(),
            forked_at: SimTime::ZERO,
            parent: None,
            end: SimTime::from_secs(60),
            marks: vec![line(1, "Get-LabQuorum")],
            cost: Cost::default(),
            is_current: true,
        };
        assert_eq!(deeds(&branch), "nothing done");
        branch.marks.extend([line(2, "close"), line(3, "kill X"), line(4, "heal X"), line(5, "send")]);
        assert_eq!(deeds(&branch), "1 more, then stopped: X, started: X, letters sent");
    }

    #[test]
    fn nothing_lost_is_said_in_a_word() {
        let cost = Cost { letters_left_behind: 2, letters_brought_back: 2, ..Cost::default() };
        assert_eq!((stayed_behind(&cost), lost(&cost)), ("2 letters".to_owned(), "nothing".to_owned()));
        let cost = Cost { letters_left_behind: 3, letters_brought_back: 2, edits_lost: 5, ..cost };
        assert_eq!(lost(&cost), "1 letter and 5 other changes");
    }
}
