//! What cannot be done to the objects of the directory: limits, names, order.

use crate::model::bench::Bench;
use crate::model::exchange::{Copy, ServerKind, StorageGroup};
use crate::model::ids::{DiskSet, MailboxServerId, StorageGroupId};
use crate::model::objects::{DatabaseKind, NewPaths, ObjectInput, Paths};
use crate::model::refusal::Refusal;

/// Longest name of an object [characters].
const NAME_MAX: usize = 64;
/// Storage groups that a run can have, those that were taken out among them.
const GROUPS_EVER: usize = 200;

impl Bench {
    /// Why a change of the objects cannot be carried out now.
    pub(super) fn refuse_object(&self, input: &ObjectInput) -> Option<Refusal> {
        match input {
            ObjectInput::NewStorageGroup { server, name, paths } => self.refuse_new_group(*server, name, paths),
            ObjectInput::RemoveStorageGroup { group } => self.refuse_remove_group(*group),
            ObjectInput::NewDatabase { group, name, kind, paths } => {
                self.refuse_new_database(*group, name, paths).or_else(|| match kind {
                    DatabaseKind::Mailbox => None,
                    DatabaseKind::PublicFolders => self.refuse_new_folders(*group),
                })
            }
            ObjectInput::RemoveDatabase { group } => self.refuse_remove_database(*group),
            ObjectInput::SetDatabase { group, .. } => self.refuse_no_database(*group),
            ObjectInput::MovePaths { group, paths, configuration_only } => {
                self.refuse_move_paths(*group, paths, *configuration_only)
            }
            ObjectInput::MoveMailboxes { first, count, group } => {
                let people = self.config.mailboxes;
                let is_there = *count > 0 && u32::from(first.0) + u32::from(*count) <= u32::from(people);
                let keeps_folders = self.group(*group).has_public_folders();
                (!is_there)
                    .then_some(Refusal::NoSuchPerson { people })
                    .or_else(|| self.refuse_no_database(*group))
                    .or_else(|| keeps_folders.then_some(Refusal::NotForMailboxes { group: *group }))
            }
        }
    }

    fn refuse_new_group(&self, server: MailboxServerId, name: &str, paths: &NewPaths) -> Option<Refusal> {
        let edition = self.config.edition;
        let groups = self.groups_of(server);
        if groups.len() as u64 >= edition.groups_max() || self.groups.len() >= GROUPS_EVER {
            return Some(Refusal::TooManyGroups { server, groups: edition.groups_max() });
        }
        let is_taken = groups.iter().any(|group| self.group(*group).name.eq_ignore_ascii_case(name));
        let paths = Paths::proposed(name, "").changed(paths);
        let mut disks = self.places_of(server).into_iter().map(|(_, disks)| disks);
        refuse_name(name)
            .or_else(|| is_taken.then(|| Refusal::NameTaken { name: name.to_owned() }))
            .or_else(|| self.refuse_paths(server, None, &paths))
            .or_else(|| disks.find_map(|disks| self.refuse_paths_beside(None, disks, &paths)))
    }

    fn refuse_remove_group(&self, group: StorageGroupId) -> Option<Refusal> {
        self.group(group).has_database().then_some(Refusal::GroupNotEmpty { group })
    }

    /// One database a storage group: under continuous replication as in the product, else because the lab has no more.
    fn refuse_new_database(&self, group: StorageGroupId, name: &str, paths: &NewPaths) -> Option<Refusal> {
        let storage = self.group(group);
        if storage.has_database() {
            let is_replicated = storage.passives().next().is_some();
            return Some(if is_replicated {
                Refusal::SecondDatabase { group }
            } else {
                Refusal::OneDatabaseHere { group }
            });
        }
        let edition = self.config.edition;
        let on_server = self.groups_of(storage.server);
        let databases = on_server.iter().filter(|group| self.group(**group).has_database());
        if databases.count() as u64 >= edition.databases_max() {
            return Some(Refusal::TooManyDatabases { server: storage.server, databases: edition.databases_max() });
        }
        let mut proposed = storage.paths.clone();
        proposed.database_file = Paths::proposed(&storage.name, name).database_file;
        refuse_name(name).or_else(|| self.refuse_paths(storage.server, Some(group), &proposed.changed(paths)))
    }

    /// One public folder database a server, and none beside one that is replicated. Sources: \[PFDBS\], \[LCRPROS\].
    ///
    /// The copies of a cluster cannot be given up: there a second database is made, as for a move of its content.
    fn refuse_new_folders(&self, group: StorageGroupId) -> Option<Refusal> {
        let server = self.group(group).server;
        if self.keeps_public_folders(server) {
            return Some(Refusal::OneFolderDatabase { server });
        }
        let other = self.other_public_folders(group)?;
        if self.has_copy_of_choice(group) {
            return Some(Refusal::NotSoleFolders { group, other });
        }
        self.has_copy_of_choice(other).then_some(Refusal::FoldersReplicated { group: other })
    }

    /// Whether a storage group has a copy that somebody has enabled and can disable.
    fn has_copy_of_choice(&self, group: StorageGroupId) -> bool {
        let storage = self.group(group);
        let is_clustered = self.server_of(group).kind.cluster().is_some();
        storage.passives().any(|place| !is_clustered || storage.copy(place).is_standby())
    }

