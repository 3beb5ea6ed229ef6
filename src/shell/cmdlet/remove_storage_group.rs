//! Remove-StorageGroup.

use super::object_paths::change;
use super::storage_group_copy::{IDENTITY, group_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Reply};
use crate::model::objects::ObjectInput;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Remove-StorageGroup",
    aliases: &[],
    synopsis: "Takes an empty storage group out of the directory.",
    description: "Its database has to be removed first. Its files stay on the disk.",
    parameters: &[IDENTITY, DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Remove-StorageGroup \"EXCHMAILBOX\\Second Storage Group\"",
        says: "Removes the storage group after asking.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| {
            let group = group_of(bound, host)?;
            Ok(format!("Removing storage group \"{}\".", host.view().bench.group_name(group)))
        },
        run: |bound, host| {
            let group = group_of(bound, host)?;
            let (name, folder) = {
                let storage = host.view().bench.group(group);
                (storage.name.clone(), storage.paths.log_folder.clone())
            };
            change(host, ObjectInput::RemoveStorageGroup { group })?;
            Ok(Outcome::Done(Reply::warning(format!(
                "The storage group has been removed. You must remove the log files and the checkpoint file located in {folder} from your computer manually if they exist. Specified storage group: {name}"
            ))))
        },
        resume: None,
    }),
};
