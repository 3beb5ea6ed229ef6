//! Mail: people write, a hub accepts, the store takes it or the hub keeps it in its queue.
//!
//! The account is kept so that `accepted = present + queued + lost` always holds.

use super::dumpster::Dumpster;
use super::log_stream::{Letter, OpenLog};
use super::server_group::ServerState;
use crate::engine::{EntryNumber, RandomStream, SimSpan, SimTime, SortedSet, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::{Closing, Event};
use crate::model::ids::{LetterId, NetworkId, NodeId, PersonId, StorageGroupId};
use crate::model::params::{EDIT_BYTES, EDITS_PER_LETTER, LETTER_BYTES, LOG_FILE_BYTES, QUEUE_DRAIN_PER_SECOND};
use crate::model::rule::Rule;
use crate::model::work::Work;
use std::collections::VecDeque;

/// A Hub Transport server: its queue and its transport dumpster.
#[derive(Clone, Debug)]
pub struct Hub {
    /// The server.
    pub node: NodeId,
    /// Letters that wait for a mailbox database.
    pub queue: VecDeque<Letter>,
    /// Letters it has delivered and keeps.
    pub dumpster: Dumpster,
    /// Asked to send again from this moment on, and not done yet.
    pub outstanding: Option<(SimTime, EntryNumber)>,
    pub(super) draining: Option<Ticket>,
    /// The entry that last made letters wait.
    pub(super) held_by: EntryNumber,
    pub(super) has_said_out_of_reach: bool,
}

impl Hub {
    /// An empty hub.
    pub fn new(node: NodeId) -> Self {
        Hub {
            node,
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
    /// Edits lost.
    pub edits_lost: u64,
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
    pub(crate) next_letter: Option<Ticket>,
    pub(crate) next_edit: Option<Ticket>,
}

impl Bench {
    /// Letters that wait at hubs.
    pub fn queued(&self) -> u64 {
        self.hubs.iter().map(|hub| hub.queue.len() as u64).sum()
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

    fn schedule_edit(&mut self, out: &mut Out<'_>) {
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

    /// The next edit of the steady load; nobody edits while the service is away.
    pub(crate) fn on_edit(&mut self, out: &mut Out<'_>) {
        let who = PersonId(self.workload.edits.below(u64::from(self.config.mailboxes)) as u16);
        if self.service.is_up {
            self.mail.edits += 1;
            self.write(EDIT_BYTES, |open| open.edits.push(who), out);
        }
        self.schedule_edit(out);
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
        let place = self.hub_place(node);
        if self.hubs[place].queue.is_empty() && self.can_deliver(node) {
            self.deliver(place, letter, out);
        } else {
            self.hubs[place].queue.push_back(letter);
            let held_by = self.delivery_obstacle(node).unwrap_or(self.hubs[place].held_by);
            self.hubs[place].held_by = held_by;
            let causes = out.causes().and(held_by);
            out.emit_because(Rule::HubQueue, Event::LetterQueued { letter: letter.id.0, hub: node }, causes);
        }
        true
    }

    /// Whether a hub can hand letters to the store.
    pub(crate) fn can_deliver(&self, hub: NodeId) -> bool {
        let Some(owner) = self.server.owner else { return false };
        self.server.state == ServerState::Online
            && self.groups[0].mounted_on_node() == Some(owner)
            && self.parts.obstacle(hub, owner, NetworkId::Public).is_none()
    }

    /// What keeps a hub from handing letters to the store; nothing if only its queue is in the way.
    fn delivery_obstacle(&self, hub: NodeId) -> Option<EntryNumber> {
        if self.can_deliver(hub) {
            return None;
        }
        if !self.service.is_up {
            return Some(self.service.because);
        }
        self.server.owner.and_then(|owner| self.parts.obstacle(hub, owner, NetworkId::Public))
    }

    /// Wakes the queues of hubs that can deliver again.
    pub(crate) fn wake_queues(&mut self, out: &mut Out<'_>) {
        for place in 0..self.hubs.len() {
            let node = self.hubs[place].node;
            if !self.hubs[place].queue.is_empty() && self.hubs[place].draining.is_none() && self.can_deliver(node) {
                self.schedule_drain(place, out);
            }
        }
    }

    /// A hub delivers one letter from its queue.
    pub(crate) fn on_drain(&mut self, hub: u8, out: &mut Out<'_>) {
        let place = hub as usize;
        self.hubs[place].draining = None;
        let node = self.hubs[place].node;
        if !self.can_deliver(node) {
            return;
        }
        if let Some(letter) = self.hubs[place].queue.pop_front() {
            self.deliver(place, letter, out);
        }
        if !self.hubs[place].queue.is_empty() {
            self.schedule_drain(place, out);
        }
    }

    fn schedule_drain(&mut self, place: usize, out: &mut Out<'_>) {
        let because = self.service.because.max(self.hubs[place].held_by);
        let wait = SimSpan::from_millis(1_000 / QUEUE_DRAIN_PER_SECOND);
        self.hubs[place].draining = Some(out.after_because(wait, Work::Drain { hub: place as u8 }, because));
    }

    fn deliver(&mut self, place: usize, letter: Letter, out: &mut Out<'_>) {
        let now = out.now();
        let hub = &mut self.hubs[place];
        hub.dumpster.keep(letter, now);
        let event = Event::LetterDelivered { letter: letter.id.0, hub: hub.node, to: u32::from(letter.to.0) };
        let delivered = out.emit(Rule::PeopleWrite, event);
        self.mail.present += 1;
        let before = out.causes();
        out.because(delivered);
        self.write(u64::from(letter.bytes), |open| open.letters.push(letter), out);
        out.because(before);
    }

    /// Commits a change to the open log and closes the log when it is full.
    ///
    /// A change belongs to the log that completes it: lose that log and the change is lost.
    fn write(&mut self, bytes: u64, record: impl FnOnce(&mut OpenLog), out: &mut Out<'_>) {
        let group = StorageGroupId(0);
        let interval = self.config.log_roll(self.server.dial);
        let (mut left, mut record) = (bytes, Some(record));
        while record.is_some() {
            let storage = &mut self.groups[0];
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
