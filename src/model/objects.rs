//! Storage groups and databases as objects that administrators make and change: what the directory keeps.
//!
//! An object is made before its files: they appear at the first mount, where the paths point then.
//! Source: \[REDGATE\], \[WML\].

use super::ids::{MailboxServerId, PersonId, StorageGroupId};
use crate::engine::{Canonical, Digest};

/// Folder of the storage groups of a server. Source: \[WML\].
pub const MAILBOX_FOLDER: &str = "C:\\Program Files\\Microsoft\\Exchange Server\\Mailbox";

/// Folder of the copies of local continuous replication, below [`MAILBOX_FOLDER`]. Source: \[WML\].
pub const LOCAL_COPIES: &str = "LocalCopies";

/// Prefixes of log files, in the order in which they are given away: hexadecimal, as is believed.
pub const PREFIXES: [&str; 50] = [
    "E00", "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E0A", "E0B", "E0C", "E0D", "E0E", "E0F",
    "E10", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E18", "E19", "E1A", "E1B", "E1C", "E1D", "E1E", "E1F",
    "E20", "E21", "E22", "E23", "E24", "E25", "E26", "E27", "E28", "E29", "E2A", "E2B", "E2C", "E2D", "E2E", "E2F",
    "E30", "E31",
];

/// Where the files of a copy lie, or where the directory says that those of the active copy do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Folder of the log files.
    pub log_folder: String,
    /// Folder of the checkpoint file.
    pub system_folder: String,
    /// The database file; empty while there is no database.
    pub database_file: String,
}

impl Paths {
    /// The paths that the product proposes for a storage group.
    pub fn proposed(group: &str, database: &str) -> Paths {
        Paths::below(format!("{MAILBOX_FOLDER}\\{group}"), database)
    }

    /// The paths that the product proposes for its copy on the same server.
    pub fn proposed_for_copy(group: &str, database: &str) -> Paths {
        Paths::below(format!("{MAILBOX_FOLDER}\\{LOCAL_COPIES}\\{group}"), database)
    }

    fn below(folder: String, database: &str) -> Paths {
        let database_file = if database.is_empty() { String::new() } else { format!("{folder}\\{database}.edb") };
        Paths { log_folder: folder.clone(), system_folder: folder, database_file }
    }

    /// Whether both name the same places; letter case does not matter.
    pub fn are_same(&self, other: &Paths) -> bool {
        let pairs = [
            (&self.log_folder, &other.log_folder),
            (&self.system_folder, &other.system_folder),
            (&self.database_file, &other.database_file),
        ];
        pairs.iter().all(|(a, b)| a.eq_ignore_ascii_case(b))
    }

    /// A path that is also one of the others; letter case does not matter.
    pub fn shared_with<'a>(&'a self, other: &Paths) -> Option<&'a String> {
        let theirs = [&other.log_folder, &other.system_folder, &other.database_file];
        let is_theirs = |path: &&String| !path.is_empty() && theirs.iter().any(|it| it.eq_ignore_ascii_case(path));
        [&self.log_folder, &self.system_folder, &self.database_file].into_iter().find(is_theirs)
    }

    /// These paths with those of a change put in.
    #[must_use]
    pub fn changed(mut self, change: &NewPaths) -> Paths {
        let pairs = [
            (&mut self.log_folder, &change.log_folder),
            (&mut self.system_folder, &change.system_folder),
            (&mut self.database_file, &change.database_file),
        ];
        for (place, new) in pairs {
            if let Some(new) = new {
                place.clone_from(new);
            }
        }
        self
    }
}

/// Paths that somebody names; the others stay as they are, or as the product proposes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPaths {
    /// `-LogFolderPath`
    pub log_folder: Option<String>,
    /// `-SystemFolderPath`
    pub system_folder: Option<String>,
    /// `-EdbFilePath`
    pub database_file: Option<String>,
}

impl NewPaths {
    /// The paths that are named.
    pub fn named(&self) -> impl Iterator<Item = &String> {
        [&self.log_folder, &self.system_folder, &self.database_file].into_iter().flatten()
    }
}

/// What a database keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// Mailboxes.
    Mailbox,
    /// Public folders.
    PublicFolders,
}

/// What the directory keeps of a database besides its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseSettings {
    /// What it keeps.
    pub kind: DatabaseKind,
    /// `MountAtStartup`
    pub mount_at_startup: bool,
    /// `AllowFileRestore`: a file that was made elsewhere may be mounted.
    pub allow_file_restore: bool,
    /// It has been mounted at least once, so that its files were made.
    pub is_created: bool,
}

impl DatabaseSettings {
    /// Those of a new mailbox database.
    pub const NEW: DatabaseSettings = DatabaseSettings::new(DatabaseKind::Mailbox);

    /// Those of a new database.
    pub const fn new(kind: DatabaseKind) -> DatabaseSettings {
        DatabaseSettings { kind, mount_at_startup: true, allow_file_restore: false, is_created: false }
    }
}

