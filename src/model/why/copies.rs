//! What the rules of log shipping need: from the open log over the copies to truncation and backup.

use super::{Precondition, needs};
use crate::engine::SimSpan;
use crate::model::exchange::CopyRole;
use crate::model::ids::StorageGroupId;
use crate::model::units::LogCount;
use crate::model::view::View;
use crate::words;

impl View<'_> {
    pub(super) fn needs_of_copying(&self, group: StorageGroupId) -> Vec<Precondition> {
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let waits = self.bench.group(group).copy_queue_length(id.place as usize) > LogCount(0);
        let mut all = vec![needs(words::needs_new_log().to_owned(), waits)];
        all.extend(self.copy_works(id));
        all.push(self.source_in_reach(id));
        all
    }

    pub(super) fn needs_of_replay(&self, group: StorageGroupId) -> Vec<Precondition> {
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let waiting = self.bench.copy(id).replay_queue_length() > LogCount(0);
        let mut all = vec![needs(words::needs_inspected_log().to_owned(), waiting)];
        all.extend(self.copy_works(id));
        all
    }

    pub(super) fn needs_of_standby_database(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let Some(place) = storage.passives().find(|place| storage.copy(*place).is_standby()) else {
            return vec![needs(words::needs_target(self.bench.group_name(group)), false)];
        };
        let id = storage.copy_id(place);
        let node = self.node_name(storage.copy(place).node);
        let waits = self.bench.standby_wait(id, self.now);
        let (logs, lag) = waits.unwrap_or((LogCount(0), SimSpan::ZERO));
        let mut all = vec![
            needs(words::needs_no_database(&node), waits.is_some()),
            needs(words::needs_fifty_logs(&node), waits.is_some() && logs == LogCount(0)),
            needs(words::needs_lag_over(&node), waits.is_some() && lag == SimSpan::ZERO),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        all.extend(self.copy_works(id));
        all.push(self.source_in_reach(id));
        all
    }

    pub(super) fn needs_of_reseed(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let copy = self.bench.copy(id);
        let node = self.node_name(copy.node);
        let mut all = vec![needs(words::needs_diverged(&node), copy.divergence.is_some())];
        all.extend(self.copy_works(id));
        if let Some(divergence) = copy.divergence {
            all.push(needs(words::needs_first_log(divergence.at), storage.last_generated >= divergence.at));
            all.push(needs(words::needs_nothing_flushed(divergence.at), divergence.flushed_to < divergence.at));
        }
        all.push(self.source_in_reach(id));
        all
    }

    pub(super) fn needs_of_closing(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let is_empty = storage.active_copy().open.as_ref().is_none_or(|open| open.is_empty());
        vec![
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
            needs(words::needs_open_not_empty().to_owned(), !is_empty),
        ]
    }

    pub(super) fn needs_of_truncation(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let (active, checkpoint) = (storage.active_copy(), storage.checkpoint(self.bench.llr_depth(group)));
        let oldest = active.files.oldest().unwrap_or(storage.last_generated.next());
        // With targets circular logging lets nothing go that no backup has. Source: SCRBLOG.
        let has_targets = storage.copies.iter().any(|copy| copy.is_standby());
        let is_saved = (storage.is_circular && !has_targets) || active.data.header.backed_up >= oldest;
        let mut all = vec![
            needs(words::needs_backed_up(oldest), is_saved),
            needs(words::needs_behind_checkpoint(oldest, checkpoint), oldest < checkpoint),
        ];
        for place in storage.passives() {
            let copy = storage.copy(place);
            let node = self.node_name(copy.node);
            all.push(if matches!(copy.role, CopyRole::Standby { .. }) {
                needs(words::needs_inspected_at(oldest, node), copy.inspected >= oldest)
            } else {
                needs(words::needs_replayed_at(oldest, node), copy.replayed >= oldest)
            });
        }
        all
    }

    pub(super) fn needs_of_backup(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        vec![
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
            needs(words::needs_no_backup_running().to_owned(), storage.backup.is_none()),
        ]
    }

    pub(super) fn needs_of_restore(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        vec![
            needs(words::needs_backup().to_owned(), storage.base_of_a_restore(None).is_some()),
            needs(words::needs_not_mounted(&storage.database), !storage.is_mounted()),
        ]
    }

    /// A copy is seeded while it is suspended, from a mounted source. Source: \[USGC\].
    pub(super) fn needs_of_seeding(&self, group: StorageGroupId) -> Vec<Precondition> {
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let (storage, copy) = (self.bench.group(group), self.bench.copy(id));
        let node = self.node_name(copy.node);
        let mut all = vec![
            needs(words::needs_suspended(&node), copy.suspended.is_some()),
            self.service_of(id),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
            self.source_in_reach(id),
        ];
        all.extend(self.writable(copy.disks));
        all
    }

    /// Local continuous replication: one database, disks of its own, no cluster. Sources: \[LCRPROS\], \[WML\].
    pub(super) fn needs_of_local_copy(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let is_alone = self.bench.server_of(group).kind.cluster().is_none();
        let disks = storage.other_disks().filter(|disks| self.bench.parts.volumes.contains_key(disks));
        let mut all = vec![
            needs(words::needs_no_cluster(self.bench.server_of(group).name), is_alone),
            needs(words::needs_second_disks().to_owned(), disks.is_some()),
            needs(words::needs_database_copy(&storage.database), storage.copy_file.is_some()),
        ];
        all.extend(disks.into_iter().flat_map(|disks| self.writable(disks)));
        all
    }

    pub(super) fn needs_of_circular_logging(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        vec![
            needs(words::needs_circular(&storage.name), storage.wants_circular),
            needs(words::needs_mounted_since(&storage.database), storage.is_circular == storage.wants_circular),
        ]
    }
}
