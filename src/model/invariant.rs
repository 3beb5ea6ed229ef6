//! Laws that hold after every step, whatever people did before.
//!
//! Each law is a function that says in words how it is broken, or nothing. They are for tests and for
//! finding mistakes of ours; no rule of the model asks them.

use super::bench::Bench;
use super::cluster::{Cluster, Membership};
use super::exchange::{
    Activation, Adopted, Copy, CopyRole, CopyStatus, DatabaseState, LogFile, MailboxServer, ServerState, StorageGroup,
};
use super::ids::{LetterId, NetworkId, NodeId, NodeSet, Process};
use super::params::SCR_FIXED_LAG_LOGS;
use super::units::{LogCount, LogGeneration};
use std::collections::BTreeSet;

/// One law: how it is broken, if it is.
pub type Law = fn(&Bench) -> Option<String>;

/// Laws that are cheap enough to be asked after every step.
pub const LAWS: &[Law] = &[
    mail_is_conserved,
    edits_are_conserved,
    the_databases_hold_the_letters_that_are_present,
    no_log_goes_that_a_copy_still_needs,
    at_most_one_database_is_mounted,
    a_mounted_database_has_all_it_needs,
    the_counters_of_a_copy_are_in_order,
    a_target_holds_fifty_logs_back,
    the_open_log_stays_on_the_active_side,
    nothing_is_online_without_quorum,
    what_runs_runs_on_a_member,
    the_witness_is_locked_by_one_member,
    a_side_without_majority_is_about_to_stop,
    no_two_sides_exist,
    members_agree,
    an_activation_has_what_it_needs,
    service_is_up_while_people_reach_a_mounted_database,
    dumpsters_keep_their_limit,
    a_healthy_copy_can_be_activated,
];

/// The first law that is broken.
pub fn broken(bench: &Bench) -> Option<String> {
    LAWS.iter().find_map(|law| law(bench))
}

/// Accepted letters are present, queued, lost or deleted by somebody, and nothing else.
pub fn mail_is_conserved(bench: &Bench) -> Option<String> {
    let (accepted, present, queued) = (bench.mail.accepted, bench.mail.present, bench.queued());
    let (lost, removed) = (bench.mail.lost.len() as u64, bench.mail.removed);
    (accepted != present + queued + lost + removed).then(|| {
        format!(
            "{accepted} letters accepted, but {present} present + {queued} queued + {lost} lost + {removed} deleted"
        )
    })
}

/// While every database is mounted, the letters in their files are those that count as present.
pub fn the_databases_hold_the_letters_that_are_present(bench: &Bench) -> Option<String> {
    let found: i64 = bench.groups.iter().map(|storage| letters_that_count(bench, storage)).sum();
    let all_mounted = bench.groups.iter().filter(|storage| storage.has_database()).all(StorageGroup::is_mounted);
    let present = bench.mail.present;
    (all_mounted && found != present as i64).then(|| format!("{found} letters in the databases, {present} present"))
}

/// Of a storage group and the holder of its database one counts: the holder once mailboxes have gone over to it, and
/// beside it only what has become of the old database since.
fn letters_that_count(bench: &Bench, storage: &StorageGroup) -> i64 {
    let letters = storage.active_copy().data.letters as i64;
    let is_still_twice = |it: Adopted| bench.group(it.from).left_with.is_none();
    match (storage.left_with, storage.adopted) {
        (Some(then), _) => letters - then as i64,
        (None, Some(adopted)) if is_still_twice(adopted) => 0,
        (None, Some(_) | None) => letters,
    }
}

/// The logs that a passive copy has yet to replay were not truncated.
///
/// A target may be enabled anew too late for logs that went meanwhile: it fails, and protects nothing.
/// Source: SCRBLOG.
pub fn no_log_goes_that_a_copy_still_needs(bench: &Bench) -> Option<String> {
    bench.passive_copies().into_iter().find_map(|id| {
        let (truncated, copy) = (bench.group(id.group).active_copy().truncated, bench.copy(id));
        let is_whole = copy.database == DatabaseState::Replica && copy.divergence.is_none();
        // What was restored has its own logs, and nothing feeds it any more.
        let is_fed = copy.role == CopyRole::Local && copy.restored.is_none();
        let needs = is_fed && is_whole && truncated > copy.replayed;
        needs.then(|| format!("logs up to {truncated} are truncated, a copy has {}", copy.replayed))
    })
}

