//! Active health checks: a balancer asks its servers, and counts answers in a row before it believes them.
//!
//! | preset | every | waits | down after | up after |
//! |---|---|---|---|---|
//! | HAProxy | 2 s | 2 s | 3; the very first failure is enough | 2 |
//! | ELB (Classic) | 30 s | 5 s | 2 | 10 |
//! | F5 | 5 s | | 16 s without an answer | 1 |
//!
//! nginx looks at live traffic only: see [`passive`](super::passive).

use super::bench::{BalanceBench, Out};
use super::config::{CheckDepth, Health};
use super::event::Event;
use super::ids::ServerId;
use super::server::Truth;
use super::watch::Admin;
use super::work::Work;
use crate::engine::{Causes, EntryNumber, SimSpan, SimTime};
use crate::model::params::{
    ELB_CHECK_MS, ELB_CHECK_TIMEOUT_MS, ELB_FALL, ELB_RISE, F5_CHECK_MS, F5_SILENCE_MS, HAPROXY_CHECK_MS, HAPROXY_FALL,
    HAPROXY_RISE,
};
use crate::model::rule::Rule;

/// How a balancer checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// From one check to the next.
    pub every: SimSpan,
    /// How long an answer is waited for.
    pub patience: SimSpan,
    /// Failures in a row until it is down, or how long it must have been silent.
    pub down: Down,
    /// Successes in a row until it is up.
    pub rise: u32,
}

/// When a server is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Down {
    /// After so many failures in a row.
    After(u32),
    /// When it has passed no check for so long.
    Silent(SimSpan),
}

/// How one check came out.
enum Answer {
    Passed,
    Failed,
    None,
}

impl Plan {
    /// The plan of a preset, if it checks.
    pub const fn of(health: Health) -> Option<Plan> {
        let ms = SimSpan::from_millis;
        match health {
            Health::Haproxy => Some(Plan {
                every: ms(HAPROXY_CHECK_MS),
                patience: ms(HAPROXY_CHECK_MS),
                down: Down::After(HAPROXY_FALL as u32),
                rise: HAPROXY_RISE as u32,
            }),
            Health::Elb => Some(Plan {
                every: ms(ELB_CHECK_MS),
                patience: ms(ELB_CHECK_TIMEOUT_MS),
                down: Down::After(ELB_FALL as u32),
                rise: ELB_RISE as u32,
            }),
            Health::F5 => Some(Plan {
                every: ms(F5_CHECK_MS),
                patience: ms(F5_CHECK_MS),
                down: Down::Silent(ms(F5_SILENCE_MS)),
                rise: 1,
            }),
            Health::Nginx | Health::None => None,
        }
    }
}

// No check begins before the one before it has ended.
const _: () = {
    let mut rest = Health::ALL;
    while let [health, others @ ..] = rest {
        if let Some(plan) = Plan::of(*health) {
            assert!(plan.patience.as_millis() <= plan.every.as_millis());
        }
        rest = others;
    }
};

impl BalanceBench {
    /// How the balancer checks, if there is one that does.
    pub(super) fn plan(&self) -> Option<Plan> {
        if self.config.front.has_balancer() { Plan::of(self.config.health) } else { None }
    }

    /// Begins to check every server, evenly spread over the interval.
    pub(super) fn begin_checks(&mut self, out: &mut Out<'_>) {
        let Some(plan) = self.plan() else { return };
        let servers = self.servers.len() as u64;
        for index in 0..servers {
            let offset = SimSpan::from_millis(plan.every.as_millis() * index / servers);
            out.after_because(offset, Work::Check { server: ServerId(index as u16) }, Causes::NONE);
        }
    }

