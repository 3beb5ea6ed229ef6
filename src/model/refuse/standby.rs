//! What cannot be done with a target of standby continuous replication.

use crate::engine::SimSpan;
use crate::model::bench::Bench;
use crate::model::cluster::ServerRole;
use crate::model::ese::EseError;
use crate::model::exchange::{Copy, CopyRole, DatabaseState, ServerState};
use crate::model::ids::{DiskSet, MailboxServerId, NodeId, StorageGroupId};
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
        if let Some(refusal) = self.refuse_copy_of_folders(group) {
            return Some(refusal);
        }
        // A recovery that is under way goes on replaying, whatever a target holds back.
        if self.standby_files(group, node).is_some_and(|id| self.copy(id).task.is_some()) {
            return Some(Refusal::FilesInUse { group, node });
        }
        // Set-up is about to take the files that are there.
        if self.rebuild.is_some_and(|rebuild| rebuild.node == node) {
            return Some(Refusal::RebuildRunning);
        }
        let is_free = match self.parts.server(node).role {
            ServerRole::Hub | ServerRole::File => false,
            ServerRole::Mailbox => self.server_of(group).owner != Some(node),
            // A standby cluster has no clustered mailbox server of its own.
            ServerRole::ClusterNode => {
                self.cluster_of(node).is_some_and(|cluster| self.servers_on(cluster.id).is_empty())
            }
        };
        if self.cluster_of(node).is_some_and(|cluster| self.is_uncleared(cluster.id)) {
            return Some(Refusal::NotCleared { node });
        }
        if !is_free {
            return Some(Refusal::NotATarget { node });
        }
        let is_local = |copy: &Copy| copy.disks == DiskSet::Second(node) && copy.role == CopyRole::Local;
        if self.groups.iter().any(|storage| storage.copies.iter().any(is_local)) {
            return Some(Refusal::TargetHasLocalCopies { node });
        }
        let paths = &self.group(group).paths;
        if let Some(refusal) = self.refuse_paths_beside(Some(group), DiskSet::Own(node), paths) {
            return Some(refusal);
        }
        let is_too_long = |lag: SimSpan| lag > SimSpan::from_hours(SCR_LAG_MAX_HOURS);
        lags.into_iter().any(is_too_long).then_some(Refusal::LagTooLong)
    }
}

impl Bench {
    /// The source is dismounted first, so that its last logs can be copied; one that cannot be reached is not asked.
    /// Source: \[RSGC\], \[SCRNOTES\].
    pub(super) fn refuse_restore_standby(&self, group: StorageGroupId, node: NodeId) -> Option<Refusal> {
        let id = match self.refuse_copy_work(group, Some(node)) {
            Ok(id) => id,
            Err(refusal) => return Some(refusal),
        };
        let storage = self.group(group);
        let is_mounted = storage.active_copy().database.is_open();
        if (is_mounted || storage.is_on_its_way()) && self.is_source_in_reach(id) {
            return Some(Refusal::SourceStillMounted { group });
        }
        let copy = self.copy(id);
        if copy.task.is_some() {
            return Some(Refusal::FilesInUse { group, node });
        }
        if copy.database == DatabaseState::Absent {
            return Some(Refusal::Ese { group, node, error: EseError::FileNotFound });
        }
        self.refuse_unfit(id).or_else(|| self.refuse_volumes(copy.disks))
    }

    /// A program works only on files that neither a store nor the replication service has open.
    pub(super) fn refuse_recover_files(
        &self,
        group: StorageGroupId,
        node: NodeId,
        accept_loss: bool,
    ) -> Option<Refusal> {
        if !self.parts.server(node).answers() {
            return Some(Refusal::ServerNotUp { node });
        }
        let Some(id) = self.files_by_hand(group, node) else { return Some(Refusal::NoIdleFiles { group, node }) };
        let copy = self.copy(id);
        if copy.task.is_some() {
            return Some(Refusal::FilesInUse { group, node });
        }
        if !self.are_files_idle(id) {
            return Some(Refusal::NoIdleFiles { group, node });
        }
        let error = self.refuse_recovery(id, accept_loss).map(|error| Refusal::Ese { group, node, error });
        self.refuse_volumes(copy.disks).or(error)
    }

    /// Set-up needs a free machine, a name that nobody uses, and the files in place. Source: \[CLEARCMS\].
    pub(in crate::model) fn refuse_recover_server(&self, server: MailboxServerId, node: NodeId) -> Option<Refusal> {
        if self.rebuild.is_some() {
            return Some(Refusal::RebuildRunning);
        }
        let it = self.mailbox_server(server);
        // A machine that has replaced the lost one, with its name and its disks.
        let is_replaced = self.parts.server(node).lacks_exchange;
        let is_free = match (it.kind.cluster(), self.cluster_of(node)) {
            (Some(_), Some(cluster)) => self.servers_on(cluster.id).is_empty() && cluster.joined().contains(node),
            (None, None) => {
                self.parts.server(node).role == ServerRole::Mailbox && (it.owner == Some(node)) == is_replaced
            }
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_free || !self.parts.server(node).answers() {
            return Some(Refusal::NotARecoveryMachine { node });
        }
        let is_gone = matches!(it.state, ServerState::Offline | ServerState::Failed)
            && (it.kind.cluster().is_some()
                || is_replaced
                || it.owner.is_none_or(|owner| !self.parts.server(owner).answers()));
        if !is_gone {
            return Some(Refusal::ServerStillRuns);
        }
        let lacks = |group: &StorageGroupId| {
            let is_there = |copy: &Copy| copy.node == node && copy.restored.is_some();
            !is_replaced && self.group(*group).has_database() && !self.group(*group).copies.iter().any(is_there)
        };
        let missing = self.groups_of(server).into_iter().find(lacks);
        missing.map(|group| Refusal::NotRestored { group, node })
    }

    /// Only a cluster that a clustered mailbox server was taken away from has something to clear. Source: \[CLEARCMS\].
    pub(super) fn refuse_clear(&self, node: NodeId) -> Option<Refusal> {
        if !self.parts.server(node).answers() {
            return Some(Refusal::ServerNotUp { node });
        }
        let is_left = self.cluster_of(node).is_some_and(|cluster| self.is_uncleared(cluster.id));
        (!is_left).then_some(Refusal::NothingToClear { node })
    }
}
