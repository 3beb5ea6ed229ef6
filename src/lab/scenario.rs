//! Scenarios: a bench with its parameters. One table drives reading, listing and the page's settings.

use super::transcript::{TranscriptError, error};
use crate::engine::SimSpan;
use crate::model::cluster::QuorumModel;
use crate::model::params::{
    Build, Clients, Config, Edition, Mode, MountDial, Profile, SCR_LAG_MAX_HOURS, Sites, Source, Standby, Target,
    Windows, WitnessSite,
};
use crate::shell::nearest;
use core::fmt;

/// A bench and how it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The mode of the bench and its settings.
    pub config: Config,
}

/// A parameter of a scenario.
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What it may be.
    pub values: Values,
    /// The benches that have it.
    pub modes: &'static [Mode],
    set: fn(&mut Config, &str) -> bool,
    get: fn(&Config) -> String,
}

/// What a parameter may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// A whole number in this range.
    Number(u64, u64),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A time up to this one, as `90s`, `1h30m` or `1d`.
    Time(SimSpan),
}

/// A scenario that can be named.
pub struct Listed {
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub summary: &'static str,
    /// Its mode.
    pub mode: Mode,
}

/// All scenarios.
pub const SCENARIOS: &[Listed] = &[
    Listed {
        name: "lcr",
        summary: "Local continuous replication: one server with a second set of disks.",
        mode: Mode::Lcr,
    },
    Listed {
        name: "scc",
        summary: "Single copy cluster: nodes that share their disks, and one copy of the data.",
        mode: Mode::Scc,
    },
    Listed {
        name: "ccr",
        summary: "Cluster continuous replication: two nodes, a file share witness, one storage group, one hub.",
        mode: Mode::Ccr,
    },
    Listed {
        name: "scr",
        summary: "Standby continuous replication: copies on other servers, activated by hand.",
        mode: Mode::Scr,
    },
];

const ALL: &[Mode] = &[Mode::Lcr, Mode::Scc, Mode::Ccr, Mode::Scr];
/// Longest lag of a target. Source: SCRPLAN.
const LAG_MAX: SimSpan = SimSpan::from_hours(SCR_LAG_MAX_HOURS);

/// Most mailboxes of a bench.
const MAILBOXES_MAX: u64 = 5_000;

