//! Ideas, by what they are about: the cluster, networks, copies, objects, backups, an activation elsewhere.

use crate::chance::Chance;
use crate::script::lag;
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::bench::Bench;
use failover_lab::model::cluster::ClusterStart;
use failover_lab::model::exchange::{Copy, CopyRole, DatabaseState};
use failover_lab::model::ids::{How, NetworkId, NodeId, NodeSet, Part, PersonId, SiteId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::local_copies::LocalInput;
use failover_lab::model::objects::{DatabaseKind, NewPaths, ObjectInput};
use failover_lab::model::params::Windows;
use failover_lab::model::units::LogGeneration;

/// What an administrator of a cluster may think of.
pub fn cluster(bench: &Bench, hosts: &[NodeId], chance: &mut Chance) -> Input {
    let node = chance.one_of(hosts);
    let start = match (bench.config.windows, chance.below(4)) {
        (Windows::V2003, 0) => ClusterStart::ForceQuorum(NodeSet::EMPTY.with(node)),
        (Windows::V2003, 1) => ClusterStart::ForceQuorum(NodeSet::EMPTY.with(node).with(chance.one_of(hosts))),
        (Windows::V2003, 2) => ClusterStart::FixQuorum,
        (Windows::V2008, 0..=2) => ClusterStart::ForceQuorum(NodeSet::EMPTY),
        (Windows::V2003 | Windows::V2008, _) => ClusterStart::Normal,
    };
    match chance.below(10) {
        0 => Input::PauseNode { node },
        1 => Input::ResumeNode { node },
        2 => Input::MoveGroup { target: node },
        3 => Input::MoveClusterGroup { target: node },
        4 => Input::StartClusteredMailboxServer,
        5 => Input::StopClusteredMailboxServer { reason: "by chance".to_owned() },
        6 => Input::StopClusterService { node },
        _ => {
            // Force is tried where a cluster has lost its quorum.
            let stopped: Vec<NodeId> = bench.parts.cluster_nodes().filter(|it| bench.view_of(*it).is_empty()).collect();
            let node = if stopped.is_empty() { node } else { chance.one_of(&stopped) };
            Input::StartClusterService { node, start }
        }
    }
}

/// How commands name the copies of a storage group: none for the local one, or the server of a target.
pub fn standbys(bench: &Bench, group: StorageGroupId) -> Vec<Option<NodeId>> {
    let is_target = |place: &usize| matches!(bench.group(group).copy(*place).role, CopyRole::Standby { .. });
    let targets: Vec<Option<NodeId>> = bench
        .group(group)
        .passives()
        .filter(is_target)
        .map(|place| Some(bench.group(group).copy(place).node))
        .collect();
    let local = (targets.is_empty() || bench.group(group).partner().is_some()).then_some(None);
    local.into_iter().chain(targets).collect()
}

/// Whether a server is a Hub Transport server.
pub fn is_hub(bench: &Bench, node: NodeId) -> bool {
    bench.hubs.iter().any(|hub| hub.node == node)
}

/// Something about sites and about the networks that logs travel on.
pub fn network(bench: &Bench, chance: &mut Chance) -> Input {
    let (a, b) = (SiteId(0), SiteId(1 + chance.below(2) as u8));
    let name = chance.one_of(&["REPL1", "REPL2", "REPL3"]).to_owned();
    match chance.below(6) {
        0 if !bench.parts.sites.is_empty() => Input::CutSites { a, b },
        1 if !bench.parts.sites.is_empty() => Input::MendSites { a, b },
        2 => Input::DisableHostName { name },
        _ => {
            let network = chance.one_of(&[NetworkId::Private, NetworkId::Private, NetworkId::Public]);
            Input::EnableHostName { node: NodeId(chance.below(2) as u8), name, network }
        }
    }
}

/// A change of a local copy.
pub fn local(group: StorageGroupId, chance: &mut Chance) -> LocalInput {
    match chance.below(9) {
        0 => LocalInput::EnableDatabaseCopy { group, file: None },
        1 => LocalInput::DisableDatabaseCopy { group },
        2..=3 => LocalInput::EnableCopy { group, paths: NewPaths::default(), is_seeding_postponed: chance.once_in(4) },
        4 => LocalInput::DisableCopy { group },
        5..=6 => LocalInput::Restore { group, replace_locations: !chance.once_in(3) },
        7 => {
            let file = Some(format!("F:\\{}.edb", chance.below(9)));
            LocalInput::MoveCopy { group, paths: NewPaths { database_file: file, ..NewPaths::default() } }
        }
        _ => LocalInput::SwapVolumes { group },
    }
}

/// A change of the storage groups and databases.
pub fn object(bench: &Bench, chance: &mut Chance) -> ObjectInput {
    let groups: Vec<StorageGroupId> = bench.group_ids().collect();
    let group = chance.one_of(&groups);
    let paths = NewPaths { database_file: Some(format!("D:\\{}.edb", chance.below(9))), ..NewPaths::default() };
    match chance.below(9) {
        0..=1 => ObjectInput::NewStorageGroup {
            server: chance.one_of(&bench.server_ids().collect::<Vec<_>>()),
            name: format!("Storage Group {}", groups.len() + 1),
            paths: NewPaths::default(),
        },
        2..=3 => {
            let name = format!("Database {}", group.0 + 1);
            // Without a draw, so that the other ideas stay as they are.
            let kind = if group.0 % 3 == 2 { DatabaseKind::PublicFolders } else { DatabaseKind::Mailbox };
            ObjectInput::NewDatabase { group, name, kind, paths: NewPaths::default() }
        }
        4 => {
            let first = PersonId(chance.below(u64::from(bench.config.mailboxes)) as u16);
            let has_database = |group: &StorageGroupId| bench.group(*group).has_database();
            let group = groups.into_iter().rev().find(has_database).unwrap_or(group);
            ObjectInput::MoveMailboxes { first, count: 1, group }
        }
        5 => ObjectInput::MovePaths { group, paths, configuration_only: chance.once_in(2) },
        6 => ObjectInput::RemoveDatabase { group },
        7 => ObjectInput::SetDatabase {
            group,
            mount_at_startup: chance.one_of(&[None, Some(false), Some(true)]),
            allow_file_restore: chance.one_of(&[None, Some(true)]),
        },
        _ => ObjectInput::RemoveStorageGroup { group },
    }
}

/// A part that is broken, if any is: people mend what they see.
pub fn broken(bench: &Bench, chance: &mut Chance) -> Option<Part> {
    let broken: Vec<Part> = bench.parts.all().into_iter().filter(|part| bench.can_start(*part)).collect();
    (!broken.is_empty()).then(|| chance.one_of(&broken))
}

/// People mend what they see. Sometimes it is not worth mending, and something new takes its place.
pub fn mend(bench: &Bench, part: Part, chance: &mut Chance) -> Input {
    let part = broken(bench, chance).unwrap_or(part);
    let is_replaced = chance.once_in(10) && bench.refusal(&Input::ReplacePart { part }).is_none();
    if is_replaced { Input::ReplacePart { part } } else { Input::StartPart { part } }
}

/// Something about backups, and about what people delete.
pub fn backup(bench: &Bench, group: StorageGroupId, standby: Option<NodeId>, chance: &mut Chance) -> Input {
    let side = chance.one_of(&[BackupSide::Active, BackupSide::Active, BackupSide::Passive]);
    match chance.below(12) {
        0..=4 => Input::StartBackup {
            group,
            kind: chance.one_of(&[
                BackupKind::Full,
                BackupKind::Full,
                BackupKind::Incremental,
                BackupKind::Differential,
            ]),
            method: chance.one_of(&BackupMethod::ALL),
            side,
            standby: standby.filter(|_| chance.once_in(8)),
        },
        5 => Input::StopBackup { group },
        6..=7 => Input::RestoreBackup {
            group,
            backup: if chance.once_in(2) { None } else { Some(1 + chance.below(4) as u32) },
            roll_forward: !chance.once_in(3),
        },
        8 if chance.once_in(3) => {
            let newest = bench.group(group).last_generated.0;
            let after = LogGeneration(newest.saturating_sub(chance.below(4) as u32));
            Input::DeleteNewerLogs { group, side, standby, after }
        }
        8 => Input::DeleteLogs { group, side, count: 1 + chance.below(6) as u32 },
        9 => Input::RemoveMail { group, count: chance.one_of(&[None, Some(1), Some(5)]) },
        10 => Input::DismountDatabase { group },
        _ => Input::SetCircularLogging { group, is_on: !chance.once_in(3) },
    }
}

/// Something about an activation on another server: begun by chance, and gone on with when there is anything to go on with.
pub fn elsewhere(bench: &Bench, group: StorageGroupId, chance: &mut Chance) -> Input {
    let nodes: Vec<NodeId> = bench.parts.nodes().filter(|node| !is_hub(bench, *node)).collect();
    let node = chance.one_of(&nodes);
    let restored = |copy: &&Copy| copy.restored.is_some();
    if let Some(copy) = bench.group(group).copies.iter().find(restored)
        && !chance.once_in(3)
    {
        return portability(bench, group, copy, chance);
    }
    let target = bench.group(group).copies.iter().find(|copy| matches!(copy.role, CopyRole::Standby { .. }));
    match (chance.below(9), target) {
        (0..=1, Some(target)) => Input::RestoreCopy { group, standby: Some(target.node) },
        (0..=1, None) => Input::EnableStandby { group, node, replay_lag: lag(chance), truncation_lag: lag(chance) },
        (2, _) => Input::RecoverFiles { group, node, accept_loss: chance.once_in(2) },
        (3, _) => Input::RecoverServer { node },
        (4, _) => Input::ClearLocalServer { node },
        (5..=6, _) => Input::DismountDatabase { group },
        (7, _) => Input::StopClusteredMailboxServer { reason: "elsewhere".to_owned() },
        _ => Input::StopPart { part: Part::Node(bench.group(group).active_copy().node), how: How::PowerCut },
    }
}

/// What comes next for files that a restore left, more or less.
fn portability(bench: &Bench, group: StorageGroupId, copy: &Copy, chance: &mut Chance) -> Input {
    let node = copy.node;
    let object = |input| Input::ChangeObject { input };
    if bench.cluster_of(node).is_some() || chance.once_in(6) {
        return Input::RecoverServer { node };
    }
    if copy.database != DatabaseState::Clean {
        return Input::RecoverFiles { group, node, accept_loss: true };
    }
    let Some(server) = bench.server_ids().find(|id| bench.mailbox_server(*id).owner == Some(node)) else {
        return Input::StartAll;
    };
    let there = bench.group_ids().filter(|id| *id != group && bench.group(*id).server == server);
    let Some(holder) = there.max() else {
        let name = "Holder".to_owned();
        return object(ObjectInput::NewStorageGroup { server, name, paths: NewPaths::default() });
    };
    let storage = bench.group(holder);
    let Some(settings) = storage.settings else {
        let name = "Holder".to_owned();
        return object(ObjectInput::NewDatabase {
            group: holder,
            name,
            kind: DatabaseKind::Mailbox,
            paths: NewPaths::default(),
        });
    };
    if storage.paths != copy.paths {
        let paths = NewPaths {
            log_folder: Some(copy.paths.log_folder.clone()),
            system_folder: Some(copy.paths.system_folder.clone()),
            database_file: Some(copy.paths.database_file.clone()),
        };
        return object(ObjectInput::MovePaths { group: holder, paths, configuration_only: true });
    }
    if !settings.allow_file_restore {
        let allow_file_restore = Some(true);
        return object(ObjectInput::SetDatabase { group: holder, mount_at_startup: None, allow_file_restore });
    }
    if !storage.is_mounted() {
        return Input::MountDatabase { group: holder };
    }
    object(ObjectInput::MoveMailboxes { first: PersonId(0), count: bench.config.mailboxes, group: holder })
}
