//! Sort-Object: the objects in an order.

use std::cmp::Ordering;

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of};
use crate::shell::bind::Bound;
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::{Value, order};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Sort-Object",
    aliases: &["sort"],
    synopsis: "Puts objects in an order.",
    description: "Objects that are equal keep their order.",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "What to sort by; what comes first counts most.").at(0),
        Parameter::new("Descending", Kind::Switch, "Puts the largest first."),
        Parameter::new("Unique", Kind::Switch, "Keeps one of those that are equal."),
        Parameter::new("CaseSensitive", Kind::Switch, "Tells capital from small letters."),
        INPUT_OBJECT,
    ],
    examples: &[Example { line: "Get-Command | Sort-Object Name -Descending", says: "Sorts from Z to A." }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let objects = input_of(bound, input);
    let picks = Pick::from_values(&bound.list("Property"), objects.first())?;
    let case = bound.switch("CaseSensitive");
    let mut keyed = Vec::with_capacity(objects.len());
    for object in objects {
        let keys = if picks.is_empty() {
            vec![object.clone()]
        } else {
            picks.iter().map(|pick| evaluation.picked(pick, &object)).collect::<Result<Vec<Value>, Stop>>()?
        };
        keyed.push((keys, object));
    }
    let descending = |at: usize| bound.switch("Descending") || picks.get(at).is_some_and(|pick| pick.descending);
    let compare = |a: &[Value], b: &[Value]| {
        let each = a.iter().zip(b).enumerate().map(|(at, (a, b))| {
            let order = by_value_or_text(a, b, case);
            if descending(at) { order.reverse() } else { order }
        });
        each.fold(Ordering::Equal, Ordering::then)
    };
    keyed.sort_by(|(a, _), (b, _)| compare(a, b));
    if bound.switch("Unique") {
        keyed.dedup_by(|(a, _), (b, _)| compare(a, b) == Ordering::Equal);
    }
    Ok(keyed.into_iter().map(|(_, object)| object).collect())
}

/// Values of one type by their own order; of different types by their types, so that sorting always ends.
fn by_value_or_text(a: &Value, b: &Value, case: bool) -> Ordering {
    if rank(a) == rank(b) {
        order(a, b, case).unwrap_or_else(|| a.to_text().cmp(&b.to_text()))
    } else {
        rank(a).cmp(&rank(b))
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Int(_) | Value::Decimal(_) => 2,
        Value::Size(_) => 3,
        Value::Span(_) => 4,
        Value::DateTime(_) => 5,
        Value::Text(_) | Value::Formatted(_) | Value::Object(_) | Value::Block(_) => 6,
        Value::List(_) => 7,
        Value::Hash(_) => 8,
    }
}
