//! Names of parts, as numbers inside the model and as text at its edge.

use crate::engine::{Canonical, Digest};

/// A server: a cluster node or a Hub Transport server; its place in the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub u8);

/// A storage group; its place in the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StorageGroupId(pub u8);

/// A failover cluster; its place in the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClusterId(pub u8);

/// A Mailbox server as people and administrators know it, clustered or not; its place in the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailboxServerId(pub u8);

/// A site: a place whose servers are lost together; its place in the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SiteId(pub u8);

impl SiteId {
    /// `SITE1` and so on.
    pub fn name(self) -> String {
        format!("SITE{}", self.0 + 1)
    }
}

/// One copy of a storage group: the group, and the copy's place among its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyId {
    /// The storage group.
    pub group: StorageGroupId,
    /// Place among its copies.
    pub place: u8,
}

/// One person with a mailbox, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonId(pub u16);

/// One letter, in the order in which letters were accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LetterId(pub u32);

/// A network between servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NetworkId {
    /// Clients, mail, log shipping, and heartbeats too ("mixed").
    Public,
    /// Heartbeats between the cluster nodes.
    Private,
}

impl NetworkId {
    /// All networks.
    pub const ALL: [NetworkId; 2] = [NetworkId::Public, NetworkId::Private];

    /// The name in commands.
    pub const fn name(self) -> &'static str {
        match self {
            NetworkId::Public => "Public",
            NetworkId::Private => "Private",
        }
    }
}

/// A process on a cluster node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Process {
    /// Microsoft Exchange Information Store.
    Store,
    /// Microsoft Exchange System Attendant.
    SystemAttendant,
    /// Microsoft Exchange Replication service.
    Replication,
    /// Cluster service.
    Cluster,
}

impl Process {
    /// All processes.
    pub const ALL: [Process; 4] = [Process::Store, Process::SystemAttendant, Process::Replication, Process::Cluster];

    /// The name in commands.
    pub const fn name(self) -> &'static str {
        match self {
            Process::Store => "Store",
            Process::SystemAttendant => "SystemAttendant",
            Process::Replication => "Replication",
            Process::Cluster => "Cluster",
        }
    }
}

/// A set of two volumes that the files of one copy lie on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiskSet {
    /// A server's own disks.
    Own(NodeId),
    /// A server's second set, for the passive copy of local continuous replication.
    Second(NodeId),
    /// The disks that all nodes of a single copy cluster reach.
    Shared,
}

impl DiskSet {
    /// The server that the disks hang on; none if they are shared.
    pub const fn node(self) -> Option<NodeId> {
        match self {
            DiskSet::Own(node) | DiskSet::Second(node) => Some(node),
            DiskSet::Shared => None,
        }
    }

    /// The name of one of its volumes, without the server's.
    pub const fn name_of(self, volume: Volume) -> &'static str {
        match (self, volume) {
            (DiskSet::Own(_), Volume::LogDisk) => "LogDisk",
            (DiskSet::Own(_), Volume::DatabaseDisk) => "DatabaseDisk",
            (DiskSet::Second(_), Volume::LogDisk) => "CopyLogDisk",
            (DiskSet::Second(_), Volume::DatabaseDisk) => "CopyDatabaseDisk",
            (DiskSet::Shared, Volume::LogDisk) => "SharedLogDisk",
            (DiskSet::Shared, Volume::DatabaseDisk) => "SharedDatabaseDisk",
        }
    }
}

/// What a volume of a [`DiskSet`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Volume {
    /// Holds the log files and the checkpoint file.
    LogDisk,
    /// Holds the database file.
    DatabaseDisk,
}

impl Volume {
    /// All volumes.
    pub const ALL: [Volume; 2] = [Volume::LogDisk, Volume::DatabaseDisk];
}

/// Anything that can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A whole server.
    Node(NodeId),
    /// A process on a cluster node.
    Process(NodeId, Process),
    /// A volume.
    Volume(DiskSet, Volume),
    /// The shared disk that votes for a cluster.
    QuorumDisk,
    /// A server's connection to a network.
    Connection(NodeId, NetworkId),
    /// A whole network.
    Network(NetworkId),
    /// The file share witness on this server.
    Witness(NodeId),
    /// A site with every server in it.
    Site(SiteId),
}

impl Part {
    /// The kind of part, as reports have it.
    pub const fn kind(self) -> &'static str {
        match self {
            Part::Node(_) => "node",
            Part::Process(..) => "process",
            Part::Volume(..) => "volume",
            Part::QuorumDisk => "volume",
            Part::Connection(..) => "connection",
            Part::Network(_) => "network",
            Part::Witness(_) => "witness",
            Part::Site(_) => "site",
        }
    }
}

