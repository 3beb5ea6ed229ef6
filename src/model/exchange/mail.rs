//! Mail: people write, a hub accepts, the store takes it or the hub keeps it in its queue.
//!
//! The account is kept so that `accepted = present + queued + lost` always holds.

use super::dumpster::Dumpster;
use super::edits::EditCounts;
use super::log_stream::{Letter, OpenLog};
use super::mailbox_server::{ServerKind, ServerState};
use super::redelivery::DumpsterRequest;
use crate::engine::{EntryNumber, RandomStream, SimSpan, SortedSet, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::{Closing, Event};
use crate::model::ids::{LetterId, NetworkId, NodeId, PersonId, StorageGroupId};
use crate::model::params::{Build, EDITS_PER_LETTER, LETTER_BYTES, LOG_FILE_BYTES, QUEUE_DRAIN_PER_SECOND, log_roll};
use crate::model::rule::Rule;
use crate::model::work::Work;
use std::collections::VecDeque;

/// A Hub Transport server.
#[derive(Clone, Debug)]
pub struct Hub {
    /// The server.
    pub node: NodeId,
    /// Its queues and dumpsters, in the order of the storage groups.
    pub desks: Vec<Desk>,
}

/// What a Hub Transport server keeps for one storage group: a queue and a transport dumpster.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Letters that wait for a mailbox database.
    pub queue: VecDeque<Letter>,
    /// Letters it has delivered and keeps.
    pub dumpster: Dumpster,
    /// Asked to send again, and not done yet.
    pub outstanding: Option<DumpsterRequest>,
    pub(super) draining: Option<Ticket>,
    /// The entry that last made letters wait.
    pub(super) held_by: EntryNumber,
    pub(super) has_said_out_of_reach: bool,
}

impl Hub {
    /// An empty hub with desks for so many storage groups.
    pub fn new(node: NodeId, groups: usize) -> Self {
        Hub { node, desks: (0..groups).map(|_| Desk::default()).collect() }
    }

    /// Its desk for a storage group.
    pub fn desk(&self, group: StorageGroupId) -> &Desk {
        &self.desks[group.0 as usize]
    }

    /// Its desk for a storage group, to change it.
    pub(crate) fn desk_mut(&mut self, group: StorageGroupId) -> &mut Desk {
        &mut self.desks[group.0 as usize]
    }
}

impl Desk {
    /// The letter that the hub is handing over; it stays in the queue until the store has committed it.
    pub(crate) fn handed_over(&self) -> Option<LetterId> {
        self.draining.and(self.queue.front()).map(|letter| letter.id)
    }
}

impl Default for Desk {
    fn default() -> Self {
        Desk {
            queue: VecDeque::new(),
            dumpster: Dumpster::default(),
            outstanding: None,
            draining: None,
            held_by: EntryNumber(0),
            has_said_out_of_reach: false,
        }
    }
}

/// The account of all letters since the start.
#[derive(Clone, Debug, Default)]
pub struct MailAccount {
    /// Letters that a hub has accepted.
    pub accepted: u64,
    /// Letters in the mailboxes of the database that counts.
    pub present: u64,
    /// Letters that somebody has deleted.
    pub removed: u64,
    /// Letters that were in the database and are lost.
    pub lost: SortedSet<LetterId>,
    /// Letters that hubs sent again.
    pub redelivered: u64,
    /// Those of them that the store had already.
    pub duplicates_dropped: u64,
    /// Letters that could not be handed to any hub; they stay with their senders.
    pub kept_by_senders: u64,
    /// Edits made.
    pub edits: u64,
    /// Edits in the mailboxes of the database that counts.
    pub edits_present: u64,
    /// Edits that were in the database and are lost, by their kinds.
    pub edits_lost: EditCounts,
}

/// The steady load.
#[derive(Clone, Debug)]
pub struct Workload {
    /// Letters an hour, of all people together.
    pub messages_per_hour: u32,
    /// The entry that set it.
    pub because: EntryNumber,
    pub(crate) letters: RandomStream,
    pub(crate) edits: RandomStream,
    /// Decides what is edited, and nothing else.
    pub(crate) kinds: RandomStream,
    pub(crate) next_letter: Option<Ticket>,
    pub(crate) next_edit: Option<Ticket>,
}

impl Bench {
    /// Letters that wait at hubs.
    pub fn queued(&self) -> u64 {
        self.hubs.iter().flat_map(|hub| &hub.desks).map(|desk| desk.queue.len() as u64).sum()
    }

    /// Schedules the next letter and the next edit of the steady load, in place of those under way.
    pub(crate) fn restart_workload(&mut self, out: &mut Out<'_>) {
        for ticket in [self.workload.next_letter.take(), self.workload.next_edit.take()].into_iter().flatten() {
            out.cancel(ticket);
        }
        self.schedule_letter(out);
        self.schedule_edit(out);
    }

