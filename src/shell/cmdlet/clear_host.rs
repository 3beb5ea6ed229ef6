//! Clear-Host: an empty screen.

use super::{Action, Cmdlet};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Clear-Host",
    aliases: &["cls", "clear"],
    synopsis: "Clears the console.",
    description: "",
    parameters: &[],
    examples: &[],
    views: &[],
    action: Action::Stream(|evaluation, _, _| {
        evaluation.output.clear();
        Ok(Vec::new())
    }),
};
