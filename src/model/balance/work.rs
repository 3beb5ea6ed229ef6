//! What a load-balanced bench has scheduled for itself: the closed list of work.

/// Something to come back for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A millisecond in which traffic moves is over.
    Traffic,
}
