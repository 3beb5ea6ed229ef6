//! A target of standby continuous replication becomes active by hand: one database by portability, or a whole clustered
//! mailbox server on a standby cluster. Source: \[SCRNOTES\], \[DBPORT\], \[CLEARCMS\].

use super::{Step, database_name, has_lost_its_files, mount};
use crate::model::bench::Bench;
use crate::model::exchange::{Copy, CopyRole, DatabaseState, ServerKind, ServerState};
use crate::model::ids::{MailboxServerId, NodeId, PersonId, StorageGroupId};
use crate::model::input::Input;
use crate::model::objects::{DatabaseKind, NewPaths, ObjectInput, Paths};

/// Name of the storage group that takes the files, and of its database.
pub(super) const HOLDER: &str = "Recovered";
/// Address of a clustered mailbox server that is rebuilt in another site.
const NEW_ADDRESS: &str = "10.0.2.30";

/// The first step: a target takes what is left of the source.
pub(super) fn begin(bench: &Bench, group: StorageGroupId) -> Vec<Step> {
    if !is_source_gone(bench, group) {
        return Vec::new();
    }
    let storage = bench.group(group);
    let server = bench.server_of(group);
    let mut targets: Vec<usize> = storage.passives().filter(|place| storage.copy(*place).is_standby()).collect();
    targets.sort_by_key(|place| core::cmp::Reverse(storage.copy(*place).inspected));
    let is_online = !matches!(server.state, ServerState::Offline);
    let stop = targets.first().filter(|_| !matches!(server.kind, ServerKind::StandAlone) && is_online).map(|_| {
        let line = format!("Stop-ClusteredMailboxServer {} -StopReason storm -Confirm:$false", server.name);
        Step::new(line, Input::StopClusteredMailboxServer { reason: "storm".to_owned() })
    });
    let restore = targets.into_iter().map(|place| {
        let node = storage.copy(place).node;
        let force = if bench.is_source_in_reach(storage.copy_id(place)) { "" } else { " -Force" };
        let (name, target) = (bench.group_name(group), bench.parts.server(node).name);
        let line = format!("Restore-StorageGroupCopy \"{name}\" -StandbyMachine {target}{force} -Confirm:$false");
        Step::new(line, Input::RestoreCopy { group, standby: Some(node) })
    });
    stop.into_iter().chain(restore).collect()
}

/// Whether nothing at home will mount the database as things are.
fn is_source_gone(bench: &Bench, group: StorageGroupId) -> bool {
    let server = bench.server_of(group);
    let is_down = match server.kind.cluster() {
        Some(cluster) => {
            let mut nodes = bench.cluster(cluster).members.iter().map(|member| member.node);
            nodes.all(|node| !bench.parts.server(node).answers())
        }
        None => !bench.parts.server(bench.group(group).active_copy().node).answers(),
    };
    is_down || has_lost_its_files(bench, group)
}

/// The steps after the restore, each as soon as the one before it is done; nothing unless one was begun.
pub(super) fn go_on(bench: &Bench, group: StorageGroupId) -> Option<Vec<Step>> {
    if let Some(holder) = holder_of(bench, group) {
        if bench.group(holder).arrivals > 0 {
            // The mailboxes are on their way, and nobody can hurry the directory.
            return Some(Vec::new());
        }
        let is_mounted = bench.group(holder).is_mounted();
        let step = if is_mounted { Some(move_people(bench, group, holder)) } else { mount(bench, holder) };
        return Some(step.into_iter().collect());
    }
    let storage = bench.group(group);
    let home = storage.active_copy().node;
    let is_taken = |copy: &&Copy| copy.node != home && (copy.restored.is_some() || copy.task.is_some());
    let copy = storage.copies.iter().find(is_taken)?;
    let node = copy.node;
    let own = bench.server_ids().find(|id| {
        let server = bench.mailbox_server(*id);
        server.kind == ServerKind::StandAlone && server.owner == Some(node)
    });
    let step = match own {
        _ if copy.role == CopyRole::Local => None,
        Some(server) => next_of_portability(bench, group, copy, server),
        None => Some(rebuild(bench, group, node)),
    };
    Some(step.into_iter().collect())
}

/// The storage group that has taken the files of another one.
fn holder_of(bench: &Bench, group: StorageGroupId) -> Option<StorageGroupId> {
    bench.group_ids().find(|id| bench.group(*id).adopted.is_some_and(|adopted| adopted.from == group))
}

