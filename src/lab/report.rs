//! The report of a run: what `lab run --json` prints. Field names are a contract: add, never rename.

use super::compute::{self, ComputeSession};
use super::human;
use super::session::{JournalLine, Session, Typed};
use super::storm::{self, Course, Storm};
use crate::engine::SimSpan;
use crate::model::compute::{Frame, WorkerFigures};
use crate::model::exchange::EditKind;
use crate::model::view::{ComponentView, View};
use serde_json::{Value, json};

/// Version of the report's form.
pub const VERSION: u32 = 1;

/// The whole report at the moment the session stands at.
pub fn report(session: &Session) -> Value {
    let view = session.view();
    let quorum = view.quorum();
    let server = view.server();
    json!({
        "version": VERSION,
        "scenario": session.scenario().bench(),
        "seed": session.scenario().config.seed,
        "now_ms": session.now().as_millis(),
        "digest": session.digest(),
        "components": components(&view),
        "quorum": quorum.map(|quorum| json!({
            "model": quorum.model,
            "votes": quorum.votes,
            "of": quorum.of,
            "needed": quorum.needed,
            "held": quorum.is_held,
            "members": quorum.members,
            "witness_locked_by": quorum.witness_locked_by,
            "disk_reserved_by": quorum.disk_reserved_by,
            "forced": quorum.is_forced,
            "paused": quorum.paused,
        })),
        "clustered_mailbox_server": {
            "id": server.id,
            "state": server.state,
            "active_node": server.active_node,
        },
        "databases": databases(&view),
        "copies": copies(&view),
        "mail": mail(&view),
        "service": service(session, &view),
        "exposure": exposure(&view),
        "outputs": outputs(session.typed()),
        "journal": journal(session.journal()),
    })
}

/// The report of a compute cluster at the moment the session stands at.
pub fn compute_report(session: &ComputeSession) -> Value {
    let view = session.view();
    let figures = view.bench.figures(view.now);
    let tally = figures.tally;
    let speedup = figures.makespan.map(|makespan| ratio(figures.sequential, makespan));
    let worker = |it: &WorkerFigures| {
        json!({
            "id": it.worker.name(),
            "committed": it.committed,
            "computing_ms": it.account.computing.as_millis(),
            "moving_ms": it.account.moving.as_millis(),
            "idle_ms": it.account.idle.as_millis(),
            "worker_down_ms": it.account.down.as_millis(),
        })
    };
    let frame =
        |it: Frame| json!({ "n": it.task.0 + 1, "state": it.state.name(), "on": it.worker.map(|on| on.name()) });
    json!({
        "version": VERSION,
        "scenario": compute::NAME,
        "seed": session.scenario().config.seed,
        "now_ms": session.now().as_millis(),
        "digest": session.digest(),
        "components": view.components().iter().map(component).collect::<Value>(),
        "tasks": {
            "total": tally.waiting + tally.running + tally.done + tally.lost,
            "done": tally.done,
            "waiting": tally.waiting,
            "running": tally.running,
            "lost": tally.lost,
            "reissued": figures.reissued,
            "duplicated": figures.duplicated,
        },
        "makespan_ms": figures.makespan.map(|makespan| makespan.as_millis()),
        "sequential_ms": figures.sequential.as_millis(),
        "longest_ms": figures.longest.as_millis(),
        "speedup": speedup,
        "efficiency": speedup.map(|speedup| speedup / f64::from(session.scenario().config.workers)),
        "workers": figures.workers.iter().map(worker).collect::<Value>(),
        "strip": view.bench.strip().into_iter().map(frame).collect::<Value>(),
        "outputs": outputs(session.typed()),
        "journal": journal(session.journal()),
    })
}

/// How many times as long one span is as another.
fn ratio(span: SimSpan, other: SimSpan) -> f64 {
    span.as_millis() as f64 / other.as_millis().max(1) as f64
}

/// The report of a storm: the four runs as of any run, and the table.
pub fn storm_report(storm: &Storm, courses: &[Course]) -> Value {
    let row = |course: &Course| {
        let row = course.row();
        json!({
            "mode": row.mode,
            "service": if row.is_up { "up" } else { "down" },
            "down_ms": row.down.as_millis(),
            "outages": row.outages,
            "letters_lost": row.letters_lost,
            "edits_lost": row.edits_lost,
            "letters_redelivered": row.letters_redelivered,
            "human_steps": row.human_steps,
            "copies_left": row.copies_left,
            "storage": {
                "databases": row.databases,
                "database_bytes": row.database_bytes,
                "log_bytes": row.log_bytes,
            },
            "steps": course.steps.iter().map(|(at, line)| {
                json!({ "at_ms": at.as_millis(), "command": line })
            }).collect::<Value>(),
        })
    };
    let fault = |timed: &storm::Timed| json!({ "at_ms": timed.at.as_millis(), "fault": timed.fault.name(), "lasts_ms": timed.lasts.as_millis() });
    json!({
        "version": VERSION,
        "scenario": storm::NAME,
        "seed": storm.seed(),
        "admin_minutes": storm.admin_minutes(),
        "patience_ms": storm.patience.as_millis(),
        "faults": storm.faults.iter().map(fault).collect::<Value>(),
        "runs": courses.iter().map(|course| report(&course.session)).collect::<Value>(),
        "table": courses.iter().map(row).collect::<Value>(),
    })
}

