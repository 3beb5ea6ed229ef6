//! Every figure that stands for the product, and every figure of ours, with unit, grade and source.
//!
//! The tags in brackets are those of `MODEL.md`. `lab rules` prints the same table.

mod edition;
mod windows;

use super::cluster::QuorumModel;
use super::exchange::ServerKind;
use super::rule::Grade;
use super::units::LogCount;
use crate::engine::SimSpan;

pub use edition::Edition;

/// One row of the table of figures.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// The constant's name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Its value.
    pub value: u64,
    /// Its unit.
    pub unit: &'static str,
    /// How sure it is.
    pub grade: Grade,
    /// Where it comes from.
    pub source: &'static str,
}

mod surroundings;

pub use surroundings::{Clients, Sites, WitnessSite};

macro_rules! figures {
    ($( $(#[doc = $meaning:literal])+ $name:ident = $value:expr, $unit:literal, $grade:ident, $source:literal; )*) => {
        $(
            $(#[doc = $meaning])+
            #[doc = concat!("\n\nUnit: ", $unit, ". Source: ", $source, ".")]
            pub const $name: u64 = $value;
        )*
        /// All figures.
        pub const FIGURES: &[Figure] = &[
            $( Figure {
                name: stringify!($name),
                meaning: concat!($($meaning),+),
                value: $name,
                unit: $unit,
                grade: Grade::$grade,
                source: $source,
            } ),*
        ];
    };
}

figures! {
    /// Size of a transaction log file.
    LOG_FILE_BYTES = 1_048_576, "bytes", Documented, "TXLOG";
    /// Logs for which database writes are deferred outside CCR.
    LLR_DEPTH_STANDALONE = 1, "logs", Documented, "LLR";
    /// Logs for which database writes are deferred in CCR from SP1 on.
    LLR_DEPTH_CCR_SP1 = 10, "logs", Documented, "LLR";
    /// `ReplayLagTime` of a target of standby continuous replication, unless another is given.
    SCR_REPLAY_LAG_HOURS = 24, "hours", Documented, "SCRPLAN";
    /// Longest `ReplayLagTime` and `TruncationLagTime`.
    SCR_LAG_MAX_HOURS = 168, "hours", Documented, "SCRPLAN";
    /// Newest logs that a target of standby continuous replication never replays.
    SCR_FIXED_LAG_LOGS = 50, "logs", Documented, "SCRPLAN";
    /// Period that the log roll divides by the LLR depth.
    LOG_ROLL_PERIOD_MS = 900_000, "ms", Documented, "LLR";
    /// Target distance between checkpoint and open log on the active copy.
    CHECKPOINT_DEPTH = 20, "logs", Recalled, "administrators' recollection";
    /// Distance between the checkpoint of a passive copy and its newest replayed log.
    PASSIVE_CHECKPOINT_DEPTH = 20, "logs", Unsure, "believed 5 to 20 MB";
    /// Reserved logs of a storage group, for an orderly end when the log volume is full.
    RESERVED_LOGS = 2, "logs", Documented, "KML";
    /// Attempts to copy and inspect a log before the copy is failed.
    INSPECT_ATTEMPTS = 3, "attempts", Documented, "LOGRECOPY";
    /// Missing logs that AutoDatabaseMountDial Lossless tolerates.
    DIAL_LOSSLESS = 0, "logs", Documented, "PSBOOK";
    /// Missing logs that AutoDatabaseMountDial GoodAvailability tolerates.
    DIAL_GOOD = 3, "logs", Documented, "PSBOOK";
    /// Missing logs that AutoDatabaseMountDial BestAvailability tolerates.
    DIAL_BEST = 6, "logs", Documented, "PSBOOK, LLR";
    /// Largest transport dumpster of a storage group on one hub.
    DUMPSTER_BYTES = 18 * 1_048_576, "bytes", Documented, "DUMP";
    /// Longest stay in the transport dumpster.
    DUMPSTER_AGE_MS = 7 * 86_400_000, "ms", Documented, "DUMP";
    /// Margin before the last good log from which a dumpster sends again.
    DUMPSTER_MARGIN_MS = 60_000, "ms", Ours, "the product keeps a margin; its length is not published";

    /// Most storage groups of a server with Standard Edition.
    GROUPS_STANDARD = 5, "storage groups", Documented, "STORE, SLIP";
    /// Most databases of a server with Standard Edition.
    DATABASES_STANDARD = 5, "databases", Documented, "STORE, SLIP";
    /// Most storage groups of a server with Enterprise Edition.
    GROUPS_ENTERPRISE = 50, "storage groups", Documented, "STORE, STOREF";
    /// Most databases of a server with Enterprise Edition.
    DATABASES_ENTERPRISE = 50, "databases", Documented, "STORE, STOREF";
    /// Databases of a storage group in the lab; the product takes 5, and 1 under continuous replication.
    DATABASES_PER_GROUP = 1, "databases", Simplified, "WML has 5, and 1 if it replicates";

    /// Heartbeat interval of Windows Server 2003.
    HEARTBEAT_2003_MS = 1_200, "ms", Documented, "KB 892422";
    /// Heartbeats missed on one network before that interface is unreachable, Windows Server 2003.
    INTERFACE_MISSES_2003 = 2, "heartbeats", Documented, "KB 892422";
    /// Heartbeats missed on every network before a node is down, Windows Server 2003.
    NODE_MISSES_2003 = 6, "heartbeats", Documented, "KB 892422";
    /// Heartbeat interval of Windows Server 2008 in one subnet.
    HEARTBEAT_2008_MS = 1_000, "ms", Documented, "HB08";
    /// Heartbeats missed on one network before that interface is unreachable, Windows Server 2008.
    INTERFACE_MISSES_2008 = 2, "heartbeats", Unsure, "as in Windows Server 2003";
    /// Heartbeats missed on every network before a node is down, Windows Server 2008.
    NODE_MISSES_2008 = 5, "heartbeats", Documented, "HB08";
    /// Time for the survivors to agree on a new membership.
    REGROUP_MS = 5_000, "ms", Approximated, "5 to 15 s with arbitration";
    /// Pause of a node that does not own the quorum before it asks for the witness.
    WITNESS_DELAY_MS = 4_000, "ms", Unsure, "KB 921181, MNSFileShareDelay";
    /// Pause after which a challenger reserves a quorum disk that nobody defended, Windows Server 2003.
    DISK_CHALLENGE_2003_MS = 10_000, "ms", Documented, "KB 309186";
    /// Pause after which a challenger reserves a quorum disk that nobody defended, Windows Server 2008.
    DISK_CHALLENGE_2008_MS = 6_000, "ms", Recalled, "administrators' recollection";
    /// Time between two attempts of a node without quorum to form or join a cluster.
    FORM_RETRY_MS = 60_000, "ms", Documented, "cc783705";
    /// Cheap poll of a resource.
    LOOKS_ALIVE_MS = 5_000, "ms", Documented, "POLL";
    /// Thorough poll of a resource.
    IS_ALIVE_MS = 60_000, "ms", Documented, "POLL2";
    /// Restarts in place within the period before the group moves, Windows Server 2003.
    RESTARTS_2003 = 3, "restarts", Documented, "KB 947712";
    /// Restarts in place within the period before the group moves, Windows Server 2008.
    RESTARTS_2008 = 1, "restarts", Documented, "KB 947712";
    /// Period in which restarts in place are counted.
    RESTART_PERIOD_MS = 900_000, "ms", Documented, "POLL2, KB 947712";

    /// Failovers of a group after failed resources within the period, before it is left failed, Windows Server 2003.
    GROUP_FAILOVERS_2003 = 10, "failovers", Recalled, "administrators' recollection; in Windows Server 2008 one less than nodes";
    /// Period in which the failovers of a group are counted.
    GROUP_FAILOVER_PERIOD_MS = 21_600_000, "ms", Recalled, "administrators' recollection, 6 hours";
    /// Time until a resource that failed for good is tried again.
    RESOURCE_RETRY_MS = 3_600_000, "ms", Documented, "KB 947712";

    /// Time for IP address and network name to come online.
    NAME_ONLINE_MS = 8_000, "ms", Approximated, "5 to 10 s";
    /// Time for System Attendant and Information Store to start.
    STORE_ONLINE_MS = 30_000, "ms", Approximated, "20 to 40 s";
    /// Time for a crashed service to be started again in place.
    PROCESS_RESTART_MS = 20_000, "ms", Approximated, "20 to 40 s for the store";
    /// Time until the attempt to fetch the remaining logs from a dead node is given up.
    FETCH_TIMEOUT_MS = 20_000, "ms", Approximated, "10 to 30 s";
    /// Time to mount a database after recovery.
    MOUNT_MS = 8_000, "ms", Approximated, "5 to 15 s";
    /// Time to dismount a database in good order.
    DISMOUNT_MS = 6_000, "ms", Ours, "no published figure";
    /// Time until the replication service learns of a closed log.
    NOTIFY_MS = 100, "ms", Ours, "change notification on the folder";
    /// Time to copy one log over the network.
    COPY_MS = 300, "ms", Ours, "1 MB at some 30 Mbit/s";
    /// Time from one look for replication host names that work again to the next.
    NETWORK_DISCOVERY_MS = 300_000, "ms", Documented, "NETRED";
    /// Logs in a copy or replay queue beyond which Test-ReplicationHealth complains.
    HEALTH_QUEUE_LOGS = 10, "logs", Ours, "the product's limits are not published";
    /// Time to inspect one log.
    INSPECT_MS = 200, "ms", Ours, "no published figure";
    /// Time to replay one log.
    REPLAY_MS = 500, "ms", Unsure, "0.1 to 1 s a log";
    /// Time to compare the logs of a returning copy with the active one.
    RESYNC_MS = 10_000, "ms", Ours, "no published figure";
    /// Speed of seeding.
    SEED_BYTES_PER_SECOND = 10 * 1_048_576, "bytes/s", Unsure, "5 to 10 MB/s on hardware of 2007";
    /// Time between two looks of the truncation task.
    TRUNCATION_MS = 60_000, "ms", Unsure, "minutes; the period is not published";
    /// Speed of a streaming backup.
    BACKUP_BYTES_PER_SECOND = 20 * 1_048_576, "bytes/s", Ours, "no published figure; tape and disk of 2007";
    /// Speed of a backup from a snapshot.
    SNAPSHOT_BYTES_PER_SECOND = 60 * 1_048_576, "bytes/s", Ours, "no published figure; read from the volume itself";
    /// How long a restore takes, of the time of a streaming backup.
    RESTORE_PERCENT = 120, "percent", Documented, "SL2";
    /// Log bytes of the record of a backup.
    BACKUP_RECORD_BYTES = 4_096, "bytes", Ours, "a page of the header";
    /// Log bytes of a deletion, however many letters it deletes.
    REMOVAL_BYTES = 8_192, "bytes", Ours, "so that a deletion fits into one log";
    /// Size of a log volume, unless another is given.
    LOG_DISK_MB = 1_048_576, "MB", Ours, "so large that it never matters in a short run";
    /// Size of a database volume, unless another is given.
    DATABASE_DISK_MB = 4 * 1_048_576, "MB", Ours, "so large that it never matters in a short run";
    /// Time for a server to start.
    BOOT_MS = 90_000, "ms", Ours, "no published figure";
    /// Time for a server to shut down after its services have stopped.
    SHUTDOWN_MS = 30_000, "ms", Ours, "no published figure";
    /// Time for the services of a started server to run.
    SERVICES_START_MS = 15_000, "ms", Ours, "no published figure";
    /// Time for set-up to rebuild a Mailbox server from the directory.
    RECOVER_SERVER_MS = 900_000, "ms", Ours, "no published figure";
    /// Letters a hub delivers from its queue in a second.
    QUEUE_DRAIN_PER_SECOND = 20, "letters/s", Ours, "no published figure";

    /// Size of a letter.
    LETTER_BYTES = 51_200, "bytes", Documented, "SL1, 50 KB";
    /// Other changes people make for every letter (drafts, calendar, flags, moves).
    EDITS_PER_LETTER = 2, "edits", Ours, "chosen so that the log volume comes out as published";
    /// Log bytes of one such change: what remains of the profile's log volume.
    EDIT_BYTES = 100_229, "bytes", Ours, "(6 MB - 25 x 50 KB) / (25 x 2), the same for every profile";
    /// Edits of a hundred that save a draft.
    SHARE_DRAFTS = 10, "%", Ours, "no published figure";
    /// Edits of a hundred that change an appointment or a contact.
    SHARE_CALENDAR = 10, "%", Ours, "no published figure";
    /// Edits of a hundred that change a task.
    SHARE_TASKS = 5, "%", Ours, "no published figure";
    /// Edits of a hundred that flag a letter or mark it as read.
    SHARE_FLAGS = 35, "%", Ours, "no published figure";
    /// Edits of a hundred that move or delete a letter.
    SHARE_MOVES = 30, "%", Ours, "no published figure";
    /// Edits of a hundred that put the copy of a sent letter into Sent Items.
    SHARE_SENT_ITEMS = 10, "%", Recalled, "one message of five is sent, and two edits go with each";
    /// Time in which a client in cached mode finds the server again.
    CLIENT_RECONNECT_MS = 30_000, "ms", Ours, "no published figure";
    /// Minutes an administrator takes to notice an outage, and again for each step, unless others are given.
    ADMIN_MINUTES = 10, "min", Ours, "no published figure";
    /// Length of a working day, over which a profile's messages are spread.
    WORKING_DAY_HOURS = 8, "hours", Ours, "profiles count messages a working day";
    /// Size of a mailbox.
    MAILBOX_BYTES = 250 * 1_048_576, "bytes", Approximated, "T1, 250 MB";
    /// Time between two attempts to force the mount of a copy that is not fit to be mounted.
    FORCED_RETRY_MS = 60_000, "ms", Ours, "no published figure";
    /// Most letters that one command sends.
    SEND_LETTERS_MAX = 10_000, "letters", Ours, "so that no command stops the clock";
    /// Most bytes that one command sends.
    SEND_BYTES_MAX = 1 << 30, "bytes", Ours, "so that no command stops the clock";
    /// Time a letter is shown on its way between two servers.
    FLIGHT_MS = 1_000, "ms", Ours, "long enough to see";
}

const _: () =
    assert!(SHARE_DRAFTS + SHARE_CALENDAR + SHARE_TASKS + SHARE_FLAGS + SHARE_MOVES + SHARE_SENT_ITEMS == 100);
const _: () = assert!(DIAL_LOSSLESS < DIAL_GOOD && DIAL_GOOD < DIAL_BEST);
const _: () =
    assert!(6 * LOG_FILE_BYTES - 25 * LETTER_BYTES - 25 * EDITS_PER_LETTER * EDIT_BYTES < 25 * EDITS_PER_LETTER);

/// The four modes of mailbox high availability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Local continuous replication: a second copy on the same server.
    Lcr,
    /// Single copy cluster: one copy on disks that the nodes share.
    Scc,
    /// Cluster continuous replication: a copy on each of two nodes.
    Ccr,
    /// Standby continuous replication: copies on other servers, to be activated by hand.
    Scr,
}

/// What standby continuous replication starts from. Source: SCR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A Mailbox server on its own.
    StandAlone,
    /// A single copy cluster.
    Scc,
    /// A cluster with continuous replication.
    Ccr,
    /// A Mailbox server on its own with local continuous replication.
    Lcr,
}

/// What the targets of standby continuous replication are. Source: SCR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Mailbox servers on their own.
    StandAlone,
    /// Nodes of a standby cluster: it has no clustered mailbox server.
    Cluster,
}

