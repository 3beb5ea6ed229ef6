//! Facts about one component, for the panel that inspects it.

use crate::model::caption;
use crate::model::ids::{DiskSet, NodeId, Part, StorageGroupId, Volume};
use crate::model::units::LogGeneration;
use crate::model::view::View;
use crate::words;

/// Label and value of what there is to know about a part.
pub(super) fn facts(view: &View<'_>, part: Part) -> Vec<(String, String)> {
    let component = view.component(part);
    let mut facts = vec![
        row(words::fact_name(), &component.id),
        row(words::fact_state(), component.state),
        row(words::fact_since(), component.since),
    ];
    if !component.why.is_empty() {
        facts.push(row(words::fact_why(), component.why));
    }
    if let Some(entry) = view.journal.get(component.because).filter(|_| component.because.0 > 0) {
        facts.push(row(words::fact_because(), caption::sentence(view.bench, entry.event)));
    }
    match part {
        Part::Node(node) if view.bench.parts.server(node).is_cluster_node() => node_facts(view, node, &mut facts),
        Part::Node(node) => hub_facts(view, node, &mut facts),
        Part::Volume(disks, volume) => volume_facts(view, disks, volume, &mut facts),
        Part::Witness(_) => {
            let holder = view.quorum().and_then(|quorum| quorum.witness_locked_by);
            facts.push(row(words::fact_locked_by(), holder.as_deref().unwrap_or(words::fact_nobody())));
            facts.push(row(words::fact_holds(), words::fact_witness_holds()));
        }
        Part::QuorumDisk => {
            let holder = view.quorum().and_then(|quorum| quorum.disk_reserved_by);
            facts.push(row(words::fact_reserved_by(), holder.as_deref().unwrap_or(words::fact_nobody())));
            facts.push(row(words::fact_holds(), words::fact_quorum_disk_holds()));
        }
        Part::Process(..) | Part::Connection(..) | Part::Network(_) => {}
        Part::Site(site) => {
            let servers = view.bench.parts.servers_in(site).map(|node| view.name_of(Part::Node(node)));
            facts.push(row(words::fact_servers(), servers.collect::<Vec<_>>().join(", ")));
        }
    }
    facts
}

fn node_facts(view: &View<'_>, node: NodeId, facts: &mut Vec<(String, String)>) {
    let storage = view.bench.group(StorageGroupId(0));
    let copies = view.copies();
    let Some(copy) = copies.first() else { return };
    let is_active = storage.active_copy().node == node;
    let has_quorum = view.quorum().is_some_and(|it| it.members.contains(&view.name_of(Part::Node(node))));
    let role = if is_active { words::scene_active_copy() } else { words::scene_passive_copy() };
    facts.push(row(words::fact_role(), role));
    facts.push(row(words::fact_member(), yes_no(has_quorum)));
    facts.push(row("LastLogGenerated", copy.last_log_generated.0));
    if !is_active {
        facts.push(row("SummaryCopyStatus", copy.shown.name()));
        facts.push(row("CopyQueueLength", copy.copy_queue_length.0));
        facts.push(row("ReplayQueueLength", copy.replay_queue_length.0));
        facts.push(row("LastLogInspected", copy.last_log_inspected.0));
        facts.push(row("LastLogReplayed", copy.last_log_replayed.0));
    }
}

fn hub_facts(view: &View<'_>, node: NodeId, facts: &mut Vec<(String, String)>) {
    let Some(hub) = view.bench.hubs.iter().find(|hub| hub.node == node) else { return };
    let letters: usize = hub.desks.iter().map(|desk| desk.queue.len()).sum();
    facts.push(row(words::fact_queue(), letters));
    if !view.bench.keeps_dumpster(StorageGroupId(0)) {
        return;
    }
    let dumpster = &hub.desk(StorageGroupId(0)).dumpster;
    facts.push(row(words::fact_dumpster(), dumpster.len()));
    let kilobytes = |bytes: u64| format!("{} KB", bytes / 1_024);
    facts.push(row(words::fact_dumpster_size(), kilobytes(dumpster.bytes())));
    facts.push(row("MaxDumpsterSizePerStorageGroup", kilobytes(view.bench.dumpster_limits.bytes)));
}

fn volume_facts(view: &View<'_>, disks: DiskSet, volume: Volume, facts: &mut Vec<(String, String)>) {
    let storage = view.bench.group(StorageGroupId(0));
    if let Some(space) = view.space_of(Part::Volume(disks, volume)) {
        facts.push(row(words::fact_free(), words::fact_free_mb(space.free_mb, space.size_mb)));
    }
    let Some(place) = storage.copies.iter().position(|copy| copy.disks == disks) else { return };
    let copy = storage.copy(place);
    match volume {
        Volume::LogDisk => {
            facts.push(row(words::fact_logs(), copy.files.len()));
            let ignored = view.ignored_logs(disks);
            if !ignored.is_empty() {
                facts.push(row("IgnoredLogs", ignored.join(", ")));
            }
            if let Some(open) = &copy.open {
                let file = format!("{}.log", storage.prefix);
                facts.push(row(&file, words::fact_open_log(open.fill(), open.letters.len(), open.edits.len())));
            }
        }
        Volume::DatabaseDisk => {
            facts.push(row(words::fact_database(), &storage.database));
            facts.push(row(words::fact_size(), format!("{} MB", view.config().database_bytes() / 1_048_576)));
            let ranges = view.log_ranges(storage.copy_id(place));
            let (first, last) = ranges.required.unwrap_or((LogGeneration::NONE, LogGeneration::NONE));
            facts.push(row("Log Required", format!("{}-{}", first.0, last.0)));
            facts.push(row("Log Committed", format!("0-{}", ranges.committed.0)));
            facts.push(row(words::fact_checkpoint(), ranges.checkpoint.0));
            facts.push(row(words::fact_waypoint(), ranges.waypoint.0));
        }
    }
}

fn yes_no(is_so: bool) -> &'static str {
    if is_so { words::fact_yes() } else { words::fact_no() }
}

fn row(label: &str, value: impl ToString) -> (String, String) {
    (label.to_owned(), value.to_string())
}
