//! An event as a sentence: present tense, subject first.

mod backup;
mod command;
mod subject;

use super::bench::Bench;
use super::event::{Closing, CopyFailure, DismountReason, Event, MoveReason, Resource};
use super::ids::{How, NodeId, NodeSet, Part, StorageGroupId};
use super::objects::ObjectChange;
use super::params::MountDial;
use super::units::{LogCount, LogGeneration};
use super::view::fault_words;
use crate::engine::SimSpan;
use crate::words;
use command::command;

pub use subject::{is_notable, subject};

/// The event in one sentence.
pub fn sentence(bench: &Bench, event: &Event) -> String {
    match event {
        // All that a quiet bench has to tell.
        Event::LabStarted {} => words::event_lab_started().to_owned(),
        _ => second_half_sentence(bench, event),
    }
}

#[inline(never)]
fn second_half_sentence(bench: &Bench, event: &Event) -> String {
    let node = |node: &NodeId| name(bench, *node);
    let part = |part: &Part| bench.parts.name_of(*part);
    let server = bench.main_server().name;
    match event {
        Event::LabStarted {} => words::event_lab_started().to_owned(),
        Event::CommandGiven { input } => command(bench, input),
        Event::NodeFailed { node: it, how } => match how {
            How::PowerCut => words::event_node_failed_power_cut(node(it)),
            How::Hang => words::event_node_failed_hang(node(it)),
            How::Shutdown => words::event_node_failed_shutdown(node(it)),
            How::Crash | How::Fail | How::Full | How::Slow | How::Corrupt => words::event_node_failed_crash(node(it)),
        },
        Event::NodeStarting { node: it } => words::event_node_starting(node(it)),
        Event::NodeStarted { node: it } => words::event_node_started(node(it)),
        Event::NodeShuttingDown { node: it } => words::event_node_shutting_down(node(it)),
        Event::PartFailed { part: it, how } => words::event_part_failed(part(it), fault_words(*how)),
        Event::PartReturned { part: it } => words::event_part_returned(part(it)),
        Event::PartReplaced { part: it } => words::event_part_replaced(part(it)),
        Event::LinkCut { a, b, network } => words::event_link_cut(node(a), node(b), network.name()),
        Event::LinkMended { a, b, network } => words::event_link_mended(node(a), node(b), network.name()),
        Event::SitesCut { a, b } => words::event_sites_cut(a.name(), b.name()),
        Event::SitesMended { a, b } => words::event_sites_mended(a.name(), b.name()),
        Event::ProcessStarted { node, process } => words::event_process_started(part(&Part::Process(*node, *process))),
        Event::HeartbeatsMissed { observer, peer, network, missed } => {
            words::event_heartbeats_missed(node(observer), missed, node(peer), network.name())
        }
        Event::NodeSilent { observer, peer, missed } => words::event_node_silent(node(observer), missed, node(peer)),
        Event::MembershipChanged { members } => words::event_membership_changed(nodes(bench, *members)),
        Event::WitnessLocked { node: it } => words::event_witness_locked(node(it)),
        Event::WitnessRefused { node: it, is_reachable, locked_by } => match locked_by {
            Some(holder) if *is_reachable => words::event_witness_refused_locked(node(it), node(holder)),
            _ => words::event_witness_refused_away(node(it)),
        },
        Event::WitnessReleased { node: it } => words::event_witness_released(node(it)),
        Event::QuorumDiskReserved { node: it } => words::event_quorum_disk_reserved(node(it)),
        Event::QuorumDiskRefused { node: it, is_reachable, reserved_by } => match reserved_by {
            Some(holder) if *is_reachable => words::event_quorum_disk_refused_reserved(node(it), node(holder)),
            _ => words::event_quorum_disk_refused_away(node(it)),
        },
        Event::QuorumDiskReleased { node: it } => words::event_quorum_disk_released(node(it)),
        Event::QuorumKept { members, votes, of, .. } if members.len() == 1 => {
            words::event_quorum_kept(nodes(bench, *members), votes, of)
        }
        Event::QuorumKept { members, votes, of, .. } => {
            words::event_quorum_kept_together(nodes(bench, *members), votes, of)
        }
        Event::QuorumLost { members, votes, of, missing, .. } if members.len() > 1 => {
            words::event_quorum_lost_together(nodes(bench, *members), votes, of, parts(bench, missing))
        }
        Event::QuorumLost { members, votes, of, missing, .. } => {
            words::event_quorum_lost(nodes(bench, *members), votes, of, parts(bench, missing))
        }
        Event::ClusterServiceStopped { node: it } => words::event_cluster_service_stopped(node(it)),
        Event::FormationRefused { node: it, votes, of, missing, .. } => {
            words::event_formation_refused(node(it), votes, of, parts(bench, missing))
        }
        Event::StaleNodeRefused { node: it } => words::event_stale_node_refused(node(it)),
        Event::ClusterFormed { members, votes, of, .. } if members.len() > 1 => {
            words::event_cluster_formed_together(nodes(bench, *members), votes, of)
        }
        Event::ClusterFormed { members, votes, of, .. } => {
            words::event_cluster_formed(nodes(bench, *members), votes, of)
        }
        Event::NodeJoined { node: it } => words::event_node_joined(node(it)),
        Event::QuorumForced { nodes: named, .. } => words::event_quorum_forced(nodes(bench, *named)),
        Event::ForcedQuorumEnded { members } => words::event_forced_quorum_ended(nodes(bench, *members)),
        Event::NodePaused { node: it } => words::event_node_paused(node(it)),
        Event::NodeResumed { node: it } => words::event_node_resumed(node(it)),
        Event::ClusterGroupMoved { to } => words::event_cluster_group_moved(node(to)),
        Event::ResourceFailed { node: it, resource } => match resource {
            Resource::NetworkName => words::event_resource_failed_name(server, node(it)),
            Resource::SystemAttendant => words::event_resource_failed_attendant(node(it)),
            Resource::InformationStore => words::event_resource_failed_store(node(it)),
        },
        Event::ResourceRestarting { node: it, restarts, allowed, .. } => {
            words::event_resource_restarting(node(it), restarts, allowed)
        }
        Event::MoveStarted { from, to, reason } => moved(bench, *from, *to, *reason),
        Event::NetworkNameOnline { node: it } => words::event_network_name_online(server, node(it)),
        Event::StoreOnline { node: it } => words::event_store_online(node(it)),
        Event::ServerOnline { node: it } => words::event_server_online(server, node(it)),
        Event::ServerOffline { node: it } => words::event_server_offline(server, node(it)),
        Event::ServerFailed { .. } => words::event_server_failed(server),
        Event::FailoverHeldBack { members } => words::event_failover_held_back(server, nodes(bench, *members)),
        Event::FailoversExhausted { failovers, .. } => words::event_failovers_exhausted(server, failovers),
        Event::LogClosed { group, generation, letters, closing, .. } => {
            closed(file(bench, *group, *generation), *letters, *closing)
        }
        Event::LogCopyingStopped { node: it, .. } => words::event_log_copying_stopped(node(it)),
        Event::LogsNoticed { group, node: it, upto, by_look: true } => {
            words::event_logs_noticed_by_look(node(it), file(bench, *group, *upto))
        }
        Event::LogsNoticed { group, node: it, upto, .. } => {
            words::event_logs_noticed(node(it), file(bench, *group, *upto))
        }
        Event::LogCopied { group, node: it, generation } => {
            words::event_log_copied(file(bench, *group, *generation), node(it))
        }
        Event::LogInspected { group, node: it, generation } => {
            words::event_log_inspected(file(bench, *group, *generation), node(it))
        }
        Event::LogReplayed { group, node: it, generation } => {
            words::event_log_replayed(file(bench, *group, *generation), node(it))
        }
        Event::InspectionFailed { group, node: it, generation, attempt, attempts } => {
            words::event_inspection_failed(file(bench, *group, *generation), node(it), attempt, attempts)
        }
        Event::CopySuspended { node: it, .. } => words::event_copy_suspended(node(it)),
        Event::CopyResumed { node: it, .. } => words::event_copy_resumed(node(it)),
        Event::CopyFailed { node: it, failure, .. } => match failure {
            CopyFailure::Volume => words::event_copy_failed_volume(node(it)),
            CopyFailure::Diverged => words::event_copy_failed_diverged(node(it)),
            CopyFailure::SeedingInterrupted => words::event_copy_failed_seeding(node(it)),
            CopyFailure::NoBaseline => words::event_copy_failed_baseline(node(it)),
            CopyFailure::Inspection => words::event_copy_failed_inspection(node(it)),
            CopyFailure::LogMissing => words::event_copy_failed_log_missing(node(it)),
            CopyFailure::LogDamaged => words::event_copy_failed_log_damaged(node(it)),
            CopyFailure::SourceRestored => words::event_copy_failed_source_restored(node(it)),
        },
        Event::ResynchronizingStarted { group, node: it, diverged_at } => {
            words::event_resynchronizing_started(node(it), file(bench, *group, *diverged_at))
        }
        Event::DivergedLogsDropped { node: it, logs, .. } => {
            words::event_diverged_logs_dropped(node(it), u64::from(logs.0))
        }
        Event::StandbyEnabled { node: it, replay_lag, .. } => words::event_standby_enabled(node(it), replay_lag),
        Event::StandbyDisabled { node: it, .. } => words::event_standby_disabled(node(it)),
        Event::StandbyRestored { node: it, is_complete: true, .. } => words::event_standby_restored_all(node(it)),
        Event::StandbyRestored { node: it, missing, .. } => {
            words::event_standby_restored_short(node(it), u64::from(missing.0))
        }
        Event::FilesRecovered { node: it, .. } => words::event_files_recovered(node(it)),
        Event::FilesAdopted { group, from, node: it } => {
            words::event_files_adopted(node(it), bench.group_name(*from), bench.group_name(*group))
        }
        Event::RebuildStarted { server: of, node: it } => {
            words::event_rebuild_started(bench.mailbox_server(*of).name, node(it))
        }
        Event::ServerRebuilt { server: of, node: it } => {
            words::event_server_rebuilt(bench.mailbox_server(*of).name, node(it))
        }
        Event::LocalServerCleared { node: it } => words::event_local_server_cleared(server, node(it)),
        Event::OldServerKeptOffline { node: it } => words::event_old_server_kept_offline(server, node(it)),
        Event::SeedingStarted { node: it, duration, .. } => words::event_seeding_started(node(it), duration),
        Event::SeedingFinished { node: it, .. } => words::event_seeding_finished(node(it)),
        Event::HostNameEnabled { node: it, network } => words::event_host_name_enabled(node(it), network.name()),
        Event::HostNameDisabled { node: it, network } => words::event_host_name_disabled(node(it), network.name()),
        Event::ReplicationNetworkChosen { node: it, network, by_host_name: true } => {
            words::event_replication_network_chosen(node(it), network.name())
        }
        Event::ReplicationNetworkChosen { node: it, .. } => words::event_replication_network_public(node(it)),
        Event::BackupStarted { .. }
        | Event::BackupFinished { .. }
        | Event::BackupStopped { .. }
        | Event::LogsTruncated { .. }
        | Event::LogsDeleted { .. }
        | Event::NewerLogsDeleted { .. }
        | Event::CircularLoggingSet { .. }
        | Event::LogDamaged { .. }
        | Event::PageDamaged { .. }
        | Event::DamagedPageRead { .. }
        | Event::MailRemoved { .. }
        | Event::VolumeFilled { .. }
        | Event::VolumeHasSpace { .. }
        | Event::RestoreStarted { .. }
        | Event::DatabaseRestored { .. }
        | Event::RestoreStopped { .. }
        | Event::NewerLogsGivenUp { .. }
        | Event::RecoveryFailed { .. } => backup::sentence(bench, event).unwrap_or_default(),
        Event::DatabaseDismounted { group, node: it, reason } => match reason {
            DismountReason::VolumeFull => words::event_database_dismounted_full(database(bench, *group), node(it)),
            _ => words::event_database_dismounted(database(bench, *group), node(it)),
        },
        Event::DatabaseFailed { group, node: it, reason } => match reason {
            DismountReason::NoQuorum => words::event_database_failed_quorum(database(bench, *group), node(it)),
            DismountReason::VolumeGone => words::event_database_failed_volume(database(bench, *group), node(it)),
            _ => words::event_database_failed_store(database(bench, *group), node(it)),
        },
        Event::RemainingLogsFetched { node: it, logs, open_log, .. } => match logs.0 + u32::from(*open_log) {
            0 => words::event_remaining_logs_fetched_none(node(it)),
            all => words::event_remaining_logs_fetched(node(it), u64::from(all)),
        },
        Event::RemainingLogsOutOfReach { node: it, source, .. } => {
            words::event_remaining_logs_out_of_reach(node(it), node(source))
        }
        Event::MountAllowed { group, missing, tolerated, .. } => {
            words::event_mount_allowed(u64::from(missing.0), tolerated.0, database(bench, *group))
        }
        Event::MountRefused { group, node: it, missing, tolerated, open_log } => {
            let database = database(bench, *group);
            if missing > tolerated {
                words::event_mount_refused(u64::from(missing.0), tolerated.0, database)
            } else if *open_log && *tolerated == MountDial::Lossless.tolerates() {
                words::event_mount_refused_open(database)
            } else {
                words::event_mount_refused_unfit(node(it), database)
            }
        }
        Event::LossAccepted { missing, .. } => words::event_loss_accepted(u64::from(missing.0)),
        Event::MountForced { group, .. } => words::event_mount_forced(database(bench, *group)),
        Event::DatabaseMounting { group, node: it, logs } => {
            words::event_database_mounting(u64::from(logs.0), database(bench, *group), node(it))
        }
        Event::DatabaseMounted { group, node: it } => words::event_database_mounted(database(bench, *group), node(it)),
        Event::LogsLost { closed, letters, edits, people, .. } => {
            words::event_logs_lost(lost(*closed, *letters, *edits), u64::from(*people))
        }
        Event::OutboxesSent { edits } => words::event_outboxes_sent(u64::from(*edits)),
        Event::LetterDelivered { hub, .. } => words::event_letter_delivered(node(hub)),
        Event::LetterQueued { hub, .. } => words::event_letter_queued(node(hub)),
        Event::DumpsterSentAgain { hub, letters, duplicates, .. } => {
            words::event_dumpster_sent_again(node(hub), words::letters_of(u64::from(*letters)), duplicates)
        }
        Event::DumpsterOutOfReach { hub, .. } => words::event_dumpster_out_of_reach(node(hub)),
        Event::DumpsterRequestGivenUp { hub, .. } => words::event_dumpster_request_given_up(node(hub)),
        Event::TransportConfigSet { bytes: 0, .. } => words::event_transport_config_off().to_owned(),
        Event::TransportConfigSet { age, .. } if *age == SimSpan::ZERO => {
            words::event_transport_config_off().to_owned()
        }
        Event::TransportConfigSet { bytes, age } => words::event_transport_config_set(bytes / 1_048_576, age),
        Event::ObjectChanged { group, change } => object_changed(bench, *group, *change),
        Event::LocalCopyRestored { group, is_complete: true, .. } => {
            words::event_local_restored_all(bench.group_name(*group))
        }
        Event::LocalCopyRestored { group, missing, .. } => {
            words::event_local_restored_short(bench.group_name(*group), u64::from(missing.0))
        }
        Event::MailboxesRehomed { group, people, duration } => {
            words::event_mailboxes_rehomed(u64::from(*people), database(bench, *group), duration)
        }
        Event::MailboxesMoved { group, people } => {
            words::event_mailboxes_moved(u64::from(*people), database(bench, *group))
        }
        Event::MountDialSet { tolerated } => words::event_mount_dial_set(u64::from(tolerated.0)),
        Event::ForcedMountSet { hours: Some(hours) } => words::event_forced_mount_set(u64::from(*hours)),
        Event::ForcedMountSet { hours: None } => words::event_forced_mount_unset().to_owned(),
        Event::WorkloadSet { messages_per_hour } => words::event_workload_set(u64::from(*messages_per_hour)),
        Event::ServiceLost {} => words::event_service_lost().to_owned(),
        Event::ServiceRestored { after } => words::event_service_restored(after),
    }
}

