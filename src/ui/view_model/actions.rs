//! What can be done to a part: buttons, each of which is a line of the shell.

use crate::model::scene::{NetworkScene, NodeScene, PartScene, Scene};
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
    let passive = scene.nodes.iter().find(|node| !node.is_owner);
    let copying = passive.and_then(|node| node.processes.iter().find(|process| process.id.ends_with("\\Replication")));
    if let Some(node) = broken {
        suggest(words::suggest_start(&node.part.id), Some(&node.part), |action| action.purpose == Purpose::Mend);
    }
    if let Some(node) = passive {
        suggest(words::suggest_move(&node.part.id), Some(&node.part), |action| action.command.starts_with("Move-"));
    }
    suggest(words::suggest_witness().to_owned(), Some(&scene.witness.part), breaks);
    suggest(words::suggest_replication().to_owned(), copying, breaks);
    for network in &scene.networks {
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

fn of_network(scene: &Scene, network: &NetworkScene) -> Option<PartAction> {
    let [one, other, ..] = &scene.nodes[..] else { return None };
    let link = format!("{} {} -Network {}", one.part.id, other.part.id, network.part.id);
    Some(match network.is_cut {
        true => mend(words::action_connect(), format!("Connect-LabNetwork {link}")),
        false => PartAction {
            label: words::action_disconnect().to_owned(),
            command: format!("Disconnect-LabNetwork {link}"),
            purpose: Purpose::Break,
        },
    })
}

fn of_node(scene: &Scene, node: &NodeScene, part: &PartScene) -> Vec<PartAction> {
    let (group, cms) = (&scene.stream.storage_group, &scene.cms.name);
    let mut actions = Vec::new();
    if node.is_owner && (part.id == node.log_volume.id || part.id == node.part.id) {
        actions.push(tend(words::action_close_log(), "Close-LabLog".to_owned()));
    }
    if part.id == node.part.id && !node.is_owner && part.faults.contains(&"PowerCut") {
        let line = format!(
            "Move-ClusteredMailboxServer -Identity:{cms} -TargetMachine:{} -MoveComment:\"by hand\" -Confirm:$false",
            part.id
        );
        actions.push(tend(words::action_move_here(), line));
        let is_suspended = node.copy_status.as_deref() == Some("Suspended");
        let (label, verb) = match is_suspended {
            true => (words::action_resume_copy(), "Resume"),
            false => (words::action_suspend_copy(), "Suspend"),
        };
        actions.push(tend(label, format!("{verb}-StorageGroupCopy -Identity:\"{cms}\\{group}\" -Confirm:$false")));
    }
    actions
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
