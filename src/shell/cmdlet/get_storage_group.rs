//! Get-StorageGroup: the storage groups of the organisation.

use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply};
use crate::model::exchange::{Copy, CopyRole, ServerKind, StorageGroup};
use crate::model::ids::{Part, StorageGroupId};
use crate::model::objects::{PREFIXES, Paths};
use crate::model::params::Build;
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::calendar::length;
use crate::shell::directory::{GroupEntry, not_found, storage_groups};
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value, has_wildcard, like};

const RTM: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration.StorageGroup";
const SP1: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration.StorageGroup#SP1";

/// Widths as the articles print them.
const NAME: Column = Column::new("Name", Some(25));
const SERVER: Column = Column::new("Server", Some(17));

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-StorageGroup",
    aliases: &[],
    synopsis: "Lists the storage groups of the organisation.",
    description: "",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::StorageGroup), "Server\\Name, or the name alone.")
            .at(0)
            .takes(Intake::Value),
        Parameter::new("Server", Kind::Name(Names::Server), "Only those of this server."),
        Parameter::new("Status", Kind::Switch, "Asks the server too; the lab's directory is always up to date."),
        Parameter::new("IncludePreExchange2007", Kind::Switch, "Lists those of older servers too; the lab has none."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Get-StorageGroup -Server EXCHCMS",
        says: "Lists the storage groups of the clustered mailbox server.",
    }],
    views: &[
        View::table(RTM, &[NAME, SERVER, Column::new("Replicated", None)]),
        View::table(SP1, &[NAME, SERVER, Column::new("Replicated", Some(15)), Column::new("Recovery", None)]),
    ],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let view = host.view();
    let mut groups = storage_groups(&view);
    if let Some(server) = bound.text("Server") {
        groups.retain(|group| like(&group.server, &server, false));
        if groups.is_empty() {
            return Err(not_found(&view, &server, Names::Server));
        }
    }
    if let Some(identity) = bound.text("Identity") {
        groups.retain(|group| like(&group.identity(), &identity, false) || like(&group.name, &identity, false));
        if groups.is_empty() && !has_wildcard(&identity) {
            return Err(not_found(&view, &identity, Names::StorageGroup));
        }
    }
    let build = view.config().build;
    Ok(Reply::objects(groups.iter().map(|group| object(&view, group, build)).collect()))
}

/// The storage group, as a cmdlet that made or changed it gives it.
pub(super) fn storage_group(view: &World<'_>, group: StorageGroupId) -> Value {
    let entry = storage_groups(view).into_iter().find(|entry| entry.group == Some(group));
    entry.map_or(Value::Null, |entry| object(view, &entry, view.config().build))
}

/// The directory keeps the clustered server's name in small letters, as it was typed at set-up.
fn object(view: &World<'_>, entry: &GroupEntry, build: Build) -> Value {
    let is_circular = entry.group.is_some_and(|group| view.bench.group(group).wants_circular);
    let storage = entry.group.map(|group| view.bench.group(group));
    let kind = entry.group.map_or(ServerKind::StandAlone, |group| view.bench.server_of(group).kind);
    let server = match kind.cluster() {
        Some(_) => entry.server.to_ascii_lowercase(),
        None => entry.server.clone(),
    };
    let replicated = match kind {
        ServerKind::NonShared(_) => "Clustered",
        ServerKind::Shared(_) => "None",
        ServerKind::StandAlone if storage.is_some_and(|it| it.partner().is_some()) => "Local",
        ServerKind::StandAlone => "None",
    };
    let type_name = match build {
        Build::Rtm => RTM,
        Build::Sp1 => SP1,
    };
    let copy = storage.filter(|_| kind == ServerKind::StandAlone).and_then(|storage| storage.partner_copy());
    let of_copy = |path: fn(&Paths) -> &String| copy.map_or(Value::Null, |copy| Value::text(path(&copy.paths)));
    let paths = storage.map_or_else(|| Paths::proposed(&entry.name, ""), |storage| storage.paths.clone());
    let object = Object::new(type_name)
        .with("Name", Value::text(&entry.name))
        .with("Server", Value::Text(server))
        .with("Replicated", Value::text(replicated));
    let object = match build {
        Build::Rtm => object,
        Build::Sp1 => object
            .with("Recovery", Value::Bool(false))
            .with("StandbyMachines", Value::from_many(storage.map_or_else(Vec::new, |storage| targets(view, storage)))),
    };
    object
        .with("LogFilePrefix", Value::text(storage.map_or(PREFIXES[0], |storage| storage.prefix)))
        .with("LogFolderPath", Value::Text(paths.log_folder))
        .with("SystemFolderPath", Value::Text(paths.system_folder))
        .with("HasLocalCopy", Value::Bool(copy.is_some()))
        .with("CopyLogFolderPath", of_copy(|paths| &paths.log_folder))
        .with("CopySystemFolderPath", of_copy(|paths| &paths.system_folder))
        .with("LogFileSize", Value::text("1024"))
        .with("CircularLoggingEnabled", Value::Bool(is_circular))
        .with("Identity", Value::Text(entry.identity()))
        .with("IsValid", Value::Bool(true))
        .into_value()
}

/// The targets of standby continuous replication, with their lags.
fn targets(view: &World<'_>, storage: &StorageGroup) -> Vec<Value> {
    let one = |copy: &Copy| match copy.role {
        CopyRole::Standby { replay_lag, truncation_lag } => Some(
            Object::new("Microsoft.Exchange.Data.Directory.SystemConfiguration.StandbyMachine")
                .with("NodeName", Value::Text(view.name_of(Part::Node(copy.node))))
                .with("ReplayLagTime", length(replay_lag))
                .with("TruncationLagTime", length(truncation_lag))
                .into_value(),
        ),
        CopyRole::Local | CopyRole::Retired => None,
    };
    storage.copies.iter().filter_map(one).collect()
}
