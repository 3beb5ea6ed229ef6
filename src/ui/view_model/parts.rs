//! The parts of a scene as a list: what the drawing shows, for people who do not see it.

use crate::model::scene::{DisksScene, Mood, NodeScene, PartScene, Scene};
use crate::words;

/// Parts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// The part the group is named for, if it is one itself.
    pub head: Option<&'a PartScene>,
    /// What else it is called.
    pub title: &'static str,
    /// What is on it.
    pub parts: Vec<&'a PartScene>,
}

/// All parts in reading order: nodes, shared disks, hubs with the witness, networks.
pub fn groups(scene: &Scene) -> Vec<Group<'_>> {
    let mut groups: Vec<_> = scene
        .nodes
        .iter()
        .map(|node| Group { head: Some(&node.part), title: "", parts: parts_of(node).collect() })
        .collect();
    for cluster in &scene.clusters {
        let disks: Vec<_> = cluster.shared.iter().flat_map(volumes).chain(&cluster.quorum_disk).collect();
        groups.extend((!disks.is_empty()).then_some(Group { head: None, title: words::shared_title(), parts: disks }));
    }
    let witnesses = || scene.clusters.iter().filter_map(|cluster| cluster.witness.as_ref());
    for hub in &scene.hubs {
        let here =
            witnesses().map(|witness| &witness.part).filter(|part| part.id.split('\\').next() == Some(&hub.part.id));
        groups.push(Group { head: Some(&hub.part), title: "", parts: here.collect() });
    }
    // A witness in a third site stands on a server that is drawn nowhere.
    for witness in witnesses().filter(|witness| witness.host.is_some()) {
        groups.push(Group { head: witness.host.as_ref(), title: "", parts: vec![&witness.part] });
    }
    groups.push(Group {
        head: None,
        title: words::inspect_networks(),
        parts: scene.networks.iter().map(|network| &network.part).collect(),
    });
    groups
}

fn volumes(disks: &DisksScene) -> [&PartScene; 2] {
    [&disks.log_volume, &disks.database_volume]
}

fn parts_of(node: &NodeScene) -> impl Iterator<Item = &PartScene> {
    node.processes.iter().chain(node.disks.iter().flat_map(volumes)).chain(&node.connections)
}

/// The part of that id.
pub fn find<'a>(scene: &'a Scene, id: &str) -> Option<&'a PartScene> {
    let is_it = |part: &&PartScene| part.id.eq_ignore_ascii_case(id);
    groups(scene).into_iter().flat_map(|group| group.head.into_iter().chain(group.parts)).find(is_it)
}

/// The sign that goes before a state's words, so that colour is never alone.
pub fn sign(mood: Mood) -> &'static str {
    match mood {
        Mood::Well => "✓",
        Mood::Active => "▶",
        Mood::Idle => "○",
        Mood::Busy => "◐",
        Mood::Warning => "❚❚",
        Mood::Bad => "✕",
    }
}

/// The modifier of a state's class.
pub fn mood_name(mood: Mood) -> &'static str {
    match mood {
        Mood::Well => "well",
        Mood::Active => "active",
        Mood::Idle => "idle",
        Mood::Busy => "busy",
        Mood::Warning => "warning",
        Mood::Bad => "bad",
    }
}
