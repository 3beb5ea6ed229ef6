//! Why a compute cluster will not do what a person asks.

use super::ids::Part;
use crate::model::ids::How;

/// A reason to refuse an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Refusal {
    /// There is no such part.
    NoSuchPart { part: Part },
    /// The part cannot break in this way.
    FaultNotPossible { part: Part, how: How },
    /// The part is broken or off already.
    AlreadyStopped { part: Part },
    /// There is no fault to undo.
    NothingToStart { part: Option<Part> },
}
