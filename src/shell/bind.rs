//! Arguments to parameters, by the table entry of the cmdlet.

mod convert;
mod resolve;

#[cfg(test)]
mod tests;

use super::cmdlet::{Action, Cmdlet, Intake, Kind, Parameter};
use super::error::{Category, ShellError};
use super::span::Span;
use super::value::{ByteSize, TimeSpan, Value};
use crate::engine::in_order;

pub use convert::convert;
pub use resolve::{parameters, resolve};

/// Parameters that every cmdlet has.
pub static COMMON: [Parameter; 6] = [
    Parameter::new("Verbose", Kind::Switch, "Shows more of what happens."),
    Parameter::new("Debug", Kind::Switch, "Shows more of what happens."),
    Parameter::new(
        "ErrorAction",
        Kind::Choice(&["Continue", "SilentlyContinue", "Stop"]),
        "What to do after an error.",
    ),
    Parameter::new("ErrorVariable", Kind::Unsupported, "A variable that takes the errors."),
    Parameter::new("OutVariable", Kind::Unsupported, "A variable that takes the objects."),
    Parameter::new("OutBuffer", Kind::Unsupported, "How many objects to collect before the next stage."),
];

/// Parameters of every cmdlet that changes something.
pub static CAREFUL: [Parameter; 2] = [
    Parameter::new("WhatIf", Kind::Switch, "Says what would be done and does nothing."),
    Parameter::new("Confirm", Kind::Switch, "Asks first; -Confirm:$false does not ask."),
];

/// A parameter or argument of a line, its value computed.
#[derive(Clone, Debug)]
pub enum Given {
    /// `-Name`, with the value behind a colon.
    Parameter {
        /// The name as typed, without its dash.
        name: String,
        /// Where it stands.
        span: Span,
        /// The value behind a colon.
        value: Option<Offered>,
    },
    /// A value.
    Value(Offered),
}

/// A value offered to a parameter.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The value.
    pub value: Value,
    /// How it was typed, when it was typed as a number; a parameter that takes text takes this.
    pub literal: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A cmdlet with values for its parameters.
#[derive(Clone)]
pub struct Bound {
    /// The cmdlet.
    pub cmdlet: &'static Cmdlet,
    /// Where its name stands.
    pub span: Span,
    values: Vec<BoundValue>,
}

/// A parameter, its value, and where the value was typed.
#[derive(Clone)]
struct BoundValue {
    parameter: &'static Parameter,
    value: Value,
    span: Span,
}

/// Gives each argument to its parameter.
///
/// # Errors
/// In PowerShell's words: unknown, ambiguous or repeated parameters, missing or unfitting values.
pub fn bind(cmdlet: &'static Cmdlet, span: Span, given: Vec<Given>) -> Result<Bound, ShellError> {
    let mut bound = Bound { cmdlet, span, values: Vec::new() };
    let mut positional = Vec::new();
    let mut given = given.into_iter().peekable();
    while let Some(next) = given.next() {
        match next {
            Given::Value(offered) => positional.push(offered),
            Given::Parameter { name, span, value } => {
                let parameter = resolve(cmdlet, &name).map_err(|error| error.at(span))?;
                if matches!(parameter.kind, Kind::Unsupported) {
                    return Err(ShellError::not_supported(&format!("the parameter '-{}'", parameter.name)).at(span));
                }
                let offered = match (value, parameter.kind) {
                    (Some(offered), _) => Some(offered),
                    (None, Kind::Switch) => Some(Offered { value: Value::Bool(true), literal: None, span }),
                    (None, _) => given.next_if(|next| matches!(next, Given::Value(_))).and_then(|next| match next {
                        Given::Value(offered) => Some(offered),
                        Given::Parameter { .. } => None,
                    }),
                };
                bound.set(parameter, offered.ok_or_else(|| missing_argument(parameter).at(span))?, span)?;
            }
        }
    }
    bound.set_positional(positional)?;
    Ok(bound)
}

fn missing_argument(parameter: &Parameter) -> ShellError {
    let (name, kind) = (parameter.name, parameter.kind.type_name());
    let message =
        format!("Missing an argument for parameter '{name}'. Specify a parameter of type '{kind}' and try again.");
    let error = ShellError::new(Category::InvalidArgument, message).target(name);
    match parameter.kind {
        Kind::Choice(words) => error.hint(format!("one of {}", words.join(", "))),
        _ => error,
    }
}

impl Bound {
    /// The cmdlet as called without any argument.
    pub fn empty(cmdlet: &'static Cmdlet, span: Span) -> Bound {
        Bound { cmdlet, span, values: Vec::new() }
    }