/// The parameters of all benches.
pub const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "seed",
        meaning: "chance: the same seed and commands give the same run",
        values: Values::Number(0, u32::MAX as u64),
        modes: ALL,
        set: |config, text| {
            text.parse().ok().filter(|seed| *seed <= u64::from(u32::MAX)).map(|seed| config.seed = seed).is_some()
        },
        get: |config| config.seed.to_string(),
    },
    Parameter {
        name: "mailboxes",
        meaning: "people on the clustered mailbox server",
        values: Values::Number(1, MAILBOXES_MAX),
        modes: ALL,
        set: |config, text| {
            let number = text.parse::<u64>().ok().filter(|number| (1..=MAILBOXES_MAX).contains(number));
            number.map(|number| config.mailboxes = number as u16).is_some()
        },
        get: |config| config.mailboxes.to_string(),
    },
    Parameter {
        name: "profile",
        meaning: "mail of a person: 25, 50, 100 or 150 messages a working day",
        values: Values::Words(&["light", "average", "heavy", "very-heavy"]),
        modes: ALL,
        set: |config, text| {
            let all = [Profile::Light, Profile::Average, Profile::Heavy, Profile::VeryHeavy];
            choose(&mut config.profile, &all, Profile::name, text)
        },
        get: |config| config.profile.name().to_owned(),
    },
    Parameter {
        name: "clients",
        meaning: "mail programs: on the server, or on a cache that goes on without it",
        values: Values::Words(&["online", "cached"]),
        modes: ALL,
        set: |config, text| choose(&mut config.clients, &[Clients::Online, Clients::Cached], Clients::name, text),
        get: |config| config.clients.name().to_owned(),
    },
    Parameter {
        name: "admin_minutes",
        meaning: "minutes to notice an outage, and again for each step by hand; they are added in the report only",
        values: Values::Number(0, 240),
        modes: ALL,
        set: |config, text| number(&mut config.admin_minutes, 0..=240, text),
        get: |config| config.admin_minutes.to_string(),
    },
    Parameter {
        name: "build",
        meaning: "Exchange Server 2007 as released, or with Service Pack 1 or later",
        values: Values::Words(&["rtm", "sp1"]),
        modes: ALL,
        set: |config, text| choose(&mut config.build, &[Build::Rtm, Build::Sp1], Build::name, text),
        get: |config| config.build.name().to_owned(),
    },
    Parameter {
        name: "windows",
        meaning: "Windows Server under the cluster; 2008 needs build=sp1",
        values: Values::Words(&["2003", "2008"]),
        modes: ALL,
        set: |config, text| choose(&mut config.windows, &[Windows::V2003, Windows::V2008], Windows::name, text),
        get: |config| config.windows.name().to_owned(),
    },
    Parameter {
        name: "dial",
        meaning: "AutoDatabaseMountDial: 0, 3 or 6 closed logs may be missing",
        values: Values::Words(&["Lossless", "GoodAvailability", "BestAvailability"]),
        modes: &[Mode::Ccr, Mode::Scr],
        set: |config, text| {
            let all = [MountDial::Lossless, MountDial::GoodAvailability, MountDial::BestAvailability];
            choose(&mut config.dial, &all, MountDial::name, text)
        },
        get: |config| config.dial.name().to_owned(),
    },
    Parameter {
        name: "edition",
        meaning: "edition of Exchange: 5 storage groups and 5 databases, or 50 and 50; a cluster needs enterprise",
        values: Values::Words(&["standard", "enterprise"]),
        modes: &[Mode::Lcr, Mode::Scr],
        set: |config, text| choose(&mut config.edition, &[Edition::Standard, Edition::Enterprise], Edition::name, text),
        get: |config| config.edition.name().to_owned(),
    },
    Parameter {
        name: "hubs",
        meaning: "Hub Transport servers",
        values: Values::Number(1, 4),
        modes: ALL,
        set: |config, text| number(&mut config.hubs, 1..=4, text),
        get: |config| config.hubs.to_string(),
    },
    Parameter {
        name: "sites",
        meaning: "where the nodes stand: in one site, or stretched over two",
        values: Values::Words(&["one", "two"]),
        modes: &[Mode::Ccr],
        set: |config, text| choose(&mut config.sites, &[Sites::One, Sites::Two], Sites::name, text),
        get: |config| config.sites.name().to_owned(),
    },
    Parameter {
        name: "witness",
        meaning: "where the witness of a stretched cluster is: in the main site, or in a third one",
        values: Values::Words(&["main", "third"]),
        modes: &[Mode::Ccr],
        set: |config, text| {
            choose(&mut config.witness, &[WitnessSite::Main, WitnessSite::Third], WitnessSite::name, text)
        },
        get: |config| config.witness.name().to_owned(),
    },
    Parameter {
        name: "nodes",
        meaning: "nodes of the single copy cluster",
        values: Values::Number(2, 8),
        modes: &[Mode::Scc, Mode::Scr],
        set: |config, text| number(&mut config.nodes, 2..=8, text),
        get: |config| config.nodes.to_string(),
    },
    Parameter {
        name: "quorum",
        meaning: "quorum model of the single copy cluster: disk with 2003 and node-and-disk with 2008, unless chosen",
        values: Values::Words(&["disk", "majority", "share", "node-and-disk", "node-and-share", "disk-only"]),
        modes: &[Mode::Scc],
        set: |config, text| {
            let plain = match text.to_ascii_lowercase().as_str() {
                "disk-only" => "disk",
                "node-and-share" => "share",
                _ => text,
            };
            let found = QuorumModel::ALL.into_iter().find(|model| model.name().eq_ignore_ascii_case(plain));
            found.map(|model| config.quorum = Some(model)).is_some()
        },
        get: |config| config.shared_quorum().name().to_owned(),
    },
    Parameter {
        name: "source",
        meaning: "what the targets are fed from: a server on its own, one with LCR, SCC or CCR",
        values: Values::Words(&["stand-alone", "lcr", "scc", "ccr"]),
        modes: &[Mode::Scr],
        set: |config, text| {
            choose(&mut config.source, &[Source::StandAlone, Source::Lcr, Source::Scc, Source::Ccr], Source::name, text)
        },
        get: |config| config.source.name().to_owned(),
    },
    Parameter {
        name: "target",
        meaning: "what the targets are: servers on their own, or nodes of a standby cluster",
        values: Values::Words(&["stand-alone", "cluster"]),
        modes: &[Mode::Scr],
        set: |config, text| choose(&mut config.target, &[Target::StandAlone, Target::Cluster], Target::name, text),
        get: |config| config.target.name().to_owned(),
    },
    Parameter {
        name: "standby",
        meaning: "what the targets have at the start: enabled and seeded before, or nothing yet",
        values: Values::Words(&["seeded", "none"]),
        modes: &[Mode::Scr],
        set: |config, text| choose(&mut config.standby, &[Standby::Seeded, Standby::Nothing], Standby::name, text),
        get: |config| config.standby.name().to_owned(),
    },
    Parameter {
        name: "targets",
        meaning: "targets of standby continuous replication",
        values: Values::Number(1, 4),
        modes: &[Mode::Scr],
        set: |config, text| number(&mut config.targets, 1..=4, text),
        get: |config| config.targets.to_string(),
    },
    Parameter {
        name: "replay_lag",
        meaning: "ReplayLagTime: how old a log has to be before a target replays it",
        values: Values::Time(LAG_MAX),
        modes: &[Mode::Scr],
        set: |config, text| lag(&mut config.replay_lag, text),
        get: |config| config.replay_lag.to_string(),
    },
    Parameter {
        name: "truncation_lag",
        meaning: "TruncationLagTime: how much longer a target keeps a replayed log",
        values: Values::Time(LAG_MAX),
        modes: &[Mode::Scr],
        set: |config, text| lag(&mut config.truncation_lag, text),
        get: |config| config.truncation_lag.to_string(),
    },
];

