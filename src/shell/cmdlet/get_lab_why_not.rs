//! Get-LabWhyNot: what a rule needs, and what of it does not hold.

use super::{Action, Cmdlet, Example, Kind, Parameter, Reply};
use crate::shell::bind::Bound;
use crate::shell::directory::rule;
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Precondition";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabWhyNot",
    aliases: &["whynot"],
    synopsis: "Tells what a rule needs to act now, and what of it does not hold.",
    description: "Get-LabRule lists the rules.",
    parameters: &[Parameter::new("Rule", Kind::Name(Names::Rule), "The rule, by its id.").mandatory().at(0)],
    examples: &[Example { line: "Get-LabWhyNot group-moves", says: "Tells why the server does not fail over." }],
    views: &[View::table(TYPE, &[Column::new("Holds", Some(5)), Column::new("Needs", None)]).wrapping()],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let view = host.view();
    let rule = rule(&view, &bound.text("Rule").unwrap_or_default())?;
    let needs = view.why_not(rule);
    if needs.is_empty() {
        return Ok(Reply::warning(format!("The rule '{}' needs nothing special: {}", rule.id(), rule.sentence())));
    }
    let object = |need: crate::model::why::Precondition| {
        Object::new(TYPE)
            .with("Rule", Value::text(rule.id()))
            .with("Holds", Value::Bool(need.holds))
            .with("Needs", Value::Text(need.text))
            .into_value()
    };
    Ok(Reply::objects(needs.into_iter().map(object).collect()))
}
