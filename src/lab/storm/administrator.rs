//! What an administrator does in a storm: mail first, then the copies. Each step is one line of the shell.

use super::fault::{GROUP, active_node};
use crate::model::bench::Bench;
use crate::model::exchange::{CopyStatus, StorageGroup};
use crate::model::ids::{NodeId, Part, StorageGroupId};
use crate::model::input::Input;

/// A line, and the input that it gives.
pub(super) struct Step {
    pub line: String,
    input: Option<Input>,
}

impl Step {
    /// A line that nothing has to be asked about.
    pub fn line(line: String) -> Self {
        Step { line, input: None }
    }

    fn new(line: String, input: Input) -> Self {
        Step { line, input: Some(input) }
    }
}

/// The next step, if there is one; `due` has been repaired and waits to be switched on.
pub(super) fn next_step(bench: &Bench, due: &[Part]) -> Option<Step> {
    let is_possible = |step: &Step| step.input.as_ref().is_none_or(|input| bench.refusal(input).is_none());
    let mut steps: Vec<Step> = switch_on(bench, due).into_iter().collect();
    for group in bench.group_ids().filter(|group| bench.group(*group).people > 0) {
        if !bench.group(group).is_mounted() {
            steps.extend(bring_back(bench, group));
        }
    }
    steps.extend(mend_copies(bench));
    steps.into_iter().find(is_possible)
}

/// Before maintenance another node takes over, where there is one.
pub(super) fn make_room(bench: &Bench) -> Option<Step> {
    let owner = active_node(bench);
    let others = bench.view_of(owner).iter().filter(|node| *node != owner);
    let steps = others.map(|node| move_to(bench, node, false));
    steps.into_iter().find(|step| step.input.as_ref().is_some_and(|input| bench.refusal(input).is_none()))
}

fn switch_on(bench: &Bench, due: &[Part]) -> Option<Step> {
    let parts: Vec<Part> = due.iter().copied().filter(|part| bench.can_start(*part)).collect();
    let first = *parts.first()?;
    let names: Vec<String> = parts.iter().map(|part| bench.parts.name_of(*part)).collect();
    Some(Step::new(format!("Start-LabComponent {}", names.join(", ")), Input::StartPart { part: first }))
}

/// The ways to have a database back, the one that loses least first.
fn bring_back(bench: &Bench, group: StorageGroupId) -> Vec<Step> {
    let storage = bench.group(group);
    let database = format!("\"{}\\{}\"", bench.group_name(group), storage.database);
    let mut steps = vec![Step::new(format!("Mount-Database {database}"), Input::MountDatabase { group })];
    if storage.loss_accepted.is_none() {
        let line = format!("Restore-StorageGroupCopy \"{}\" -Force -Confirm:$false", bench.group_name(group));
        steps.push(Step::new(line, Input::RestoreCopy { group, standby: None }));
    }
    let has_disks = bench.parts.are_writable(storage.active_copy().disks);
    if !has_disks && let Some(partner) = storage.partner_copy() {
        steps.push(move_to(bench, partner.node, true));
    }
    steps
}

fn move_to(bench: &Bench, target: NodeId, ignore_dismounted: bool) -> Step {
    let (server, node) = (bench.server_of(GROUP).name, bench.parts.server(target).name);
    let switch = if ignore_dismounted { " -IgnoreDismounted" } else { "" };
    let line = format!(
        "Move-ClusteredMailboxServer {server} -TargetMachine {node} -MoveComment storm{switch} -Confirm:$false"
    );
    Step::new(line, Input::MoveClusteredMailboxServer { target, comment: "storm".to_owned(), ignore_dismounted })
}

/// A copy that has failed gets a new baseline once its disks are there; one that is suspended goes on.
fn mend_copies(bench: &Bench) -> Vec<Step> {
    let mut steps = Vec::new();
    for id in bench.passive_copies() {
        let (storage, copy) = (bench.group(id.group), bench.copy(id));
        if !bench.parts.are_writable(copy.disks) || !storage.is_mounted() {
            continue;
        }
        let group = id.group;
        let standby = copy.is_standby().then_some(copy.node);
        let name = copy_name(bench, storage, standby);
        steps.extend(match storage.copy_status(id.place as usize, &bench.parts) {
            CopyStatus::Failed => Some(Step::new(
                format!("Suspend-StorageGroupCopy {name} -Confirm:$false"),
                Input::SuspendCopy { group, standby, comment: String::new() },
            )),
            CopyStatus::Suspended if copy.failed.is_some() => Some(Step::new(
                format!("Update-StorageGroupCopy {name} -DeleteExistingFiles -Confirm:$false"),
                Input::UpdateCopy { group, standby, delete_existing_files: true, manual_resume: false, over: None },
            )),
            CopyStatus::Suspended => Some(Step::new(
                format!("Resume-StorageGroupCopy {name} -Confirm:$false"),
                Input::ResumeCopy { group, standby },
            )),
            CopyStatus::ServiceDown
            | CopyStatus::Initializing
            | CopyStatus::Seeding
            | CopyStatus::Resynchronizing
            | CopyStatus::Healthy => None,
        });
    }
    steps
}

fn copy_name(bench: &Bench, storage: &StorageGroup, standby: Option<NodeId>) -> String {
    let on = standby.map_or(String::new(), |node| format!(" -StandbyMachine {}", bench.parts.server(node).name));
    format!("\"{}\"{on}", bench.group_name(storage.id))
}
