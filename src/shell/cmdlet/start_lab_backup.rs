//! Start-LabBackup: back a storage group up, as a program of the administrator's would.

use super::lab_group::{COPY, IDENTITY, group_of, intent, side_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Reply};
use crate::model::backup::{BackupKind, BackupMethod};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::machine;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

const KINDS: [BackupKind; 4] = BackupKind::ALL;
const METHODS: [BackupMethod; 3] = BackupMethod::ALL;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Start-LabBackup",
    aliases: &[],
    synopsis: "Begins a backup of a storage group.",
    description: "The product has no such command: a backup is made by a program beside it. Only the active copy can be streamed, a passive one only be read from snapshots, a target of standby continuous replication not at all. The store records the backup in the active database, and the record reaches the other copies through the logs. Logs may go after a full or an incremental one.",
    parameters: &[
        IDENTITY,
        Parameter::new(
            "Type",
            Kind::Choice(&[KINDS[0].name(), KINDS[1].name(), KINDS[2].name(), KINDS[3].name()]),
            "What it holds; Full if nothing is said.",
        ),
        Parameter::new(
            "Method",
            Kind::Choice(&[METHODS[0].name(), METHODS[1].name(), METHODS[2].name()]),
            "How the files are read: Streaming, Vss, or Windows for the program that Windows brings; Streaming if nothing is said.",
        ),
        COPY,
        Parameter::new("StandbyMachine", Kind::Name(Names::Machine), "A target; it is never backed up."),
    ],
    examples: &[
        Example { line: "Start-LabBackup -Type Full", says: "Backs the active copy up by streaming." },
        Example {
            line: "Start-LabBackup \"First Storage Group\" -Type Incremental -Method Vss -Copy Passive",
            says: "Backs the newest logs of the passive copy up from a snapshot.",
        },
    ],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Backing up", bound, host),
        run,
        resume: None,
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = group_of(bound, host)?;
    let kind = bound.text("Type").and_then(|name| KINDS.into_iter().find(|kind| kind.name() == name));
    let method = bound.text("Method").and_then(|name| METHODS.into_iter().find(|method| method.name() == name));
    let standby = bound.text("StandbyMachine").map(|name| machine(&host.view(), &name)).transpose()?;
    let input = Input::StartBackup {
        group,
        kind: kind.unwrap_or(BackupKind::Full),
        method: method.unwrap_or(BackupMethod::Streaming),
        side: side_of(bound),
        standby,
    };
    submit(host, input)?;
    Ok(Outcome::Done(Reply::default()))
}
