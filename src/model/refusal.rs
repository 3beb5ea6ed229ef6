//! Why the model will not do what a person asks: typed, so that nobody has to match on words.

use super::ese::EseError;
use super::ids::{DiskSet, How, MailboxServerId, NetworkId, NodeId, Part, SiteId, StorageGroupId};
use super::units::{LogCount, LogGeneration};

/// A reason to refuse an input. The words are made where names are known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Refusal {
    /// The part cannot break in this way.
    FaultNotPossible { part: Part, how: How },
    /// The part is broken or off already.
    AlreadyStopped { part: Part },
    /// There is no fault to undo.
    NothingToStart { part: Option<Part> },
    /// Only a lost volume, or a lost server outside a cluster, is replaced by a new one.
    NotReplaceable { part: Part },
    /// The process is not meant to run on this node now.
    ProcessNotHere { part: Part },
    /// The server is down or starting.
    ServerNotUp { node: NodeId },
    /// The two servers have no link on this network.
    NoSuchLink { a: NodeId, b: NodeId, network: Option<NetworkId> },
    /// The link is cut already, or was never cut.
    LinkAlready { a: NodeId, b: NodeId, is_cut: bool },
    /// The server is in a site that is lost.
    SiteLost { node: NodeId },
    /// The two sites are cut off from each other already, or never were.
    SitesAlready { a: SiteId, b: SiteId, is_cut: bool },
    /// The storage group has no such copy.
    NoCopy { group: StorageGroupId, node: Option<NodeId> },
    /// The server cannot be a target of standby continuous replication.
    NotATarget { node: NodeId },
    /// Local continuous replication is used on the server, so that it cannot be a target.
    TargetHasLocalCopies { node: NodeId },
    /// The server is a target for the storage group already.
    AlreadyATarget { group: StorageGroupId, node: NodeId },
    /// A lag of a target is longer than it may be.
    LagTooLong,
    /// Files of another server may be mounted only where the database allows it.
    FileRestoreNotAllowed { group: StorageGroupId },
    /// The source is mounted, or on its way to it.
    SourceStillMounted { group: StorageGroupId },
    /// The copy is being restored, or its files are being recovered.
    FilesInUse { group: StorageGroupId, node: NodeId },
    /// There are no files on the server that nobody has open.
    NoIdleFiles { group: StorageGroupId, node: NodeId },
    /// The database engine cannot go on.
    Ese { group: StorageGroupId, node: NodeId, error: EseError },
    /// The Mailbox server that shall be rebuilt still runs, or its machine answers.
    ServerStillRuns,
    /// A Mailbox server cannot be rebuilt on this machine.
    NotARecoveryMachine { node: NodeId },
    /// A storage group was not restored on the machine.
    NotRestored { group: StorageGroupId, node: NodeId },
    /// A Mailbox server is being rebuilt already.
    RebuildRunning,
    /// Nothing is left of a clustered mailbox server on this cluster.
    NothingToClear { node: NodeId },
    /// A clustered mailbox server was taken away from the cluster of this node and not cleared there.
    NotCleared { node: NodeId },
    /// Local continuous replication is for servers outside a cluster.
    LocalNotHere { group: StorageGroupId },
    /// There is no second set of disks for a copy.
    NoSecondDisks { group: StorageGroupId },
    /// The copy is enabled already.
    CopyEnabled { group: StorageGroupId },
    /// The copy of the database has to be enabled before that of the storage group.
    DatabaseCopyFirst { group: StorageGroupId },
    /// No copy was restored that could change places with the active one.
    NothingToSwap { group: StorageGroupId },
    /// The edition takes no more storage groups.
    TooManyGroups { server: MailboxServerId, groups: u64 },
    /// The edition takes no more databases.
    TooManyDatabases { server: MailboxServerId, databases: u64 },
    /// An object cannot have this name.
    NotAName { name: String },
    /// Another storage group of the server has the name.
    NameTaken { name: String },
    /// A path without a drive letter.
    PathNotLocal { path: String },
    /// The path of a database does not end as it must.
    PathNotDatabase { path: String },
    /// Another storage group has the path.
    PathTaken { path: String },
    /// A copy of another storage group has the path on these disks.
    PathTakenBeside { path: String, group: StorageGroupId, disks: DiskSet },
    /// A replicated storage group takes one database.
    SecondDatabase { group: StorageGroupId },
    /// The lab takes one database a storage group.
    OneDatabaseHere { group: StorageGroupId },
    /// A server takes one public folder database.
    OneFolderDatabase { server: MailboxServerId },
    /// A public folder database that is not the only one of the organisation gets no copy.
    NotSoleFolders { group: StorageGroupId, other: StorageGroupId },
    /// Beside a public folder database that is replicated there is no other one.
    FoldersReplicated { group: StorageGroupId },
    /// Public folders are in the database, and no mailboxes.
    NotForMailboxes { group: StorageGroupId },
    /// A public folder database is mounted nowhere but on its own server.
    FoldersNotPortable { group: StorageGroupId },
    /// The last public folder database of the organisation is not removed unless that was asked for.
    LastFolderDatabase { group: StorageGroupId },
    /// The storage group has no database.
    NoDatabase { group: StorageGroupId },
    /// The storage group has a database.
    GroupNotEmpty { group: StorageGroupId },
    /// The database has mailboxes.
    MailboxesLeft { group: StorageGroupId, people: u32 },
    /// The storage group is replicated.
    StillReplicated { group: StorageGroupId },
    /// The database is mounted or on its way.
    StillMounted { group: StorageGroupId },
    /// A copy is being fed and was not suspended.
    CopyRunning { group: StorageGroupId },
    /// On a cluster with continuous replication only the configuration can be changed.
    OnlyConfiguration { group: StorageGroupId },
    /// There are no files where the paths point.
    FilesNotThere { group: StorageGroupId },
    /// The Mailbox server is not clustered.
    NotClustered,
    /// The database is not mounted.
    NotMounted { group: StorageGroupId },
    /// The database is mounted or being mounted.
    AlreadyMounted { group: StorageGroupId },
    /// The database is being dismounted.
    BeingDismounted { group: StorageGroupId },
    /// The store that shall mount the database does not run.
    StoreNotRunning { node: NodeId },
    /// The copy has no database that its logs fit to.
    CopyNotFit { group: StorageGroupId, node: NodeId },
    /// No letter, an empty one, or more of them than one command may send.
    NotSoManyLetters { letters: u64, bytes: u64 },
    /// Nothing was written into the open log.
    OpenLogEmpty { group: StorageGroupId },
    /// No Hub Transport server can be reached by the senders.
    NoHub,
    /// No such person.
    NoSuchPerson { people: u16 },
    /// The clustered mailbox server is offline or on its way.
    NotOnline,
    /// The cluster has no quorum.
    NoQuorum,
    /// The target has the clustered mailbox server already.
    TargetIsOwner { node: NodeId },
    /// The target is not an active member of the cluster.
    TargetNotMember { node: NodeId },
    /// The target has no public network.
    TargetNotReachable { node: NodeId },
    /// The target is paused.
    TargetPaused { node: NodeId },
    /// The target hosts another clustered mailbox server.
    TargetHostsAnother { node: NodeId },
    /// The target has the cluster group already.
    TargetOwnsQuorum { node: NodeId },
    /// The node is not paused.
    NotPaused { node: NodeId },
    /// The clustered mailbox server is online or on its way.
    AlreadyOnline,
    /// No member can host the clustered mailbox server.
    NoHost,
    /// The cluster service of the node runs and is part of a cluster.
    ClusterServiceRuns { node: NodeId },
    /// Quorum cannot be forced in this way on this cluster.
    ForceNotHere,
    /// Another node runs the cluster.
    WouldSplit { node: NodeId, other: NodeId },
    /// A copy is not fit for a move.
    CopyNotHealthy { group: StorageGroupId, status: &'static str },
    /// A database is dismounted and `-IgnoreDismounted` was not given.
    DatabaseDismounted { group: StorageGroupId },
    /// Exchange as released has no such thing.
    NeedsServicePack1,
    /// Only a cluster with continuous replication has such a thing.
    NotContinuous,
    /// The server is no node of the clustered mailbox server.
    NotANodeOfIt { node: NodeId },
    /// The name is in use.
    HostNameTaken { name: String },
    /// There is no such replication host name.
    NoSuchHostName { name: String },
    /// The copy must be suspended first.
    CopyNotSuspended { group: StorageGroupId },
    /// The copy is not suspended.
    NothingToResume { group: StorageGroupId },
    /// The copy is being seeded.
    CopyBeingSeeded { group: StorageGroupId },
    /// The server with the passive copy, or its replication service, cannot be reached.
    CopyNotReachable { node: NodeId },
    /// Files of the old copy are in the way.
    FilesExist { group: StorageGroupId },
    /// Seeding needs a mounted source that the target can reach.
    SourceNotMounted { group: StorageGroupId },
    /// A volume the database needs is not there.
    VolumeNotThere { part: Part },
    /// A target of standby continuous replication is not backed up at all.
    TargetNeverBackedUp { group: StorageGroupId, node: NodeId },
    /// The backup of this Windows does not know Exchange.
    BackupNotAware,
    /// A passive copy cannot be streamed.
    StreamingPassive { group: StorageGroupId },
    /// A backup of the storage group runs already.
    BackupRunning { group: StorageGroupId },
    /// No backup of the storage group runs.
    NoBackupRunning { group: StorageGroupId },
    /// The passive copy is not fit to be backed up.
    PassiveNotHealthy { group: StorageGroupId, status: &'static str },
    /// With circular logging only backups with the database make sense.
    CircularNeedsFull { group: StorageGroupId },
    /// There is no full backup that the logs could follow.
    NoFullBackup { group: StorageGroupId },
    /// There is nothing to restore from.
    NoBackup { group: StorageGroupId },
    /// No backup with a database has this number.
    NoSuchBackup { group: StorageGroupId, number: u32 },
    /// A database is restored while it is dismounted.
    RestoreNeedsDismount { group: StorageGroupId },
    /// The database is being restored.
    RestoreRunning { group: StorageGroupId },
    /// A log that the database needs is missing or damaged.
    RecoveryImpossible { group: StorageGroupId, error: EseError, generation: LogGeneration },
    /// There is no log to delete.
    NoLogsToDelete { group: StorageGroupId },
    /// There is no letter to delete.
    NoMailToRemove { group: StorageGroupId },
    /// Circular logging is set so already.
    CircularAlready { group: StorageGroupId, is_on: bool },
    /// There is nothing on the volume that could be damaged.
    NothingToDamage { part: Part },
    /// Logs are missing and nobody has accepted their loss.
    LogsMissing { group: StorageGroupId, missing: LogCount, tolerated: LogCount },
    /// The database is not waiting for missing logs.
    NothingToRestore { group: StorageGroupId },
}
