//! The life of one letter: memory and log buffer, open log, closed log, checkpoint, database file.
//! Sources: [LLR], [TXLOG], [ESEUTIL].

use crate::lab::{GROUP, LONG, Lab, NODE1, SP1};
use LetterStage::*;
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::{How, LetterId};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode};
use failover_lab::model::view::{CopyHolds, LetterStage};

const SCC: Config = Config { mode: Mode::Scc, ..SP1 };
/// The letter that is followed.
const FIRST: LetterId = LetterId(0);

fn stage(lab: &Lab) -> LetterStage {
    lab.view().letter(FIRST).expect("the letter was accepted").stage
}

/// A bench whose first letter has just come to a stage.
fn at(config: Config, wanted: LetterStage) -> Lab {
    let mut lab = Lab::quiet(config);
    lab.wait(60);
    match wanted {
        HubQueue | LogBuffer => {
            lab.give(Input::DismountDatabase { group: GROUP }).wait(30).letters(2);
            if wanted == LogBuffer {
                lab.mount();
                while stage(&lab) == HubQueue {
                    lab.wait_ms(10);
                }
            }
        }
        _ => {
            lab.letters(1);
            while stage(&lab) != wanted {
                lab.give(Input::CloseLog { group: GROUP }).wait(5);
                if stage(&lab) != wanted {
                    lab.letters(1);
                }
                assert!(lab.last_generated().0 < 100, "it never comes to {wanted:?}");
            }
        }
    }
    assert_eq!(stage(&lab), wanted);
    lab
}

/// Memory, then the log file, then the database file; and every stage takes its time.
#[test]
fn a_letter_goes_from_the_hub_through_the_log_into_the_database_file() {
    for (config, depth) in [(SP1, 10), (SCC, 1)] {
        let mut lab = at(config, HubQueue);
        let mut seen = vec![(stage(&lab), lab.last_generated().0)];
        lab.mount();
        for _ in 0..20_000 {
            let now = stage(&lab);
            if now == DatabaseFile {
                break;
            }
            if seen.last().map(|(last, _)| *last) != Some(now) {
                seen.push((now, lab.last_generated().0));
            }
            let is_written = now != HubQueue && now != LogBuffer;
            match is_written {
                true => lab.wait(1).close_logs(1),
                false => lab.wait_ms(10),
            };
        }
        let closed = lab.last_generated().0;
        seen.push((stage(&lab), closed));
        // The stream had one log: the one that the dismount would have closed was empty.
        let of_depth = [(ClosedLog, 1), (RequiredLog, depth)];
        let wanted = [(HubQueue, 0), (LogBuffer, 0), (OpenLog, 0)].into_iter();
        let rest = of_depth.into_iter().skip(usize::from(depth == 1)).chain([(DatabaseFile, 21)]);
        assert_eq!(seen, wanted.chain(rest).collect::<Vec<_>>(), "depth {depth}");
    }
}

/// What the hub has no commit for, it still has: nothing is lost with the log buffer.
#[test]
fn a_crash_before_the_commit_leaves_the_letter_with_the_hub() {
    let mut lab = at(SCC, LogBuffer);
    assert_eq!((lab.mail().present, lab.mail().queued), (0, 2));
    lab.stop(&format!("{NODE1}\\Store"), How::Crash);
    assert_eq!(stage(&lab), HubQueue);
    lab.wait(LONG);
    let mail = lab.mail();
    assert_eq!((mail.present, mail.queued, mail.lost, mail.redelivered), (2, 0, 0, 0));
}

/// Soft recovery on the same disks redoes whatever was committed, in an open log or a closed one.
#[test]
fn a_crash_after_the_commit_loses_nothing_on_the_same_disks() {
    for wanted in [OpenLog, RequiredLog, DatabaseFile] {
        let mut lab = at(SCC, wanted);
        lab.stop(&format!("{NODE1}\\Store"), How::Crash);
        assert_eq!(stage(&lab), wanted, "it is where it was");
        assert!(matches!(lab.storage().active_copy().database, DatabaseState::Dirty { .. }));
        lab.wait(LONG);
        assert!(lab.storage().is_mounted());
        assert_eq!((lab.mail().lost, lab.mail().redelivered), (0, 0), "{wanted:?}");
        assert_eq!(lab.mail().present, lab.mail().accepted);
    }
}

/// The other node has closed logs only.
#[test]
fn a_power_cut_loses_a_letter_of_the_open_log_and_no_other() {
    for (wanted, is_lost) in [(LogBuffer, false), (OpenLog, true), (ClosedLog, false), (RequiredLog, false)] {
        let mut lab = at(SP1, wanted);
        lab.give(Input::SetTransportConfig { dumpster_bytes: Some(0), dumpster_age: None });
        lab.stop(NODE1, How::PowerCut).wait(LONG);
        assert!(lab.storage().is_mounted(), "{wanted:?}");
        assert_eq!((stage(&lab) == Lost, lab.mail().lost > 0), (is_lost, is_lost), "{wanted:?}");
    }
}

/// A copy has what was copied, and later what was replayed.
#[test]
fn the_other_copy_has_the_letter_once_its_log_was_inspected() {
    let mut lab = at(SP1, OpenLog);
    let held = |lab: &Lab| lab.view().letter(FIRST).and_then(|it| it.copies.first().map(|(_, holds)| *holds));
    assert_eq!(held(&lab), Some(CopyHolds::Nothing));
    lab.give(Input::CloseLog { group: GROUP }).wait_ms(700);
    assert_eq!(held(&lab), Some(CopyHolds::Log));
    lab.wait(2);
    assert_eq!(held(&lab), Some(CopyHolds::Database));
}

/// A file that is gone has no letters; what a backup and its logs bring back is there again.
#[test]
fn a_letter_without_its_file_comes_back_with_a_restore() {
    let mut lab = at(SCC, OpenLog);
    let (kind, method, side) = (BackupKind::Full, BackupMethod::Streaming, BackupSide::Active);
    lab.give(Input::StartBackup { group: GROUP, kind, method, side, standby: None }).wait(1_200);
    lab.stop("SharedDatabaseDisk", How::Fail).wait(10);
    lab.give(Input::ReplacePart { part: lab.bench().parts.part_named("SharedDatabaseDisk").expect("a disk") }).wait(10);
    assert_eq!(stage(&lab), NoFile);
    lab.says("Restore-LabBackup");
    assert_eq!((stage(&lab) == NoFile, lab.mail().lost), (false, 0));
}

#[test]
fn the_shell_follows_a_letter() {
    let mut lab = at(SP1, ClosedLog);
    let shown = lab.says("Get-LabMail -Letter 0 | fl Stage, Log, OtherCopies");
    assert!(shown.contains("Stage       : ClosedLog") && shown.contains("Log         : 1"), "{shown}");
    assert!(shown.contains("{EXCHMAILBOX2: Database}"), "{shown}");
    assert!(lab.refuses("Get-LabMail -Letter 7").contains("No hub has accepted a letter 7."));
}
