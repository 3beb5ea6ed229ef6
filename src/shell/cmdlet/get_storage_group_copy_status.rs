//! Get-StorageGroupCopyStatus: how far the passive copies are.

use super::refused::refused;
use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply, STANDBY_MACHINE};
use crate::model::backup::{BackupKind, BackupMark};
use crate::model::event::Event;
use crate::model::exchange::CopyStatus;
use crate::model::ids::{MailboxServerId, Part, StorageGroupId};
use crate::model::params::Build;
use crate::model::refusal::Refusal;
use crate::model::units::LogGeneration;
use crate::model::view::{CopyView, View as World};
use crate::shell::bind::Bound;
use crate::shell::calendar::date;
use crate::shell::directory::{machine, mailbox_server, storage_group};
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{ByteSize, Object, Value, count};

/// How a view names copies on targets.
const SCR: &str = "SCR";
const RTM: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.StorageGroupCopyStatus";
const SP1: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.StorageGroupCopyStatus#SP1";

const COLUMNS: [Column; 5] = [
    Column::new("StorageGroupName", Some(19)).headed("Name"),
    Column::new("SummaryCopyStatus", Some(11)),
    Column::new("CopyQueueLength", Some(9)),
    Column::new("ReplayQueueLength", Some(11)),
    Column::new("LastInspectedLogTime", Some(20)),
];
/// The founding article, on the build as released, shows four columns.
const COLUMNS_RTM: [Column; 4] = [COLUMNS[0], COLUMNS[1], COLUMNS[2], COLUMNS[3]];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-StorageGroupCopyStatus",
    aliases: &[],
    synopsis: "Shows how far the passive copies of storage groups are.",
    description: "A log counts as copied once it has passed inspection: CopyQueueLength is the logs that were closed and not yet inspected, ReplayQueueLength the logs that were inspected and not yet replayed.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::StorageGroup), "Server\\Name, or the name alone.")
            .at(0)
            .takes(Intake::Value),
        Parameter::new("Server", Kind::Name(Names::Server), "Only copies of this server's storage groups."),
        Parameter::new(
            "DumpsterStatistics",
            Kind::Switch,
            "Asks the hubs for their transport dumpsters too; Service Pack 1.",
        ),
        STANDBY_MACHINE,
        DOMAIN_CONTROLLER,
    ],
    examples: &[
        Example { line: "Get-StorageGroupCopyStatus", says: "Shows the summary." },
        Example {
            line: "Get-StorageGroupCopyStatus -StandbyMachine EXCHSTANDBY",
            says: "Shows the copies on a target of standby continuous replication.",
        },
        Example { line: "Get-StorageGroupCopyStatus | Format-List", says: "Shows everything that is known." },
    ],
    views: &[View::table(RTM, &COLUMNS_RTM), View::table(SP1, &COLUMNS)],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    let statistics = bound.switch("DumpsterStatistics");
    if statistics && world.config().build == Build::Rtm {
        return Err(refused(&world, &Refusal::NeedsServicePack1));
    }
    let server = bound.text("Server").map(|name| mailbox_server(&world, &name)).transpose()?;
    let wanted = bound.text("Identity").map(|identity| storage_group(&world, &identity)).transpose()?;
    let standby = bound.text("StandbyMachine").map(|name| machine(&world, &name)).transpose()?;
    let is_meant = |copy: &CopyView| match standby {
        Some(node) => copy.mode == SCR && copy.on == world.name_of(Part::Node(node)),
        None => copy.mode != SCR,
    };
    let copies = world.copies().into_iter().filter(|copy| wanted.is_none_or(|group| group == copy.group));
    // Without any of these, Service Pack 1 asks the local server alone, and RTM the whole organisation. Source: GSGCS.
    let is_local = world.config().build == Build::Sp1 && wanted.is_none() && standby.is_none();
    let server = server.or(is_local.then_some(MailboxServerId(0)));
    let is_on = |group: StorageGroupId| server.is_none_or(|server| world.bench.group(group).server == server);
    let copies = copies.filter(is_meant).filter(|copy| is_on(copy.group));
    let mut objects: Vec<Value> = copies.map(|copy| object(&world, &copy, statistics)).collect();
    if standby.is_none() {
        let meant = world.bench.group_ids().filter(|group| wanted.is_none_or(|it| it == *group) && is_on(*group));
        objects.extend(meant.filter(|group| is_disabled(&world, *group)).map(|group| disabled(&world, group)));
    }
    Ok(Reply::objects(objects))
}

/// Whether a storage group has no passive copy and could be configured for none or one: outside CCR.
fn is_disabled(world: &World<'_>, group: StorageGroupId) -> bool {
    let storage = world.bench.group(group);
    storage.has_database() && storage.partner().is_none()
}

fn disabled(world: &World<'_>, group: StorageGroupId) -> Value {
    let sp1 = world.config().build == Build::Sp1;
    let status = world.bench.status_without_copy(group);
    let mut object = Object::new(if sp1 { SP1 } else { RTM })
        .with("Identity", Value::Text(world.bench.group_name(group)))
        .with("StorageGroupName", Value::text(&world.bench.group(group).name))
        .with("SummaryCopyStatus", Value::text(status.name()));
    if sp1 {
        object = object
            .with("NotSupported", Value::Bool(status == CopyStatus::NotSupported))
            .with("Disabled", Value::Bool(status == CopyStatus::Disabled));
    }
    let queues = object.with("CopyQueueLength", Value::Int(0)).with("ReplayQueueLength", Value::Int(0));
    queues.with("IsValid", Value::Bool(true)).with("ObjectState", Value::text("Unchanged")).into_value()
}

