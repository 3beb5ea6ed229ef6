//! How a bench is set up, and what follows from it.

use super::{
    ADMIN_MINUTES, Build, Clients, DATABASE_DISK_MB, DIRECTORY_REPLICATION_MINUTES, Edition, LLR_DEPTH_CCR_SP1,
    LLR_DEPTH_STANDALONE, LOG_DISK_MB, LOG_ROLL_PERIOD_MS, MAILBOX_BYTES, Mode, MountDial, Profile,
    SCR_REPLAY_LAG_HOURS, Sites, Source, Standby, Target, WORKING_DAY_HOURS, Windows, WitnessSite,
};
use crate::engine::SimSpan;
use crate::model::cluster::QuorumModel;
use crate::model::exchange::ServerKind;
use crate::model::units::LogCount;

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
    /// Time until a change of the directory has reached the servers of other sites.
    pub directory_replication: SimSpan,
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
        directory_replication: SimSpan::from_mins(DIRECTORY_REPLICATION_MINUTES),
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
            // A share beside more than two nodes counts for nothing there. Source: KB 921181.
            Some(QuorumModel::NodesAndShare) => QuorumModel::Nodes,
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
