//! What an administrator does in a storm: mail first, then the copies. Each step is one line of the shell.
//!
//! She follows the failure tables of the modes. What loses nothing and stays at home she does at once; a loss, a quorum
//! without majority and an activation elsewhere wait until people have been without mail for longer than she has
//! patience, because what is broken may come back. The mount dial has accepted before what it tolerates.

mod copies;
mod elsewhere;

use super::fault::{Repair, active_node, group};
use crate::model::bench::Bench;
use crate::model::cluster::{ClusterStart, QuorumModel};
use crate::model::exchange::{DatabaseState, ServerKind};
use crate::model::ids::{NodeId, NodeSet, Part, StorageGroupId};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::params::Windows;

/// What she sees when she looks.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub bench: &'a Bench,
    /// What has been repaired and waits to be switched on.
    pub due: &'a [(Part, Repair)],
    /// People have been without mail for longer than she waits for what is broken.
    pub is_patience_over: bool,
}

/// A line, and the input that it gives first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub line: String,
    input: Input,
}

impl Step {
    fn new(line: String, input: Input) -> Self {
        Step { line, input }
    }

    fn is_possible(&self, bench: &Bench) -> bool {
        bench.refusal(&self.input).is_none()
    }
}

/// The next step, if there is one.
pub(super) fn next_step(sight: Sight<'_>) -> Option<Step> {
    let bench = sight.bench;
    let group = group(bench);
    let is_down = !bench.group(group).is_mounted();
    let mut steps: Vec<Step> = switch_on(sight, Repair::Mended).into_iter().collect();
    // Whoever has begun to activate the database elsewhere goes on with it; an empty disk at home can wait.
    let begun = elsewhere::go_on(bench, group).filter(|_| is_down);
    let has_begun = begun.is_some();
    steps.extend(begun.into_iter().flatten());
    steps.extend(switch_on(sight, Repair::Replaced));
    if is_down {
        steps.extend(mount(bench, group));
    }
    if is_down && !has_begun {
        steps.extend(bring_back(sight, group));
    }
    steps.extend(copies::mend(bench));
    steps.into_iter().find(|step| step.is_possible(bench))
}

/// Before maintenance another node takes over, where there is one.
pub(super) fn make_room(bench: &Bench) -> Option<Step> {
    let owner = active_node(bench);
    let others = bench.view_of(owner).iter().filter(|node| *node != owner);
    let steps = others.map(|node| move_to(bench, node, false));
    steps.into_iter().find(|step| step.is_possible(bench))
}

fn switch_on(sight: Sight<'_>, wanted: Repair) -> Option<Step> {
    let due = sight.due.iter().filter(|(part, repair)| *repair == wanted && sight.bench.can_start(*part));
    let parts: Vec<Part> = due.map(|(part, _)| *part).collect();
    let part = *parts.first()?;
    let (switch, input) = match wanted {
        Repair::Mended => ("", Input::StartPart { part }),
        Repair::Replaced => (" -Replace", Input::ReplacePart { part }),
    };
    let names: Vec<String> = parts.iter().map(|part| sight.bench.parts.name_of(*part)).collect();
    Some(Step::new(format!("Start-LabComponent {}{switch}", names.join(", ")), input))
}

/// The ways to have a database back that cannot be mounted as it is, the one that loses least first.
fn bring_back(sight: Sight<'_>, group: StorageGroupId) -> Vec<Step> {
    let bench = sight.bench;
    let mut steps = Vec::new();
    if has_lost_its_files(bench, group) {
        steps.extend(activate_local_copy(sight, group));
        let partner = bench.group(group).partner_copy().filter(|_| bench.server_of(group).kind.cluster().is_some());
        steps.extend(partner.map(|copy| move_to(bench, copy.node, true)));
    }
    if sight.is_patience_over {
        steps.extend(accept_loss(bench, group));
        steps.extend(force_quorum(bench, group));
        steps.extend(elsewhere::begin(bench, group));
    }
    if has_lost_its_files(bench, group) {
        steps.extend(restore_backup(sight, group));
    }
    steps.extend(start_server(bench));
    steps
}

fn database_name(bench: &Bench, group: StorageGroupId) -> String {
    format!("\"{}\\{}\"", bench.group_name(group), bench.group(group).database)
}

fn mount(bench: &Bench, group: StorageGroupId) -> Option<Step> {
    let has_file = bench.mounting_place(group).is_some_and(|(_, place)| {
        let (storage, copy) = (bench.group(group), bench.group(group).copy(place));
        copy.database != DatabaseState::Absent || storage.settings.is_some_and(|settings| !settings.is_created)
    });
    let line = format!("Mount-Database {}", database_name(bench, group));
    has_file.then(|| Step::new(line, Input::MountDatabase { group }))
}