/// What can be done to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A node loses its power at once.
    PowerCut,
    /// A node's operating system or a process dies at once.
    Crash,
    /// A node or a process stands still without ending.
    Hang,
    /// A node or a process is stopped in good order.
    Shutdown,
    /// A volume, a connection, a network or a share goes away.
    Fail,
    /// A volume has no space left; what is on it can still be read.
    Full,
    /// A volume, a connection or a network does its work in many times the time.
    Slow,
    /// Whole files that pass a network are damaged on the way; short messages are sent again until they arrive. On a
    /// volume something is damaged where it lies: the newest closed log, or a page of the database.
    Corrupt,
}

impl How {
    /// All faults that the grammar knows.
    pub const ALL: [How; 8] =
        [How::PowerCut, How::Crash, How::Hang, How::Shutdown, How::Fail, How::Full, How::Slow, How::Corrupt];

    /// The argument of `-How`.
    pub const fn name(self) -> &'static str {
        match self {
            How::PowerCut => "PowerCut",
            How::Crash => "Crash",
            How::Hang => "Hang",
            How::Shutdown => "Shutdown",
            How::Fail => "Fail",
            How::Full => "Full",
            How::Slow => "Slow",
            How::Corrupt => "Corrupt",
        }
    }

    /// The faults that this model knows for a part; the first is what happens if none is named.
    pub const fn possible_for(part: Part) -> &'static [How] {
        match part {
            Part::Node(_) => &[How::PowerCut, How::Crash, How::Hang, How::Shutdown],
            Part::Process(..) => &[How::Crash, How::Hang, How::Shutdown],
            Part::Volume(..) => &[How::Fail, How::Full, How::Corrupt, How::Slow],
            Part::Connection(_, NetworkId::Public) | Part::Network(NetworkId::Public) => {
                &[How::Fail, How::Corrupt, How::Slow]
            }
            Part::Connection(..) | Part::Network(_) => &[How::Fail, How::Slow],
            Part::Witness(_) | Part::QuorumDisk | Part::Site(_) => &[How::Fail],
        }
    }
}

/// A set of servers, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NodeSet(u64);

impl NodeSet {
    /// No server.
    pub const EMPTY: NodeSet = NodeSet(0);

    /// This set and one more.
    #[must_use]
    pub const fn with(self, node: NodeId) -> NodeSet {
        NodeSet(self.0 | 1 << node.0)
    }

    /// This set without one.
    #[must_use]
    pub const fn without(self, node: NodeId) -> NodeSet {
        NodeSet(self.0 & !(1 << node.0))
    }

    /// Whether the server is in the set.
    pub const fn contains(self, node: NodeId) -> bool {
        self.0 >> node.0 & 1 == 1
    }

    /// How many there are.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The servers, lowest first.
    pub fn iter(self) -> impl Iterator<Item = NodeId> {
        (0..64u8).map(NodeId).filter(move |node| self.contains(*node))
    }
}

impl FromIterator<NodeId> for NodeSet {
    fn from_iter<I: IntoIterator<Item = NodeId>>(nodes: I) -> Self {
        nodes.into_iter().fold(NodeSet::EMPTY, NodeSet::with)
    }
}

macro_rules! canonical_newtype {
    ($($name:ident),*) => {$(
        impl Canonical for $name {
            fn write_to(&self, digest: &mut Digest) {
                self.0.write_to(digest);
            }
        }
    )*};
}
canonical_newtype!(NodeId, SiteId, StorageGroupId, PersonId, LetterId, NodeSet, MailboxServerId);

macro_rules! canonical_by_name {
    ($($name:ident),*) => {$(
        impl Canonical for $name {
            fn write_to(&self, digest: &mut Digest) {
                digest.text(self.name());
            }
        }
    )*};
}
pub(super) use canonical_by_name;
canonical_by_name!(NetworkId, Process, How);

impl Canonical for Part {
    fn write_to(&self, digest: &mut Digest) {
        digest.text(self.kind());
        match self {
            Part::Node(node) | Part::Witness(node) => node.write_to(digest),
            Part::Process(node, process) => {
                node.write_to(digest);
                process.write_to(digest);
            }
            Part::Volume(disks, volume) => {
                disks.node().into_iter().for_each(|node| node.write_to(digest));
                digest.text(disks.name_of(*volume));
            }
            Part::QuorumDisk => digest.text("QuorumDisk"),
            Part::Connection(node, network) => {
                node.write_to(digest);
                network.write_to(digest);
            }
            Part::Network(network) => network.write_to(digest),
            Part::Site(site) => site.write_to(digest),
        }
    }
}
