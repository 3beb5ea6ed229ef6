//! Get-LabComponent: everything that can fail, and how it is.

use super::{Action, Cmdlet, Example, Intake, Kind, Parameter, Reply};
use crate::model::ids::{Part, Volume};
use crate::model::view::{ComponentView, View as ModelView};
use crate::shell::bind::Bound;
use crate::shell::calendar::since_start;
use crate::shell::directory::component;
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value, has_wildcard, like};

const TYPE: &str = "FailoverLab.Component";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabComponent",
    aliases: &[],
    synopsis: "Lists everything that can fail, and how it is.",
    description: "Since is the simulated time at which it became so. Of a volume, Format-List also shows its size and what is free of it, and of a log volume the logs in its IgnoredLogs folder.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::Component), "Only components of this name; patterns will do.")
            .at(0)
            .takes(Intake::Value),
        Parameter::new(
            "Kind",
            Kind::Choice(&[
                "node",
                "process",
                "volume",
                "connection",
                "network",
                "witness",
                "site",
                "master",
                "worker",
            ]),
            "Only components of this kind.",
        ),
    ],
    examples: &[Example { line: "Get-LabComponent | where { $_.Why }", says: "Shows what is not as it should be." }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("Identity", Some(28)),
            Column::new("Kind", Some(10)),
            Column::new("State", Some(10)),
            Column::new("Since", Some(12)),
            Column::new("Why", None),
        ],
    )],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let view = host.view();
    let mut components = view.components();
    if let Some(wanted) = bound.text("Identity").filter(|wanted| !has_wildcard(wanted)) {
        component(&view, &wanted)?;
    }
    keep_wanted(bound, &mut components);
    Ok(Reply::objects(components.into_iter().map(|component| object(&view, component)).collect()))
}

/// Keeps the components that the command asks for.
pub(super) fn keep_wanted<P>(bound: &Bound, components: &mut Vec<ComponentView<P>>) {
    if let Some(wanted) = bound.text("Identity") {
        components.retain(|component| like(&component.id, &wanted, false));
    }
    if let Some(kind) = bound.text("Kind") {
        components.retain(|component| component.kind == kind);
    }
}

/// What is known of a component of any bench.
pub(super) fn row<P>(component: &ComponentView<P>) -> Object {
    Object::new(TYPE)
        .with("Identity", Value::text(&component.id))
        .with("Kind", Value::text(component.kind))
        .with("State", Value::text(component.state))
        .with("Since", since_start(component.since))
        .with("Why", Value::text(component.why))
        .with("Event", Value::Int(i64::from(component.because.0)))
}

/// What the replication service has put aside on a log volume.
fn ignored(view: &ModelView<'_>, part: Part) -> Value {
    match part {
        Part::Volume(disks, Volume::LogDisk) => Value::texts(view.ignored_logs(disks)),
        _ => Value::Null,
    }
}

fn object(view: &ModelView<'_>, component: ComponentView) -> Value {
    let space = view.space_of(component.part);
    let megabytes = |mb: Option<u64>| mb.map_or(Value::Null, |mb| Value::Int(mb as i64));
    row(&component)
        .with("SizeMB", megabytes(space.map(|space| space.size_mb)))
        .with("IgnoredLogs", ignored(view, component.part))
        .with("FreeMB", megabytes(space.map(|space| space.free_mb)))
        .into_value()
}
