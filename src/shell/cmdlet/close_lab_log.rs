//! Close-LabLog: close the open log now.

use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::ids::StorageGroupId;
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::storage_group;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Close-LabLog",
    aliases: &["close"],
    synopsis: "Closes the open log of a storage group now, so that it can be shipped.",
    description: "The product has no such command: it closes a log when it is full, when it has waited long enough, and at a dismount.",
    parameters: &[Parameter::new(
        "Identity",
        Kind::Name(Names::StorageGroup),
        "The storage group; without it, the one that replicates.",
    )
    .at(0)
    .takes(Intake::Value)],
    examples: &[Example { line: "Close-LabLog", says: "Ships what was only in the open log." }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| {
            let group = group_of(bound, host)?;
            let view = host.view();
            Ok(format!("Closing the open log of \"{}\\{}\".", view.server().id, view.bench.group(group).name))
        },
        run: |bound, host| {
            let group = group_of(bound, host)?;
            submit(host, Input::CloseLog { group })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};

fn group_of(bound: &Bound, host: &dyn Host) -> Result<StorageGroupId, ShellError> {
    let view = host.view();
    match bound.text("Identity") {
        Some(identity) => storage_group(&view, &identity),
        None => Ok(view.databases().first().map_or(StorageGroupId(0), |database| database.group)),
    }
}