/// What the targets of standby continuous replication have at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standby {
    /// They were enabled and seeded before.
    Seeded,
    /// Nothing: they are still to be enabled.
    Nothing,
}

/// Exchange Server 2007 as released, or with Service Pack 1 or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// As released.
    Rtm,
    /// Service Pack 1; 2 and 3 behave alike here.
    Sp1,
}

/// Version of Windows Server under the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Windows {
    /// Windows Server 2003 with KB 921181.
    V2003,
    /// Windows Server 2008; needs Service Pack 1 of Exchange.
    V2008,
}

/// `AutoDatabaseMountDial`: how many missing logs an automatic mount tolerates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MountDial {
    /// None, not even the open log.
    Lossless,
    /// Three closed logs.
    GoodAvailability,
    /// Six closed logs.
    BestAvailability,
}

/// How much mail a person sends and receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// 25 messages a working day.
    Light,
    /// 50 messages a working day.
    Average,
    /// 100 messages a working day.
    Heavy,
    /// 150 messages a working day.
    VeryHeavy,
}

impl Mode {
    /// The name of the bench.
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Lcr => "lcr",
            Mode::Scc => "scc",
            Mode::Ccr => "ccr",
            Mode::Scr => "scr",
        }
    }

    /// The abbreviation in reports.
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Mode::Lcr => "LCR",
            Mode::Scc => "SCC",
            Mode::Ccr => "CCR",
            Mode::Scr => "SCR",
        }
    }
}

