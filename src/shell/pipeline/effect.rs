//! What of a line must not be done twice: calls that reached the host, and answers that somebody gave.

use std::sync::Arc;

use super::{Evaluation, Stop};
use crate::shell::ast::Block;
use crate::shell::bind::Bound;
use crate::shell::cmdlet::{Action, Outcome, Pause, Reply};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Door;
use crate::shell::native::Call;
use crate::shell::value::Value;

/// One call or answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Recorded {
    /// What somebody answered.
    Answer(String),
    /// What a cmdlet said it was about to do.
    Intent(Result<String, ShellError>),
    /// What a cmdlet gave.
    Reply(Result<Reply, ShellError>),
}

/// A question, with the words that lead to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The text behind which the answer is typed.
    pub text: String,
    /// What the answer means.
    pub kind: QuestionKind,
}

/// What the answer to a question means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// The value of a mandatory parameter.
    Parameter(&'static str),
    /// Whether to go on.
    Confirm,
    /// The rest of a line that is not complete.
    Continuation,
}

/// What a line is waiting for.
#[derive(Clone)]
pub enum Parked {
    /// A cmdlet that runs on.
    Cmdlet {
        /// The call.
        bound: Bound,
        /// How far it is.
        pause: Pause,
    },
    /// A program of the command line that runs on.
    Native {
        /// The call.
        call: Call,
        /// How far it is.
        pause: Pause,
    },
    /// A moment [ms since the start].
    Until(u64),
    /// A condition, up to a moment [ms since the start].
    Condition {
        /// What has to become true.
        block: Arc<Block>,
        /// When to give up.
        limit_ms: Option<u64>,
    },
}

/// What a look at something awaited found.
pub enum Look {
    /// It has come.
    Done(Result<Reply, ShellError>),
    /// It has not come yet.
    Still(Parked),
}

/// The calls and answers of a line, and how many of them it has come past.
pub(super) struct Record {
    entries: Vec<Recorded>,
    next: usize,
}

impl Record {
    pub(super) fn new(entries: Vec<Recorded>) -> Record {
        Record { entries, next: 0 }
    }

    pub(super) fn into_entries(self) -> Vec<Recorded> {
        self.entries
    }

    fn replay(&mut self) -> Option<Recorded> {
        let entry = self.entries.get(self.next).cloned()?;
        self.next += 1;
        Some(entry)
    }

    fn push(&mut self, entry: Recorded) {
        self.entries.push(entry);
        self.next = self.entries.len();
    }
}

