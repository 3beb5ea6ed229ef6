//! Which part an event is about, and whether it is more than routine.

use crate::model::bench::Bench;
use crate::model::event::{Closing, Event};
use crate::model::ids::{NetworkId, Part};
use crate::model::input::Input;

/// The component an event is about; the clustered mailbox server if it is about no single part.
pub fn subject(bench: &Bench, event: &Event) -> String {
    match event {
        // All that a quiet bench has to tell.
        Event::LabStarted {} => bench.main_server().name.to_owned(),
        _ => second_half_subject(bench, event),
    }
}

#[inline(never)]
fn second_half_subject(bench: &Bench, event: &Event) -> String {
    use Event::*;
    let part = match event {
        NodeFailed { node, .. } | NodeStarting { node } | NodeStarted { node } | NodeShuttingDown { node } => {
            Part::Node(*node)
        }
        PartFailed { part, .. }
        | PartReturned { part }
        | PartReplaced { part }
        | VolumeFilled { part, .. }
        | VolumeHasSpace { part, .. } => *part,
        LinkCut { network, .. } | LinkMended { network, .. } => Part::Network(*network),
        SitesCut { a, .. } | SitesMended { a, .. } => Part::Site(*a),
        ProcessStarted { node, process } => Part::Process(*node, *process),
        HeartbeatsMissed { peer, .. } | NodeSilent { peer, .. } => Part::Node(*peer),
        WitnessLocked { .. } | WitnessRefused { .. } | WitnessReleased { .. } => {
            let host = bench.main_cluster().map(|cluster| cluster.witness_host);
            host.map_or(Part::Network(NetworkId::Public), Part::Witness)
        }
        QuorumDiskReserved { .. } | QuorumDiskRefused { .. } | QuorumDiskReleased { .. } => Part::QuorumDisk,
        QuorumForced { node, .. } | NodePaused { node } | NodeResumed { node } | ClusterGroupMoved { to: node } => {
            Part::Node(*node)
        }
        ClusterServiceStopped { node }
        | FormationRefused { node, .. }
        | StaleNodeRefused { node }
        | NodeJoined { node } => Part::Node(*node),
        LogCopied { node, .. }
        | LogCopyingStopped { node, .. }
        | LogsNoticed { node, .. }
        | HostNameEnabled { node, .. }
        | HostNameDisabled { node, .. }
        | ReplicationNetworkChosen { node, .. }
        | InspectionFailed { node, .. }
        | BackupStarted { node, .. }
        | BackupFinished { node, .. }
        | BackupStopped { node, .. }
        | LogsTruncated { node, .. }
        | LogsDeleted { node, .. }
        | NewerLogsDeleted { node, .. }
        | LogDamaged { node, .. }
        | PageDamaged { node, .. }
        | DamagedPageRead { node, .. }
        | LogInspected { node, .. }
        | LogReplayed { node, .. }
        | CopySuspended { node, .. }
        | CopyResumed { node, .. }
        | CopyFailed { node, .. }
        | ResynchronizingStarted { node, .. }
        | DivergedLogsDropped { node, .. }
        | StandbyEnabled { node, .. }
        | StandbyDisabled { node, .. }
        | StandbyRestored { node, .. }
        | FilesRecovered { node, .. }
        | FilesAdopted { node, .. }
        | RebuildStarted { node, .. }
        | ServerRebuilt { node, .. }
        | LocalServerCleared { node }
        | OldServerKeptOffline { node }
        | SeedingStarted { node, .. }
        | SeedingFinished { node, .. }
        | RemainingLogsFetched { node, .. }
        | RemainingLogsOutOfReach { node, .. } => Part::Node(*node),
        LetterDelivered { hub, .. }
        | LetterQueued { hub, .. }
        | DumpsterSentAgain { hub, .. }
        | DumpsterOutOfReach { hub, .. }
        | DumpsterRequestGivenUp { hub, .. } => Part::Node(*hub),
        DatabaseDismounted { group, .. }
        | RestoreStarted { group, .. }
        | DatabaseRestored { group, .. }
        | RestoreStopped { group, .. }
        | RecoveryFailed { group, .. }
        | MailRemoved { group, .. }
        | DatabaseFailed { group, .. }
        | DatabaseMounting { group, .. }
        | DatabaseMounted { group, .. }
        | MountAllowed { group, .. }
        | MountRefused { group, .. }
        | LossAccepted { group, .. }
        | MountForced { group, .. } => {
            let storage = bench.group(*group);
            return format!("{}\\{}", bench.group_name(*group), &storage.database);
        }
        LogClosed { group, .. }
        | LogsLost { group, .. }
        | ObjectChanged { group, .. }
        | LocalCopyRestored { group, .. }
        | MailboxesRehomed { group, .. }
        | MailboxesMoved { group, .. }
        | CircularLoggingSet { group, .. }
        | NewerLogsGivenUp { group, .. } => {
            return bench.group_name(*group);
        }
        CommandGiven {
            input: Input::StopPart { part, .. } | Input::StartPart { part } | Input::ReplacePart { part },
        } => *part,
        LabStarted {}
        | CommandGiven { .. }
        | MembershipChanged { .. }
        | QuorumKept { .. }
        | QuorumLost { .. }
        | ClusterFormed { .. }
        | ResourceFailed { .. }
        | ResourceRestarting { .. }
        | MoveStarted { .. }
        | NetworkNameOnline { .. }
        | StoreOnline { .. }
        | ServerOnline { .. }
        | ServerOffline { .. }
        | ServerFailed { .. }
        | OutboxesSent { .. }
        | TransportConfigSet { .. }
        | FailoverHeldBack { .. }
        | FailoversExhausted { .. }
        | ForcedQuorumEnded { .. }
        | MountDialSet { .. }
        | ForcedMountSet { .. }
        | WorkloadSet { .. }
        | ServiceLost {}
        | ServiceRestored { .. } => return bench.main_server().name.to_owned(),
    };
    bench.parts.name_of(part)
}

/// Whether an event deserves the caption line and a step of the time strip: routine does not.
pub fn is_notable(event: &Event) -> bool {
    !matches!(
        event,
        Event::LetterDelivered { .. }
            | Event::LetterQueued { .. }
            | Event::LogCopied { .. }
            | Event::LogInspected { .. }
            | Event::LogReplayed { .. }
            | Event::LogsTruncated { .. }
            | Event::LogClosed { closing: Closing::Full | Closing::Roll, .. }
    )
}
