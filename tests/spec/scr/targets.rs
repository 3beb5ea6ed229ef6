//! Targets: what they replay, when they have a database, and how their lags are changed.

use super::{BARE, DAY, Lab, PROMPT, SCR, SOURCE, TARGET};
use crate::lab::{GROUP, HUB};
use failover_lab::engine::SimSpan;
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Source, Standby};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::rule::Rule;

/// Source: [SCRPLAN].
#[test]
fn the_newest_fifty_logs_are_held_back_even_without_a_lag() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(50).wait(60);
    assert_eq!(lab.standby_queues(), (0, 50));
    lab.close_logs(10).wait(60);
    assert_eq!((lab.standby_queues(), lab.standby().replayed.0), ((0, 50), 10));
}

/// Source and target have the same paths, so that one folder of a target takes the files of one source. Source: [SCR].
#[test]
fn two_sources_with_equal_paths_cannot_share_a_target() {
    let mut lab = Lab::quiet(Config { targets: 2, standby: Standby::Nothing, ..SCR });
    const TWIN: &str = "New-StorageGroup -Server EXCHSTANDBY -Name 'First Storage Group'";
    let enable =
        |from: &str| format!(r"Enable-StorageGroupCopy '{from}\First Storage Group' -StandbyMachine EXCHSTANDBY2");
    lab.types(&[TWIN, &enable(SOURCE)]);
    let said = lab.refuses(&enable(TARGET));
    assert!(said.contains("belongs to 'EXCHMAILBOX\\First Storage Group'"), "{said}");
    lab.types(&[r"Move-StorageGroupPath 'EXCHSTANDBY\First Storage Group' -LogFolderPath D:\Logs -SystemFolderPath D:\Logs -Confirm:$false"]);
    lab.types(&[&enable(TARGET)]);
    // Nor do they come to be equal later.
    let back = r"'C:\Program Files\Microsoft\Exchange Server\Mailbox\First Storage Group'";
    lab.refuses(&format!(
        r"Move-StorageGroupPath 'EXCHSTANDBY\First Storage Group' -LogFolderPath {back} -Confirm:$false"
    ));
}

/// A storage group of the target itself has its files there too.
#[test]
fn a_source_and_a_storage_group_of_its_target_have_paths_of_their_own() {
    let mut lab = Lab::quiet(BARE);
    lab.types(&["New-StorageGroup -Server EXCHSTANDBY -Name 'First Storage Group'"]);
    let said = lab.refuses(r"Enable-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY");
    assert!(said.contains("belongs to 'EXCHSTANDBY\\First Storage Group'"), "{said}");
    let mut lab = Lab::quiet(SCR);
    lab.refuses("New-StorageGroup -Server EXCHSTANDBY -Name 'First Storage Group'");
}

/// Source: [SCRPLAN], [ITPSCR].
#[test]
fn a_log_is_not_replayed_before_its_lag_has_passed() {
    let mut lab = Lab::quiet(SCR);
    lab.close_logs(60).wait(DAY - 60);
    assert_eq!(lab.standby_queues(), (0, 60));
    lab.wait(120);
    assert_eq!(lab.standby_queues(), (0, 50));
}

/// Source: [SCRWHERE].
#[test]
fn an_enabled_target_collects_logs_and_has_no_database() {
    let mut lab = Lab::quiet(BARE);
    lab.close_logs(3).enable(SimSpan::ZERO).close_logs(10).wait(60);
    assert_eq!((lab.standby().database, lab.standby().inspected.0), (DatabaseState::Absent, 13));
    assert_eq!((lab.standby_status(), lab.standby().files.len()), ("Healthy", 10));
}

/// Fifty logs and the lag, whichever comes second. Source: [ITPSCR].
#[test]
fn the_database_of_a_target_is_made_after_fifty_logs_and_the_lag() {
    for (lag, logs_late) in [(SimSpan::ZERO, true), (SimSpan::from_hours(1), false)] {
        let mut lab = Lab::quiet(BARE);
        lab.enable(lag);
        if logs_late {
            lab.close_logs(49).wait(7_200);
            assert!(lab.standby().seeding.is_none(), "49 logs are not enough");
            lab.close_logs(1).wait(5);
        } else {
            lab.close_logs(50).wait(3_500);
            assert!(lab.standby().seeding.is_none(), "the lag has not passed");
            lab.wait(200);
        }
        assert_eq!(lab.standby_status(), "Seeding");
        let (rule, causes) = lab.explain(|event| matches!(event, Event::SeedingStarted { .. }));
        assert_eq!(rule, Some(Rule::StandbyDatabase));
        assert!(causes.contains(&"StandbyEnabled"), "{causes:?}");
        lab.wait_for_seeding().close_logs(5).wait(60);
        assert_eq!(lab.standby().database, DatabaseState::Replica);
        assert_eq!((lab.standby_status(), lab.standby().replayed.0), ("Healthy", 5));
    }
}

