//! Branches on the axis, and side by side.

use super::axis::Axis;
use crate::ui::stand_in::BranchInfo;

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
        marks: branch.marks.iter().filter(|mark| mark.0 >= branch.forked_at).map(|mark| axis.share(mark.0)).collect(),
        is_current: branch.is_current,
    };
    branches.iter().enumerate().map(row).collect()
}