fn choose<T: Copy>(place: &mut T, all: &[T], name: fn(T) -> &'static str, text: &str) -> bool {
    let found = all.iter().find(|value| name(**value).eq_ignore_ascii_case(text));
    found.map(|value| *place = *value).is_some()
}

fn number(place: &mut u8, range: core::ops::RangeInclusive<u8>, text: &str) -> bool {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.map(|number| *place = number).is_some()
}

fn lag(place: &mut SimSpan, text: &str) -> bool {
    let span = SimSpan::parse(text).ok().filter(|span| *span <= LAG_MAX);
    span.map(|span| *place = span).is_some()
}

impl Scenario {
    /// The scenario of this name, in any letter case, with its defaults.
    pub fn named(name: &str) -> Option<Scenario> {
        let listed = SCENARIOS.iter().find(|listed| listed.name.eq_ignore_ascii_case(name))?;
        // Standby continuous replication came with Service Pack 1. Source: SP1HA.
        let build = if listed.mode == Mode::Scr { Build::Sp1 } else { Build::Rtm };
        Some(Scenario { config: Config { mode: listed.mode, build, ..Scenario::default().config } })
    }

    /// The parameters of this bench.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Parameter> + use<> {
        let mode = self.config.mode;
        PARAMETERS.iter().filter(move |parameter| parameter.modes.contains(&mode))
    }

    /// The value of a parameter, as text.
    pub fn value(&self, name: &str) -> Option<String> {
        PARAMETERS.iter().find(|parameter| parameter.name == name).map(|parameter| (parameter.get)(&self.config))
    }

    /// The bench's name.
    pub const fn bench(&self) -> &'static str {
        self.config.mode.name()
    }

    /// The scenario with a parameter set.
    ///
    /// # Errors
    /// Says what was expected, in a sentence without the place.
    pub fn with(mut self, name: &str, value: &str) -> Result<Scenario, (String, String)> {
        let Some(parameter) = self.parameters().find(|parameter| parameter.name.eq_ignore_ascii_case(name)) else {
            let names: Vec<&str> = self.parameters().map(|parameter| parameter.name).collect();
            let hint = match nearest::nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean '{near}'?"),
                None => format!("use one of {}", names.join(", ")),
            };
            return Err((format!("'{}' has no parameter '{name}'", self.bench()), hint));
        };
        if (parameter.set)(&mut self.config, value) {
            return Ok(self);
        }
        let hint = match parameter.values {
            Values::Number(low, high) => format!("use a whole number from {low} to {high}"),
            Values::Words(words) => format!("use one of {}", words.join(", ")),
            Values::Time(most) => format!("use a time up to {most}, such as 0s, 90m or 1d"),
        };
        let article = if parameter.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        Err((format!("'{value}' is not {article} {}", parameter.name), hint))
    }
}

impl Default for Scenario {
    fn default() -> Self {
        Scenario { config: Config { seed: 42, ..Config::default() } }
    }
}

