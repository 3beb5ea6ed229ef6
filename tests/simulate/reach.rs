//! What *sometimes* happens: the proof that the random scripts get about.

use failover_lab::engine::Journal;
use failover_lab::model::backup::BackupKind;
use failover_lab::model::event::{BackupEnd, Closing, CopyFailure, DismountReason, Event, MoveReason, Resource};
use failover_lab::model::ids::Part;
use failover_lab::model::objects::ObjectChange;
use failover_lab::model::params::{Config, Mode, Source};
use failover_lab::model::rule::Rule;
use failover_lab::model::units::LogCount;
use std::collections::BTreeMap;

/// A thing that may happen, and how one knows it.
type Sometimes = (&'static str, fn(&Event) -> bool);

/// The same in one mode.
type SometimesIn = (&'static str, Mode, fn(&Event) -> bool);

/// Things that must happen somewhere in a sweep.
const SOMETIMES: &[Sometimes] = &[
    ("a failover happened", |it| matches!(it, Event::MoveStarted { reason: MoveReason::NodeLost, .. })),
    ("a handoff happened", |it| matches!(it, Event::MoveStarted { reason: MoveReason::Handoff, .. })),
    ("a failed resource moved the group", |it| {
        matches!(it, Event::MoveStarted { from: Some(_), reason: MoveReason::ResourceFailed, .. })
    }),
    ("a shut-down moved the group", |it| matches!(it, Event::MoveStarted { reason: MoveReason::NodeShutdown, .. })),
    ("a cluster formed anew", |it| matches!(it, Event::MoveStarted { reason: MoveReason::ClusterFormed, .. })),
    ("a mount lost closed logs", |it| matches!(it, Event::LogsLost { closed, .. } if *closed > LogCount(0))),
    ("a mount lost the open log only", |it| matches!(it, Event::LogsLost { closed: LogCount(0), .. })),
    (
        "the dial refused for closed logs",
        |it| matches!(it, Event::MountRefused { missing, tolerated, .. } if missing > tolerated),
    ),
    ("the dial refused for the open log", |it| {
        matches!(it, Event::MountRefused { missing: LogCount(0), open_log: true, .. })
    }),
    ("a person accepted a loss", |it| matches!(it, Event::LossAccepted { .. })),
    ("a mount was forced", |it| matches!(it, Event::MountForced { .. })),
    ("remaining logs were fetched", |it| matches!(it, Event::RemainingLogsFetched { logs, .. } if *logs > LogCount(0))),
    ("an open log was fetched", |it| matches!(it, Event::LogClosed { closing: Closing::Fetched, .. })),
    ("remaining logs were out of reach", |it| matches!(it, Event::RemainingLogsOutOfReach { .. })),
    (
        "a dumpster brought letters back",
        |it| matches!(it, Event::DumpsterSentAgain { letters, duplicates, .. } if letters > duplicates),
    ),
    ("a store dropped a duplicate", |it| matches!(it, Event::DumpsterSentAgain { duplicates: 1.., .. })),
    ("a dumpster was out of reach", |it| matches!(it, Event::DumpsterOutOfReach { .. })),
    ("the dumpsters were set", |it| matches!(it, Event::TransportConfigSet { .. })),
    ("a site was lost", |it| matches!(it, Event::PartFailed { part: Part::Site(_), .. })),
    ("two sites were cut off", |it| matches!(it, Event::SitesCut { .. })),
    ("two sites were joined again", |it| matches!(it, Event::SitesMended { .. })),
    ("a host name was given", |it| matches!(it, Event::HostNameEnabled { .. })),
    ("a host name was taken away", |it| matches!(it, Event::HostNameDisabled { .. })),
    ("a host name was left for the public network", |it| {
        matches!(it, Event::ReplicationNetworkChosen { by_host_name: false, .. })
    }),
    ("outboxes were sent", |it| matches!(it, Event::OutboxesSent { .. })),
    ("an incremental reseed happened", |it| matches!(it, Event::DivergedLogsDropped { .. })),
    ("a copy had diverged too far", |it| matches!(it, Event::CopyFailed { failure: CopyFailure::Diverged, .. })),
    ("copying had stopped and went on by a notice", |it| matches!(it, Event::LogsNoticed { by_look: false, .. })),
    ("copying had stopped and went on by a look", |it| matches!(it, Event::LogsNoticed { by_look: true, .. })),
    ("a damaged log was copied again", |it| matches!(it, Event::InspectionFailed { attempt: 1, .. })),
    ("a log was damaged in every attempt", |it| {
        matches!(it, Event::CopyFailed { failure: CopyFailure::Inspection, .. })
    }),
    ("a copy lost a volume", |it| matches!(it, Event::CopyFailed { failure: CopyFailure::Volume, .. })),
    ("a seeding was interrupted", |it| {
        matches!(it, Event::CopyFailed { failure: CopyFailure::SeedingInterrupted, .. })
    }),
    ("a seeding finished", |it| matches!(it, Event::SeedingFinished { .. })),
    ("a side lost quorum", |it| matches!(it, Event::QuorumLost { .. })),
    ("a side kept quorum by the witness", |it| matches!(it, Event::QuorumKept { with_witness: true, .. })),
    ("a locked witness refused a node", |it| matches!(it, Event::WitnessRefused { locked_by: Some(_), .. })),
    ("a witness out of reach refused a node", |it| matches!(it, Event::WitnessRefused { is_reachable: false, .. })),
    ("a stale node was refused", |it| matches!(it, Event::StaleNodeRefused { .. })),
    ("a disk refused a node", |it| matches!(it, Event::QuorumDiskRefused { .. })),
    ("a disk was reserved anew", |it| matches!(it, Event::QuorumDiskReserved { .. })),
    ("quorum was forced", |it| matches!(it, Event::QuorumForced { .. })),
    ("quorum was forced no more", |it| matches!(it, Event::ForcedQuorumEnded { .. })),
    ("a node was paused", |it| matches!(it, Event::NodePaused { .. })),
    ("a paused node held a failover back", |it| matches!(it, Event::FailoverHeldBack { .. })),
    ("the cluster group moved", |it| matches!(it, Event::ClusterGroupMoved { .. })),
    ("the cluster's own tool moved the group", |it| {
        matches!(it, Event::MoveStarted { reason: MoveReason::ClusterTool, .. })
    }),
    ("a person started the server", |it| matches!(it, Event::MoveStarted { reason: MoveReason::StartedByHand, .. })),
    ("a group failed over too often", |it| matches!(it, Event::FailoversExhausted { .. })),
    ("a node could not form a cluster", |it| matches!(it, Event::FormationRefused { .. })),
    ("a node joined", |it| matches!(it, Event::NodeJoined { .. })),
    ("a store was restarted in place", |it| {
        matches!(it, Event::ResourceRestarting { resource: Resource::InformationStore, .. })
    }),
    ("no node could host the server", |it| matches!(it, Event::ServerFailed { .. })),
    ("a volume was full", |it| matches!(it, Event::DatabaseDismounted { reason: DismountReason::VolumeFull, .. })),
    ("a volume took a database away", |it| {
        matches!(it, Event::DatabaseFailed { reason: DismountReason::VolumeGone, .. })
    }),
    ("a lack of quorum took a database away", |it| {
        matches!(it, Event::DatabaseFailed { reason: DismountReason::NoQuorum, .. })
    }),
    ("a log was rolled", |it| matches!(it, Event::LogClosed { closing: Closing::Roll, .. })),
    ("a log was full", |it| matches!(it, Event::LogClosed { closing: Closing::Full, .. })),
    ("a letter waited", |it| matches!(it, Event::LetterQueued { .. })),
    ("a database was backed up", |it| matches!(it, Event::BackupFinished { kind: BackupKind::Full, .. })),
    ("logs alone were backed up", |it| matches!(it, Event::BackupFinished { kind: BackupKind::Incremental, .. })),
    ("a backup was stopped by hand", |it| matches!(it, Event::BackupStopped { reason: BackupEnd::ByHand, .. })),
    ("a move stopped a backup", |it| matches!(it, Event::BackupStopped { reason: BackupEnd::ServerMoves, .. })),
    ("logs were truncated", |it| matches!(it, Event::LogsTruncated { .. })),
    ("circular logging was set", |it| matches!(it, Event::CircularLoggingSet { is_on: true, .. })),
    ("a database was restored", |it| matches!(it, Event::DatabaseRestored { .. })),
    ("a restore was stopped", |it| matches!(it, Event::RestoreStopped { .. })),
    ("a restore gave newer logs up", |it| matches!(it, Event::NewerLogsGivenUp { .. })),
    ("logs were deleted by hand", |it| matches!(it, Event::LogsDeleted { .. })),
    ("letters were deleted by hand", |it| matches!(it, Event::MailRemoved { .. })),
    ("a part was replaced", |it| matches!(it, Event::PartReplaced { .. })),
    ("the newest logs were moved away", |it| matches!(it, Event::NewerLogsDeleted { .. })),
    ("a recovery failed", |it| matches!(it, Event::RecoveryFailed { .. })),
    ("a log was damaged where it lay", |it| matches!(it, Event::LogDamaged { .. })),
    ("a page was damaged where it lay", |it| matches!(it, Event::PageDamaged { .. })),
    ("a damaged page was read", |it| matches!(it, Event::DamagedPageRead { .. })),
    ("a volume filled up by itself", |it| matches!(it, Event::VolumeFilled { .. })),
    ("a volume had space again", |it| matches!(it, Event::VolumeHasSpace { .. })),
    ("a local copy was restored", |it| matches!(it, Event::LocalCopyRestored { .. })),
    ("a target was enabled", |it| matches!(it, Event::StandbyEnabled { .. })),
    ("a target was disabled", |it| matches!(it, Event::StandbyDisabled { .. })),
    ("a target was restored with all logs", |it| matches!(it, Event::StandbyRestored { is_complete: true, .. })),
    ("a target was restored without all logs", |it| matches!(it, Event::StandbyRestored { is_complete: false, .. })),
    ("files were recovered", |it| matches!(it, Event::FilesRecovered { .. })),
    ("files were adopted", |it| matches!(it, Event::FilesAdopted { .. })),
    ("mailboxes were moved", |it| matches!(it, Event::MailboxesMoved { people: 1.., .. })),
    ("a storage group was made", |it| is_change(it, ObjectChange::GroupMade)),
    ("a storage group was taken out", |it| is_change(it, ObjectChange::GroupRemoved)),
    ("a database was made", |it| is_change(it, ObjectChange::DatabaseMade)),
    ("paths were set", |it| is_change(it, ObjectChange::PathsSet)),
    ("files were moved", |it| is_change(it, ObjectChange::FilesMoved)),
    ("volumes were swapped", |it| is_change(it, ObjectChange::VolumesSwapped)),
];

fn is_change(event: &Event, wanted: ObjectChange) -> bool {
    matches!(event, Event::ObjectChanged { change, .. } if *change == wanted)
}

/// Things that must happen somewhere in one mode, which is not told by the event alone.
const IN_A_MODE: &[SometimesIn] = &[
    ("LCR replayed a log", Mode::Lcr, |it| matches!(it, Event::LogReplayed { .. })),
    ("LCR seeded its copy", Mode::Lcr, |it| matches!(it, Event::SeedingFinished { .. })),
    ("SCC failed over", Mode::Scc, |it| matches!(it, Event::MoveStarted { reason: MoveReason::NodeLost, .. })),
    ("SCC handed over", Mode::Scc, |it| matches!(it, Event::MoveStarted { reason: MoveReason::Handoff, .. })),
    ("SCC lost quorum", Mode::Scc, |it| matches!(it, Event::QuorumLost { .. })),
    ("SCR inspected a log", Mode::Scr, |it| matches!(it, Event::LogInspected { .. })),
    ("SCR replayed a log", Mode::Scr, |it| matches!(it, Event::LogReplayed { .. })),
    ("SCR seeded a target", Mode::Scr, |it| matches!(it, Event::SeedingFinished { .. })),
    ("LCR truncated logs", Mode::Lcr, |it| matches!(it, Event::LogsTruncated { .. })),
    ("SCC truncated logs", Mode::Scc, |it| matches!(it, Event::LogsTruncated { .. })),
    ("CCR truncated logs", Mode::Ccr, |it| matches!(it, Event::LogsTruncated { .. })),
    ("SCR truncated logs", Mode::Scr, |it| matches!(it, Event::LogsTruncated { .. })),
];

/// How often each thing happened.
#[derive(Default)]
pub struct Reach(BTreeMap<&'static str, u32>);

impl Reach {
    /// Counts what happened in a run.
    pub fn read(&mut self, config: &Config, journal: &Journal<Event, Rule>) {
        // The targets of a CCR are told apart from its own copy by nothing, so that they do not count.
        let mode = (config.mode != Mode::Scr || config.source != Source::Ccr).then_some(config.mode);
        for entry in journal.iter() {
            for (what, _) in SOMETIMES.iter().filter(|(_, is_it)| is_it(entry.event)) {
                *self.0.entry(what).or_default() += 1;
            }
            for (what, _, _) in IN_A_MODE.iter().filter(|(_, of, is_it)| Some(*of) == mode && is_it(entry.event)) {
                *self.0.entry(what).or_default() += 1;
            }
        }
    }

    /// Adds what happened in other runs.
    pub fn add(&mut self, other: Reach) {
        for (what, times) in other.0 {
            *self.0.entry(what).or_default() += times;
        }
    }

    /// What never happened.
    pub fn missing(&self) -> Vec<&'static str> {
        let all = SOMETIMES.iter().map(|(what, _)| *what).chain(IN_A_MODE.iter().map(|(what, _, _)| *what));
        all.filter(|what| !self.0.contains_key(what)).collect()
    }

    /// What happened least.
    pub fn rarest(&self) -> Vec<(u32, &'static str)> {
        let mut all: Vec<_> = self.0.iter().map(|(what, times)| (*times, *what)).collect();
        all.sort_unstable();
        all.truncate(5);
        all
    }
}