/// Edits that were made are present, lost, or still with clients in cached mode.
pub fn edits_are_conserved(bench: &Bench) -> Option<String> {
    let (made, present, lost) = (bench.mail.edits, bench.mail.edits_present, bench.mail.edits_lost.total());
    let waiting = bench.outboxes.edits.len() as u64;
    (made != present + lost + waiting)
        .then(|| format!("{made} edits made, but {present} present + {lost} lost + {waiting} with their clients"))
}

/// The database is mounted on at most one node.
pub fn at_most_one_database_is_mounted(bench: &Bench) -> Option<String> {
    let mounted = |copy: &&Copy| copy.database.is_open();
    bench.groups.iter().find_map(|storage| match storage.copies.iter().filter(mounted).count() {
        0 => None,
        1 if mounted(&storage.active_copy()) => None,
        1 => Some(format!("{} is mounted from a copy that is not the active one", storage.database)),
        several => Some(format!("{} is mounted {several} times", storage.database)),
    })
}

/// A mounted database has its store, its volumes and a node that is a member of the cluster.
pub fn a_mounted_database_has_all_it_needs(bench: &Bench) -> Option<String> {
    bench.groups.iter().find_map(|storage| {
        let copy = storage.active_copy();
        let is_mounted = copy.database.is_open();
        let needs = [
            (bench.parts.runs(copy.node, Process::Store), "a store"),
            (is_hosted_well(bench, copy.node), "a node that may run it"),
            (bench.parts.are_writable(copy.disks), "its volumes"),
            (copy.open.is_some(), "an open log"),
            (storage.activation.is_none(), "an end of its activation"),
        ];
        let missing = needs.iter().find(|(has, _)| is_mounted && !has)?;
        Some(format!("{} is mounted without {}", storage.database, missing.1))
    })
}

/// Replayed, inspected, copied, notified and generated follow one another.
pub fn the_counters_of_a_copy_are_in_order(bench: &Bench) -> Option<String> {
    bench.passive_copies().into_iter().find_map(|id| {
        let (storage, copy) = (bench.group(id.group), bench.copy(id));
        let counters = [copy.replayed, copy.inspected, copy.copied, copy.notified, storage.last_generated];
        (!counters.is_sorted()).then(|| format!("replayed, inspected, copied, notified, generated are {counters:?}"))
    })
}

/// A target of standby continuous replication has replayed none of its newest 50 logs, whatever its lag.
pub fn a_target_holds_fifty_logs_back(bench: &Bench) -> Option<String> {
    bench.passive_copies().into_iter().map(|id| bench.copy(id)).find_map(|copy| {
        let newest = copy.baseline.max(copy.inspected.back(LogCount(SCR_FIXED_LAG_LOGS as u32)));
        let is_ahead = copy.is_standby() && copy.database == DatabaseState::Replica && copy.replayed > newest;
        is_ahead.then(|| format!("a target has replayed {} and inspected {}", copy.replayed, copy.inspected))
    })
}

/// The passive side has no open log, unless its copy has diverged and was not compared yet.
pub fn the_open_log_stays_on_the_active_side(bench: &Bench) -> Option<String> {
    bench.passive_copies().into_iter().find_map(|id| {
        let copy = bench.copy(id);
        (copy.open.is_some() && copy.divergence.is_none()).then(|| "a passive copy has an open log".to_owned())
    })
}

