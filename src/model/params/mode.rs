//! The four modes, and what standby continuous replication begins and ends with.

/// The four modes of mailbox high availability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Local continuous replication: a second copy on the same server.
    Lcr,
    /// Single copy cluster: one copy on disks that the nodes share.
    Scc,
    /// Cluster continuous replication: a copy on each of two nodes.
    Ccr,
    /// Standby continuous replication: copies on other servers, to be activated by hand.
    Scr,
}

/// What standby continuous replication starts from. Source: SCR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A Mailbox server on its own.
    StandAlone,
    /// A single copy cluster.
    Scc,
    /// A cluster with continuous replication.
    Ccr,
    /// A Mailbox server on its own with local continuous replication.
    Lcr,
}

/// What the targets of standby continuous replication are. Source: SCR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Mailbox servers on their own.
    StandAlone,
    /// Nodes of a standby cluster: it has no clustered mailbox server.
    Cluster,
}

/// What the targets of standby continuous replication have at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standby {
    /// They were enabled and seeded before.
    Seeded,
    /// Nothing: they are still to be enabled.
    Nothing,
}

impl Mode {
    /// The name of the bench.
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Lcr => "lcr",
            Mode::Scc => "scc",
            Mode::Ccr => "ccr",
            Mode::Scr => "scr",
        }
    }

    /// The abbreviation in reports.
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Mode::Lcr => "LCR",
            Mode::Scc => "SCC",
            Mode::Ccr => "CCR",
            Mode::Scr => "SCR",
        }
    }
}

impl Source {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Source::StandAlone => "stand-alone",
            Source::Scc => "scc",
            Source::Ccr => "ccr",
            Source::Lcr => "lcr",
        }
    }
}

impl Target {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Target::StandAlone => "stand-alone",
            Target::Cluster => "cluster",
        }
    }
}

impl Standby {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Standby::Seeded => "seeded",
            Standby::Nothing => "none",
        }
    }
}
