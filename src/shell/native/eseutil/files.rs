//! Which files are meant: those of one copy on one server.

use super::Call;
use crate::model::bench::Bench;
use crate::model::ese::EseError;
use crate::model::exchange::{Copy, CopyRole, DatabaseState, StorageGroup};
use crate::model::ids::{CopyId, NodeId, Part, Process, StorageGroupId, Volume};
use crate::model::view::View;
use crate::shell::error::{Category, ShellError};
use crate::shell::value::Value;

/// The files of a copy.
pub(super) struct Files<'a> {
    /// Which copy.
    pub id: CopyId,
    /// The server that they are on.
    pub node: NodeId,
    /// Its storage group.
    pub storage: &'a StorageGroup,
    /// The copy.
    pub copy: &'a Copy,
}

impl<'a> Files<'a> {
    fn of(bench: &'a Bench, id: CopyId) -> Files<'a> {
        Files { id, node: bench.copy(id).node, storage: bench.group(id.group), copy: bench.copy(id) }
    }

    /// Why the tool cannot read the database file: it is gone, or a store or the replication service has it open.
    pub(super) fn refuse(&self, view: &View<'_>, volume: Volume) -> Result<(), ShellError> {
        self.refuse_lost(view, volume)?;
        let is_fed = self.copy.is_used()
            && self.copy.suspended.is_none()
            && self.copy.failed.is_none()
            && view.bench.parts.runs(self.node, Process::Replication);
        let hint = match self.copy.database {
            DatabaseState::Mounted | DatabaseState::Dismounting => "dismount the database first: the store has it open",
            DatabaseState::Replica if is_fed => {
                "suspend the copy first: the replication service has it open (Suspend-StorageGroupCopy)"
            }
            DatabaseState::Replica | DatabaseState::Clean | DatabaseState::Dirty { .. } | DatabaseState::Absent => {
                return Ok(());
            }
        };
        let message = format!("The file '{}.edb' is in use.", self.storage.database);
        Err(ShellError::new(Category::InvalidOperation, message).hint(hint))
    }

    /// Why the tool cannot read anything on a volume.
    pub(super) fn refuse_lost(&self, view: &View<'_>, volume: Volume) -> Result<(), ShellError> {
        if view.bench.parts.is_readable(self.copy.disks, volume) {
            return Ok(());
        }
        let (code, word) = (EseError::DiskIO.code(), EseError::DiskIO.name());
        let part = view.name_of(Part::Volume(self.copy.disks, volume));
        let message = format!("Operation terminated with error {code} ({word}): '{part}' does not answer.");
        Err(ShellError::new(Category::InvalidOperation, message).target(&part))
    }
}

/// The files of the database with this name, with or without its folder.
pub(super) fn of_database<'a>(call: &Call, view: &View<'a>, name: &str) -> Result<Files<'a>, ShellError> {
    let file = name.rsplit('\\').next().unwrap_or(name);
    meant(call, view, name, false, |storage, copy| {
        let is_whole = name.contains('\\') && !copy.paths.database_file.eq_ignore_ascii_case(name);
        !is_whole && format!("{}.edb", storage.database).eq_ignore_ascii_case(file)
    })
}

/// The files of the storage group with this prefix; a whole file name will do.
pub(super) fn of_prefix<'a>(call: &Call, view: &View<'a>, name: &str) -> Result<Files<'a>, ShellError> {
    let file = name.rsplit('\\').next().unwrap_or(name).to_ascii_uppercase();
    let folder = name.rsplit_once('\\').map(|(folder, _)| folder);
    meant(call, view, name, true, |storage, copy| {
        folder.is_none_or(|folder| copy.paths.log_folder.eq_ignore_ascii_case(folder))
            && file.starts_with(storage.prefix)
    })
}

/// Among several, those that nobody has open are meant: the tool works on no others.
fn meant<'a>(
    call: &Call,
    view: &View<'a>,
    name: &str,
    takes_logs_alone: bool,
    fits: impl Fn(&StorageGroup, &Copy) -> bool,
) -> Result<Files<'a>, ShellError> {
    let bench = view.bench;
    let ids = bench
        .groups
        .iter()
        .flat_map(|group| (0..group.copies.len()).map(move |place| (group, place)))
        .filter(|(group, place)| fits(group, group.copy(*place)))
        .map(|(group, place)| group.copy_id(place));
    let in_reach =
        |files: &Files<'_>| call.on.is_none_or(|node| node == files.node) && bench.parts.server(files.node).answers();
    let all: Vec<Files<'a>> = ids.map(|id| Files::of(bench, id)).filter(in_reach).collect();
    let (whole, without): (Vec<Files<'a>>, Vec<Files<'a>>) =
        all.into_iter().partition(|files| files.copy.database != DatabaseState::Absent);
    // Logs whose database is gone are there all the same.
    let logs_alone = without.into_iter().filter(|files| takes_logs_alone && !files.copy.files.is_empty());
    let all = if whole.is_empty() { logs_alone.collect() } else { whole };
    let is_idle = |files: &&Files<'_>| files.copy.role == CopyRole::Retired && files.copy.restored.is_some();
    let idle = all.iter().filter(is_idle).count();
    if all.is_empty() {
        let error = EseError::FileNotFound;
        let (code, word) = (error.code(), error.name());
        let message =
            format!("Operation terminated with error {code} ({word}): there is no file '{name}' on a server in reach.");
        let error = ShellError::new(Category::InvalidOperation, message).target(name);
        return Err(error.hint("a target has no database before 50 logs and its lag, or before it is seeded"));
    }
    if all.len() == 1 || idle == 1 {
        let chosen = all.into_iter().find(|files| idle != 1 || is_idle(&files));
        return chosen.ok_or_else(|| ShellError::not_found(name));
    }
    // On one server the folder tells the copies apart, and without one the active copy is meant.
    let is_one_server = all.iter().all(|files| files.node == all[0].node && files.id.group == all[0].id.group);
    let in_place = |files: &Files<'_>| files.storage.is_in_place(files.id.place as usize);
    if is_one_server && let Some(place) = all.iter().position(in_place) {
        return all.into_iter().nth(place).ok_or_else(|| ShellError::not_found(name));
    }
    let names: Vec<String> = all.iter().map(|files| view.name_of(Part::Node(files.node))).collect();
    let message = format!("'{name}' could be meant on {}.", names.join(" and on "));
    let hint = format!("name the server: psexec \\\\{} eseutil ...", names[0]);
    Err(ShellError::new(Category::InvalidArgument, message).hint(hint))
}

/// When a recovery began, and the files that it is about.
pub(super) fn noted<'a>(view: &View<'a>, note: &Value) -> Option<(u64, Files<'a>)> {
    let Value::List(items) = note else { return None };
    let number = |place: usize| match items.get(place) {
        Some(Value::Int(number)) => u64::try_from(*number).ok(),
        _ => None,
    };
    let (began, group, place) = (number(0)?, number(1)?, number(2)?);
    let id = CopyId { group: StorageGroupId(u8::try_from(group).ok()?), place: u8::try_from(place).ok()? };
    Some((began, Files::of(view.bench, id)))
}
