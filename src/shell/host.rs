//! The shell's only way to what it administers.

/// What a console needs of the lab around it.
pub trait Host {
    /// The simulated time since the start [ms].
    fn now_ms(&self) -> u64;

    /// The names of a kind that there are now, for completion and for the nearest name in an error.
    fn names(&self, kind: Names) -> Vec<String>;
}

/// Kinds of names that a parameter can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Everything that can fail: nodes and their parts, volumes, networks, shares.
    Component,
    /// Nodes of the cluster.
    Node,
    /// Mailbox servers, clustered ones by their network name.
    Server,
    /// Clustered mailbox servers.
    ClusteredServer,
    /// Storage groups as `Server\Name`.
    StorageGroup,
    /// Databases as `Server\StorageGroup\Name`.
    Database,
    /// Networks.
    Network,
    /// People with a mailbox.
    Person,
    /// Rules of the model by their id.
    Rule,
    /// Commands of this shell.
    Command,
}
