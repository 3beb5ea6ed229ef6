//! `cluster`: the cluster's own tool, which knows nodes and groups and nothing of Exchange.

mod deed;
mod listing;

use super::{Call, Native};
use crate::model::cluster::Cluster;
use crate::model::ids::NodeId;
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome, Pause, Reply, submit};
use crate::shell::directory::{machine, not_found};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::{Names, names};
use crate::shell::value::Value;
use deed::Deed;

pub(super) static NATIVE: Native = Native {
    file: "cluster.exe",
    synopsis: "Shows and moves nodes and groups of the cluster, without asking Exchange.",
    usage: &[
        "cluster node [NAME] [/status]",
        "cluster node NAME /pause | /resume | /start | /stop",
        "cluster group [NAME] [/status]",
        "cluster group NAME /moveto:NODE | /online | /offline",
    ],
    examples: &[
        Example { line: "cluster node", says: "Lists the nodes and whether they are up." },
        Example {
            line: "cluster node EXCHMAILBOX2 /pause",
            says: "Keeps the second node from taking over; its vote still counts.",
        },
        Example { line: "cluster group", says: "Lists the groups and their owners." },
        Example {
            line: "cluster group EXCHCMS /moveto:EXCHMAILBOX2",
            says: "Moves the group past the health checks of Move-ClusteredMailboxServer.",
        },
    ],
    suggest,
    run,
    resume: Some(resume),
};

fn suggest(before: &[&str], view: &View<'_>) -> Vec<String> {
    let is = |word: &str| before.first().is_some_and(|it| it.eq_ignore_ascii_case(word));
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match before.len() {
        0 => owned(&["group", "node"]),
        1 if is("node") => names(view, Names::Node),
        1 if is("group") => listing::groups(view).into_iter().map(|group| group.name).collect(),
        2 if is("node") => owned(&deed::OF_NODE),
        2 if is("group") => {
            let moves = names(view, Names::Node).into_iter().map(|node| format!("/moveto:{node}"));
            let others = ["/status", "/online", "/offline"].map(str::to_owned);
            others.into_iter().chain(moves).collect()
        }
        _ => Vec::new(),
    }
}

fn run(call: &Call, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let deed = deed::read(call, &host.view())?;
    if let Some(input) = deed.input() {
        submit(host, input)?;
    }
    look(&deed, &host.view())
}

/// A group that was moved is listed when it has arrived, as the tool itself waits for it.
fn resume(call: &Call, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    look(&deed::read(call, &host.view())?, &host.view())
}

fn look(deed: &Deed, view: &View<'_>) -> Result<Outcome, ShellError> {
    let server = view.server();
    if deed.waits_for_server() && server.state.ends_with("Pending") {
        let text = format!("{} ({})", server.id, server.state.to_ascii_lowercase());
        return Ok(Outcome::Wait(Pause::new(text)));
    }
    let lines = match deed {
        Deed::Nodes => listing::nodes(view, None),
        Deed::Node(node) | Deed::Pause(node) | Deed::Resume(node) | Deed::Start(node) | Deed::Stop(node) => {
            listing::nodes(view, Some(*node))
        }
        Deed::Groups => listing::lines(listing::groups(view)),
        Deed::Group(name) | Deed::MoveServer(name, _) | Deed::Online(name) | Deed::Offline(name) => one(view, name),
        Deed::MoveCluster(_) => one(view, listing::CLUSTER_GROUP),
    };
    Ok(Outcome::Done(Reply::objects(lines.into_iter().map(Value::Text).collect())))
}

fn one(view: &View<'_>, name: &str) -> Vec<String> {
    listing::lines(listing::groups(view).into_iter().filter(|group| group.name.eq_ignore_ascii_case(name)).collect())
}

/// The cluster of the bench.
fn cluster<'a>(view: &View<'a>) -> Result<&'a Cluster, ShellError> {
    view.bench.main_cluster().ok_or_else(|| {
        ShellError::new(Category::InvalidOperation, "There is no cluster here.")
            .hint("single copy clusters and cluster continuous replication have one")
    })
}

/// The node of the cluster with this name.
fn node(view: &View<'_>, name: &str) -> Result<NodeId, ShellError> {
    let cluster = cluster(view)?;
    let node = machine(view, name).ok().filter(|node| cluster.member(*node).is_some());
    node.ok_or_else(|| not_found(view, name, Names::Node))
}
