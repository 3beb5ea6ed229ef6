//! Disconnect-LabNetwork: cut the link between two servers.

use super::lab_network::{PARAMETERS, input, intent};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Outcome, Reply};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Disconnect-LabNetwork",
    aliases: &["cut"],
    synopsis: "Cuts the link between two servers.",
    description: "Both servers keep running and reach everybody else: this is how a cluster is split. Between two sites it cuts the wide area network.",
    parameters: &PARAMETERS,
    examples: &[
        Example {
            line: "Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2",
            says: "Cuts both networks between the nodes.",
        },
        Example { line: "cut EXCHMAILBOX1 EXCHMAILBOX2 -Network Private", says: "Leaves the public network whole." },
        Example { line: "cut SITE1 SITE2", says: "Cuts the wide area network of a stretched cluster." },
    ],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Cutting", bound, host),
        run: |bound, host| {
            let input = input(true, bound, host)?;
            submit(host, input)?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
