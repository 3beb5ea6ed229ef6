//! A stand-in for the lab's session until that exists: a CCR story in closed form.
//!
//! Shape only. The page is written against it and loses it the day the real session is there.

#![allow(missing_docs)]

use crate::engine::{EntryNumber, Progress, SimSpan, SimTime, StepBudget};
use crate::model::scene::*;

#[derive(Clone, Debug, PartialEq)]
pub struct TranscriptError {
    pub line: u32,
    pub column: u32,
    pub message: String,
    pub hint: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ConsoleText {
    Prompt(String),
    Output(String),
    Error(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleLine {
    pub at: SimTime,
    pub text: ConsoleText,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    pub text: String,
    pub start: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BranchInfo {
    pub name: String,
    pub forked_at: SimTime,
    pub parent: Option<usize>,
    pub end: SimTime,
    pub marks: Vec<(SimTime, String)>,
    pub letters_lost: u64,
    pub down: SimSpan,
    pub is_current: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct JournalLine {
    pub number: EntryNumber,
    pub at: SimTime,
    pub event: &'static str,
    pub subject: String,
    pub text: String,
    pub rule: Option<&'static str>,
    pub causes: Vec<u32>,
    pub by_person: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WhyStep {
    pub number: EntryNumber,
    pub at: SimTime,
    pub text: String,
    pub rule: Option<RuleTold>,
    pub is_command: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RuleTold {
    pub id: &'static str,
    pub sentence: String,
    pub grade: &'static str,
    pub source: &'static str,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    pub service: Vec<(SimTime, SimTime, bool)>,
    pub copy_queue: Vec<(SimTime, u32)>,
    pub replay_queue: Vec<(SimTime, u32)>,
    pub marks: Vec<(SimTime, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    Done,
    Refused,
    Asks,
}

#[derive(Clone)]
struct Run {
    name: String,
    forked_at: SimTime,
    parent: Option<usize>,
    end: SimTime,
    commands: Vec<(SimTime, String)>,
    console: Vec<ConsoleLine>,
}

pub struct Session {
    seed: u64,
    now: SimTime,
    runs: Vec<Run>,
    current: usize,
}

/// Log roll of the stand-in [ms].
const ROLL: u64 = 40_000;

impl Session {
    pub fn from_text(transcript: &str) -> Result<Session, TranscriptError> {
        let first = transcript.lines().next().unwrap_or("ccr");
        let mut seed = 42;
        for (at, word) in first.split_whitespace().enumerate() {
            match (at, word.split_once('=')) {
                (0, None) if word == "ccr" => {}
                (_, Some(("seed", text))) => seed = text.parse().unwrap_or(42),
                (_, Some(("mailboxes", text))) if text.parse::<u32>().is_err() => {
                    return Err(TranscriptError {
                        line: 1,
                        column: 5,
                        message: format!("'{text}' is not a number of mailboxes"),
                        hint: None,
                    });
                }
                (_, Some(_)) => {}
                _ => {
                    return Err(TranscriptError {
                        line: 1,
                        column: 1,
                        message: format!("there is no bench '{word}'"),
                        hint: Some("try ccr".into()),
                    });
                }
            }
        }
        let run = Run {
            name: "1".into(),
            forked_at: SimTime::ZERO,
            parent: None,
            end: SimTime::ZERO,
            commands: Vec::new(),
            console: Vec::new(),
        };
        Ok(Session { seed, now: SimTime::ZERO, runs: vec![run], current: 0 })
    }

    fn run(&self) -> &Run {
        &self.runs[self.current]
    }

    pub fn now(&self) -> SimTime {
        self.now
    }

    pub fn end(&self) -> SimTime {
        self.run().end
    }

    pub fn run_until(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        self.seek(to, budget)
    }

    pub fn seek(&mut self, to: SimTime, _budget: StepBudget) -> Progress {
        self.now = to;
        let run = &mut self.runs[self.current];
        run.end = run.end.max(to);
        Progress::Arrived
    }

    pub fn next_event(&mut self) -> Option<SimTime> {
        Some(SimTime::from_millis((self.now.as_millis() / ROLL + 1) * ROLL))
    }

    pub fn previous_event(&self) -> Option<SimTime> {
        self.journal().map(|line| line.at).filter(|at| *at < self.now).max()
    }

    pub fn enter(&mut self, line: &str) -> Entered {
        if self.run().end > self.now {
            let mut run = self.run().clone();
            run.commands.retain(|(at, _)| *at <= self.now);
            run.console.retain(|line| line.at <= self.now);
            run.name = (self.runs.len() + 1).to_string();
            run.forked_at = self.now;
            run.parent = Some(self.current);
            run.end = self.now;
            self.runs.push(run);
            self.current = self.runs.len() - 1;
        }
        let at = self.now;
        let run = &mut self.runs[self.current];
        run.console.push(ConsoleLine { at, text: ConsoleText::Prompt(format!("[PS] C:\\>{line}")) });
        if line.starts_with("Get-StorageGroupCopyStatus") {
            let text = "\nName                SummaryCopy CopyQueue ReplayQueue\n                    Status      Length    Length\n----                ----------- --------- -----------\nFirst Storage Group Healthy     0         0\n";
            run.console.push(ConsoleLine { at, text: ConsoleText::Output(text.into()) });
        } else if line.contains("-Lab") {
            run.commands.push((at, line.to_owned()));
        } else {
            let text = format!("The term '{line}' is not recognized as a cmdlet, function, operable program, or script file.");
            run.console.push(ConsoleLine { at, text: ConsoleText::Error(text) });
            return Entered::Refused;
        }
        Entered::Done
    }

    pub fn console(&self) -> &[ConsoleLine] {
        let lines = &self.run().console;
        &lines[..lines.partition_point(|line| line.at <= self.now)]
    }

    pub fn prompt(&self) -> String {
        "[PS] C:\\>".into()
    }

    pub fn complete(&self, line: &str, _cursor: usize) -> Vec<Completion> {
        ["Close-LabLog", "Get-StorageGroupCopyStatus", "Start-LabComponent", "Stop-LabComponent"]
            .iter()
            .filter(|name| !line.is_empty() && name.to_lowercase().starts_with(&line.to_lowercase()))
            .map(|name| Completion { text: (*name).into(), start: 0 })
            .collect()
    }

    pub fn branches(&self) -> Vec<BranchInfo> {
        self.runs
            .iter()
            .enumerate()
            .map(|(index, run)| BranchInfo {
                name: run.name.clone(),
                forked_at: run.forked_at,
                parent: run.parent,
                end: run.end,
                marks: run.commands.clone(),
                letters_lost: lost(run, run.end),
                down: cut(run, run.end).map_or(SimSpan::ZERO, |at| outage(at, run.end)),
                is_current: index == self.current,
            })
            .collect()
    }

    pub fn switch(&mut self, branch: usize) {
        if branch < self.runs.len() {
            self.current = branch;
            self.now = self.run().end;
        }
    }

    pub fn journal(&self) -> impl Iterator<Item = JournalLine> {
        let mut lines = Vec::new();
        let mut add = |at: SimTime, event, subject: &str, text: String, rule, by_person| {
            let number = EntryNumber(lines.len() as u32);
            let causes = if lines.is_empty() || by_person { vec![] } else { vec![number.0 - 1] };
            lines.push(JournalLine { number, at, event, subject: subject.into(), text, rule, causes, by_person });
        };
        add(SimTime::ZERO, "LabStarted", "EXCHCMS", "The lab starts.".into(), None, false);
        for n in 1..=self.now.as_millis() / ROLL {
            let text = format!("E00{n:08X}.log closes and is copied.");
            add(SimTime::from_millis(n * ROLL), "LogClosed", "First Storage Group", text, Some("log-roll"), false);
        }
        for (at, line) in self.run().commands.iter().filter(|(at, _)| *at <= self.now) {
            add(*at, "CommandEntered", "you", line.clone(), None, true);
        }
        if let Some(at) = cut(self.run(), self.now) {
            for (after, event, text, rule) in [
                (0, "NodeFailed", "EXCHMAILBOX1 loses power.", "power"),
                (6_000, "HeartbeatsMissed", "Five heartbeats in a row are missed.", "heartbeat-loss"),
                (12_000, "QuorumKept", "EXCHMAILBOX2 holds 2 of 3 votes: quorum.", "majority"),
                (30_000, "DatabaseMounted", "Mailbox Database mounts on EXCHMAILBOX2.", "automatic-mount"),
            ] {
                if at + SimSpan::from_millis(after) <= self.now {
                    add(at + SimSpan::from_millis(after), event, "EXCHMAILBOX1", text.into(), Some(rule), false);
                }
            }
        }
        lines.into_iter()
    }

    pub fn why(&self, entry: Option<EntryNumber>) -> Vec<WhyStep> {
        let lines: Vec<_> = self.journal().collect();
        let last = entry.map_or(lines.len(), |entry| entry.0 as usize + 1).min(lines.len());
        let start = lines[..last].iter().rposition(|line| line.by_person).unwrap_or(0);
        let told = |id| RuleTold {
            id,
            sentence: "A node that misses five heartbeats in a row is taken for dead.".into(),
            grade: "documented",
            source: "Windows Server 2003 cluster documentation",
        };
        lines[start..last]
            .iter()
            .rev()
            .map(|line| WhyStep {
                number: line.number,
                at: line.at,
                text: line.text.clone(),
                rule: line.rule.map(told),
                is_command: line.by_person,
            })
            .collect()
    }

    pub fn inspect(&self, component: &str) -> Vec<(String, String)> {
        vec![("Name".into(), component.into()), ("Up since".into(), "0s".into())]
    }

    pub fn lanes(&self) -> Lanes {
        let run = self.run();
        let mut lanes = Lanes { marks: run.commands.clone(), ..Lanes::default() };
        match cut(run, run.end) {
            None => lanes.service.push((SimTime::ZERO, run.end, true)),
            Some(at) => {
                let back = at + outage(at, run.end);
                lanes.service.push((SimTime::ZERO, at, true));
                lanes.service.push((at, back, false));
                if back < run.end {
                    lanes.service.push((back, run.end, true));
                }
            }
        }
        for n in 0..=run.end.as_millis() / ROLL {
            lanes.copy_queue.push((SimTime::from_millis(n * ROLL), 1));
            lanes.copy_queue.push((SimTime::from_millis(n * ROLL + 4_000), 0));
            lanes.replay_queue.push((SimTime::from_millis(n * ROLL + 4_000), 1));
            lanes.replay_queue.push((SimTime::from_millis(n * ROLL + 9_000), 0));
        }
        lanes
    }

    pub fn digest(&self) -> String {
        format!("{:016x}", self.now.as_millis() ^ self.seed)
    }

    pub fn transcript(&self) -> String {
        let mut text = format!("ccr seed={}\n", self.seed);
        for (at, line) in &self.run().commands {
            text.push_str(&format!("@{at} {line}\n"));
        }
        text
    }

    pub fn scene(&self) -> Scene {
        let run = self.run();
        let cut = cut(run, self.now);
        let back = cut.is_some_and(|at| outage(at, self.now).as_millis() >= 30_000);
        scene(self.now, cut, back, lost(run, self.now), self.journal().last())
    }
}

fn cut(run: &Run, until: SimTime) -> Option<SimTime> {
    run.commands.iter().find(|(at, line)| *at <= until && line.contains("PowerCut")).map(|(at, _)| *at)
}

fn outage(cut: SimTime, until: SimTime) -> SimSpan {
    SimSpan::from_millis(until.since(cut).as_millis().min(30_000))
}

fn lost(run: &Run, until: SimTime) -> u64 {
    let Some(at) = cut(run, until) else { return 0 };
    if run.commands.iter().any(|(closed, line)| *closed <= at && line.starts_with("Close-LabLog")) { 0 } else { 31 }
}

fn part(id: &str, state: &'static str, words: &str, mood: Mood) -> PartScene {
    let label = id.rsplit('\\').next().unwrap_or(id).to_owned();
    let is_down = mood == Mood::Bad;
    PartScene {
        id: id.into(),
        label,
        state,
        words: words.into(),
        mood,
        faults: if is_down { vec![] } else { vec!["PowerCut", "Crash", "Hang", "Shutdown"] },
        can_start: is_down,
    }
}

fn log(generation: u32, state: LogState, fill: u8) -> LogScene {
    let file = if state == LogState::Open { "E00.log".into() } else { format!("E00{generation:08X}.log") };
    LogScene { generation, file, state, fill, letters: 14, edits: 30, reign: 1 }
}

fn node(name: &str, is_owner: bool, is_down: bool, generation: u32, fill: u8) -> NodeScene {
    let up = |what: &str| match is_down {
        true => part(&format!("{name}\\{what}"), "down", "no power", Mood::Bad),
        false => part(&format!("{name}\\{what}"), "up", "running", Mood::Well),
    };
    let first = generation.saturating_sub(2).max(1);
    let mut logs: Vec<_> = (first..generation).map(|n| log(n, LogState::Replayed, 100)).collect();
    logs.push(log(generation, LogState::Open, fill));
    NodeScene {
        part: match (is_down, is_owner) {
            (true, _) => part(name, "down", "no power", Mood::Bad),
            (false, true) => part(name, "active", "active", Mood::Active),
            (false, false) => part(name, "passive", "passive, healthy", Mood::Idle),
        },
        is_owner,
        role: if is_owner { "active copy" } else { "passive copy" }.into(),
        processes: ["Store", "SystemAttendant", "Replication", "Cluster"].map(up).into(),
        connections: ["Public", "Private"].map(up).into(),
        log_volume: up("LogDisk"),
        database_volume: up("DatabaseDisk"),
        logs,
        database: "Mailbox Database".into(),
        database_words: if is_owner { "mounted" } else { "replaying" }.into(),
        database_mood: if is_owner { Mood::Active } else { Mood::Idle },
        copy_status: (!is_owner).then(|| "Healthy".into()),
        copy_queue: 0,
        replay_queue: 0,
    }
}

fn scene(now: SimTime, cut: Option<SimTime>, back: bool, lost: u64, latest: Option<JournalLine>) -> Scene {
    let generation = (now.as_millis() / ROLL) as u32 + 1;
    let fill = (now.as_millis() % ROLL * 100 / ROLL) as u8;
    let is_down = cut.is_some();
    let owner = if is_down && back { "EXCHMAILBOX2" } else { "EXCHMAILBOX1" };
    let vote = |id: &str, counts, is_witness| VoteScene { id: id.into(), counts, is_witness };
    let network = |id: &str, carries: &str| NetworkScene {
        part: part(id, if is_down { "silent" } else { "up" }, if is_down { "no answer" } else { "up" }, Mood::Well),
        carries: carries.into(),
        beats: !is_down,
        missed: if is_down { 5 } else { 0 },
        missed_max: 5,
        is_cut: false,
    };
    let letters = u32::from(fill) / 4;
    let copied = |n: u32| if n == generation { LogState::Missing } else { LogState::Replayed };
    let first = generation.saturating_sub(11).max(1);
    let accepted = now.as_millis() / 2_800;
    Scene {
        now,
        people: PeopleScene {
            count: 240,
            is_served: !is_down || back,
            since: cut.unwrap_or(SimTime::ZERO),
            accepted,
            present: accepted.saturating_sub(lost),
            queued: 0,
            lost,
            edits_lost: 0,
        },
        hubs: vec![HubScene {
            part: part("HUB1", "up", "running", Mood::Well),
            queued: 0,
            dumpster_letters: 120,
            dumpster_bytes: 8_600_000,
            dumpster_limit: 18_000_000,
        }],
        witness: WitnessScene {
            part: part("HUB1\\Witness", "locked", "held by EXCHMAILBOX1", Mood::Well),
            locked_by: Some(owner.into()),
        },
        nodes: vec![
            node("EXCHMAILBOX1", !back || !is_down, is_down, generation, fill),
            node("EXCHMAILBOX2", back && is_down, false, generation, fill),
        ],
        networks: vec![network("Public", "clients and log copies"), network("Private", "heartbeats")],
        cms: CmsScene {
            name: "EXCHCMS".into(),
            state: if is_down && !back { "Offline" } else { "Online" }.into(),
            mood: if is_down && !back { Mood::Busy } else { Mood::Active },
            on: Some(owner.into()),
            step: (is_down && !back).then(|| "coming online".into()),
            moving_from: (is_down && !back).then(|| "EXCHMAILBOX1".into()),
        },
        quorum: QuorumScene {
            model: "majority node set with file share witness".into(),
            votes: vec![
                vote("EXCHMAILBOX1", !is_down, false),
                vote("EXCHMAILBOX2", true, false),
                vote("HUB1\\Witness", true, true),
            ],
            counted: if is_down { 2 } else { 3 },
            needed: 2,
            is_held: true,
            fatal_next: if is_down { vec!["EXCHMAILBOX2".into(), "HUB1\\Witness".into()] } else { vec![] },
        },
        stream: StreamScene {
            storage_group: "First Storage Group".into(),
            columns: (first..=generation)
                .map(|n| StreamColumn {
                    written: log(n, if n == generation { LogState::Open } else { LogState::Closed }, 100),
                    copied: copied(n),
                    replayed: n < generation,
                })
                .collect(),
            copy_queue: 0,
            replay_queue: 0,
        },
        exposure: ExposureScene {
            logs: 0,
            letters,
            letters_covered: letters,
            edits: letters * 2,
            people: letters / 2,
            wait: Some(SimSpan::from_secs(30)),
            words: format!("{letters} letters of {} people would be lost; people would wait 30 s.", letters / 2),
        },
        flights: vec![],
        caption: latest.map(|line| CaptionScene { entry: line.number, at: line.at, text: line.text, rule: line.rule }),
    }
}
