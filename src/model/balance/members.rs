//! Which servers are used: those that are believed up and neither drained nor taken out.

use super::bench::{BalanceBench, Out};
use super::clock::{Moment, Nanos};
use super::config::{Front, SERVERS_MAX};
use super::event::Event;
use super::ids::ServerId;
use super::server::{Server, Truth};
use super::watch::{Admin, Watch};
use super::work::Work;
use crate::engine::{Causes, EntryNumber, SimSpan};
use crate::model::rule::Rule;

/// The servers that are neither drained nor taken out, lowest first.
pub(super) fn in_use(watch: &[Watch]) -> impl Iterator<Item = ServerId> + Clone {
    let used = watch.iter().enumerate().filter(|(_, watch)| watch.admin == Admin::InUse);
    used.map(|(index, _)| ServerId(index as u16))
}

impl BalanceBench {
    /// A server counts as down.
    pub(super) fn mark_down(&mut self, id: ServerId, rule: Rule, because: EntryNumber, out: &mut Out<'_>) {
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        if core::mem::replace(&mut watch.is_believed_up, false) {
            self.note_down(id, rule, because.into(), out);
        }
    }

    pub(super) fn note_down(&mut self, id: ServerId, rule: Rule, because: Causes, out: &mut Out<'_>) {
        let entry = out.emit_because(rule, Event::ServerMarkedDown { server: id }, because);
        if let Some(watch) = self.watch.get_mut(id.index()) {
            watch.streak = 0;
            watch.warming_since = None;
            watch.entry = Some(entry);
        }
        self.review_members(entry, out);
    }

    /// A server counts as up again.
    pub(super) fn mark_up(&mut self, id: ServerId, rule: Rule, because: Causes, out: &mut Out<'_>) {
        let entry = out.emit_because(rule, Event::ServerMarkedUp { server: id }, because);
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        watch.is_believed_up = true;
        watch.streak = 0;
        watch.entry = Some(entry);
        self.warm_up(id, entry, out);
        self.review_members(entry, out);
    }

    /// Decides anew which servers are used; all of them, if none counts as up and the bench is to fail open.
    pub(super) fn review_members(&mut self, because: EntryNumber, out: &mut Out<'_>) {
        let looks_good = |watch: &Watch| watch.admin == Admin::InUse && watch.is_believed_up;
        let is_in_use = |watch: &Watch| watch.admin == Admin::InUse;
        let is_open = self.config.fail_open
            && self.plan().is_some()
            && !self.watch.iter().any(looks_good)
            && self.watch.iter().any(is_in_use);
        if is_open != self.has_failed_open {
            self.has_failed_open = is_open;
            let event = if is_open { Event::FailOpenBegan {} } else { Event::FailOpenEnded {} };
            out.emit_because(Rule::BalanceFailOpen, event, because);
        }
        for (index, watch) in self.watch.iter().enumerate() {
            if let Some(member) = self.pool.member_mut(ServerId(index as u16)) {
                // nginx keeps those that it passes over in the list, and tries them now and then.
                let is_passed_over = watch.passive.fails > 0;
                member.is_member = is_in_use(watch) && (watch.is_believed_up || is_open || is_passed_over);
            }
        }
        self.server_ids().for_each(|server| self.review(server));
        self.picker.members_changed(&self.pool);
    }

    /// A new server is there.
    pub(super) fn add_server(&mut self, out: &mut Out<'_>) {
        if self.servers.len() >= usize::from(SERVERS_MAX) {
            return;
        }
        let id = self.pool.add(self.config.weight(self.servers.len() as u16));
        let entry = out.emit(Rule::PartReturns, Event::ServerAdded { server: id });
        self.servers.push(Server { entry: Some(entry), ..Server::default() });
        self.watch.push(Watch { passed_at: out.now(), ..Watch::default() });
        self.warm_up(id, entry, out);
        self.review_members(entry, out);
        if self.plan().is_some() {
            out.after_because(SimSpan::ZERO, Work::Check { server: id }, Causes::NONE);
        }
    }

