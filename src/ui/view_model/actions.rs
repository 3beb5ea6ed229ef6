//! What can be done to a part: buttons, each of which is a line of the shell.

use crate::model::params::Mode;
use crate::model::scene::{CopyScene, DisksScene, LinkScene, NetworkScene, NodeScene, PartScene, Scene};
use crate::words;

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Breaks something.
    Break,
    /// Undoes a fault.
    Mend,
    /// What an administrator does on a good day.
    Tend,
}

/// A button of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartAction {
    /// What the button says.
    pub label: String,
    /// The line it enters.
    pub command: String,
    /// What it is for.
    pub purpose: Purpose,
}

/// Everything that can be done to a part now, repairs first.
pub fn of_part(scene: &Scene, part: &PartScene) -> Vec<PartAction> {
    let mut actions = Vec::new();
    if part.can_start {
        actions.push(mend(words::action_start(), format!("Start-LabComponent {}", part.id)));
    }
    if part.can_replace {
        let is_node = scene.nodes.iter().any(|node| node.part.id == part.id);
        let label = if is_node { words::action_replace_server() } else { words::action_replace_disk() };
        actions.push(mend(label, format!("Start-LabComponent {} -Replace", part.id)));
    }
    for network in scene.networks.iter().filter(|network| network.part.id == part.id) {
        actions.extend(of_network(scene, network));
    }
    for node in &scene.nodes {
        actions.extend(of_node(scene, node, part));
    }
    actions.extend(part.faults.iter().map(|fault| PartAction {
        label: fault_label(fault),
        command: format!("Stop-LabComponent {} -How {fault}", part.id),
        purpose: Purpose::Break,
    }));
    actions
}

/// Further things to try on this bench, as far as its parts allow them now.
pub fn suggestions(scene: &Scene) -> Vec<PartAction> {
    let mut suggestions = Vec::new();
    let mut suggest = |label: String, part: Option<&PartScene>, is_it: fn(&PartAction) -> bool| {
        let action = part.and_then(|part| of_part(scene, part).into_iter().find(is_it));
        suggestions.extend(action.map(|action| PartAction { label, ..action }));
    };
    let broken = scene.nodes.iter().find(|node| node.part.can_start);
    let source = || scene.nodes.iter().filter(|node| !node.is_target);
    let passive = source().find(|node| !node.is_owner);
    let replication = |node: &'_ NodeScene| -> Option<usize> {
        node.processes.iter().position(|process| process.id.ends_with("\\Replication"))
    };
    if let Some(node) = broken {
        suggest(words::suggest_start(&node.part.id), Some(&node.part), |action| action.purpose == Purpose::Mend);
    }
    if let Some(node) = passive {
        suggest(words::suggest_move(&node.part.id), Some(&node.part), |action| action.command.starts_with("Move-"));
    }
    for cluster in &scene.clusters {
        suggest(words::suggest_witness().to_owned(), cluster.witness.as_ref().map(|witness| &witness.part), breaks);
        suggest(words::suggest_quorum_disk().to_owned(), cluster.quorum_disk.as_ref(), breaks);
        let shared = cluster.shared.as_ref();
        suggest(words::suggest_shared_disk().to_owned(), shared.map(|disks| &disks.database_volume), breaks);
    }
    // Where logs are copied, the replication service of the copy's server does it.
    let holder = scene
        .nodes
        .iter()
        .find(|node| node.disks.iter().any(|disks| disks.copy.as_ref().is_some_and(|copy| copy.status.is_some())));
    if let Some(node) = holder {
        let process = replication(node).map(|place| &node.processes[place]);
        suggest(words::suggest_replication_on(&node.part.id), process, breaks);
        for disks in node.disks.iter().filter(|disks| scene.mode != Mode::Ccr && !holds_active(disks)) {
            suggest(words::suggest_fill(&disks.log_volume.id), Some(&disks.log_volume), |it| {
                it.command.ends_with("Full")
            });
        }
    }
    if scene.mode == Mode::Lcr {
        let logs = source().flat_map(|node| &node.disks).find(|disks| holds_active(disks));
        suggest(words::suggest_log_disk().to_owned(), logs.map(|disks| &disks.log_volume), breaks);
    }
    for network in scene.networks.iter().filter(|network| !network.links.is_empty()) {
        suggest(words::suggest_network(&network.part.label), Some(&network.part), breaks);
    }
    suggestions
}

fn breaks(action: &PartAction) -> bool {
    action.purpose == Purpose::Break
}