/// The mailboxes follow their database.
fn move_people(bench: &Bench, group: StorageGroupId, holder: StorageGroupId) -> Step {
    let (old, new) = (database_name(bench, group), database_name(bench, holder));
    let line = format!(
        "Get-Mailbox -Database {old} -ResultSize Unlimited | Move-Mailbox -ConfigurationOnly -TargetDatabase {new} -Confirm:$false"
    );
    let count = bench.config.mailboxes;
    let input = ObjectInput::MoveMailboxes { first: PersonId(0), count, group: holder };
    Step::new(line, Input::ChangeObject { input })
}

fn rebuild(bench: &Bench, group: StorageGroupId, node: NodeId) -> Step {
    let (cms, machine) = (bench.server_of(group).name, bench.parts.server(node).name);
    let line = format!("psexec \\\\{machine} Setup.com /RecoverCMS /CMSName:{cms} /CMSIPAddress:{NEW_ADDRESS}");
    Step::new(line, Input::RecoverServer { node })
}

/// Files first, then a database object that takes them, then the mailboxes.
fn next_of_portability(bench: &Bench, group: StorageGroupId, copy: &Copy, server: MailboxServerId) -> Option<Step> {
    let object = |line: String, input| Some(Step::new(line, Input::ChangeObject { input }));
    if copy.database != DatabaseState::Clean && copy.database != DatabaseState::Absent {
        return Some(recover_files(bench, group, copy));
    }
    let owner = bench.mailbox_server(server).name;
    let Some(holder) = holder_on(bench, server) else {
        let (name, paths) = (HOLDER.to_owned(), NewPaths::default());
        let line = format!("New-StorageGroup -Server {owner} -Name {HOLDER}");
        return object(line, ObjectInput::NewStorageGroup { server, name, paths });
    };
    let (storage, name) = (bench.group(holder), bench.group_name(holder));
    let Some(settings) = storage.settings else {
        let line = format!("New-MailboxDatabase -StorageGroup {name} -Name {HOLDER}");
        let (name, paths) = (HOLDER.to_owned(), NewPaths::default());
        return object(line, ObjectInput::NewDatabase { group: holder, name, kind: DatabaseKind::Mailbox, paths });
    };
    let Paths { log_folder, system_folder, database_file } = copy.paths.clone();
    let database = database_name(bench, holder);
    if storage.paths.log_folder != log_folder || storage.paths.system_folder != system_folder {
        let line = format!(
            "Move-StorageGroupPath {name} -LogFolderPath \"{log_folder}\" -SystemFolderPath \"{system_folder}\" -ConfigurationOnly -Force"
        );
        let paths = NewPaths { log_folder: Some(log_folder), system_folder: Some(system_folder), database_file: None };
        return object(line, ObjectInput::MovePaths { group: holder, paths, configuration_only: true });
    }
    if storage.paths.database_file != database_file {
        let line = format!("Move-DatabasePath {database} -EdbFilePath \"{database_file}\" -ConfigurationOnly -Force");
        let paths = NewPaths { database_file: Some(database_file), ..NewPaths::default() };
        return object(line, ObjectInput::MovePaths { group: holder, paths, configuration_only: true });
    }
    if !settings.allow_file_restore {
        let line = format!("Set-MailboxDatabase {database} -AllowFileRestore:$true");
        let input = ObjectInput::SetDatabase { group: holder, mount_at_startup: None, allow_file_restore: Some(true) };
        return object(line, input);
    }
    mount(bench, holder)
}

fn recover_files(bench: &Bench, group: StorageGroupId, copy: &Copy) -> Step {
    let (node, machine) = (copy.node, bench.parts.server(copy.node).name);
    let accept_loss = copy.restored.is_some_and(|restored| !restored.is_complete);
    let switch = if accept_loss { " /a" } else { "" };
    let line = format!("psexec \\\\{machine} eseutil /r {}{switch}", bench.group(group).prefix);
    Step::new(line, Input::RecoverFiles { group, node, accept_loss })
}

/// The storage group of a server that is there to take files, and has not taken any that people are in.
fn holder_on(bench: &Bench, server: MailboxServerId) -> Option<StorageGroupId> {
    bench.group_ids().find(|id| {
        let storage = bench.group(*id);
        storage.server == server && storage.name == HOLDER && storage.people == 0
    })
}
