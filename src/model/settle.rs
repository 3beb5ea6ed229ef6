//! Settling: after each step, the rules that hold continuously (a database stays mounted only while its store runs,
//! a queue drains when it can) are asked once, in a fixed order.
//!
//! Nearly all steps are letters and other changes that go into an open log. No rule looks at that; so once all rules
//! were asked and nothing came of it, the bench is *calm* and they are not asked again before something *stirs* it.
//! Whatever has no reason to be sure stirs: every input, and all work but the little that
//! [`Work::moves_mail_only`](super::work::Work::moves_mail_only) names. That work stirs too where it does more: when a
//! log is closed, or a volume is full. A rule that only waits for time to pass says for when.

use super::bench::{Bench, Out};
use crate::engine::SimTime;

/// Whether the continuous rules have found all there is to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Calm {
    /// Before this moment no rule finds anything, unless something stirs.
    until: SimTime,
    /// Rules are asked after every step all the same.
    is_never: bool,
}

impl Calm {
    /// Nobody has asked yet.
    pub(super) const NOT_YET: Calm = Calm { until: SimTime::ZERO, is_never: false };
}

impl Bench {
    /// The same bench, but with all rules asked after every step: whether anything is missed shows in its journal.
    #[must_use]
    pub fn never_calm(mut self) -> Bench {
        self.calm.is_never = true;
        self
    }

    /// Something has happened that a rule may look at.
    pub(super) fn stir(&mut self) {
        self.calm.until = SimTime::ZERO;
    }

    /// A rule may find something at a moment even though nothing happens until then.
    pub(super) fn look_again_at(&mut self, at: SimTime) {
        self.calm.until = self.calm.until.min(at);
    }

    /// Asks every rule that can find anything.
    pub(super) fn settle(&mut self, out: &mut Out<'_>) {
        if out.now() < self.calm.until && !self.calm.is_never {
            return;
        }
        let before = out.acts();
        self.calm.until = SimTime::MAX;
        match self.is_quiet {
            true => self.settle_quietly(out),
            false => self.second_half_settle(out),
        }
        if out.acts() != before {
            // What was found last may be of interest to a rule that was asked before it.
            self.stir();
        }
    }

