//! Which files are meant: those of one copy on one server.

use super::Call;
use crate::model::bench::Bench;
use crate::model::ese::EseError;
use crate::model::exchange::{Copy, CopyRole, DatabaseState, StorageGroup};
use crate::model::ids::{CopyId, NodeId, Part, StorageGroupId};
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
}

/// The files of the database with this name, with or without its folder.
pub(super) fn of_database<'a>(call: &Call, view: &View<'a>, name: &str) -> Result<Files<'a>, ShellError> {
    let file = name.rsplit('\\').next().unwrap_or(name);
    meant(call, view, name, |storage| format!("{}.edb", storage.database).eq_ignore_ascii_case(file))
}

/// The files of the storage group with this prefix; a whole file name will do.
pub(super) fn of_prefix<'a>(call: &Call, view: &View<'a>, name: &str) -> Result<Files<'a>, ShellError> {
    let file = name.rsplit('\\').next().unwrap_or(name).to_ascii_uppercase();
    meant(call, view, name, |storage| file.starts_with(storage.prefix))
}

/// Among several, those that nobody has open are meant: the tool works on no others.
fn meant<'a>(
    call: &Call,
    view: &View<'a>,
    name: &str,
    fits: impl Fn(&StorageGroup) -> bool,
) -> Result<Files<'a>, ShellError> {
    let bench = view.bench;
    let ids = bench
        .groups
        .iter()
        .filter(|group| fits(group))
        .flat_map(|group| (0..group.copies.len()).map(|place| group.copy_id(place)));
    let is_here = |files: &Files<'_>| {
        call.on.is_none_or(|node| node == files.node)
            && bench.parts.server(files.node).answers()
            && files.copy.database != DatabaseState::Absent
    };
    let all: Vec<Files<'a>> = ids.map(|id| Files::of(bench, id)).filter(is_here).collect();
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
