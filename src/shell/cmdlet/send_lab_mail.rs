//! Send-LabMail: letters, by hand.

use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Reply};
use crate::model::ids::PersonId;
use crate::model::input::Input;
use crate::model::params::LETTER_BYTES;
use crate::shell::bind::Bound;
use crate::shell::directory::person;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Send-LabMail",
    aliases: &["send"],
    synopsis: "Sends letters now.",
    description: "People are User1, User2 and so on; without names somebody writes to anybody.",
    parameters: &[
        Parameter::new("Count", Kind::Int(1, 10_000), "How many."),
        Parameter::new("From", Kind::Name(Names::Person), "Who writes."),
        Parameter::new("To", Kind::Name(Names::Person), "To whom."),
        Parameter::new("Size", Kind::Size, "Size of each letter, such as 50KB."),
    ],
    examples: &[Example { line: "Send-LabMail -Count 10 -To User7", says: "Sends ten letters to one person." }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, _| Ok(format!("Sending {} letters.", bound.int("Count").unwrap_or(1))),
        run,
        resume: None,
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let who = |name| bound.text(name).map(|name| person(&host.view(), &name)).transpose();
    let (from, to): (Option<PersonId>, Option<PersonId>) = (who("From")?, who("To")?);
    let count = bound.int("Count").and_then(|count| u32::try_from(count).ok()).unwrap_or(1);
    let bytes = bound.size("Size").map_or(LETTER_BYTES, |size| size.bytes());
    let size = u32::try_from(bytes).unwrap_or(u32::MAX).clamp(1, SIZE_MAX);
    submit(host, Input::SendMail { count, from, to, size })?;
    Ok(Outcome::Done(Reply::default()))
}

/// Largest letter that is sent [bytes]; larger ones are cut to it.
const SIZE_MAX: u32 = 64 << 20;