fn object_changed(bench: &Bench, group: StorageGroupId, change: ObjectChange) -> String {
    let (name, database) = (bench.group_name(group), database(bench, group));
    match change {
        ObjectChange::GroupMade => words::event_group_made(name),
        ObjectChange::GroupRemoved => words::event_group_removed(name),
        ObjectChange::DatabaseMade => words::event_database_made(database, name),
        ObjectChange::DatabaseRemoved => words::event_database_removed(name),
        ObjectChange::DatabaseSet => words::event_database_set(database),
        ObjectChange::FilesMoved => words::event_files_moved(name),
        ObjectChange::PathsSet => words::event_paths_set(name),
        ObjectChange::CopyFileSet => words::event_copy_file_set(database),
        ObjectChange::CopyFileUnset => words::event_copy_file_unset(database),
        ObjectChange::CopyEnabled => words::event_copy_enabled(name),
        ObjectChange::CopyDisabled => words::event_copy_disabled(name),
        ObjectChange::CopyFilesMoved => words::event_copy_files_moved(name),
        ObjectChange::VolumesSwapped => words::event_volumes_swapped(name),
    }
}

fn moved(bench: &Bench, from: Option<NodeId>, to: NodeId, reason: MoveReason) -> String {
    let server = bench.main_server().name;
    let to = name(bench, to);
    let Some(from) = from.map(|node| name(bench, node)) else { return words::event_move_formed(server, to) };
    match reason {
        MoveReason::Handoff => words::event_move_handoff(server, from, to),
        MoveReason::NodeLost => words::event_move_node_lost(server, to, from),
        MoveReason::ResourceFailed => words::event_move_resource_failed(server, to, from),
        MoveReason::NodeShutdown => words::event_move_shutdown(server, to, from),
        MoveReason::ClusterFormed | MoveReason::StartedByHand | MoveReason::NodeResumed => {
            words::event_move_formed(server, to)
        }
        MoveReason::ClusterTool => words::event_move_cluster_tool(server, from, to),
    }
}