impl Source {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Source::StandAlone => "stand-alone",
            Source::Scc => "scc",
            Source::Ccr => "ccr",
            Source::Lcr => "lcr",
        }
    }
}

impl Target {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Target::StandAlone => "stand-alone",
            Target::Cluster => "cluster",
        }
    }
}

impl Standby {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Standby::Seeded => "seeded",
            Standby::Nothing => "none",
        }
    }
}

impl Build {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Build::Rtm => "rtm",
            Build::Sp1 => "sp1",
        }
    }
}

impl MountDial {
    /// The value of the parameter.
    pub const fn name(self) -> &'static str {
        match self {
            MountDial::Lossless => "Lossless",
            MountDial::GoodAvailability => "GoodAvailability",
            MountDial::BestAvailability => "BestAvailability",
        }
    }

    /// Closed logs that may be missing.
    pub const fn tolerates(self) -> LogCount {
        LogCount(match self {
            MountDial::Lossless => DIAL_LOSSLESS,
            MountDial::GoodAvailability => DIAL_GOOD,
            MountDial::BestAvailability => DIAL_BEST,
        } as u32)
    }
}

impl Profile {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Profile::Light => "light",
            Profile::Average => "average",
            Profile::Heavy => "heavy",
            Profile::VeryHeavy => "very-heavy",
        }
    }

    /// Messages sent and received by one mailbox on a working day. Source: SL1; the counts are recalled.
    pub const fn messages_a_day(self) -> u64 {
        match self {
            Profile::Light => 25,
            Profile::Average => 50,
            Profile::Heavy => 100,
            Profile::VeryHeavy => 150,
        }
    }
}

