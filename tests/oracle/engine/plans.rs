//! How each row is set up on the engine, and what an administrator does then.

use super::storage_plans;
use crate::failover::Mode;
use Act::*;
use failover_lab::engine::SimSpan;
use failover_lab::model::ids::How;
use failover_lab::model::params::{self, Build, Config};

/// One thing that happens on the bench.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Stop(&'static str, How),
    Start(&'static str),
    StartAll,
    Cut(&'static str, &'static str),
    CutPublic(&'static str, &'static str),
    CutSites(u8, u8),
    MendSites(u8, u8),
    /// A replication host name of a node on the private network.
    HostName(&'static str, &'static str),
    /// The cluster group, and the quorum with it, to this node.
    OwnQuorum(&'static str),
    /// `net start clussvc /fixquorum` on this node.
    FixQuorum(&'static str),
    StartServer,
    /// So many logs with a letter each.
    Logs(u64),
    /// Seconds.
    Wait(u64),
    Move(&'static str),
    Suspend(Option<&'static str>),
    Resume(Option<&'static str>),
    Update(Option<&'static str>),
    /// Accepts what the mount dial refuses.
    Restore,
    /// The same cmdlet for a target, which is one no more.
    RestoreTarget(&'static str),
    /// And for the copy of LCR, with `-ReplaceLocations`.
    RestoreLocal,
    /// `eseutil /r` on this server, and whether with `/a`.
    RecoverFiles(&'static str, bool),
    /// Set-up rebuilds the Mailbox server on this machine.
    Rebuild(&'static str),
    /// Makes a server a target.
    Enable(&'static str),
    /// A holder on this server takes the recovered files, and the mailboxes follow.
    PortDatabase(&'static str),
    Mount,
    Dismount,
    /// Puts something new in the place of what was lost.
    Replace(&'static str),
    /// A full backup of the active copy.
    Backup,
    /// Whether logs that came after it carry it forward.
    RestoreBackup(bool),
    /// All letters.
    DeleteLetters,
    BackupOfTargetIsRefused(&'static str),
    SecondDatabaseIsRefused,
}

/// When a row's status of the other copy is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// When all has happened that happens by itself.
    BeforeHands,
    /// The other copy is the old one, which it is only once the new one is mounted by hand.
    AfterHands,
}

/// A row on the engine.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    pub(super) config: Config,
    /// What stands before the fault.
    pub(super) before: &'static [Act],
    pub(super) fault: &'static [Act],
    /// What an administrator does when all has happened that happens by itself.
    pub(super) hands: &'static [Act],
    /// The fault is a command of hers, so that nothing is left to do.
    pub(super) is_begun_by_hand: bool,
    /// When the status of the other copy is that of the table.
    pub(super) status: When,
    /// Whether the table counts what is lost: not what a CCR as source loses by its own failover.
    pub(super) counts_loss: bool,
}

pub(super) const A: &str = "EXCHMAILBOX1";
pub(super) const B: &str = "EXCHMAILBOX2";

pub(super) const NONE: Plan = Plan {
    config: Config { build: Build::Sp1, mailboxes: 60, ..Config::DEFAULT },
    before: &[],
    fault: &[],
    hands: &[],
    is_begun_by_hand: false,
    status: When::BeforeHands,
    counts_loss: true,
};

pub(super) const fn of(mode: params::Mode) -> Plan {
    Plan { config: Config { mode, replay_lag: SimSpan::ZERO, ..NONE.config }, ..NONE }
}

/// How a row is set up; none if nobody has said how.
pub(super) fn plan(mode: Mode, fault: &str) -> Option<Plan> {
    let plan = match mode {
        Mode::Lcr => lcr(fault),
        Mode::Scc => scc(fault),
        Mode::Ccr => ccr(fault),
        Mode::Scr => scr(fault),
    };
    plan.or_else(|| storage_plans::plan(mode, fault))
}

fn lcr(fault: &str) -> Option<Plan> {
    let plan = of(params::Mode::Lcr);
    const RESEED: &[Act] = &[StartAll, Suspend(None), Update(None), Wait(7_200)];
    Some(match fault {
        "passive-database-volume-lost" => {
            Plan { fault: &[Stop("EXCHMAILBOX\\CopyDatabaseDisk", How::Fail)], hands: RESEED, ..plan }
        }
        "passive-log-volume-lost" => {
            Plan { fault: &[Stop("EXCHMAILBOX\\CopyLogDisk", How::Fail)], hands: RESEED, ..plan }
        }
        "passive-log-volume-full" => {
            Plan { fault: &[Stop("EXCHMAILBOX\\CopyLogDisk", How::Full)], hands: RESEED, ..plan }
        }
        "replication-service-stopped" => {
            Plan { fault: &[Stop("EXCHMAILBOX\\Replication", How::Shutdown)], hands: &[StartAll], ..plan }
        }
        "store-crashed" => Plan { fault: &[Stop("EXCHMAILBOX\\Store", How::Crash)], ..plan },
        "server-lost-without-disks" => {
            Plan { fault: &[Stop("EXCHMAILBOX", How::PowerCut)], hands: &[StartAll], ..plan }
        }
        _ => return None,
    })
}

fn scc(fault: &str) -> Option<Plan> {
    let plan = of(params::Mode::Scc);
    Some(match fault {
        "scheduled-move" => Plan { fault: &[Move(B)], is_begun_by_hand: true, ..plan },
        "active-node-lost" => Plan { fault: &[Stop(A, How::PowerCut)], ..plan },
        "active-node-hung" => Plan { fault: &[Stop(A, How::Hang)], ..plan },
        "store-crashed" => Plan { fault: &[Stop("EXCHMAILBOX1\\Store", How::Crash)], ..plan },
        "system-attendant-crashed" => Plan { fault: &[Stop("EXCHMAILBOX1\\SystemAttendant", How::Crash)], ..plan },
        "public-network-lost-on-active" => Plan { fault: &[Stop("EXCHMAILBOX1\\Public", How::Fail)], ..plan },
        "private-network-lost" => Plan { fault: &[Stop("Private", How::Fail)], ..plan },
        "all-networks-between-nodes-lost" => Plan { fault: &[Cut(A, B)], ..plan },
        "passive-node-lost" => Plan { fault: &[Stop(B, How::PowerCut)], ..plan },
        "quorum-disk-lost" => {
            Plan { fault: &[Stop("QuorumDisk", How::Fail)], hands: &[FixQuorum(A), Wait(60), StartServer], ..plan }
        }
        _ => return None,
    })
}

fn ccr(fault: &str) -> Option<Plan> {
    let plan = of(params::Mode::Ccr);
    const RESEED: &[Act] = &[StartAll, Suspend(None), Update(None), Wait(7_200)];
    const ACCEPT: &[Act] = &[Restore, Mount];
    /// More logs than any dial tolerates, closed while none can be copied.
    const BEHIND: &[Act] = &[CutPublic(A, B), Logs(8)];
    const HOST_NAMES: &[Act] = &[HostName(A, "REPL1"), HostName(B, "REPL2"), Wait(300)];
    Some(match fault {
        "scheduled-move" => Plan { fault: &[Move(B)], is_begun_by_hand: true, ..plan },
        "active-node-lost" => Plan { fault: &[Stop(A, How::PowerCut)], ..plan },
        "active-node-hung" => Plan { fault: &[Stop(A, How::Hang)], ..plan },
        "active-node-lost-beyond-dial" => {
            Plan { before: BEHIND, fault: &[Stop(A, How::PowerCut)], hands: ACCEPT, status: When::AfterHands, ..plan }
        }
        "cluster-service-crashed-on-active" => Plan { fault: &[Stop("EXCHMAILBOX1\\Cluster", How::Crash)], ..plan },
        "store-crashed" => Plan { fault: &[Stop("EXCHMAILBOX1\\Store", How::Crash)], ..plan },
        // Healthy after the move, once the disk is there and the copy has a new baseline.
        "database-volume-lost-on-active" => Plan {
            fault: &[Stop("EXCHMAILBOX1\\DatabaseDisk", How::Fail)],
            hands: &[Move(B), Wait(300), StartAll],
            ..plan
        },
        "log-volume-lost-on-active" => {
            Plan { fault: &[Stop("EXCHMAILBOX1\\LogDisk", How::Fail)], hands: &[Move(B)], ..plan }
        }
        "all-volumes-lost-on-active" => Plan {
            fault: &[Stop("EXCHMAILBOX1\\LogDisk", How::Fail), Stop("EXCHMAILBOX1\\DatabaseDisk", How::Fail)],
            hands: &[Move(B)],
            ..plan
        },
        "passive-node-lost" => Plan { fault: &[Stop(B, How::PowerCut)], ..plan },
        "passive-database-volume-lost" => {
            Plan { fault: &[Stop("EXCHMAILBOX2\\DatabaseDisk", How::Fail)], hands: RESEED, ..plan }
        }
        "passive-log-volume-lost" => Plan { fault: &[Stop("EXCHMAILBOX2\\LogDisk", How::Fail)], hands: RESEED, ..plan },
        "replication-service-stopped-on-passive" => {
            Plan { fault: &[Stop("EXCHMAILBOX2\\Replication", How::Shutdown)], hands: &[StartAll], ..plan }
        }
        "witness-lost" => Plan { fault: &[Stop("HUB1\\Witness", How::Fail)], ..plan },
        "witness-and-passive-node-lost" => {
            Plan { fault: &[Stop("HUB1\\Witness", How::Fail), Stop(B, How::PowerCut)], hands: &[StartAll], ..plan }
        }
        // Nothing is lost if the old node is waited for: it forms the cluster with what it has.
        "witness-and-active-node-lost" => {
            Plan { fault: &[Stop("HUB1\\Witness", How::Fail), Stop(A, How::PowerCut)], hands: &[Start(A)], ..plan }
        }
        "both-nodes-lost-and-last-active-returns" => {
            Plan { fault: &[Stop(B, How::PowerCut), Wait(60), Stop(A, How::PowerCut), Wait(60), Start(A)], ..plan }
        }
        "both-nodes-lost-and-stale-node-returns" => Plan {
            fault: &[Stop(B, How::PowerCut), Wait(60), Stop(A, How::PowerCut), Wait(60), Start(B)],
            hands: &[StartAll],
            ..plan
        },
        "private-network-lost" => Plan { fault: &[Stop("Private", How::Fail)], ..plan },
        "public-network-lost-on-active" => Plan { fault: &[Stop("EXCHMAILBOX1\\Public", How::Fail)], ..plan },
        "public-network-lost-on-active-with-host-name" => {
            Plan { before: HOST_NAMES, fault: &[Stop("EXCHMAILBOX1\\Public", How::Fail)], ..plan }
        }
        "replication-network-lost" => Plan { before: HOST_NAMES, fault: &[Stop("Private", How::Fail)], ..plan },
        "all-networks-between-nodes-lost-and-passive-wins" => {
            Plan { before: &[OwnQuorum(B)], fault: &[Cut(A, B)], ..plan }
        }
        // The main site cannot be reached for two minutes, and the witness stands in a third one.
        "brief-fault-in-main-site" => Plan {
            config: Config { sites: params::Sites::Two, witness: params::WitnessSite::Third, ..plan.config },
            fault: &[CutSites(0, 1), CutSites(0, 2), Wait(120), MendSites(0, 1), MendSites(0, 2)],
            ..plan
        },
        "all-networks-between-nodes-lost-and-owner-wins" => Plan { fault: &[Cut(A, B)], ..plan },
        "site-and-witness-lost" => Plan {
            fault: &[Stop(A, How::PowerCut), Stop("HUB1\\Witness", How::Fail)],
            // The way of the table with loss: the vote comes back without the old node.
            hands: &[Start("HUB1\\Witness")],
            ..plan
        },
        "site-lost-and-witness-elsewhere" => Plan { fault: &[Stop(A, How::PowerCut)], ..plan },
        "log-damaged-in-transit" => Plan {
            fault: &[Stop("EXCHMAILBOX2\\Public", How::Corrupt), Logs(1), Wait(1), Start("EXCHMAILBOX2\\Public")],
            ..plan
        },
        "log-damaged-in-every-attempt" => {
            Plan { fault: &[Stop("EXCHMAILBOX2\\Public", How::Corrupt), Logs(1)], hands: RESEED, ..plan }
        }
        "active-node-lost-while-suspended" => Plan {
            before: &[Suspend(None), Logs(8)],
            fault: &[Stop(A, How::PowerCut)],
            hands: ACCEPT,
            status: When::AfterHands,
            ..plan
        },
        _ => return None,
    })
}

fn scr(fault: &str) -> Option<Plan> {
    let plan = of(params::Mode::Scr);
    let of_ccr = Plan { config: Config { source: params::Source::Ccr, ..plan.config }, ..plan };
    const TARGET: Option<&str> = Some("EXCHSTANDBY");
    const RESEED: &[Act] = &[StartAll, Suspend(TARGET), Update(TARGET), Wait(7_200)];
    Some(match fault {
        "source-fails-over-in-its-cluster" => {
            // The table does not count what the CCR itself loses, so that it is handed over here.
            Plan { fault: &[Move(B)], is_begun_by_hand: true, ..of_ccr }
        }
        // The node that takes over lacks twenty logs that the target has replayed.
        "source-fails-over-behind-its-target" => Plan {
            fault: &[Suspend(None), Logs(70), Wait(120), Stop(A, How::PowerCut)],
            hands: &[Restore, Mount, Wait(300), Logs(1)],
            status: When::AfterHands,
            counts_loss: false,
            ..of_ccr
        },
        "target-server-lost" => {
            Plan { fault: &[Stop("EXCHSTANDBY", How::PowerCut)], hands: &[StartAll, Wait(600)], ..plan }
        }
        "target-volume-lost" => Plan { fault: &[Stop("EXCHSTANDBY\\DatabaseDisk", How::Fail)], hands: RESEED, ..plan },
        "wide-area-network-lost" => Plan { fault: &[Cut("EXCHMAILBOX", "EXCHSTANDBY")], ..plan },
        "replication-service-stopped-on-target" => {
            Plan { fault: &[Stop("EXCHSTANDBY\\Replication", How::Shutdown)], hands: &[StartAll, Wait(600)], ..plan }
        }
        _ => return None,
    })
}
