//! The shell's way to a run: the read-only view, and the one door for inputs.

use crate::engine::{StepBudget, Timeline, World};
use crate::model::bench::Bench;
use crate::model::compute::{self, ComputeBench, ComputeView};
use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::view::View;
use crate::shell::host::{Door, Farm, Host, Lab};

/// Most steps of one moment.
const MOMENT: StepBudget = StepBudget(10_000);

/// A run as the shell sees it.
pub(super) struct Desk<'a, W: World> {
    pub timeline: &'a mut Timeline<W>,
    /// Whether anything was handed to the model.
    pub has_submitted: bool,
}

/// The read-only view of a run.
pub(super) fn view(timeline: &Timeline<Bench>) -> View<'_> {
    View { bench: timeline.world(), journal: timeline.journal(), now: timeline.now() }
}

/// The read-only view of a run of a compute cluster.
pub(super) fn compute_view(timeline: &Timeline<ComputeBench>) -> ComputeView<'_> {
    ComputeView { bench: timeline.world(), journal: timeline.journal(), now: timeline.now() }
}

impl<W: World> Desk<'_, W> {
    fn hand_over<R>(&mut self, input: W::Input, refusal: Option<R>) -> Result<(), R> {
        if let Some(refusal) = refusal {
            return Err(refusal);
        }
        self.has_submitted = true;
        self.timeline.submit(input);
        // What follows at this very moment has happened when the command answers.
        self.timeline.run_until(self.timeline.now(), MOMENT);
        Ok(())
    }
}

impl Host for Desk<'_, Bench> {
    fn view(&self) -> View<'_> {
        view(self.timeline)
    }

    fn submit(&mut self, input: Input) -> Result<(), Refusal> {
        let refusal = self.timeline.world().refusal(&input);
        self.hand_over(input, refusal)
    }
}

impl Farm for Desk<'_, ComputeBench> {
    fn view(&self) -> ComputeView<'_> {
        compute_view(self.timeline)
    }

    fn submit(&mut self, input: compute::Input) -> Result<(), compute::Refusal> {
        let refusal = self.timeline.world().refusal(&input);
        self.hand_over(input, refusal)
    }
}

impl Lab for Desk<'_, ComputeBench> {
    fn door(&mut self) -> Door<'_> {
        Door::Compute(self)
    }

    fn now_ms(&self) -> u64 {
        self.timeline.now().as_millis()
    }
}
