//! What a mount needs, here or elsewhere, and what comes after it.

use super::{Precondition, needs};
use crate::model::exchange::{Activation, DatabaseState, ServerKind, ServerState, StorageGroup};
use crate::model::ids::{NetworkId, Process, StorageGroupId};
use crate::model::params::MountDial;
use crate::model::view::View;
use crate::words;

impl View<'_> {
    /// A store that runs, files where the paths point, both volumes, every log that is needed, and in CCR the dial.
    pub(super) fn needs_of_mount(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let mut all =
            vec![self.server_online(), needs(words::needs_not_mounted(&storage.database), !storage.is_mounted())];
        let Some((node, place)) = bench.mounting_place(group) else { return all };
        let copy = storage.copy(place);
        all.push(needs(words::needs_store(self.node_name(node)), bench.parts.runs(node, Process::Store)));
        all.push(needs(words::needs_files_in_place(&storage.database), storage.is_in_place(place)));
        all.extend(self.writable(copy.disks));
        if place == storage.active {
            all.push(needs(words::needs_required_logs().to_owned(), storage.bad_log_of_recovery().is_none()));
            return all;
        }
        all.push(needs(words::needs_copy_fit(self.node_name(copy.node)), copy.is_fit_to_mount()));
        if matches!(bench.server_of(group).kind, ServerKind::NonShared(_)) {
            let (dial, missing) = (bench.dial_of(group), storage.copy_queue_length(place));
            all.push(needs(words::needs_within_dial(dial.tolerates().0, missing.0), missing <= dial.tolerates()));
            if dial == MountDial::Lossless {
                let is_open_missing = storage.active_copy().open.as_ref().is_some_and(|open| !open.is_empty());
                all.push(needs(words::needs_open_log().to_owned(), !is_open_missing));
            }
        }
        all
    }

    pub(super) fn needs_of_forced_mount(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let is_waiting = matches!(storage.activation, Some(Activation::Waiting { .. }));
        vec![
            needs(words::needs_forced_set().to_owned(), self.bench.main_server().forced_mount_after.is_some()),
            needs(words::needs_waiting(&storage.database), is_waiting),
        ]
    }

    pub(super) fn needs_of_redelivery(&self) -> Vec<Precondition> {
        let hubs = &self.bench.hubs;
        let asked = hubs.iter().flat_map(|hub| &hub.desks).any(|desk| desk.outstanding.is_some());
        let mut all = vec![needs(words::needs_lossy().to_owned(), asked)];
        all.push(needs(words::needs_dumpsters_on().to_owned(), self.bench.dumpster_limits.are_on()));
        all.extend(hubs.iter().map(|hub| {
            let in_reach = self.bench.parts.network_obstacle(hub.node, NetworkId::Public).is_none();
            needs(words::needs_hub(self.node_name(hub.node)), in_reach)
        }));
        all
    }

    pub(super) fn needs_of_service(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let mut all = vec![self.server_online(), needs(words::needs_mounted(&storage.database), storage.is_mounted())];
        all.extend(bench.main_server().owner.map(|owner| self.on_public(owner)));
        all
    }

    /// A local copy becomes active by hand, with the active database dismounted. Source: \[RSGC\].
    pub(super) fn needs_of_local_restore(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let is_local = self.bench.server_of(group).kind.cluster().is_none();
        let Some(place) = storage.partner().filter(|_| is_local) else { return vec![self.replicated(group)] };
        let copy = storage.copy(place);
        let fit = needs(words::needs_copy_fit(self.node_name(copy.node)), copy.is_fit_to_mount());
        let mut all = vec![self.dismounted(group), self.service_of(storage.copy_id(place)), fit];
        all.extend(self.writable(copy.disks));
        all
    }

    /// A target is restored by hand, with the source dismounted or out of reach. Source: \[RSGC\].
    pub(super) fn needs_of_standby_restore(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let mut all = vec![self.has_target(group)];
        for place in storage.passives().filter(|place| storage.copy(*place).is_standby()) {
            let (id, copy) = (storage.copy_id(place), storage.copy(place));
            all.extend(self.bench.is_source_in_reach(id).then(|| self.dismounted(group)));
            all.push(self.service_of(id));
            all.push(needs(words::needs_copy_fit(self.node_name(copy.node)), copy.is_fit_to_mount()));
        }
        all
    }

    /// Files of a restored target, clean, where the paths of a database point that may take them. Source: \[DBPORT\].
    pub(super) fn needs_of_portability(&self, group: StorageGroupId) -> Vec<Precondition> {
        let restored: Vec<_> = self.bench.group(group).copies.iter().filter(|copy| copy.restored.is_some()).collect();
        let is_clean = restored.iter().any(|copy| copy.database == DatabaseState::Clean);
        let points = |storage: &&StorageGroup| restored.iter().any(|copy| copy.paths.are_same(&storage.paths));
        let holder = self.bench.groups.iter().filter(|it| it.id != group && it.has_database()).find(points);
        let may = holder.and_then(|it| it.settings).is_some_and(|settings| settings.allow_file_restore);
        vec![
            needs(words::needs_restored_target(self.bench.group_name(group)), !restored.is_empty()),
            needs(words::needs_clean_file().to_owned(), is_clean),
            needs(words::needs_holder().to_owned(), holder.is_some()),
            needs(words::needs_file_restore().to_owned(), may),
        ]
    }

    /// The server runs nowhere, and its files were restored on another machine. Source: \[CLEARCMS\].
    pub(super) fn needs_of_rebuild(&self, group: StorageGroupId) -> Vec<Precondition> {
        let server = self.bench.server_of(group);
        let is_gone = matches!(server.state, ServerState::Offline | ServerState::Failed);
        let is_restored = self.bench.group(group).copies.iter().any(|copy| copy.restored.is_some());
        vec![
            needs(words::needs_server_gone(server.name), is_gone),
            needs(words::needs_restored_target(self.bench.group_name(group)), is_restored),
        ]
    }

    /// A clustered mailbox server was taken away from a cluster and not cleared there. Source: \[CLEARCMS\].
    pub(super) fn needs_of_clearing(&self) -> Vec<Precondition> {
        let name = self.bench.main_server().name;
        vec![needs(words::needs_uncleared(name), !self.bench.uncleared.is_empty())]
    }
}
