//! Activation by hand: restore, recovery of the files, and a Mailbox server that is rebuilt elsewhere.

use super::{FROM_CCR, Lab, PROMPT, SOURCE, STANDBY1, TARGET, TO_CLUSTER};
use crate::lab::{GROUP, HUB, LONG, NODE1, NODE2};
use failover_lab::engine::SimSpan;
use failover_lab::model::ese::EseError;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::{DiskSet, How};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, RECOVER_SERVER_MS, Source};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::units::LogCount;

/// How long set-up takes to rebuild a server, and the server to come online [s].
const REBUILD: u64 = RECOVER_SERVER_MS / 1_000 + 60;

/// Source: [SCRNOTES].
#[test]
fn a_source_that_lives_is_dismounted_first_and_nothing_is_lost() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).letters(3);
    let restore = Input::RestoreCopy { group: GROUP, standby: Some(lab.target()) };
    assert_eq!(lab.refusal(&restore), Some(Refusal::SourceStillMounted { group: GROUP }));
    lab.dismount().wait(10).restore_target().wait(60);
    let restored = lab.restored().restored.expect("it was restored");
    assert!(restored.is_complete);
    assert_eq!(lab.restored().inspected, lab.last_generated());
    assert_eq!(lab.bench().copy_for(GROUP, Some(lab.target())), None, "it is a target no more");
}

/// The queue is replayed when the files are recovered: the lag is on replay, not on copying. Source: [EXPEDIA].
#[test]
fn recovery_of_the_files_replays_what_was_held_back() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).dismount().wait(10);
    let recover = lab.recover_files(false);
    let node = lab.target();
    assert_eq!(lab.refusal(&recover), Some(Refusal::NoIdleFiles { group: GROUP, node }), "replication has them");
    lab.restore_target().wait(60);
    assert_eq!(lab.restored().log_required().map(|(from, to)| (from.0, to.0)), Some((1, 10)));
    lab.give(recover.clone()).wait(1);
    assert_eq!(lab.refusal(&recover), Some(Refusal::FilesInUse { group: GROUP, node }));
    lab.wait(LONG);
    let files = lab.restored();
    assert_eq!((files.database, files.replayed.0, files.log_required()), (DatabaseState::Clean, 60, None));
    assert!(lab.happened(|event| matches!(event, Event::FilesRecovered { .. })));
}

/// Source: [SCRNOTES].
#[test]
fn without_the_source_the_newest_logs_are_missing_and_recovery_has_to_accept_it() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).cut(SOURCE, TARGET, None).close_logs(4).letters(2).wait(5);
    lab.stop(SOURCE, How::PowerCut).wait(60).restore_target().wait(60);
    assert!(
        lab.happened(|event| matches!(event, Event::StandbyRestored { missing: LogCount(4), is_complete: false, .. }))
    );
    let error = Refusal::Ese { group: GROUP, node: lab.target(), error: EseError::MissingLogFile };
    assert_eq!(lab.refusal(&lab.recover_files(false)), Some(error));
    let recover = lab.recover_files(true);
    lab.give(recover).wait(LONG);
    assert_eq!(lab.restored().database, DatabaseState::Clean);
}

/// Nobody on this side of a cut network can know that the source is mounted. Source: [RSGC], [SCRNOTES].
#[test]
fn across_a_cut_network_force_restores_a_target_whose_source_is_still_mounted() {
    let mut lab = Lab::quiet(PROMPT);
    let line =
        r"Restore-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false";
    lab.close_logs(60).wait(60);
    // In reach, a mounted source refuses even -Force.
    lab.refuses(&format!("{line} -Force"));
    lab.cut(SOURCE, TARGET, None).close_logs(4).wait(5);
    assert!(lab.says(line).contains("Use -Force to go on without them"));
    assert!(lab.bench().copy_for(GROUP, Some(lab.target())).is_some(), "nothing was done");
    assert!(lab.says(&format!("{line} -Force")).contains("Data loss is expected"));
    assert!(!lab.restored().restored.expect("it was restored").is_complete);
    assert!(
        lab.happened(|event| matches!(event, Event::StandbyRestored { missing: LogCount(4), is_complete: false, .. }))
    );
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(SOURCE), None), "the source goes on");
}

/// Whatever has reached the target, a source that is mounted goes on writing.
#[test]
fn a_restore_from_a_source_that_is_still_mounted_is_never_complete() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).cut(SOURCE, TARGET, None).restore_target().wait(60);
    assert!(!lab.restored().restored.expect("it was restored").is_complete);
}

/// The log volume of a crashed source can still be read. Source: administrators' recollection.
#[test]
fn the_open_log_of_a_crashed_source_is_fetched_too() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(55).letters(3).wait(60).stop("EXCHMAILBOX\\DatabaseDisk", How::Fail).wait(30);
    lab.restore_target().wait(60);
    assert!(lab.restored().restored.is_some_and(|restored| restored.is_complete));
    assert_eq!(lab.restored().inspected.0, 56);
}