impl Evaluation<'_> {
    /// The answer to a question: the recorded one, or a stop to ask for it.
    pub fn ask(&mut self, question: Question) -> Result<String, Stop> {
        if self.observing {
            return Err(ShellError::not_supported("a question inside a condition").into());
        }
        match self.record.replay() {
            Some(Recorded::Answer(answer)) => Ok(answer),
            _ => Err(Stop::Ask(question)),
        }
    }

    /// What a call gives: the recorded reply, or the one that `call` gives now.
    ///
    /// `call` answers with a stop when the reply is not there yet.
    pub(super) fn reply(
        &mut self,
        call: impl FnOnce(&mut Self) -> Result<Result<Reply, ShellError>, Stop>,
    ) -> Result<Result<Reply, ShellError>, Stop> {
        if self.observing {
            return call(self);
        }
        if let Some(Recorded::Reply(reply)) = self.record.replay() {
            return Ok(reply);
        }
        let reply = call(self)?;
        self.record.push(Recorded::Reply(reply.clone()));
        Ok(reply)
    }

    /// What a cmdlet is about to do: as recorded, or as it says now.
    pub(super) fn intent(
        &mut self,
        say: impl FnOnce(&mut Self) -> Result<String, ShellError>,
    ) -> Result<String, ShellError> {
        if let Some(Recorded::Intent(intent)) = self.record.replay() {
            return intent;
        }
        let intent = say(self);
        self.record.push(Recorded::Intent(intent.clone()));
        intent
    }

    /// Looks at something once, also when the line is run again.
    pub fn once(&mut self, look: impl FnOnce(&mut Self) -> Result<bool, Stop>) -> Result<bool, Stop> {
        let reply = self.reply(|evaluation| match look(evaluation) {
            Ok(truth) => Ok(Ok(Reply::objects(vec![Value::Bool(truth)]))),
            Err(Stop::Error(error)) => Ok(Err(*error)),
            Err(stop) => Err(stop),
        })?;
        Ok(Value::from_many(reply?.objects).is_true())
    }

    /// Lets simulated time pass until what `parked` waits for has come.
    pub fn wait(&mut self, parked: Parked) -> Result<Result<Reply, ShellError>, Stop> {
        if self.observing {
            return Err(ShellError::not_supported("waiting inside a condition").into());
        }
        self.reply(|evaluation| match evaluation.look(parked)? {
            Look::Done(reply) => Ok(reply),
            Look::Still(parked) => Err(Stop::Wait(Box::new(parked))),
        })
    }

    /// Has what `parked` waits for come?
    pub fn look(&mut self, parked: Parked) -> Result<Look, Stop> {
        let now_ms = self.host.now_ms();
        match parked {
            Parked::Cmdlet { bound, pause } => Ok(self.look_at_cmdlet(bound, pause, now_ms)),
            Parked::Native { call, pause } => Ok(self.look_at_native(call, pause, now_ms)),
            Parked::Until(moment_ms) if moment_ms <= now_ms => Ok(Look::Done(Ok(Reply::default()))),
            Parked::Until(moment_ms) => Ok(Look::Still(Parked::Until(moment_ms))),
            Parked::Condition { block, limit_ms } => {
                let over = limit_ms.is_some_and(|limit| limit <= now_ms);
                match self.observe(&block) {
                    Ok(true) => Ok(Look::Done(Ok(Reply::default()))),
                    Ok(false) if over => Ok(Look::Done(Err(given_up(&block)))),
                    Ok(false) => Ok(Look::Still(Parked::Condition { block, limit_ms })),
                    // What cannot be read while the cluster is away may be readable later.
                    Err(Stop::Error(error)) if !over && may_pass(&error) => {
                        Ok(Look::Still(Parked::Condition { block, limit_ms }))
                    }
                    Err(Stop::Error(error)) => Ok(Look::Done(Err(*error))),
                    Err(stop) => Err(stop),
                }
            }
        }
    }

    fn look_at_cmdlet(&mut self, bound: Bound, pause: Pause, now_ms: u64) -> Look {
        let resume = match &bound.cmdlet.action {
            Action::Change(change) => change.resume,
            Action::Read(_) | Action::Stream(_) => None,
        };
        let early = pause.not_before_ms.is_some_and(|moment| now_ms < moment);
        match (resume, self.host.door()) {
            (Some(_), _) if early => Look::Still(Parked::Cmdlet { bound, pause }),
            (Some(resume), Door::Exchange(host)) => match resume(&bound, &pause.note, host) {
                Ok(Outcome::Done(reply)) => Look::Done(Ok(reply)),
                Ok(Outcome::Wait(pause)) => Look::Still(Parked::Cmdlet { bound, pause }),
                Err(error) => Look::Done(Err(error)),
            },
            // Nothing takes time on a compute cluster but the cluster itself.
            (None, _) | (Some(_), Door::Compute(_)) => Look::Done(Ok(Reply::default())),
        }
    }
}

fn may_pass(error: &ShellError) -> bool {
    matches!(error.category, Category::InvalidOperation | Category::ObjectNotFound)
}

fn given_up(block: &Block) -> ShellError {
    let message = format!("The condition did not become true in time: {}.", block.source.trim());
    ShellError::new(Category::InvalidOperation, message)
        .hint("wait longer with -Limit, or look at the values that it compares")
}
