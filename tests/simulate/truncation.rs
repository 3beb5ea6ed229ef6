//! The law of truncation: no log goes that a rule of the product protects, at any copy.
//!
//! Asked of every log that truncation deletes, in the moment when it goes. What is backed up and how old a log is are
//! read from the journal, so that nothing is asked of the code that decided. Source: \[SCRBLOG\], \[EXPEDIA\],
//! \[SCRNOTES\].

use failover_lab::engine::{Entry, SimTime};
use failover_lab::model::backup::BackupKind;
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::{Copy, CopyRole, StorageGroup};
use failover_lab::model::ids::{CopyId, StorageGroupId};
use failover_lab::model::rule::Rule;
use failover_lab::model::units::LogGeneration;
use std::collections::BTreeMap;

/// What the journal said so far of what may go.
#[derive(Default)]
pub struct Protected {
    /// Newest log in a full or an incremental backup, by storage group.
    backed_up: BTreeMap<StorageGroupId, LogGeneration>,
    /// When each log was closed.
    closed_at: BTreeMap<(StorageGroupId, LogGeneration), SimTime>,
    /// Newest log that truncation has deleted at each copy, and the oldest that was there, after the step before.
    before: BTreeMap<CopyId, (LogGeneration, Option<LogGeneration>)>,
    /// Whether truncation was at work in this step.
    is_at_work: bool,
}

impl Protected {
    /// Reads an entry.
    pub fn read(&mut self, entry: &Entry<'_, Event, Rule>) {
        match entry.event {
            Event::BackupFinished { group, kind: BackupKind::Full | BackupKind::Incremental, upto, .. } => {
                self.backed_up.insert(*group, *upto);
            }
            Event::LogClosed { group, generation, .. } => {
                self.closed_at.insert((*group, *generation), entry.at);
            }
            // The same numbers come again, for logs that nobody has backed up.
            Event::LogsLost { group, first, .. } | Event::NewerLogsGivenUp { group, first, .. } => {
                if let Some(upto) = self.backed_up.get_mut(group) {
                    *upto = (*upto).min(LogGeneration(first.0 - 1));
                }
            }
            Event::LogsTruncated { .. } => self.is_at_work = true,
            _ => {}
        }
    }

    /// Says which log has gone that was protected, once all entries of a step are read.
    pub fn broken(&mut self, bench: &Bench, now: SimTime) -> Option<String> {
        let mut found = None;
        for storage in &bench.groups {
            for (place, copy) in storage.copies.iter().enumerate() {
                let after = (copy.truncated, copy.files.oldest());
                let (truncated, oldest) = self.before.insert(storage.copy_id(place), after).unwrap_or_default();
                let (true, Some(oldest), None) = (self.is_at_work, oldest, &found) else { continue };
                let mut gone = (oldest.0.max(truncated.0 + 1)..=copy.truncated.0).map(LogGeneration);
                let why = gone.find_map(|log| Some((log, self.protects(bench, storage, place, log, now)?)));
                found = why.map(|(log, why)| {
                    let (database, node) = (&storage.database, copy.node.0);
                    format!("log {log} of {database} was truncated on server {node}, and {why}")
                });
            }
        }
        self.is_at_work = false;
        found
    }

    /// Why a log of a copy may not go; nothing if it may.
    fn protects(
        &self,
        bench: &Bench,
        storage: &StorageGroup,
        place: usize,
        log: LogGeneration,
        now: SimTime,
    ) -> Option<String> {
        let copy = storage.copy(place);
        if place == storage.active {
            return self.protects_at_active(bench, storage, log);
        }
        match copy.role {
            CopyRole::Local => self.protects_at_passive(bench, storage, copy, log),
            CopyRole::Standby { replay_lag, truncation_lag } => {
                let closed_at = self.closed_at.get(&(storage.id, log)).copied().unwrap_or(SimTime::ZERO);
                let is_old = now.since(closed_at) > replay_lag + truncation_lag;
                first_of([
                    (log > storage.active_copy().truncated, "the source has it yet"),
                    (log > copy.replayed, "the target has not replayed it"),
                    (!is_old, "it is not older than both lags"),
                ])
            }
            CopyRole::Retired => Some("nothing truncates what replication has left".to_owned()),
        }
    }

    fn protects_at_active(&self, bench: &Bench, storage: &StorageGroup, log: LogGeneration) -> Option<String> {
        let server = bench.server_of(storage.id);
        let checkpoint = storage.checkpoint(bench.config.llr_depth(server.kind, server.dial));
        let mut targets = storage.passives().map(|place| storage.copy(place)).filter(|copy| is_standby(copy));
        let has_targets = storage.copies.iter().any(is_standby);
        let is_backed_up = self.backed_up.get(&storage.id).is_some_and(|upto| log <= *upto);
        let is_saved = is_backed_up || (storage.is_circular && !has_targets);
        first_of([
            (!is_saved, "it is in no full or incremental backup"),
            (log >= checkpoint, "the database would need it after a crash"),
            (storage.partner_copy().is_some_and(|copy| log > copy.replayed), "the passive copy has not replayed it"),
            (targets.any(|copy| log > copy.inspected), "a target has not inspected it"),
        ])
    }

    fn protects_at_passive(
        &self,
        bench: &Bench,
        storage: &StorageGroup,
        copy: &Copy,
        log: LogGeneration,
    ) -> Option<String> {
        let is_gone_at_active = log <= storage.active_copy().truncated;
        let at_active = self.protects_at_active(bench, storage, log).filter(|_| !is_gone_at_active);
        at_active.map(|why| format!("at the active copy {why}")).or_else(|| {
            first_of([
                (log > copy.replayed, "the copy has not replayed it"),
                (copy.log_required().is_some_and(|(from, _)| log >= from), "the copy's own recovery would need it"),
            ])
        })
    }
}

fn is_standby(copy: &Copy) -> bool {
    matches!(copy.role, CopyRole::Standby { .. })
}

fn first_of<const N: usize>(all: [(bool, &str); N]) -> Option<String> {
    all.into_iter().find(|(is_so, _)| *is_so).map(|(_, why)| why.to_owned())
}
