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
    description: "* mends everything, cut links too. A server takes its time to boot and to start its services. What is mended is as it was: a volume comes back with its files, as when only a cable was loose. With -Replace a lost volume is replaced by an empty one, whose files have to come from a backup or from another copy, and a lost server outside a cluster by a machine with its name and its disks that has no Exchange before Setup.com /m:RecoverServer.",
    parameters: &[
        Parameter::new("Identity", Kind::NameList(Names::Component), "What to mend; * for everything.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new("Replace", Kind::Switch, "Puts something new in its place: an empty disk, a bare machine."),
    ],
    examples: &[
        Example { line: "Start-LabComponent EXCHMAILBOX1", says: "Switches a node on again." },
        Example { line: "Start-LabComponent EXCHMAILBOX1\\LogDisk", says: "Brings a volume back with its files." },
        Example {
            line: "Start-LabComponent EXCHMAILBOX1\\LogDisk -Replace",
            says: "Puts an empty disk in the place of a lost one.",
        },
        Example { line: "Start-LabComponent *", says: "Mends everything." },
    ],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn inputs(bound: &Bound, host: &dyn Host) -> Result<Vec<Input>, ShellError> {
    let view = host.view();
    let is_replaced = bound.switch("Replace");
    let input = |name: String| match name.as_str() {
        ALL if !is_replaced => Ok(Input::StartAll),
        name => {
            let part = component(&view, name)?;
            Ok(if is_replaced { Input::ReplacePart { part } } else { Input::StartPart { part } })
        }
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
