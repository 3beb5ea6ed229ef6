//! Get-Alias: the shorter names.

use super::{Action, Cmdlet, Kind, Parameter, Reply, all};
use crate::engine::in_order;
use crate::shell::format::{Column, View};
use crate::shell::value::{Object, Value, like};

const TYPE: &str = "System.Management.Automation.AliasInfo";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-Alias",
    aliases: &["gal"],
    synopsis: "Lists the shorter names of commands.",
    description: "",
    parameters: &[Parameter::new("Name", Kind::Text, "Only aliases of this name; patterns will do.").at(0)],
    examples: &[],
    views: &[View::table(
        TYPE,
        &[Column::new("CommandType", Some(15)), Column::new("Name", Some(31)), Column::new("Definition", None)],
    )],
    action: Action::Read(|bound, _| {
        let pattern = bound.text("Name").unwrap_or_else(|| "*".to_owned());
        let aliases = all().iter().flat_map(|cmdlet| cmdlet.aliases.iter().map(|alias| (*alias, cmdlet.name)));
        let shown =
            in_order(aliases, |(alias, _)| *alias).into_iter().filter(|(alias, _)| like(alias, &pattern, false));
        Ok(Reply::objects(shown.map(|(alias, name)| info(alias, name)).collect()))
    }),
};

fn info(alias: &str, name: &str) -> Value {
    Object::new(TYPE)
        .with("CommandType", Value::text("Alias"))
        .with("Name", Value::text(alias))
        .with("Definition", Value::text(name))
        .into_value()
}
