//! Set-LabWorkload: the steady load.

use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::model::params::{Config, Profile};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;

const PROFILES: [Profile; 4] = [Profile::Light, Profile::Average, Profile::Heavy, Profile::VeryHeavy];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Set-LabWorkload",
    aliases: &[],
    synopsis: "Sets how many letters people write.",
    description: "A profile counts letters of each mailbox in a working day: light 25, average 50, heavy 100, very-heavy 150.",
    parameters: &[
        Parameter::new(
            "MessagesPerHour",
            Kind::Int(0, 1_000_000),
            "Letters an hour, of all people together; 0 for silence.",
        )
        .at(0),
        Parameter::new(
            "Profile",
            Kind::Choice(&[PROFILES[0].name(), PROFILES[1].name(), PROFILES[2].name(), PROFILES[3].name()]),
            "What the people of the lab's mailboxes write.",
        ),
    ],
    examples: &[
        Example { line: "Set-LabWorkload -MessagesPerHour 3000", says: "Sets a load by its number." },
        Example { line: "Set-LabWorkload -Profile heavy", says: "Sets it by a mail profile." },
    ],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| Ok(format!("Setting the load to {} letters an hour.", messages_per_hour(bound, host)?)),
        run: |bound, host| {
            let messages_per_hour = messages_per_hour(bound, host)?;
            submit(host, Input::SetWorkload { messages_per_hour })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};

fn messages_per_hour(bound: &Bound, host: &dyn Host) -> Result<u32, ShellError> {
    let profile = bound.text("Profile").and_then(|name| PROFILES.into_iter().find(|profile| profile.name() == name));
    let given = bound.int("MessagesPerHour").and_then(|number| u32::try_from(number).ok());
    match (given, profile) {
        (Some(number), None) => Ok(number),
        (None, Some(profile)) => Ok(Config { profile, ..*host.view().config() }.messages_per_hour()),
        _ => {
            let error = ShellError::new(Category::InvalidArgument, "The load needs either a number or a profile.");
            Err(error.hint("write Set-LabWorkload -MessagesPerHour 1500, or Set-LabWorkload -Profile average"))
        }
    }
}
