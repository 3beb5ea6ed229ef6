//! Move-DatabasePath.

use super::mailbox_database::{IDENTITY, database_of};
use super::object_paths::{CONFIGURATION_ONLY, COPY_FILE, DATABASE_FILE, begin_move, go_on_moving};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Parameter};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Move-DatabasePath",
    aliases: &[],
    synopsis: "Moves the files of a database to another place, or its paths alone.",
    description: "A mounted database is dismounted, its files are moved, and it is mounted again; a copy has to be suspended first. The files of a local copy are moved at once. With -ConfigurationOnly only the directory changes: the files have to be moved by hand.",
    parameters: &[
        IDENTITY,
        DATABASE_FILE,
        COPY_FILE,
        CONFIGURATION_ONLY,
        Parameter::new("Force", Kind::Switch, "Does not ask."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Move-DatabasePath \"EXCHMAILBOX\\First Storage Group\\Mailbox Database\" -EdbFilePath 'D:\\Data\\Mailbox Database.edb'",
        says: "Moves the files after asking.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| {
            let name = database_of(bound, host)?.id;
            Ok(match bound.switch("ConfigurationOnly") {
                true => {
                    format!("Moving the path of database \"{name}\" in the directory only; its files are not moved.")
                }
                false => {
                    format!("Moving the files of database \"{name}\". A mounted database is not available meanwhile.")
                }
            })
        },
        run: |bound, host| {
            let group = database_of(bound, host)?.group;
            begin_move(group, bound, host)
        },
        resume: Some(|bound, note, host| {
            let group = database_of(bound, host)?.group;
            go_on_moving(group, bound, note, host)
        }),
    }),
};
