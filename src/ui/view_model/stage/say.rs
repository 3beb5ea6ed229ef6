//! Sentences of the drawing that need more than one part of the scene.

use crate::{
    engine::{SimSpan, SimTime},
    model::scene::{LogScene, LogState, PartScene, Scene},
    words,
};

/// The whole drawing in one sentence.
pub fn summary(scene: &Scene) -> String {
    let (server, cluster) = (&scene.server, scene.clusters.first());
    let Some(quorum) = cluster.map(|cluster| &cluster.quorum) else {
        return words::drawing_alone(&server.name, &server.state, scene.stream.copies.len() as u64);
    };
    let (counted, votes) = (quorum.counted, quorum.votes.len());
    match &server.on {
        Some(node) => words::drawing_with_owner(&server.name, &server.state, node, counted, votes),
        None => words::drawing_without_owner(&server.name, &server.state, counted, votes),
    }
}

/// Whether the vote of a part counts; nothing if it has none.
pub fn vote_of(scene: &Scene, id: &str) -> Option<bool> {
    let of_clusters = scene.clusters.iter().flat_map(|cluster| &cluster.quorum.votes);
    let mut votes = of_clusters.chain(&scene.standby_votes);
    votes.find(|vote| vote.id == id).map(|vote| vote.counts)
}

/// How long it has been since `then`, as a clock: `0:14`, `1:02:05`.
pub fn clock_since(now: SimTime, then: SimTime) -> String {
    clock(now.since(then))
}

fn clock(span: SimSpan) -> String {
    let seconds = span.as_millis() / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Bytes as megabytes with one decimal; none if there is nothing behind the point.
pub fn megabytes(bytes: u64) -> String {
    let tenths = (bytes + 52_428) * 10 / 1_048_576;
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// The name of a part for people; commands know it by its id.
pub fn label(part: &PartScene) -> &str {
    match part.id.rsplit('\\').next().unwrap_or_default() {
        "SystemAttendant" => words::part_system_attendant(),
        "LogDisk" | "CopyLogDisk" | "SharedLogDisk" => words::part_log_volume(),
        "DatabaseDisk" | "CopyDatabaseDisk" | "SharedDatabaseDisk" => words::part_database_volume(),
        _ => &part.label,
    }
}

/// What stands on a log file: `E00` while it is open, else its generation in hexadecimal digits.
pub fn log_number(log: &LogScene) -> String {
    if log.state == LogState::Open {
        log.file.split('.').next().unwrap_or_default().to_owned()
    } else {
        format!("{:X}", log.generation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_like_a_clock() {
        for (seconds, expected) in [(0, "0:00"), (14, "0:14"), (75, "1:15"), (3725, "1:02:05")] {
            assert_eq!(clock(SimSpan::from_secs(seconds)), expected);
        }
        assert_eq!(clock_since(SimTime::from_secs(5), SimTime::from_secs(9)), "0:00");
    }

    #[test]
    fn megabytes_have_one_decimal_at_most() {
        for (bytes, expected) in [(0, "0"), (18 << 20, "18"), (9_017_753, "8.6"), (1_000, "0"), (100_000, "0.1")] {
            assert_eq!(megabytes(bytes), expected, "{bytes}");
        }
    }
}
