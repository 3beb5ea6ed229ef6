//! Get-StorageGroup: the storage groups of the organisation.

use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply};
use crate::model::params::Build;
use crate::shell::bind::Bound;
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
    Ok(Reply::objects(groups.iter().map(|group| object(group, build)).collect()))
}

/// The directory keeps the clustered server's name in small letters, as it was typed at set-up.
fn object(entry: &GroupEntry, build: Build) -> Value {
    let (server, replicated) = match entry.group {
        Some(_) => (entry.server.to_ascii_lowercase(), "Clustered"),
        None => (entry.server.clone(), "None"),
    };
    let (type_name, prefix) = match build {
        Build::Rtm => (RTM, "E00"),
        Build::Sp1 => (SP1, "E00"),
    };
    let folder = format!("C:\\Program Files\\Microsoft\\Exchange Server\\Mailbox\\{}", entry.name);
    let object = Object::new(type_name)
        .with("Name", Value::text(&entry.name))
        .with("Server", Value::Text(server))
        .with("Replicated", Value::text(replicated));
    let object = match build {
        Build::Rtm => object,
        Build::Sp1 => object.with("Recovery", Value::Bool(false)),
    };
    object
        .with("LogFilePrefix", Value::text(prefix))
        .with("LogFolderPath", Value::text(&folder))
        .with("SystemFolderPath", Value::Text(folder))
        .with("LogFileSize", Value::text("1024"))
        .with("CircularLoggingEnabled", Value::Bool(false))
        .with("Identity", Value::Text(entry.identity()))
        .with("IsValid", Value::Bool(true))
        .into_value()
}