/// A local copy that says it is healthy has a baseline, and nothing stands in the way of mounting it.
///
/// What may be missing are logs that it has not inspected yet, and damage where a log lies shows only when that
/// log is replayed. What was restored is mounted as it is, recovered by hand or not.
pub fn a_healthy_copy_can_be_activated(bench: &Bench) -> Option<String> {
    bench.groups.iter().filter(|storage| storage.has_database()).find_map(|storage| {
        let place = storage.partner()?;
        let says_healthy = bench.copy_status(storage.copy_id(place)) == CopyStatus::Healthy;
        let copy = storage.copy(place);
        let is_found_out = copy.first_bad_log().is_none();
        let is_fit = copy.is_fit_to_mount() || copy.restored.is_some();
        (says_healthy && is_found_out && !is_fit).then(|| {
            let (database, divergence) = (copy.database, copy.divergence.is_some());
            format!("the copy of {} is healthy and not fit: {database:?}, diverged: {divergence}", storage.database)
        })
    })
}

/// A copy in use has all the logs from the one it replayed last to the one it inspected last.
///
/// Walks the logs, so it is for now and then.
pub fn a_copy_has_every_log_it_has_yet_to_replay(bench: &Bench) -> Option<String> {
    bench.passive_copies().into_iter().find_map(|id| {
        let copy = bench.copy(id);
        if !copy.is_fit_to_mount() {
            return None;
        }
        let mut wanted = (copy.replayed.next().0..=copy.inspected.0).map(LogGeneration);
        let gap = wanted.find(|generation| copy.files.get(*generation).is_none())?;
        let (replayed, inspected) = (copy.replayed, copy.inspected);
        Some(format!("log {gap} is missing in a copy that replayed {replayed} and inspected {inspected}"))
    })
}

/// The passive copy has only logs that the source closed; what it has beyond belongs to a divergence.
///
/// Walks the whole stream, so it is for now and then.
pub fn a_copy_has_only_what_the_source_closed(bench: &Bench) -> Option<String> {
    bench.passive_copies().into_iter().find_map(|id| {
        let storage = bench.group(id.group);
        let (active, passive) = (storage.active_copy(), bench.copy(id));
        passive.files.values().find_map(|file| {
            let is_common = active.files.get(file.generation).is_none_or(|other| other == file);
            let differs_from = passive.divergence.map(|divergence| divergence.at);
            let may_differ = differs_from.is_some_and(|at| file.generation >= at) && file.reign < storage.reign;
            let is_known = file.generation <= passive.inspected && is_common;
            (!is_known && !may_differ).then(|| {
                let (log, reign, inspected) = (file.generation, file.reign, passive.inspected);
                format!("the passive copy has log {log} of reign {reign}, inspected up to {inspected}")
            })
        })
    })
}

/// Letters and edits are recounted from the logs; every letter is in one place only.
///
/// Walks the whole stream, so it is for now and then. After a baseline was made anew the logs before
/// it may be gone everywhere; then the logs hold at most what the account says.
pub fn the_account_agrees_with_the_logs(bench: &Bench) -> Option<String> {
    let (mut letters, mut edits, mut is_whole) = (Vec::new(), 0u64, true);
    for storage in &bench.groups {
        // The same logs count once: for the old storage group until its mailboxes go over to the holder.
        if storage.left_with.is_some() {
            is_whole = false;
            continue;
        }
        let twice = storage.adopted.filter(|adopted| bench.group(adopted.from).left_with.is_none());
        let after = twice.map_or(LogGeneration::NONE, |adopted| adopted.up_to);
        is_whole &= add_stream(storage, after, &mut letters, &mut edits);
    }
    let found = letters.len() as u64;
    letters.extend(
        bench.hubs.iter().flat_map(|hub| &hub.desks).flat_map(|desk| desk.queue.iter().map(|letter| letter.id)),
    );
    letters.extend(bench.mail.lost.iter());
    let all: BTreeSet<LetterId> = letters.iter().copied().collect();
    if all.len() != letters.len() {
        return Some("a letter is in two places: logs, queues, lost".to_owned());
    }
    let (mail, present) = (&bench.mail, bench.mail.present);
    let agrees = match is_whole {
        true => found == present + mail.removed && edits == mail.edits_present,
        false => found <= present + mail.removed && edits <= mail.edits_present,
    };
    (!agrees).then(|| {
        let kept = mail.edits_present;
        format!("{found} letters in the logs, {present} present; {edits} edits in the logs, {kept} present")
    })
}

