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
    /// Storage groups as `Server\Name`.
    StorageGroup,
    /// Databases as `Server\StorageGroup\Name`.
    Database,
    /// Networks.
    Network,
    /// Rules of the model by their id.
    Rule,
    /// Commands of this shell.
    Command,
}

/// The names of a kind that there are now.
pub fn names(view: &View<'_>, kind: Names) -> Vec<String> {
    let servers = |wanted: fn(&Part) -> bool| {
        view.components()
            .into_iter()
            .filter(|component| wanted(&component.part))
            .map(|component| component.id)
            .collect()
    };
    match kind {
        Names::Component => view.components().into_iter().map(|component| component.id).collect(),
        Names::Machine => servers(|part| matches!(part, Part::Node(_))),
        Names::Node => view.server().redundant_machines,
        Names::Server => directory::servers(view),
        Names::StorageGroup => directory::storage_groups(view).into_iter().map(|group| group.identity()).collect(),
        Names::Database => {
            directory::storage_groups(view).into_iter().filter_map(|group| group.database_identity()).collect()
        }
        Names::Network => NetworkId::ALL.iter().map(|network| network.name().to_owned()).collect(),
        Names::Rule => Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect(),
        Names::Command => super::cmdlet::all().iter().map(|cmdlet| cmdlet.name.to_owned()).collect(),
    }
}