#[test]
fn a_target_without_a_database_cannot_be_restored() {
    let mut lab = Lab::quiet(super::BARE);
    lab.enable(SimSpan::ZERO).close_logs(5).wait(60).dismount().wait(10);
    let restore = Input::RestoreCopy { group: GROUP, standby: Some(lab.target()) };
    let error = Refusal::Ese { group: GROUP, node: lab.target(), error: EseError::FileNotFound };
    assert_eq!(lab.refusal(&restore), Some(error));
}

/// Activation of a whole clustered mailbox server. Source: [CLEARCMS].
#[test]
fn a_clustered_mailbox_server_is_rebuilt_on_a_standby_cluster() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    let node = lab.target();
    lab.close_logs(60).wait(60).letters(4);
    let rebuild = Input::RecoverServer { node };
    assert_eq!(lab.refusal(&rebuild), Some(Refusal::ServerStillRuns));
    lab.stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    assert_eq!(lab.refusal(&rebuild), Some(Refusal::NotRestored { group: GROUP, node }));
    lab.restore_target().wait(60).give(rebuild).wait(REBUILD);
    let server = lab.server();
    assert_eq!((server.id, server.active_node.as_deref()), ("EXCHCMS", Some(STANDBY1)));
    assert_eq!(server.redundant_machines, [STANDBY1, "EXCHSTANDBY2"]);
    assert_eq!(lab.mounted_on(), None, "somebody has to mount it");
    lab.mount().wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1));
    // The open log was on the lost site, and no dumpster is asked.
    assert_eq!((lab.lost(), lab.mail().lost, lab.mail().redelivered), (Some((0, 4, 0)), 4, 0));
    lab.letters(1).wait(10);
    assert_eq!(lab.mail().queued, 0);
}

/// The name is in use again, so that set-up cannot come to its end.
#[test]
fn a_cluster_that_comes_back_while_set_up_runs_keeps_its_server() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    let node = lab.target();
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    lab.restore_target().wait(60).give(Input::RecoverServer { node }).wait(60);
    lab.start(NODE1).start(NODE2).wait(REBUILD);
    assert_eq!((lab.server().active_node.as_deref(), lab.mounted_on().as_deref()), (Some(NODE1), Some(NODE1)));
    assert!(!lab.happened(|event| matches!(event, Event::ServerRebuilt { .. })));
    assert!(lab.bench().service.is_up);
}

/// The shared disks stay with the old cluster: the standby cluster mounts the files that were restored there.
#[test]
fn a_single_copy_cluster_is_rebuilt_from_the_files_of_its_target() {
    let mut lab = Lab::quiet(Config { source: Source::Scc, ..TO_CLUSTER });
    let node = lab.target();
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    lab.restore_target().wait(60).give(Input::RecoverServer { node }).wait(REBUILD).mount().wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1));
    let active = lab.storage().active_copy();
    assert_eq!((active.disks, active.data.letters, lab.mail().present), (DiskSet::Own(node), 60, 60));
}

#[test]
fn files_that_are_being_recovered_cannot_be_a_target_again() {
    let mut lab = Lab::quiet(PROMPT);
    let node = lab.target();
    lab.close_logs(60).wait(60).dismount().wait(10).restore_target().wait(60);
    let recover = lab.recover_files(false);
    lab.give(recover).wait(1);
    let enable = Input::EnableStandby { group: GROUP, node, replay_lag: SimSpan::ZERO, truncation_lag: SimSpan::ZERO };
    assert_eq!(lab.refusal(&enable), Some(Refusal::FilesInUse { group: GROUP, node }));
    lab.wait(LONG);
    assert_eq!(lab.refusal(&enable), None);
}

#[test]
fn a_machine_that_set_up_works_on_cannot_be_made_a_target() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    let node = lab.target();
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    let enable = Input::EnableStandby { group: GROUP, node, replay_lag: SimSpan::ZERO, truncation_lag: SimSpan::ZERO };
    lab.restore_target().wait(60);
    assert_eq!(lab.refusal(&enable), None);
    lab.give(Input::RecoverServer { node });
    assert_eq!(lab.refusal(&enable), Some(Refusal::RebuildRunning));
}

/// Source: [CLEARCMS].
#[test]
fn the_old_cluster_is_cleared_before_it_may_be_a_target() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    let node = lab.target();
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    lab.restore_target().wait(60).give(Input::RecoverServer { node }).wait(REBUILD).mount().wait(LONG);
    lab.start(NODE1).start(NODE2).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::OldServerKeptOffline { .. })));
    assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1));
    let old = lab.node(NODE1);
    let enable =
        Input::EnableStandby { group: GROUP, node: old, replay_lag: SimSpan::ZERO, truncation_lag: SimSpan::ZERO };
    assert_eq!(lab.refusal(&enable), Some(Refusal::NotCleared { node: old }));
    lab.give(Input::ClearLocalServer { node: old });
    assert_eq!(lab.refusal(&Input::ClearLocalServer { node: old }), Some(Refusal::NothingToClear { node: old }));
    lab.give(enable).close_logs(2).wait(60);
    let id = lab.bench().copy_for(GROUP, Some(old)).expect("it is a target now");
    assert_eq!(lab.bench().copy(id).inspected, lab.last_generated());
}

