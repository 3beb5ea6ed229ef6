//! Availability of a cluster that stops without quorum, with nodes that fail independently.

use super::blocks::{k_of_n, parallel_of_equal};
use crate::theory::number::probability;
use crate::theory::quorum::majority;

/// Returns the availability of a cluster in which more than half of the nodes must be up.
///
/// Majority node set, or node majority. From 1 to 1 000 nodes; `None` beyond, or if `node` is no probability.
pub fn node_majority(nodes: u32, node: f64) -> Option<f64> {
    if nodes == 0 {
        return None;
    }
    k_of_n(majority(nodes), nodes, node)
}

/// Returns the availability of a cluster in which a disk or a file share has one vote more.
///
/// From 1 to 1 000 nodes; `None` beyond, or if `node` or `witness` is no probability.
pub fn node_and_witness_majority(nodes: u32, node: f64, witness: f64) -> Option<f64> {
    if nodes == 0 {
        return None;
    }
    let needed = majority(nodes.checked_add(1)?);
    let witness = probability(witness)?;
    Some(witness * k_of_n(needed - 1, nodes, node)? + (1.0 - witness) * k_of_n(needed, nodes, node)?)
}

/// Returns the availability of a cluster in which the quorum disk alone has a vote, and any node may own it.
///
/// `None` of no nodes, or if `node` or `disk` is no probability.
pub fn disk_only(nodes: u32, node: f64, disk: f64) -> Option<f64> {
    if nodes == 0 {
        return None;
    }
    Some(probability(disk)? * parallel_of_equal(nodes, node)?)
}
