//! Move-StorageGroupPath.

use super::object_paths::{
    CONFIGURATION_ONLY, COPY_LOG_FOLDER, COPY_SYSTEM_FOLDER, LOG_FOLDER, SYSTEM_FOLDER, begin_move, go_on_moving,
};
use super::storage_group_copy::{IDENTITY, group_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Parameter};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Move-StorageGroupPath",
    aliases: &[],
    synopsis: "Moves the files of a storage group to another place, or its paths alone.",
    description: "A mounted database is dismounted, its files are moved, and it is mounted again; a copy has to be suspended first. The files of a local copy are moved at once. With -ConfigurationOnly only the directory changes: the files have to be moved by hand.",
    parameters: &[
        IDENTITY,
        LOG_FOLDER,
        SYSTEM_FOLDER,
        COPY_LOG_FOLDER,
        COPY_SYSTEM_FOLDER,
        CONFIGURATION_ONLY,
        Parameter::new("Force", Kind::Switch, "Does not ask."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Move-StorageGroupPath \"EXCHMAILBOX\\First Storage Group\" -LogFolderPath L:\\Logs1",
        says: "Moves the files after asking.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| {
            let group = group_of(bound, host)?;
            let name = host.view().bench.group_name(group);
            Ok(match bound.switch("ConfigurationOnly") {
                true => format!(
                    "Moving the path of storage group \"{name}\" in the directory only; its files are not moved."
                ),
                false => format!(
                    "Moving the files of storage group \"{name}\". A mounted database is not available meanwhile."
                ),
            })
        },
        run: |bound, host| {
            let group = group_of(bound, host)?;
            begin_move(group, bound, host)
        },
        resume: Some(|bound, note, host| {
            let group = group_of(bound, host)?;
            go_on_moving(group, bound, note, host)
        }),
    }),
};