/// Whether the files of the active copy are gone, for now or for good.
fn has_lost_its_files(bench: &Bench, group: StorageGroupId) -> bool {
    let storage = bench.group(group);
    let active = storage.active_copy();
    !bench.parts.are_writable(active.disks)
        || active.database == DatabaseState::Absent
        || storage.bad_log_of_recovery().is_some()
}

/// The copy on the same server: Restore-StorageGroupCopy, then Mount-Database. Source: \[LCRREC\].
fn activate_local_copy(sight: Sight<'_>, group: StorageGroupId) -> Option<Step> {
    let bench = sight.bench;
    let place = bench.group(group).partner()?;
    let is_whole = bench.is_source_in_reach(bench.group(group).copy_id(place));
    if !is_whole && !sight.is_patience_over {
        return None;
    }
    let name = bench.group_name(group);
    let line = format!("Restore-StorageGroupCopy \"{name}\" -ReplaceLocations -Confirm:$false");
    let input = LocalInput::Restore { group, replace_locations: true };
    Some(Step::new(line, Input::ChangeLocalCopy { input }))
}

fn move_to(bench: &Bench, target: NodeId, ignore_dismounted: bool) -> Step {
    let (server, node) = (bench.server_of(group(bench)).name, bench.parts.server(target).name);
    let switch = if ignore_dismounted { " -IgnoreDismounted" } else { "" };
    let line = format!(
        "Move-ClusteredMailboxServer {server} -TargetMachine {node} -MoveComment storm{switch} -Confirm:$false"
    );
    Step::new(line, Input::MoveClusteredMailboxServer { target, comment: "storm".to_owned(), ignore_dismounted })
}

/// More logs are missing than the dial tolerates.
fn accept_loss(bench: &Bench, group: StorageGroupId) -> Option<Step> {
    let line = format!("Restore-StorageGroupCopy \"{}\" -Force -Confirm:$false", bench.group_name(group));
    let is_open = bench.group(group).loss_accepted.is_none();
    is_open.then(|| Step::new(line, Input::RestoreCopy { group, standby: None }))
}

/// The nodes that are left go on without a majority: she is sure by now that the others are down.
fn force_quorum(bench: &Bench, group: StorageGroupId) -> Option<Step> {
    let cluster = bench.server_of(group).kind.cluster().map(|cluster| bench.cluster(cluster))?;
    let active = bench.group(group).active_copy().node;
    let members = cluster.members.iter().map(|member| member.node);
    let up = |node: &NodeId| bench.parts.server(*node).answers();
    let node = [active].into_iter().chain(members).find(up).filter(|_| !cluster.has_quorum())?;
    let name = bench.parts.server(node).name;
    let (switch, start) = match (bench.config.windows, cluster.model) {
        (Windows::V2003, QuorumModel::SharedDisk) => ("/fixquorum".to_owned(), ClusterStart::FixQuorum),
        (Windows::V2003, _) => (format!("/forcequorum:{name}"), ClusterStart::ForceQuorum(NodeSet::EMPTY.with(node))),
        (Windows::V2008, _) => ("/forcequorum".to_owned(), ClusterStart::ForceQuorum(NodeSet::EMPTY)),
    };
    let line = format!("psexec \\\\{name} net start clussvc {switch}");
    Some(Step::new(line, Input::StartClusterService { node, start }))
}

/// The newest backup, and the logs that came after it as far as they are there.
fn restore_backup(sight: Sight<'_>, group: StorageGroupId) -> Option<Step> {
    let storage = sight.bench.group(group);
    let base = storage.base_of_a_restore(None)?;
    let is_whole = storage.newest_log_of_a_restore(base, true) == storage.last_generated;
    let line = format!("Restore-LabBackup \"{}\" -Force", sight.bench.group_name(group));
    let step = Step::new(line, Input::RestoreBackup { group, backup: None, roll_forward: true });
    (is_whole || sight.is_patience_over).then_some(step)
}

/// A clustered mailbox server that nobody brings online by itself.
fn start_server(bench: &Bench) -> Option<Step> {
    let server = bench.main_server();
    let is_clustered = !matches!(server.kind, ServerKind::StandAlone);
    let line = format!("Start-ClusteredMailboxServer {} -Confirm:$false", server.name);
    is_clustered.then(|| Step::new(line, Input::StartClusteredMailboxServer))
}
