//! A Mailbox server is rebuilt from the directory on another machine: `Setup.com /RecoverCMS` on a standby cluster,
//! `Setup.com /m:RecoverServer` on a machine that was given the name of a lost server. Source: \[CLEARCMS\].
//!
//! The files are there already: they were restored on a target of standby continuous replication, or the disks of
//! the lost server hang on the machine that has replaced it.

use super::copy::{Copy, CopyRole, DatabaseState};
use super::mailbox_server::{ServerKind, ServerState};
use super::storage_group::StorageGroup;
use crate::engine::{EntryNumber, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{ClusterId, DiskSet, MailboxServerId, NodeId, Process, StorageGroupId};
use crate::model::params::RECOVER_SERVER_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

/// A Mailbox server that is being rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuild {
    /// The server.
    pub server: MailboxServerId,
    /// Where.
    pub node: NodeId,
}

impl Bench {
    /// The server that set-up would rebuild on a machine: the one whose place it has taken, or else the main one.
    pub(crate) fn server_to_rebuild(&self, node: NodeId) -> MailboxServerId {
        let own = self.server_on(node).filter(|_| self.parts.server(node).lacks_exchange);
        own.unwrap_or(MailboxServerId(0))
    }

    /// Begins to rebuild a Mailbox server.
    pub(crate) fn begin_rebuild(&mut self, server: MailboxServerId, node: NodeId, out: &mut Out<'_>) {
        out.emit(Rule::RecoverServer, Event::RebuildStarted { server, node });
        self.rebuild = Some(Rebuild { server, node });
        out.after(SimSpan::from_millis(RECOVER_SERVER_MS), Work::Rebuilt { server, node });
    }

    /// The Mailbox server is on its new machine; its databases wait to be mounted.
    pub(crate) fn on_rebuilt(&mut self, server: MailboxServerId, node: NodeId, out: &mut Out<'_>) {
        if self.rebuild.take().is_none_or(|rebuild| rebuild != (Rebuild { server, node })) {
            return;
        }
        // Meanwhile the old machine may have brought the server online again, or the files may be gone.
        if self.refuse_recover_server(server, node).is_some() {
            return;
        }
        let rebuilt = out.emit(Rule::RecoverServer, Event::ServerRebuilt { server, node });
        out.because(rebuilt);
        let old_cluster = self.mailbox_server(server).kind.cluster();
        let new_cluster = self.cluster_of(node).map(|cluster| cluster.id);
        self.uncleared.extend(old_cluster);
        if new_cluster.is_none() {
            self.give_up_own_server(node);
        }
        self.cancel_group_tasks(server, out);
        for group in self.groups_of(server) {
            let storage = self.group_mut(group);
            let active = storage.active;
            for (place, copy) in storage.copies.iter_mut().enumerate() {
                let is_new = copy.node == node && copy.restored.is_some();
                match copy.role {
                    _ if is_new => (copy.role, copy.failed) = (CopyRole::Local, None),
                    CopyRole::Local if place != active && copy.node != node => copy.role = CopyRole::Retired,
                    CopyRole::Local | CopyRole::Standby { .. } | CopyRole::Retired => {}
                }
            }
            storage.is_dismounted_by_hand = true;
            storage.because = rebuilt;
        }
        let it = self.mailbox_server_mut(server);
        it.owner = None;
        if let Some(cluster) = new_cluster {
            it.kind = ServerKind::NonShared(cluster);
        }
        if core::mem::take(&mut self.parts.server_mut(node).lacks_exchange) {
            self.run_process(node, Process::Replication, Rule::RecoverServer, out);
            self.greet(node, Process::Replication, out);
        }
        self.host_rebuilt(server, node, rebuilt, out);
    }

    /// The other nodes of the cluster that a server was rebuilt on have to have a copy, and have nothing of it yet: it is
    /// seeded by hand. A node that was a target is none any more. Source: \[CLEARCMS\], \[USGC\].
    pub(super) fn enable_passive_nodes(&mut self, group: StorageGroupId, because: EntryNumber, out: &mut Out<'_>) {
        let ServerKind::NonShared(cluster) = self.server_of(group).kind else { return };
        let active = self.group(group).active_copy().node;
        let nodes: Vec<NodeId> = self.cluster(cluster).members.iter().map(|member| member.node).collect();
        for node in nodes.into_iter().filter(|node| *node != active) {
            let disks = DiskSet::Own(node);
            if !self.parts.volumes.contains_key(&disks) {
                continue;
            }
            let left = self.group(group).copies.iter().position(|copy| copy.disks == disks);
            if let Some(place) = left {
                let id = self.group(group).copy_id(place);
                self.retire_standby(id, out);
                self.copy_mut(id).stop_file_task(out);
            }
            let storage = self.group_mut(group);
            let copy = storage.copy_to_seed(node, disks);
            let id = storage.put_copy(left, copy);
            self.fail_copy(id, CopyFailure::NoBaseline, because.into(), out);
        }
    }

    /// The machine had a server object of its own, which goes with its old name.
    fn give_up_own_server(&mut self, node: NodeId) {
        for id in self.server_ids() {
            let server = self.mailbox_server_mut(id);
            if server.owner == Some(node) {
                (server.owner, server.state) = (None, ServerState::Offline);
            }
        }
    }

    /// The machine that a Mailbox server may not come back on before it was cleared.
    pub fn is_uncleared(&self, cluster: ClusterId) -> bool {
        self.uncleared.contains(&cluster)
    }

    /// `Setup.com /ClearLocalCMS`: what is left of a clustered mailbox server is removed, the directory stays.
    pub(crate) fn clear_local_server(&mut self, cluster: ClusterId, node: NodeId, out: &mut Out<'_>) {
        out.emit(Rule::ClearLocalServer, Event::LocalServerCleared { node });
        self.uncleared.retain(|it| *it != cluster);
    }
}

impl StorageGroup {
    /// A passive copy of which nothing is there yet: what is written from now on has to follow its baseline.
    pub(super) fn copy_to_seed(&self, node: NodeId, disks: DiskSet) -> Copy {
        let mut copy = Copy::new(node, disks, CopyRole::Local, DatabaseState::Absent);
        copy.paths = self.paths.clone();
        let newest = self.last_generated;
        (copy.notified, copy.copied, copy.inspected, copy.replayed) = (newest, newest, newest, newest);
        copy.is_initializing = true;
        copy
    }
}
