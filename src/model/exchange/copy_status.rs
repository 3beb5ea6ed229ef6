//! `SummaryCopyStatus`: what a copy says of itself.

use super::storage_group::StorageGroup;
use crate::model::cluster::Parts;
use crate::model::ids::Process;
use crate::model::params::Build;

/// The values of `SummaryCopyStatus`. Source: \[MNGCCR\].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyStatus {
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
    /// No closed log was seen yet (SP1).
    Initializing,
    /// Nothing is in the way.
    Healthy,
}

impl CopyStatus {
    /// The value as the cmdlet prints it.
    pub const fn name(self) -> &'static str {
        match self {
            CopyStatus::ServiceDown => "ServiceDown",
            CopyStatus::Seeding => "Seeding",
            CopyStatus::Suspended => "Suspended",
            CopyStatus::Failed => "Failed",
            CopyStatus::Resynchronizing => "Resynchronizing",
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

impl StorageGroup {
    /// The status of a passive copy, in the words of SP1.
    ///
    /// Precedence: ServiceDown, Seeding, Suspended, Failed, Resynchronizing, Initializing, Healthy.
    pub fn copy_status(&self, place: usize, parts: &Parts) -> CopyStatus {
        let copy = self.copy(place);
        if !parts.runs(copy.node, Process::Replication) {
            CopyStatus::ServiceDown
        } else if copy.seeding.is_some() {
            CopyStatus::Seeding
        } else if copy.suspended.is_some() {
            CopyStatus::Suspended
        } else if copy.failed.is_some() {
            CopyStatus::Failed
        } else if copy.divergence.is_some_and(|divergence| divergence.comparing.is_some()) {
            CopyStatus::Resynchronizing
        } else if copy.is_initializing || copy.divergence.is_some() {
            CopyStatus::Initializing
        } else {
            CopyStatus::Healthy
        }
    }
}
