//! What breaks a tie: the lock of the witness share, or the reservation of the quorum disk.
//!
//! It votes once: for the side whose node holds it. A witness holds no data, only the lock and the number of the
//! newest configuration it has seen; the disk has the configuration itself.

use super::parts::Parts;
use super::quorum::Cluster;
use super::quorum_model::TieBreaker;
use crate::engine::EntryNumber;
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NodeId, NodeSet};
use crate::model::rule::Rule;

impl Cluster {
    pub(super) fn lock(&mut self, node: NodeId, out: &mut Out<'_>) -> EntryNumber {
        self.locked_by = Some(node);
        let known = self.member(node).map_or(0, |member| member.epoch);
        self.stamp = self.stamp.max(known);
        match self.tie_breaker() {
            Some(TieBreaker::Disk) => out.emit(Rule::QuorumDiskDefended, Event::QuorumDiskReserved { node }),
            Some(TieBreaker::Share(_)) | None => out.emit(Rule::WitnessBreaksTies, Event::WitnessLocked { node }),
        }
    }

    /// What is said when lock or reservation go away with their holder or with what is locked.
    pub(super) fn released(&self, node: NodeId) -> (Rule, Event) {
        match self.tie_breaker() {
            Some(TieBreaker::Disk) => (Rule::QuorumDiskDefended, Event::QuorumDiskReleased { node }),
            Some(TieBreaker::Share(_)) | None => (Rule::WitnessBreaksTies, Event::WitnessReleased { node }),
        }
    }

    /// Counts one more change of the configuration on these nodes and, if it is locked, on the witness.
    pub fn note_configuration(&mut self, side: NodeSet, parts: &Parts) {
        let known = side.iter().filter_map(|node| self.member(node)).map(|member| member.epoch).max().unwrap_or(0);
        let holder = self.locked_by.filter(|it| side.contains(*it) && self.reaches_tie_breaker(parts, *it));
        // The quorum disk has the configuration itself; a share has only its number.
        let has_disk = holder.is_some() && self.tie_breaker() == Some(TieBreaker::Disk);
        let newest = if has_disk { known.max(self.stamp) } else { known } + 1;
        for member in self.members.iter_mut().filter(|member| side.contains(member.node)) {
            member.epoch = newest;
        }
        if holder.is_some() {
            self.stamp = newest;
        }
    }
}
