//! The shell's only way to what it administers.

use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::view::View;

/// The lab around a console.
pub trait Host {
    /// The world at this moment, with its journal.
    fn view(&self) -> View<'_>;

    /// Does what a person asks; what follows at this very moment has happened when it returns.
    ///
    /// # Errors
    /// When the world will not do it; nothing has changed then.
    fn submit(&mut self, input: Input) -> Result<(), Refusal>;

    /// The simulated time since the start [ms].
    fn now_ms(&self) -> u64 {
        self.view().now.as_millis()
    }
}
