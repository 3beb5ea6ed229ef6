//! Inputs as sentences: what a person did.

use super::{backup, database, file, name};
use crate::model::bench::Bench;
use crate::model::cluster::ClusterStart;
use crate::model::ids::Part;
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::objects::{DatabaseKind, ObjectInput};
use crate::model::view::fault_words;
use crate::words;

/// The input in one sentence.
pub(super) fn command(bench: &Bench, input: &Input) -> String {
    let part = |part: &Part| bench.parts.name_of(*part);
    match input {
        Input::StopPart { part: it, how } => words::command_stop(part(it), fault_words(*how)),
        Input::StartPart { part: it } => words::command_start(part(it)),
        Input::ReplacePart { part: it } => words::command_replace(part(it)),
        Input::StartAll => words::command_start_all().to_owned(),
        Input::CutLink { a, b, .. } => words::command_cut(name(bench, *a), name(bench, *b)),
        Input::MendLink { a, b, .. } => words::command_mend(name(bench, *a), name(bench, *b)),
        Input::CutSites { a, b } => words::command_cut(a.name(), b.name()),
        Input::MendSites { a, b } => words::command_mend(a.name(), b.name()),
        Input::CloseLog { .. } => words::command_close_log().to_owned(),
        Input::SendMail { count, .. } => words::command_send_mail(u64::from(*count)),
        Input::SetWorkload { messages_per_hour } => words::command_set_workload(messages_per_hour),
        Input::SetTransportConfig { .. } => words::command_transport_config().to_owned(),
        Input::MoveClusteredMailboxServer { target, .. } => {
            words::command_move(bench.main_server().name, name(bench, *target))
        }
        Input::EnableHostName { node, network, .. } => {
            words::command_enable_host_name(name(bench, *node), network.name())
        }
        Input::DisableHostName { name: host } => words::command_disable_host_name(host),
        Input::MoveGroup { target } => words::command_move_group(bench.main_server().name, name(bench, *target)),
        Input::MoveClusterGroup { target } => words::command_move_cluster_group(name(bench, *target)),
        Input::StartClusteredMailboxServer => words::command_start_server(bench.main_server().name),
        Input::StopClusteredMailboxServer { .. } => words::command_stop_server(bench.main_server().name),
        Input::StartClusterService { node, start: ClusterStart::Normal } => {
            words::command_start_cluster_service(name(bench, *node))
        }
        Input::StartClusterService { node, .. } => words::command_force_quorum(name(bench, *node)),
        Input::StopClusterService { node } => words::command_stop_cluster_service(name(bench, *node)),
        Input::PauseNode { node } => words::command_pause(name(bench, *node)),
        Input::ResumeNode { node } => words::command_resume_node(name(bench, *node)),
        Input::SuspendCopy { .. } => words::command_suspend().to_owned(),
        Input::ResumeCopy { .. } => words::command_resume().to_owned(),
        Input::UpdateCopy { .. } => words::command_update().to_owned(),
        Input::EnableStandby { node, .. } => words::command_enable_standby(name(bench, *node)),
        Input::DisableStandby { node, .. } => words::command_disable_standby(name(bench, *node)),
        Input::RestoreCopy { standby: Some(node), .. } => words::command_restore_standby(name(bench, *node)),
        Input::RecoverFiles { node, .. } => words::command_recover_files(name(bench, *node)),
        Input::RecoverServer { node } => {
            words::command_recover_server(bench.mailbox_server(bench.server_to_rebuild(*node)).name, name(bench, *node))
        }
        Input::ClearLocalServer { node } => {
            words::command_clear_local_server(bench.main_server().name, name(bench, *node))
        }
        Input::RestoreCopy { .. } => words::command_restore().to_owned(),
        Input::StartBackup { group, kind, .. } => {
            words::command_start_backup(backup::kind_in_words(*kind), bench.group_name(*group))
        }
        Input::StopBackup { group } => words::command_stop_backup(bench.group_name(*group)),
        Input::RestoreBackup { group, .. } => words::command_restore_backup(database(bench, *group)),
        Input::DeleteLogs { count, .. } => words::command_delete_logs(u64::from(*count)),
        Input::DeleteNewerLogs { group, after, .. } => words::command_delete_newer_logs(file(bench, *group, *after)),
        Input::RemoveMail { group, .. } => words::command_remove_mail(database(bench, *group)),
        Input::SetCircularLogging { is_on: true, .. } => words::command_circular_on().to_owned(),
        Input::SetCircularLogging { is_on: false, .. } => words::command_circular_off().to_owned(),
        Input::MountDatabase { group } => words::command_mount(database(bench, *group)),
        Input::DismountDatabase { group } => words::command_dismount(database(bench, *group)),
        Input::ChangeObject { input } => object_command(bench, input),
        Input::ChangeLocalCopy { input } => local_command(bench, input),
        Input::SetMountDial { dial } => words::command_dial(dial.name()),
        Input::SetForcedMount { .. } => words::command_forced_mount().to_owned(),
    }
}

fn local_command(bench: &Bench, input: &LocalInput) -> String {
    let name = bench.group_name(input.group());
    match input {
        LocalInput::EnableDatabaseCopy { group, .. } => words::command_enable_database_copy(database(bench, *group)),
        LocalInput::DisableDatabaseCopy { group } => words::command_disable_database_copy(database(bench, *group)),
        LocalInput::EnableCopy { .. } => words::command_enable_copy(name),
        LocalInput::DisableCopy { .. } => words::command_disable_copy(name),
        LocalInput::Restore { .. } => words::command_restore_local(name),
        LocalInput::MoveCopy { .. } => words::command_move_copy(name),
        LocalInput::SwapVolumes { .. } => words::command_swap_volumes(name),
    }
}

fn object_command(bench: &Bench, input: &ObjectInput) -> String {
    match input {
        ObjectInput::NewStorageGroup { name, .. } => words::command_new_group(name),
        ObjectInput::RemoveStorageGroup { group } => words::command_remove_group(bench.group_name(*group)),
        ObjectInput::NewDatabase { name, kind: DatabaseKind::Mailbox, .. } => words::command_new_database(name),
        ObjectInput::NewDatabase { name, kind: DatabaseKind::PublicFolders, .. } => {
            words::command_new_folder_database(name)
        }
        ObjectInput::RemoveDatabase { group } => words::command_remove_database(bench.group_name(*group)),
        ObjectInput::SetDatabase { group, .. } => words::command_set_database(database(bench, *group)),
        ObjectInput::MovePaths { group, configuration_only: false, .. } => {
            words::command_move_files(bench.group_name(*group))
        }
        ObjectInput::MovePaths { group, .. } => words::command_set_paths(bench.group_name(*group)),
        ObjectInput::MoveMailboxes { count, group, .. } => {
            words::command_move_mailboxes(u64::from(*count), database(bench, *group))
        }
    }
}
