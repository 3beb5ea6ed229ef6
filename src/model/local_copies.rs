//! What administrators do to the copies of local continuous replication.

use super::ids::StorageGroupId;
use super::objects::NewPaths;
use crate::engine::{Canonical, Digest};

/// A change of a local copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalInput {
    /// Say where the copy of the database shall be: `Enable-DatabaseCopy`.
    EnableDatabaseCopy {
        /// Of this storage group.
        group: StorageGroupId,
        /// `-CopyEdbFilePath`, where it shall not be the one that the product proposes.
        file: Option<String>,
    },
    /// Take that back.
    DisableDatabaseCopy {
        /// Of this storage group.
        group: StorageGroupId,
    },
    /// Begin to replicate to the second set of disks: seed, then ship logs. A storage group without a database has
    /// nothing to seed: its first log will make the database on both.
    EnableCopy {
        /// The storage group.
        group: StorageGroupId,
        /// Folders of the copy, where they shall not be those that the product proposes.
        paths: NewPaths,
        /// `-SeedingPostponed`: make no baseline yet.
        is_seeding_postponed: bool,
    },
    /// End replication; the files stay.
    DisableCopy {
        /// The storage group.
        group: StorageGroupId,
    },
    /// Fetch the remaining logs and end replication, so that the copy can be mounted.
    Restore {
        /// The storage group.
        group: StorageGroupId,
        /// `-ReplaceLocations`: let the paths point to the copy.
        replace_locations: bool,
    },
    /// Move the files of the copy to other paths on its disks.
    MoveCopy {
        /// The storage group.
        group: StorageGroupId,
        /// `-CopyLogFolderPath`, `-CopySystemFolderPath`, `-CopyEdbFilePath`; the others stay.
        paths: NewPaths,
    },
    /// Swap the two sets of disks by hand, so that each is found under the paths of the other.
    SwapVolumes {
        /// The storage group.
        group: StorageGroupId,
    },
}

impl LocalInput {
    /// The storage group that is meant.
    pub const fn group(&self) -> StorageGroupId {
        match self {
            LocalInput::EnableDatabaseCopy { group, .. }
            | LocalInput::DisableDatabaseCopy { group }
            | LocalInput::EnableCopy { group, .. }
            | LocalInput::DisableCopy { group }
            | LocalInput::Restore { group, .. }
            | LocalInput::MoveCopy { group, .. }
            | LocalInput::SwapVolumes { group } => *group,
        }
    }

    const fn word(&self) -> &'static str {
        match self {
            LocalInput::EnableDatabaseCopy { .. } => "EnableDatabaseCopy",
            LocalInput::DisableDatabaseCopy { .. } => "DisableDatabaseCopy",
            LocalInput::EnableCopy { .. } => "EnableLocalCopy",
            LocalInput::DisableCopy { .. } => "DisableLocalCopy",
            LocalInput::Restore { .. } => "RestoreLocalCopy",
            LocalInput::MoveCopy { .. } => "MoveLocalCopy",
            LocalInput::SwapVolumes { .. } => "SwapVolumes",
        }
    }
}

impl Canonical for LocalInput {
    fn write_to(&self, digest: &mut Digest) {
        digest.text(self.word());
        self.group().write_to(digest);
        match self {
            LocalInput::EnableDatabaseCopy { file, .. } => {
                file.is_some().write_to(digest);
                file.iter().for_each(|file| digest.text(file));
            }
            LocalInput::EnableCopy { paths, is_seeding_postponed, .. } => {
                paths.write_to(digest);
                is_seeding_postponed.write_to(digest);
            }
            LocalInput::Restore { replace_locations, .. } => replace_locations.write_to(digest),
            LocalInput::MoveCopy { paths, .. } => paths.write_to(digest),
            LocalInput::DisableDatabaseCopy { .. }
            | LocalInput::DisableCopy { .. }
            | LocalInput::SwapVolumes { .. } => {}
        }
    }
}
