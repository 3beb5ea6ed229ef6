//! Remove-LabLog: somebody deletes log files by hand, or moves them away.

use super::lab_group::{COPY, IDENTITY, group_of, intent, side_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::model::units::LogGeneration;
use crate::shell::bind::Bound;
use crate::shell::directory::machine;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Remove-LabLog",
    aliases: &[],
    synopsis: "Deletes logs of a storage group by hand.",
    description: "The oldest ones are what people delete on a full disk: nothing asks whether a log is still needed, and a recovery, a copy or a restore may miss it later. With -After the newest ones go, the open one among them, from files that nobody has open: so a recovery by eseutil /r ends with a log that was chosen, or the newest log of a crashed database is lost.",
    parameters: &[
        IDENTITY,
        Parameter::new("Count", Kind::Int(1, 1_000_000), "How many logs, the oldest first; one if nothing is said."),
        Parameter::new("After", Kind::Int(0, 1_000_000_000), "Deletes the logs after this generation instead."),
        COPY,
        Parameter::new("StandbyMachine", Kind::Name(Names::Machine), "With -After, the files on this server."),
    ],
    examples: &[
        Example { line: "Remove-LabLog -Count 20", says: "Deletes the twenty oldest logs of the active copy." },
        Example {
            line: "Remove-LabLog \"First Storage Group\" -After 60 -StandbyMachine EXCHSTANDBY",
            says: "Leaves a restored target the logs up to the sixtieth.",
        },
    ],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Deleting logs of", bound, host),
        run,
        resume: None,
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let number = |name: &str| match bound.value(name) {
        Some(Value::Int(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    let (group, side) = (group_of(bound, host)?, side_of(bound));
    let standby = bound.text("StandbyMachine").map(|name| machine(&host.view(), &name)).transpose()?;
    let input = match (number("After"), number("Count"), standby) {
        (Some(after), None, _) => Input::DeleteNewerLogs { group, side, standby, after: LogGeneration(after) },
        (None, count, None) => Input::DeleteLogs { group, side, count: count.unwrap_or(1) },
        (Some(_), Some(_), _) | (None, _, Some(_)) => {
            let message = "-Count is for the oldest logs; -After and -StandbyMachine are for the newest.";
            return Err(ShellError::new(Category::InvalidArgument, message).hint("give -After alone, or -Count alone"));
        }
    };
    submit(host, input)?;
    Ok(Outcome::Done(Reply::default()))
}
