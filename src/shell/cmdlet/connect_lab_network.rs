//! Connect-LabNetwork: mend the link between two servers.

use super::lab_network::{Link, PARAMETERS, intent, link};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Outcome, Reply};
use crate::model::input::Input;

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
            let Link { a, b, network } = link(bound, host)?;
            submit(host, Input::MendLink { a, b, network })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
