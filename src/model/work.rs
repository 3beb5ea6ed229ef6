//! What the world has scheduled for itself: the closed list of work.

use super::event::Resource;
use super::ids::{ClusterId, CopyId, MailboxServerId, NodeId, PersonId, Process, StorageGroupId};
use super::units::LogGeneration;

/// Something to come back for. None of it stands in the journal; what it leads to does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A heartbeat interval has passed.
    Heartbeat {
        /// In this cluster.
        cluster: ClusterId,
    },
    /// The members have talked: who is left?
    Regroup {
        /// Node that regroups.
        node: NodeId,
    },
    /// A node asks for the witness.
    Arbitrate {
        /// Node that asks.
        node: NodeId,
    },
    /// A holder that has been silent for long enough loses its lock on the witness, or its reservation.
    LockLapses {
        /// In this cluster.
        cluster: ClusterId,
    },
    /// A node looks for a cluster.
    FormOrJoin {
        /// Node that looks.
        node: NodeId,
    },
    /// A server's operating system is up.
    ServerUp {
        /// The server.
        node: NodeId,
    },
    /// A server's services are started.
    ServicesUp {
        /// The server.
        node: NodeId,
    },
    /// A server has shut down.
    ServerDown {
        /// The server.
        node: NodeId,
    },
    /// The cluster service of a node has stopped in good order.
    ClusterServiceDown {
        /// The node.
        node: NodeId,
    },
    /// The directory has replicated that mailboxes are in another database.
    DirectoryReplicated {
        /// The first of them.
        first: PersonId,
        /// How many.
        count: u16,
        /// The storage group of the other database.
        group: StorageGroupId,
    },
    /// A resource is polled.
    ResourcePoll {
        /// Of this Mailbox server.
        server: MailboxServerId,
        /// On this node.
        node: NodeId,
        /// The resource.
        resource: Resource,
    },
    /// A process has been started again in place.
    ProcessRestarted {
        /// On this node.
        node: NodeId,
        /// The process.
        process: Process,
    },
    /// A resource that failed for good may be tried again.
    ResourceRetry {
        /// Of this Mailbox server.
        server: MailboxServerId,
    },
    /// The clustered mailbox server has left its node in good order.
    GroupOffline {
        /// Of this Mailbox server.
        server: MailboxServerId,
    },
    /// IP address and network name are online.
    NameOnline {
        /// Of this Mailbox server.
        server: MailboxServerId,
    },
    /// The store is online.
    StoreOnline {
        /// Of this Mailbox server.
        server: MailboxServerId,
    },
    /// A letter is written.
    Letter,
    /// A change is made in a mailbox.
    Edit,
    /// Clients in cached mode have found the server again.
    ClientsReconnect,
    /// A hub delivers from its queue.
    Drain {
        /// The hub, by its place among the hubs.
        hub: u8,
        /// For this storage group.
        group: StorageGroupId,
    },
    /// A request for redelivery may be too old to be asked again.
    DumpsterRequestEnds,
    /// The log-roll interval of a log is over.
    LogRoll {
        /// The storage group.
        group: StorageGroupId,
        /// The log that was open when the interval began.
        generation: LogGeneration,
    },
    /// A copy that has stopped looks into the log folder of its source.
    LookForLogs {
        /// The copy.
        copy: CopyId,
    },
    /// A log has been copied.
    Copied {
        /// The copy.
        copy: CopyId,
        /// The log.
        generation: LogGeneration,
    },
    /// A log has been inspected.
    Inspected {
        /// The copy.
        copy: CopyId,
        /// The log.
        generation: LogGeneration,
    },
    /// A log has been replayed.
    Replayed {
        /// The copy.
        copy: CopyId,
        /// The log.
        generation: LogGeneration,
    },
    /// The next remaining log has been fetched, or there is none.
    Fetch {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The attempt to fetch the remaining logs is over.
    FetchTimeout {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The next log has been replayed before the mount, or there is none.
    Recover {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database is mounted.
    Mounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database is dismounted.
    Dismounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The time of `ForcedDatabaseMountAfter` is over.
    ForcedMount {
        /// The storage group.
        group: StorageGroupId,
    },
    /// A returning copy has been compared with the active one.
    Resynchronized {
        /// The copy.
        copy: CopyId,
    },
    /// The replay lag of a target has passed since it was enabled: it may have its database.
    StandbyDue {
        /// The copy.
        copy: CopyId,
    },
    /// The next remaining log has reached a target that is being restored, or there is none.
    FetchForStandby {
        /// The copy.
        copy: CopyId,
    },
    /// The next log was replayed into files by hand, or the recovery is done.
    RecoverFiles {
        /// The copy.
        copy: CopyId,
    },
    /// A Mailbox server has been rebuilt from the directory.
    Rebuilt {
        /// The server.
        server: MailboxServerId,
        /// On this machine.
        node: NodeId,
    },
    /// It is looked which replication host names work again.
    DiscoverNetworks,
    /// A backup is complete.
    BackedUp {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// The database file is restored.
    Restored {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// The truncation task looks for logs that may go.
    Truncate {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Seeding is finished.
    Seeded {
        /// The copy.
        copy: CopyId,
    },
}

impl Work {
    /// Whether it only writes into open logs, or replays before a mount, so that no continuous rule has to be asked.
    ///
    /// These few are nearly all work there is; whatever is new is not among them before somebody has made sure.
    pub const fn moves_mail_only(&self) -> bool {
        matches!(self, Work::Letter | Work::Edit | Work::Drain { .. } | Work::Recover { .. })
    }
}
