//! Get-LabExposure: what would be lost if the active copies died now.

use super::{Action, Cmdlet, Example, Reply};
use crate::shell::calendar::length;
use crate::shell::format::View;
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Exposure";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabExposure",
    aliases: &[],
    synopsis: "Shows what would be lost, and how long people would wait, if the active copies died now.",
    description: "LettersCovered are those that a transport dumpster would send again. Wait is empty when people would wait for somebody to help.",
    parameters: &[],
    examples: &[Example {
        line: "(Get-LabExposure).Letters",
        says: "Counts the letters that only the active copy has.",
    }],
    views: &[View::list(TYPE, &[])],
    action: Action::Read(|_, host| {
        let exposure = host.view().exposure();
        let number = |number: u32| Value::Int(i64::from(number));
        let object = Object::new(TYPE)
            .with("Logs", number(exposure.logs.0))
            .with("Letters", number(exposure.letters))
            .with("LettersCovered", number(exposure.letters_covered))
            .with("Edits", number(exposure.edits))
            .with("People", number(exposure.people))
            .with("Wait", exposure.wait.map_or(Value::Null, length));
        Ok(Reply::objects(vec![object.into_value()]))
    }),
};
