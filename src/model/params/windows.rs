//! What depends on the version of Windows Server under the cluster.

use super::{
    DISK_CHALLENGE_2003_MS, DISK_CHALLENGE_2008_MS, GROUP_FAILOVERS_2003, HEARTBEAT_2003_MS, HEARTBEAT_2008_MS,
    INTERFACE_MISSES_2003, INTERFACE_MISSES_2008, NODE_MISSES_2003, NODE_MISSES_2008, REGROUP_MS, RESTARTS_2003,
    RESTARTS_2008, SPARE_HEARTBEATS, WITNESS_DELAY_MS,
};
use crate::engine::SimSpan;
use crate::model::cluster::TieBreaker;

/// Version of Windows Server under the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Windows {
    /// Windows Server 2003 with KB 921181.
    V2003,
    /// Windows Server 2008; needs Service Pack 1 of Exchange.
    V2008,
}

impl Windows {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Windows::V2003 => "2003",
            Windows::V2008 => "2008",
        }
    }

    /// Time between two heartbeats.
    pub const fn heartbeat(self) -> SimSpan {
        match self {
            Windows::V2003 => SimSpan::from_millis(HEARTBEAT_2003_MS),
            Windows::V2008 => SimSpan::from_millis(HEARTBEAT_2008_MS),
        }
    }

    /// Heartbeats missed on one network before it counts as silent.
    pub const fn interface_misses(self) -> u32 {
        match self {
            Windows::V2003 => INTERFACE_MISSES_2003 as u32,
            Windows::V2008 => INTERFACE_MISSES_2008 as u32,
        }
    }

    /// Heartbeats missed on all networks before a node is down.
    pub const fn node_misses(self) -> u32 {
        match self {
            Windows::V2003 => NODE_MISSES_2003 as u32,
            Windows::V2008 => NODE_MISSES_2008 as u32,
        }
    }

    /// Restarts in place before the group moves.
    pub const fn restarts(self) -> usize {
        match self {
            Windows::V2003 => RESTARTS_2003 as usize,
            Windows::V2008 => RESTARTS_2008 as usize,
        }
    }
}

impl Windows {
    /// How long a node that does not own the quorum waits before it asks for what breaks a tie.
    pub const fn head_start(self, breaker: TieBreaker) -> SimSpan {
        SimSpan::from_millis(match (breaker, self) {
            (TieBreaker::Share(_), _) => WITNESS_DELAY_MS,
            (TieBreaker::Disk, Windows::V2003) => DISK_CHALLENGE_2003_MS,
            (TieBreaker::Disk, Windows::V2008) => DISK_CHALLENGE_2008_MS,
        })
    }

    /// How long a lock or a reservation outlives its holder, and how long a node that has left its cluster waits before
    /// it forms another: longer than whoever counted on it needs to miss its heartbeats and to regroup.
    pub const fn grace(self) -> SimSpan {
        let heartbeats = self.node_misses() as u64 + SPARE_HEARTBEATS;
        SimSpan::from_millis(self.heartbeat().as_millis() * heartbeats + REGROUP_MS)
    }

    /// Failovers of a group after failed resources before it is left failed, on a cluster of so many nodes.
    pub const fn group_failovers(self, nodes: usize) -> usize {
        match self {
            Windows::V2003 => GROUP_FAILOVERS_2003 as usize,
            Windows::V2008 => nodes.saturating_sub(1),
        }
    }
}