/// Writes the first line of a transcript: the bench, the seed, and what differs from the defaults.
impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} seed={}", self.bench(), self.config.seed)?;
        let defaults = Scenario::named(self.bench()).unwrap_or_default();
        for parameter in self.parameters().filter(|parameter| parameter.name != "seed") {
            let value = (parameter.get)(&self.config);
            // Which quorum model is the default depends on Windows, which is written for itself.
            if parameter.name == "quorum" && self.config.shared_quorum() == QuorumModel::default_on(self.config.windows)
            {
                continue;
            }
            if value != (parameter.get)(&defaults.config) {
                write!(f, " {}={value}", parameter.name)?;
            }
        }
        Ok(())
    }
}

/// Reads `SCENARIO [seed=N] [name=value …]`.
pub(super) fn parse_line(line: &str, number: u32) -> Result<Scenario, TranscriptError> {
    let mut words = words_of(line).into_iter().take_while(|(_, word)| !word.starts_with('#'));
    let Some((column, name)) = words.next() else {
        return Err(error(number, 1, "no scenario is named".to_owned(), "begin with a scenario, such as: ccr seed=42"));
    };
    let Some(mut scenario) = Scenario::named(name) else {
        let names: Vec<&str> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
        let hint = match nearest::nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("use one of {}", names.join(", ")),
        };
        return Err(error(number, column, format!("there is no scenario '{name}'"), &hint));
    };
    for (column, word) in words {
        let Some((name, value)) = word.split_once('=') else {
            return Err(error(number, column, format!("'{word}' has no value"), "write parameters as name=value"));
        };
        scenario = scenario.with(name, value).map_err(|(message, hint)| {
            let is_known = scenario.parameters().any(|parameter| parameter.name.eq_ignore_ascii_case(name));
            let skip = if is_known { name.chars().count() as u32 + 1 } else { 0 };
            error(number, column + skip, message, &hint)
        })?;
    }
    fits_together(&scenario, number)?;
    // A transcript that names what is the default anyway is the same transcript.
    let default = QuorumModel::default_on(scenario.config.windows);
    scenario.config.quorum = scenario.config.quorum.filter(|model| *model != default);
    Ok(scenario)
}

/// Whether the parameters of a scenario go together; `number` is the line that they stand on.
pub(super) fn fits_together(scenario: &Scenario, number: u32) -> Result<(), TranscriptError> {
    if scenario.config.mode == Mode::Scr && scenario.config.build == Build::Rtm {
        let message = "standby continuous replication came with Service Pack 1".to_owned();
        return Err(error(number, 1, message, "leave build=rtm out"));
    }
    if scenario.config.witness == WitnessSite::Third && scenario.config.sites == Sites::One {
        let message = "witness=third needs a cluster in two sites".to_owned();
        return Err(error(number, 1, message, "add sites=two"));
    }
    let config = scenario.config;
    if config.edition == Edition::Standard && config.mode == Mode::Scr && config.source != Source::StandAlone {
        let message = "a clustered mailbox server needs Enterprise Edition".to_owned();
        return Err(error(number, 1, message, "leave edition=standard out, or use source=stand-alone"));
    }
    if scenario.config.windows == Windows::V2008 && scenario.config.build == Build::Rtm {
        let message = "windows=2008 needs Service Pack 1".to_owned();
        return Err(error(number, 1, message, "add build=sp1, or use windows=2003"));
    }
    if let Some(model) = scenario.config.quorum {
        let Config { windows, nodes, .. } = scenario.config;
        if !model.is_possible(windows, nodes) {
            let message = format!("windows={} has no quorum={} for {nodes} nodes", windows.name(), model.name());
            let hint = match model {
                QuorumModel::NodesAndDisk => "use windows=2008, or quorum=disk",
                QuorumModel::NodesAndShare => "beside more than two nodes the share counts with windows=2008 only",
                QuorumModel::SharedDisk | QuorumModel::Nodes => "use another quorum model",
            };
            return Err(error(number, 1, message, hint));
        }
    }
    Ok(())
}

/// The words of a line with their columns, from 1.
pub(super) fn words_of(line: &str) -> Vec<(u32, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (column, (offset, character)) in line.char_indices().enumerate() {
        match (character.is_whitespace(), start) {
            (false, None) => start = Some((column, offset)),
            (true, Some((column, from))) => {
                words.push((column as u32 + 1, &line[from..offset]));
                start = None;
            }
            _ => {}
        }
    }
    if let Some((column, from)) = start {
        words.push((column as u32 + 1, &line[from..]));
    }
    words
}
