//! Runs a line: statement by statement, stage by stage.
//!
//! A command can stop in the middle, to ask somebody or to wait for simulated time. The console then keeps what the
//! commands before it gave, and runs the line again from its beginning: everything that reached the host is taken from
//! that record instead of being done twice. So nothing here needs to be suspended, and a console can be copied at any
//! moment.

mod confirm;
mod effect;
mod expression;
mod invoke;
mod native;
mod operate;
mod pick;

#[cfg(test)]
mod tests;

use super::ast::{Block, Pipeline, Script, Stage, Statement};
use super::error::{Category, ShellError};
use super::format::default_output;
use super::host::Lab;
use super::letters::in_small;
use super::output::{Output, Tone};
use super::span::Span;
use super::value::Value;
use crate::engine::SortedMap;

pub use effect::{Look, Parked, Question, QuestionKind, Recorded};
pub use pick::Pick;

/// Most objects between two stages.
pub const OBJECTS_MAX: usize = 10_000;

/// Most values that one variable or list holds, those inside others included.
const WEIGHT_MAX: usize = 100_000;

/// Most steps of one line: evaluations of a value or calls of a command.
const STEPS_MAX: u32 = 1_000_000;

/// Deepest nesting while a line runs, script blocks inside script blocks included.
const DEPTH_MAX: u32 = 120;

/// Variables by their name in small letters.
pub type Variables = SortedMap<String, Value>;

/// Why a statement does not go on.
#[derive(Clone)]
pub enum Stop {
    /// It cannot be done.
    Error(Box<ShellError>),
    /// Somebody has to answer first.
    Ask(Question),
    /// Simulated time has to pass first.
    Wait(Box<Parked>),
    /// The rest of the line is not to run.
    Abandon,
}

impl From<ShellError> for Stop {
    fn from(error: ShellError) -> Stop {
        Stop::Error(Box::new(error))
    }
}

/// What a line reads of its console.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The line as typed.
    pub source: &'a str,
    /// Lines typed before, the oldest first.
    pub history: &'a [String],
    /// Characters in one line of the console.
    pub width: usize,
}

/// A line while it runs.
pub struct Evaluation<'a> {
    /// What the commands act on.
    pub host: &'a mut dyn Lab,
    /// What the console is like.
    pub around: Surroundings<'a>,
    /// The variables; the console takes them over when the line is done.
    pub variables: Variables,
    /// What was written so far.
    pub output: Output,
    items: Vec<Value>,
    record: effect::Record,
    steps: u32,
    depth: u32,
    observing: bool,
}

impl<'a> Evaluation<'a> {
    /// Begins a line, or begins it again with what is recorded of it.
    pub fn new(
        host: &'a mut dyn Lab,
        around: Surroundings<'a>,
        variables: Variables,
        recorded: Vec<Recorded>,
    ) -> Evaluation<'a> {
        Evaluation {
            host,
            around,
            variables,
            output: Output::default(),
            items: Vec::new(),
            record: effect::Record::new(recorded),
            steps: 0,
            depth: 0,
            observing: false,
        }
    }

    /// What reached the host so far.
    pub fn into_record(self) -> (Output, Variables, Vec<Recorded>) {
        (self.output, self.variables, self.record.into_entries())
    }

    /// Runs every statement and shows what they give; an error ends its statement only.
    ///
    /// # Errors
    /// Never an error; a question or a wait.
    pub fn run(&mut self, script: &Script) -> Result<(), Stop> {
        for statement in &script.statements {
            match self.statement(statement) {
                Ok(values) => self.show(values),
                Err(Stop::Error(error)) => self.fail(*error),
                Err(Stop::Abandon) => return Ok(()),
                Err(stop @ (Stop::Ask(_) | Stop::Wait(_))) => return Err(stop),
            }
        }
        Ok(())
    }

    /// Is the condition true now? It may read and nothing else.
    ///
    /// # Errors
    /// When the condition cannot be computed.
    pub fn observe(&mut self, condition: &Block) -> Result<bool, Stop> {
        let before = std::mem::replace(&mut self.observing, true);
        let values = self.script(&condition.script);
        self.observing = before;
        Ok(Value::from_many(values?).is_true())
    }

    fn show(&mut self, values: Vec<Value>) {
        let text = default_output(&values, self.around.width, super::cmdlet::view_of);
        self.output.say(Tone::Plain, text);
        self.output.objects.extend(values);
    }

    /// Shows an error and goes on.
    pub fn fail(&mut self, error: ShellError) {
        self.output.fail(error, self.around.source);
    }

    /// The values of all statements, one after the other.
    pub fn script(&mut self, script: &Script) -> Result<Vec<Value>, Stop> {
        let mut values = Vec::new();
        for statement in &script.statements {
            values.extend(self.statement(statement)?);
            check_count(values.len())?;
        }
        Ok(values)
    }

    /// The values of a script block with `$_` set.
    pub fn block(&mut self, block: &Block, item: &Value) -> Result<Vec<Value>, Stop> {
        self.items.push(item.clone());
        let values = self.script(&block.script);
        self.items.pop();
        values
    }

    fn statement(&mut self, statement: &Statement) -> Result<Vec<Value>, Stop> {
        let Some(target) = &statement.target else { return self.pipeline(&statement.pipeline) };
        let value = match statement.pipeline.stages.as_slice() {
            [Stage::Expression(expression)] => self.evaluate(expression)?,
            _ => Value::from_many(self.pipeline(&statement.pipeline)?),
        };
        let name = in_small(&target.variable);
        let value = match target.combine {
            None => value,
            Some(operator) => {
                let old = self.variables.get(&name).cloned().unwrap_or_default();
                operate::combine(&old, operator, &value).map_err(|error| error.at(target.span))?
            }
        };
        check_weight(&value).map_err(|error| error.at(target.span))?;
        self.variables.insert(name, value);
        Ok(Vec::new())
    }

    /// The values that come out of the last stage.
    pub fn pipeline(&mut self, pipeline: &Pipeline) -> Result<Vec<Value>, Stop> {
        self.deeper(pipeline.span, |evaluation| {
            let mut values = None;
            for (position, stage) in pipeline.stages.iter().enumerate() {
                let given = match stage {
                    Stage::Expression(expression) => evaluation.evaluate(expression)?.into_many(),
                    Stage::Command(command) => evaluation.command(command, position + 1, values.take())?,
                    Stage::Native(call) => evaluation.native(call)?,
                };
                check_count(given.len()).map_err(|error| error.at(pipeline.span))?;
                values = Some(given);
            }
            Ok(values.unwrap_or_default())
        })
    }

    /// Counts a step, and the depth while `run` runs.
    fn deeper<T>(&mut self, span: Span, run: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        self.steps += 1;
        if self.steps > STEPS_MAX {
            return Err(limit("The line takes more than a million steps").at(span).into());
        }
        if self.depth >= DEPTH_MAX {
            return Err(limit("The line is nested too deeply while it runs").at(span).into());
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }
}

fn limit(what: &str) -> ShellError {
    ShellError::new(Category::LimitsExceeded, format!("{what}.")).hint("do it in several smaller steps")
}

fn check_count(count: usize) -> Result<(), ShellError> {
    if count <= OBJECTS_MAX { Ok(()) } else { Err(limit("A pipeline carries at most 10,000 objects")) }
}

fn check_weight(value: &Value) -> Result<(), ShellError> {
    if value.weight() <= WEIGHT_MAX { Ok(()) } else { Err(limit("A variable holds at most 100,000 values")) }
}