fn closed(log: String, letters: u32, closing: Closing) -> String {
    match closing {
        Closing::Full => words::event_log_closed_full(log),
        Closing::Roll => words::event_log_closed_roll(log),
        Closing::ByHand => words::event_log_closed_by_hand(log, u64::from(letters)),
        Closing::Dismount => words::event_log_closed_dismount(log),
        Closing::Fetched => words::event_log_closed_fetched(log),
    }
}

fn lost(closed: LogCount, letters: u32, edits: u32) -> String {
    let letters = words::letters_of(u64::from(letters));
    let edits = words::edits_of(u64::from(edits));
    match closed.0 {
        0 => words::lost_open_log(letters, edits),
        closed => words::lost_closed_logs(u64::from(closed), letters, edits),
    }
}

fn file(bench: &Bench, group: StorageGroupId, generation: LogGeneration) -> String {
    generation.file_name(bench.group(group).prefix)
}

fn database(bench: &Bench, group: StorageGroupId) -> &str {
    &bench.group(group).database
}

fn name(bench: &Bench, node: NodeId) -> &'static str {
    bench.parts.server(node).name
}

fn nodes(bench: &Bench, set: NodeSet) -> String {
    listed(set.iter().map(|node| name(bench, node).to_owned()).collect())
}

fn parts(bench: &Bench, missing: &[Part]) -> String {
    listed(missing.iter().map(|part| bench.parts.name_of(*part)).collect())
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(mut names: Vec<String>) -> String {
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => words::list_and(names.join(", "), last),
    }
}
