//! Start-LabComponent: mend something, or everything.

use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::component;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

/// Stands for everything.
const ALL: &str = "*";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Start-LabComponent",
    aliases: &["heal"],
    synopsis: "Mends a component of the lab, or switches it on.",
    description: "* mends everything, cut links too. A server takes its time to boot and to start its services.",
    parameters: &[Parameter::new("Identity", Kind::NameList(Names::Component), "What to mend; * for everything.")
        .mandatory()
        .at(0)
        .takes(Intake::Value)],
    examples: &[
        Example { line: "Start-LabComponent EXCHMAILBOX1", says: "Switches a node on again." },
        Example { line: "Start-LabComponent *", says: "Mends everything." },
    ],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn inputs(bound: &Bound, host: &dyn Host) -> Result<Vec<Input>, ShellError> {
    let view = host.view();
    let input = |name: String| match name.as_str() {
        ALL => Ok(Input::StartAll),
        name => Ok(Input::StartPart { part: component(&view, name)? }),
    };
    bound.list("Identity").iter().map(|name| input(name.to_text())).collect()
}

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    inputs(bound, host)?;
    Ok(format!("Starting {}.", bound.list("Identity").iter().map(Value::to_text).collect::<Vec<String>>().join(", ")))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    for input in inputs(bound, host)? {
        submit(host, input)?;
    }
    Ok(Outcome::Done(Reply::default()))
}