    /// A public folder database gets a copy only as the sole one of the organisation. Source: \[LCRPROS\].
    pub(super) fn refuse_copy_of_folders(&self, group: StorageGroupId) -> Option<Refusal> {
        let other = self.other_public_folders(group).filter(|_| self.group(group).has_public_folders())?;
        Some(Refusal::NotSoleFolders { group, other })
    }

    fn refuse_remove_database(&self, group: StorageGroupId) -> Option<Refusal> {
        let storage = self.group(group);
        if let Some(refusal) = self.refuse_no_database(group) {
            return Some(refusal);
        }
        if storage.people > 0 {
            return Some(Refusal::MailboxesLeft { group, people: storage.people });
        }
        // The copies of a cluster belong to every storage group of it and go with the database.
        let is_clustered = self.server_of(group).kind.cluster().is_some();
        let is_replicated = match is_clustered {
            true => storage.copies.iter().any(|copy| copy.is_standby()),
            false => storage.passives().next().is_some(),
        };
        if is_replicated {
            return Some(Refusal::StillReplicated { group });
        }
        self.refuse_in_use(group)
    }

    fn refuse_move_paths(&self, group: StorageGroupId, paths: &NewPaths, configuration_only: bool) -> Option<Refusal> {
        let storage = self.group(group);
        if paths.database_file.is_some()
            && let Some(refusal) = self.refuse_no_database(group)
        {
            return Some(refusal);
        }
        let is_ccr = matches!(self.server_of(group).kind, ServerKind::NonShared(_));
        if is_ccr && !configuration_only {
            return Some(Refusal::OnlyConfiguration { group });
        }
        // A copy that was restored is fed no more, and has nothing to suspend.
        let is_fed =
            |place: &usize| storage.copy(*place).suspended.is_none() && storage.copy(*place).restored.is_none();
        if storage.passives().any(|place| is_fed(&place)) && storage.has_database() {
            return Some(Refusal::CopyRunning { group });
        }
        let paths = storage.paths.clone().changed(paths);
        // A holder is pointed at the files of a target, as long as nothing is moved there. Source: \[SCRNOTES\].
        let follows = |copy: &&Copy| copy.is_used() && (!configuration_only || copy.is_standby());
        let mut disks = storage.copies.iter().filter(follows).map(|copy| copy.disks);
        self.refuse_in_use(group)
            .or_else(|| self.refuse_paths(storage.server, Some(group), &paths))
            .or_else(|| disks.find_map(|disks| self.refuse_paths_beside(Some(group), disks, &paths)))
    }

    /// A storage group whose database is mounted, or on its way.
    pub(super) fn refuse_in_use(&self, group: StorageGroupId) -> Option<Refusal> {
        let storage = self.group(group);
        let is_open = storage.active_copy().database.is_open();
        (is_open || storage.activation.is_some()).then_some(Refusal::StillMounted { group })
    }

    pub(super) fn refuse_no_database(&self, group: StorageGroupId) -> Option<Refusal> {
        (!self.group(group).has_database()).then_some(Refusal::NoDatabase { group })
    }

    /// Paths have a drive letter, and no two storage groups of a server share a folder or a file.
    pub(super) fn refuse_paths(
        &self,
        server: MailboxServerId,
        of: Option<StorageGroupId>,
        paths: &Paths,
    ) -> Option<Refusal> {
        let named = [&paths.log_folder, &paths.system_folder, &paths.database_file];
        if let Some(wrong) = named.into_iter().find(|path| !path.is_empty() && !is_local_path(path)) {
            return Some(Refusal::PathNotLocal { path: wrong.clone() });
        }
        let file = &paths.database_file;
        if !file.is_empty() && !file.to_ascii_lowercase().ends_with(".edb") {
            return Some(Refusal::PathNotDatabase { path: file.clone() });
        }
        let others = self.groups_of(server).into_iter().filter(|group| Some(*group) != of);
        let mut there = others.map(|group| &self.group(group).paths);
        if let Some(path) = there.find_map(|other| paths.shared_with(other)) {
            return Some(Refusal::PathTaken { path: path.clone() });
        }
        None
    }

    /// Source and target have the same paths, so that two sources with equal ones cannot share a target. Source: \[SCR\].
    pub(super) fn refuse_paths_beside(
        &self,
        of: Option<StorageGroupId>,
        disks: DiskSet,
        paths: &Paths,
    ) -> Option<Refusal> {
        let there = |group: &StorageGroup| {
            let beside = |copy: &&Copy| copy.disks == disks && copy.is_used() && (copy.is_standby() || of.is_some());
            group.copies.iter().filter(beside).find_map(|copy| paths.shared_with(&copy.paths))
        };
        let others = self.groups.iter().filter(|group| !group.is_removed && Some(group.id) != of);
        let (path, group) = others.into_iter().find_map(|group| Some((there(group)?, group.id)))?;
        Some(Refusal::PathTakenBeside { path: path.clone(), group, disks })
    }
}

fn refuse_name(name: &str) -> Option<Refusal> {
    let is_plain = |character: char| !character.is_control() && !"\\/:*?\"<>|".contains(character);
    let is_good = !name.trim().is_empty() && name.chars().count() <= NAME_MAX && name.chars().all(is_plain);
    (!is_good).then(|| Refusal::NotAName { name: name.to_owned() })
}

/// `X:\…`
fn is_local_path(path: &str) -> bool {
    let mut characters = path.chars();
    characters.next().is_some_and(|drive| drive.is_ascii_alphabetic())
        && characters.next() == Some(':')
        && characters.next() == Some('\\')
}
