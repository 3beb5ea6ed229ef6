//! Edition and build of Exchange.

use super::{DATABASES_ENTERPRISE, DATABASES_STANDARD, GROUPS_ENTERPRISE, GROUPS_STANDARD};

/// Edition of Exchange Server 2007: how many storage groups and databases a server takes. Source: STORE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// 5 storage groups and 5 databases, and no cluster.
    Standard,
    /// 50 storage groups and 50 databases.
    Enterprise,
}

impl Edition {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Edition::Standard => "standard",
            Edition::Enterprise => "enterprise",
        }
    }

    /// Most storage groups of a server.
    pub const fn groups_max(self) -> u64 {
        match self {
            Edition::Standard => GROUPS_STANDARD,
            Edition::Enterprise => GROUPS_ENTERPRISE,
        }
    }

    /// Most databases of a server.
    pub const fn databases_max(self) -> u64 {
        match self {
            Edition::Standard => DATABASES_STANDARD,
            Edition::Enterprise => DATABASES_ENTERPRISE,
        }
    }
}

/// Exchange Server 2007 as released, or with Service Pack 1 or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// As released.
    Rtm,
    /// Service Pack 1; 2 and 3 behave alike here.
    Sp1,
}

impl Build {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Build::Rtm => "rtm",
            Build::Sp1 => "sp1",
        }
    }
}
