//! Quorum models: who has votes, and what breaks a tie.
//!
//! Windows Server 2003 and 2008 have different names for them and nearly the same arithmetic.
//! Source: \[KB921181\], cc770620, cc773510, cc783705.

use super::parts::Parts;
use crate::engine::EntryNumber;
use crate::model::ids::{NodeId, Part};
use crate::model::params::Windows;

/// Who has votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuorumModel {
    /// Shared disk quorum; No Majority: Disk Only. The disk decides alone.
    SharedDisk,
    /// Majority Node Set; Node Majority. Every node has a vote.
    Nodes,
    /// Majority Node Set with file share witness; Node and File Share Majority.
    NodesAndShare,
    /// Node and Disk Majority, which only Windows Server 2008 has.
    NodesAndDisk,
}

/// What has a vote beside the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieBreaker {
    /// A file share on this server: its vote goes to who holds its lock.
    Share(NodeId),
    /// The quorum disk: its vote goes to who holds its reservation.
    Disk,
}

impl QuorumModel {
    /// All models.
    pub const ALL: [QuorumModel; 4] =
        [QuorumModel::SharedDisk, QuorumModel::Nodes, QuorumModel::NodesAndShare, QuorumModel::NodesAndDisk];

    /// The value of the scenario parameter; `disk-only` and `node-and-share` are other names of the first and third.
    pub const fn name(self) -> &'static str {
        match self {
            QuorumModel::SharedDisk => "disk",
            QuorumModel::Nodes => "majority",
            QuorumModel::NodesAndShare => "share",
            QuorumModel::NodesAndDisk => "node-and-disk",
        }
    }

    /// The name in reports, which each version of Windows has its own for.
    pub const fn word(self, windows: Windows) -> &'static str {
        match (self, windows) {
            (QuorumModel::SharedDisk, Windows::V2003) => "shared-disk",
            (QuorumModel::SharedDisk, Windows::V2008) => "no-majority-disk-only",
            (QuorumModel::Nodes, Windows::V2003) => "majority-node-set",
            (QuorumModel::Nodes, Windows::V2008) => "node-majority",
            (QuorumModel::NodesAndShare, Windows::V2003) => "mns-file-share-witness",
            (QuorumModel::NodesAndShare, Windows::V2008) => "node-and-file-share-majority",
            (QuorumModel::NodesAndDisk, _) => "node-and-disk-majority",
        }
    }

    /// Whether a cluster of so many nodes can have it on this version of Windows.
    ///
    /// On Windows Server 2003 the share counts beside two nodes only. Source: \[KB921181\].
    pub const fn is_possible(self, windows: Windows, nodes: u8) -> bool {
        match (self, windows) {
            (QuorumModel::NodesAndDisk, Windows::V2003) => false,
            (QuorumModel::NodesAndShare, Windows::V2003) => nodes == 2,
            _ => true,
        }
    }

    /// The model of a single copy cluster unless another is chosen.
    pub const fn default_on(windows: Windows) -> Self {
        match windows {
            Windows::V2003 => QuorumModel::SharedDisk,
            Windows::V2008 => QuorumModel::NodesAndDisk,
        }
    }

    /// Votes of one node.
    pub const fn node_votes(self) -> u32 {
        match self {
            QuorumModel::SharedDisk => 0,
            QuorumModel::Nodes | QuorumModel::NodesAndShare | QuorumModel::NodesAndDisk => 1,
        }
    }

    /// What has a vote beside the nodes, the share being on this server.
    pub const fn tie_breaker(self, witness_host: NodeId) -> Option<TieBreaker> {
        match self {
            QuorumModel::Nodes => None,
            QuorumModel::NodesAndShare => Some(TieBreaker::Share(witness_host)),
            QuorumModel::SharedDisk | QuorumModel::NodesAndDisk => Some(TieBreaker::Disk),
        }
    }
}

impl TieBreaker {
    /// The part that it is.
    pub const fn part(self) -> Part {
        match self {
            TieBreaker::Share(host) => Part::Witness(host),
            TieBreaker::Disk => Part::QuorumDisk,
        }
    }

    /// What keeps a node from it: the entry that made it so, or nothing.
    pub fn obstacle(self, parts: &Parts, node: NodeId) -> Option<EntryNumber> {
        match self {
            TieBreaker::Share(host) => parts.witness_obstacle(node, host),
            TieBreaker::Disk => parts.quorum_disk_obstacle(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of models: names, votes of a node, what breaks a tie, where it is known.
    #[test]
    fn each_version_of_windows_has_its_own_names_and_the_same_arithmetic() {
        let host = NodeId(7);
        let (share, disk) = (Some(TieBreaker::Share(host)), Some(TieBreaker::Disk));
        #[rustfmt::skip]
        let table = [
            (QuorumModel::SharedDisk,    "shared-disk",            "no-majority-disk-only",        0, disk,  true),
            (QuorumModel::Nodes,         "majority-node-set",      "node-majority",                1, None,  true),
            (QuorumModel::NodesAndShare, "mns-file-share-witness", "node-and-file-share-majority", 1, share, true),
            (QuorumModel::NodesAndDisk,  "node-and-disk-majority", "node-and-disk-majority",       1, disk,  false),
        ];
        for (model, name_2003, name_2008, votes, breaker, is_in_2003) in table {
            assert_eq!(model.word(Windows::V2003), name_2003);
            assert_eq!(model.word(Windows::V2008), name_2008);
            assert_eq!(model.node_votes(), votes, "{name_2008}");
            assert_eq!(model.tie_breaker(host), breaker, "{name_2008}");
            assert_eq!(model.is_possible(Windows::V2003, 2), is_in_2003, "{name_2008}");
            assert!(model.is_possible(Windows::V2008, 8), "{name_2008}");
        }
        assert!(!QuorumModel::NodesAndShare.is_possible(Windows::V2003, 3), "the share counts beside two nodes only");
    }
}
