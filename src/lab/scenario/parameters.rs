//! The table of parameters: one row a parameter drives reading, listing and the page's settings.

use crate::engine::SimSpan;
use crate::lab::setting::{choose, number};
use crate::model::cluster::QuorumModel;
use crate::model::params::{
    Build, Clients, Config, DATABASE_DISK_MB, Edition, LOG_DISK_MB, Mode, MountDial, Profile, SCC_NODES_MAX,
    SCC_NODES_MIN, SCR_LAG_MAX_HOURS, SCR_TARGETS_MAX, Sites, Source, Standby, Target, Windows, WitnessSite,
};

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
    pub(super) set: fn(&mut Config, &str) -> bool,
    pub(super) get: fn(&Config) -> String,
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

const ALL: &[Mode] = &[Mode::Lcr, Mode::Scc, Mode::Ccr, Mode::Scr];
/// Longest lag of a target. Source: SCRPLAN.
const LAG_MAX: SimSpan = SimSpan::from_hours(SCR_LAG_MAX_HOURS);

/// Longest time that the lab's directory takes to replicate.
const DIRECTORY_MAX: SimSpan = SimSpan::from_hours(24);

/// Smallest log volume [MB]: the files that are there before any log is closed, and some logs.
const LOG_DISK_MIN: u64 = 10;

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
        values: Values::Number(SCC_NODES_MIN, SCC_NODES_MAX),
        modes: &[Mode::Scc, Mode::Scr],
        set: |config, text| number(&mut config.nodes, SCC_NODES_MIN as u8..=SCC_NODES_MAX as u8, text),
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
        values: Values::Number(1, SCR_TARGETS_MAX),
        modes: &[Mode::Scr],
        set: |config, text| number(&mut config.targets, 1..=SCR_TARGETS_MAX as u8, text),
        get: |config| config.targets.to_string(),
    },
    Parameter {
        name: "replay_lag",
        meaning: "ReplayLagTime: how old a log has to be before a target replays it",
        values: Values::Time(LAG_MAX),
        modes: &[Mode::Scr],
        set: |config, text| time(&mut config.replay_lag, LAG_MAX, text),
        get: |config| config.replay_lag.to_string(),
    },
    Parameter {
        name: "truncation_lag",
        meaning: "TruncationLagTime: how much longer a target keeps a replayed log",
        values: Values::Time(LAG_MAX),
        modes: &[Mode::Scr],
        set: |config, text| time(&mut config.truncation_lag, LAG_MAX, text),
        get: |config| config.truncation_lag.to_string(),
    },
    Parameter {
        name: "directory_replication",
        meaning: "time until a mailbox that is in a database of another server is found there",
        values: Values::Time(DIRECTORY_MAX),
        modes: &[Mode::Scr],
        set: |config, text| time(&mut config.directory_replication, DIRECTORY_MAX, text),
        get: |config| config.directory_replication.to_string(),
    },
    Parameter {
        name: "log_disk_mb",
        meaning: "size of every log volume in MB; a full one dismounts the databases whose logs lie on it",
        values: Values::Number(LOG_DISK_MIN, LOG_DISK_MB),
        modes: ALL,
        set: |config, text| number(&mut config.log_disk_mb, LOG_DISK_MIN as u32..=LOG_DISK_MB as u32, text),
        get: |config| config.log_disk_mb.to_string(),
    },
    Parameter {
        name: "database_disk_mb",
        meaning: "size of every database volume in MB; it holds 250 MB a mailbox at the start",
        values: Values::Number(1, DATABASE_DISK_MB),
        modes: ALL,
        set: |config, text| number(&mut config.database_disk_mb, 1..=DATABASE_DISK_MB as u32, text),
        get: |config| config.database_disk_mb.to_string(),
    },
];

fn time(place: &mut SimSpan, most: SimSpan, text: &str) -> bool {
    let span = SimSpan::parse(text).ok().filter(|span| *span <= most);
    span.map(|span| *place = span).is_some()
}
