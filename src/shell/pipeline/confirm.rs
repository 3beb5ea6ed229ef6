//! Questions to whoever sits at the console, in PowerShell's words.

use super::effect::{Question, QuestionKind};
use super::{Evaluation, Stop};
use crate::shell::bind::Bound;
use crate::shell::cmdlet::{Kind, Parameter};
use crate::shell::error::ShellError;
use crate::shell::output::Tone;

/// What was answered for all objects of one command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: each object is asked about.
    #[default]
    Open,
    /// Yes to All.
    All,
    /// No to All.
    None,
}

const CHOICES: &str = "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"):";

const HELP: &str = "\
Y - Continue with only the next step of the operation.
A - Continue with all the steps of the operation.
N - Skip this operation and proceed with the next operation.
L - Skip this operation and all subsequent operations.
S - Pause the current pipeline and return to the command prompt; not supported here.
";

impl Evaluation<'_> {
    /// Asks for each mandatory parameter that has no value.
    pub(super) fn complete(&mut self, mut bound: Bound, position: usize) -> Result<Bound, Stop> {
        let name = bound.cmdlet.name;
        let mut lead = format!(
            "\ncmdlet {name} at command pipeline position {position}\nSupply values for the following parameters:\n"
        );
        for parameter in bound.missing() {
            refuse_unaskable(parameter)?;
            let text = format!("{}{}: ", std::mem::take(&mut lead), parameter.name);
            let answer = self.ask(Question { text, kind: QuestionKind::Parameter(parameter.name) })?;
            bound.answer(parameter, &answer)?;
        }
        Ok(bound)
    }

    /// Asks whether to do what `intent` says, unless that was answered for all.
    pub(super) fn confirmed(&mut self, intent: &str, verdict: &mut Verdict) -> Result<bool, Stop> {
        match verdict {
            Verdict::All => return Ok(true),
            Verdict::None => return Ok(false),
            Verdict::Open => {}
        }
        let mut lead = format!("\nConfirm\nAre you sure you want to perform this action?\n{intent}\n");
        loop {
            let text = format!("{}{CHOICES}", std::mem::take(&mut lead));
            let answer = self.ask(Question { text, kind: QuestionKind::Confirm })?;
            match answer.trim().to_ascii_lowercase().as_str() {
                "" | "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                "a" | "yes to all" => {
                    *verdict = Verdict::All;
                    return Ok(true);
                }
                "l" | "no to all" => {
                    *verdict = Verdict::None;
                    return Ok(false);
                }
                "?" => self.output.say(Tone::Plain, HELP),
                "s" | "suspend" => self.output.say(Tone::Warning, "WARNING: Suspend is not supported here.\n"),
                _ => {}
            }
        }
    }
}

/// Code cannot be asked for in a line of text.
fn refuse_unaskable(parameter: &Parameter) -> Result<(), ShellError> {
    match parameter.kind {
        Kind::Block => {
            let error = ShellError::not_supported(&format!("asking for the script block '-{}'", parameter.name));
            Err(error.hint("write it behind the command: { $_.Name -eq 'a' }"))
        }
        _ => Ok(()),
    }
}
