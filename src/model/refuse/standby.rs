//! What cannot be done with a target of standby continuous replication.

use crate::engine::SimSpan;
use crate::model::bench::Bench;
use crate::model::cluster::ServerRole;
use crate::model::exchange::{Copy, CopyRole};
use crate::model::ids::{DiskSet, NodeId, StorageGroupId};
use crate::model::params::SCR_LAG_MAX_HOURS;
use crate::model::refusal::Refusal;

impl Bench {
    /// A target has the Mailbox role, no local copies, and is not where the source may run. Source: \[SCR\].
    pub(super) fn refuse_enable_standby(
        &self,
        group: StorageGroupId,
        node: NodeId,
        lags: [SimSpan; 2],
    ) -> Option<Refusal> {
        if self.copy_for(group, Some(node)).is_some() {
            return Some(Refusal::AlreadyATarget { group, node });
        }
        let is_free = match self.parts.server(node).role {
            ServerRole::Hub | ServerRole::File => false,
            ServerRole::Mailbox => self.server_of(group).owner != Some(node),
            // A standby cluster has no clustered mailbox server of its own.
            ServerRole::ClusterNode => {
                self.cluster_of(node).is_some_and(|cluster| self.servers_on(cluster.id).is_empty())
            }
        };
        if !is_free {
            return Some(Refusal::NotATarget { node });
        }
        let is_local = |copy: &Copy| copy.disks == DiskSet::Second(node) && copy.role == CopyRole::Local;
        if self.groups.iter().any(|storage| storage.copies.iter().any(is_local)) {
            return Some(Refusal::TargetHasLocalCopies { node });
        }
        let is_too_long = |lag: SimSpan| lag > SimSpan::from_hours(SCR_LAG_MAX_HOURS);
        lags.into_iter().any(is_too_long).then_some(Refusal::LagTooLong)
    }
}
