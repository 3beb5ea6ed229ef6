//! The way through the modes other than CCR: what to break on such a bench, what happens, and what mends it.
//!
//! Nothing is kept here: how far a person has come is read from what was done on this branch.

use super::actions::pull_the_plug;
use super::deeds::cuts_power;
use super::story::Facts;
use crate::model::params::Mode;
use crate::model::scene::{DisksScene, NodeScene, Scene};
use crate::words;

/// A way through a mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tale {
    /// What it is about.
    pub title: &'static str,
    /// The same in a sentence or two.
    pub words: &'static str,
    /// What to do, in order.
    pub chapters: Vec<Chapter>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// What to do, short enough for a button.
    pub name: String,
    /// What there is to see.
    pub words: &'static str,
    /// The line that it enters; to ask why, if none.
    pub line: Option<String>,
    /// Whether it breaks something.
    pub breaks: bool,
    /// Whether it was done on this branch.
    pub is_done: bool,
}

impl Tale {
    /// What is next; nothing when all is done.
    pub fn next(&self) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| !chapter.is_done)
    }
}

/// The way through the mode of `scene`; CCR has the guided story.
pub fn of(scene: &Scene, facts: &Facts) -> Option<Tale> {
    if scene.mode == Mode::Ccr { None } else { second_half_of(scene, facts) }
}

#[inline(never)]
fn second_half_of(scene: &Scene, facts: &Facts) -> Option<Tale> {
    let done = Done::of(facts);
    let (title, words, chapters) = match scene.mode {
        Mode::Ccr => return None,
        Mode::Lcr => (words::tale_lcr_title(), words::tale_lcr_words(), lcr(scene, &done)),
        Mode::Scc => (words::tale_scc_title(), words::tale_scc_words(), scc(scene, &done)),
        Mode::Scr => (words::tale_scr_title(), words::tale_scr_words(), scr(scene, &done)),
    };
    Some(Tale { title, words, chapters })
}

/// What was done on this branch so far, in small letters.
struct Done {
    lines: Vec<String>,
    has_asked: bool,
}

impl Done {
    fn of(facts: &Facts) -> Done {
        let current = facts.branches.iter().find(|tried| tried.is_current);
        let deeds = current.into_iter().flat_map(|tried| &tried.deeds).filter(|(at, _)| *at <= facts.now);
        Done { lines: deeds.map(|(_, line)| line.to_ascii_lowercase()).collect(), has_asked: facts.has_asked }
    }

    fn is_done(&self, is_it: impl Fn(&str) -> bool) -> bool {
        self.lines.iter().any(|line| is_it(line))
    }

    /// Whether a line with this verb and noun was entered.
    fn entered(&self, cmdlet: &str) -> bool {
        self.is_done(|line| line.starts_with(&cmdlet.to_ascii_lowercase()))
    }

    /// The server whose power was cut first.
    fn first_cut<'a>(&self, scene: &'a Scene) -> Option<&'a NodeScene> {
        let line = self.lines.iter().find(|line| cuts_power(line))?;
        let object = line.split_whitespace().nth(1)?;
        scene.nodes.iter().find(|node| node.part.id.eq_ignore_ascii_case(object))
    }

    fn ask(&self) -> Chapter {
        let has_broken = self.entered("stop-labcomponent") || self.entered("kill ");
        Chapter {
            name: words::story_ask().to_owned(),
            words: words::tale_ask_words(),
            line: None,
            breaks: false,
            is_done: has_broken && self.has_asked,
        }
    }

    /// Cuts the power of the active server, or of the one that was.
    fn pull(&self, scene: &Scene, told: &'static str) -> Option<Chapter> {
        let node = self.first_cut(scene).or_else(|| scene.nodes.iter().find(|node| node.is_owner))?;
        Some(Chapter {
            name: words::tale_pull_active(&node.part.id),
            words: told,
            line: Some(pull_the_plug(&node.part.id)),
            breaks: true,
            is_done: self.is_done(cuts_power),
        })
    }

    /// Breaks a volume.
    fn break_part(&self, id: &str, told: &'static str) -> Chapter {
        let line = format!("Stop-LabComponent {id} -How Fail");
        let begins = format!("stop-labcomponent {}", id.to_ascii_lowercase());
        Chapter {
            name: words::tale_break_part(id),
            words: told,
            is_done: self.is_done(|line| line.starts_with(&begins)),
            line: Some(line),
            breaks: true,
        }
    }

    /// Enters a line that mends something.
    fn mend(&self, name: String, told: &'static str, line: String) -> Chapter {
        let cmdlet = line.split_whitespace().next().unwrap_or_default();
        Chapter { name, words: told, is_done: self.entered(cmdlet), line: Some(line), breaks: false }
    }
}

fn group_of(scene: &Scene) -> String {
    format!("{}\\{}", scene.server.name, scene.stream.storage_group)
}

fn lcr(scene: &Scene, done: &Done) -> Vec<Chapter> {
    let Some(disks) = scene.nodes.iter().flat_map(|node| &node.disks).next() else { return Vec::new() };
    let group = group_of(scene);
    let database = disks.copy.as_ref().map(|copy| copy.database.as_str()).unwrap_or_default();
    vec![
        done.break_part(&disks.database_volume.id, words::tale_lcr_break_words()),
        done.ask(),
        done.mend(
            words::tale_bring_back(&disks.database_volume.id),
            words::tale_lcr_disk_words(),
            format!("Start-LabComponent {}", disks.database_volume.id),
        ),
        done.mend(
            words::tale_mount().to_owned(),
            words::tale_lcr_mount_words(),
            format!("Mount-Database -Identity:\"{group}\\{database}\""),
        ),
    ]
}

fn scc(scene: &Scene, done: &Done) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = done.pull(scene, words::tale_scc_pull_words()).into_iter().collect();
    chapters.push(done.ask());
    if let Some(node) = done.first_cut(scene) {
        let line = format!("Start-LabComponent {}", node.part.id);
        chapters.push(done.mend(words::tale_power(&node.part.id), words::tale_scc_power_words(), line));
    }
    let shared = |disks: &DisksScene| done.break_part(&disks.database_volume.id, words::tale_scc_break_words());
    chapters.extend(scene.clusters.iter().filter_map(|cluster| cluster.shared.as_ref()).map(shared));
    chapters
}

fn scr(scene: &Scene, done: &Done) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = done.pull(scene, words::tale_scr_pull_words()).into_iter().collect();
    chapters.push(done.ask());
    if let Some(target) = scene.nodes.iter().find(|node| node.is_target) {
        let (group, target) = (group_of(scene), &target.part.id);
        let line =
            format!("Restore-StorageGroupCopy -Identity:\"{group}\" -StandbyMachine:{target} -Force -Confirm:$false");
        chapters.push(done.mend(words::tale_restore().to_owned(), words::tale_scr_restore_words(), line));
    }
    chapters
}