    fn schedule_letter(&mut self, out: &mut Out<'_>) {
        if let Some(mean) = 3_600_000u64.checked_div(u64::from(self.workload.messages_per_hour)) {
            let wait = self.workload.letters.exponential(SimSpan::from_millis(mean));
            self.workload.next_letter = Some(out.after_because(wait, Work::Letter, self.workload.because));
        }
    }

    pub(super) fn schedule_edit(&mut self, out: &mut Out<'_>) {
        let per_hour = u64::from(self.workload.messages_per_hour) * EDITS_PER_LETTER;
        if let Some(mean) = 3_600_000u64.checked_div(per_hour) {
            let wait = self.workload.edits.exponential(SimSpan::from_millis(mean));
            self.workload.next_edit = Some(out.after_because(wait, Work::Edit, self.workload.because));
        }
    }

    /// The next letter of the steady load.
    pub(crate) fn on_letter(&mut self, out: &mut Out<'_>) {
        let to = PersonId(self.workload.letters.below(u64::from(self.config.mailboxes)) as u16);
        self.accept(to, LETTER_BYTES as u32, out);
        self.schedule_letter(out);
    }

    /// A hub accepts a letter, and delivers it or keeps it; false if no hub is in reach.
    pub(crate) fn accept(&mut self, to: PersonId, bytes: u32, out: &mut Out<'_>) -> bool {
        let up = |hub: &&Hub| self.parts.network_obstacle(hub.node, NetworkId::Public).is_none();
        let turn = self.mail.accepted as usize % self.hubs.len();
        let Some(node) = self.hubs[turn..].iter().chain(&self.hubs[..turn]).find(up).map(|hub| hub.node) else {
            self.mail.kept_by_senders += 1;
            return false;
        };
        let letter = Letter { id: LetterId(self.mail.accepted as u32), to, bytes };
        self.mail.accepted += 1;
        let (place, group) = (self.hub_place(node), self.home_of(to));
        if self.hubs[place].desk(group).queue.is_empty() && self.can_deliver(node, group) {
            self.deliver(place, letter, out);
        } else {
            let obstacle = self.delivery_obstacle(node, group);
            let desk = self.hubs[place].desk_mut(group);
            desk.queue.push_back(letter);
            desk.held_by = obstacle.unwrap_or(desk.held_by);
            let causes = out.causes().and(desk.held_by);
            out.emit_because(Rule::HubQueue, Event::LetterQueued { letter: letter.id.0, hub: node }, causes);
        }
        true
    }

    /// The storage group that has a person's mailbox.
    pub fn home_of(&self, person: PersonId) -> StorageGroupId {
        self.homes[person.0 as usize]
    }

    /// Every desk of every hub: the hub's place, and the storage group.
    pub(super) fn desks(&self) -> impl Iterator<Item = (usize, StorageGroupId)> + use<> {
        let (hubs, groups) = (self.hubs.len(), self.groups.len());
        (0..hubs).flat_map(move |hub| (0..groups as u8).map(move |group| (hub, StorageGroupId(group))))
    }

    /// Whether a hub can hand letters for a storage group to its store.
    pub(crate) fn can_deliver(&self, hub: NodeId, group: StorageGroupId) -> bool {
        let server = self.server_of(group);
        let Some(owner) = server.owner else { return false };
        server.state == ServerState::Online
            && self.group(group).mounted_on_node() == Some(owner)
            && self.parts.obstacle(hub, owner, NetworkId::Public).is_none()
    }

    /// What keeps a hub from handing letters to the store; nothing if only its queue is in the way.
    fn delivery_obstacle(&self, hub: NodeId, group: StorageGroupId) -> Option<EntryNumber> {
        if self.can_deliver(hub, group) {
            return None;
        }
        if !self.service.is_up {
            return Some(self.service.because);
        }
        self.server_of(group).owner.and_then(|owner| self.parts.obstacle(hub, owner, NetworkId::Public))
    }

    /// Letters whose mailboxes have another home by now go to the queue for it, behind those that wait there.
    fn readdress_queues(&mut self) {
        if std::sync::Arc::ptr_eq(&self.homes, &self.addressed_by) {
            return;
        }
        self.addressed_by = std::sync::Arc::clone(&self.homes);
        for (place, group) in self.desks() {
            let queue = std::mem::take(&mut self.hubs[place].desk_mut(group).queue);
            for letter in queue {
                let (home, held_by) = (self.home_of(letter.to), self.hubs[place].desk(group).held_by);
                let desk = self.hubs[place].desk_mut(home);
                desk.held_by = desk.held_by.max(held_by);
                desk.queue.push_back(letter);
            }
        }
    }

    /// Wakes the queues of hubs that can deliver again.
    pub(crate) fn wake_queues(&mut self, out: &mut Out<'_>) {
        self.readdress_queues();
        for (place, group) in self.desks() {
            let (hub, desk) = (self.hubs[place].node, self.hubs[place].desk(group));
            if !desk.queue.is_empty() && desk.draining.is_none() && self.can_deliver(hub, group) {
                self.schedule_drain(place, group, out);
            }
        }
    }

