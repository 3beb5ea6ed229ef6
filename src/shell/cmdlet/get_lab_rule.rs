//! Get-LabRule: the rules of the model and where they come from.

use super::{Action, Cmdlet, Example, Intake, Kind, Parameter, Reply};
use crate::model::rule::Rule;
use crate::shell::bind::Bound;
use crate::shell::directory::rule;
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value, has_wildcard, like};

const TYPE: &str = "FailoverLab.Rule";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabRule",
    aliases: &[],
    synopsis: "Lists the rules of the model, how sure they are and where they come from.",
    description: "",
    parameters: &[Parameter::new("Identity", Kind::Name(Names::Rule), "Only rules of this id; patterns will do.")
        .at(0)
        .takes(Intake::Value)],
    examples: &[Example { line: "Get-LabRule mount-dial | Format-List", says: "Shows one rule with its source." }],
    views: &[View::table(
        TYPE,
        &[Column::new("Id", Some(24)), Column::new("Grade", Some(12)), Column::new("Sentence", None)],
    )
    .wrapping()],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    if let Some(id) = bound.text("Identity").filter(|id| !has_wildcard(id)) {
        rule(&host.view(), &id)?;
    }
    Ok(list(bound))
}

/// The rules that are asked for; they are the same before every bench.
pub(super) fn list(bound: &Bound) -> Reply {
    let pattern = bound.text("Identity").unwrap_or_else(|| "*".to_owned());
    let wanted = Rule::ALL.iter().filter(|rule| like(rule.id(), &pattern, false));
    Reply::objects(wanted.map(|rule| object(*rule)).collect())
}

fn object(rule: Rule) -> Value {
    Object::new(TYPE)
        .with("Id", Value::text(rule.id()))
        .with("Grade", Value::text(rule.grade().name()))
        .with("Sentence", Value::text(rule.sentence()))
        .with("Source", Value::text(rule.source()))
        .into_value()
}
