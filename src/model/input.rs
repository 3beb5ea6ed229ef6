//! What people do: the closed list of inputs, in the imperative.

mod canonical;

use super::backup::{BackupKind, BackupMethod, BackupSide};
use super::cluster::ClusterStart;
use super::ids::{How, NetworkId, NodeId, Part, PersonId, SiteId, StorageGroupId};
use super::local_copies::LocalInput;
use super::objects::ObjectInput;
use super::params::MountDial;
use super::units::LogGeneration;
use crate::engine::SimSpan;

/// One thing a person does to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Break a part.
    StopPart {
        /// Which.
        part: Part,
        /// In which way.
        how: How,
    },
    /// Undo a part's fault, or switch it on.
    StartPart {
        /// Which.
        part: Part,
    },
    /// Put something new in the place of a lost volume or server: an empty disk, a machine without Exchange.
    ReplacePart {
        /// Which.
        part: Part,
    },
    /// Undo all faults and mend all links.
    StartAll,
    /// Cut the link between two servers.
    CutLink {
        /// One end.
        a: NodeId,
        /// The other end.
        b: NodeId,
        /// On this network; on all of them if none is named.
        network: Option<NetworkId>,
    },
    /// Mend the link between two servers.
    MendLink {
        /// One end.
        a: NodeId,
        /// The other end.
        b: NodeId,
        /// On this network; on all of them if none is named.
        network: Option<NetworkId>,
    },
    /// Cut the wide area network between two sites.
    CutSites {
        /// One site.
        a: SiteId,
        /// The other.
        b: SiteId,
    },
    /// Mend the wide area network between two sites.
    MendSites {
        /// One site.
        a: SiteId,
        /// The other.
        b: SiteId,
    },
    /// Close the open log now.
    CloseLog {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Send letters now.
    SendMail {
        /// How many.
        count: u32,
        /// Who writes; somebody if nobody is named.
        from: Option<PersonId>,
        /// To whom; to anybody if nobody is named.
        to: Option<PersonId>,
        /// Size of each letter [bytes].
        size: u32,
    },
    /// Change the steady load.
    SetWorkload {
        /// Letters an hour, of all people together; 0 for silence.
        messages_per_hour: u32,
    },
    /// Set the limits of every transport dumpster of the organisation.
    SetTransportConfig {
        /// `MaxDumpsterSizePerStorageGroup` [bytes]; as it is if none is given.
        dumpster_bytes: Option<u64>,
        /// `MaxDumpsterTime`; as it is if none is given.
        dumpster_age: Option<SimSpan>,
    },
    /// Hand the clustered mailbox server over to another node.
    MoveClusteredMailboxServer {
        /// The node that shall have it.
        target: NodeId,
        /// Why, for the event log.
        comment: String,
        /// Also when a database is dismounted.
        ignore_dismounted: bool,
    },
    /// Give a node a network name for log shipping and seeding.
    EnableHostName {
        /// The node.
        node: NodeId,
        /// The name.
        name: String,
        /// The network it lies on.
        network: NetworkId,
    },
    /// Take a replication host name away.
    DisableHostName {
        /// The name.
        name: String,
    },
    /// Move the group of the clustered mailbox server with the cluster's own tool, which checks no copies.
    MoveGroup {
        /// The node that shall have it.
        target: NodeId,
    },
    /// Move the cluster group, and the quorum with it.
    MoveClusterGroup {
        /// The node that shall have it.
        target: NodeId,
    },
    /// Bring the clustered mailbox server online.
    StartClusteredMailboxServer,
    /// Take the clustered mailbox server offline until it is started.
    StopClusteredMailboxServer {
        /// Why, for the event log.
        reason: String,
    },
    /// Start the cluster service of a node.
    StartClusterService {
        /// The node.
        node: NodeId,
        /// With a majority, or without.
        start: ClusterStart,
    },
    /// Stop the cluster service of a node in good order: its groups go to another node first.
    StopClusterService {
        /// The node.
        node: NodeId,
    },
    /// Let a node keep what it runs and take over nothing.
    PauseNode {
        /// The node.
        node: NodeId,
    },
    /// Let a paused node take part again.
    ResumeNode {
        /// The node.
        node: NodeId,
    },
    /// Stop copying and replay.
    SuspendCopy {
        /// Of this storage group.
        group: StorageGroupId,
        /// On this target of standby continuous replication; the passive copy of LCR or CCR if none is named.
        standby: Option<NodeId>,
        /// Why.
        comment: String,
    },
    /// Take copying and replay up again.
    ResumeCopy {
        /// Of this storage group.
        group: StorageGroupId,
        /// On this target of standby continuous replication; the passive copy of LCR or CCR if none is named.
        standby: Option<NodeId>,
    },
    /// Make a new baseline: copy the whole database.
    UpdateCopy {
        /// Of this storage group.
        group: StorageGroupId,
        /// On this target of standby continuous replication; the passive copy of LCR or CCR if none is named.
        standby: Option<NodeId>,
        /// Delete what is left of the old copy first.
        delete_existing_files: bool,
        /// Leave the copy suspended afterwards.
        manual_resume: bool,
        /// Over this network; over that of log shipping if none is named.
        over: Option<NetworkId>,
    },
    /// Enable standby continuous replication for a target.
    EnableStandby {
        /// Of this storage group.
        group: StorageGroupId,
        /// The target.
        node: NodeId,
        /// `ReplayLagTime`.
        replay_lag: SimSpan,
        /// `TruncationLagTime`.
        truncation_lag: SimSpan,
    },
    /// End standby continuous replication for a target; its files stay.
    DisableStandby {
        /// Of this storage group.
        group: StorageGroupId,
        /// The target.
        node: NodeId,
    },
    /// Bring the database file on a server that was a target to a clean shutdown: `eseutil /r`.
    RecoverFiles {
        /// Of this storage group.
        group: StorageGroupId,
        /// The server.
        node: NodeId,
        /// Also if the newest logs are missing: `/a`.
        accept_loss: bool,
    },
    /// Rebuild the Mailbox server from the directory: `Setup.com /RecoverCMS` or `/m:RecoverServer`.
    RecoverServer {
        /// On this machine.
        node: NodeId,
    },
    /// Remove what is left of a clustered mailbox server that was rebuilt elsewhere: `Setup.com /ClearLocalCMS`.
    ClearLocalServer {
        /// On the cluster of this node.
        node: NodeId,
    },
    /// Accept the loss that the mount dial refuses.
    RestoreCopy {
        /// Of this storage group.
        group: StorageGroupId,
        /// On this target of standby continuous replication; the passive copy of LCR or CCR if none is named.
        standby: Option<NodeId>,
    },
    /// Begin a backup.
    StartBackup {
        /// Of this storage group.
        group: StorageGroupId,
        /// What it shall hold.
        kind: BackupKind,
        /// How the files are read.
        method: BackupMethod,
        /// Which copy is read.
        side: BackupSide,
        /// The copy on this target of standby continuous replication, if one is named.
        standby: Option<NodeId>,
    },
    /// Stop the running backup.
    StopBackup {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Restore the database from a backup.
    RestoreBackup {
        /// Of this storage group.
        group: StorageGroupId,
        /// The number of the backup; the newest one if none is named.
        backup: Option<u32>,
        /// Replay the logs that came after the backup too.
        roll_forward: bool,
    },
    /// Delete the oldest logs by hand.
    DeleteLogs {
        /// Of this storage group.
        group: StorageGroupId,
        /// At this copy.
        side: BackupSide,
        /// How many.
        count: u32,
    },
    /// Move the newest logs away by hand, the open one among them.
    DeleteNewerLogs {
        /// Of this storage group.
        group: StorageGroupId,
        /// At this copy.
        side: BackupSide,
        /// At the files on this server, if one is named: a target, or what was one.
        standby: Option<NodeId>,
        /// Those after this one.
        after: LogGeneration,
    },
    /// Delete letters from the mailboxes.
    RemoveMail {
        /// Of this storage group.
        group: StorageGroupId,
        /// How many; all if no number is given.
        count: Option<u32>,
    },
    /// Turn circular logging on or off.
    SetCircularLogging {
        /// Of this storage group.
        group: StorageGroupId,
        /// On or off.
        is_on: bool,
    },
    /// Mount the database.
    MountDatabase {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Dismount the database in good order.
    DismountDatabase {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Make or change a storage group, a database or the home of mailboxes.
    ChangeObject {
        /// What is changed.
        input: ObjectInput,
    },
    /// Change a copy of local continuous replication.
    ChangeLocalCopy {
        /// What is changed.
        input: LocalInput,
    },
    /// Set `AutoDatabaseMountDial`.
    SetMountDial {
        /// The new setting.
        dial: MountDial,
    },
    /// Set `ForcedDatabaseMountAfter`.
    SetForcedMount {
        /// Hours until a database is mounted at any loss; never if none.
        hours: Option<u32>,
    },
}
