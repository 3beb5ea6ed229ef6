//! What a run asks of the kind of bench that it moves: a door for its consoles, and a fold of its journal.

use super::desk::Desk;
use super::lanes::Fold;
use crate::engine::{Journal, Timeline, World};
use crate::model::bench::Bench;
use crate::model::compute::ComputeBench;
use crate::shell::host::Lab;

/// A kind of bench that a run can move.
pub(super) trait Kind: World {
    /// What is kept of the journal for the time strip.
    type Fold: Follow<Self>;

    /// The desk as a console sees it.
    fn lab<'a>(desk: &'a mut Desk<'_, Self>) -> &'a mut dyn Lab;

    /// Lets a console act on the bench; says what came of it, and whether anything was handed to the model.
    fn at_desk<T>(timeline: &mut Timeline<Self>, act: impl FnOnce(&mut dyn Lab) -> T) -> (T, bool) {
        let mut desk = Desk { timeline, has_submitted: false };
        let said = act(Self::lab(&mut desk));
        (said, desk.has_submitted)
    }
}

/// Something that follows a journal.
pub(super) trait Follow<W: World>: Clone {
    /// Nothing of the journal yet.
    fn new() -> Self;
    /// Takes in what the journal knows beyond what was taken in before.
    fn follow(&mut self, journal: &Journal<W::Event, W::Rule>);
}

impl Kind for Bench {
    type Fold = Fold;

    fn lab<'a>(desk: &'a mut Desk<'_, Self>) -> &'a mut dyn Lab {
        desk
    }
}

impl Follow<Bench> for Fold {
    fn new() -> Self {
        Fold::new()
    }

    fn follow(&mut self, journal: &Journal<<Bench as World>::Event, <Bench as World>::Rule>) {
        Fold::follow(self, journal);
    }
}

impl Kind for ComputeBench {
    type Fold = ();

    fn lab<'a>(desk: &'a mut Desk<'_, Self>) -> &'a mut dyn Lab {
        desk
    }
}

/// The time strip does not show it.
impl Follow<ComputeBench> for () {
    fn new() -> Self {}

    fn follow(&mut self, _: &Journal<<ComputeBench as World>::Event, <ComputeBench as World>::Rule>) {}
}
