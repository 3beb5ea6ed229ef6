//! Why things happened: the closed lists of reasons that events carry.

use crate::engine::{Canonical, Digest};
use crate::model::objects::ObjectChange;

/// Why a log was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It was full.
    Full,
    /// It had waited part-filled for the log-roll interval.
    Roll,
    /// A person closed it.
    ByHand,
    /// The database was dismounted.
    Dismount,
    /// It was fetched open from the old active copy at a failover.
    Fetched,
}

/// Why the clustered mailbox server changes its node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveReason {
    /// A person moved it.
    Handoff,
    /// Its node is no member of the cluster any more.
    NodeLost,
    /// A resource failed and could not be restarted in place.
    ResourceFailed,
    /// Its node is shut down in good order.
    NodeShutdown,
    /// A cluster was formed and the group had no node.
    ClusterFormed,
    /// A person moved it with the cluster's own tool.
    ClusterTool,
    /// A person started it.
    StartedByHand,
    /// Its node takes part again.
    NodeResumed,
}

/// A resource of the clustered mailbox server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// IP address and network name.
    NetworkName,
    /// System Attendant instance.
    SystemAttendant,
    /// Information Store instance.
    InformationStore,
}

/// Why a database went away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DismountReason {
    /// A person dismounted it.
    ByHand,
    /// The clustered mailbox server leaves the node in good order.
    GroupOffline,
    /// The store that had it is gone.
    StoreGone,
    /// The cluster service stopped for lack of quorum.
    NoQuorum,
    /// A volume is gone.
    VolumeGone,
    /// The log volume is full.
    VolumeFull,
    /// Another node has taken the shared disks.
    DisksTaken,
}

/// Why a backup ended before it was complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupEnd {
    /// A person stopped it.
    ByHand,
    /// The Mailbox server moves or is offline.
    ServerMoves,
    /// The database is not mounted any more, so that nobody could record it.
    DatabaseGone,
    /// The passive copy is suspended, failed or without its service.
    CopyGone,
    /// A page of the database is damaged.
    PageDamaged,
    /// A log is damaged.
    LogDamaged,
}

/// Why a copy is failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFailure {
    /// A volume of the copy is gone or full.
    Volume,
    /// The copy's database holds changes that the active copy never had.
    Diverged,
    /// Seeding was interrupted.
    SeedingInterrupted,
    /// There is no baseline: the files were deleted.
    NoBaseline,
    /// A log did not pass inspection in any of its attempts.
    Inspection,
    /// The next log is not there.
    LogMissing,
    /// The next log is damaged where it lies.
    LogDamaged,
    /// The source was restored from a backup, and its logs are of another time.
    SourceRestored,
}

macro_rules! canonical_words {
    ($( $ty:ident { $( $variant:ident ),* $(,)? } )*) => {$(
        impl $ty {
            /// The stable word for reports and digests.
            pub const fn word(self) -> &'static str {
                match self { $( $ty::$variant => stringify!($variant) ),* }
            }
        }

        impl Canonical for $ty {
            fn write_to(&self, digest: &mut Digest) {
                digest.text(self.word());
            }
        }
    )*};
}

canonical_words! {
    Closing { Full, Roll, ByHand, Dismount, Fetched }
    MoveReason { Handoff, NodeLost, ResourceFailed, NodeShutdown, ClusterFormed, ClusterTool, StartedByHand, NodeResumed }
    Resource { NetworkName, SystemAttendant, InformationStore }
    DismountReason { ByHand, GroupOffline, StoreGone, NoQuorum, VolumeGone, VolumeFull, DisksTaken }
    ObjectChange {
        GroupMade, GroupRemoved, DatabaseMade, DatabaseRemoved, DatabaseSet, FilesMoved, PathsSet, CopyFileSet,
        CopyFileUnset, CopyEnabled, CopyDisabled, CopyFilesMoved, VolumesSwapped,
    }
    CopyFailure {
        Volume, Diverged, SeedingInterrupted, NoBaseline, Inspection, LogMissing, LogDamaged, SourceRestored,
    }
    BackupEnd { ByHand, ServerMoves, DatabaseGone, CopyGone, PageDamaged, LogDamaged }
}
