//! Rows about disks, backups, damage and what is activated by hand, on the engine.

use super::plans::{A, Act, B, NONE, Plan, of};
use crate::failover::Mode;
use Act::*;
use failover_lab::model::ids::How;
use failover_lab::model::params::{self, Config, SCR_REPLAY_LAG_HOURS};

const TARGET: &str = "EXCHSTANDBY";
/// A full backup of the night, and mail that came after it.
const BACKED_UP: &[Act] = &[Backup, Wait(1_500), Logs(3)];
/// Somebody deletes everything, and what was there before comes back from the backup alone.
const GO_BACK: &[Act] = &[Dismount, Wait(60), RestoreBackup(false), Wait(1_500), Mount, Wait(300)];
/// The same where the copy that had replayed the deletion is seeded anew.
const GO_BACK_AND_RESEED: &[Act] = &[
    Dismount,
    Wait(60),
    RestoreBackup(false),
    Wait(1_500),
    Mount,
    Wait(300),
    Suspend(None),
    Update(None),
    Wait(7_200),
];

/// How a row is set up; none if it is about something else.
pub(super) fn plan(mode: Mode, fault: &str) -> Option<Plan> {
    match mode {
        Mode::Lcr => lcr(fault),
        Mode::Scc => scc(fault),
        Mode::Ccr => ccr(fault),
        Mode::Scr => scr(fault),
    }
}

const DATABASE: Act = Stop("EXCHMAILBOX\\DatabaseDisk", How::Fail);
const LOGS: Act = Stop("EXCHMAILBOX\\LogDisk", How::Fail);
const COPY_DATABASE: Act = Stop("EXCHMAILBOX\\CopyDatabaseDisk", How::Fail);
const COPY_LOGS: Act = Stop("EXCHMAILBOX\\CopyLogDisk", How::Fail);

fn lcr(fault: &str) -> Option<Plan> {
    let plan = of(params::Mode::Lcr);
    const ACTIVATE: &[Act] = &[RestoreLocal, Wait(120), Mount];
    const REPLACE: [Act; 4] = [
        Replace("EXCHMAILBOX\\DatabaseDisk"),
        Replace("EXCHMAILBOX\\LogDisk"),
        Replace("EXCHMAILBOX\\CopyDatabaseDisk"),
        Replace("EXCHMAILBOX\\CopyLogDisk"),
    ];
    Some(match fault {
        "active-database-volume-lost" => Plan { fault: &[DATABASE], hands: ACTIVATE, ..plan },
        // Of "dismount or -1018 errors" the engine gives the errors; whoever sees them dismounts.
        "active-database-damaged" => Plan {
            fault: &[Stop("EXCHMAILBOX\\DatabaseDisk", How::Corrupt), Logs(2), Dismount],
            hands: ACTIVATE,
            ..plan
        },
        "active-log-volume-lost" => Plan { fault: &[LOGS], hands: ACTIVATE, ..plan },
        "both-active-volumes-lost" => Plan { fault: &[DATABASE, LOGS], hands: ACTIVATE, ..plan },
        "shared-controller-lost" => Plan {
            before: BACKED_UP,
            fault: &[DATABASE, LOGS, COPY_DATABASE, COPY_LOGS],
            hands: &[REPLACE[0], REPLACE[1], REPLACE[2], REPLACE[3], RestoreBackup(true), Wait(1_500), Mount],
            ..plan
        },
        "server-lost-with-disks" => Plan {
            before: BACKED_UP,
            fault: &[DATABASE, LOGS, COPY_DATABASE, COPY_LOGS, Stop("EXCHMAILBOX", How::PowerCut)],
            hands: &[
                REPLACE[0],
                REPLACE[1],
                REPLACE[2],
                REPLACE[3],
                Replace("EXCHMAILBOX"),
                Wait(300),
                Rebuild("EXCHMAILBOX"),
                Wait(1_200),
                RestoreBackup(true),
                Wait(1_500),
                Mount,
            ],
            ..plan
        },
        "logical-corruption" => Plan { before: BACKED_UP, fault: &[DeleteLetters], hands: GO_BACK_AND_RESEED, ..plan },
        "second-database-added" => Plan { fault: &[SecondDatabaseIsRefused], ..plan },
        _ => return None,
    })
}