    fn set(&mut self, parameter: &'static Parameter, offered: Offered, at: Span) -> Result<(), ShellError> {
        if self.value(parameter.name).is_some() {
            let name = parameter.name;
            let message = format!("Cannot bind parameter because parameter '{name}' is specified more than once.");
            return Err(ShellError::new(Category::InvalidArgument, message).target(name).at(at));
        }
        let place = offered.span;
        let value = convert(parameter, offered).map_err(|error| error.at(place))?;
        self.values.push(BoundValue { parameter, value, span: place });
        Ok(())
    }

    fn set_positional(&mut self, arguments: Vec<Offered>) -> Result<(), ShellError> {
        let places = self.cmdlet.parameters.iter().filter(|parameter| parameter.position.is_some());
        let places = in_order(places, |parameter| parameter.position);
        let mut free =
            places.into_iter().filter(|parameter| self.value(parameter.name).is_none()).collect::<Vec<_>>().into_iter();
        for offered in arguments {
            let span = offered.span;
            let Some(parameter) = free.next() else {
                let text = offered.literal.unwrap_or_else(|| offered.value.to_text());
                let message = format!("A positional parameter cannot be found that accepts argument '{text}'.");
                let error = ShellError::new(Category::InvalidArgument, message).target(text).at(span);
                return Err(error.hint("a name with blanks needs quotes; other values need their parameter's name"));
            };
            self.set(parameter, offered, span)?;
        }
        Ok(())
    }

    /// The same call with what it takes of one object of the pipeline.
    ///
    /// # Errors
    /// When no parameter takes anything of it.
    pub fn with_input(&self, object: &Value) -> Result<Bound, ShellError> {
        let mut bound = self.clone();
        let before = bound.values.len();
        for parameter in self.cmdlet.parameters.iter().filter(|parameter| self.value(parameter.name).is_none()) {
            let offered = match parameter.pipeline {
                Intake::Nothing => None,
                Intake::Property => object.property(parameter.name),
                Intake::Value => Some(identity(object)),
            };
            if let Some(value) = offered.filter(|value| *value != Value::Null) {
                bound.set(parameter, Offered { value, literal: None, span: self.span }, self.span)?;
            }
        }
        if bound.values.len() > before {
            return Ok(bound);
        }
        let message = "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.";
        Err(ShellError::new(Category::InvalidArgument, message).target(object.to_text()).at(self.span))
    }

    /// Mandatory parameters without a value, in the order of the table.
    pub fn missing(&self) -> Vec<&'static Parameter> {
        self.cmdlet
            .parameters
            .iter()
            .filter(|parameter| parameter.mandatory && self.value(parameter.name).is_none())
            .collect()
    }

    /// Sets a parameter to what somebody answered.
    ///
    /// # Errors
    /// When the answer does not fit the parameter.
    pub fn answer(&mut self, parameter: &'static Parameter, text: &str) -> Result<(), ShellError> {
        let offered = Offered { value: Value::text(text), literal: None, span: self.span };
        self.set(parameter, offered, self.span)
    }

    /// Does the cmdlet change something?
    pub fn changes(&self) -> bool {
        matches!(self.cmdlet.action, Action::Change(_))
    }

    /// The value of a parameter; `None` when it was not given.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|bound| bound.parameter.name == name).map(|bound| &bound.value)
    }

    /// Where the value was typed that reads `text`; where the cmdlet's name stands if none does.
    pub fn place_of(&self, text: Option<&str>) -> Span {
        let says = |bound: &&BoundValue| text.is_some_and(|text| bound.value.to_text() == text);
        self.values.iter().find(says).map_or(self.span, |bound| bound.span)
    }

    /// Was the parameter given?
    pub fn is_given(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The value as text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.value(name).map(Value::to_text)
    }

    /// Is the switch on?
    pub fn switch(&self, name: &str) -> bool {
        self.value(name).is_some_and(Value::is_true)
    }

    /// The value as a whole number.
    pub fn int(&self, name: &str) -> Option<i64> {
        match self.value(name) {
            Some(Value::Int(value)) => Some(*value),
            _ => None,
        }
    }

    /// The value as an amount of data.
    pub fn size(&self, name: &str) -> Option<ByteSize> {
        match self.value(name) {
            Some(Value::Size(size)) => Some(*size),
            _ => None,
        }
    }

    /// The value as a length of time.
    pub fn span_of(&self, name: &str) -> Option<TimeSpan> {
        match self.value(name) {
            Some(Value::Span(span)) => Some(*span),
            _ => None,
        }
    }

    /// The value as a list, empty when it was not given.
    pub fn list(&self, name: &str) -> Vec<Value> {
        self.value(name).cloned().map(Value::into_many).unwrap_or_default()
    }
}

/// What stands for an object when it is handed to a parameter that takes a name.
fn identity(object: &Value) -> Value {
    match object {
        Value::Object(own) => own.get("Identity").cloned().unwrap_or_else(|| Value::text(own.label())),
        other => other.clone(),
    }
}