#[test]
fn a_clustered_mailbox_server_needs_a_standby_cluster() {
    let mut lab = Lab::quiet(FROM_CCR);
    lab.stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60).restore_target().wait(60);
    let node = lab.target();
    assert_eq!(lab.refusal(&Input::RecoverServer { node }), Some(Refusal::NotARecoveryMachine { node }));
    let node = lab.node(HUB);
    assert_eq!(lab.refusal(&Input::RecoverServer { node }), Some(Refusal::NotARecoveryMachine { node }));
}

/// Activation of a whole stand-alone server. Source: administrators' recollection.
#[test]
fn a_lost_server_is_rebuilt_on_a_machine_that_was_given_its_name() {
    let mut lab = Lab::quiet(PROMPT);
    let node = lab.target();
    lab.close_logs(60).wait(60);
    assert_eq!(lab.refusal(&Input::RecoverServer { node }), Some(Refusal::ServerStillRuns));
    lab.stop(SOURCE, How::PowerCut).wait(60).restore_target().wait(60);
    lab.give(Input::RecoverServer { node }).wait(REBUILD).mount().wait(LONG);
    assert_eq!((lab.server().id, lab.mounted_on().as_deref()), ("EXCHMAILBOX", Some(TARGET)));
    assert_eq!(lab.mail().lost, 0);
    // The lost machine comes back without its role.
    lab.start(SOURCE).wait(LONG).letters(1).wait(10);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().queued), (Some(TARGET), 0));
}

/// Nothing of this happens by itself, however long one waits.
#[test]
fn a_target_never_becomes_active_by_itself() {
    for config in [PROMPT, FROM_CCR, TO_CLUSTER] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(60).wait(60);
        let nodes = if config == PROMPT { vec![SOURCE] } else { vec![NODE1, NODE2] };
        for node in nodes {
            lab.stop(node, How::PowerCut);
        }
        lab.wait(86_400);
        assert_eq!(lab.mounted_on(), None);
        assert_eq!(lab.standby_queues().1, 50);
    }
}

/// Whoever tries the standby site takes the clustered mailbox server offline first. Source: [CLEARCMS].
#[test]
fn a_clustered_mailbox_server_that_lives_is_stopped_first_and_nothing_is_lost() {
    let restore =
        r"Restore-StorageGroupCopy 'EXCHCMS\First Storage Group' -StandbyMachine EXCHSTANDBY1 -Confirm:$false";
    let recover = r"psexec \\EXCHSTANDBY1 Setup.com /RecoverCMS /CMSName:EXCHCMS /CMSIPAddress:10.0.2.30";
    let mut lab = Lab::quiet(TO_CLUSTER);
    lab.close_logs(60).letters(4).wait(60);
    assert!(lab.refuses(restore).contains("mounted"));
    lab.types(&["Stop-ClusteredMailboxServer EXCHCMS -StopReason 'other site' -Confirm:$false", restore, recover]);
    lab.wait(60).types(&[r"Mount-Database 'EXCHCMS\First Storage Group\Mailbox Database'"]).letters(1).wait(10);
    assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1));
    assert_eq!((lab.mail().present, lab.mail().lost, lab.mail().queued), (65, 0, 0));
}

/// A recovery goes on replaying; a target would have to hold its newest fifty logs back.
#[test]
fn a_server_whose_files_are_being_recovered_becomes_no_target() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).dismount().wait(10).restore_target().wait(60);
    let (node, recover) = (lab.target(), lab.recover_files(false));
    let enable = Input::EnableStandby { group: GROUP, node, replay_lag: SimSpan::ZERO, truncation_lag: SimSpan::ZERO };
    assert_eq!(lab.refusal(&enable), None);
    lab.give(recover).wait(1);
    assert_eq!(lab.refusal(&enable), Some(Refusal::FilesInUse { group: GROUP, node }));
    lab.wait(LONG).give(enable);
}

#[test]
fn a_restored_target_whose_next_log_somebody_deleted_is_not_mounted() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    lab.close_logs(60).wait(60).types(&["Stop-LabComponent EXCHMAILBOX1, EXCHMAILBOX2"]).wait(600);
    lab.types(&[
        r"Restore-StorageGroupCopy 'EXCHCMS\First Storage Group' -StandbyMachine EXCHSTANDBY1 -Force",
        r"psexec \\EXCHSTANDBY1 Setup.com /RecoverCMS /CMSName:EXCHCMS /CMSIPAddress:10.0.2.30",
    ]);
    let next = lab.wait(60).restored().replayed.next();
    lab.types(&[&format!("Remove-LabLog -Count {next} -Copy Passive")]);
    let refusal = lab.refuses(r"Mount-Database 'EXCHCMS\First Storage Group\Mailbox Database'");
    assert!(refusal.contains("-543"), "{refusal}");
    assert_eq!(lab.mounted_on(), None);
}
