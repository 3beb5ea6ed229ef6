//! Sentences about backups, restores, disk space and damage.

use super::{database, lost, name};
use crate::model::backup::BackupKind;
use crate::model::bench::Bench;
use crate::model::ese::EseError;
use crate::model::event::{BackupEnd, Event};
use crate::model::ids::{NodeId, StorageGroupId};
use crate::model::units::LogGeneration;
use crate::words;

/// The event in one sentence, if it is one of these.
pub(super) fn sentence(bench: &Bench, event: &Event) -> Option<String> {
    let node = |node: &NodeId| name(bench, *node);
    let log = |group: &StorageGroupId, it: &LogGeneration| it.file_name(bench.group(*group).prefix);
    let text = match event {
        Event::BackupStarted { node: on, kind, duration, .. } => {
            words::event_backup_started(kind_in_words(*kind), node(on), duration)
        }
        Event::BackupFinished { group, node: on, kind, upto } => {
            words::event_backup_finished(kind_in_words(*kind), node(on), log(group, upto))
        }
        Event::BackupStopped { group, node: on, kind, reason } => stopped(bench, *group, *on, *kind, *reason),
        Event::LogsTruncated { group, node: on, upto, logs } => {
            words::event_logs_truncated(node(on), u64::from(logs.0), log(group, upto))
        }
        Event::LogsDeleted { group, node: on, upto, logs } => {
            words::event_logs_deleted(u64::from(logs.0), node(on), log(group, upto))
        }
        Event::NewerLogsDeleted { group, node: on, after, logs } => {
            words::event_newer_logs_deleted(u64::from(logs.0), log(group, after), node(on))
        }
        Event::CircularLoggingSet { group, is_on: true } => words::event_circular_on(bench.group_name(*group)),
        Event::CircularLoggingSet { group, is_on: false } => words::event_circular_off(bench.group_name(*group)),
        Event::LogDamaged { group, node: on, generation } => words::event_log_damaged(log(group, generation), node(on)),
        Event::PageDamaged { group, node: on } => words::event_page_damaged(database(bench, *group), node(on)),
        Event::DamagedPageRead { group, node: on } => {
            words::event_damaged_page_read(node(on), database(bench, *group), EseError::ReadVerifyFailure.code())
        }
        Event::MailRemoved { group, letters } => {
            words::event_mail_removed(u64::from(*letters), database(bench, *group))
        }
        Event::VolumeFilled { part, used_mb } => words::event_volume_filled(bench.parts.name_of(*part), used_mb),
        Event::VolumeHasSpace { part, free_mb } => words::event_volume_has_space(bench.parts.name_of(*part), free_mb),
        Event::RestoreStarted { group, node: on, duration } => {
            words::event_restore_started(database(bench, *group), node(on), duration)
        }
        Event::DatabaseRestored { group, upto, logs, .. } => {
            words::event_database_restored(database(bench, *group), u64::from(logs.0), log(group, upto))
        }
        Event::RestoreStopped { group, node: on } => words::event_restore_stopped(database(bench, *group), node(on)),
        Event::NewerLogsGivenUp { closed, letters, edits, people, .. } => {
            words::event_newer_logs_given_up(lost(*closed, *letters, *edits), u64::from(*people))
        }
        Event::RecoveryFailed { group, error, generation, .. } => words::event_recovery_failed(
            database(bench, *group),
            error.name(),
            i64::from(error.code()),
            log(group, generation),
        ),
        _ => return None,
    };
    Some(text)
}

fn stopped(bench: &Bench, group: StorageGroupId, on: NodeId, kind: BackupKind, reason: BackupEnd) -> String {
    let (kind, node) = (kind_in_words(kind), name(bench, on));
    let code = |error: EseError| i64::from(error.code());
    match reason {
        BackupEnd::ByHand => words::event_backup_stopped_by_hand(kind, node),
        BackupEnd::ServerMoves => words::event_backup_stopped_move(kind, node, bench.server_of(group).name),
        BackupEnd::DatabaseGone => words::event_backup_stopped_database(kind, node),
        BackupEnd::CopyGone => words::event_backup_stopped_copy(kind, node),
        BackupEnd::PageDamaged => {
            let error = EseError::ReadVerifyFailure;
            words::event_backup_stopped_page(kind, node, error.name(), code(error))
        }
        BackupEnd::LogDamaged => {
            let error = EseError::LogFileCorrupt;
            words::event_backup_stopped_log(kind, node, error.name(), code(error))
        }
    }
}

/// The kind of a backup within a sentence.
pub(super) fn kind_in_words(kind: BackupKind) -> &'static str {
    match kind {
        BackupKind::Full => words::backup_full(),
        BackupKind::Incremental => words::backup_incremental(),
        BackupKind::Differential => words::backup_differential(),
        BackupKind::Copy => words::backup_copy(),
    }
}
