//! Update-StorageGroupCopy: a new baseline, by copying the whole database.

use super::refused::{refused, submit};
use super::storage_group_copy::{IDENTITY, copy_of, group_of, intent, standby_of};
use super::{
    Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Pause, Reply, STANDBY_MACHINE,
};
use crate::model::ids::{NetworkId, Part};
use crate::model::input::Input;
use crate::model::params::{Build, SEED_NETWORKS_MAX};
use crate::model::refusal::Refusal;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Update-StorageGroupCopy",
    aliases: &[],
    synopsis: "Seeds a copy: copies the whole database from the active copy.",
    description: "The copy has to be suspended and the source mounted. It returns when the copy is complete, which takes as long as the database is large. Ctrl+C ends it, and so does Suspend-StorageGroupCopy: the copy has no baseline then and has to be seeded anew.",
    parameters: &[
        IDENTITY,
        Parameter::new("DeleteExistingFiles", Kind::Switch, "Deletes what is left of the old copy first."),
        Parameter::new("ManualResume", Kind::Switch, "Leaves the copy suspended afterwards."),
        Parameter::new("Force", Kind::Switch, "Does not ask."),
        Parameter::new("TargetPath", Kind::Unsupported, "Another folder for the database."),
        Parameter::new(
            "DataHostNames",
            Kind::NameList(Names::ReplicationHostName),
            "Up to two replication host names to seed over; Service Pack 1.",
        ),
        STANDBY_MACHINE,
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Update-StorageGroupCopy -Identity \"EXCHCMS\\First Storage Group\" -DeleteExistingFiles",
        says: "Seeds the copy anew and lets it go on.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Seeding", bound, host),
        run,
        resume: Some(resume),
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let input = Input::UpdateCopy {
        group: group_of(bound, host)?,
        standby: standby_of(bound, host)?,
        delete_existing_files: bound.switch("DeleteExistingFiles"),
        manual_resume: bound.switch("ManualResume"),
        over: network_of(bound, host)?,
    };
    submit(host, input)?;
    resume(bound, &Value::Null, host)
}

/// The network of the first host name in reach; none if no name is given.
fn network_of(bound: &Bound, host: &dyn Host) -> Result<Option<NetworkId>, ShellError> {
    let names: Vec<String> = bound.list("DataHostNames").iter().map(Value::to_text).collect();
    let view = host.view();
    if names.len() as u64 > SEED_NETWORKS_MAX {
        let message = format!("The parameter DataHostNames takes at most {SEED_NETWORKS_MAX} names.");
        return Err(ShellError::new(Category::InvalidArgument, message));
    }
    if !names.is_empty() && view.config().build == Build::Rtm {
        return Err(refused(&view, &Refusal::NeedsServicePack1));
    }
    let mut found = Vec::new();
    for name in names {
        match (view.bench.replication.named(&name), view.part_named(&name)) {
            (Some(host), _) => found.push((host.network, host.failed.is_none())),
            (None, Some(Part::Node(node))) => {
                let is_in_reach = view.bench.parts.network_obstacle(node, NetworkId::Public).is_none();
                found.push((NetworkId::Public, is_in_reach));
            }
            _ => return Err(refused(&view, &Refusal::NoSuchHostName { name })),
        }
    }
    Ok(found.iter().find(|(_, fit)| *fit).or(found.first()).map(|(network, _)| *network))
}

fn resume(bound: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let copy = copy_of(bound, host)?;
    let seeding = host.view().bench.copy(copy.copy).seeding;
    if let Some(seeding) = seeding {
        let now = host.view().now;
        let (percent, left) = (seeding.percent(now), seeding.until.since(now));
        let text = format!("Seeding {} on {}, {percent} % done, {left} left", copy.storage_group, copy.on);
        let target = bound.text("StandbyMachine").map(|name| format!(" -StandbyMachine {name}")).unwrap_or_default();
        let stop = format!("Suspend-StorageGroupCopy \"{}\"{target} -Confirm:$false", copy.storage_group);
        return Ok(Outcome::Wait(Pause { stopped_by: Some(stop), ..Pause::new(text) }));
    }
    match copy.failure {
        Some(_) => {
            let message = format!("Seeding of the copy of '{}' did not come to its end.", copy.storage_group);
            let error = ShellError::new(Category::InvalidOperation, message).target(copy.storage_group);
            Err(error.hint("see that both servers and their volumes are up, suspend the copy and seed again"))
        }
        _ if copy.suspend_comment.is_some() => Ok(Outcome::Done(Reply::warning(format!(
            "Replication is still suspended for storage group copy '{}'. Use Resume-StorageGroupCopy to let it go on.",
            copy.storage_group
        )))),
        _ => Ok(Outcome::Done(Reply::default())),
    }
}
