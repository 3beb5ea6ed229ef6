//! The organisation as its directory knows it: which servers, storage groups and databases there are.
//!
//! Beside a clustered mailbox server it holds one stand-alone mailbox server, which is listed and nothing else.

use super::error::{Category, ShellError};
use super::names::{Names, names};
use super::nearest::nearest;
use crate::model::ids::{MailboxServerId, NodeId, Part, PersonId, StorageGroupId};
use crate::model::objects::DatabaseKind;
use crate::model::rule::Rule;
use crate::model::view::View;

/// The domain of every server.
pub const DOMAIN: &str = "contoso.com";

/// The mailbox server that is in the directory only.
pub const STAND_ALONE: &str = "EXCHMAILBOX";

/// Storage groups of the stand-alone server, with their mailbox databases.
const STAND_ALONE_GROUPS: [(&str, Option<&str>); 2] =
    [("First Storage Group", Some("Mailbox Database")), ("Second Storage Group", None)];

/// A storage group as the directory knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupEntry {
    /// Its server.
    pub server: String,
    /// Its name.
    pub name: String,
    /// Its database.
    pub database: Option<String>,
    /// What the database keeps.
    pub kind: DatabaseKind,
    /// Its place in the bench; none on the stand-alone server.
    pub group: Option<StorageGroupId>,
}

impl GroupEntry {
    /// `Server\Name`
    pub fn identity(&self) -> String {
        format!("{}\\{}", self.server, self.name)
    }

    /// `Server\Name\Database`
    pub fn database_identity(&self) -> Option<String> {
        self.database.as_ref().map(|database| format!("{}\\{database}", self.identity()))
    }
}

/// Names of the mailbox servers, the listed one first.
pub fn servers(view: &View<'_>) -> Vec<String> {
    let listed = is_listed(view).then(|| STAND_ALONE.to_owned());
    let there = view.bench.servers.iter().map(|server| server.name.to_owned());
    listed.into_iter().chain(there).collect()
}

/// Whether the stand-alone server is one that is listed and does not run: the bench has none of its name.
fn is_listed(view: &View<'_>) -> bool {
    view.bench.servers.iter().all(|server| server.name != STAND_ALONE)
}

/// Every storage group, those of the stand-alone server first.
pub fn storage_groups(view: &View<'_>) -> Vec<GroupEntry> {
    let groups = if is_listed(view) { &STAND_ALONE_GROUPS[..] } else { &[] };
    let listed = groups.iter().map(|(name, database)| GroupEntry {
        server: STAND_ALONE.to_owned(),
        name: (*name).to_owned(),
        database: database.map(str::to_owned),
        kind: DatabaseKind::Mailbox,
        group: None,
    });
    let there = view.bench.group_ids().map(|group| {
        let storage = view.bench.group(group);
        GroupEntry {
            server: view.bench.server_of(group).name.to_owned(),
            name: storage.name.clone(),
            database: storage.has_database().then(|| storage.database.clone()),
            kind: storage.database_kind().unwrap_or(DatabaseKind::Mailbox),
            group: Some(group),
        }
    });
    listed.chain(there).collect()
}

/// The storage group of the bench that `identity` names: `Server\Name`, or the name alone.
///
/// # Errors
/// When there is none, or it is on the stand-alone server.
pub fn storage_group(view: &View<'_>, identity: &str) -> Result<StorageGroupId, ShellError> {
    let matching = |entry: &GroupEntry| is(&entry.identity(), identity) || is(&entry.name, identity);
    in_bench(view, identity, Names::StorageGroup, matching)
}

/// The storage group of the database that `identity` names: `Server\StorageGroup\Name`, without the server, or the name alone.
///
/// # Errors
/// When there is none, or it is on the stand-alone server.
pub fn database(view: &View<'_>, identity: &str) -> Result<StorageGroupId, ShellError> {
    let matching = |entry: &GroupEntry| {
        let name = entry.database.as_deref().unwrap_or_default();
        let forms = [entry.database_identity().unwrap_or_default(), format!("{}\\{name}", entry.name), name.to_owned()];
        !name.is_empty() && forms.iter().any(|form| is(form, identity))
    };
    in_bench(view, identity, Names::Database, matching)
}

