//! Public folder databases: one a server, and under continuous replication the only one of the organisation.
//!
//! Beside another one its changes would travel twice: by logs, and by the replication of public folders. What a public
//! folder holds is not modelled; its database is mounted, logged, copied and backed up like any other.
//! Sources: \[LCRPROS\], \[PFDBS\], \[PFCCR\].

use super::copy_status::CopyStatus;
use super::storage_group::StorageGroup;
use crate::model::bench::Bench;
use crate::model::ids::{CopyId, MailboxServerId, StorageGroupId};
use crate::model::objects::DatabaseKind;
use crate::model::params::MountDial;

impl StorageGroup {
    /// What its database keeps; none if it has no database.
    pub fn database_kind(&self) -> Option<DatabaseKind> {
        self.settings.map(|settings| settings.kind)
    }

    /// Whether its database keeps public folders.
    pub fn has_public_folders(&self) -> bool {
        self.database_kind() == Some(DatabaseKind::PublicFolders)
    }
}

impl Bench {
    /// The storage groups of the organisation that have a public folder database.
    pub fn public_folder_groups(&self) -> Vec<StorageGroupId> {
        self.group_ids().filter(|group| self.group(*group).has_public_folders()).collect()
    }

    /// Another storage group than this one with a public folder database.
    pub(crate) fn other_public_folders(&self, group: StorageGroupId) -> Option<StorageGroupId> {
        self.public_folder_groups().into_iter().find(|it| *it != group)
    }

    /// Whether a server has a public folder database.
    pub(crate) fn keeps_public_folders(&self, server: MailboxServerId) -> bool {
        self.public_folder_groups().into_iter().any(|group| self.group(group).server == server)
    }

    /// Whether the configuration allows the storage group a copy: its public folder database is not the only one.
    pub fn is_copy_supported(&self, group: StorageGroupId) -> bool {
        !self.group(group).has_public_folders() || self.other_public_folders(group).is_none()
    }

    /// The dial that a database is mounted by.
    ///
    /// A public folder database beside another one mounts by itself only without loss. Source: \[PFCCR\].
    pub(crate) fn dial_of(&self, group: StorageGroupId) -> MountDial {
        if self.is_copy_supported(group) { self.server_of(group).dial } else { MountDial::Lossless }
    }

    /// `SummaryCopyStatus` of a copy in the words of SP1: that of the configuration comes before that of the copy.
    pub fn summary_status(&self, id: CopyId) -> CopyStatus {
        if self.is_copy_supported(id.group) { self.copy_status(id) } else { CopyStatus::NotSupported }
    }

    /// `SummaryCopyStatus` of a storage group without a copy.
    pub fn status_without_copy(&self, group: StorageGroupId) -> CopyStatus {
        if self.is_copy_supported(group) { CopyStatus::Disabled } else { CopyStatus::NotSupported }
    }
}
