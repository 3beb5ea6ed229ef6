//! Redelivery: after a loss the hubs are asked to send again what their transport dumpsters hold.
//!
//! A hub that does not answer is asked again until it does, or until nothing it holds could be young enough.
//! Source: \[DUMPBLOG\], \[DUMP125\].

use super::dumpster::DumpsterLimits;
use crate::engine::{Causes, EntryNumber, SimTime};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::{NetworkId, NodeId, StorageGroupId};
use crate::model::params::DUMPSTER_MARGIN_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

/// A request to send again that a hub has not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DumpsterRequest {
    /// Letters delivered from this moment on are wanted.
    pub from: SimTime,
    /// When the hub was asked first.
    pub asked: SimTime,
    /// The entry of the loss.
    pub because: EntryNumber,
}

impl Bench {
    /// Asks every hub for what it delivered since a while before the last good log.
    pub(super) fn ask_hubs(
        &mut self,
        group: StorageGroupId,
        last_good_at: SimTime,
        because: EntryNumber,
        out: &mut Out<'_>,
    ) {
        if !self.dumpster_limits.are_on() {
            return;
        }
        let from = SimTime::from_millis(last_good_at.as_millis().saturating_sub(DUMPSTER_MARGIN_MS));
        for hub in &mut self.hubs {
            let desk = hub.desk_mut(group);
            // A hub that was away for an earlier loss still owes the letters of that time.
            let owed = desk.outstanding.map_or(from, |earlier| earlier.from.min(from));
            desk.outstanding = Some(DumpsterRequest { from: owed, asked: out.now(), because });
            desk.has_said_out_of_reach = false;
        }
        let wait = self.dumpster_limits.age + DumpsterLimits::GRAIN;
        out.after_because(wait, Work::DumpsterRequestEnds, because);
    }

    /// Hubs that were asked to send again do so as soon as they can deliver.
    pub(crate) fn send_again(&mut self, out: &mut Out<'_>) {
        for (place, group) in self.desks() {
            let Some(request) = self.hubs[place].desk(group).outstanding else { continue };
            let hub = self.hubs[place].node;
            let is_too_old_at = request.asked + self.dumpster_limits.age + DumpsterLimits::GRAIN;
            self.look_again_at(is_too_old_at);
            if out.now() >= is_too_old_at {
                self.give_up(place, group, request, out);
            } else if self.can_deliver(hub, group) {
                self.answer(place, group, request, out);
            } else {
                self.note_out_of_reach(place, group, request, out);
            }
        }
    }

    /// Nothing that the hub still holds can belong to the loss.
    fn give_up(&mut self, place: usize, group: StorageGroupId, request: DumpsterRequest, out: &mut Out<'_>) {
        let hub = self.hubs[place].node;
        self.hubs[place].desk_mut(group).outstanding = None;
        out.emit_because(
            Rule::DumpsterAsksAgain,
            Event::DumpsterRequestGivenUp { group, hub },
            Causes::one(request.because),
        );
    }

    fn note_out_of_reach(&mut self, place: usize, group: StorageGroupId, request: DumpsterRequest, out: &mut Out<'_>) {
        let hub = self.hubs[place].node;
        let Some(obstacle) = self.dumpster_obstacle(hub, group) else { return };
        let desk = self.hubs[place].desk_mut(group);
        if std::mem::replace(&mut desk.has_said_out_of_reach, true) {
            return;
        }
        let causes = Causes::one(request.because).and(obstacle);
        let event = Event::DumpsterOutOfReach { group, hub };
        out.emit_because(Rule::DumpsterAsksAgain, event, causes);
    }

    /// What stands between a hub and the server that asks it.
    pub(crate) fn dumpster_obstacle(&self, hub: NodeId, group: StorageGroupId) -> Option<EntryNumber> {
        let owner = self.server_of(group).owner.unwrap_or(hub);
        self.parts.obstacle(hub, owner, NetworkId::Public)
    }

    /// Sends again what falls into the window; the store drops what it has already.
    fn answer(&mut self, place: usize, group: StorageGroupId, request: DumpsterRequest, out: &mut Out<'_>) {
        let (hub, limits) = (self.hubs[place].node, self.dumpster_limits);
        let lost = &mut self.mail.lost;
        let desk = self.hubs[place].desk_mut(group);
        desk.outstanding = None;
        let (letters, back) = desk.dumpster.send_again(request.from, out.now(), limits, |id| lost.remove(&id));
        let duplicates = letters - back.len() as u32;
        self.mail.redelivered += u64::from(letters);
        self.mail.duplicates_dropped += u64::from(duplicates);
        let event = Event::DumpsterSentAgain { group, hub, letters, duplicates };
        let held_by = out.emit_because(Rule::DumpsterSendsAgain, event, request.because);
        self.hubs[place].desk_mut(group).held_by = held_by;
        // A mailbox that is in another database by now has its letters there.
        for letter in back.into_iter().rev() {
            let home = self.home_of(letter.to);
            let desk = self.hubs[place].desk_mut(home);
            desk.held_by = held_by;
            desk.queue.push_front(letter);
        }
    }

    /// Other limits for every dumpster of the organisation; they hold at once. Source: \[DUMP\].
    pub(crate) fn set_dumpster_limits(&mut self, limits: DumpsterLimits, out: &mut Out<'_>) {
        let event = Event::TransportConfigSet { bytes: limits.bytes, age: limits.age };
        let set = out.emit(Rule::DumpsterKeeps, event);
        self.dumpster_limits = limits;
        let now = out.now();
        for desk in self.hubs.iter_mut().flat_map(|hub| &mut hub.desks) {
            desk.dumpster.trim(now, limits);
            if let Some(request) = desk.outstanding {
                let left = limits.age - now.since(request.asked);
                out.after_because(left + DumpsterLimits::GRAIN, Work::DumpsterRequestEnds, set);
            }
        }
    }
}
