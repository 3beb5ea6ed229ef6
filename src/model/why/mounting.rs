//! What a mount needs, here or elsewhere, and what comes after it.

use super::{Precondition, needs};
use crate::model::exchange::{Activation, ServerState};
use crate::model::ids::{NetworkId, StorageGroupId};
use crate::model::params::MountDial;
use crate::model::view::View;
use crate::words;

impl View<'_> {
    pub(super) fn needs_of_mount(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let dial = bench.main_server().dial;
        let mut all = vec![
            needs(
                words::needs_server_online(bench.main_server().name),
                bench.main_server().state == ServerState::Online,
            ),
            needs(words::needs_not_mounted(&storage.database), !storage.is_mounted()),
        ];
        let Some(place) = storage.partner() else { return all };
        let (copy, missing) = (storage.copy(place), storage.copy_queue_length(place));
        all.push(needs(words::needs_copy_fit(self.node_name(copy.node)), copy.is_fit_to_mount()));
        all.push(needs(words::needs_within_dial(dial.tolerates().0, missing.0), missing <= dial.tolerates()));
        if dial == MountDial::Lossless {
            let is_open_missing = storage.active_copy().open.as_ref().is_some_and(|open| !open.is_empty());
            all.push(needs(words::needs_open_log().to_owned(), !is_open_missing));
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
        let mut all = vec![
            needs(
                words::needs_server_online(bench.main_server().name),
                bench.main_server().state == ServerState::Online,
            ),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        all.extend(bench.main_server().owner.map(|owner| self.on_public(owner)));
        all
    }
}
