//! Calls cmdlets: finds them, binds their arguments, feeds them the objects of the pipeline.

use super::confirm::Verdict;
use super::effect::Parked;
use super::{Evaluation, Stop};
use crate::shell::ast::{Argument, Command, Expression, ExpressionKind};
use crate::shell::bind::{Bound, Given, Offered, bind};
use crate::shell::cmdlet::{Action, Change, Outcome, Read, Reply, find, on_compute, unknown_command};
use crate::shell::error::{Category, ShellError};
use crate::shell::help;
use crate::shell::host::Door;
use crate::shell::output::Tone;
use crate::shell::value::Value;

impl Evaluation<'_> {
    /// What a command gives for the objects before it; `None` when it stands in front.
    pub(super) fn command(
        &mut self,
        command: &Command,
        position: usize,
        input: Option<Vec<Value>>,
    ) -> Result<Vec<Value>, Stop> {
        let Some(cmdlet) = find(&command.name) else {
            return Err(unknown_command(&command.name).at(command.name_span).into());
        };
        let asks_for_help = |argument: &Argument| matches!(argument, Argument::Parameter { name, .. } if name == "?");
        if command.arguments.iter().any(asks_for_help) {
            return Ok(vec![Value::Formatted(help::page(cmdlet, help::Detail::Short, self.around.width))]);
        }
        let given = self.arguments(&command.arguments)?;
        let bound =
            bind(cmdlet, command.name_span, given).map_err(|error| error.by(cmdlet.name).at(command.name_span))?;
        let typed = bound.clone();
        let result = match &cmdlet.action {
            Action::Stream(run) => {
                self.complete(bound, position).and_then(|bound| run(self, &bound, input.unwrap_or_default()))
            }
            Action::Read(run) => self.each(bound, position, input, |evaluation, bound| evaluation.read(*run, &bound)),
            Action::Change(change) => {
                let mut verdict = Verdict::Open;
                self.each(bound, position, input, |evaluation, bound| evaluation.change(change, bound, &mut verdict))
            }
        };
        match result {
            Err(Stop::Error(error)) => {
                self.by_preference(located(*error, &typed), typed.text("ErrorAction").as_deref())
            }
            other => other,
        }
    }

    /// Ends a failed command as its `-ErrorAction` asks.
    fn by_preference(&mut self, error: ShellError, preference: Option<&str>) -> Result<Vec<Value>, Stop> {
        match preference {
            Some("SilentlyContinue") => Ok(Vec::new()),
            Some("Stop") => {
                self.fail(error);
                Err(Stop::Abandon)
            }
            _ => Err(error.into()),
        }
    }

    fn arguments(&mut self, arguments: &[Argument]) -> Result<Vec<Given>, Stop> {
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            given.push(match argument {
                Argument::Value(expression) => Given::Value(self.offered(expression)?),
                Argument::Parameter { name, span, value } => {
                    let value = value.as_ref().map(|expression| self.offered(expression)).transpose()?;
                    Given::Parameter { name: name.clone(), span: *span, value }
                }
            });
        }
        Ok(given)
    }

    fn offered(&mut self, expression: &Expression) -> Result<Offered, Stop> {
        let literal = match &expression.kind {
            ExpressionKind::Number(_, typed) => Some(typed.clone()),
            _ => None,
        };
        Ok(Offered { value: self.evaluate(expression)?, literal, span: expression.span })
    }

    /// Runs a cmdlet once, or once for each object before it; an error for one object does not keep it from the next.
    fn each(
        &mut self,
        bound: Bound,
        position: usize,
        input: Option<Vec<Value>>,
        mut run: impl FnMut(&mut Self, Bound) -> Result<Vec<Value>, Stop>,
    ) -> Result<Vec<Value>, Stop> {
        let Some(objects) = input else {
            let bound = self.complete(bound, position)?;
            return run(self, bound);
        };
        let mut values = Vec::new();
        for object in &objects {
            let result = match bound.with_input(object) {
                Ok(bound) => self.complete(bound, position).and_then(|bound| run(self, bound)),
                Err(error) => Err(error.into()),
            };
            match result {
                Ok(given) => values.extend(given),
                Err(Stop::Error(error)) if objects.len() > 1 => {
                    match self.by_preference(located(*error, &bound), bound.text("ErrorAction").as_deref()) {
                        Err(Stop::Error(error)) => self.fail(*error),
                        Err(stop) => return Err(stop),
                        Ok(none) => values.extend(none),
                    }
                }
                Err(stop) => return Err(stop),
            }
        }
        Ok(values)
    }

    fn read(&mut self, run: Read, bound: &Bound) -> Result<Vec<Value>, Stop> {
        let reply = self.reply(|evaluation| {
            Ok(match evaluation.host.door() {
                Door::Exchange(host) => run(bound, host),
                Door::Compute(farm) => on_compute::read(bound, farm),
            })
        })?;
        self.take(reply)
    }

    fn change(&mut self, change: &Change, bound: Bound, verdict: &mut Verdict) -> Result<Vec<Value>, Stop> {
        if self.observing {
            let error = ShellError::new(Category::InvalidArgument, "A condition reads and changes nothing.");
            return Err(error.hint("use cmdlets that begin with Get").into());
        }
        let intent = self.intent(|evaluation| match evaluation.host.door() {
            Door::Exchange(host) => (change.intent)(&bound, host),
            Door::Compute(farm) => on_compute::intent(&bound, farm),
        })?;
        if bound.switch("WhatIf") {
            self.output.say(Tone::Plain, format!("What if: {intent}\n"));
            return Ok(Vec::new());
        }
        let asks = bound.value("Confirm").map_or(change.asks && !bound.switch("Force"), Value::is_true);
        if asks && !self.confirmed(&intent, verdict)? {
            return Ok(Vec::new());
        }
        let reply = self.reply(|evaluation| {
            let outcome = match evaluation.host.door() {
                Door::Exchange(host) => (change.run)(&bound, host),
                Door::Compute(farm) => on_compute::change(&bound, farm),
            };
            match outcome {
                Ok(Outcome::Done(reply)) => Ok(Ok(reply)),
                Ok(Outcome::Wait(pause)) => Err(Stop::Wait(Box::new(Parked::Cmdlet { bound, pause }))),
                Err(error) => Ok(Err(error)),
            }
        })?;
        self.take(reply)
    }

    /// Shows the warnings of a reply; gives its objects.
    pub fn take(&mut self, reply: Result<Reply, ShellError>) -> Result<Vec<Value>, Stop> {
        let reply = reply?;
        for warning in reply.warnings {
            self.output.say(Tone::Warning, format!("WARNING: {warning}\n"));
        }
        Ok(reply.objects)
    }
}

/// The error with its cmdlet, its object and its place: where the missing object was named, else the cmdlet's name.
fn located(error: ShellError, bound: &Bound) -> ShellError {
    let error = error.by(bound.cmdlet.name).about(bound.text("Identity"));
    let place = match error.category {
        Category::ObjectNotFound => bound.place_of(error.target.as_deref()),
        _ => bound.span,
    };
    error.at(place)
}
