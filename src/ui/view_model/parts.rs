//! The parts of a scene as a list: what the drawing shows, for people who do not see it.

use crate::model::scene::{Mood, NodeScene, PartScene, Scene};

/// Parts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// The part the group is named for, if it is one itself.
    pub head: Option<&'a PartScene>,
    /// What is on it.
    pub parts: Vec<&'a PartScene>,
}

/// All parts in reading order: nodes, hubs with the witness, networks.
pub fn groups(scene: &Scene) -> Vec<Group<'_>> {
    let mut groups: Vec<_> =
        scene.nodes.iter().map(|node| Group { head: Some(&node.part), parts: parts_of(node).collect() }).collect();
    for (index, hub) in scene.hubs.iter().enumerate() {
        let witness = (index == 0).then_some(&scene.witness.part);
        groups.push(Group { head: Some(&hub.part), parts: witness.into_iter().collect() });
    }
    groups.push(Group { head: None, parts: scene.networks.iter().map(|network| &network.part).collect() });
    groups
}

fn parts_of(node: &NodeScene) -> impl Iterator<Item = &PartScene> {
    node.processes.iter().chain([&node.log_volume, &node.database_volume]).chain(&node.connections)
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