fn scc(fault: &str) -> Option<Plan> {
    let plan = Plan { before: BACKED_UP, ..of(params::Mode::Scc) };
    const DATABASE: Act = Stop("SharedDatabaseDisk", How::Fail);
    const LOGS: Act = Stop("SharedLogDisk", How::Fail);
    const ARRAY: [Act; 3] = [DATABASE, LOGS, Stop("QuorumDisk", How::Fail)];
    const RESTORE: &[Act] = &[
        Replace("SharedDatabaseDisk"),
        Replace("SharedLogDisk"),
        StartAll,
        Wait(600),
        RestoreBackup(true),
        Wait(1_500),
        Mount,
    ];
    Some(match fault {
        "database-volume-lost" => Plan {
            fault: &[DATABASE],
            hands: &[Replace("SharedDatabaseDisk"), RestoreBackup(true), Wait(1_500), Mount],
            ..plan
        },
        "log-volume-lost" => {
            Plan { fault: &[LOGS], hands: &[Replace("SharedLogDisk"), RestoreBackup(true), Wait(1_500), Mount], ..plan }
        }
        "storage-array-lost" => Plan { fault: &ARRAY, hands: RESTORE, ..plan },
        "site-lost" => Plan {
            fault: &[Stop(A, How::PowerCut), Stop(B, How::PowerCut), ARRAY[0], ARRAY[1], ARRAY[2]],
            hands: RESTORE,
            ..plan
        },
        "logical-corruption" => Plan { fault: &[DeleteLetters], hands: GO_BACK, ..plan },
        _ => return None,
    })
}

fn ccr(fault: &str) -> Option<Plan> {
    let plan = NONE;
    const RESEED: &[Act] = &[Suspend(None), Update(None), Wait(7_200)];
    Some(match fault {
        "old-node-back-after-loss-within-depth" => {
            Plan { before: &[Stop(A, How::PowerCut), Wait(600)], fault: &[Start(A)], ..plan }
        }
        // Lost Log Resilience of Service Pack 1 covers ten logs.
        "old-node-back-after-loss-beyond-depth" => Plan {
            before: &[Suspend(None), Logs(15), Stop(A, How::PowerCut), Wait(300), Restore, Mount, Wait(300)],
            fault: &[Start(A)],
            hands: RESEED,
            ..plan
        },
        "logical-corruption" => Plan { before: BACKED_UP, fault: &[DeleteLetters], hands: GO_BACK_AND_RESEED, ..plan },
        _ => return None,
    })
}

fn scr(fault: &str) -> Option<Plan> {
    let plan = of(params::Mode::Scr);
    let to_cluster = Config { source: params::Source::Ccr, target: params::Target::Cluster, ..plan.config };
    let lagging = Config { replay_lag: failover_lab::engine::SimSpan::from_hours(SCR_REPLAY_LAG_HOURS), ..plan.config };
    let bare = Config { standby: params::Standby::Nothing, ..plan.config };
    const TO_TARGET: Option<&str> = Some(TARGET);
    const PORT: [Act; 2] = [PortDatabase(TARGET), Wait(300)];
    Some(match fault {
        "source-database-lost" => Plan {
            fault: &[DATABASE],
            hands: &[RestoreTarget(TARGET), Wait(300), RecoverFiles(TARGET, false), Wait(600), PORT[0], PORT[1]],
            ..plan
        },
        "source-server-lost" => Plan {
            fault: &[Stop("EXCHMAILBOX", How::PowerCut)],
            hands: &[RestoreTarget(TARGET), Wait(300), RecoverFiles(TARGET, true), Wait(600), PORT[0], PORT[1]],
            ..plan
        },
        "source-site-lost" => Plan {
            config: to_cluster,
            fault: &[Stop(A, How::PowerCut), Stop(B, How::PowerCut)],
            hands: &[RestoreTarget("EXCHSTANDBY1"), Wait(300), Rebuild("EXCHSTANDBY1"), Wait(1_200), Mount],
            ..plan
        },
        "logical-corruption-within-lag" => Plan {
            config: lagging,
            fault: &[DeleteLetters],
            hands: &[Suspend(TO_TARGET), Resume(TO_TARGET), Logs(1)],
            ..plan
        },
        // The restore itself is the administrator's; what the row is about begins when the source goes on.
        "source-restored-from-older-backup" => Plan {
            before: &[Backup, Wait(1_500), Logs(3), Dismount, Wait(60), RestoreBackup(true), Wait(1_500)],
            fault: &[Mount],
            hands: &[Suspend(TO_TARGET), Resume(TO_TARGET), Logs(1)],
            ..plan
        },
        "target-backed-up" => Plan { fault: &[BackupOfTargetIsRefused(TARGET)], ..plan },
        "paths-missing-at-target" => Plan {
            config: bare,
            before: &[Stop("EXCHSTANDBY\\DatabaseDisk", How::Fail)],
            fault: &[Enable(TARGET)],
            hands: &[StartAll, Suspend(TO_TARGET), Resume(TO_TARGET), Wait(7_200)],
            ..plan
        },
        _ => return None,
    })
}