/// How a bench is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// Mode of high availability.
    pub mode: Mode,
    /// Nodes of a single copy cluster; 2 to 8.
    pub nodes: u8,
    /// Quorum model of a single copy cluster; that of its version of Windows if none is chosen.
    pub quorum: Option<QuorumModel>,
    /// Hub Transport servers; 1 to 4.
    pub hubs: u8,
    /// Where the nodes of CCR stand.
    pub sites: Sites,
    /// Where its witness is, if they stand in two places.
    pub witness: WitnessSite,
    /// What standby continuous replication starts from.
    pub source: Source,
    /// What the targets of standby continuous replication are.
    pub target: Target,
    /// What the targets have at the start.
    pub standby: Standby,
    /// Targets of standby continuous replication; 1 to 4, of which a standby cluster has two.
    pub targets: u8,
    /// `ReplayLagTime` of the targets; up to 7 days.
    pub replay_lag: SimSpan,
    /// `TruncationLagTime` of the targets; up to 7 days.
    pub truncation_lag: SimSpan,
    /// Master seed of all random streams.
    pub seed: u64,
    /// Mailboxes on the clustered mailbox server; 1 to 5000.
    pub mailboxes: u16,
    /// What their people do.
    pub profile: Profile,
    /// How their mail programs work.
    pub clients: Clients,
    /// Minutes that an administrator takes to notice an outage, and again for each step.
    pub admin_minutes: u8,
    /// Build of Exchange.
    pub build: Build,
    /// Version of Windows.
    pub windows: Windows,
    /// Edition of Exchange.
    pub edition: Edition,
    /// The mount dial at the start.
    pub dial: MountDial,
    /// Size of every log volume [MB].
    pub log_disk_mb: u32,
    /// Size of every database volume [MB].
    pub database_disk_mb: u32,
}

