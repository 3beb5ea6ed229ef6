//! `SummaryCopyStatus`: what a copy says of itself.

use super::mailbox_server::ServerKind;
use crate::model::bench::Bench;
use crate::model::ids::{CopyId, NetworkId, Process};
use crate::model::params::Build;
use crate::model::units::LogCount;

/// The values of `SummaryCopyStatus`. Source: \[MNGCCR\].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyStatus {
    /// The configuration does not allow a copy.
    NotSupported,
    /// There is no copy.
    Disabled,
    /// The replication service is not running or cannot be reached (SP1).
    ServiceDown,
    /// The whole database is being copied.
    Seeding,
    /// A person stopped copying and replay.
    Suspended,
    /// Verification failed, or the copy has no baseline.
    Failed,
    /// The copy is being compared with the active one (SP1).
    Resynchronizing,
    /// Log copying has stopped by itself, and goes on by itself.
    Stopped,
    /// No closed log was seen yet (SP1).
    Initializing,
    /// Nothing is in the way.
    Healthy,
}

impl CopyStatus {
    /// The value as the cmdlet prints it.
    pub const fn name(self) -> &'static str {
        match self {
            CopyStatus::NotSupported => "NotSupported",
            CopyStatus::Disabled => "Disabled",
            CopyStatus::ServiceDown => "ServiceDown",
            CopyStatus::Seeding => "Seeding",
            CopyStatus::Suspended => "Suspended",
            CopyStatus::Failed => "Failed",
            CopyStatus::Resynchronizing => "Resynchronizing",
            CopyStatus::Stopped => "Stopped",
            CopyStatus::Initializing => "Initializing",
            CopyStatus::Healthy => "Healthy",
        }
    }

    /// The value that this build knows: RTM has no word for three of them.
    ///
    /// RTM asks the cluster database and not the service, so a copy whose service is down looks
    /// failed, and one that has not proved itself looks healthy. Source: \[MONCR\], \[MNGCCR\].
    #[must_use]
    pub const fn as_build(self, build: Build) -> CopyStatus {
        match (build, self) {
            (Build::Rtm, CopyStatus::ServiceDown | CopyStatus::Resynchronizing) => CopyStatus::Failed,
            (Build::Rtm, CopyStatus::Initializing) => CopyStatus::Healthy,
            (Build::Rtm | Build::Sp1, status) => status,
        }
    }
}

impl Bench {
    /// The status of a passive copy, in the words of SP1.
    ///
    /// Precedence: ServiceDown, Seeding, Suspended, Failed, Resynchronizing, Stopped, Initializing, Healthy.
    pub fn copy_status(&self, id: CopyId) -> CopyStatus {
        let copy = self.copy(id);
        let is_reached = self.is_service_reached(id);
        // RTM reads what was written last, so that a wire changes nothing. Source: \[MONCR\].
        let asks_service = self.config.build == Build::Sp1;
        let has_stopped =
            copy.stopped.is_some() && self.group(id.group).copy_queue_length(id.place as usize) > LogCount(0);
        if !self.parts.runs(copy.node, Process::Replication) || (asks_service && !is_reached) {
            CopyStatus::ServiceDown
        } else if copy.seeding.is_some() {
            CopyStatus::Seeding
        } else if copy.suspended.is_some() {
            CopyStatus::Suspended
        } else if copy.failed.is_some() {
            CopyStatus::Failed
        } else if copy.divergence.is_some_and(|divergence| divergence.comparing.is_some()) {
            CopyStatus::Resynchronizing
        } else if has_stopped && is_reached {
            CopyStatus::Stopped
        } else if copy.is_initializing || copy.divergence.is_some() {
            CopyStatus::Initializing
        } else {
            CopyStatus::Healthy
        }
    }

    /// Whether the server that has the active copy reaches the replication service of another one.
    ///
    /// SP1 calls the service; one whose node has left its cluster finds no configuration there. Source: \[MONCR\],
    /// \[MNGCCR\].
    fn is_service_reached(&self, id: CopyId) -> bool {
        let (server, there) = (self.server_of(id.group), self.copy(id).node);
        let is_of_cluster = matches!(server.kind, ServerKind::NonShared(_)) && !self.copy(id).is_standby();
        let has_left = is_of_cluster && self.view_of(there).is_empty();
        let asker = server.owner.filter(|owner| *owner != there && self.parts.server(*owner).answers());
        let is_cut_off = asker.is_some_and(|asker| {
            let mut links = NetworkId::ALL.iter().filter(|network| self.parts.has_link(asker, there, **network));
            links.all(|network| self.parts.obstacle(asker, there, *network).is_some())
        });
        !(has_left || is_cut_off)
    }
}