fn object(world: &World<'_>, copy: &CopyView, statistics: bool) -> Value {
    let build = world.config().build;
    let sp1 = build == Build::Sp1;
    let header = world.bench.copy(copy.copy).data.header;
    let backup = |kind| header.last(kind).map_or(Value::Null, |mark| date(mark.at));
    let is_snapshot = |mark: Option<BackupMark>| mark.map_or(Value::Null, |mark| Value::Bool(mark.is_snapshot));
    let status = copy.shown;
    let is = |wanted: CopyStatus| Value::Bool(status == wanted);
    let text = |text: &Option<String>| text.as_ref().map_or(Value::Null, Value::text);
    let closed = |generation| closing_time(world, copy, generation);
    let number = |generation: LogGeneration| Value::Int(i64::from(generation.0));
    let mut object = Object::new(if sp1 { SP1 } else { RTM })
        .with("Identity", Value::text(&copy.storage_group))
        .with("StorageGroupName", Value::text(&copy.storage_group_name))
        .with("SummaryCopyStatus", Value::text(status.name()));
    if sp1 {
        object = object
            .with("NotSupported", is(CopyStatus::NotSupported))
            .with("NotConfigured", Value::Bool(false))
            .with("Disabled", Value::Bool(false))
            .with("ServiceDown", is(CopyStatus::ServiceDown));
    }
    object = object.with("Failed", is(CopyStatus::Failed));
    if sp1 {
        object = object
            .with("Initializing", is(CopyStatus::Initializing))
            .with("Resynchronizing", is(CopyStatus::Resynchronizing));
    }
    object =
        object.with("Seeding", is(CopyStatus::Seeding)).with("Suspend", Value::Bool(copy.suspend_comment.is_some()));
    if sp1 {
        object = object.with("CCRTargetNode", Value::text(&copy.on));
    }
    object = object
        .with("FailedMessage", copy.failure.map_or(Value::Null, |failure| Value::text(failure_message(failure))))
        .with("SuspendComment", text(&copy.suspend_comment))
        .with("CopyQueueLength", Value::Int(i64::from(copy.copy_queue_length.0)))
        .with("ReplayQueueLength", Value::Int(i64::from(copy.replay_queue_length.0)))
        .with("LatestAvailableLogTime", copy.latest_available_log_time.map_or(Value::Null, date))
        .with("LastCopyNotificationedLogTime", closed(copy.last_log_copy_notified))
        .with("LastCopiedLogTime", closed(copy.last_log_copied))
        .with("LastInspectedLogTime", copy.last_inspected_log_time.map_or(Value::Null, date))
        .with("LastReplayedLogTime", closed(copy.last_log_replayed))
        .with("LastLogGenerated", number(copy.last_log_generated))
        .with("LastLogCopyNotified", number(copy.last_log_copy_notified))
        .with("LastLogCopied", number(copy.last_log_copied))
        .with("LastLogInspected", number(copy.last_log_inspected))
        .with("LastLogReplayed", number(copy.last_log_replayed))
        .with("LatestFullBackupTime", backup(BackupKind::Full))
        .with("LatestIncrementalBackupTime", backup(BackupKind::Incremental));
    if sp1 {
        object = object
            .with("LatestDifferentialBackupTime", backup(BackupKind::Differential))
            .with("LatestCopyBackupTime", backup(BackupKind::Copy));
    }
    object = object.with("SnapshotBackup", is_snapshot(header.newest()));
    if sp1 {
        object = object
            .with("SnapshotLatestFullBackup", is_snapshot(header.last(BackupKind::Full)))
            .with("OutstandingDumpsterRequests", Value::texts(copy.outstanding_dumpster_requests.clone()))
            .with("DumpsterServersNotAvailable", unavailable(copy))
            .with("DumpsterStatistics", if statistics { dumpsters(world, copy.group) } else { Value::Null });
    }
    object.with("IsValid", Value::Bool(true)).with("ObjectState", Value::text("Unchanged")).into_value()
}

/// When the log of a generation was closed.
fn closing_time(world: &World<'_>, copy: &CopyView, generation: LogGeneration) -> Value {
    let closes = |event: &Event| matches!(event, Event::LogClosed { group, generation: closed, .. } if *group == copy.group && *closed == generation);
    world.journal.iter().rev().find(|entry| closes(entry.event)).map_or(Value::Null, |entry| date(entry.at))
}

/// Hubs that were asked to send again and cannot be reached.
fn unavailable(copy: &CopyView) -> Value {
    Value::from_many(copy.dumpster_servers_not_available.iter().map(Value::text).collect())
}

/// `HUB1(letters;size)` for each hub.
fn dumpsters(world: &World<'_>, group: StorageGroupId) -> Value {
    let one = |hub: &crate::model::exchange::Hub| {
        let dumpster = &hub.desk(group).dumpster;
        let size = ByteSize::from_bytes(dumpster.bytes());
        format!("{}({};{size})", world.bench.parts.server(hub.node).name, count(dumpster.len()).to_text())
    };
    Value::texts(world.bench.hubs.iter().map(one))
}

fn failure_message(failure: &str) -> &'static str {
    match failure {
        "Volume" => "A volume of the copy is not available.",
        "Diverged" => "The copy holds logs that differ from those of the active copy; it has to be seeded again.",
        "SeedingInterrupted" => "Seeding was interrupted before it was complete.",
        "NoBaseline" => "The copy has no database to replay logs into; it has to be seeded.",
        _ => "The copy failed.",
    }
}
