//! The console: what lasts from line to line, and a line that has stopped to ask or to wait.
//!
//! A state machine without clock or thread: whoever owns it hands it lines, answers and moments. So the page, a
//! transcript and a test drive the same code.

use std::sync::Arc;

use super::ast::Script;
use super::error::{Category, ShellError};
use super::host::Lab;
use super::output::{Mark, Output, Tone};
use super::parse::parse;
use super::pipeline::{Evaluation, Look, Parked, Question, QuestionKind, Recorded, Stop, Surroundings, Variables};
use super::syntax::SyntaxError;

/// What stands in front of every line.
pub const PROMPT: &str = "[PS] C:\\>";

/// What stands in front of the rest of an incomplete line.
const CONTINUATION: &str = ">> ";

/// Characters in a line, unless told otherwise.
pub const WIDTH_DEFAULT: usize = 80;

/// Lines that are remembered.
const HISTORY_MAX: usize = 500;

/// A console with its variables, its history and perhaps a line that is not done.
#[derive(Clone)]
pub struct Console {
    width: usize,
    variables: Variables,
    history: Vec<String>,
    unfinished: Option<Unfinished>,
}

/// How far a line has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It is done.
    Done(Output),
    /// Somebody has to answer; hand the answer to [`Console::run`].
    Ask(Prompt),
    /// Simulated time has to pass; call [`Console::poll`] then.
    Wait(Waiting),
}

/// A question to whoever sits at the console.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What was written before the question.
    pub before: Output,
    /// The text behind which the answer is typed.
    pub text: String,
    /// What the answer means.
    pub kind: QuestionKind,
}

/// A line that runs on in simulated time.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// What was written since the line began or was last heard of.
    pub before: Output,
    /// What it is waiting for; may be empty.
    pub text: String,
    /// Polling earlier is of no use [ms since the start]; without it, poll after every event.
    pub not_before_ms: Option<u64>,
    /// The wait ends here at the latest [ms since the start].
    pub limit_ms: Option<u64>,
}

#[derive(Clone)]
enum Unfinished {
    /// The text so far is not a complete line.
    Text(String),
    /// A line that has stopped.
    Line(Box<Line>, Pending),
}

#[derive(Clone)]
enum Pending {
    Answer,
    Time(Parked),
}

/// A line that runs.
#[derive(Clone)]
struct Line {
    source: String,
    script: Arc<Script>,
    /// Calls and answers so far.
    recorded: Vec<Recorded>,
    /// The variables when it stopped.
    variables: Variables,
    /// What was handed out of its output.
    shown: Mark,
}

impl Default for Console {
    fn default() -> Console {
        Console::new(WIDTH_DEFAULT)
    }
}

impl Console {
    /// A fresh console with so many characters in a line.
    pub fn new(width: usize) -> Console {
        Console { width, variables: Variables::new(), history: Vec::new(), unfinished: None }
    }

    /// The console with another width.
    pub fn set_width(&mut self, width: usize) {
        self.width = width;
    }

    /// Lines typed so far, the oldest first.
    pub fn history(&self) -> &[String] {
        &self.history
    }

    /// Is the next line an answer, or the rest of a line?
    pub fn is_prompting(&self) -> bool {
        matches!(&self.unfinished, Some(Unfinished::Text(_) | Unfinished::Line(_, Pending::Answer)))
    }

    /// Does a line run on in simulated time?
    pub fn is_waiting(&self) -> bool {
        matches!(&self.unfinished, Some(Unfinished::Line(_, Pending::Time(_))))
    }

    /// Takes a new line, or the answer to the pending question.
    ///
    /// While a line waits for simulated time nothing can be typed: the text is left aside and the wait goes on.
    pub fn run(&mut self, text: &str, host: &mut dyn Lab) -> Step {
        match self.unfinished.take() {
            None => self.read(text.to_owned(), true, host),
            Some(Unfinished::Text(before)) => self.read(format!("{before}\n{text}"), !text.trim().is_empty(), host),
            Some(Unfinished::Line(mut line, Pending::Answer)) => {
                line.recorded.push(Recorded::Answer(text.to_owned()));
                self.carry_on(*line, host)
            }
            Some(Unfinished::Line(line, Pending::Time(parked))) => {
                let step = waiting(&parked, Output::default());
                self.unfinished = Some(Unfinished::Line(line, Pending::Time(parked)));
                step
            }
        }
    }

