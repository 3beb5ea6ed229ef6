//! Mailbox servers: what administrators and people know by one name.
//!
//! A clustered one is a resource group that moves between the nodes: online in the order of its
//! dependencies (name, store, databases), offline in reverse. A database that fails does not carry the
//! group away: failover is for the whole server. Source: \[CCRRES\]. One that is not clustered stays
//! where it is.

use crate::engine::{EntryNumber, SimTime, Ticket};
use crate::model::bench::Bench;
use crate::model::event::Resource;
use crate::model::ids::{ClusterId, MailboxServerId, NodeId, StorageGroupId};
use crate::model::params::MountDial;

/// How a Mailbox server is installed; `ClusteredStorageType` of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// On one server of its own: `Disabled`.
    StandAlone,
    /// On a cluster whose nodes have disks of their own: `NonShared`, CCR.
    NonShared(ClusterId),
    /// On a cluster whose nodes share their disks: `Shared`, SCC.
    Shared(ClusterId),
}

impl ServerKind {
    /// The cluster it runs on.
    pub const fn cluster(self) -> Option<ClusterId> {
        match self {
            ServerKind::StandAlone => None,
            ServerKind::NonShared(cluster) | ServerKind::Shared(cluster) => Some(cluster),
        }
    }

    /// The value of `ClusteredStorageType`. Source: \[SMS\].
    pub const fn storage_type(self) -> &'static str {
        match self {
            ServerKind::StandAlone => "Disabled",
            ServerKind::NonShared(_) => "NonShared",
            ServerKind::Shared(_) => "Shared",
        }
    }
}

/// Which resources are coming online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// IP address and network name.
    NetworkName,
    /// System Attendant and Information Store.
    Store,
}

/// State of the group, apart from its databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerState {
    /// Not running anywhere.
    Offline,
    /// Coming online.
    Pending(Step),
    /// Name and store are online.
    Online,
    /// Going offline in good order, to come online on this node if one is named.
    GoingOffline(Option<NodeId>),
    /// No node can host it.
    Failed,
}

/// A Mailbox server.
#[derive(Clone, Debug)]
pub struct MailboxServer {
    /// Its name.
    pub name: &'static str,
    /// How it is installed.
    pub kind: ServerKind,
    /// The node that owns it, or owned it last.
    pub owner: Option<NodeId>,
    /// Its state, apart from its databases.
    pub state: ServerState,
    /// The entry that brought it into this state.
    pub because: EntryNumber,
    /// Whether a person took it offline: it stays so until somebody starts it.
    pub is_stopped_by_hand: bool,
    /// The node it came from, while it is on its way.
    pub moved_from: Option<NodeId>,
    /// `AutoDatabaseMountDial`.
    pub dial: MountDial,
    /// `ForcedDatabaseMountAfter` [hours]; never if none.
    pub forced_mount_after: Option<u32>,
    pub(crate) task: Option<Ticket>,
    /// When a resource that failed for good is tried again.
    pub(crate) retry: Option<Ticket>,
    pub(crate) polls: [Option<Ticket>; 3],
    /// Which resources were restarted in place, and when.
    pub(crate) restarts: Vec<(Resource, SimTime)>,
    /// When it failed over because a resource had failed.
    pub(crate) failovers: Vec<SimTime>,
    /// It has failed over too often: it is tried again nowhere before its retry is due.
    pub(crate) is_exhausted: bool,
}

impl MailboxServer {
    /// Online on this node from the start.
    pub fn online_on(name: &'static str, kind: ServerKind, node: NodeId, dial: MountDial) -> Self {
        MailboxServer {
            name,
            kind,
            owner: Some(node),
            state: ServerState::Online,
            because: EntryNumber(0),
            is_stopped_by_hand: false,
            moved_from: None,
            dial,
            forced_mount_after: None,
            task: None,
            retry: None,
            polls: [None; 3],
            restarts: Vec::new(),
            failovers: Vec::new(),
            is_exhausted: false,
        }
    }
}

impl Bench {
    /// The Mailbox servers on a cluster.
    pub(crate) fn servers_on(&self, cluster: ClusterId) -> Vec<MailboxServerId> {
        self.server_ids().filter(|id| self.mailbox_server(*id).kind.cluster() == Some(cluster)).collect()
    }

    /// The Mailbox server that a node has now.
    pub(crate) fn server_on(&self, node: NodeId) -> Option<MailboxServerId> {
        self.server_ids().find(|id| self.mailbox_server(*id).owner == Some(node))
    }

    /// The storage groups of a Mailbox server.
    pub(crate) fn groups_of(&self, server: MailboxServerId) -> Vec<StorageGroupId> {
        self.group_ids().filter(|group| self.group(*group).server == server).collect()
    }
}
