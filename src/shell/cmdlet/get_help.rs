//! Get-Help: what a command does and takes.

use super::{Action, Cmdlet, Example, Kind, Parameter, all, find, unknown_command};
use crate::shell::bind::Bound;
use crate::shell::format::{Column, View};
use crate::shell::help::{Detail, overview, page};
use crate::shell::names::Names;
use crate::shell::native;
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::{Object, Value, has_wildcard, like};

const TYPE: &str = "HelpInfoShort";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-Help",
    aliases: &["help", "man"],
    synopsis: "Explains a command.",
    description: "Without a name, it lists what to begin with.",
    parameters: &[
        Parameter::new("Name", Kind::Name(Names::Command), "The command; a pattern lists every command it fits.").at(0),
        Parameter::new("Examples", Kind::Switch, "Shows lines to try."),
        Parameter::new("Detailed", Kind::Switch, "Explains the parameters too."),
        Parameter::new("Full", Kind::Switch, "Shows everything."),
    ],
    examples: &[Example { line: "Get-Help Get-Command -Examples", says: "Shows lines to try with one command." }],
    views: &[View::table(
        TYPE,
        &[Column::new("Name", Some(33)), Column::new("Category", Some(9)), Column::new("Synopsis", None)],
    )],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, _: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let width = evaluation.around.width;
    let Some(name) = bound.text("Name") else { return Ok(vec![Value::Formatted(overview(width))]) };
    if has_wildcard(&name) && find(&name).is_none() {
        let fitting = all().iter().filter(|cmdlet| like(cmdlet.name, &name, false));
        return Ok(fitting.map(|cmdlet| short(cmdlet)).collect());
    }
    if let Some(program) = native::find(&name) {
        return Ok(vec![Value::Formatted(crate::shell::help::program(program, width))]);
    }
    let cmdlet = find(&name).ok_or_else(|| unknown_command(&name))?;
    let detail = if bound.switch("Full") {
        Detail::Full
    } else if bound.switch("Detailed") {
        Detail::Detailed
    } else if bound.switch("Examples") {
        Detail::Examples
    } else {
        Detail::Short
    };
    Ok(vec![Value::Formatted(page(cmdlet, detail, width))])
}

fn short(cmdlet: &Cmdlet) -> Value {
    Object::new(TYPE)
        .with("Name", Value::text(cmdlet.name))
        .with("Category", Value::text("Cmdlet"))
        .with("Synopsis", Value::text(cmdlet.synopsis))
        .into_value()
}