/// Source: [SCRWHERE].
#[test]
fn a_target_that_is_seeded_by_hand_need_not_wait() {
    let mut lab = Lab::quiet(BARE);
    lab.enable(SimSpan::from_hours(24)).close_logs(2).wait(60);
    lab.suspend_target().seed_target().wait_for_seeding();
    assert_eq!((lab.standby().database, lab.standby().suspended.is_some()), (DatabaseState::Replica, false));
    lab.close_logs(1).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues()), ("Healthy", (0, 1)));
}

#[test]
fn a_target_without_a_database_may_be_suspended_and_resumed() {
    let mut lab = Lab::quiet(BARE);
    lab.enable(SimSpan::ZERO).suspend_target().close_logs(2).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Suspended", 2));
    lab.resume_target().wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

/// Source: [SCRNOTES].
#[test]
fn a_lag_changes_by_disabling_and_enabling_and_no_reseed_follows() {
    let mut lab = Lab::quiet(SCR);
    lab.close_logs(60).wait(60).disable();
    assert_eq!(lab.bench().copy_for(GROUP, Some(lab.target())), None);
    lab.close_logs(5).wait(60).enable(SimSpan::ZERO).wait(60);
    assert_eq!((lab.standby_queues(), lab.standby().replayed.0), ((0, 50), 15));
    assert!(!lab.happened(|event| matches!(event, Event::SeedingStarted { .. })));
}

#[test]
fn what_cannot_be_a_target_is_refused() {
    let enable = |lab: &Lab, name: &str, hours: u64| {
        let (node, replay_lag) = (lab.node(name), SimSpan::from_hours(hours));
        Input::EnableStandby { group: GROUP, node, replay_lag, truncation_lag: SimSpan::ZERO }
    };
    let lab = Lab::quiet(SCR);
    let refusal = |name: &str, hours| lab.refusal(&enable(&lab, name, hours));
    assert_eq!(refusal(HUB, 0), Some(Refusal::NotATarget { node: lab.node(HUB) }));
    assert_eq!(refusal(SOURCE, 0), Some(Refusal::NotATarget { node: lab.node(SOURCE) }));
    assert_eq!(refusal(TARGET, 0), Some(Refusal::AlreadyATarget { group: GROUP, node: lab.target() }));
    let lab = Lab::quiet(BARE);
    assert_eq!(lab.refusal(&enable(&lab, TARGET, 169)), Some(Refusal::LagTooLong));
    assert_eq!(lab.refusal(&enable(&lab, TARGET, 168)), None);
    let lab = Lab::quiet(Config { source: Source::Ccr, ..BARE });
    let node = lab.node("EXCHMAILBOX2");
    assert_eq!(lab.refusal(&enable(&lab, "EXCHMAILBOX2", 0)), Some(Refusal::NotATarget { node }));
}

/// The guides differ; the documentation's restriction is on the target machine. Source: [EXGENIE].
#[test]
fn a_source_may_have_a_local_copy_too() {
    let mut lab = Lab::quiet(Config { source: Source::Lcr, ..PROMPT });
    lab.close_logs(60).wait(60);
    assert_eq!((lab.passive().replayed.0, lab.standby().replayed.0), (60, 10));
}

/// Source: [EXPEDIA].
#[test]
fn one_storage_group_may_have_several_targets() {
    let mut lab = Lab::quiet(Config { targets: 4, ..PROMPT });
    lab.close_logs(55).wait(120);
    let copies = lab.view().copies();
    assert_eq!(copies.len(), 4);
    assert!(copies.iter().all(|copy| copy.last_log_inspected.0 == 55 && copy.last_log_replayed.0 == 5));
}

#[test]
fn the_first_database_waits_while_the_source_is_away_and_fails_when_it_goes() {
    let mut lab = Lab::quiet(BARE);
    lab.enable(SimSpan::from_hours(1)).close_logs(50).wait(60);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(4_000);
    assert_eq!(lab.standby_status(), "Healthy");
    lab.mount().wait(60);
    assert_eq!(lab.standby_status(), "Seeding");
    lab.stop(SOURCE, How::PowerCut).wait(60);
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::SeedingInterrupted));
}

/// Source: [SCR].
#[test]
fn a_server_with_local_copies_is_no_target() {
    let mut lab = Lab::quiet(Config { source: Source::Lcr, ..PROMPT });
    lab.types(&[
        "New-StorageGroup -Server EXCHSTANDBY -Name Other",
        r"New-MailboxDatabase -StorageGroup EXCHSTANDBY\Other -Name 'Other Database'",
    ]);
    let line = r"Enable-StorageGroupCopy EXCHSTANDBY\Other -StandbyMachine EXCHMAILBOX";
    assert!(lab.refuses(line).contains("local continuous replication"));
}

/// Replication goes on with files from an earlier time only as long as the source still has what follows them.
#[test]
fn files_that_were_left_too_long_ago_need_a_new_baseline() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).disable().close_logs(40);
    lab.types(&[r"Start-LabBackup 'EXCHMAILBOX\First Storage Group' -Type Full"]).wait(600);
    assert_eq!(lab.storage().active_copy().files.len(), 20);
    lab.enable(SimSpan::ZERO).wait(60);
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::LogMissing));
    lab.suspend_target().seed_target().wait_for_seeding().close_logs(1).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}
