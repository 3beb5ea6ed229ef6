//! Connect-LabNetwork: mend the link between two servers.

use super::lab_network::{PARAMETERS, input, intent};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Outcome, Reply};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Connect-LabNetwork",
    aliases: &["mend"],
    synopsis: "Mends the link between two servers.",
    description: "",
    parameters: &PARAMETERS,
    examples: &[Example {
        line: "Connect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2",
        says: "Mends the networks between the nodes.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Mending", bound, host),
        run: |bound, host| {
            let input = input(false, bound, host)?;
            submit(host, input)?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