impl Default for Config {
    fn default() -> Self {
        Config::DEFAULT
    }
}

impl Config {
    /// CCR as the articles have it.
    pub const DEFAULT: Config = Config {
        mode: Mode::Ccr,
        nodes: 2,
        quorum: None,
        hubs: 1,
        sites: Sites::One,
        witness: WitnessSite::Main,
        source: Source::StandAlone,
        target: Target::StandAlone,
        standby: Standby::Seeded,
        targets: 1,
        replay_lag: SimSpan::from_hours(SCR_REPLAY_LAG_HOURS),
        truncation_lag: SimSpan::ZERO,
        seed: 1,
        mailboxes: 240,
        profile: Profile::Average,
        clients: Clients::Online,
        admin_minutes: ADMIN_MINUTES as u8,
        build: Build::Rtm,
        windows: Windows::V2003,
        edition: Edition::Enterprise,
        dial: MountDial::BestAvailability,
        log_disk_mb: LOG_DISK_MB as u32,
        database_disk_mb: DATABASE_DISK_MB as u32,
    };

    /// Quorum model of a single copy cluster: the one that was chosen, if its Windows has it, or else its default.
    pub const fn shared_quorum(&self) -> QuorumModel {
        match self.quorum {
            Some(model) if model.is_possible(self.windows, self.nodes) => model,
            Some(_) | None => QuorumModel::default_on(self.windows),
        }
    }

