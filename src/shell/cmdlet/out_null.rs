//! Out-Null: nothing.

use super::{Action, Cmdlet, INPUT_OBJECT};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Out-Null",
    aliases: &[],
    synopsis: "Shows nothing of what comes down the pipeline.",
    description: "",
    parameters: &[INPUT_OBJECT],
    examples: &[],
    views: &[],
    action: Action::Stream(|_, _, _| Ok(Vec::new())),
};