    /// A server is checked; a balancer that is down checks nobody, and goes on when it is back.
    pub(super) fn check(&mut self, id: ServerId, out: &mut Out<'_>) {
        let Some(plan) = self.plan() else { return };
        if self.watch.get(id.index()).is_none_or(|watch| watch.admin == Admin::Removed) {
            return;
        }
        if self.balancer_down.is_none() {
            match self.answer_to_check(id) {
                Answer::Passed => self.conclude(id, true, out),
                Answer::Failed => self.conclude(id, false, out),
                Answer::None => {
                    out.after_because(plan.patience, Work::CheckTimedOut { server: id }, Causes::NONE);
                }
            }
        }
        out.after_because(plan.every, Work::Check { server: id }, Causes::NONE);
    }

    fn answer_to_check(&self, id: ServerId) -> Answer {
        let truth = self.servers.get(id.index()).map_or(Truth::Removed, |server| server.truth);
        match (truth, self.config.check) {
            // A slow server answers a check slowly, but in time.
            (Truth::Up | Truth::Slow, _) | (Truth::FailingFast | Truth::Hung, CheckDepth::Connect) => Answer::Passed,
            (Truth::FailingFast, CheckDepth::Request) | (Truth::Refusing, _) => Answer::Failed,
            (Truth::Hung, CheckDepth::Request) | (Truth::Off | Truth::Removed, _) => Answer::None,
        }
    }

    /// A check had no answer.
    pub(super) fn check_timed_out(&mut self, id: ServerId, out: &mut Out<'_>) {
        if self.balancer_down.is_none() {
            self.conclude(id, false, out);
        }
    }

    /// What follows from the outcome of a check.
    fn conclude(&mut self, id: ServerId, has_passed: bool, out: &mut Out<'_>) {
        let Some(plan) = self.plan() else { return };
        let because = self.because_of(id);
        let Some(watch) = self.watch.get_mut(id.index()).filter(|watch| watch.admin != Admin::Removed) else { return };
        let is_first = core::mem::take(&mut watch.is_fresh);
        let silent_since = watch.passed_at;
        if has_passed {
            watch.passed_at = out.now();
        }
        if watch.is_believed_up == has_passed {
            watch.streak = 0;
            return;
        }
        watch.streak += 1;
        let streak = watch.streak;
        if has_passed {
            let passed = Event::CheckPassed { server: id, passed: streak, of: plan.rise };
            let entry = out.emit_because(Rule::BalanceChecks, passed, because);
            if streak >= plan.rise {
                self.mark_up(id, Rule::BalanceChecks, entry.into(), out);
            }
            return;
        }
        match plan.down {
            Down::After(fall) => {
                let entry = out.emit_because(
                    Rule::BalanceChecks,
                    Event::CheckFailed { server: id, failed: streak, of: fall },
                    because,
                );
                if streak >= fall || is_first && self.config.health == Health::Haproxy {
                    self.mark_down(id, Rule::BalanceChecks, entry, out);
                }
            }
            Down::Silent(span) if streak == 1 => {
                let failed = Event::CheckFailed { server: id, failed: 1, of: 1 };
                let entry = out.emit_because(Rule::BalanceChecks, failed, because);
                // From the last success on, not from the first failure.
                let left = (silent_since + span).since(out.now());
                out.after_because(left, Work::Silent { server: id, since: silent_since }, entry);
            }
            Down::Silent(_) => {}
        }
    }

    /// A server has been silent for long, unless it has passed a check since.
    pub(super) fn end_silence(&mut self, id: ServerId, since: SimTime, out: &mut Out<'_>) {
        let is_silent =
            self.watch.get(id.index()).is_some_and(|watch| watch.passed_at == since && watch.is_believed_up);
        let because = out.newest_cause().or(self.arrivals_because);
        if let Some(because) = because.filter(|_| is_silent) {
            self.mark_down(id, Rule::BalanceChecks, because, out);
        }
    }

    /// The entry that explains how a server does.
    pub(super) fn because_of(&self, id: ServerId) -> Causes {
        let own: Option<EntryNumber> = self.servers.get(id.index()).and_then(|server| server.entry);
        Causes::NONE.and_if(own.or(self.arrivals_because))
    }
}
