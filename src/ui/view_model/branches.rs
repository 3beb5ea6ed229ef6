//! Branches on the axis, and side by side.

use super::axis::Axis;
use super::deeds;
use crate::engine::SimTime;
use crate::lab::session::BranchInfo;
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

/// What became of a branch, in few words.
pub fn outcome(branch: &BranchInfo) -> String {
    words::branch_lost(branch.cost.letters_lost(), branch.cost.edits_lost)
}

fn deeds_of(branch: &BranchInfo) -> impl Iterator<Item = &(SimTime, String)> {
    branch.marks.iter().filter(|(_, line)| deeds::is_deed(line))
}