/// A change of the objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectInput {
    /// Make a storage group without a database.
    NewStorageGroup {
        /// On this server.
        server: MailboxServerId,
        /// Its name.
        name: String,
        /// Its folders, where they shall not be those that the product proposes.
        paths: NewPaths,
    },
    /// Take an empty storage group out of the directory.
    RemoveStorageGroup {
        /// The storage group.
        group: StorageGroupId,
    },
    /// Make a database.
    NewDatabase {
        /// In this storage group.
        group: StorageGroupId,
        /// Its name.
        name: String,
        /// What is in it.
        kind: DatabaseKind,
        /// Its file, where it shall not be the one that the product proposes.
        paths: NewPaths,
    },
    /// Take a database out of the directory; its files stay.
    RemoveDatabase {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Change what the directory says of a database.
    SetDatabase {
        /// Of this storage group.
        group: StorageGroupId,
        /// `MountAtStartup`, if it is to change.
        mount_at_startup: Option<bool>,
        /// `AllowFileRestore`, if it is to change.
        allow_file_restore: Option<bool>,
    },
    /// Change the paths, with the files or without them.
    MovePaths {
        /// Of this storage group.
        group: StorageGroupId,
        /// The new ones.
        paths: NewPaths,
        /// `-ConfigurationOnly`: the files stay where they are.
        configuration_only: bool,
    },
    /// Let mailboxes be in another database, without their content.
    MoveMailboxes {
        /// The first of them.
        first: PersonId,
        /// How many, in the order of their numbers.
        count: u16,
        /// The storage group of the other database.
        group: StorageGroupId,
    },
}

/// What was done to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectChange {
    /// A storage group was made.
    GroupMade,
    /// A storage group was taken out.
    GroupRemoved,
    /// A database was made.
    DatabaseMade,
    /// A database was taken out.
    DatabaseRemoved,
    /// The settings of a database were changed.
    DatabaseSet,
    /// Paths were changed together with the files.
    FilesMoved,
    /// Paths were changed without the files.
    PathsSet,
    /// The database shall have a copy on the same server, at a path.
    CopyFileSet,
    /// The database shall have no copy on the same server.
    CopyFileUnset,
    /// Local continuous replication began.
    CopyEnabled,
    /// Local continuous replication was ended; the files stay.
    CopyDisabled,
    /// The files of a copy on the same server were moved.
    CopyFilesMoved,
    /// The two sets of disks were swapped.
    VolumesSwapped,
}

impl Canonical for ObjectInput {
    fn write_to(&self, digest: &mut Digest) {
        match self {
            ObjectInput::NewStorageGroup { server, name, paths } => {
                digest.text("NewStorageGroup");
                server.write_to(digest);
                digest.text(name);
                paths.write_to(digest);
            }
            ObjectInput::RemoveStorageGroup { group } => {
                digest.text("RemoveStorageGroup");
                group.write_to(digest);
            }
            ObjectInput::NewDatabase { group, name, kind, paths } => {
                digest.text(match kind {
                    DatabaseKind::Mailbox => "NewDatabase",
                    DatabaseKind::PublicFolders => "NewFolderDatabase",
                });
                group.write_to(digest);
                digest.text(name);
                paths.write_to(digest);
            }
            ObjectInput::RemoveDatabase { group } => {
                digest.text("RemoveDatabase");
                group.write_to(digest);
            }
            ObjectInput::SetDatabase { group, mount_at_startup, allow_file_restore } => {
                digest.text("SetDatabase");
                group.write_to(digest);
                mount_at_startup.write_to(digest);
                allow_file_restore.write_to(digest);
            }
            ObjectInput::MovePaths { group, paths, configuration_only } => {
                digest.text("MovePaths");
                group.write_to(digest);
                paths.write_to(digest);
                configuration_only.write_to(digest);
            }
            ObjectInput::MoveMailboxes { first, count, group } => {
                digest.text("MoveMailboxes");
                first.write_to(digest);
                count.write_to(digest);
                group.write_to(digest);
            }
        }
    }
}

impl Canonical for NewPaths {
    fn write_to(&self, digest: &mut Digest) {
        for path in [&self.log_folder, &self.system_folder, &self.database_file] {
            path.is_some().write_to(digest);
            path.iter().for_each(|path| digest.text(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_count_in_hexadecimal() {
        for (number, prefix) in PREFIXES.iter().enumerate() {
            assert_eq!(**prefix, format!("E{number:02X}"));
        }
    }

    #[test]
    fn a_change_of_paths_leaves_the_others() {
        let paths = Paths::proposed("First Storage Group", "Mailbox Database");
        assert_eq!(paths.database_file, format!("{MAILBOX_FOLDER}\\First Storage Group\\Mailbox Database.edb"));
        let moved = NewPaths { log_folder: Some("L:\\Logs".to_owned()), ..NewPaths::default() };
        let changed = paths.clone().changed(&moved);
        assert_eq!((changed.log_folder.as_str(), &changed.database_file), ("L:\\Logs", &paths.database_file));
        assert!(!changed.are_same(&paths) && paths.clone().changed(&NewPaths::default()).are_same(&paths));
    }
}