    /// Asks every rule that holds continuously, in the order of what depends on what.
    #[inline(never)]
    pub(super) fn second_half_settle(&mut self, out: &mut Out<'_>) {
        const RULES: &[fn(&mut Bench, &mut Out<'_>)] = &[
            |bench, out| bench.clusters.iter_mut().for_each(|cluster| cluster.drop_the_dead(&bench.parts, out)),
            |bench, out| bench.clusters.iter_mut().for_each(|cluster| cluster.listen(&bench.parts, out)),
            Bench::watch_replication_networks,
            Bench::watch_owner,
            Bench::watch_space,
            Bench::watch_databases,
            Bench::watch_activations,
            Bench::watch_resources,
            Bench::retry_failed,
            Bench::watch_waiting,
            Bench::watch_seeding,
            Bench::watch_divergence,
            Bench::make_standby_databases,
            Bench::watch_backups,
            Bench::watch_restores,
            Bench::run_pipelines,
            Bench::watch_truncation,
            Bench::record_service,
            Bench::send_again,
            Bench::wake_queues,
            Bench::reconnect_clients,
        ];
        let causes = out.causes();
        for rule in RULES {
            // What one rule finds is no cause of what the next one finds.
            out.because(causes);
            rule(self, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{EntryNumber, Progress, SimSpan, StepBudget, Timeline};
    use crate::model::backup::{BackupKind, BackupMethod, BackupSide};
    use crate::model::exchange::DumpsterRequest;
    use crate::model::ids::{DiskSet, How, NetworkId, NodeId, Part, StorageGroupId, Volume};
    use crate::model::input::Input;
    use crate::model::params::{Build, Config, MAILBOX_BYTES, Mode, Standby};

    const HOUR: SimSpan = SimSpan::from_hours(1);
    const GROUP: StorageGroupId = StorageGroupId(0);

    fn run(bench: Bench, inputs: &[(u64, Input)], until: u64) -> Timeline<Bench> {
        let mut timeline = Timeline::new(bench);
        for (secs, input) in inputs {
            timeline.run_until(SimTime::from_secs(*secs), StepBudget(u64::MAX));
            assert_eq!(timeline.world().refusal(input), None, "{input:?}");
            timeline.submit(input.clone());
        }
        timeline.run_until(SimTime::from_secs(until), StepBudget(u64::MAX));
        timeline
    }

    /// Runs with calm and without: the journal is the same.
    fn check(config: Config, inputs: &[(u64, Input)], until: u64) {
        let calm = run(Bench::new(config), inputs, until);
        let thorough = run(Bench::new(config).never_calm(), inputs, until);
        let moments = |timeline: &Timeline<Bench>| {
            timeline.journal().iter().map(|it| (it.at, format!("{:?}", it.event))).collect::<Vec<_>>()
        };
        let (found, all) = (moments(&calm), moments(&thorough));
        let missed = all.iter().zip(&found).find(|(one, other)| one != other);
        assert!(calm.digest() == thorough.digest(), "{:?}: {missed:?}", config.mode);
    }

    #[test]
    fn letters_that_fill_a_database_volume_are_noticed() {
        let database_disk_mb = 4 * (MAILBOX_BYTES / 1_048_576) as u32 + 3;
        for mode in [Mode::Lcr, Mode::Scc, Mode::Ccr] {
            let config = Config { mode, mailboxes: 4, database_disk_mb, ..Config::default() };
            check(config, &[], 86_400);
            check(config, &[(60, Input::SetWorkload { messages_per_hour: 600 })], 86_400);
        }
    }

    /// Once the other copy has replayed them, logs may go where they were written, though the mount is not done yet.
    #[test]
    fn logs_that_another_copy_replays_before_its_mount_are_noticed() {
        let slow = Part::Volume(DiskSet::Own(NodeId(1)), Volume::DatabaseDisk);
        let backup = Input::StartBackup {
            group: GROUP,
            kind: BackupKind::Full,
            method: BackupMethod::Streaming,
            side: BackupSide::Active,
            standby: None,
        };
        let moves =
            Input::MoveClusteredMailboxServer { target: NodeId(1), comment: String::new(), ignore_dismounted: false };
        let inputs = [
            (10, Input::StopPart { part: slow, how: How::Slow }),
            (20, Input::SendMail { count: 1_500, from: None, to: None, size: 51_200 }),
            (30, backup),
            (60, moves),
        ];
        check(Config { mailboxes: 1, ..Config::default() }, &inputs, 3_600);
    }

    /// The longest that a bench means to be calm, within its first ten minutes.
    fn longest_calm(bench: Bench, inputs: &[(u64, Input)]) -> SimTime {
        let mut timeline = run(bench, inputs, 1);
        let mut longest = SimTime::ZERO;
        while timeline.run_until(SimTime::from_secs(600), StepBudget(1)) == Progress::BudgetSpent {
            longest = longest.max(timeline.world().calm.until);
        }
        longest
    }

    #[test]
    fn a_rule_that_waits_for_time_says_for_when() {
        let config = Config { mode: Mode::Scr, build: Build::Sp1, mailboxes: 4, ..Config::default() };
        assert_eq!(longest_calm(Bench::new(config), &[]), SimTime::MAX);
        let bench = Bench::new(Config { standby: Standby::Nothing, ..config });
        let node = bench.parts.nodes().last().unwrap_or(NodeId(0));
        let enable = Input::EnableStandby { group: GROUP, node, replay_lag: HOUR, truncation_lag: SimSpan::ZERO };
        assert_eq!(longest_calm(bench, &[(0, enable)]), SimTime::ZERO + HOUR);

        let mut bench = Bench::new(Config { mode: Mode::Ccr, ..config });
        let (asked, because) = (SimTime::ZERO, EntryNumber(0));
        bench.hubs[0].desks[0].outstanding = Some(DumpsterRequest { from: asked, asked, because });
        let too_old = asked + bench.dumpster_limits.age + SimSpan::from_millis(1);
        let part = Part::Connection(bench.hubs[0].node, NetworkId::Public);
        assert_eq!(longest_calm(bench, &[(0, Input::StopPart { part, how: How::Fail })]), too_old);
    }
}
