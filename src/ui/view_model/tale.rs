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

    /// Cuts the power of the other nodes of the source's cluster: until then one of them goes on.
    fn lose_the_rest(&self, scene: &Scene) -> Option<Chapter> {
        let first = self.first_cut(scene).or_else(|| scene.nodes.iter().find(|node| node.is_owner))?;
        let others = scene.nodes.iter().filter(|node| !node.is_target && node.part.id != first.part.id);
        let others: Vec<&str> = others.map(|node| node.part.id.as_str()).collect();
        let one = others.first()?.to_ascii_lowercase();
        Some(Chapter {
            name: words::tale_lose_cluster().to_owned(),
            words: words::tale_lose_cluster_words(),
            line: Some(format!("Stop-LabComponent {} -How PowerCut", others.join(", "))),
            breaks: true,
            is_done: self.is_done(|line| cuts_power(line) && line.contains(&one)),
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

/// The name of the database that people use, as it is quoted in a line.
fn database_of(scene: &Scene) -> String {
    let copies = scene.nodes.iter().flat_map(|node| &node.disks).filter_map(|disks| disks.copy.as_ref());
    let name = copies.map(|copy| copy.database.as_str()).next().unwrap_or_default();
    format!("{}\\{name}", group_of(scene))
}

fn lcr(scene: &Scene, done: &Done) -> Vec<Chapter> {
    let Some(disks) = scene.nodes.iter().flat_map(|node| &node.disks).next() else { return Vec::new() };
    let (group, database) = (group_of(scene), database_of(scene));
    let volume = &disks.database_volume.id;
    vec![
        done.break_part(volume, words::tale_lcr_break_words()),
        done.ask(),
        done.mend(
            words::tale_restore().to_owned(),
            words::tale_lcr_restore_words(),
            format!("Restore-StorageGroupCopy -Identity:\"{group}\" -ReplaceLocations -Confirm:$false"),
        ),
        done.mend(
            words::tale_mount().to_owned(),
            words::tale_lcr_mount_words(),
            format!("Mount-Database -Identity:\"{database}\""),
        ),
        done.mend(
            words::tale_replace(volume),
            words::tale_lcr_disk_words(),
            format!("Start-LabComponent {volume} -Replace"),
        ),
        done.mend(
            words::tale_database_copy().to_owned(),
            words::tale_lcr_database_copy_words(),
            format!("Enable-DatabaseCopy -Identity:\"{database}\""),
        ),
        done.mend(
            words::tale_enable().to_owned(),
            words::tale_lcr_enable_words(),
            format!("Enable-StorageGroupCopy -Identity:\"{group}\""),
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
    let Some(target) = scene.nodes.iter().find(|node| node.is_target) else { return Vec::new() };
    let is_on_a_cluster = target.processes.iter().any(|process| process.id.ends_with("\\Cluster"));
    let (group, target) = (group_of(scene), target.part.id.as_str());
    let copy = format!("-Identity:\"{group}\" -StandbyMachine:{target}");
    let step = |name: &str, told, line| done.mend(name.to_owned(), told, line);
    let mut chapters: Vec<Chapter> = done.pull(scene, words::tale_scr_pull_words()).into_iter().collect();
    chapters.push(done.ask());
    chapters.extend(done.lose_the_rest(scene));
    chapters.push(step(
        words::tale_restore(),
        words::tale_scr_restore_words(),
        format!("Restore-StorageGroupCopy {copy} -Force -Confirm:$false"),
    ));
    let rest = if is_on_a_cluster && scene.server.is_clustered {
        rebuilt_server(scene, target).to_vec()
    } else {
        portability(scene, target).to_vec()
    };
    chapters.extend(rest.into_iter().map(|(name, told, line)| step(name, told, line)));
    chapters
}

/// The steps by which a standby cluster takes the whole clustered mailbox server over.
fn rebuilt_server(scene: &Scene, target: &str) -> [(&'static str, &'static str, String); 2] {
    let (server, database) = (&scene.server.name, database_of(scene));
    [
        (
            words::tale_recover_server(),
            words::tale_recover_server_words(),
            format!("psexec \\\\{target} Setup.com /RecoverCMS /CMSName:{server} /CMSIPAddress:10.0.2.30"),
        ),
        (words::tale_mount(), words::tale_scr_cluster_words(), format!("Mount-Database -Identity:\"{database}\"")),
    ]
}

/// The steps by which the target's own store mounts the files: database portability.
fn portability(scene: &Scene, target: &str) -> [(&'static str, &'static str, String); 8] {
    let (group, database) = (group_of(scene), database_of(scene));
    let (holder, held) = (format!("{target}\\Holder"), format!("\"{target}\\Holder\\Holder Database\""));
    let folder = |which: &str| format!("(Get-StorageGroup \"{group}\").{which}");
    let (logs, system) = (folder("LogFolderPath"), folder("SystemFolderPath"));
    [
        (words::tale_recover(), words::tale_recover_words(), format!("psexec \\\\{target} eseutil /r E00 /a")),
        (words::tale_holder(), words::tale_holder_words(), format!("New-StorageGroup -Server:{target} -Name:Holder")),
        (
            words::tale_held(),
            words::tale_held_words(),
            format!("New-MailboxDatabase -StorageGroup:{holder} -Name:\"Holder Database\""),
        ),
        (
            words::tale_group_paths(),
            words::tale_group_paths_words(),
            format!(
                "Move-StorageGroupPath -Identity:{holder} -LogFolderPath:{logs} -SystemFolderPath:{system} -ConfigurationOnly -Force"
            ),
        ),
        (
            words::tale_database_path(),
            words::tale_database_path_words(),
            format!(
                "Move-DatabasePath -Identity:{held} -EdbFilePath:(Get-MailboxDatabase \"{database}\").EdbFilePath -ConfigurationOnly -Force"
            ),
        ),
        (
            words::tale_allow(),
            words::tale_allow_words(),
            format!("Set-MailboxDatabase -Identity:{held} -AllowFileRestore:$true"),
        ),
        (words::tale_mount(), words::tale_scr_mount_words(), format!("Mount-Database -Identity:{held}")),
        (
            words::tale_homes(),
            words::tale_homes_words(),
            format!(
                "Get-Mailbox -Database:\"{database}\" | Move-Mailbox -ConfigurationOnly -TargetDatabase:{held} -Confirm:$false"
            ),
        ),
    ]
}
