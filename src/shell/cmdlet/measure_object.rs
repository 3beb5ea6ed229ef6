//! Measure-Object: how many, how much, the least and the most.

use std::cmp::Ordering;

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::format::View;
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::{Decimal, Object, Value, count, order};

const TYPE: &str = "Microsoft.PowerShell.Commands.GenericMeasureInfo";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Measure-Object",
    aliases: &["measure"],
    synopsis: "Counts objects and measures one of their properties.",
    description: "",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "The property to measure.").at(0),
        Parameter::new("Sum", Kind::Switch, "Adds up."),
        Parameter::new("Average", Kind::Switch, "Finds the average."),
        Parameter::new("Maximum", Kind::Switch, "Finds the largest."),
        Parameter::new("Minimum", Kind::Switch, "Finds the smallest."),
        INPUT_OBJECT,
    ],
    examples: &[Example {
        line: "Get-StorageGroupCopyStatus | Measure-Object CopyQueueLength -Sum",
        says: "Adds up the copy queues.",
    }],
    views: &[View::list(TYPE, &[])],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let objects = input_of(bound, input);
    let picks = Pick::from_values(&bound.list("Property"), objects.first())?;
    let mut values = Vec::with_capacity(objects.len());
    for object in objects {
        match picks.first() {
            Some(pick) => values.extend(Some(evaluation.picked(pick, &object)?).filter(|value| *value != Value::Null)),
            None => values.push(object),
        }
    }
    let adds = bound.switch("Sum") || bound.switch("Average");
    let sum = if adds { Some(sum(&values)?) } else { None };
    let average = sum.and_then(|sum| sum.divided_by(Decimal::from(i64::try_from(values.len()).ok()?)));
    let extreme = |wanted: Ordering| {
        values.iter().cloned().reduce(|best, next| if order(&next, &best, false) == Some(wanted) { next } else { best })
    };
    let shown = |asked: &str, value: Option<Value>| value.filter(|_| bound.switch(asked)).unwrap_or_default();
    let property = picks.first().map_or(Value::Null, |pick| Value::text(&pick.heading));
    let result = Object::new(TYPE)
        .with("Count", count(values.len()))
        .with("Average", shown("Average", average.map(Decimal::into_value)))
        .with("Sum", shown("Sum", sum.map(Decimal::into_value)))
        .with("Maximum", shown("Maximum", extreme(Ordering::Greater)))
        .with("Minimum", shown("Minimum", extreme(Ordering::Less)))
        .with("Property", property);
    Ok(vec![result.into_value()])
}

fn sum(values: &[Value]) -> Result<Decimal, ShellError> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| {
        value.to_decimal().and_then(|number| sum.plus(number)).ok_or_else(|| {
            let message = format!("Input object \"{}\" is not numeric.", value.to_text());
            ShellError::new(Category::InvalidData, message).hint("name a property that holds numbers")
        })
    })
}
