//! A quiet bench: nobody has done anything yet, so mail is written, shipped and replayed, and nothing else.
//!
//! Of all work only that of letters and logs comes up then, and of all continuous rules only those of this file can
//! find anything. That is all the page has to know before somebody acts. The quiet ends for good with the first
//! command, or when a volume is full.

use super::bench::{Bench, Out};
use super::work::Work;

impl Bench {
    /// Whether a bench begins quiet: a target of standby continuous replication gets its database by itself.
    pub(super) fn begins_quiet(&self) -> bool {
        self.groups.iter().flat_map(|storage| &storage.copies).all(|copy| !copy.is_standby())
    }

    /// Does what was scheduled.
    pub(super) fn on_work(&mut self, work: Work, out: &mut Out<'_>) {
        match work {
            Work::Letter => self.on_letter(out),
            Work::Edit => self.on_edit(out),
            Work::LogRoll { group, generation } => self.on_log_roll(group, generation, out),
            Work::Copied { copy, generation } => self.on_copied(copy, generation, out),
            Work::Inspected { copy, generation } => self.on_inspected(copy, generation, out),
            Work::Replayed { copy, generation } => self.on_replayed(copy, generation, out),
            louder => self.second_half_on_work(louder, out),
        }
    }

    /// Asks the rules that can find anything while the bench is quiet.
    pub(super) fn settle_quietly(&mut self, out: &mut Out<'_>) {
        let causes = out.causes();
        self.watch_space(out);
        out.because(causes);
        // A volume that is full now has ended the quiet.
        match self.is_quiet {
            true => self.run_pipelines(out),
            false => self.second_half_settle(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{SimTime, StepBudget, Timeline};
    use crate::model::params::{Build, Config, Mode};

    /// Half a day of a bench that nobody touches, with its quiet or without.
    fn untouched(config: Config, is_quiet: bool) -> Timeline<Bench> {
        let mut bench = Bench::new(config);
        bench.is_quiet &= is_quiet;
        let mut timeline = Timeline::new(bench);
        timeline.run_until(SimTime::from_secs(43_200), StepBudget(u64::MAX));
        timeline
    }

    #[test]
    fn a_quiet_bench_misses_nothing_of_what_all_rules_would_find() {
        for mode in [Mode::Lcr, Mode::Scc, Mode::Ccr] {
            for build in [Build::Rtm, Build::Sp1] {
                let config = Config { mode, build, ..Config::default() };
                let (quiet, loud) = (untouched(config, true), untouched(config, false));
                assert!(quiet.world().is_quiet && !loud.world().is_quiet, "{mode:?}");
                assert_eq!(quiet.digest(), loud.digest(), "{mode:?} {build:?}");
            }
        }
    }
}
