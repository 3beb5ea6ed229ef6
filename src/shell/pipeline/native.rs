//! Runs programs of the command line: finds them, hands them their arguments, takes the lines they print.

use super::effect::{Look, Parked};
use super::{Evaluation, Stop};
use crate::shell::ast::NativeCall;
use crate::shell::cmdlet::{Outcome, Pause, Reply, on_compute, unknown_command};
use crate::shell::error::{Category, ShellError};
use crate::shell::help;
use crate::shell::host::Door;
use crate::shell::native::{Call, find};
use crate::shell::value::Value;

impl Evaluation<'_> {
    /// The lines that a program prints.
    pub(super) fn native(&mut self, call: &NativeCall) -> Result<Vec<Value>, Stop> {
        let Some(native) = find(&call.name) else {
            return Err(unknown_command(&call.name).at(call.name_span).into());
        };
        if call.words.iter().any(|word| word.text == "/?") {
            return Ok(vec![Value::Formatted(help::program(native, self.around.width))]);
        }
        if self.observing {
            let error = ShellError::new(Category::InvalidArgument, "A condition reads and changes nothing.");
            return Err(error.hint("use cmdlets that begin with Get").at(call.name_span).into());
        }
        let call = Call { native, words: call.words.clone(), span: call.name_span, on: None };
        let reply = self.reply(|evaluation| {
            let outcome = match evaluation.host.door() {
                Door::Exchange(host) => (native.run)(&call, host),
                Door::Compute(_) => Err(on_compute::not_here(native.name())),
            };
            match outcome {
                Ok(Outcome::Done(reply)) => Ok(Ok(reply)),
                Ok(Outcome::Wait(pause)) => Err(Stop::Wait(Box::new(Parked::Native { call, pause }))),
                Err(error) => Ok(Err(placed(error, &call))),
            }
        })?;
        self.take(reply)
    }

    /// Has what a program began come to its end?
    pub(super) fn look_at_native(&mut self, call: Call, pause: Pause, now_ms: u64) -> Look {
        let early = pause.not_before_ms.is_some_and(|moment| now_ms < moment);
        match (call.native.resume, self.host.door()) {
            (Some(_), _) if early => Look::Still(Parked::Native { call, pause }),
            (Some(resume), Door::Exchange(host)) => match resume(&call, &pause.note, host) {
                Ok(Outcome::Done(reply)) => Look::Done(Ok(reply)),
                Ok(Outcome::Wait(pause)) => Look::Still(Parked::Native { call, pause }),
                Err(error) => Look::Done(Err(placed(error, &call))),
            },
            // Nothing takes time on a compute cluster but the cluster itself.
            (None, _) | (Some(_), Door::Compute(_)) => Look::Done(Ok(Reply::default())),
        }
    }
}

/// The error with its program and its place.
fn placed(error: ShellError, call: &Call) -> ShellError {
    error.by(call.native.name()).at(call.span)
}
