//! Stop-LabComponent: break something.

use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::ids::{How, Part};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::component;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

const FAULTS: [&str; 8] = [
    How::ALL[0].name(),
    How::ALL[1].name(),
    How::ALL[2].name(),
    How::ALL[3].name(),
    How::ALL[4].name(),
    How::ALL[5].name(),
    How::ALL[6].name(),
    How::ALL[7].name(),
];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Stop-LabComponent",
    aliases: &["kill"],
    synopsis: "Breaks a component of the lab.",
    description: "A node can lose its power, crash, hang or shut down; a process can crash, hang or shut down; a volume can fail, be full or be slow, or something on it can be damaged; networks and connections can fail or be slow, the witness share can fail. Without -How a node loses its power, a process crashes and anything else fails.",
    parameters: &[
        Parameter::new(
            "Identity",
            Kind::NameList(Names::Component),
            "What to break; Get-LabComponent lists what there is.",
        )
        .mandatory()
        .at(0)
        .takes(Intake::Value),
        Parameter::new("How", Kind::Choice(&FAULTS), "In which way."),
    ],
    examples: &[
        Example { line: "Stop-LabComponent EXCHMAILBOX1 -How PowerCut", says: "Pulls the plug of a node." },
        Example { line: "kill HUB1\\Witness", says: "Takes the witness share away." },
        Example { line: "kill EXCHMAILBOX2\\DatabaseDisk -How Slow", says: "Lets the replay queue grow." },
    ],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

/// Parts and how to break them.
fn faults(bound: &Bound, host: &dyn Host) -> Result<Vec<(Part, How)>, ShellError> {
    let view = host.view();
    let how = bound.text("How").and_then(|name| How::ALL.into_iter().find(|how| how.name() == name));
    let fault = |name: String| {
        let part = component(&view, &name)?;
        Ok((part, how.or_else(|| How::possible_for(part).first().copied()).unwrap_or(How::Fail)))
    };
    bound.list("Identity").iter().map(|name| fault(name.to_text())).collect()
}

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let named = |(part, how): (Part, How)| format!("\"{}\" ({})", host.view().name_of(part), how.name());
    Ok(format!("Stopping {}.", faults(bound, host)?.into_iter().map(named).collect::<Vec<String>>().join(", ")))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    for (part, how) in faults(bound, host)? {
        submit(host, Input::StopPart { part, how })?;
    }
    Ok(Outcome::Done(Reply::default()))
}
