//! The names that a parameter can take, for completion and for the nearest name in an error.

use super::directory;
use crate::model::ids::{NetworkId, Part};
use crate::model::rule::Rule;
use crate::model::view::View;

/// Kinds of names that a parameter can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Everything that can fail: servers and their parts, networks, shares.
    Component,
    /// Servers of the bench, cluster nodes and hubs.
    Machine,
    /// Nodes of the cluster.
    Node,
    /// Mailbox servers, the clustered one by its network name.
    Server,
    /// Clustered mailbox servers.
    ClusteredServer,
    /// Storage groups as `Server\Name`.
    StorageGroup,
    /// Databases as `Server\StorageGroup\Name`.
    Database,
    /// Networks.
    Network,
    /// Replication host names.
    ReplicationHostName,
    /// People with a mailbox.
    Person,
    /// Rules of the model by their id.
    Rule,
    /// Commands of this shell.
    Command,
}

/// The names of a kind that there are now.
pub fn names(view: &View<'_>, kind: Names) -> Vec<String> {
    match kind {
        Names::Component => view.components().into_iter().map(|component| component.id).collect(),
        Names::Node => view.server().redundant_machines,
        Names::Machine => view.bench.parts.nodes().map(|node| view.name_of(Part::Node(node))).collect(),
        Names::Server => directory::servers(view),
        Names::StorageGroup => directory::storage_groups(view).into_iter().map(|group| group.identity()).collect(),
        Names::Database => {
            directory::storage_groups(view).into_iter().filter_map(|group| group.database_identity()).collect()
        }
        Names::Network => NetworkId::ALL.iter().map(|network| network.name().to_owned()).collect(),
        Names::ReplicationHostName => {
            let names = view.bench.replication.names.iter().map(|host| host.name.clone());
            names.chain(view.server().redundant_machines).collect()
        }
        Names::ClusteredServer => vec![view.server().id.to_owned()],
        Names::Person => (1..=view.config().mailboxes).map(|number| format!("User{number}")).collect(),
        Names::Rule => Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect(),
        Names::Command => {
            let programs = super::native::all().iter().map(|program| program.name());
            super::cmdlet::all().iter().map(|cmdlet| cmdlet.name).chain(programs).map(str::to_owned).collect()
        }
    }
}