/// Adds the letters and edits of the active stream; false if a log of it is nowhere any more.
fn add_stream(storage: &StorageGroup, after: LogGeneration, letters: &mut Vec<LetterId>, edits: &mut u64) -> bool {
    let active = storage.active_copy();
    let mut is_whole = true;
    for generation in (after.next().0..=storage.last_generated.0).map(LogGeneration) {
        // A copy that was seeded lacks the logs before its baseline; the other one may still have them.
        let passives = storage.passives().map(|place| storage.copy(place));
        let elsewhere = || {
            let mut found = passives.filter_map(|it| it.files.get(generation).filter(|_| generation <= it.inspected));
            found.next()
        };
        let Some(file) = active.files.get(generation).or_else(elsewhere) else {
            is_whole = false;
            continue;
        };
        let LogFile { letters: of_file, edits: by_file, .. } = &**file;
        letters.extend(of_file.iter().map(|letter| letter.id));
        *edits += by_file.len() as u64;
    }
    if let Some(open) = &active.open {
        letters.extend(open.letters.iter().map(|letter| letter.id));
        *edits += open.edits.len() as u64;
    }
    is_whole
}

/// Whether a node may run a store: a member of its cluster, or a server of its own that is up.
fn is_hosted_well(bench: &Bench, node: NodeId) -> bool {
    match bench.cluster_of(node) {
        Some(cluster) => !cluster.view_of(node).is_empty(),
        None => bench.parts.server(node).answers(),
    }
}

/// Without quorum a clustered mailbox server is offline and no store runs.
pub fn nothing_is_online_without_quorum(bench: &Bench) -> Option<String> {
    bench.clusters.iter().filter(|cluster| !cluster.has_quorum()).find_map(|cluster| {
        let on_it = bench.servers.iter().filter(|server| server.kind.cluster() == Some(cluster.id));
        if let Some(server) = on_it.into_iter().find(|server| server.state != ServerState::Offline) {
            return Some(format!("{} is {:?} without quorum", server.name, server.state));
        }
        let mut nodes = cluster.members.iter().map(|member| member.node);
        let node = nodes.find(|node| bench.parts.runs(*node, Process::Store))?;
        Some(format!("the store runs on {} without quorum", name(bench, node)))
    })
}

/// What is online or on its way is so on a node that may run it; stores run nowhere else.
pub fn what_runs_runs_on_a_member(bench: &Bench) -> Option<String> {
    let is_astray = |server: &&MailboxServer| {
        let is_hosted = !matches!(server.state, ServerState::Offline | ServerState::Failed);
        is_hosted && !server.owner.is_some_and(|owner| is_hosted_well(bench, owner))
    };
    if let Some(server) = bench.servers.iter().find(is_astray) {
        return Some(format!("{} is {:?} on no member", server.name, server.state));
    }
    let mut nodes = bench.parts.nodes();
    let node = nodes.find(|node| bench.parts.runs(*node, Process::Store) && !is_hosted_well(bench, *node))?;
    Some(format!("the store runs on {}, which is no member", name(bench, node)))
}

/// A witness is locked, or a quorum disk reserved, by a member that reaches it, or else the lock is about to lapse.
pub fn the_witness_is_locked_by_one_member(bench: &Bench) -> Option<String> {
    bench.clusters.iter().find_map(|cluster| {
        let holder = cluster.locked_by()?;
        let is_member = !cluster.view_of(holder).is_empty();
        let is_held = is_member && cluster.reaches_tie_breaker(&bench.parts, holder);
        (is_held == cluster.is_lock_lapsing()).then(|| {
            format!(
                "{} holds what breaks a tie: {is_held}, and the lock lapses all the same or not",
                name(bench, holder)
            )
        })
    })
}

