//! The shell's only way to what it administers.
//!
//! There is one door for each kind of bench. A cmdlet that is about Exchange is only ever handed the door to an
//! Exchange bench, so it need not ask what it stands before.

use crate::model::compute;
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

/// The lab around a console that stands before a compute cluster.
pub trait Farm {
    /// The cluster at this moment, with its journal.
    fn view(&self) -> compute::ComputeView<'_>;

    /// Does what a person asks; what follows at this very moment has happened when it returns.
    ///
    /// # Errors
    /// When the cluster will not do it; nothing has changed then.
    fn submit(&mut self, input: compute::Input) -> Result<(), compute::Refusal>;
}

/// The bench that a console stands before.
pub enum Door<'a> {
    /// An Exchange bench.
    Exchange(&'a mut dyn Host),
    /// A compute cluster.
    Compute(&'a mut dyn Farm),
}

/// The lab around a console, whatever bench it is.
pub trait Lab {
    /// The bench.
    fn door(&mut self) -> Door<'_>;

    /// The simulated time since the start [ms].
    fn now_ms(&self) -> u64;
}

impl<H: Host> Lab for H {
    fn door(&mut self) -> Door<'_> {
        Door::Exchange(self)
    }

    fn now_ms(&self) -> u64 {
        Host::now_ms(self)
    }
}