/// The line that cuts the power of a node.
pub fn pull_the_plug(node: &str) -> String {
    format!("Stop-LabComponent {node} -How PowerCut")
}

fn mend(label: &str, command: String) -> PartAction {
    PartAction { label: label.to_owned(), command, purpose: Purpose::Mend }
}

fn tend(label: &str, command: String) -> PartAction {
    PartAction { label: label.to_owned(), command, purpose: Purpose::Tend }
}

/// Links that were cut can be mended; those of the active node can be cut.
fn of_network(scene: &Scene, network: &NetworkScene) -> Vec<PartAction> {
    let owner = scene.nodes.iter().find(|node| node.is_owner).map(|node| &node.part.id);
    let is_only = network.links.len() == 1;
    let of = |link: &LinkScene| {
        let [a, b] = &link.between;
        let line = format!("{a} {b} -Network {}", network.part.id);
        if link.is_cut {
            let label = if is_only { words::action_connect().to_owned() } else { words::action_connect_two(a, b) };
            return Some(mend(&label, format!("Connect-LabNetwork {line}")));
        }
        let is_used = is_only || owner.is_none_or(|owner| link.between.contains(owner));
        let label = if is_only { words::action_disconnect().to_owned() } else { words::action_disconnect_two(a, b) };
        let command = format!("Disconnect-LabNetwork {line}");
        is_used.then_some(PartAction { label, command, purpose: Purpose::Break })
    };
    network.links.iter().filter_map(of).collect()
}

/// What belongs to the storage group as a whole, in words of the shell: `EXCHCMS\First Storage Group`.
fn group_identity(scene: &Scene) -> String {
    format!("{}\\{}", scene.server.name, scene.stream.storage_group)
}

fn of_node(scene: &Scene, node: &NodeScene, part: &PartScene) -> Vec<PartAction> {
    let is_node = part.id == node.part.id;
    let mut actions = Vec::new();
    let is_active_log = |disks: &DisksScene| disks.log_volume.id == part.id && holds_active(disks);
    if node.is_owner && (is_node || node.disks.iter().any(is_active_log)) {
        actions.push(tend(words::action_close_log(), "Close-LabLog".to_owned()));
    }
    let can_host = scene.server.is_clustered && !node.is_target && !node.is_owner;
    if is_node && can_host && part.faults.contains(&"PowerCut") {
        actions.push(tend(words::action_move_here(), move_here(scene, &part.id)));
    }
    for disks in &node.disks {
        let is_here = is_node || disks.log_volume.id == part.id || disks.database_volume.id == part.id;
        if let (true, Some(copy)) = (is_here && node.part.faults.contains(&"PowerCut"), &disks.copy) {
            // The volumes of a pair belong to the node, which offers it already.
            if is_node || scene.mode == Mode::Lcr {
                actions.extend(of_copy(scene, node, copy));
            }
        }
    }
    actions
}

fn holds_active(disks: &DisksScene) -> bool {
    disks.copy.as_ref().is_some_and(|copy| copy.is_active)
}

/// The line that hands the Mailbox server over to a node.
fn move_here(scene: &Scene, node: &str) -> String {
    let server = &scene.server.name;
    format!(
        "Move-ClusteredMailboxServer -Identity:{server} -TargetMachine:{node} -MoveComment:\"by hand\" -Confirm:$false"
    )
}

/// What an administrator does with a copy that logs are shipped to.
fn of_copy(scene: &Scene, node: &NodeScene, copy: &CopyScene) -> Option<PartAction> {
    let standby = if node.is_target { format!(" -StandbyMachine:{}", node.part.id) } else { String::new() };
    let (label, verb) = match copy.status.as_deref()? {
        "Suspended" => (words::action_resume_copy(), "Resume"),
        _ => (words::action_suspend_copy(), "Suspend"),
    };
    let identity = group_identity(scene);
    Some(tend(label, format!("{verb}-StorageGroupCopy -Identity:\"{identity}\"{standby} -Confirm:$false")))
}

fn fault_label(fault: &str) -> String {
    match fault {
        "PowerCut" => words::fault_power_cut().to_owned(),
        "Crash" => words::fault_crash().to_owned(),
        "Hang" => words::fault_hang().to_owned(),
        "Shutdown" => words::fault_shutdown().to_owned(),
        "Fail" => words::fault_fail().to_owned(),
        "Full" => words::fault_full().to_owned(),
        "Slow" => words::fault_slow().to_owned(),
        "Corrupt" => words::fault_corrupt().to_owned(),
        other => other.to_owned(),
    }
}