/// What is said of a component of any bench.
fn component<P>(it: &ComponentView<P>) -> Value {
    let mut row = json!({ "id": it.id, "kind": it.kind, "state": it.state });
    if !it.why.is_empty() {
        row["why"] = json!(it.why);
    }
    row
}

fn components(view: &View<'_>) -> Value {
    let of = |it: ComponentView| {
        let mut row = component(&it);
        if let Some(space) = view.space_of(it.part) {
            row["size_mb"] = json!(space.size_mb);
            row["free_mb"] = json!(space.free_mb);
        }
        row
    };
    view.components().into_iter().map(of).collect()
}

fn databases(view: &View<'_>) -> Value {
    let of = |database: crate::model::view::DatabaseView| {
        let storage = view.bench.group(database.group);
        let ranges = view.log_ranges(storage.copy_id(storage.active));
        json!({
            "id": database.id,
            "state": database.state,
            "on": database.on,
            "lost_logs": database.lost.closed.0,
            "lost_letters": database.lost.letters,
            "lost_edits": database.lost.edits,
            "checkpoint": ranges.checkpoint.0,
            "waypoint": ranges.waypoint.0,
            "log_required": ranges.required.map(|(first, last)| [first.0, last.0]),
            "log_committed": ranges.committed.0,
        })
    };
    view.databases().into_iter().map(of).collect()
}

fn copies(view: &View<'_>) -> Value {
    let of = |copy: crate::model::view::CopyView| {
        json!({
            "storage_group": copy.storage_group,
            "on": copy.on,
            "mode": copy.mode,
            "status": copy.status.name(),
            "copy_queue_length": copy.copy_queue_length.0,
            "replay_queue_length": copy.replay_queue_length.0,
            "last_log_generated": copy.last_log_generated.0,
            "last_log_inspected": copy.last_log_inspected.0,
            "last_log_replayed": copy.last_log_replayed.0,
        })
    };
    view.copies().into_iter().map(of).collect()
}

fn mail(view: &View<'_>) -> Value {
    let mail = view.mail();
    let of_kind = |kind: EditKind| (kind.name().to_owned(), json!(mail.edits_lost_by_kind.of(kind)));
    let by_kind: serde_json::Map<String, Value> = EditKind::ALL.into_iter().map(of_kind).collect();
    json!({
        "accepted": mail.accepted,
        "present": mail.present,
        "queued": mail.queued,
        "lost": mail.lost,
        "redelivered": mail.redelivered,
        "duplicates_dropped": mail.duplicates_dropped,
        "edits": mail.edits,
        "edits_in_outboxes": mail.edits_in_outboxes,
        "edits_lost": mail.edits_lost,
        "edits_lost_by_kind": by_kind,
        "edits_in_caches": mail.edits_in_caches,
    })
}

fn service(session: &Session, view: &View<'_>) -> Value {
    let now = session.now();
    let down: u64 = view.outages().iter().map(|outage| outage.to.unwrap_or(now).since(outage.from).as_millis()).sum();
    let outages: Vec<Value> = view
        .outages()
        .iter()
        .map(|outage| {
            json!({
                "from_ms": outage.from.as_millis(),
                "to_ms": outage.to.map(|to| to.as_millis()),
                "cause": outage.cause.0,
            })
        })
        .collect();
    let human = human::time_of(view);
    json!({
        "up_ms": now.as_millis() - down,
        "down_ms": down,
        "outages": outages,
        "human": { "admin_minutes": human.admin_minutes, "steps": human.steps, "minutes_added": human.minutes_added },
    })
}

fn exposure(view: &View<'_>) -> Value {
    let exposure = view.exposure();
    json!({
        "logs": exposure.logs.0,
        "letters": exposure.letters,
        "letters_covered": exposure.letters_covered,
        "edits": exposure.edits,
        "people": exposure.people,
        "wait_ms": exposure.wait.map(|wait| wait.as_millis()),
    })
}

fn outputs(typed: &[Typed]) -> Value {
    let of = |typed: &Typed| json!({ "at_ms": typed.at.as_millis(), "command": typed.line, "text": typed.text });
    typed.iter().map(of).collect()
}

/// The entries, newest first, as rows with the oldest first.
fn journal(lines: impl Iterator<Item = JournalLine>) -> Value {
    let mut lines: Vec<Value> = lines
        .map(|line| {
            json!({
                "n": line.number.0,
                "at_ms": line.at.as_millis(),
                "event": line.event,
                "subject": line.subject,
                "causes": line.causes,
                "rule": line.rule,
                "text": line.text,
            })
        })
        .collect();
    lines.reverse();
    lines.into()
}
