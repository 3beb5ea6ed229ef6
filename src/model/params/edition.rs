//! The edition of Exchange: how many storage groups and databases a server takes. Source: STORE.

use super::{DATABASES_ENTERPRISE, DATABASES_STANDARD, GROUPS_ENTERPRISE, GROUPS_STANDARD};

/// Edition of Exchange Server 2007: how many storage groups and databases a server takes.
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
