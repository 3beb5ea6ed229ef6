//! The exposure gauge against the truth: cut the power of the active node and see.

use crate::run::{FREE, Run};
use crate::script::GROUP;
use failover_lab::engine::{SimSpan, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::Exposure;
use failover_lab::model::ids::{How, Part};
use failover_lab::model::input::Input;

/// Longest that a failover by itself may take.
const LONG: SimSpan = SimSpan::from_mins(20);

/// Time after the last input in which everything that was under way has come to its end.
const CALM: SimSpan = SimSpan::from_secs(200);

/// How often the question was asked, by its answer.
#[derive(Debug, Default)]
pub struct Asked {
    /// The database was mounted on the other node.
    pub mounted: u32,
    /// It was not, as the gauge had said.
    pub waited: u32,
    /// Letters lost in all.
    pub letters: u32,
}

impl Asked {
    /// Cuts the power in a second run with the same past, and compares what comes of it with the gauge.
    pub fn ask(&mut self, run: &Run) {
        let bench = run.bench();
        let is_forced = bench.main_server().forced_mount_after.is_some();
        let calm_for = run.script.last().map_or(SimSpan::ZERO, |(at, _)| run.timeline.now().since(*at));
        if !bench.service.is_up || is_forced || calm_for < CALM {
            return;
        }
        let gauge = bench.exposure(GROUP);
        let part = Part::Node(bench.group(GROUP).active_copy().node);
        let mut fork = run.timeline.fork();
        let seen = fork.journal().len() as u32;
        fork.submit(Input::StopPart { part, how: How::PowerCut });
        let until = fork.now() + LONG;
        fork.run_until(until, FREE);
        let is_back = fork.world().service.is_up;
        match gauge.wait {
            Some(wait) => {
                if !is_back {
                    run.fail(&format!("the gauge says people would wait {wait}, and they wait for ever"));
                }
                self.compare(run, &gauge, &fork, seen);
                self.mounted += 1;
            }
            None if is_back => run.fail(&format!("the gauge says that people would wait for ever: {gauge:?}")),
            None => self.waited += 1,
        }
    }

    fn compare(&mut self, run: &Run, gauge: &Exposure, fork: &Timeline<Bench>, seen: u32) {
        let (mut logs, mut letters, mut edits, mut people, mut back) = (0, 0, 0, 0, 0);
        for entry in fork.journal().iter_from(failover_lab::engine::EntryNumber(seen)) {
            match entry.event {
                Event::LogsLost { closed, letters: l, edits: e, people: p, .. } => {
                    (logs, letters, edits, people) = (closed.0, *l, *e, *p);
                }
                Event::DumpsterSentAgain { letters, duplicates, .. } => back += letters - duplicates,
                _ => {}
            }
        }
        let lost = (logs, letters, edits, people);
        let said = (gauge.logs.0, gauge.letters, gauge.edits, gauge.people);
        if lost != said {
            run.fail(&format!("logs, letters, edits, people: the gauge says {said:?}, lost are {lost:?}"));
        }
        // Letters of an earlier loss may come back with those of this one.
        // The gauge counts what is held now; with a short limit it is too old when the hub is asked.
        let is_short = fork.world().dumpster_limits.age < SimSpan::from_hours(24);
        if back < gauge.letters_covered && !is_short {
            run.fail(&format!("the gauge says {} letters would come back, {back} did", gauge.letters_covered));
        }
        self.letters += letters;
        let waited = fork.world().service.outages.last().and_then(|outage| Some(outage.to?.since(outage.from)));
        let (said, waited) = (gauge.wait.unwrap_or_default(), waited.unwrap_or_default());
        let slack = fork.world().config.windows.heartbeat();
        if waited > said || said > waited + slack {
            run.fail(&format!("the gauge says people would wait {said}, they waited {waited}"));
        }
    }
}