    /// Looks whether what the line waits for has come.
    pub fn poll(&mut self, host: &mut dyn Lab) -> Step {
        let (mut line, parked) = match self.unfinished.take() {
            Some(Unfinished::Line(line, Pending::Time(parked))) => (line, parked),
            other => {
                self.unfinished = other;
                return Step::Done(Output::default());
            }
        };
        let around = Surroundings { source: &line.source, history: &self.history, width: self.width };
        let mut evaluation = Evaluation::new(host, around, line.variables.clone(), Vec::new());
        match evaluation.look(parked) {
            Ok(Look::Done(reply)) => {
                line.recorded.push(Recorded::Reply(reply));
                self.carry_on(*line, host)
            }
            Ok(Look::Still(parked)) => {
                let step = waiting(&parked, Output::default());
                self.unfinished = Some(Unfinished::Line(line, Pending::Time(parked)));
                step
            }
            Err(_) => {
                line.recorded.push(Recorded::Reply(Err(ShellError::not_supported("a question inside a condition"))));
                self.carry_on(*line, host)
            }
        }
    }

    /// The line that stops what the waiting line has begun in the model, if there is one.
    pub fn stopping_line(&self) -> Option<String> {
        match &self.unfinished {
            Some(Unfinished::Line(_, Pending::Time(Parked::Cmdlet { pause, .. } | Parked::Native { pause, .. }))) => {
                pause.stopped_by.clone()
            }
            Some(Unfinished::Line(_, Pending::Time(Parked::Until(_) | Parked::Condition { .. }) | Pending::Answer))
            | Some(Unfinished::Text(_))
            | None => None,
        }
    }

    /// Ctrl+C: gives up the line. What it began in the model goes on there, unless [`Console::stopping_line`] is given.
    pub fn interrupt(&mut self) -> Output {
        let mut output = Output::default();
        if let Some(Unfinished::Line(line, _)) = self.unfinished.take() {
            self.variables = line.variables;
            let error = ShellError::new(Category::OperationStopped, "The operation was stopped.");
            output.say(Tone::Error, "^C\n");
            output.errors.push(error);
        }
        output
    }

    fn read(&mut self, source: String, may_go_on: bool, host: &mut dyn Lab) -> Step {
        match parse(&source) {
            Ok(script) => {
                self.remember(&source);
                let line = Line {
                    source,
                    script: Arc::new(script),
                    recorded: Vec::new(),
                    variables: Variables::new(),
                    shown: Mark::default(),
                };
                self.carry_on(line, host)
            }
            Err(error) if error.unfinished && may_go_on => {
                self.unfinished = Some(Unfinished::Text(source));
                Step::Ask(Prompt {
                    before: Output::default(),
                    text: CONTINUATION.to_owned(),
                    kind: QuestionKind::Continuation,
                })
            }
            Err(error) => {
                self.remember(&source);
                Step::Done(refused(error, &source))
            }
        }
    }

    fn remember(&mut self, source: &str) {
        if source.trim().is_empty() {
            return;
        }
        self.history.push(source.to_owned());
        if self.history.len() > HISTORY_MAX {
            self.history.remove(0);
        }
    }

    /// Runs a line from its beginning, past what is recorded of it.
    fn carry_on(&mut self, line: Line, host: &mut dyn Lab) -> Step {
        let around = Surroundings { source: &line.source, history: &self.history, width: self.width };
        let mut evaluation = Evaluation::new(host, around, self.variables.clone(), line.recorded);
        let result = evaluation.run(&line.script);
        let (output, variables, recorded) = evaluation.into_record();
        let (before, shown) = (output.after(line.shown), output.mark());
        let line = Line { source: line.source, script: line.script, recorded, variables, shown };
        match result {
            Ok(()) | Err(Stop::Error(_) | Stop::Abandon) => {
                self.variables = line.variables;
                Step::Done(before)
            }
            Err(Stop::Ask(Question { text, kind })) => {
                self.unfinished = Some(Unfinished::Line(Box::new(line), Pending::Answer));
                Step::Ask(Prompt { before, text, kind })
            }
            Err(Stop::Wait(parked)) => {
                let step = waiting(&parked, before);
                self.unfinished = Some(Unfinished::Line(Box::new(line), Pending::Time(*parked)));
                step
            }
        }
    }
}

fn refused(error: SyntaxError, source: &str) -> Output {
    let mut output = Output::default();
    output.fail(error.into(), source);
    output
}

fn waiting(parked: &Parked, before: Output) -> Step {
    let (text, not_before_ms, limit_ms) = match parked {
        Parked::Cmdlet { pause, .. } | Parked::Native { pause, .. } => (pause.text.clone(), pause.not_before_ms, None),
        Parked::Until(moment_ms) => (String::new(), Some(*moment_ms), Some(*moment_ms)),
        Parked::Condition { block, limit_ms } => (block.source.trim().to_owned(), None, *limit_ms),
    };
    Step::Wait(Waiting { before, text, not_before_ms, limit_ms })
}
