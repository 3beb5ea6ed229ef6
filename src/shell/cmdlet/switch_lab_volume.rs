//! Switch-LabVolume: the disks of a storage group and of its restored copy change places, as an administrator does by hand.

use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of};
use super::{Action, Change, Cmdlet, Example, Outcome, Reply};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Switch-LabVolume",
    aliases: &[],
    synopsis: "Swaps the disks of a storage group and of its restored copy, by drive letter or mount point.",
    description: "After Restore-StorageGroupCopy without -ReplaceLocations the paths still point to the old files. Swapping drive letters or mount points puts the copy under those paths; the product has no cmdlet for that.",
    parameters: &[IDENTITY],
    examples: &[Example {
        line: "Switch-LabVolume \"EXCHMAILBOX\\First Storage Group\"",
        says: "Puts the copy under the paths of the storage group.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| {
            let group = group_of(bound, host)?;
            Ok(format!("Swapping the disks of \"{}\" and of its copy.", host.view().bench.group_name(group)))
        },
        run: |bound, host| {
            let group = group_of(bound, host)?;
            submit(host, Input::ChangeLocalCopy { input: LocalInput::SwapVolumes { group } })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