    /// A server gets nothing new; it is taken out once it has nothing left, or after some time.
    pub(super) fn drain(&mut self, id: ServerId, out: &mut Out<'_>) {
        let Some(watch) = self.watch.get_mut(id.index()).filter(|watch| watch.admin == Admin::InUse) else { return };
        watch.admin = Admin::Draining;
        watch.warming_since = None;
        let limit = SimSpan::from_secs(u64::from(self.config.drain_s));
        let entry = out.emit(Rule::BalanceDraining, Event::ServerDraining { server: id, limit });
        watch.entry = Some(entry);
        self.review_members(entry, out);
        self.end_drain_if_empty(id, out);
        out.after_because(limit, Work::DrainOver { server: id }, entry);
    }

    /// A server that has nothing left is taken out before the time is over. Where names are cached somebody may still come.
    pub(super) fn end_drain_if_empty(&mut self, id: ServerId, out: &mut Out<'_>) {
        let is_draining = self.watch.get(id.index()).is_some_and(|watch| watch.admin == Admin::Draining);
        if is_draining && self.pool.active(id) == 0 && self.config.front != Front::Dns {
            self.take_out(id, out);
        }
    }

    /// The time to drain is over: what is still there is cut off.
    pub(super) fn take_out(&mut self, id: ServerId, out: &mut Out<'_>) {
        let Some(watch) = self.watch.get_mut(id.index()).filter(|watch| watch.admin == Admin::Draining) else { return };
        watch.admin = Admin::Removed;
        let because = Causes::NONE.and_if(watch.entry);
        let cut = self.pool.active(id);
        let entry = out.emit_because(Rule::BalanceDraining, Event::ServerRemoved { server: id, cut }, because);
        self.become_so(id, Truth::Removed, entry, out);
    }

    /// A server that has been down, or is new, begins with few requests, unless it would be the only one.
    fn warm_up(&mut self, id: ServerId, because: EntryNumber, out: &mut Out<'_>) {
        let over = SimSpan::from_secs(u64::from(self.config.slow_start_s));
        let is_warm =
            |watch: &Watch| watch.is_believed_up && watch.admin == Admin::InUse && watch.warming_since.is_none();
        let others = self.watch.iter().enumerate().filter(|(index, _)| *index != id.index());
        let is_alone = !others.into_iter().any(|(_, watch)| is_warm(watch));
        if over == SimSpan::ZERO || is_alone {
            return;
        }
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        watch.warming_since = Some(self.now);
        watch.credit = 0;
        let entry = out.emit_because(Rule::BalanceSlowStart, Event::ServerWarming { server: id, over }, because);
        out.after_because(over, Work::Warm { server: id, since: self.now }, entry);
    }

    /// A server has warmed up, unless it has begun anew since.
    pub(super) fn be_warm(&mut self, id: ServerId, since: Moment, out: &mut Out<'_>) {
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        if watch.warming_since == Some(since) {
            watch.warming_since = None;
            out.emit(Rule::BalanceSlowStart, Event::ServerWarm { server: id });
        }
    }

    /// Whether a server that was chosen may have this request: while it warms up, a share that grows in a straight line.
    pub(super) fn is_warm_enough(&mut self, id: ServerId) -> bool {
        let over = Nanos::from_secs(u64::from(self.config.slow_start_s));
        let Some(watch) = self.watch.get_mut(id.index()) else { return true };
        let Some(since) = watch.warming_since else { return true };
        let share = (u128::from(self.now.since(since).0) * 100).checked_div(u128::from(over.0)).unwrap_or(100);
        watch.credit += share.min(100) as u64;
        let is_due = watch.credit >= 100;
        if is_due {
            watch.credit -= 100;
        }
        is_due
    }
}
