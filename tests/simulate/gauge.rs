//! The exposure gauge against the truth: cut the power of the active node and see.

use crate::run::{Checked, FREE, Run};
use failover_lab::engine::{EntryNumber, SimSpan, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::{Exposure, StorageGroup};
use failover_lab::model::ids::{How, Part, Process, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::params::Mode;
use std::collections::BTreeMap;

/// One of the storage groups of the server whose plug is pulled.
const GROUP: StorageGroupId = StorageGroupId(0);

/// Longest that a failover by itself may take.
const LONG: SimSpan = SimSpan::from_mins(20);

/// Time after the last input in which everything that was under way has come to its end.
const CALM: SimSpan = SimSpan::from_secs(200);

/// How often the question was asked, by its answer.
#[derive(Debug, Default)]
pub struct Asked {
    /// The database was mounted on the other node, by mode.
    mounted: [u32; 4],
    /// It was not, as the gauge had said, by mode.
    waited: [u32; 4],
    letters: u32,
}

impl Asked {
    /// Both together.
    pub fn and(self, other: Asked) -> Asked {
        let sum = |a: [u32; 4], b: [u32; 4]| [0, 1, 2, 3].map(|place| a[place] + b[place]);
        Asked {
            mounted: sum(self.mounted, other.mounted),
            waited: sum(self.waited, other.waited),
            letters: self.letters + other.letters,
        }
    }

    /// Whether every mode was asked, and something was at stake.
    pub fn is_enough(&self) -> bool {
        let [_, scc, ccr, _] = self.mounted;
        let [lcr, _, _, scr] = self.waited;
        ccr > 100 && scc > 100 && self.letters > 100 && lcr > 20 && scr > 20
    }

    /// Cuts the power in a second run with the same past, and compares what comes of it with the gauge.
    pub fn ask(&mut self, run: &Run) -> Checked {
        let bench = run.bench();
        let is_forced = bench.main_server().forced_mount_after.is_some();
        let calm_for = run.script.inputs.last().map_or(SimSpan::ZERO, |(at, _)| run.timeline.now().since(*at));
        if !bench.service.is_up || is_forced || calm_for < CALM {
            return Ok(());
        }
        let mode = match run.script.config.mode {
            Mode::Lcr => 0,
            Mode::Scc => 1,
            Mode::Ccr => 2,
            Mode::Scr => 3,
        };
        let gauge = bench.exposure();
        let part = Part::Node(bench.group(GROUP).active_copy().node);
        let mut fork = run.timeline.fork();
        let seen = fork.journal().len() as u32;
        let outages = fork.world().service.outages.len();
        fork.submit(Input::StopPart { part, how: How::PowerCut });
        let until = fork.now() + LONG;
        fork.run_until(until, FREE);
        // Much can happen later; the outage that began with the plug is what the gauge is about.
        let waited = fork.world().service.outages.get(outages).and_then(|outage| Some(outage.to?.since(outage.from)));
        // A node that has no cluster tries to form one in between: it may be first, or the only one.
        let seeks = |node| bench.parts.runs(node, Process::Cluster) && bench.view_of(node).is_empty();
        let is_settled = !bench.parts.cluster_nodes().any(seeks);
        match (gauge.wait, waited) {
            (Some(wait), None) => Err(format!("the gauge says people would wait {wait}, and they wait for ever")),
            (Some(said), Some(waited)) => {
                self.mounted[mode] += 1;
                self.compare_loss(&gauge, &fork, seen)?;
                let slack = fork.world().config.windows.heartbeat();
                if waited > said || (is_settled && said > waited + slack) {
                    return Err(format!("the gauge says people would wait {said}, they waited {waited}"));
                }
                Ok(())
            }
            (None, Some(_)) if is_settled => Err(format!("the gauge says that people would wait for ever: {gauge:?}")),
            (None, Some(_)) => Ok(()),
            (None, None) => {
                self.waited[mode] += 1;
                Ok(())
            }
        }
    }

    fn compare_loss(&mut self, gauge: &Exposure, fork: &Timeline<Bench>, seen: u32) -> Checked {
        let (mut lost, mut back) = (BTreeMap::new(), 0);
        for entry in fork.journal().iter_from(EntryNumber(seen)) {
            match entry.event {
                Event::LogsLost { group, closed, letters, edits, people, .. } => {
                    lost.insert(*group, [closed.0, *letters, *edits, *people]);
                }
                Event::DumpsterSentAgain { letters, duplicates, .. } => back += letters - duplicates,
                _ => {}
            }
        }
        let sum = |which: usize| lost.values().map(|of_group| of_group[which]).sum::<u32>();
        let [closed, letters, edits, people] = [0, 1, 2, 3].map(sum);
        self.letters += letters;
        let said = (gauge.logs.0, gauge.letters, gauge.edits);
        // A database that stays dismounted takes its loss with it; somebody may have letters in two.
        let is_dismounted = |group: &StorageGroup| group.has_database() && !group.is_mounted();
        let stays_dismounted = fork.world().groups.iter().any(is_dismounted);
        let is_same = said == (closed, letters, edits) && (gauge.people == people || lost.len() > 1);
        let is_less = said.0 >= closed && said.1 >= letters && said.2 >= edits;
        if !(is_same || stays_dismounted && is_less) {
            return Err(format!("the gauge says {gauge:?}, lost are {lost:?}"));
        }
        // Letters of an earlier loss may come back with those of this one.
        // The gauge counts what is held now; with a short limit it is too old when the hub is asked.
        let is_short = fork.world().dumpster_limits.age < SimSpan::from_hours(24);
        if back < gauge.letters_covered && !is_short {
            return Err(format!("the gauge says {} letters would come back, {back} did", gauge.letters_covered));
        }
        Ok(())
    }
}
