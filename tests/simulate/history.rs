//! Laws of the journal, asked of every new entry.

use crate::truncation::Protected;
use failover_lab::engine::{Entry, EntryNumber, Journal, SimTime};
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
use failover_lab::model::ids::{NodeId, StorageGroupId};
use failover_lab::model::params::SCR_FIXED_LAG_LOGS;
use failover_lab::model::rule::Rule;
use failover_lab::model::units::{LogCount, LogGeneration};
use std::collections::{BTreeMap, BTreeSet};

/// How many logs a mount may lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Allowed {
    /// As many as were missing when the dial or a person decided.
    Missing(LogCount),
    /// Whatever only the source has when the restored copy takes its place: at least so many.
    AtLeast(LogCount),
}

/// What has been read of a journal so far.
#[derive(Default)]
pub struct History {
    /// Whether an entry goes back to something a person did or chose, entry by entry.
    is_rooted: Vec<bool>,
    /// Servers that have fetched all remaining logs of a storage group, for the mount under way.
    fetched: BTreeSet<(StorageGroupId, NodeId)>,
    /// The server that mounted each database last.
    mounted_on: BTreeMap<StorageGroupId, NodeId>,
    /// The server on which a holder took the files of each storage group last.
    adopted_from: BTreeMap<StorageGroupId, NodeId>,
    /// The log that each copy replayed last, since its stream last went on from elsewhere.
    replayed: BTreeMap<(StorageGroupId, NodeId), LogGeneration>,
    /// How many logs each database may lose when a server mounts it next; as many as it comes to once somebody forced a
    /// restore there.
    allowed: BTreeMap<(StorageGroupId, NodeId), Allowed>,
    /// The logs that may not go.
    protected: Protected,
}

impl History {
    /// Reads the entries that are new; says how one of them breaks a law.
    pub fn read(&mut self, journal: &Journal<Event, Rule>, bench: &Bench, now: SimTime) -> Option<String> {
        let from = EntryNumber(self.is_rooted.len() as u32);
        let broken = journal.iter_from(from).find_map(|entry| {
            let broken = self.broken_by(journal, &entry);
            self.protected.read(&entry);
            // Whoever chose a small volume, which logs fill up by themselves, is a person too.
            let by_person = matches!(entry.event, Event::CommandGiven { .. } | Event::VolumeFilled { .. });
            self.is_rooted.push(by_person || entry.causes.iter().any(|cause| self.is_rooted(*cause)));
            let broken = broken.or_else(|| self.unrooted(&entry)).or_else(|| self.out_of_order(&entry, bench));
            broken.map(|law| format!("entry {}, {}: {law}", entry.number.0, entry.event.name()))
        });
        broken.or_else(|| self.protected.broken(bench, now))
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
            Event::MountAllowed { group, node, missing, tolerated } => {
                let is_accepted = entry.causes.iter().any(|cause| is_acceptance(journal, *cause));
                self.allowed.insert((*group, *node), Allowed::Missing(*missing));
                (missing > tolerated && !is_accepted)
                    .then(|| "more logs are missing than the dial tolerates".to_owned())
            }
            Event::StandbyRestored { group, node, missing, .. }
            | Event::LocalCopyRestored { group, node, missing, .. } => {
                self.allowed.insert((*group, *node), Allowed::AtLeast(*missing));
                None
            }
            Event::DatabaseMounted { group, node } => {
                self.mounted_on.insert(*group, *node);
                None
            }
            Event::FilesAdopted { from, node, .. } => {
                self.adopted_from.insert(*from, *node);
                None
            }
            Event::LogsLost { group, closed, .. } => match self.allowed_for_loss(*group, entry.rule) {
                Some(Allowed::Missing(missing)) if missing == *closed => None,
                Some(Allowed::AtLeast(missing)) if missing <= *closed => None,
                allowed => Some(format!("{closed:?} lost, allowed were {allowed:?}")),
            },
            _ => None,
        }
    }

    /// What was said of the copy that goes on: the one that was mounted, or the one whose files a holder has taken.
    fn allowed_for_loss(&mut self, group: StorageGroupId, rule: Option<Rule>) -> Option<Allowed> {
        let node = match rule {
            Some(Rule::DatabasePortability) => *self.adopted_from.get(&group)?,
            _ => *self.mounted_on.get(&group)?,
        };
        self.allowed.remove(&(group, node))
    }

    /// Logs are replayed in order and without gaps, a target stays behind its source, and what was fetched is not lost.
    fn out_of_order(&mut self, entry: &Entry<'_, Event, Rule>, bench: &Bench) -> Option<String> {
        match entry.event {
            Event::LogReplayed { group, node, generation } => {
                let before = self.replayed.insert((*group, *node), *generation);
                if before.is_some_and(|before| before.next() != *generation) {
                    return Some(format!("log {generation} is replayed after log {before:?}"));
                }
                let storage = bench.group(*group);
                let target = storage.standby_on(*node).filter(|_| entry.rule == Some(Rule::ReplayInOrder))?;
                let newest = storage.copy(target).inspected;
                let held_back = SCR_FIXED_LAG_LOGS as u32;
                (generation.0 + held_back > newest.0)
                    .then(|| format!("a target replayed log {generation} of {newest}, nearer than {held_back} logs"))
            }
            Event::SeedingFinished { group, node, .. }
            | Event::DivergedLogsDropped { group, node, .. }
            | Event::CopyFailed { group, node, .. }
            | Event::DatabaseMounted { group, node } => {
                self.replayed.remove(&(*group, *node));
                None
            }
            Event::RemainingLogsFetched { group, node, .. } => {
                self.fetched.insert((*group, *node));
                None
            }
            Event::RemainingLogsOutOfReach { group, node, .. } => {
                self.fetched.remove(&(*group, *node));
                None
            }
            // What was fetched for an earlier mount says nothing of the next one.
            Event::DatabaseDismounted { group, .. } | Event::DatabaseFailed { group, .. } => {
                self.fetched.retain(|(of, _)| of != group);
                None
            }
            Event::LogsLost { group, .. } => {
                self.replayed.retain(|(of, _), _| of != group);
                let was_fetched =
                    self.mounted_on.get(group).is_some_and(|node| self.fetched.contains(&(*group, *node)));
                self.fetched.retain(|(of, _)| of != group);
                was_fetched.then(|| "something is lost that was fetched before the mount".to_owned())
            }
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
                | Event::VolumeFilled { .. }
        );
        (!is_routine && !self.is_rooted(entry.number.0)).then(|| "nothing a person did is behind it".to_owned())
    }
}

fn is_acceptance(journal: &Journal<Event, Rule>, number: u32) -> bool {
    let event = journal.get(EntryNumber(number)).map(|entry| entry.event);
    matches!(event, Some(Event::LossAccepted { .. } | Event::MountForced { .. }))
}
