//! What a restore brings back, where the stream ends after it, and what is given up. Sources: [SL2], [SCRNOTES]; recalled.

use crate::lab::{GROUP, Lab, SP1};
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::event::Event;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode};

const SCC: Config = Config { mode: Mode::Scc, ..SP1 };
/// Longer than a streaming backup of the small database.
const BACKUP: u64 = 400;

fn full() -> Input {
    let (kind, method, side) = (BackupKind::Full, BackupMethod::Streaming, BackupSide::Active);
    Input::StartBackup { group: GROUP, kind, method, side, standby: None }
}

fn restore(backup: Option<u32>, roll_forward: bool) -> Input {
    Input::RestoreBackup { group: GROUP, backup, roll_forward }
}

/// A crash leaves the open log on its disk; only rolling forward replays it.
#[test]
fn the_open_log_is_replayed_by_rolling_forward_and_given_up_without() {
    for (roll_forward, present, lost) in [(true, 5, 0), (false, 3, 2)] {
        let mut lab = Lab::quiet(SCC);
        lab.close_logs(3).give(full()).wait(BACKUP).give(full());
        // Nothing is closed after the second backup begins, so that it has the newest closed log.
        let until = lab.storage().backup.map(|backup| backup.until).expect("a backup runs");
        lab.wait_ms(until.since(lab.now()).as_millis()).letters(2).stop("SharedDatabaseDisk", How::Fail).wait(5);
        assert!(lab.storage().has_open_log(), "it is on the log disk");
        lab.start("SharedDatabaseDisk").give(restore(None, roll_forward)).wait(2 * BACKUP);
        let ranges = lab.view().log_ranges(lab.storage().copy_id(lab.storage().active));
        let base = lab.storage().base_of_a_restore(None).map(|set| set.mark.upto.next());
        assert_eq!(ranges.required.map(|(first, _)| first), base, "the file needs the logs after its backup");
        lab.mount().wait(60);
        assert_eq!((lab.mail().present, lab.mail().lost), (present, lost), "roll forward: {roll_forward}");
    }
}

/// The stream goes on from the older backup, as if nothing had been written later: truncated logs are no exception.
#[test]
fn a_restore_of_an_older_backup_takes_the_stream_back_behind_truncated_logs() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(30).wait(60).give(full()).wait(BACKUP).close_logs(60).wait(60).give(full()).wait(BACKUP);
    assert!(lab.storage().active_copy().truncated.0 > 31);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(60).give(restore(Some(1), false)).wait(2 * BACKUP);
    lab.mount().wait(120);
    let storage = lab.storage();
    assert_eq!((storage.last_generated.0, lab.mail().lost), (30, 60));
    assert!(storage.active_copy().truncated <= storage.last_generated, "what was truncated is behind the newest log");
    lab.letters(3);
    assert!(lab.exposure().letters >= 3, "what is written now is on the active copy alone: {:?}", lab.exposure());
    // The next backup lets logs go again.
    lab.close_logs(40).wait(60).give(full()).wait(BACKUP);
    assert!(lab.happened(|it| matches!(it, Event::LogsTruncated { .. })));
}

/// A copy that has exactly what the restore kept has nothing that the active copy has not.
#[test]
fn a_copy_parts_from_a_restored_database_only_by_logs_that_were_given_up() {
    for (copied, has_parted) in [(0, false), (2, true)] {
        let mut lab = Lab::quiet(SP1);
        lab.close_logs(3).wait(60).give(full());
        lab.close_logs(copied).wait(60).suspend().wait(BACKUP).close_logs(4);
        lab.give(Input::DismountDatabase { group: GROUP }).wait(60).give(restore(None, false)).wait(2 * BACKUP);
        assert_eq!(lab.passive().divergence.is_some(), has_parted, "{copied} logs more were copied");
    }
}
