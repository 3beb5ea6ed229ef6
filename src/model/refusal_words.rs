//! The words of a refusal: what was refused and why, and apart from that a hint.

use super::bench::Bench;
use super::ese::EseError;
use super::ids::{How, MailboxServerId, NodeId, Part, StorageGroupId};
use super::refusal::Refusal;
use super::view::View;
use crate::engine::{Journal, SimTime};
use crate::words;

impl Refusal {
    /// What was refused, which object, why: lower case, no full stop, names in quotes.
    pub fn message(&self, bench: &Bench) -> String {
        let part = |part: &Part| bench.parts.name_of(*part);
        let node = |node: &NodeId| bench.parts.server(*node).name;
        let group = |group: &StorageGroupId| bench.group_name(*group);
        let server = bench.main_server().name;
        let on = |id: &MailboxServerId| bench.mailbox_server(*id).name;
        match self {
            Refusal::FaultNotPossible { part: it, how } => words::refusal_fault_not_possible(part(it), how.name()),
            Refusal::AlreadyStopped { part: it } => words::refusal_already_stopped(part(it), state_of(bench, *it)),
            Refusal::NothingToStart { part: Some(it) } => words::refusal_nothing_to_start(part(it)),
            Refusal::NothingToStart { part: None } => words::refusal_nothing_to_start_all().to_owned(),
            Refusal::NotReplaceable { part: it } => words::refusal_not_replaceable(part(it)),
            Refusal::ProcessNotHere { part: it } => words::refusal_process_not_here(part(it)),
            Refusal::ServerNotUp { node: it } => words::refusal_server_not_up(node(it)),
            Refusal::NoSuchLink { a, b, .. } => words::refusal_no_such_link(node(a), node(b)),
            Refusal::LinkAlready { a, b, is_cut: true } => words::refusal_link_cut(node(a), node(b)),
            Refusal::LinkAlready { a, b, is_cut: false } => words::refusal_link_whole(node(a), node(b)),
            Refusal::SiteLost { node: it } => words::refusal_site_lost(node(it)),
            Refusal::SitesAlready { a, b, is_cut: true } => words::refusal_link_cut(a.name(), b.name()),
            Refusal::SitesAlready { a, b, is_cut: false } => words::refusal_link_whole(a.name(), b.name()),
            Refusal::NoCopy { group: it, node: None } => words::refusal_no_copy(group(it)),
            Refusal::NoCopy { group: it, node: Some(on) } => words::refusal_no_copy_on(group(it), node(on)),
            Refusal::NotATarget { node: it } => words::refusal_not_a_target(node(it)),
            Refusal::TargetHasLocalCopies { node: it } => words::refusal_target_has_local_copies(node(it)),
            Refusal::AlreadyATarget { group: it, node: on } => words::refusal_already_a_target(node(on), group(it)),
            Refusal::LagTooLong => words::refusal_lag_too_long().to_owned(),
            Refusal::FileRestoreNotAllowed { group: it } => words::refusal_file_restore_not_allowed(group(it)),
            Refusal::SourceStillMounted { group: it } => words::refusal_source_still_mounted(group(it)),
            Refusal::FilesInUse { group: it, node: on } => words::refusal_files_in_use(group(it), node(on)),
            Refusal::NoIdleFiles { group: it, node: on } => words::refusal_no_idle_files(group(it), node(on)),
            Refusal::Ese { group: it, node: on, error } => {
                words::refusal_ese(group(it), node(on), error.code().to_string(), error.name())
            }
            Refusal::ServerStillRuns => words::refusal_server_still_runs(server),
            Refusal::NotARecoveryMachine { node: it } => words::refusal_not_a_recovery_machine(server, node(it)),
            Refusal::NotRestored { group: it, node: on } => words::refusal_not_restored(group(it), node(on)),
            Refusal::RebuildRunning => words::refusal_rebuild_running(server),
            Refusal::NothingToClear { node: it } => words::refusal_nothing_to_clear(server, node(it)),
            Refusal::NotCleared { node: it } => words::refusal_not_cleared(server, node(it)),
            Refusal::LocalNotHere { group: it } => words::refusal_local_not_here(group(it)),
            Refusal::NoSecondDisks { group: it } => words::refusal_no_second_disks(group(it)),
            Refusal::CopyEnabled { group: it } => words::refusal_copy_enabled(group(it)),
            Refusal::DatabaseCopyFirst { group: it } => words::refusal_database_copy_first(group(it)),
            Refusal::NothingToSwap { group: it } => words::refusal_nothing_to_swap(group(it)),
            Refusal::TooManyGroups { server: it, groups } => words::refusal_too_many_groups(on(it), groups),
            Refusal::TooManyDatabases { server: it, databases } => words::refusal_too_many_databases(on(it), databases),
            Refusal::NotAName { name } => words::refusal_not_a_name(name),
            Refusal::NameTaken { name } => words::refusal_name_taken(name),
            Refusal::PathNotLocal { path } => words::refusal_path_not_local(path),
            Refusal::PathNotDatabase { path } => words::refusal_path_not_database(path),
            Refusal::PathTaken { path } => words::refusal_path_taken(path),
            Refusal::PathTakenBeside { path, group: it, disks } => {
                let on = disks.node().map_or(server, |node| bench.parts.server(node).name);
                words::refusal_path_taken_beside(on, path, group(it))
            }
            Refusal::SecondDatabase { group: it } => words::refusal_second_database(group(it)),
            Refusal::OneDatabaseHere { group: it } => words::refusal_one_database_here(group(it)),
            Refusal::NoDatabase { group: it } => words::refusal_no_database(group(it)),
            Refusal::GroupNotEmpty { group: it } => words::refusal_group_not_empty(group(it)),
            Refusal::MailboxesLeft { group: it, people } => {
                words::refusal_mailboxes_left(group(it), u64::from(*people))
            }
            Refusal::OneFolderDatabase { server } => words::refusal_one_folder_database(on(server)),
            Refusal::NotSoleFolders { group: it, other } => words::refusal_not_sole_folders(group(it), group(other)),
            Refusal::FoldersReplicated { group: it } => words::refusal_folders_replicated(group(it)),
            Refusal::NotForMailboxes { group: it } => words::refusal_not_for_mailboxes(group(it)),
            Refusal::FoldersNotPortable { group: it } => words::refusal_folders_not_portable(group(it)),
            Refusal::LastFolderDatabase { group: it } => words::refusal_last_folder_database(group(it)),
            Refusal::StillReplicated { group: it } => words::refusal_still_replicated(group(it)),
            Refusal::StillMounted { group: it } => words::refusal_still_mounted(group(it)),
            Refusal::CopyRunning { group: it } => words::refusal_copy_running(group(it)),
            Refusal::OnlyConfiguration { group: it } => words::refusal_only_configuration(group(it)),
            Refusal::FilesNotThere { group: it } => words::refusal_files_not_there(group(it)),
            Refusal::NotClustered => words::refusal_not_clustered(server),
            Refusal::NotMounted { group: it } => words::refusal_not_mounted(group(it)),
            Refusal::AlreadyMounted { group: it } => words::refusal_already_mounted(group(it)),
            Refusal::BeingDismounted { group: it } => words::refusal_being_dismounted(group(it)),
            Refusal::StoreNotRunning { node: it } => words::refusal_store_not_running(node(it)),
            Refusal::CopyNotFit { group: it, node: on } => words::refusal_copy_not_fit(group(it), node(on)),
            Refusal::NotSoManyLetters { .. } => words::refusal_not_so_many_letters().to_owned(),
            Refusal::OpenLogEmpty { group: it } => words::refusal_open_log_empty(group(it)),
            Refusal::NoHub => words::refusal_no_hub().to_owned(),
            Refusal::NoSuchPerson { .. } => words::refusal_no_such_person().to_owned(),
            Refusal::NotOnline => words::refusal_not_online(server),
            Refusal::NoQuorum => words::refusal_no_quorum().to_owned(),
            Refusal::TargetIsOwner { node: it } => words::refusal_target_is_owner(node(it), server),
            Refusal::TargetNotMember { node: it } => words::refusal_target_not_member(node(it)),
            Refusal::TargetNotReachable { node: it } => words::refusal_target_not_reachable(node(it)),
            Refusal::TargetPaused { node: it } => words::refusal_target_paused(node(it)),
            Refusal::TargetHostsAnother { node: it } => words::refusal_target_hosts_another(node(it)),
            Refusal::TargetOwnsQuorum { node: it } => words::refusal_target_owns_quorum(node(it)),
            Refusal::NotPaused { node: it } => words::refusal_not_paused(node(it)),
            Refusal::AlreadyOnline => words::refusal_already_online(server),
            Refusal::NoHost => words::refusal_no_host(server),
            Refusal::ClusterServiceRuns { node: it } => words::refusal_cluster_service_runs(node(it)),
            Refusal::ForceNotHere => words::refusal_force_not_here().to_owned(),
            Refusal::WouldSplit { node: it, other } => words::refusal_would_split(node(it), node(other)),
            Refusal::CopyNotHealthy { group: it, status } => words::refusal_copy_not_healthy(group(it), status),
            Refusal::DatabaseDismounted { group: it } => words::refusal_database_dismounted(group(it)),
            Refusal::NeedsServicePack1 => words::refusal_needs_service_pack_1().to_owned(),
            Refusal::NotContinuous => words::refusal_not_continuous(server),
            Refusal::NotANodeOfIt { node: it } => words::refusal_not_a_node_of_it(node(it), server),
            Refusal::HostNameTaken { name } => words::refusal_host_name_taken(name),
            Refusal::NoSuchHostName { name } => words::refusal_no_such_host_name(name),
            Refusal::CopyNotSuspended { group: it } => words::refusal_copy_not_suspended(group(it)),
            Refusal::NothingToResume { group: it } => words::refusal_nothing_to_resume(group(it)),
            Refusal::CopyBeingSeeded { group: it } => words::refusal_copy_being_seeded(group(it)),
            Refusal::CopyNotReachable { node: it } => words::refusal_copy_not_reachable(node(it)),
            Refusal::FilesExist { group: it } => words::refusal_files_exist(group(it)),
            Refusal::SourceNotMounted { group: it } => words::refusal_source_not_mounted(group(it)),
            Refusal::VolumeNotThere { part: it } => words::refusal_volume_not_there(part(it)),
            Refusal::TargetNeverBackedUp { group: it, node: on } => {
                words::refusal_target_never_backed_up(group(it), node(on))
            }
            Refusal::BackupNotAware => words::refusal_backup_not_aware().to_owned(),
            Refusal::StreamingPassive { group: it } => words::refusal_streaming_passive(group(it)),
            Refusal::BackupRunning { group: it } => words::refusal_backup_running(group(it)),
            Refusal::NoBackupRunning { group: it } => words::refusal_no_backup_running(group(it)),
            Refusal::PassiveNotHealthy { group: it, status } => words::refusal_passive_not_healthy(group(it), status),
            Refusal::CircularNeedsFull { group: it } => words::refusal_circular_needs_full(group(it)),
            Refusal::NoFullBackup { group: it } => words::refusal_no_full_backup(group(it)),
            Refusal::NoBackup { group: it } => words::refusal_no_backup(group(it)),
            Refusal::NoSuchBackup { group: it, number } => words::refusal_no_such_backup(group(it), number),
            Refusal::RestoreNeedsDismount { group: it } => words::refusal_restore_needs_dismount(group(it)),
            Refusal::RestoreRunning { group: it } => words::refusal_restore_running(group(it)),
            Refusal::RecoveryImpossible { group: it, error, generation } => {
                let log = generation.file_name(bench.group(*it).prefix);
                words::refusal_recovery_impossible(group(it), log, error.name(), i64::from(error.code()))
            }
            Refusal::NoLogsToDelete { group: it } => words::refusal_no_logs_to_delete(group(it)),
            Refusal::NoMailToRemove { group: it } => words::refusal_no_mail_to_remove(group(it)),
            Refusal::CircularAlready { group: it, is_on: true } => words::refusal_circular_on(group(it)),
            Refusal::CircularAlready { group: it, is_on: false } => words::refusal_circular_off(group(it)),
            Refusal::NothingToDamage { part: it } => words::refusal_nothing_to_damage(part(it)),
            Refusal::LogsMissing { group: it, missing, tolerated } => {
                words::refusal_logs_missing(u64::from(missing.0), group(it), tolerated.0)
            }
            Refusal::NothingToRestore { group: it } => words::refusal_nothing_to_restore(group(it)),
        }
    }

