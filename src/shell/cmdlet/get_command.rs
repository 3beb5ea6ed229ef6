//! Get-Command: which commands there are.

use super::{Action, Cmdlet, Example, Kind, Parameter, Reply, all, find, unknown_command};
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::help::syntax;
use crate::shell::names::Names;
use crate::shell::native::{self, Native};
use crate::shell::value::{Object, Value, has_wildcard, like};

const TYPE: &str = "System.Management.Automation.CmdletInfo";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-Command",
    aliases: &["gcm"],
    synopsis: "Lists commands.",
    description: "",
    parameters: &[
        Parameter::new("Name", Kind::Name(Names::Command), "Only commands of this name; patterns will do.").at(0),
        Parameter::new("Verb", Kind::Text, "Only commands with this verb."),
        Parameter::new("Noun", Kind::Text, "Only commands with this noun."),
    ],
    examples: &[Example { line: "Get-Command *-StorageGroupCopy*", says: "Lists what can be done with copies." }],
    views: &[View::table(
        TYPE,
        &[Column::new("CommandType", Some(15)), Column::new("Name", Some(31)), Column::new("Definition", None)],
    )],
    action: Action::Read(|bound, _| list(bound)),
};

/// The commands that are asked for; they are the same before every bench.
pub(super) fn list(bound: &Bound) -> Result<Reply, ShellError> {
    let pattern = |name| bound.text(name).unwrap_or_else(|| "*".to_owned());
    let (name, verb, noun) = (pattern("Name"), pattern("Verb"), pattern("Noun"));
    let exact = find(&name).filter(|_| !has_wildcard(&name));
    if let Some(cmdlet) = exact {
        return Ok(Reply::objects(vec![info(cmdlet)]));
    }
    if let Some(program) = native::find(&name) {
        return Ok(Reply::objects(vec![program_info(program)]));
    }
    if !has_wildcard(&name) {
        return Err(unknown_command(&name));
    }
    let fits = |cmdlet: &&&Cmdlet| {
        let (own_verb, own_noun) = cmdlet.name.split_once('-').unwrap_or((cmdlet.name, ""));
        like(cmdlet.name, &name, false) && like(own_verb, &verb, false) && like(own_noun, &noun, false)
    };
    let is_program =
        |program: &&&Native| like(program.name(), &name, false) && !bound.is_given("Verb") && !bound.is_given("Noun");
    let programs = native::all().iter().filter(is_program).map(|program| program_info(program));
    Ok(Reply::objects(all().iter().filter(fits).map(|cmdlet| info(cmdlet)).chain(programs).collect()))
}

fn program_info(program: &'static Native) -> Value {
    Object::new(TYPE)
        .with("CommandType", Value::text("Application"))
        .with("Name", Value::text(program.file))
        .with("Definition", Value::Text(program.usage.join("; ")))
        .into_value()
}

fn info(cmdlet: &'static Cmdlet) -> Value {
    let (verb, noun) = cmdlet.name.split_once('-').unwrap_or((cmdlet.name, ""));
    Object::new(TYPE)
        .with("CommandType", Value::text("Cmdlet"))
        .with("Name", Value::text(cmdlet.name))
        .with("Definition", Value::Text(syntax(cmdlet)))
        .with("Verb", Value::text(verb))
        .with("Noun", Value::text(noun))
        .into_value()
}
