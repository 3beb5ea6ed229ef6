//! Parts that can break: servers, their processes, volumes and connections, networks, the witness share.
//!
//! Each part remembers since when it has been as it is and which journal entry made it so; that is
//! where the chain of causes begins.

use super::states::{Condition, NodeState, ProcessState, Stamped};
use crate::engine::{EntryNumber, SortedMap};
use crate::model::ids::{DiskSet, NetworkId, NodeId, Part, Process, SiteId, Volume};

/// What a server is for; decides which processes and connections it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerRole {
    /// A node of a failover cluster, with the Mailbox role.
    ClusterNode,
    /// A Mailbox server on its own.
    Mailbox,
    /// A Hub Transport server.
    Hub,
    /// A server that shares files and has nothing to do with mail.
    File,
}

impl ServerRole {
    /// The processes of interest on such a server.
    pub const fn processes(self) -> &'static [Process] {
        match self {
            ServerRole::ClusterNode => &Process::ALL,
            ServerRole::Mailbox => &[Process::Store, Process::SystemAttendant, Process::Replication],
            ServerRole::Hub | ServerRole::File => &[],
        }
    }

    /// The networks that such a server is on.
    pub const fn networks(self) -> &'static [NetworkId] {
        match self {
            ServerRole::ClusterNode => &NetworkId::ALL,
            ServerRole::Mailbox | ServerRole::Hub | ServerRole::File => &[NetworkId::Public],
        }
    }
}

/// A server and what is on it.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub role: ServerRole,
    /// Where it stands.
    pub site: SiteId,
    /// The server itself.
    pub node: Stamped<NodeState>,
    /// Its processes, in the order of [`Process::ALL`]; those its role lacks are never running.
    pub processes: [Stamped<ProcessState>; 4],
    /// Its connections, in the order of [`NetworkId::ALL`].
    pub connections: [Stamped<Condition>; 2],
    /// It is a new machine with the name of a lost one, and set-up has not run on it yet: no service starts.
    pub lacks_exchange: bool,
}

impl Server {
    /// A server that is up, with the services running that start with its operating system.
    pub fn new(name: &'static str, role: ServerRole) -> Self {
        let process = |process| match (role, process) {
            (ServerRole::ClusterNode, Process::Replication | Process::Cluster) => ProcessState::Running,
            (ServerRole::Mailbox, Process::Store | Process::SystemAttendant | Process::Replication) => {
                ProcessState::Running
            }
            _ => ProcessState::Offline,
        };
        Server {
            name,
            role,
            site: SiteId(0),
            node: Stamped::from_start(NodeState::Up),
            processes: Process::ALL.map(|which| Stamped::from_start(process(which))),
            connections: NetworkId::ALL.map(|_| Stamped::from_start(Condition::Well)),
            lacks_exchange: false,
        }
    }

    /// Whether it is a node of a failover cluster.
    pub fn is_cluster_node(&self) -> bool {
        self.role == ServerRole::ClusterNode
    }

    /// A process of this server.
    pub fn process(&self, process: Process) -> &Stamped<ProcessState> {
        &self.processes[process as usize]
    }

    /// A connection of this server.
    pub fn connection(&self, network: NetworkId) -> &Stamped<Condition> {
        &self.connections[network as usize]
    }

    /// Whether the server answers on the network: its operating system runs and is not hung.
    pub fn answers(&self) -> bool {
        matches!(self.node.state, NodeState::Up | NodeState::ShuttingDown)
    }
}

/// All parts of an arrangement.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The servers; a [`NodeId`] is a place in this list.
    pub servers: Vec<Server>,
    /// The volumes, two a set.
    pub volumes: SortedMap<DiskSet, [Stamped<Condition>; 2]>,
    /// The shared disk that votes, if there is one.
    pub quorum_disk: Option<Stamped<Condition>>,
    /// The networks, in the order of [`NetworkId::ALL`].
    pub networks: [Stamped<Condition>; 2],
    /// Links that were cut, lower server first, with the entry that cut them.
    pub cuts: SortedMap<(NodeId, NodeId, NetworkId), EntryNumber>,
    /// The sites, if there is more than one; what is gone of a lost one comes back with it.
    pub sites: Vec<Stamped<Condition>>,
    /// The witness shares, by the server that has them.
    pub witnesses: SortedMap<NodeId, Stamped<Condition>>,
}

impl Parts {
    /// These servers, all well, with these sets of disks.
    pub fn new(servers: Vec<Server>, disks: &[DiskSet]) -> Self {
        let well = Stamped::from_start(Condition::Well);
        Parts {
            servers,
            volumes: disks.iter().map(|set| (*set, [well; 2])).collect(),
            quorum_disk: None,
            networks: [well; 2],
            cuts: SortedMap::new(),
            sites: Vec::new(),
            witnesses: SortedMap::new(),
        }
    }