    /// What to try instead.
    pub fn hint(&self, bench: &Bench) -> String {
        let part = |part: &Part| bench.parts.name_of(*part);
        let node = |node: &NodeId| bench.parts.server(*node).name;
        match self {
            Refusal::FaultNotPossible { part, .. } => {
                let possible: Vec<&str> = How::possible_for(*part).iter().map(|how| how.name()).collect();
                words::refusal_fault_not_possible_hint(possible.join(", "))
            }
            Refusal::NoCopy { .. } => words::refusal_no_copy_hint().to_owned(),
            Refusal::NotATarget { .. } => words::refusal_not_a_target_hint().to_owned(),
            Refusal::TargetHasLocalCopies { .. } => words::refusal_target_has_local_copies_hint().to_owned(),
            Refusal::AlreadyATarget { .. } => words::refusal_already_a_target_hint().to_owned(),
            Refusal::LagTooLong => words::refusal_lag_too_long_hint().to_owned(),
            Refusal::FileRestoreNotAllowed { .. } => words::refusal_file_restore_not_allowed_hint().to_owned(),
            Refusal::SourceStillMounted { .. } => words::refusal_source_still_mounted_hint().to_owned(),
            Refusal::FilesInUse { .. } => words::refusal_files_in_use_hint().to_owned(),
            Refusal::NoIdleFiles { .. } => words::refusal_no_idle_files_hint().to_owned(),
            Refusal::Ese { error, .. } => match error {
                EseError::MissingLogFile => words::refusal_ese_missing_log_hint().to_owned(),
                EseError::RequiredLogFilesMissing => words::refusal_ese_required_hint().to_owned(),
                EseError::DatabaseDirtyShutdown => words::refusal_ese_dirty_hint().to_owned(),
                EseError::AttachedDatabaseMismatch => words::refusal_ese_no_database_hint().to_owned(),
                EseError::FileNotFound => words::refusal_ese_no_file_hint().to_owned(),
                EseError::CommittedLogFilesMissing | EseError::CommittedLogFilesCorrupt => {
                    words::refusal_committed_hint().to_owned()
                }
                EseError::LogFileCorrupt | EseError::ReadVerifyFailure | EseError::DiskIO | EseError::DiskFull => {
                    words::refusal_recovery_impossible_hint().to_owned()
                }
            },
            Refusal::ServerStillRuns => words::refusal_server_still_runs_hint().to_owned(),
            Refusal::NotARecoveryMachine { .. } => words::refusal_not_a_recovery_machine_hint().to_owned(),
            Refusal::NotRestored { .. } => words::refusal_not_restored_hint().to_owned(),
            Refusal::RebuildRunning => words::refusal_rebuild_running_hint().to_owned(),
            Refusal::NothingToClear { .. } => words::refusal_nothing_to_clear_hint().to_owned(),
            Refusal::NotCleared { node: it } => words::refusal_not_cleared_hint(node(it)),
            Refusal::LocalNotHere { .. } => words::refusal_local_not_here_hint().to_owned(),
            Refusal::NoSecondDisks { .. } => words::refusal_no_second_disks_hint().to_owned(),
            Refusal::CopyEnabled { .. } => words::refusal_copy_enabled_hint().to_owned(),
            Refusal::DatabaseCopyFirst { .. } => words::refusal_database_copy_first_hint().to_owned(),
            Refusal::NothingToSwap { .. } => words::refusal_nothing_to_swap_hint().to_owned(),
            Refusal::TooManyGroups { .. } | Refusal::TooManyDatabases { .. } => {
                words::refusal_too_many_hint().to_owned()
            }
            Refusal::NotAName { .. } => words::refusal_not_a_name_hint().to_owned(),
            Refusal::NameTaken { .. } => words::refusal_name_taken_hint().to_owned(),
            Refusal::PathNotLocal { .. } => words::refusal_path_not_local_hint().to_owned(),
            Refusal::PathNotDatabase { .. } => words::refusal_path_not_database_hint().to_owned(),
            Refusal::PathTaken { .. } => words::refusal_path_taken_hint().to_owned(),
            Refusal::PathTakenBeside { .. } => words::refusal_path_taken_beside_hint().to_owned(),
            Refusal::SecondDatabase { .. } => words::refusal_second_database_hint().to_owned(),
            Refusal::OneDatabaseHere { .. } => words::refusal_one_database_here_hint().to_owned(),
            Refusal::NoDatabase { .. } => words::refusal_no_database_hint().to_owned(),
            Refusal::GroupNotEmpty { .. } => words::refusal_group_not_empty_hint().to_owned(),
            Refusal::MailboxesLeft { .. } => words::refusal_mailboxes_left_hint().to_owned(),
            Refusal::OneFolderDatabase { .. } => words::refusal_one_folder_database_hint().to_owned(),
            Refusal::NotSoleFolders { .. } => words::refusal_not_sole_folders_hint().to_owned(),
            Refusal::FoldersReplicated { .. } => words::refusal_folders_replicated_hint().to_owned(),
            Refusal::NotForMailboxes { .. } => words::refusal_not_for_mailboxes_hint().to_owned(),
            Refusal::FoldersNotPortable { .. } => words::refusal_folders_not_portable_hint().to_owned(),
            Refusal::LastFolderDatabase { .. } => words::refusal_last_folder_database_hint().to_owned(),
            Refusal::StillReplicated { .. } => words::refusal_still_replicated_hint().to_owned(),
            Refusal::StillMounted { .. } => words::refusal_still_mounted_hint().to_owned(),
            Refusal::CopyRunning { .. } => words::refusal_copy_running_hint().to_owned(),
            Refusal::OnlyConfiguration { .. } => words::refusal_only_configuration_hint().to_owned(),
            Refusal::FilesNotThere { .. } => words::refusal_files_not_there_hint().to_owned(),
            Refusal::NotClustered => words::refusal_not_clustered_hint().to_owned(),
            Refusal::AlreadyStopped { part: it } => words::refusal_already_stopped_hint(part(it)),
            Refusal::NothingToStart { .. } => words::refusal_nothing_to_start_hint().to_owned(),
            Refusal::NotReplaceable { .. } => words::refusal_not_replaceable_hint().to_owned(),
            Refusal::ProcessNotHere { .. } => words::refusal_process_not_here_hint().to_owned(),
            Refusal::ServerNotUp { node: it } => words::refusal_server_not_up_hint(node(it)),
            Refusal::NoSuchLink { .. } => words::refusal_no_such_link_hint().to_owned(),
            Refusal::LinkAlready { a, b, is_cut: true } => words::refusal_link_cut_hint(node(a), node(b)),
            Refusal::LinkAlready { is_cut: false, .. } => words::refusal_link_whole_hint().to_owned(),
            Refusal::SiteLost { node } => words::refusal_site_lost_hint(bench.parts.server(*node).site.name()),
            Refusal::SitesAlready { a, b, is_cut: true } => words::refusal_link_cut_hint(a.name(), b.name()),
            Refusal::SitesAlready { is_cut: false, .. } => words::refusal_link_whole_hint().to_owned(),
            Refusal::NotMounted { .. } => words::refusal_not_mounted_hint().to_owned(),
            Refusal::AlreadyMounted { .. } => words::refusal_already_mounted_hint().to_owned(),
            Refusal::BeingDismounted { .. } => words::refusal_being_dismounted_hint().to_owned(),
            Refusal::StoreNotRunning { node: it } => words::refusal_store_not_running_hint(node(it)),
            Refusal::CopyNotFit { .. } => words::refusal_copy_not_fit_hint().to_owned(),
            Refusal::NotSoManyLetters { letters, bytes } => {
                words::refusal_not_so_many_letters_hint(letters, bytes / 1_048_576)
            }
            Refusal::OpenLogEmpty { .. } => words::refusal_open_log_empty_hint().to_owned(),
            Refusal::NoHub => words::refusal_no_hub_hint().to_owned(),
            Refusal::NoSuchPerson { people } => words::refusal_no_such_person_hint(people),
            Refusal::NotOnline => words::refusal_not_online_hint().to_owned(),
            Refusal::NoQuorum => words::refusal_no_quorum_hint().to_owned(),
            Refusal::TargetIsOwner { .. } => words::refusal_target_is_owner_hint().to_owned(),
            Refusal::TargetNotMember { .. } => words::refusal_target_not_member_hint().to_owned(),
            Refusal::TargetNotReachable { .. } => words::refusal_target_not_reachable_hint().to_owned(),
            Refusal::TargetPaused { node: it } => words::refusal_target_paused_hint(node(it)),
            Refusal::TargetHostsAnother { .. } => words::refusal_target_hosts_another_hint().to_owned(),
            Refusal::TargetOwnsQuorum { .. } => words::refusal_target_owns_quorum_hint().to_owned(),
            Refusal::NotPaused { .. } => words::refusal_not_paused_hint().to_owned(),
            Refusal::AlreadyOnline => words::refusal_already_online_hint().to_owned(),
            Refusal::NoHost => words::refusal_no_host_hint().to_owned(),
            Refusal::ClusterServiceRuns { .. } => words::refusal_cluster_service_runs_hint().to_owned(),
            Refusal::ForceNotHere => words::refusal_force_not_here_hint().to_owned(),
            Refusal::WouldSplit { other, .. } => words::refusal_would_split_hint(node(other)),
            Refusal::CopyNotHealthy { .. } => words::refusal_copy_not_healthy_hint().to_owned(),
            Refusal::DatabaseDismounted { .. } => words::refusal_database_dismounted_hint().to_owned(),
            Refusal::NeedsServicePack1 => words::refusal_needs_service_pack_1_hint().to_owned(),
            Refusal::NotContinuous => words::refusal_not_continuous_hint().to_owned(),
            Refusal::NotANodeOfIt { .. } => words::refusal_not_a_node_of_it_hint().to_owned(),
            Refusal::HostNameTaken { .. } => words::refusal_host_name_taken_hint().to_owned(),
            Refusal::NoSuchHostName { .. } => words::refusal_no_such_host_name_hint().to_owned(),
            Refusal::CopyNotSuspended { .. } => words::refusal_copy_not_suspended_hint().to_owned(),
            Refusal::NothingToResume { .. } => words::refusal_nothing_to_resume_hint().to_owned(),
            Refusal::CopyBeingSeeded { .. } => words::refusal_copy_being_seeded_hint().to_owned(),
            Refusal::CopyNotReachable { .. } => words::refusal_copy_not_reachable_hint().to_owned(),
            Refusal::FilesExist { .. } => words::refusal_files_exist_hint().to_owned(),
            Refusal::SourceNotMounted { .. } => words::refusal_source_not_mounted_hint().to_owned(),
            Refusal::VolumeNotThere { part: it } => words::refusal_volume_not_there_hint(part(it)),
            Refusal::TargetNeverBackedUp { .. } => words::refusal_target_never_backed_up_hint().to_owned(),
            Refusal::BackupNotAware => words::refusal_backup_not_aware_hint().to_owned(),
            Refusal::StreamingPassive { .. } => words::refusal_streaming_passive_hint().to_owned(),
            Refusal::BackupRunning { .. } => words::refusal_backup_running_hint().to_owned(),
            Refusal::NoBackupRunning { .. } => words::refusal_no_backup_running_hint().to_owned(),
            Refusal::PassiveNotHealthy { .. } => words::refusal_passive_not_healthy_hint().to_owned(),
            Refusal::CircularNeedsFull { .. } => words::refusal_circular_needs_full_hint().to_owned(),
            Refusal::NoFullBackup { .. } => words::refusal_no_full_backup_hint().to_owned(),
            Refusal::NoBackup { .. } => words::refusal_no_backup_hint().to_owned(),
            Refusal::NoSuchBackup { .. } => words::refusal_no_such_backup_hint().to_owned(),
            Refusal::RestoreNeedsDismount { .. } => words::refusal_restore_needs_dismount_hint().to_owned(),
            Refusal::RestoreRunning { .. } => words::refusal_restore_running_hint().to_owned(),
            Refusal::RecoveryImpossible {
                error: EseError::CommittedLogFilesMissing | EseError::CommittedLogFilesCorrupt,
                ..
            } => words::refusal_committed_hint().to_owned(),
            Refusal::RecoveryImpossible { .. } => words::refusal_recovery_impossible_hint().to_owned(),
            Refusal::NoLogsToDelete { .. } => words::refusal_no_logs_to_delete_hint().to_owned(),
            Refusal::NoMailToRemove { .. } => words::refusal_no_mail_to_remove_hint().to_owned(),
            Refusal::CircularAlready { .. } => words::refusal_circular_hint().to_owned(),
            Refusal::NothingToDamage { .. } => words::refusal_nothing_to_damage_hint().to_owned(),
            Refusal::LogsMissing { .. } => words::refusal_logs_missing_hint().to_owned(),
            Refusal::NothingToRestore { .. } => words::refusal_nothing_to_restore_hint().to_owned(),
        }
    }
}

fn state_of(bench: &Bench, part: Part) -> &'static str {
    let journal = Journal::counting();
    View { bench, journal: &journal, now: SimTime::ZERO }.component(part).state
}