    /// Logs for which database writes are deferred, by how the server is installed. Source: LLR.
    pub const fn llr_depth(&self, kind: ServerKind, dial: MountDial) -> LogCount {
        match (kind, self.build) {
            (ServerKind::StandAlone | ServerKind::Shared(_), _) => LogCount(LLR_DEPTH_STANDALONE as u32),
            (ServerKind::NonShared(_), Build::Rtm) => LogCount(LLR_DEPTH_STANDALONE as u32 + dial.tolerates().0),
            (ServerKind::NonShared(_), Build::Sp1) => LogCount(LLR_DEPTH_CCR_SP1 as u32),
        }
    }

    /// Letters an hour that the profile makes of all mailboxes together.
    pub const fn messages_per_hour(&self) -> u32 {
        (self.mailboxes as u64 * self.profile.messages_a_day() / WORKING_DAY_HOURS) as u32
    }

    /// Size of the database file [bytes].
    pub const fn database_bytes(&self) -> u64 {
        self.mailboxes as u64 * MAILBOX_BYTES
    }
}

/// Time after which a part-filled log is closed, by the depth of Lost Log Resilience. Source: LLR.
pub const fn log_roll(llr_depth: LogCount) -> SimSpan {
    SimSpan::from_millis(LOG_ROLL_PERIOD_MS / llr_depth.0 as u64)
}

#[cfg(test)]
mod tests;
