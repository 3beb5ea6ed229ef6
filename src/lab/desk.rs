//! The shell's way to a run: the read-only view, and the one door for inputs.

use crate::engine::{StepBudget, Timeline};
use crate::model::bench::Bench;
use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::view::View;
use crate::shell::host::Host;

/// Most steps of one moment.
const MOMENT: StepBudget = StepBudget(10_000);

/// A run as the shell sees it.
pub(super) struct Desk<'a> {
    pub timeline: &'a mut Timeline<Bench>,
    /// Whether anything was handed to the model.
    pub has_submitted: bool,
}

/// The read-only view of a run.
pub(super) fn view(timeline: &Timeline<Bench>) -> View<'_> {
    View { bench: timeline.world(), journal: timeline.journal(), now: timeline.now() }
}

impl Host for Desk<'_> {
    fn view(&self) -> View<'_> {
        view(self.timeline)
    }

    fn submit(&mut self, input: Input) -> Result<(), Refusal> {
        match self.timeline.world().refusal(&input) {
            Some(refusal) => Err(refusal),
            None => {
                self.has_submitted = true;
                self.timeline.submit(input);
                // What follows at this very moment has happened when the command answers.
                self.timeline.run_until(self.timeline.now(), MOMENT);
                Ok(())
            }
        }
    }
}