/// A side whose votes are no majority is regrouping, at the end of which it stops.
pub fn a_side_without_majority_is_about_to_stop(bench: &Bench) -> Option<String> {
    let members = bench.clusters.iter().flat_map(|cluster| cluster.members.iter().map(move |it| (cluster, it)));
    members.into_iter().find_map(|(cluster, member)| {
        let Membership::Joined(view) = member.membership else { return None };
        let is_safe = cluster.is_majority(view) || cluster.is_regrouping(member.node);
        (!is_safe).then(|| format!("{} goes on with {} votes", name(bench, member.node), cluster.votes_of(view)))
    })
}

/// No two members believe in two clusters that have no node in common.
pub fn no_two_sides_exist(bench: &Bench) -> Option<String> {
    let disjoint = |a: NodeSet, b: NodeSet| a.iter().all(|node| !b.contains(node));
    let is_split = |cluster: &Cluster| {
        let views: Vec<NodeSet> = cluster.joined().iter().map(|node| cluster.view_of(node)).collect();
        views.iter().enumerate().any(|(place, a)| views[..place].iter().any(|b| disjoint(*a, *b)))
    };
    bench.clusters.iter().any(is_split).then(|| "two clusters exist".to_owned())
}

/// A member that another member has left out is about to find out.
pub fn members_agree(bench: &Bench) -> Option<String> {
    let nodes = bench.clusters.iter().flat_map(|cluster| cluster.joined().iter().map(move |node| (cluster, node)));
    nodes.into_iter().find_map(|(cluster, node)| {
        let view = cluster.view_of(node);
        let doubts =
            view.iter().find(|other| !cluster.view_of(*other).is_empty() && !cluster.view_of(*other).contains(node))?;
        (!cluster.is_regrouping(node))
            .then(|| format!("{} believes in {}, which left it out", name(bench, node), name(bench, doubts)))
    })
}

/// A database on its way to being mounted has a server that is online, a store and its volumes.
pub fn an_activation_has_what_it_needs(bench: &Bench) -> Option<String> {
    bench.groups.iter().find_map(|storage| {
        let activation = storage.activation.as_ref()?;
        let server = bench.server_of(storage.id);
        if server.state != ServerState::Online {
            return Some(format!("{} is on its way while its server is {:?}", storage.database, server.state));
        }
        let owner = server.owner?;
        let has_store = bench.parts.runs(owner, Process::Store);
        let place = storage.place_of(owner)?;
        let has_volumes = bench.parts.are_writable(storage.copy(place).disks);
        let is_waiting = matches!(activation, Activation::Waiting { .. });
        let may_go_on = is_waiting || (has_store && has_volumes);
        (!may_go_on).then(|| format!("{} is on its way without store or volumes", storage.database))
    })
}

/// People are served exactly while they reach a server with a mounted database.
pub fn service_is_up_while_people_reach_a_mounted_database(bench: &Bench) -> Option<String> {
    let should = bench.groups.iter().filter(|storage| storage.people > 0).all(|storage| {
        let server = bench.server_of(storage.id);
        let is_in_reach = |node| bench.parts.network_obstacle(node, NetworkId::Public).is_none();
        let is_mounted = storage.is_mounted() && storage.mounted_on_node() == server.owner;
        is_mounted && server.owner.is_some_and(is_in_reach) && server.state == ServerState::Online
    });
    let says = bench.service.is_up;
    if should != says {
        return Some(format!("the service is up: {says}, and should be: {should}"));
    }
    let is_open = bench.service.outages.last().is_some_and(|outage| outage.to.is_none());
    (is_open == says).then(|| "the last outage and the service do not agree".to_owned())
}

/// No dumpster holds more than it may, and none holds anything for a storage group without one.
pub fn dumpsters_keep_their_limit(bench: &Bench) -> Option<String> {
    let limits = bench.dumpster_limits;
    let most = if limits.are_on() { limits.bytes } else { 0 };
    let desks = bench.hubs.iter().flat_map(|hub| hub.desks.iter().map(move |desk| (hub, &desk.dumpster)));
    let (hub, full) = desks.into_iter().find(|(_, dumpster)| dumpster.bytes() > most)?;
    Some(format!("the dumpster of {} holds {} bytes", name(bench, hub.node), full.bytes()))
}

fn name(bench: &Bench, node: NodeId) -> &'static str {
    bench.parts.server(node).name
}
