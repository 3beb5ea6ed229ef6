//! What happened: the closed list of events, in the past tense.

mod reasons;

use super::backup::BackupKind;
use super::closed_list::events;
use super::ese::EseError;
use super::ids::{How, MailboxServerId, NetworkId, NodeId, NodeSet, Part, Process, SiteId, StorageGroupId};
use super::input::Input;
use super::objects::ObjectChange;
use super::units::{LogCount, LogGeneration};
use crate::engine::{Canonical, Digest, SimSpan};

pub use reasons::{BackupEnd, Closing, CopyFailure, DismountReason, MoveReason, Resource};

events! {
    /// The run began.
    LabStarted {}
    /// A person did something.
    CommandGiven { input: Input }

    /// A server stopped working.
    NodeFailed { node: NodeId, how: How }
    /// A server was switched on or reset.
    NodeStarting { node: NodeId }
    /// A server's operating system runs again.
    NodeStarted { node: NodeId }
    /// A server began to shut down in good order.
    NodeShuttingDown { node: NodeId }
    /// A part other than a server broke.
    PartFailed { part: Part, how: How }
    /// A part other than a server works again.
    PartReturned { part: Part }
    /// A lost part was replaced by a new one.
    PartReplaced { part: Part }
    /// A link between two servers was cut.
    LinkCut { a: NodeId, b: NodeId, network: NetworkId }
    /// A link between two servers was mended.
    LinkMended { a: NodeId, b: NodeId, network: NetworkId }
    /// Two sites were cut off from each other.
    SitesCut { a: SiteId, b: SiteId }
    /// Two sites reach each other again.
    SitesMended { a: SiteId, b: SiteId }
    /// A process runs.
    ProcessStarted { node: NodeId, process: Process }

    /// One network between two nodes fell silent.
    HeartbeatsMissed { observer: NodeId, peer: NodeId, network: NetworkId, missed: u32 }
    /// A node has been silent on every network for too long.
    NodeSilent { observer: NodeId, peer: NodeId, missed: u32 }
    /// The members agreed on who is left.
    MembershipChanged { members: NodeSet }
    /// A node locked the witness.
    WitnessLocked { node: NodeId }
    /// A node could not lock the witness.
    WitnessRefused { node: NodeId, is_reachable: bool, locked_by: Option<NodeId> }
    /// The witness lock went away with its holder or its share.
    WitnessReleased { node: NodeId }
    /// A node reserved the quorum disk.
    QuorumDiskReserved { node: NodeId }
    /// A node could not reserve the quorum disk.
    QuorumDiskRefused { node: NodeId, is_reachable: bool, reserved_by: Option<NodeId> }
    /// The reservation of the quorum disk went away with its holder or with the disk.
    QuorumDiskReleased { node: NodeId }
    /// A side of the cluster has a majority.
    QuorumKept { members: NodeSet, votes: u32, of: u32, needed: u32, with_witness: bool }
    /// A side of the cluster has no majority.
    QuorumLost { members: NodeSet, votes: u32, of: u32, needed: u32, missing: Vec<Part> }
    /// The cluster service stopped for lack of quorum.
    ClusterServiceStopped { node: NodeId }
    /// A node could not form a cluster.
    FormationRefused { node: NodeId, votes: u32, of: u32, needed: u32, missing: Vec<Part> }
    /// A node with an old configuration may not form the cluster on its own.
    StaleNodeRefused { node: NodeId }
    /// A person let nodes go on without a majority.
    QuorumForced { node: NodeId, nodes: NodeSet }
    /// Quorum need not be forced any more.
    ForcedQuorumEnded { members: NodeSet }
    /// A node was paused.
    NodePaused { node: NodeId }
    /// A paused node takes part again.
    NodeResumed { node: NodeId }
    /// The cluster group, and the quorum with it, went to another member.
    ClusterGroupMoved { to: NodeId }
    /// Nodes formed a cluster.
    ClusterFormed { members: NodeSet, votes: u32, of: u32, needed: u32 }
    /// A node joined the cluster.
    NodeJoined { node: NodeId }

    /// A resource of the clustered mailbox server failed.
    ResourceFailed { node: NodeId, resource: Resource }
    /// A failed resource is started again in place.
    ResourceRestarting { node: NodeId, resource: Resource, restarts: u32, allowed: u32 }
    /// The clustered mailbox server changes its node.
    MoveStarted { from: Option<NodeId>, to: NodeId, reason: MoveReason }
    /// IP address and network name are online.
    NetworkNameOnline { node: NodeId }
    /// System Attendant and Information Store are online.
    StoreOnline { node: NodeId }
    /// All resources of the clustered mailbox server are online.
    ServerOnline { node: NodeId }
    /// The clustered mailbox server is offline.
    ServerOffline { node: NodeId }
    /// No node can host the clustered mailbox server.
    ServerFailed { node: NodeId }
    /// Only paused nodes are left to host the clustered mailbox server.
    FailoverHeldBack { members: NodeSet }
    /// The clustered mailbox server failed over so often that it is left failed.
    FailoversExhausted { node: NodeId, failovers: u32 }

    /// A log was closed.
    LogClosed { group: StorageGroupId, generation: LogGeneration, letters: u32, edits: u32, closing: Closing }
    /// The logs that a copy has yet to get are out of reach, so that copying has stopped.
    LogCopyingStopped { group: StorageGroupId, node: NodeId }
    /// A copy that had stopped has heard of the logs up to one, or has looked for them, and goes on.
    LogsNoticed { group: StorageGroupId, node: NodeId, upto: LogGeneration, by_look: bool }
    /// A closed log reached the inspector folder of the passive copy.
    LogCopied { group: StorageGroupId, node: NodeId, generation: LogGeneration }
    /// A copied log passed inspection.
    LogInspected { group: StorageGroupId, node: NodeId, generation: LogGeneration }
    /// A log was replayed into the copy of the database.
    LogReplayed { group: StorageGroupId, node: NodeId, generation: LogGeneration }
    /// A copied log was damaged and did not pass inspection.
    InspectionFailed { group: StorageGroupId, node: NodeId, generation: LogGeneration, attempt: u32, attempts: u32 }
    /// A copy was suspended.
    CopySuspended { group: StorageGroupId, node: NodeId }
    /// A copy was resumed.
    CopyResumed { group: StorageGroupId, node: NodeId }
    /// A copy failed.
    CopyFailed { group: StorageGroupId, node: NodeId, failure: CopyFailure }
    /// A returning copy is being compared with the active one.
    ResynchronizingStarted { group: StorageGroupId, node: NodeId, diverged_at: LogGeneration }
    /// Logs that the active copy never had were dropped.
    DivergedLogsDropped { group: StorageGroupId, node: NodeId, from: LogGeneration, logs: LogCount }
    /// Standby continuous replication was enabled for a target.
    StandbyEnabled { group: StorageGroupId, node: NodeId, replay_lag: SimSpan, truncation_lag: SimSpan }
    /// Standby continuous replication of a target ended; its files stay.
    StandbyDisabled { group: StorageGroupId, node: NodeId }
    /// A target was restored: it has all that it could get, and is a target no more.
    StandbyRestored { group: StorageGroupId, node: NodeId, missing: LogCount, is_complete: bool }
    /// A database file was brought to a clean shutdown by hand.
    FilesRecovered { group: StorageGroupId, node: NodeId }
    /// A storage group mounts files of another one.
    FilesAdopted { group: StorageGroupId, from: StorageGroupId, node: NodeId }
    /// Set-up began to rebuild a Mailbox server from the directory.
    RebuildStarted { server: MailboxServerId, node: NodeId }
    /// A Mailbox server was rebuilt on another machine.
    ServerRebuilt { server: MailboxServerId, node: NodeId }
    /// The Mailbox server was cleared from the cluster that it was taken away from.
    LocalServerCleared { node: NodeId }
    /// The Mailbox server does not come online on a cluster that it was taken away from.
    OldServerKeptOffline { node: NodeId }
    /// Seeding began.
    SeedingStarted { group: StorageGroupId, node: NodeId, duration: SimSpan }
    /// Seeding ended with a complete baseline.
    SeedingFinished { group: StorageGroupId, node: NodeId, generation: LogGeneration }

    /// A node got a replication host name.
    HostNameEnabled { node: NodeId, network: NetworkId }
    /// A replication host name was taken away.
    HostNameDisabled { node: NodeId, network: NetworkId }
    /// Logs leave the active node another way.
    ReplicationNetworkChosen { node: NodeId, network: NetworkId, by_host_name: bool }
    /// A backup began.
    BackupStarted { group: StorageGroupId, node: NodeId, kind: BackupKind, duration: SimSpan }
    /// A backup is complete and recorded.
    BackupFinished { group: StorageGroupId, node: NodeId, kind: BackupKind, upto: LogGeneration }
    /// A backup ended before it was complete.
    BackupStopped { group: StorageGroupId, node: NodeId, kind: BackupKind, reason: BackupEnd }
    /// Logs that nobody needs were deleted.
    LogsTruncated { group: StorageGroupId, node: NodeId, upto: LogGeneration, logs: LogCount }
    /// Logs were deleted by hand.
    LogsDeleted { group: StorageGroupId, node: NodeId, upto: LogGeneration, logs: LogCount }
    /// The newest logs were moved away by hand.
    NewerLogsDeleted { group: StorageGroupId, node: NodeId, after: LogGeneration, logs: LogCount }
    /// Circular logging was set; it holds from the next mount on.
    CircularLoggingSet { group: StorageGroupId, is_on: bool }
    /// A closed log was damaged where it lies.
    LogDamaged { group: StorageGroupId, node: NodeId, generation: LogGeneration }
    /// A page of a database was damaged where it lies.
    PageDamaged { group: StorageGroupId, node: NodeId }
    /// The store has read a damaged page: whoever asked for it got an error, and the database stays mounted.
    DamagedPageRead { group: StorageGroupId, node: NodeId }
    /// Somebody deleted letters from the mailboxes.
    MailRemoved { group: StorageGroupId, letters: u32 }
    /// A volume has no space left.
    VolumeFilled { part: Part, used_mb: u64 }
    /// A volume that had no space left has some again.
    VolumeHasSpace { part: Part, free_mb: u64 }

    /// A database is being restored from a backup.
    RestoreStarted { group: StorageGroupId, node: NodeId, duration: SimSpan }
    /// A database was restored and can be recovered up to a log.
    DatabaseRestored { group: StorageGroupId, node: NodeId, upto: LogGeneration, logs: LogCount }
    /// A restore ended before it was complete.
    RestoreStopped { group: StorageGroupId, node: NodeId }
    /// What was written after the restored moment is given up.
    NewerLogsGivenUp { group: StorageGroupId, first: LogGeneration, closed: LogCount, letters: u32, edits: u32, people: u32 }
    /// A database cannot be recovered.
    RecoveryFailed { group: StorageGroupId, node: NodeId, error: EseError, generation: LogGeneration }

    /// A database was dismounted in good order.
    DatabaseDismounted { group: StorageGroupId, node: NodeId, reason: DismountReason }
    /// A database went away without being dismounted in good order.
    DatabaseFailed { group: StorageGroupId, node: NodeId, reason: DismountReason }
    /// The remaining logs could be fetched from the old active copy.
    RemainingLogsFetched { group: StorageGroupId, node: NodeId, logs: LogCount, open_log: bool }
    /// The remaining logs could not be fetched.
    RemainingLogsOutOfReach { group: StorageGroupId, node: NodeId, source: NodeId }
    /// The dial allows the mount.
    MountAllowed { group: StorageGroupId, node: NodeId, missing: LogCount, tolerated: LogCount }
    /// The dial refuses the mount.
    MountRefused { group: StorageGroupId, node: NodeId, missing: LogCount, tolerated: LogCount, open_log: bool }
    /// A person accepted the loss.
    LossAccepted { group: StorageGroupId, missing: LogCount }
    /// The time of `ForcedDatabaseMountAfter` is over.
    MountForced { group: StorageGroupId, missing: LogCount }
    /// A database is being recovered and mounted.
    DatabaseMounting { group: StorageGroupId, node: NodeId, logs: LogCount }
    /// A database was mounted.
    DatabaseMounted { group: StorageGroupId, node: NodeId }
    /// What only the old active copy had is lost.
    LogsLost { group: StorageGroupId, first: LogGeneration, closed: LogCount, letters: u32, edits: u32, people: u32 }

    /// Clients in cached mode handed over what had been changed without the server.
    OutboxesSent { edits: u32 }
    /// A letter was delivered to its mailbox.
    LetterDelivered { letter: u32, hub: NodeId, to: u32 }
    /// A letter waits at a hub.
    LetterQueued { letter: u32, hub: NodeId }
    /// A hub was asked to send again and did.
    DumpsterSentAgain { group: StorageGroupId, hub: NodeId, letters: u32, duplicates: u32 }
    /// A hub that should send again cannot be reached.
    DumpsterOutOfReach { group: StorageGroupId, hub: NodeId }
    /// A hub has been asked to send again for as long as a dumpster keeps anything.
    DumpsterRequestGivenUp { group: StorageGroupId, hub: NodeId }
    /// The limits of the transport dumpsters were set.
    TransportConfigSet { bytes: u64, age: SimSpan }
    /// A storage group or a database was made, changed or taken out.
    ObjectChanged { group: StorageGroupId, change: ObjectChange }
    /// A local copy has all that it could get, and is fed no more.
    LocalCopyRestored { group: StorageGroupId, node: NodeId, missing: LogCount, is_complete: bool }
    /// The directory has it that mailboxes are in this database of another server, and replicates the change.
    MailboxesRehomed { group: StorageGroupId, people: u32, duration: SimSpan }
    /// Mailboxes are in this database from now on.
    MailboxesMoved { group: StorageGroupId, people: u32 }
    /// The dial was set.
    MountDialSet { tolerated: LogCount }
    /// The time for a forced mount was set.
    ForcedMountSet { hours: Option<u32> }
    /// The load was set.
    WorkloadSet { messages_per_hour: u32 }

    /// People cannot work with their mailboxes any more.
    ServiceLost {}
    /// People can work with their mailboxes again.
    ServiceRestored { after: SimSpan }
}

impl Canonical for SimSpan {
    fn write_to(&self, digest: &mut Digest) {
        digest.u64(self.as_millis());
    }
}