/// Among equal names, that of the main server is meant, as if the shell ran there; else the name has to be longer.
fn in_bench(
    view: &View<'_>,
    identity: &str,
    kind: Names,
    matching: impl Fn(&GroupEntry) -> bool,
) -> Result<StorageGroupId, ShellError> {
    let found: Vec<GroupEntry> = storage_groups(view).into_iter().filter(|entry| matching(entry)).collect();
    let groups: Vec<StorageGroupId> = found.iter().filter_map(|entry| entry.group).collect();
    let on_main = groups.iter().copied().find(|group| view.bench.group(*group).server == MailboxServerId(0));
    match on_main.or(groups.first().copied()) {
        Some(group) if on_main.is_some() || groups.len() == 1 => Ok(group),
        Some(_) => Err(ambiguous(identity)),
        None if found.is_empty() => Err(not_found(view, identity, kind)),
        None => Err(listed_only(identity)),
    }
}

fn ambiguous(identity: &str) -> ShellError {
    let message = format!("The operation could not be performed because '{identity}' matches multiple entries.");
    ShellError::new(Category::InvalidOperation, message).target(identity).hint("write Server\\Name")
}

/// The Mailbox server of the bench that `identity` names.
///
/// # Errors
/// When there is none, or it is listed only.
pub fn mailbox_server(view: &View<'_>, identity: &str) -> Result<MailboxServerId, ShellError> {
    let plain = identity.strip_suffix(&format!(".{DOMAIN}")).unwrap_or(identity);
    let found = view.bench.server_ids().find(|id| is(view.bench.mailbox_server(*id).name, plain));
    match found {
        Some(server) => Ok(server),
        None if is(plain, STAND_ALONE) => Err(listed_only(identity)),
        None => Err(not_found(view, identity, Names::Server)),
    }
}

/// Checks that `identity` names the clustered mailbox server.
///
/// # Errors
/// When it names nothing, or the stand-alone server.
pub fn clustered_server(view: &View<'_>, identity: &str) -> Result<(), ShellError> {
    let server = view.server().id;
    if is(identity, server) || is(identity, &format!("{server}.{DOMAIN}")) {
        return Ok(());
    }
    Err(if is(identity, STAND_ALONE) { listed_only(identity) } else { not_found(view, identity, Names::Server) })
}

fn listed_only(identity: &str) -> ShellError {
    let message =
        format!("'{identity}' is on the stand-alone server '{STAND_ALONE}', which this lab lists and does not run.");
    ShellError::new(Category::InvalidOperation, message).target(identity)
}

/// The server of this name.
///
/// # Errors
/// When there is none.
pub fn machine(view: &View<'_>, name: &str) -> Result<NodeId, ShellError> {
    let plain = name.strip_suffix(&format!(".{DOMAIN}")).unwrap_or(name);
    match view.part_named(plain) {
        Some(Part::Node(node)) => Ok(node),
        _ => Err(not_found(view, name, Names::Machine)),
    }
}

/// The component of this name.
///
/// # Errors
/// When there is none.
pub fn component(view: &View<'_>, name: &str) -> Result<Part, ShellError> {
    view.part_named(name).ok_or_else(|| {
        if is(name, view.server().id) {
            let node = view.server().active_node.unwrap_or_else(|| "the node that runs it".to_owned());
            return ShellError::not_found(name)
                .hint(format!("a clustered mailbox server is no component; break or start {node}"));
        }
        not_found(view, name, Names::Component)
    })
}

/// The person of this name: `User1` and so on.
///
/// # Errors
/// When there is none.
pub fn person(view: &View<'_>, name: &str) -> Result<PersonId, ShellError> {
    let people = view.config().mailboxes;
    let local = name.split('@').next().unwrap_or(name);
    let number = local.get(..4).filter(|start| is(start, "User")).and_then(|_| local[4..].parse::<u16>().ok());
    let found = number.and_then(|number| number.checked_sub(1)).filter(|number| *number < people);
    found.map(PersonId).ok_or_else(|| ShellError::not_found(name).hint(format!("people are User1 to User{people}")))
}

/// The rule of this id.
///
/// # Errors
/// When there is none.
pub fn rule(view: &View<'_>, id: &str) -> Result<Rule, ShellError> {
    Rule::from_id(id).ok_or_else(|| not_found(view, id, Names::Rule))
}

/// No object of the kind has this name; with the nearest one that there is.
pub fn not_found(view: &View<'_>, name: &str, kind: Names) -> ShellError {
    let known = names(view, kind);
    let error = ShellError::not_found(name);
    let own_names = known.iter().filter_map(|full| full.rsplit_once('\\')).map(|(_, own)| own);
    let own_names = own_names.filter(|_| !name.contains('\\'));
    match nearest(name, known.iter().map(String::as_str).chain(own_names)) {
        Some(near) => error.did_you_mean(Some(near)),
        None if known.len() <= LISTED_MAX => error.hint(format!("there are {}", known.join(", "))),
        None => error,
    }
}

/// Names that an error lists.
const LISTED_MAX: usize = 6;

fn is(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}
