//! What assistive technology is told, and how often: one queue for the whole page.
//!
//! A newer message of a topic replaces an older one that has not been spoken yet.

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What happens in the model: the caption.
    Caption,
    /// What the person's last action did on the page.
    Page,
}

/// Least wall time between two messages [ms].
pub const GAP_MS: f64 = 1_000.0;

/// Messages that wait, and the two live regions that take turns.
///
/// Two regions, because the same region with the same words again would say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announcer {
    waiting: Vec<(Topic, String)>,
    regions: [String; 2],
    turn: usize,
    silent_until_ms: f64,
}

impl Announcer {
    /// Queues a message.
    pub fn say(&mut self, topic: Topic, text: &str) {
        if text.is_empty() {
            return;
        }
        self.waiting.retain(|(other, _)| *other != topic);
        self.waiting.push((topic, text.to_owned()));
    }

    /// Speaks the next message if it is time; true if a region changed.
    pub fn speak(&mut self, now_ms: f64) -> bool {
        if self.waiting.is_empty() || now_ms < self.silent_until_ms {
            return false;
        }
        let (_, text) = self.waiting.remove(0);
        self.turn = 1 - self.turn;
        self.regions[self.turn] = text;
        self.regions[1 - self.turn].clear();
        self.silent_until_ms = now_ms + GAP_MS;
        true
    }

    /// Whether something waits to be spoken.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What the two live regions hold.
    pub fn regions(&self) -> &[String; 2] {
        &self.regions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_a_topic_is_spoken_once_a_second() {
        let mut announcer = Announcer::default();
        announcer.say(Topic::Caption, "one");
        announcer.say(Topic::Page, "paused");
        announcer.say(Topic::Caption, "two");
        assert!(announcer.speak(0.0));
        assert!(!announcer.speak(999.0));
        assert_eq!(announcer.regions().concat(), "paused");
        assert!(announcer.speak(1_000.0));
        assert_eq!(announcer.regions().concat(), "two");
        assert!(!announcer.is_waiting());
    }

    #[test]
    fn the_same_words_twice_come_in_the_other_region() {
        let mut announcer = Announcer::default();
        announcer.say(Topic::Page, "closed");
        announcer.speak(0.0);
        let first = announcer.regions().clone();
        announcer.say(Topic::Page, "closed");
        announcer.speak(2_000.0);
        assert_ne!(*announcer.regions(), first);
    }
}
