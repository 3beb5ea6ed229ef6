//! Why the model will not do what a person asks: typed, so that nobody has to match on words.

use super::ese::EseError;
use super::ids::{How, MailboxServerId, NetworkId, NodeId, Part, SiteId, StorageGroupId};
use super::units::{LogCount, LogGeneration};

/// A reason to refuse an input. The words are made where names are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The part cannot break in this way.
    FaultNotPossible {
        /// The part.
        part: Part,
        /// The fault that was asked for.
        how: How,
    },
    /// The part is broken or off already.
    AlreadyStopped {
        /// The part.
        part: Part,
    },
    /// There is no fault to undo.
    NothingToStart {
        /// The part, or all of them.
        part: Option<Part>,
    },
    /// The process is not meant to run on this node now.
    ProcessNotHere {
        /// The process.
        part: Part,
    },
    /// The server is down or starting.
    ServerNotUp {
        /// The server.
        node: NodeId,
    },
    /// The two servers have no link on this network.
    NoSuchLink {
        /// One end.
        a: NodeId,
        /// The other end.
        b: NodeId,
        /// The network, if one was named.
        network: Option<NetworkId>,
    },
    /// The link is cut already, or was never cut.
    LinkAlready {
        /// One end.
        a: NodeId,
        /// The other end.
        b: NodeId,
        /// Whether it is cut.
        is_cut: bool,
    },
    /// The server is in a site that is lost.
    SiteLost {
        /// The server.
        node: NodeId,
    },
    /// The two sites are cut off from each other already, or never were.
    SitesAlready {
        /// One site.
        a: SiteId,
        /// The other.
        b: SiteId,
        /// Whether they are cut off.
        is_cut: bool,
    },
    /// The storage group has no such copy.
    NoCopy {
        /// The storage group.
        group: StorageGroupId,
        /// The target of standby continuous replication, if one was named.
        node: Option<NodeId>,
    },
    /// The server cannot be a target of standby continuous replication.
    NotATarget {
        /// The server.
        node: NodeId,
    },
    /// Local continuous replication is used on the server, so that it cannot be a target.
    TargetHasLocalCopies {
        /// The server.
        node: NodeId,
    },
    /// The server is a target for the storage group already.
    AlreadyATarget {
        /// The storage group.
        group: StorageGroupId,
        /// The server.
        node: NodeId,
    },
    /// A lag of a target is longer than it may be.
    LagTooLong,
    /// Files of another server may be mounted only where the database allows it.
    FileRestoreNotAllowed {
        /// The storage group that would mount them.
        group: StorageGroupId,
    },
    /// The source is mounted, or on its way to it.
    SourceStillMounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The copy is being restored, or its files are being recovered.
    FilesInUse {
        /// The storage group.
        group: StorageGroupId,
        /// The server.
        node: NodeId,
    },
    /// There are no files on the server that nobody has open.
    NoIdleFiles {
        /// The storage group.
        group: StorageGroupId,
        /// The server.
        node: NodeId,
    },
    /// The database engine cannot go on.
    Ese {
        /// The storage group.
        group: StorageGroupId,
        /// The server.
        node: NodeId,
        /// Why.
        error: EseError,
    },
    /// The Mailbox server that shall be rebuilt still runs, or its machine answers.
    ServerStillRuns,
    /// A Mailbox server cannot be rebuilt on this machine.
    NotARecoveryMachine {
        /// The machine.
        node: NodeId,
    },
    /// A storage group was not restored on the machine.
    NotRestored {
        /// The storage group.
        group: StorageGroupId,
        /// The machine.
        node: NodeId,
    },
    /// A Mailbox server is being rebuilt already.
    RebuildRunning,
    /// Nothing is left of a clustered mailbox server on this cluster.
    NothingToClear {
        /// A node of the cluster.
        node: NodeId,
    },
    /// A clustered mailbox server was taken away from the cluster of this node and not cleared there.
    NotCleared {
        /// The node.
        node: NodeId,
    },
    /// Local continuous replication is for servers outside a cluster.
    LocalNotHere {
        /// The storage group.
        group: StorageGroupId,
    },
    /// There is no second set of disks for a copy.
    NoSecondDisks {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The copy is enabled already.
    CopyEnabled {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The copy of the database has to be enabled before that of the storage group.
    DatabaseCopyFirst {
        /// The storage group.
        group: StorageGroupId,
    },
    /// No copy was restored that could change places with the active one.
    NothingToSwap {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The edition takes no more storage groups.
    TooManyGroups {
        /// The server.
        server: MailboxServerId,
        /// As many as it takes.
        groups: u64,
    },
    /// The edition takes no more databases.
    TooManyDatabases {
        /// The server.
        server: MailboxServerId,
        /// As many as it takes.
        databases: u64,
    },
    /// An object cannot have this name.
    NotAName {
        /// The name.
        name: String,
    },
    /// Another storage group of the server has the name.
    NameTaken {
        /// The name.
        name: String,
    },
    /// A path without a drive letter.
    PathNotLocal {
        /// The path.
        path: String,
    },
    /// The path of a database does not end as it must.
    PathNotDatabase {
        /// The path.
        path: String,
    },
    /// Another storage group has the path.
    PathTaken {
        /// The path.
        path: String,
    },
    /// A replicated storage group takes one database.
    SecondDatabase {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The lab takes one database a storage group.
    OneDatabaseHere {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The storage group has no database.
    NoDatabase {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The storage group has a database.
    GroupNotEmpty {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database has mailboxes.
    MailboxesLeft {
        /// The storage group.
        group: StorageGroupId,
        /// How many.
        people: u32,
    },
    /// The storage group is replicated.
    StillReplicated {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database is mounted or on its way.
    StillMounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// A copy is being fed and was not suspended.
    CopyRunning {
        /// The storage group.
        group: StorageGroupId,
    },
    /// On a cluster with continuous replication only the configuration can be changed.
    OnlyConfiguration {
        /// The storage group.
        group: StorageGroupId,
    },
    /// There are no files where the paths point.
    FilesNotThere {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The Mailbox server is not clustered.
    NotClustered,
    /// The database is not mounted.
    NotMounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database is mounted or being mounted.
    AlreadyMounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database is being dismounted.
    BeingDismounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The store that shall mount the database does not run.
    StoreNotRunning {
        /// The server.
        node: NodeId,
    },
    /// The copy has no database that its logs fit to.
    CopyNotFit {
        /// The storage group.
        group: StorageGroupId,
        /// The server of the copy.
        node: NodeId,
    },
    /// No letter, an empty one, or more of them than one command may send.
    NotSoManyLetters {
        /// Most letters.
        letters: u64,
        /// Most bytes.
        bytes: u64,
    },
    /// Nothing was written into the open log.
    OpenLogEmpty {
        /// The storage group.
        group: StorageGroupId,
    },
    /// No Hub Transport server can be reached by the senders.
    NoHub,
    /// No such person.
    NoSuchPerson {
        /// People are numbered from 1 to this.
        people: u16,
    },
    /// The clustered mailbox server is offline or on its way.
    NotOnline,
    /// The cluster has no quorum.
    NoQuorum,
    /// The target has the clustered mailbox server already.
    TargetIsOwner {
        /// The target.
        node: NodeId,
    },
    /// The target is not an active member of the cluster.
    TargetNotMember {
        /// The target.
        node: NodeId,
    },
    /// The target has no public network.
    TargetNotReachable {
        /// The target.
        node: NodeId,
    },
    /// The target is paused.
    TargetPaused {
        /// The target.
        node: NodeId,
    },
    /// The target hosts another clustered mailbox server.
    TargetHostsAnother {
        /// The target.
        node: NodeId,
    },
    /// The target has the cluster group already.
    TargetOwnsQuorum {
        /// The target.
        node: NodeId,
    },
    /// The node is not paused.
    NotPaused {
        /// The node.
        node: NodeId,
    },
    /// The clustered mailbox server is online or on its way.
    AlreadyOnline,
    /// No member can host the clustered mailbox server.
    NoHost,
    /// The cluster service of the node runs and is part of a cluster.
    ClusterServiceRuns {
        /// The node.
        node: NodeId,
    },
    /// Quorum cannot be forced in this way on this cluster.
    ForceNotHere,
    /// Another node runs the cluster.
    WouldSplit {
        /// The node on which quorum was to be forced.
        node: NodeId,
        /// A node that runs the cluster.
        other: NodeId,
    },
    /// A copy is not fit for a move.
    CopyNotHealthy {
        /// The storage group.
        group: StorageGroupId,
        /// Its `SummaryCopyStatus`.
        status: &'static str,
    },
    /// A database is dismounted and `-IgnoreDismounted` was not given.
    DatabaseDismounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// Exchange as released has no such thing.
    NeedsServicePack1,
    /// Only a cluster with continuous replication has such a thing.
    NotContinuous,
    /// The server is no node of the clustered mailbox server.
    NotANodeOfIt {
        /// The server.
        node: NodeId,
    },
    /// The name is in use.
    HostNameTaken {
        /// The name.
        name: String,
    },
    /// There is no such replication host name.
    NoSuchHostName {
        /// The name.
        name: String,
    },
    /// The copy must be suspended first.
    CopyNotSuspended {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The copy is not suspended.
    NothingToResume {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The copy is being seeded.
    CopyBeingSeeded {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The server with the passive copy, or its replication service, cannot be reached.
    CopyNotReachable {
        /// The server.
        node: NodeId,
    },
    /// Files of the old copy are in the way.
    FilesExist {
        /// The storage group.
        group: StorageGroupId,
    },
    /// Seeding needs a mounted source that the target can reach.
    SourceNotMounted {
        /// The storage group.
        group: StorageGroupId,
    },
    /// A volume the database needs is not there.
    VolumeNotThere {
        /// The volume.
        part: Part,
    },
    /// A target of standby continuous replication is not backed up at all.
    TargetNeverBackedUp {
        /// The storage group.
        group: StorageGroupId,
        /// The target.
        node: NodeId,
    },
    /// The backup of this Windows does not know Exchange.
    BackupNotAware,
    /// A passive copy cannot be streamed.
    StreamingPassive {
        /// The storage group.
        group: StorageGroupId,
    },
    /// A backup of the storage group runs already.
    BackupRunning {
        /// The storage group.
        group: StorageGroupId,
    },
    /// No backup of the storage group runs.
    NoBackupRunning {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The passive copy is not fit to be backed up.
    PassiveNotHealthy {
        /// The storage group.
        group: StorageGroupId,
        /// Its `SummaryCopyStatus`.
        status: &'static str,
    },
    /// With circular logging only backups with the database make sense.
    CircularNeedsFull {
        /// The storage group.
        group: StorageGroupId,
    },
    /// There is no full backup that the logs could follow.
    NoFullBackup {
        /// The storage group.
        group: StorageGroupId,
    },
    /// There is nothing to restore from.
    NoBackup {
        /// The storage group.
        group: StorageGroupId,
    },
    /// A database is restored while it is dismounted.
    RestoreNeedsDismount {
        /// The storage group.
        group: StorageGroupId,
    },
    /// The database is being restored.
    RestoreRunning {
        /// The storage group.
        group: StorageGroupId,
    },
    /// A log that the database needs is missing or damaged.
    RecoveryImpossible {
        /// The storage group.
        group: StorageGroupId,
        /// What the engine says.
        error: EseError,
        /// The log.
        generation: LogGeneration,
    },
    /// There is no log to delete.
    NoLogsToDelete {
        /// The storage group.
        group: StorageGroupId,
    },
    /// There is no letter to delete.
    NoMailToRemove {
        /// The storage group.
        group: StorageGroupId,
    },
    /// Circular logging is set so already.
    CircularAlready {
        /// The storage group.
        group: StorageGroupId,
        /// On or off.
        is_on: bool,
    },
    /// There is nothing on the volume that could be damaged.
    NothingToDamage {
        /// The volume.
        part: Part,
    },
    /// Logs are missing and nobody has accepted their loss.
    LogsMissing {
        /// The storage group.
        group: StorageGroupId,
        /// Closed logs that are missing.
        missing: LogCount,
        /// Closed logs that the dial tolerates.
        tolerated: LogCount,
    },
    /// The database is not waiting for missing logs.
    NothingToRestore {
        /// The storage group.
        group: StorageGroupId,
    },
}
