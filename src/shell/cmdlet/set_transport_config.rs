//! Set-TransportConfig: how much the transport dumpsters keep, and for how long.

use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply};
use crate::engine::SimSpan;
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;

/// Longest stay that can be set, ten years of 365 days: longer than any run.
const AGE_MAX_MS: u64 = 10 * 365 * 86_400_000;
/// Largest dumpster that can be set [bytes].
const SIZE_MAX: u64 = 1 << 40;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Set-TransportConfig",
    aliases: &[],
    synopsis: "Changes the settings of all Hub Transport servers.",
    description: "Advice for the size: one and a half times the largest message. Zero in either setting switches the transport dumpster off for every storage group of the organisation.",
    parameters: &[
        Parameter::new(
            "MaxDumpsterSizePerStorageGroup",
            Kind::Size,
            "Largest dumpster of a storage group on one Hub Transport server, such as 45MB.",
        ),
        Parameter::new("MaxDumpsterTime", Kind::Span, "Longest stay of a letter, such as 07.00:00:00."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Set-TransportConfig -MaxDumpsterSizePerStorageGroup 45MB -MaxDumpsterTime 07.00:00:00",
        says: "Keeps up to 45 MB for a storage group on each Hub Transport server.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |_, _| Ok("Setting the transport configuration of the organization.".to_owned()),
        run,
        resume: None,
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let dumpster_bytes = bound.size("MaxDumpsterSizePerStorageGroup").map(|size| size.bytes());
    let ms = bound.span_of("MaxDumpsterTime").map(|span| u64::try_from(span.as_millis()).unwrap_or(u64::MAX));
    if dumpster_bytes.is_some_and(|bytes| bytes > SIZE_MAX) || ms.is_some_and(|ms| ms > AGE_MAX_MS) {
        let error = ShellError::new(Category::InvalidArgument, "The value is out of range.");
        return Err(error.hint("use up to 1024GB and up to 3650.00:00:00"));
    }
    if dumpster_bytes.is_none() && ms.is_none() {
        let text = "The command completed successfully but no settings of 'Transport Settings' have been modified.";
        return Ok(Outcome::Done(Reply::warning(text)));
    }
    submit(host, Input::SetTransportConfig { dumpster_bytes, dumpster_age: ms.map(SimSpan::from_millis) })?;
    Ok(Outcome::Done(Reply::default()))
}
