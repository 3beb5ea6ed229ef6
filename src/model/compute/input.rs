//! What people do to a compute cluster, in the imperative.

use super::ids::Part;
use crate::engine::{Canonical, Digest};
use crate::model::ids::How;

/// Something that a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Breaks a part.
    StopPart {
        /// The part.
        part: Part,
        /// In which way.
        how: How,
    },
    /// Mends a part, or switches it on; all of them if none is named.
    StartPart {
        /// The part.
        part: Option<Part>,
    },
}

impl Canonical for Input {
    fn write_to(&self, digest: &mut Digest) {
        match self {
            Input::StopPart { part, how } => {
                digest.text("StopPart");
                part.write_to(digest);
                how.write_to(digest);
            }
            Input::StartPart { part } => {
                digest.text("StartPart");
                part.write_to(digest);
            }
        }
    }
}
