//! The rows: every fault of the four modes in the order of the product's failure tables.
//!
//! Where a table leaves a choice, the fault is told apart in two rows, or a comment says which way was taken.

use super::Loss::*;
use super::Mode::*;
use super::Remedy::*;
use super::Service::*;
use super::Standby::*;
use super::Status::*;
use super::{Loss, Mode, Remedy, Row, Service, Standby};

/// Every fault of every mode.
pub(crate) const ROWS: &[Row] = &[
    // LCR: never makes its copy active by itself.
    row(Lcr, "active-database-volume-lost", ByHand, Nothing, IsInterrupted, Is(Healthy), "[LCRREC], [RSGC]"),
    row(Lcr, "active-database-damaged", ByHand, Nothing, IsInterrupted, Is(Healthy), "[LCRREC]"),
    row(Lcr, "active-log-volume-lost", ByHand, UncopiedLogs, IsInterrupted, Unstated, "[CAP], [LCRREC]"),
    row(Lcr, "both-active-volumes-lost", ByHand, UncopiedLogs, IsInterrupted, Unstated, "[CAP], [LCRREC]"),
    row(Lcr, "passive-database-volume-lost", ByHand, Nothing, GoesOn, Is(Failed), "recalled"),
    row(Lcr, "passive-log-volume-lost", ByHand, Nothing, GoesOn, Is(Failed), "recalled"),
    // The copy stops, or it is failed: the table does not say which.
    row(Lcr, "passive-log-volume-full", ByHand, Nothing, GoesOn, Unstated, "recalled"),
    // Stopped, not crashed: no policy starts it again.
    row(Lcr, "replication-service-stopped", ByHand, Nothing, GoesOn, Is(ServiceDown), "[MNGCCR]"),
    row(Lcr, "store-crashed", Automatic, Nothing, IsInterrupted, Is(Healthy), "recalled"),
    row(Lcr, "server-lost-with-disks", ByHand, SinceBackup, IsInterrupted, Is(ServiceDown), "recalled"),
    row(Lcr, "server-lost-without-disks", ByHand, Nothing, IsInterrupted, Is(ServiceDown), "recalled"),
    row(Lcr, "shared-controller-lost", ByHand, SinceBackup, IsInterrupted, Is(Failed), "recalled"),
    row(Lcr, "logical-corruption", NotApplicable, SinceBackup, GoesOn, Is(Healthy), "[EXPEDIA]"),
    // Refused, so nothing happens at all.
    row(Lcr, "second-database-added", NotApplicable, Nothing, GoesOn, Is(Healthy), "[SCR]"),
    // SCC: moves by itself between nodes, and has one copy of the data.
    row(Scc, "scheduled-move", ByHand, Nothing, IsInterrupted, DoesNotExist, "[MOVECMS]"),
    row(Scc, "active-node-lost", Automatic, Nothing, IsInterrupted, DoesNotExist, "[SCCREC]"),
    row(Scc, "active-node-hung", Automatic, Nothing, IsInterrupted, DoesNotExist, "[SCCREC]"),
    row(Scc, "store-crashed", Automatic, Nothing, IsInterrupted, DoesNotExist, "recalled"),
    // The store does not depend on the System Attendant in 2007, as is believed.
    row(Scc, "system-attendant-crashed", Automatic, Nothing, GoesOn, DoesNotExist, "recalled"),
    row(Scc, "public-network-lost-on-active", Automatic, Nothing, IsInterrupted, DoesNotExist, "recalled"),
    row(Scc, "private-network-lost", NotApplicable, Nothing, GoesOn, DoesNotExist, "recalled"),
    // The owner of the quorum disk is taken to be the active node, and clients still reach it.
    row(Scc, "all-networks-between-nodes-lost", Automatic, Nothing, GoesOn, DoesNotExist, "recalled"),
    row(Scc, "passive-node-lost", NotApplicable, Nothing, GoesOn, DoesNotExist, "recalled"),
    row(Scc, "database-volume-lost", ByHand, SinceBackupLessLogs, IsInterrupted, DoesNotExist, "recalled"),
    // "Possible": a dirty database without its logs has to be restored. With a depth of 1 only the open log may go.
    row(Scc, "log-volume-lost", ByHand, SinceBackup, IsInterrupted, DoesNotExist, "recalled"),
    row(Scc, "storage-array-lost", ByHand, SinceBackup, IsInterrupted, DoesNotExist, "[SCCREC]"),
    row(Scc, "quorum-disk-lost", ByHand, Nothing, IsInterrupted, DoesNotExist, "recalled"),
    row(Scc, "logical-corruption", ByHand, SinceBackup, GoesOn, DoesNotExist, "recalled"),
    // Without a target of SCR in another site.
    row(Scc, "site-lost", ByHand, SinceBackup, IsInterrupted, DoesNotExist, "recalled"),
    // CCR: makes its copy active by itself when a node, a name or an address fails. Two nodes and a witness.
    row(Ccr, "scheduled-move", ByHand, Nothing, IsInterrupted, Is(Healthy), "[MOVECMS], [MCMS]"),
    // The dial is BestAvailability and allows what is missing; the row after the next one goes beyond it.
    row(Ccr, "active-node-lost", Automatic, UncopiedLogs, IsInterrupted, Is(ServiceDown), "[KB 921181], [PSBOOK]"),
    row(Ccr, "active-node-hung", Automatic, UncopiedLogs, IsInterrupted, Is(ServiceDown), "[KB 921181], [PSBOOK]"),
    row(Ccr, "active-node-lost-beyond-dial", ByHand, UncopiedLogs, IsInterrupted, Is(ServiceDown), "[PSBOOK], [RSGC]"),
    // "Often none": the old node's files can be read, so all logs are fetched.
    row(Ccr, "cluster-service-crashed-on-active", Automatic, Nothing, IsInterrupted, Unstated, "recalled"),
    row(Ccr, "store-crashed", Automatic, Nothing, IsInterrupted, Is(Healthy), "recalled"),
    // Moved while the logs can be read, as advised.
    row(Ccr, "database-volume-lost-on-active", ByHand, Nothing, IsInterrupted, Is(Healthy), "[MCMS]"),
    row(Ccr, "log-volume-lost-on-active", ByHand, UncopiedLogs, IsInterrupted, Unstated, "[CAP], [RSGC]"),
    // The node itself lives on; if not, it is a lost node.
    row(Ccr, "all-volumes-lost-on-active", ByHand, UncopiedLogs, IsInterrupted, Unstated, "recalled"),
    row(Ccr, "passive-node-lost", NotApplicable, Nothing, GoesOn, Is(ServiceDown), "[MNGCCR]"),
    row(Ccr, "passive-database-volume-lost", NotApplicable, Nothing, GoesOn, Is(Failed), "[MNGCCR]"),
    row(Ccr, "passive-log-volume-lost", NotApplicable, Nothing, GoesOn, Is(Failed), "[MNGCCR]"),
    // Stopped, not crashed: no policy starts it again.
    row(Ccr, "replication-service-stopped-on-passive", ByHand, Nothing, GoesOn, Is(ServiceDown), "[MNGCCR], [TTCMD]"),
    row(Ccr, "witness-lost", NotApplicable, Nothing, GoesOn, Is(Healthy), "[KB 921181]"),
    // Nothing is lost while the disks of the active node live, and the advice is to bring a vote back.
    row(Ccr, "witness-and-passive-node-lost", ByHand, Nothing, IsInterrupted, Unstated, "[KB 921181]"),
    row(Ccr, "witness-and-active-node-lost", ByHand, Nothing, IsInterrupted, Unstated, "[KB 921181]"),
    row(
        Ccr,
        "both-nodes-lost-and-last-active-returns",
        Automatic,
        Nothing,
        IsInterrupted,
        Is(ServiceDown),
        "[KB 921181]",
    ),
    // The witness bars it, and the advice is to start the node that was active last.
    row(Ccr, "both-nodes-lost-and-stale-node-returns", ByHand, Nothing, IsInterrupted, Unstated, "[KB 921181]"),
    row(Ccr, "private-network-lost", NotApplicable, Nothing, GoesOn, Is(Healthy), "recalled"),
    // "Usually few or none": without a replication host name on the private network no log can be fetched.
    row(Ccr, "public-network-lost-on-active", Automatic, UncopiedLogs, IsInterrupted, Unstated, "[MULTISITE4]"),
    row(Ccr, "public-network-lost-on-active-with-host-name", Automatic, Nothing, IsInterrupted, Unstated, "[NETRED]"),
    row(
        Ccr,
        "all-networks-between-nodes-lost-and-owner-wins",
        Automatic,
        Nothing,
        GoesOn,
        Is(ServiceDown),
        "[KB 921181]",
    ),
    row(
        Ccr,
        "all-networks-between-nodes-lost-and-passive-wins",
        Automatic,
        UncopiedLogs,
        IsInterrupted,
        Is(ServiceDown),
        "[KB 921181]",
    ),
    row(Ccr, "replication-network-lost", Automatic, Nothing, GoesOn, Is(Healthy), "[NETRED]"),
    // In all three the lost site was active. The table leaves the loss of the first and the last open.
    row(Ccr, "site-and-witness-lost", ByHand, UncopiedLogs, IsInterrupted, Unstated, "[MULTISITE3]"),
    row(
        Ccr,
        "site-lost-and-witness-elsewhere",
        Automatic,
        UncopiedLogs,
        IsInterrupted,
        Is(ServiceDown),
        "[MULTISITE3]",
    ),
    row(Ccr, "brief-fault-in-main-site", Automatic, UncopiedLogs, IsInterrupted, Unstated, "[MULTISITE4]"),
    row(Ccr, "log-damaged-in-transit", Automatic, Nothing, GoesOn, Is(Healthy), "[LOGRECOPY]"),
    row(Ccr, "log-damaged-in-every-attempt", ByHand, Nothing, GoesOn, Is(Failed), "[LOGRECOPY]"),
    // What the failover lost stays lost; the return loses nothing more.
    row(Ccr, "old-node-back-after-loss-within-depth", Automatic, Nothing, GoesOn, Is(Healthy), "[LLR], [INCZH]"),
    row(Ccr, "old-node-back-after-loss-beyond-depth", ByHand, Nothing, GoesOn, Is(Failed), "[INCZH], [EV2058]"),
    // If the loss is accepted; whoever waits for the node loses nothing.
    row(Ccr, "active-node-lost-while-suspended", ByHand, UncopiedLogs, IsInterrupted, Is(ServiceDown), "[RSGC]"),
    row(Ccr, "logical-corruption", NotApplicable, SinceBackup, GoesOn, Is(Healthy), "[EXPEDIA]"),
    // SCR: never makes its target active by itself. What a CCR as source loses by its own failover is not counted.
    row(Scr, "source-database-lost", ByHand, Nothing, IsInterrupted, Is(Healthy), "[SCRDB], [RSGC]"),
    row(Scr, "source-server-lost", ByHand, UncopiedLogs, IsInterrupted, Unstated, "[SCRNOTES], [RSGC]"),
    row(Scr, "source-site-lost", ByHand, UncopiedLogs, IsInterrupted, Unstated, "[CLEARCMS]"),
    row(
        Scr,
        "source-fails-over-in-its-cluster",
        Automatic,
        Nothing,
        IsInterrupted,
        Is(Healthy),
        "[EXPEDIA], [SCRBLOG]",
    ),
    // More than fifty logs; the target may have replayed what its source no longer has.
    row(Scr, "source-fails-over-behind-its-target", ByHand, Nothing, IsInterrupted, Is(Failed), "[EXPEDIA]"),
    row(Scr, "target-server-lost", ByHand, Nothing, GoesOn, Is(ServiceDown), "[SCRBLOG], [MNGCCR]"),
    row(Scr, "target-volume-lost", ByHand, Nothing, GoesOn, Is(Failed), "[SCRBLOG], [MNGCCR]"),
    row(Scr, "wide-area-network-lost", Automatic, Nothing, GoesOn, Unstated, "recalled"),
    row(Scr, "replication-service-stopped-on-target", ByHand, Nothing, GoesOn, Is(ServiceDown), "[MNGCCR]"),
    // "Choice": every log is at the target, and the administrator says up to which one to replay.
    row(Scr, "logical-corruption-within-lag", ByHand, Nothing, GoesOn, Is(Healthy), "[EXPEDIA], [SCRBLOG]"),
    row(Scr, "source-restored-from-older-backup", ByHand, Nothing, GoesOn, Unstated, "[SCRNOTES]"),
    // Refused, so nothing happens at all.
    row(Scr, "target-backed-up", NotApplicable, Nothing, GoesOn, Is(Healthy), "[BKP]"),
    row(Scr, "paths-missing-at-target", ByHand, Nothing, GoesOn, Is(Failed), "[SCR]"),
];

/// Makes a row, so that each stays on one line.
const fn row(
    mode: Mode,
    fault: &'static str,
    remedy: Remedy,
    loss: Loss,
    service: Service,
    standby: Standby,
    source: &'static str,
) -> Row {
    Row { mode, fault, remedy, loss, service, standby, source }
}
