//! What breaks a tie: the lock of the witness share, or the reservation of the quorum disk.
//!
//! It votes once: for the side whose node holds it. A witness holds no data, only the lock and the number of the
//! newest configuration it has seen; the disk has the configuration itself. Neither knows why its holder has fallen
//! silent, so the lock outlives the silence until everybody who counted on it must have stopped or gone on without.

use super::parts::Parts;
use super::quorum::Cluster;
use super::quorum_model::TieBreaker;
use crate::engine::{EntryNumber, SimTime, Ticket};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NodeId, NodeSet};
use crate::model::rule::Rule;
use crate::model::work::Work;

/// A lock or a reservation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lock {
    /// The node that holds it.
    pub(super) holder: NodeId,
    /// What has parted the holder from it, if anything has.
    loss: Option<Loss>,
}

/// Why a lock is about to lapse.
#[derive(Clone, Copy, Debug)]
struct Loss {
    because: EntryNumber,
    /// Whether the holder is a member that has noticed, so that its side counts on the lock no more. A holder that
    /// is gone tells nobody.
    is_noticed: bool,
    lapses: Ticket,
}

/// That somebody held the lock once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Freed {
    holder: NodeId,
    at: SimTime,
    /// The entry with which it lapsed; none if it was given back.
    because: Option<EntryNumber>,
}

impl Lock {
    pub(super) const fn held_by(holder: NodeId) -> Self {
        Lock { holder, loss: None }
    }
}

impl Cluster {
    /// Node that holds the witness lock or the reservation of the quorum disk.
    pub fn locked_by(&self) -> Option<NodeId> {
        self.lock.map(|lock| lock.holder)
    }

    /// Whether one of these nodes holds what breaks a tie, as far as they can know.
    pub fn has_lock(&self, side: NodeSet) -> bool {
        let is_missed = |lock: Lock| lock.loss.is_some_and(|loss| loss.is_noticed);
        self.lock.is_some_and(|lock| side.contains(lock.holder) && !is_missed(lock))
    }

    /// Whether the holder has fallen silent or lost its reach, so that the lock is about to lapse.
    pub fn is_lock_lapsing(&self) -> bool {
        self.lock.is_some_and(|lock| lock.loss.is_some())
    }

    /// Whether witness or disk have seen a newer configuration than any of these nodes.
    pub(crate) fn knows_less_than_breaker(&self, side: NodeSet) -> bool {
        self.newest_known(side) < self.stamp
    }

    /// Number of the newest configuration that one of these nodes knows.
    fn newest_known(&self, side: NodeSet) -> u32 {
        side.iter().filter_map(|node| self.member(node)).map(|member| member.epoch).max().unwrap_or(0)
    }

    /// Whether nodes that form a cluster may take the lock: one of them has it or had it last, or it has been free for
    /// long enough that nobody who counted on it still asks for it.
    pub(super) fn may_form_with_lock(&self, side: NodeSet, out: &Out<'_>) -> bool {
        let is_over = |freed: Freed| side.contains(freed.holder) || out.now() >= freed.at + self.windows.grace();
        match self.lock {
            Some(lock) => side.contains(lock.holder),
            None => self.freed.is_none_or(is_over),
        }
    }

    /// Notes whether the holder still has its lock, and lets the owner of the quorum have it.
    pub(super) fn watch_lock(&mut self, parts: &Parts, out: &mut Out<'_>) {
        if let Some(lock) = self.lock {
            let is_gone = self.view_of(lock.holder).is_empty();
            let obstacle = self.tie_breaker().and_then(|it| it.obstacle(parts, lock.holder));
            let because = match is_gone {
                true => self.member(lock.holder).map(|member| member.because),
                false => obstacle,
            };
            let loss = match (because, lock.loss) {
                (None, None) => None,
                (None, Some(loss)) => {
                    out.cancel(loss.lapses);
                    None
                }
                (Some(_), Some(loss)) => Some(Loss { is_noticed: loss.is_noticed || !is_gone, ..loss }),
                (Some(because), None) => {
                    let work = Work::LockLapses { cluster: self.id };
                    let lapses = out.after_because(self.windows.grace(), work, because);
                    Some(Loss { because, is_noticed: !is_gone, lapses })
                }
            };
            self.lock = Some(Lock { loss, ..lock });
        }
        if let Some(owner) = self.quorum_owner
            && self.reaches_tie_breaker(parts, owner)
            && self.is_handed_over_to(owner, parts)
        {
            self.take_lock(owner, out);
        }
    }

    /// Whether a member gets the lock without asking: it is free, or another member of its side has it.
    fn is_handed_over_to(&self, owner: NodeId, parts: &Parts) -> bool {
        let side = self.side_of(owner, parts);
        !side.is_empty() && self.locked_by().is_none_or(|holder| holder != owner && side.contains(holder))
    }

    /// The server of the share, or the disk, gives up a holder of which it has heard nothing for so long.
    pub(crate) fn lapse(&mut self, out: &mut Out<'_>) {
        let Some(Lock { holder, loss: Some(loss) }) = self.lock else { return };
        let event = match self.tie_breaker() {
            Some(TieBreaker::Disk) => Event::QuorumDiskReleased { node: holder },
            Some(TieBreaker::Share(_)) | None => Event::WitnessReleased { node: holder },
        };
        let because = out.emit_because(Rule::LockLapses, event, loss.because);
        self.lock = None;
        self.freed = Some(Freed { holder, at: out.now(), because: Some(because) });
    }

    /// Members that stop in good order give back what they hold and reach.
    pub(super) fn give_back_lock(&mut self, side: NodeSet, out: &Out<'_>) {
        if let Some(Lock { holder, loss: None }) = self.lock
            && side.contains(holder)
        {
            self.lock = None;
            self.freed = Some(Freed { holder, at: out.now(), because: None });
        }
    }

    pub(super) fn take_lock(&mut self, node: NodeId, out: &mut Out<'_>) -> EntryNumber {
        if let Some(loss) = self.lock.and_then(|lock| lock.loss) {
            out.cancel(loss.lapses);
        }
        self.lock = Some(Lock::held_by(node));
        let known = self.member(node).map_or(0, |member| member.epoch);
        self.stamp = self.stamp.max(known);
        match self.tie_breaker() {
            Some(TieBreaker::Disk) => out.emit(Rule::QuorumDiskDefended, Event::QuorumDiskReserved { node }),
            Some(TieBreaker::Share(_)) | None => out.emit(Rule::WitnessBreaksTies, Event::WitnessLocked { node }),
        }
    }

    /// The entry that parted the lock from its last holder, if its vote is missed.
    pub(super) fn why_unlocked(&self) -> Option<EntryNumber> {
        match self.lock {
            Some(lock) => lock.loss.map(|loss| loss.because),
            None => self.freed.and_then(|freed| freed.because),
        }
    }

    /// Counts one more change of the configuration on the members of a side and, if one of them holds it, on what
    /// breaks a tie.
    pub fn note_configuration(&mut self, side: NodeSet, parts: &Parts) {
        let side: NodeSet = side.iter().filter(|node| !self.view_of(*node).is_empty()).collect();
        let known = self.newest_known(side);
        let holder = self.locked_by().filter(|it| side.contains(*it) && self.reaches_tie_breaker(parts, *it));
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
