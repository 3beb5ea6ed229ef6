//! Select-Object: some of the objects, or some of their properties.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::nearest::nearest;
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::{Object, Value, like};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Select-Object",
    aliases: &["select"],
    synopsis: "Takes some of the objects, or some of their properties.",
    description: "",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "The properties: names, patterns or calculated ones.").at(0),
        Parameter::new("ExcludeProperty", Kind::Properties, "Properties to leave out."),
        Parameter::new("ExpandProperty", Kind::Text, "The property whose values are wanted instead of the objects."),
        Parameter::new("First", Kind::Int(0, 1_000_000), "How many from the front."),
        Parameter::new("Last", Kind::Int(0, 1_000_000), "How many from the end."),
        Parameter::new("Unique", Kind::Switch, "Leaves out what came before."),
        INPUT_OBJECT,
    ],
    examples: &[
        Example { line: "Get-Command | Select-Object -First 3", says: "Takes three." },
        Example { line: "Get-Command | Select-Object -ExpandProperty Name", says: "Gives names as plain text." },
    ],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let mut objects = some_of(bound, input_of(bound, input));
    if bound.is_given("Property") {
        let picks = Pick::from_values(&bound.list("Property"), objects.first())?;
        let excluded = Pick::from_values(&bound.list("ExcludeProperty"), None)?;
        let picks: Vec<Pick> = picks
            .into_iter()
            .filter(|pick| !excluded.iter().any(|out| like(&pick.heading, &out.heading, false)))
            .collect();
        objects = objects.iter().map(|object| selected(evaluation, &picks, object)).collect::<Result<_, Stop>>()?;
    }
    if let Some(name) = bound.text("ExpandProperty") {
        let mut values = Vec::new();
        for object in &objects {
            values.extend(object.property(&name).ok_or_else(|| lacks(object, &name))?.into_many());
        }
        objects = values;
    }
    if bound.switch("Unique") {
        let mut seen: Vec<Value> = Vec::new();
        for object in objects {
            if !seen.contains(&object) {
                seen.push(object);
            }
        }
        objects = seen;
    }
    Ok(objects)
}

/// The first and the last of the objects, as many as were asked for.
fn some_of(bound: &Bound, objects: Vec<Value>) -> Vec<Value> {
    let count = |name| bound.int(name).map(|count| usize::try_from(count).unwrap_or(0).min(objects.len()));
    let (first, last) = match (count("First"), count("Last")) {
        (None, None) => return objects,
        (first, last) => (first.unwrap_or(0), last.unwrap_or(0)),
    };
    let rest = objects.len() - first.min(objects.len());
    let end = objects.len() - last.min(rest);
    objects[..first].iter().chain(&objects[end..]).cloned().collect()
}

fn selected(evaluation: &mut Evaluation<'_>, picks: &[Pick], object: &Value) -> Result<Value, Stop> {
    let mut chosen = Object::new(format!("Selected.{}", object.type_name()));
    for pick in picks {
        chosen = chosen.with(pick.heading.clone(), evaluation.picked(pick, object)?);
    }
    Ok(chosen.into_value())
}

fn lacks(object: &Value, name: &str) -> ShellError {
    let error =
        ShellError::new(Category::InvalidArgument, format!("Property \"{name}\" cannot be found.")).target(name);
    match object {
        Value::Object(object) => error.did_you_mean(nearest(name, object.properties().map(|(name, _)| name))),
        _ => error,
    }
}
