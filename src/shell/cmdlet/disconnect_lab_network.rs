//! Disconnect-LabNetwork: cut the link between two servers.

use super::lab_network::{Link, PARAMETERS, intent, link};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Outcome, Reply};
use crate::model::input::Input;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Disconnect-LabNetwork",
    aliases: &["cut"],
    synopsis: "Cuts the link between two servers.",
    description: "Both servers keep running and reach everybody else: this is how a cluster is split.",
    parameters: &PARAMETERS,
    examples: &[
        Example {
            line: "Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2",
            says: "Cuts both networks between the nodes.",
        },
        Example { line: "cut EXCHMAILBOX1 EXCHMAILBOX2 -Network Private", says: "Leaves the public network whole." },
    ],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Cutting", bound, host),
        run: |bound, host| {
            let Link { a, b, network } = link(bound, host)?;
            submit(host, Input::CutLink { a, b, network })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
