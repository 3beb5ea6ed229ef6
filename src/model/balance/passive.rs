//! Passive health checks by nginx's rules: live traffic shows who is down.
//!
//! A failure (no connection, a broken one, no answer in time) counts; at one failure the server is passed over while
//! its last is at most ten seconds ago, on a clock of whole seconds: so it is tried again in the eleventh. That try is
//! one request in ten seconds. If it fails the server is passed over again, because only a success resets the count.
//! Source: `ngx_http_upstream_round_robin.c`.

use super::bench::{BalanceBench, Out};
use super::config::Health;
use super::ids::ServerId;
use super::request::Reason;
use super::work::Work;
use crate::engine::{Causes, EntryNumber, SimTime};
use crate::model::params::{NGINX_FAIL_TIMEOUT_S, NGINX_MAX_FAILS};
use crate::model::rule::Rule;

impl BalanceBench {
    fn looks_at_traffic(&self) -> bool {
        self.config.health == Health::Nginx && self.config.front.has_balancer()
    }

    /// A failed attempt counts against its server.
    pub(super) fn count_failure(&mut self, id: ServerId, reason: Reason, told: Option<EntryNumber>, out: &mut Out<'_>) {
        let counts = match reason {
            Reason::Refused | Reason::TimedOut | Reason::Reset => true,
            // An answer is an answer; a full queue, and what is wrong with the balancer, are not the server's fault.
            Reason::Error | Reason::QueueFull | Reason::NoServer | Reason::BalancerDown => false,
        };
        if !counts || !self.looks_at_traffic() || self.balancer_down.is_some() {
            return;
        }
        let second = self.now.seconds();
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        watch.passive.fails += 1;
        watch.passive.accessed = second;
        watch.passive.checked = second;
        self.picker.failed(id, self.pool.weight(id));
        if watch.passive.fails >= NGINX_MAX_FAILS {
            let is_news = core::mem::replace(&mut watch.is_believed_up, false);
            self.pass_over(id, out);
            if is_news {
                let because = told.map_or_else(|| self.because_of(id), Causes::one);
                self.note_down(id, Rule::BalancePassiveChecks, because, out);
            }
        }
    }

    /// A server was chosen although it counts as down: for the next ten seconds it gets nothing else.
    pub(super) fn count_try(&mut self, id: ServerId, out: &mut Out<'_>) {
        let second = self.now.seconds();
        let looks = self.looks_at_traffic();
        let Some(watch) = self.watch.get_mut(id.index()).filter(|watch| looks && !watch.is_believed_up) else { return };
        if second.saturating_sub(watch.passive.checked) > NGINX_FAIL_TIMEOUT_S {
            watch.passive.checked = second;
        }
        self.pass_over(id, out);
    }

    /// A good answer counts for its server, if it was tried since its last failure.
    pub(super) fn count_success(&mut self, id: ServerId, out: &mut Out<'_>) {
        let looks = self.looks_at_traffic();
        let because = self.because_of(id);
        let Some(watch) = self.watch.get_mut(id.index()).filter(|watch| looks && !watch.is_believed_up) else { return };
        if watch.passive.accessed < watch.passive.checked {
            watch.passive.fails = 0;
            watch.passive.is_skipped = false;
            self.mark_up(id, Rule::BalancePassiveChecks, because, out);
        }
    }

    /// The time of being passed over may have ended.
    pub(super) fn end_pause(&mut self, id: ServerId) {
        let second = self.now.seconds();
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        if second.saturating_sub(watch.passive.checked) > NGINX_FAIL_TIMEOUT_S {
            watch.passive.is_skipped = false;
            self.review(id);
        }
    }

    fn pass_over(&mut self, id: ServerId, out: &mut Out<'_>) {
        let Some(watch) = self.watch.get_mut(id.index()) else { return };
        watch.passive.is_skipped = true;
        let again = SimTime::from_secs(watch.passive.checked + NGINX_FAIL_TIMEOUT_S + 1);
        out.after_because(again.since(out.now()), Work::EndPause { server: id }, Causes::NONE);
        self.review(id);
    }
}
