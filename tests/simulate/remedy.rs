//! What an administrator does who wants everything back, step by step.

use failover_lab::model::bench::Bench;
use failover_lab::model::exchange::{Copy, CopyRole, CopyStatus, DatabaseState};
use failover_lab::model::ids::{PersonId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::local_copies::LocalInput;
use failover_lab::model::objects::{NewPaths, ObjectInput};
use failover_lab::model::refusal::Refusal;

/// The next thing to do; nothing if there is nothing left to do or only waiting helps.
pub fn next(bench: &Bench) -> Option<Input> {
    if bench.rebuild.is_some() {
        // Set-up takes its time, and whatever else is tried meanwhile is in vain.
        return None;
    }
    remedies(bench).into_iter().find(|input| bench.refusal(input).is_none())
}

/// All that helps, most urgent first.
fn remedies(bench: &Bench) -> Vec<Input> {
    let mut remedies = vec![Input::StartAll];
    let paused = bench.clusters.iter().flat_map(|cluster| cluster.paused.iter());
    remedies.extend(paused.map(|node| Input::ResumeNode { node }));
    remedies.push(Input::StartClusteredMailboxServer);
    let bare = bench.parts.nodes().filter(|node| bench.parts.server(*node).lacks_exchange);
    remedies.extend(bare.map(|node| Input::RecoverServer { node }));
    for group in bench.group_ids() {
        let storage = bench.group(group);
        // Whoever moves what is about to be mounted begins again, and again.
        if storage.is_mounted() || storage.people == 0 || storage.is_on_its_way() {
            continue;
        }
        remedies.push(Input::MountDatabase { group });
        // Whoever swaps files that are both somewhere else swaps for ever.
        let there = bench.mailbox_server(storage.server).owner.and_then(|owner| storage.place_of(owner));
        let place = there.unwrap_or(storage.active);
        let is_beside =
            storage.copies.iter().any(|copy| copy.restored.is_some() && copy.paths.are_same(&storage.paths));
        if storage.is_in_place(place) || is_beside {
            remedies.push(Input::ChangeLocalCopy { input: LocalInput::SwapVolumes { group } });
        }
        if storage.settings.is_some_and(|settings| !settings.allow_file_restore) {
            let allow_file_restore = Some(true);
            let input = ObjectInput::SetDatabase { group, mount_at_startup: None, allow_file_restore };
            remedies.push(Input::ChangeObject { input });
        }
        if storage.loss_accepted.is_none() {
            remedies.push(Input::RestoreCopy { group, standby: None });
        }
        if !storage.is_in_place(place) {
            let there = &storage.copy(place).paths;
            let paths = NewPaths {
                log_folder: Some(there.log_folder.clone()),
                system_folder: Some(there.system_folder.clone()),
                database_file: Some(there.database_file.clone()),
            };
            let input = ObjectInput::MovePaths { group, paths, configuration_only: true };
            remedies.push(Input::ChangeObject { input });
            // Paths change only while no copy is fed.
            for place in storage.passives() {
                let comment = "paths".to_owned();
                let standby = (storage.partner() != Some(place)).then_some(storage.copy(place).node);
                remedies.push(Input::SuspendCopy { group, standby, comment });
            }
        }
        if let (None, Some(copy)) = (there, storage.partner_copy()) {
            let comment = "the restored files are there".to_owned();
            let target = copy.node;
            remedies.push(Input::MoveClusteredMailboxServer { target, comment, ignore_dismounted: true });
            remedies.push(Input::MoveGroup { target });
        }
        let comment = "the active copy is there".to_owned();
        let target = storage.active_copy().node;
        remedies.push(Input::MoveClusteredMailboxServer { target, comment, ignore_dismounted: true });
        if is_beyond_recovery(bench, group) {
            let node = storage.active_copy().node;
            remedies.push(Input::RecoverFiles { group, node, accept_loss: true });
            let input = LocalInput::Restore { group, replace_locations: true };
            remedies.push(Input::ChangeLocalCopy { input });
            remedies.extend(storage.partner_copy().map(|copy| {
                let comment = "the copy is whole".to_owned();
                Input::MoveClusteredMailboxServer { target: copy.node, comment, ignore_dismounted: true }
            }));
            // The cluster's own tool asks no copy whether it is healthy.
            remedies.extend(storage.partner_copy().map(|copy| Input::MoveGroup { target: copy.node }));
            let node = storage.active_copy().node;
            remedies.push(Input::RecoverFiles { group, node, accept_loss: true });
            remedies.push(Input::RestoreBackup { group, backup: None, roll_forward: true });
        }
    }
    for id in bench.passive_copies() {
        let (storage, copy) = (bench.group(id.group), bench.copy(id));
        let standby = (storage.partner() != Some(id.place as usize)).then_some(copy.node);
        let group = id.group;
        match bench.copy_status(id) {
            CopyStatus::Failed => remedies.push(Input::SuspendCopy { group, standby, comment: "reseed".to_owned() }),
            CopyStatus::Suspended if copy.failed.is_some() => {
                remedies.push(Input::UpdateCopy {
                    group,
                    standby,
                    delete_existing_files: true,
                    manual_resume: false,
                    over: None,
                });
            }
            CopyStatus::Suspended => remedies.push(Input::ResumeCopy { group, standby }),
            // The comparison begins, and the status ends, with the first closed log.
            CopyStatus::Initializing => {
                remedies.push(Input::CloseLog { group });
                let somebody = bench.homes.iter().position(|home| *home == group);
                let to = somebody.map(|number| PersonId(number as u16));
                remedies.extend(to.map(|_| Input::SendMail { count: 1, from: None, to, size: 1_000 }));
            }
            CopyStatus::NotSupported
            | CopyStatus::Disabled
            | CopyStatus::ServiceDown
            | CopyStatus::Seeding
            | CopyStatus::Resynchronizing
            | CopyStatus::Stopped
            | CopyStatus::Healthy => {}
        }
    }
    remedies
}

/// Whether the files of the active copy cannot be mounted any more: another copy or a backup has to help.
pub fn is_beyond_recovery(bench: &Bench, group: StorageGroupId) -> bool {
    let is_created = bench.group(group).settings.is_some_and(|settings| settings.is_created);
    let refusal = bench.refusal(&Input::MountDatabase { group });
    let is_gone = is_created && bench.group(group).active_copy().database == DatabaseState::Absent;
    is_gone || matches!(refusal, Some(Refusal::RecoveryImpossible { .. } | Refusal::CopyNotFit { .. }))
}

/// Whether somebody has destroyed all that a database could come back from at home: the active files, the other copy and
/// the backups.
pub fn is_hopeless(bench: &Bench) -> bool {
    let can_serve = |copy: &Copy| {
        let is_whole = copy.database == DatabaseState::Replica && copy.divergence.is_none();
        let has_next_log = copy.replayed == copy.inspected || copy.files.get(copy.replayed.next()).is_some();
        copy.role == CopyRole::Local && is_whole && has_next_log && copy.failed.is_none()
    };
    bench.group_ids().any(|group| {
        let storage = bench.group(group);
        let others = storage.copies.iter().enumerate().filter(|(place, _)| *place != storage.active);
        storage.people > 0
            && is_beyond_recovery(bench, group)
            && storage.sets.is_empty()
            && !others.into_iter().any(|(_, copy)| can_serve(copy))
    })
}

/// What is still not as it should be.
pub fn left(bench: &Bench) -> Option<String> {
    let desks = || bench.hubs.iter().flat_map(|hub| &hub.desks);
    let statuses: Vec<CopyStatus> = bench
        .passive_copies()
        .into_iter()
        // Without people no log closes, and a copy stays Initializing.
        .filter(|id| bench.group(id.group).people > 0)
        .map(|id| bench.copy_status(id))
        .collect();
    let (votes, of) = bench.main_cluster().map_or((0, 0), |cluster| (cluster.votes(), cluster.of()));
    let whole = [
        (bench.service.is_up, "people cannot work".to_owned()),
        (statuses.iter().all(|status| *status == CopyStatus::Healthy), format!("the copies are {statuses:?}")),
        (bench.queued() == 0, format!("{} letters wait", bench.queued())),
        (votes == of, format!("{votes} votes of {of}")),
        (desks().all(|desk| desk.outstanding.is_none()), "a hub has not sent again".to_owned()),
    ];
    whole.into_iter().find(|(is_well, _)| !is_well).map(|(_, what)| what)
}
