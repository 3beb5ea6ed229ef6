//! Laws of the journal, asked of every new entry.

use failover_lab::engine::{Entry, EntryNumber, Journal};
use failover_lab::model::event::Event;
use failover_lab::model::rule::Rule;
use failover_lab::model::units::LogCount;

/// What has been read of a journal so far.
#[derive(Default)]
pub struct History {
    /// Whether an entry goes back to something a person did, entry by entry.
    is_rooted: Vec<bool>,
    /// What the latest permission to mount said: missing logs, and whether somebody accepted them.
    allowed: Option<(LogCount, bool)>,
}

impl History {
    /// Reads the entries that are new; says how one of them breaks a law.
    pub fn read(&mut self, journal: &Journal<Event, Rule>) -> Option<String> {
        let from = EntryNumber(self.is_rooted.len() as u32);
        journal.iter_from(from).find_map(|entry| {
            let broken = self.broken_by(journal, &entry);
            let by_person = matches!(entry.event, Event::CommandGiven { .. });
            self.is_rooted.push(by_person || entry.causes.iter().any(|cause| self.is_rooted(*cause)));
            let broken = broken.or_else(|| self.unrooted(&entry));
            broken.map(|law| format!("entry {}, {}: {law}", entry.number.0, entry.event.name()))
        })
    }

    fn is_rooted(&self, number: u32) -> bool {
        self.is_rooted.get(number as usize).copied().unwrap_or(false)
    }

    fn broken_by(&mut self, journal: &Journal<Event, Rule>, entry: &Entry<'_, Event, Rule>) -> Option<String> {
        let is_first = matches!(entry.event, Event::CommandGiven { .. } | Event::LabStarted {});
        if is_first != entry.causes.is_empty() || is_first != entry.rule.is_none() {
            return Some(format!("{} causes and the rule {:?}", entry.causes.len(), entry.rule));
        }
        if entry.causes.iter().any(|cause| *cause >= entry.number.0) {
            return Some("it comes before its cause".to_owned());
        }
        match entry.event {
            Event::MountAllowed { missing, tolerated, .. } => {
                let is_accepted = entry.causes.iter().any(|cause| is_acceptance(journal, *cause));
                self.allowed = Some((*missing, is_accepted));
                (missing > tolerated && !is_accepted)
                    .then(|| "more logs are missing than the dial tolerates".to_owned())
            }
            Event::LogsLost { closed, .. } => match self.allowed.take() {
                Some((missing, _)) if missing == *closed => None,
                allowed => Some(format!("{closed:?} lost, allowed were {allowed:?}")),
            },
            _ => None,
        }
    }

    /// Nothing breaks by itself: all but daily routine goes back to what a person did.
    fn unrooted(&self, entry: &Entry<'_, Event, Rule>) -> Option<String> {
        let is_routine = matches!(
            entry.event,
            Event::LabStarted {}
                | Event::LetterDelivered { .. }
                | Event::LogClosed { .. }
                | Event::LogCopied { .. }
                | Event::LogInspected { .. }
                | Event::LogReplayed { .. }
        );
        (!is_routine && !self.is_rooted(entry.number.0)).then(|| "nothing a person did is behind it".to_owned())
    }
}

fn is_acceptance(journal: &Journal<Event, Rule>, number: u32) -> bool {
    let event = journal.get(EntryNumber(number)).map(|entry| entry.event);
    matches!(event, Some(Event::LossAccepted { .. } | Event::MountForced { .. }))
}
