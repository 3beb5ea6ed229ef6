//! What the balancer believes of a server, which may differ from what is true.

use super::clock::Moment;
use crate::engine::{EntryNumber, SimTime};

/// Whether a server is to be used, as administrators have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Admin {
    /// It is used.
    #[default]
    InUse,
    /// It gets nothing new, and is taken out when it has nothing left.
    Draining,
    /// It was taken out.
    Removed,
}

/// What is believed of one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// Whether it counts as up.
    pub is_believed_up: bool,
    /// Results in a row that speak against the belief: going down, or going up.
    pub streak: u32,
    /// Whether it has never been checked.
    pub is_fresh: bool,
    /// When it last passed a check.
    pub passed_at: SimTime,
    /// The entry that made the belief what it is.
    pub entry: Option<EntryNumber>,
    /// Whether it is to be used.
    pub admin: Admin,
    /// Since when it has been warming up, while it is.
    pub warming_since: Option<Moment>,
    /// Hundredths of a request that it is owed while it warms up.
    pub credit: u64,
    /// What live traffic has shown, where only that is looked at.
    pub passive: Passive,
}

/// Failures of live traffic, by nginx's rules; its clock has whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passive {
    /// Failures since the last success that counts.
    pub fails: u64,
    /// Second of the last failure.
    pub accessed: u64,
    /// Second of the last failure or of the last try after the pause.
    pub checked: u64,
    /// Whether it is passed over for now.
    pub is_skipped: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Watch {
            is_believed_up: true,
            streak: 0,
            is_fresh: true,
            passed_at: SimTime::ZERO,
            entry: None,
            admin: Admin::InUse,
            warming_since: None,
            credit: 0,
            passive: Passive::default(),
        }
    }
}

impl Watch {
    /// What is believed, in a word.
    pub const fn word(&self) -> &'static str {
        match (self.admin, self.is_believed_up, self.streak) {
            (Admin::Removed, true | false, _) => "removed",
            (Admin::Draining, true | false, _) => "draining",
            (Admin::InUse, true, 0) if self.warming_since.is_some() => "warming",
            (Admin::InUse, true, 0) => "up",
            (Admin::InUse, true, _) => "going-down",
            (Admin::InUse, false, 0) => "down",
            (Admin::InUse, false, _) => "going-up",
        }
    }
}