    /// The server with this id.
    pub fn server(&self, node: NodeId) -> &Server {
        &self.servers[node.0 as usize]
    }

    /// The server with this id, to change it.
    pub fn server_mut(&mut self, node: NodeId) -> &mut Server {
        &mut self.servers[node.0 as usize]
    }

    /// The process, to change it.
    pub fn process_mut(&mut self, node: NodeId, process: Process) -> &mut Stamped<ProcessState> {
        &mut self.server_mut(node).processes[process as usize]
    }

    /// All servers.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.servers.len() as u8).map(NodeId)
    }

    /// The cluster nodes.
    pub fn cluster_nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.nodes().filter(|node| self.server(*node).is_cluster_node())
    }

    /// The servers of a site.
    pub fn servers_in(&self, site: SiteId) -> impl Iterator<Item = NodeId> + '_ {
        self.nodes().filter(move |node| self.server(*node).site == site)
    }

    /// What has taken the whole site of a server away, if it is gone.
    pub fn site_loss(&self, node: NodeId) -> Option<EntryNumber> {
        let site = self.sites.get(self.server(node).site.0 as usize)?;
        (site.state != Condition::Well).then_some(site.because)
    }

    /// Whether a process runs: it is running and so is its server.
    pub fn runs(&self, node: NodeId, process: Process) -> bool {
        self.server(node).answers() && self.server(node).process(process).state == ProcessState::Running
    }

    /// Why a process does not run.
    pub fn why_not_running(&self, node: NodeId, process: Process) -> EntryNumber {
        let server = self.server(node);
        if server.answers() { server.process(process).because } else { server.node.because }
    }

    /// A volume; a set that is not there is as good as failed.
    pub fn volume(&self, disks: DiskSet, volume: Volume) -> Stamped<Condition> {
        let set = self.volumes.get(&disks);
        set.map_or(Stamped::from_start(Condition::Failed), |set| set[volume as usize])
    }

    /// Whether a volume can be written to.
    pub fn is_writable(&self, disks: DiskSet, volume: Volume) -> bool {
        self.volume(disks, volume).state.works()
    }

    /// Whether both volumes of a set can be written to.
    pub fn are_writable(&self, disks: DiskSet) -> bool {
        Volume::ALL.iter().all(|volume| self.is_writable(disks, *volume))
    }

    /// Whether a volume can be read.
    pub fn is_readable(&self, disks: DiskSet, volume: Volume) -> bool {
        self.volume(disks, volume).state != Condition::Failed
    }

    /// Whether two servers have a link on a network at all; only cluster nodes are on the private one.
    pub fn has_link(&self, a: NodeId, b: NodeId, network: NetworkId) -> bool {
        let both_nodes = self.server(a).is_cluster_node() && self.server(b).is_cluster_node();
        a != b && (network == NetworkId::Public || both_nodes)
    }

    /// What stands between two servers on a network: the entry that made it so, or nothing.
    pub fn obstacle(&self, a: NodeId, b: NodeId, network: NetworkId) -> Option<EntryNumber> {
        for node in [a, b] {
            if !self.server(node).answers() {
                return Some(self.server(node).node.because);
            }
        }
        self.link_obstacle(a, b, network)
    }

    /// As [`Parts::obstacle`], for the wires alone.
    pub fn link_obstacle(&self, a: NodeId, b: NodeId, network: NetworkId) -> Option<EntryNumber> {
        self.wires(a, b, network)
            .into_iter()
            .find(|wire| !wire.state.carries())
            .map(|wire| wire.because)
            .or_else(|| self.cuts.get(&ordered(a, b, network)).copied())
    }

    /// What damages files between two servers on a network, if anything does.
    pub fn damage(&self, a: NodeId, b: NodeId, network: NetworkId) -> Option<EntryNumber> {
        self.wires(a, b, network).into_iter().find(|wire| wire.state == Condition::Damaging).map(|wire| wire.because)
    }

    /// Whether anything between two servers on a network is slow.
    pub fn is_slow(&self, a: NodeId, b: NodeId, network: NetworkId) -> bool {
        self.wires(a, b, network).iter().any(|wire| wire.state == Condition::Slow)
    }

    /// What lies between two servers on a network.
    fn wires(&self, a: NodeId, b: NodeId, network: NetworkId) -> [Stamped<Condition>; 3] {
        [self.networks[network as usize], *self.server(a).connection(network), *self.server(b).connection(network)]
    }

    /// What keeps a server off a network as a whole: itself, its connection or the network.
    pub fn network_obstacle(&self, node: NodeId, network: NetworkId) -> Option<EntryNumber> {
        let server = self.server(node);
        if !server.answers() {
            return Some(server.node.because);
        }
        [&self.networks[network as usize], server.connection(network)]
            .iter()
            .find(|wire| !wire.state.carries())
            .map(|wire| wire.because)
    }

    /// What keeps a node from the witness share on a server.
    pub fn witness_obstacle(&self, node: NodeId, host: NodeId) -> Option<EntryNumber> {
        match self.witnesses.get(&host) {
            Some(share) if share.state != Condition::Well => Some(share.because),
            _ => self.obstacle(node, host, NetworkId::Public),
        }
    }

    /// What keeps a node from the quorum disk.
    pub fn quorum_disk_obstacle(&self, node: NodeId) -> Option<EntryNumber> {
        let server = self.server(node);
        if !server.answers() {
            return Some(server.node.because);
        }
        match &self.quorum_disk {
            Some(disk) => (disk.state != Condition::Well).then_some(disk.because),
            None => Some(EntryNumber(0)),
        }
    }

    /// The name of a part, as commands have it.
    pub fn name_of(&self, part: Part) -> String {
        let of = |node: NodeId, name: &str| format!("{}\\{}", self.server(node).name, name);
        match part {
            Part::Node(node) => self.server(node).name.to_owned(),
            Part::Process(node, process) => of(node, process.name()),
            Part::Volume(disks, volume) => match disks.node() {
                Some(node) => of(node, disks.name_of(volume)),
                None => disks.name_of(volume).to_owned(),
            },
            Part::QuorumDisk => "QuorumDisk".to_owned(),
            Part::Connection(node, network) => of(node, network.name()),
            Part::Network(network) => network.name().to_owned(),
            Part::Witness(host) => of(host, "Witness"),
            Part::Site(site) => site.name(),
        }
    }

    /// Every part there is, servers first, each followed by what is on it.
    pub fn all(&self) -> Vec<Part> {
        let mut all = Vec::new();
        for node in self.nodes() {
            all.push(Part::Node(node));
            let server = self.server(node);
            all.extend(server.role.processes().iter().map(|process| Part::Process(node, *process)));
            for disks in [DiskSet::Own(node), DiskSet::Second(node)] {
                if self.volumes.contains_key(&disks) {
                    all.extend(Volume::ALL.map(|volume| Part::Volume(disks, volume)));
                }
            }
            all.extend(server.role.networks().iter().map(|network| Part::Connection(node, *network)));
            if self.witnesses.contains_key(&node) {
                all.push(Part::Witness(node));
            }
        }
        if self.volumes.contains_key(&DiskSet::Shared) {
            all.extend(Volume::ALL.map(|volume| Part::Volume(DiskSet::Shared, volume)));
        }
        if self.quorum_disk.is_some() {
            all.push(Part::QuorumDisk);
        }
        all.extend(NetworkId::ALL.map(Part::Network));
        all.extend((0..self.sites.len() as u8).map(|site| Part::Site(SiteId(site))));
        all
    }

    /// The part with this name, in any letter case.
    pub fn part_named(&self, name: &str) -> Option<Part> {
        self.all().into_iter().find(|part| self.name_of(*part).eq_ignore_ascii_case(name))
    }

    /// The condition of a volume, connection, network or share; none for servers and processes.
    pub fn condition(&self, part: Part) -> Option<&Stamped<Condition>> {
        match part {
            Part::Node(_) | Part::Process(..) => None,
            Part::Volume(disks, volume) => self.volumes.get(&disks).map(|set| &set[volume as usize]),
            Part::QuorumDisk => self.quorum_disk.as_ref(),
            Part::Connection(node, network) => Some(self.server(node).connection(network)),
            Part::Network(network) => Some(&self.networks[network as usize]),
            Part::Witness(host) => self.witnesses.get(&host),
            Part::Site(site) => self.sites.get(site.0 as usize),
        }
    }

    /// As [`Parts::condition`], to change it.
    pub fn condition_mut(&mut self, part: Part) -> Option<&mut Stamped<Condition>> {
        match part {
            Part::Node(_) | Part::Process(..) => None,
            Part::Volume(disks, volume) => self.volumes.get_mut(&disks).map(|set| &mut set[volume as usize]),
            Part::QuorumDisk => self.quorum_disk.as_mut(),
            Part::Connection(node, network) => Some(&mut self.server_mut(node).connections[network as usize]),
            Part::Network(network) => Some(&mut self.networks[network as usize]),
            Part::Witness(host) => self.witnesses.get_mut(&host),
            Part::Site(site) => self.sites.get_mut(site.0 as usize),
        }
    }
}

/// The key of a cut link: its ends in one order.
pub(crate) fn ordered(a: NodeId, b: NodeId, network: NetworkId) -> (NodeId, NodeId, NetworkId) {
    (a.min(b), a.max(b), network)
}
