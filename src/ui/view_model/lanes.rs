//! The lanes of the time strip: service, queues and what people did, placed on the axis.

use super::axis::{Axis, WHOLE};
use super::deeds;
use crate::engine::{SimSpan, SimTime};

/// Width of a queue's drawing in its own units; a queue is drawn with at most one step a unit.
pub const QUEUE_WIDTH: u32 = 1_000;
/// Height of a queue's drawing in its own units.
pub const QUEUE_HEIGHT: u32 = 20;

/// A stretch of the service lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins, as a share of the axis.
    pub start: u32,
    /// How wide it is, as a share of the axis.
    pub width: u32,
    /// Whether people could work.
    pub is_up: bool,
}

/// Something a person did, on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: SimTime,
    /// Where, as a share of the axis.
    pub place: u32,
    /// What.
    pub text: String,
    /// Whether there is room to write it.
    pub has_room: bool,
}

/// Places the stretches of the service lane.
pub fn stretches(axis: Axis, service: &[(SimTime, SimTime, bool)]) -> Vec<Stretch> {
    let place = |&(from, to, is_up): &(SimTime, SimTime, bool)| {
        let start = axis.share(from);
        // A short outage is still an outage that one must see.
        let least = if is_up { 0 } else { WHOLE / 400 };
        Stretch { start, width: (axis.share(to) - start).max(least), is_up }
    };
    service.iter().filter(|(from, to, _)| from < to).map(place).collect()
}

/// All time without service.
pub fn down_time(service: &[(SimTime, SimTime, bool)]) -> SimSpan {
    let down = service.iter().filter(|(_, _, is_up)| !is_up);
    down.fold(SimSpan::ZERO, |sum, (from, to, _)| sum + to.since(*from))
}

/// The longest queue there was; at least 1, so that an empty lane has a scale too.
pub fn longest(queue: &[(SimTime, u32)]) -> u32 {
    queue.iter().map(|(_, length)| *length).max().unwrap_or(0).max(1)
}

/// The outline of a queue as a path: steps up and down, the highest of each column kept.
pub fn outline(axis: Axis, queue: &[(SimTime, u32)], end: SimTime) -> String {
    let top = longest(queue);
    let height = |length: u32| QUEUE_HEIGHT - 1 - length * (QUEUE_HEIGHT - 3) / top;
    let column = |at: SimTime| axis.share(at) * QUEUE_WIDTH / WHOLE;
    let mut path = format!("M0 {}", height(0));
    let (mut drawn, mut last) = (0, 0);
    let mut points = queue.iter().peekable();
    while let Some(&(at, length)) = points.next() {
        let (here, mut highest, mut latest) = (column(at), length.max(last), length);
        while let Some(&&(next, length)) = points.peek()
            && column(next) == here
        {
            (highest, latest) = (highest.max(length), length);
            points.next();
        }
        if here > drawn {
            path.push_str(&format!("H{here}"));
        }
        if highest != last {
            path.push_str(&format!("V{}", height(highest)));
        }
        if latest != highest {
            path.push_str(&format!("V{}", height(latest)));
        }
        (drawn, last) = (here, latest);
    }
    path.push_str(&format!("H{}", column(end).max(drawn)));
    path
}

/// Places the marks of deeds; one that would run into its neighbour keeps its line and loses its words.
pub fn marks(axis: Axis, marks: &[(SimTime, String)]) -> Vec<Mark> {
    let mut free_from = 0;
    let mut placed = Vec::with_capacity(marks.len());
    for (at, line) in marks.iter().filter(|(_, line)| deeds::is_deed(line)) {
        let text = deeds::in_short(line);
        let place = axis.share(*at);
        let has_room = place >= free_from;
        if has_room {
            // A letter is about 0.9 % of a narrow strip.
            free_from = place + (text.chars().count() as u32 + 3) * WHOLE / 110;
        }
        placed.push(Mark { at: *at, place, text, has_room });
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(seconds: u64) -> SimTime {
        SimTime::from_secs(seconds)
    }

    fn axis() -> Axis {
        Axis::holding(secs(200))
    }

    #[test]
    fn an_outage_of_a_blink_is_still_visible() {
        let service = [(secs(0), secs(100), true), (secs(100), secs(101), false), (secs(101), secs(101), true)];
        let placed = stretches(axis(), &service);
        assert_eq!(placed.len(), 2);
        assert!(placed[1].width >= 25 && !placed[1].is_up);
        assert_eq!(down_time(&service), SimSpan::from_secs(1));
    }

    #[test]
    fn a_queue_is_drawn_in_steps_that_keep_its_peaks() {
        let queue = [(secs(0), 0), (secs(30), 2), (secs(60), 1)];
        assert_eq!(outline(axis(), &queue, secs(90)), "M0 19H100V2H200V11H300");
        // Up and down within one column: the peak is there all the same.
        let queue = [(secs(30), 4), (SimTime::from_millis(30_010), 0)];
        assert_eq!(outline(axis(), &queue, secs(60)), "M0 19H100V2V19H200");
    }

    #[test]
    fn a_long_queue_history_is_thinned_to_the_columns() {
        let queue: Vec<_> = (0..100_000).map(|n| (SimTime::from_millis(n * 2), (n % 7) as u32)).collect();
        assert!(outline(axis(), &queue, secs(200)).len() < 20_000);
    }

    #[test]
    fn marks_that_would_overlap_keep_only_their_line() {
        let placed = marks(
            axis(),
            &[
                (secs(10), "Close-LabLog".into()),
                (secs(14), "heal *".into()),
                (secs(90), "why".into()),
                (secs(120), "close".into()),
            ],
        );
        assert_eq!(placed.iter().map(|mark| mark.has_room).collect::<Vec<_>>(), [true, false, true]);
    }
}