    /// A hub delivers one letter from its queue.
    pub(crate) fn on_drain(&mut self, hub: u8, group: StorageGroupId, out: &mut Out<'_>) {
        let place = hub as usize;
        let node = self.hubs[place].node;
        self.hubs[place].desk_mut(group).draining = None;
        if !self.can_deliver(node, group) {
            return;
        }
        if let Some(letter) = self.hubs[place].desk_mut(group).queue.pop_front() {
            self.deliver(place, letter, out);
        }
        if !self.hubs[place].desk(group).queue.is_empty() {
            self.schedule_drain(place, group, out);
        }
    }

    fn schedule_drain(&mut self, place: usize, group: StorageGroupId, out: &mut Out<'_>) {
        let because = self.service.because.max(self.hubs[place].desk(group).held_by);
        let wait = SimSpan::from_millis(1_000 / QUEUE_DRAIN_PER_SECOND);
        let work = Work::Drain { hub: place as u8, group };
        self.hubs[place].desk_mut(group).draining = Some(out.after_because(wait, work, because));
    }

    fn deliver(&mut self, place: usize, letter: Letter, out: &mut Out<'_>) {
        let (now, group) = (out.now(), self.home_of(letter.to));
        if self.keeps_dumpster(group) {
            let limits = self.dumpster_limits;
            self.hubs[place].desk_mut(group).dumpster.keep(letter, now, limits);
        }
        let hub = self.hubs[place].node;
        let event = Event::LetterDelivered { letter: letter.id.0, hub, to: u32::from(letter.to.0) };
        let delivered = out.emit(Rule::PeopleWrite, event);
        self.mail.present += 1;
        self.group_mut(group).count_letter(letter.to, true);
        let before = out.causes();
        out.because(delivered);
        self.write(group, u64::from(letter.bytes), |open| open.letters.push(letter), out);
        self.group_mut(group).active_copy_mut().data.add_letter(&letter);
        self.note_growth(group, letter.bytes);
        out.because(before);
    }

    /// Whether hubs keep delivered letters for a storage group: for CCR, and since SP1 for LCR too. Source: \[DUMP\].
    pub fn keeps_dumpster(&self, group: StorageGroupId) -> bool {
        match self.server_of(group).kind {
            ServerKind::NonShared(_) => true,
            ServerKind::StandAlone => self.config.build == Build::Sp1 && self.group(group).partner().is_some(),
            ServerKind::Shared(_) => false,
        }
    }

    /// Commits a change to the open log and closes the log when it is full.
    ///
    /// A change belongs to the log that completes it: lose that log and the change is lost.
    pub(super) fn write(
        &mut self,
        group: StorageGroupId,
        bytes: u64,
        record: impl FnOnce(&mut OpenLog),
        out: &mut Out<'_>,
    ) {
        self.meet_damage(group, out);
        let interval = log_roll(self.llr_depth(group));
        let (mut left, mut record) = (bytes, Some(record));
        while record.is_some() {
            let storage = self.group_mut(group);
            let place = storage.active;
            let Some(open) = storage.copies[place].open.as_mut() else { return };
            if open.is_empty() {
                let work = Work::LogRoll { group, generation: open.generation };
                storage.log_roll = Some(out.after(interval, work));
            }
            let now = left.min(LOG_FILE_BYTES - open.bytes);
            open.bytes += now;
            left -= now;
            if left == 0
                && let Some(record) = record.take()
            {
                record(open);
            }
            if open.is_full() {
                self.close_log(group, Closing::Full, Rule::LogFull, out);
            }
        }
    }

    /// Place of the hub on this server.
    fn hub_place(&self, node: NodeId) -> usize {
        self.hubs.iter().position(|hub| hub.node == node).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::params::Config;
    use std::sync::Arc;

    /// Their people were given another home while the letters waited.
    #[test]
    fn letters_in_queues_follow_their_mailboxes() {
        let mut bench = Bench::new(Config { mailboxes: 4, ..Config::default() });
        let mut second = bench.groups[0].clone();
        second.id = StorageGroupId(1);
        bench.groups.push(second);
        bench.hubs[0].desks.push(Desk::default());
        let letters = (0..4u16).map(|to| Letter { id: LetterId(u32::from(to)), to: PersonId(to), bytes: 1 });
        bench.hubs[0].desks[0].queue.extend(letters);
        bench.homes = Arc::new([0, 1, 0, 1].map(StorageGroupId));
        bench.readdress_queues();
        let waiting = |group| bench.hubs[0].desk(StorageGroupId(group)).queue.iter().map(|letter| letter.id.0);
        assert_eq!((waiting(0).collect::<Vec<_>>(), waiting(1).collect::<Vec<_>>()), (vec![0, 2], vec![1, 3]));
    }
}
