//! The rules of the model, each with an id, a grade and a source.
//!
//! Every event that is not a command names the rule that decided it. The sentence of a rule is
//! prose and lives with the other prose; here is what makes it checkable.

use crate::engine::{Canonical, Digest};

/// How sure a rule or a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Taken from published documentation.
    Documented,
    /// Documented in substance, with a figure chosen inside the published range.
    Approximated,
    /// Known from practice; no page is cited.
    Recalled,
    /// Believed, with doubt.
    Unsure,
    /// Left simpler than the product on purpose.
    Simplified,
    /// The lab's own; the product has nothing of the kind.
    Ours,
}

impl Grade {
    /// The word for people and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Grade::Documented => "documented",
            Grade::Approximated => "approximated",
            Grade::Recalled => "recalled",
            Grade::Unsure => "unsure",
            Grade::Simplified => "simplified",
            Grade::Ours => "ours",
        }
    }
}

macro_rules! rules {
    ($( $variant:ident = $id:literal, $word:ident, $grade:ident, $source:literal; )*) => {
        /// A rule of the model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(
                #[doc = concat!("`", $id, "`. Source: ", $source, ".")]
                $variant,
            )*
        }

        impl Rule {
            /// All rules, in the order of the mail's way.
            pub const ALL: &[Rule] = &[$( Rule::$variant ),*];

            /// The id, stable for ever.
            pub const fn id(self) -> &'static str {
                match self { $( Rule::$variant => $id ),* }
            }

            /// How sure it is.
            pub const fn grade(self) -> Grade {
                match self { $( Rule::$variant => Grade::$grade ),* }
            }

            /// Where it comes from: a tag of `MODEL.md`, or a sentence.
            pub const fn source(self) -> &'static str {
                match self { $( Rule::$variant => $source ),* }
            }

            /// The rule in one sentence.
            pub fn sentence(self) -> &'static str {
                match self { $( Rule::$variant => crate::words::$word() ),* }
            }
        }
    };
}

rules! {
    PartFails = "part-fails", rule_part_fails, Ours, "what a person broke is broken at once";
    PartReturns = "part-returns", rule_part_returns, Ours, "what a person mended works at once, or after it has started";
    PartReplaced = "part-replaced", rule_part_replaced, Ours, "a lost part may be mended as it was, or replaced by a new one";
    ServerStarts = "server-starts", rule_server_starts, Simplified, "boot and service start times are the lab's";
    PeopleWrite = "people-write", rule_people_write, Approximated, "SL1; arrivals by chance, evenly over the working day";
    CachedClients = "cached-clients", rule_cached_clients, Recalled, "administrators' recollection; TIPS";
    HubQueue = "hub-queue", rule_hub_queue, Documented, "DUMPBLOG";
    DumpsterKeeps = "dumpster-keeps", rule_dumpster_keeps, Documented, "DUMP, DUMPBLOG";
    LogFull = "log-full", rule_log_full, Documented, "TXLOG";
    LogRoll = "log-roll", rule_log_roll, Documented, "LLR";
    LogClosedByHand = "log-closed-by-hand", rule_log_closed_by_hand, Ours, "the product has no such command";
    ClosedLogsShip = "closed-logs-ship", rule_closed_logs_ship, Documented, "SEED, WITPCCR";
    LogNotice = "log-notice", rule_log_notice, Recalled, "administrators' recollection; MNGCCR for the status Stopped";
    ReplicationNetworks = "replication-networks", rule_replication_networks, Documented, "NETRED, NETMIX";
    Inspection = "inspection", rule_inspection, Documented, "LOGRECOPY, LCRTAB";
    ReplayInOrder = "replay-in-order", rule_replay_in_order, Documented, "WITPCCR";
    CopySuspended = "copy-suspended", rule_copy_suspended, Documented, "SSGC";
    CopyFails = "copy-fails", rule_copy_fails, Documented, "MNGCCR";
    StandbyTarget = "standby-target", rule_standby_target, Documented, "SCR, SCRPLAN, SCRNOTES";
    StandbyDatabase = "standby-database", rule_standby_database, Documented, "SCRWHERE, ITPSCR";
    StandbyRestore = "standby-restore", rule_standby_restore, Documented, "RSGC, SCRNOTES";
    DatabasePortability = "database-portability", rule_database_portability, Documented, "DBPORT, SCRNOTES";
    RecoverServer = "recover-server", rule_recover_server, Documented, "CLEARCMS; the same for a server that is not clustered is recalled";
    ClearLocalServer = "clear-local-server", rule_clear_local_server, Documented, "CLEARCMS";
    HeartbeatLoss = "heartbeat-loss", rule_heartbeat_loss, Documented, "KB 892422, HB08";
    Regroup = "regroup", rule_regroup, Approximated, "KB 892422; its length is chosen inside the published range";
    Majority = "majority", rule_majority, Documented, "KB 921181";
    WitnessBreaksTies = "witness-breaks-ties", rule_witness_breaks_ties, Documented, "KB 921181";
    QuorumDiskDefended = "quorum-disk-defended", rule_quorum_disk_defended, Documented, "KB 309186, cc770620";
    LockLapses = "lock-lapses", rule_lock_lapses, Unsure, "KB 309186 for the disk; how long a server keeps the lock of a client that it has lost is not published";
    StaleNodeWaits = "stale-node-waits", rule_stale_node_waits, Documented, "KB 921181, partition in time";
    NoQuorumNoService = "no-quorum-no-service", rule_no_quorum_no_service, Documented, "KB 921181, cc783705";
    ForcedQuorum = "forced-quorum", rule_forced_quorum, Recalled, "administrators' recollection; MULTISITE4";
    FormOrJoin = "form-or-join", rule_form_or_join, Documented, "cc783705";
    GroupMoves = "group-moves", rule_group_moves, Documented, "CCR, SEED";
    FailoverThreshold = "failover-threshold", rule_failover_threshold, Recalled, "administrators' recollection; 10 or one less than nodes in 6 hours";
    PausedNode = "paused-node", rule_paused_node, Documented, "MULTISITE4";
    ClusterToolMoves = "cluster-tool-moves", rule_cluster_tool_moves, Documented, "MOVECMS, SEED";
    StoppedByHand = "stopped-by-hand", rule_stopped_by_hand, Recalled, "administrators' recollection; CCRRES";
    OnlineOrder = "online-order", rule_online_order, Documented, "CCRRES";
    ServiceManager = "service-manager", rule_service_manager, Recalled, "the service manager's recovery actions";
    ResourceRestarts = "resource-restarts", rule_resource_restarts, Documented, "POLL, POLL2, KB 947712";
    NameNeedsNetwork = "name-needs-network", rule_name_needs_network, Documented, "MULTISITE4";
    FetchRemainingLogs = "fetch-remaining-logs", rule_fetch_remaining_logs, Recalled, "administrators' recollection";
    MountDial = "mount-dial", rule_mount_dial, Documented, "PSBOOK; the open log counts for Lossless only (derived)";
    PublicFolders = "public-folders", rule_public_folders, Documented, "LCRPROS, PFDBS, PFCCR";
    WaitForOldNode = "wait-for-old-node", rule_wait_for_old_node, Documented, "PSBOOK";
    ForcedMount = "forced-mount", rule_forced_mount, Documented, "PSBOOK, EV2093";
    Recovery = "recovery", rule_recovery, Documented, "ESEUTIL";
    CleanDismount = "clean-dismount", rule_clean_dismount, Documented, "MOVECMS, ESEUTIL";
    DirtyShutdown = "dirty-shutdown", rule_dirty_shutdown, Documented, "ESEUTIL";
    VolumeLoss = "volume-loss", rule_volume_loss, Documented, "CAP";
    LossyMount = "lossy-mount", rule_lossy_mount, Documented, "EV2091, LLR";
    DumpsterSendsAgain = "dumpster-sends-again", rule_dumpster_sends_again, Documented, "DUMPBLOG, DUMP125";
    DumpsterAsksAgain = "dumpster-asks-again", rule_dumpster_asks_again, Recalled, "administrators' recollection";
    Handoff = "handoff", rule_handoff, Documented, "MOVECMS, MCMS";
    Divergence = "divergence", rule_divergence, Documented, "EV2058, INCZH";
    IncrementalReseed = "incremental-reseed", rule_incremental_reseed, Recalled, "administrators' recollection; LLR";
    Backup = "backup", rule_backup, Documented, "BKP, BKPBLOG";
    Truncation = "truncation", rule_truncation, Documented, "SCRBLOG, EXPEDIA";
    CircularLogging = "circular-logging", rule_circular_logging, Documented, "CIRC";
    LogsDeletedByHand = "logs-deleted-by-hand", rule_logs_deleted_by_hand, Ours, "the product leaves that to the file system";
    DiskFills = "disk-fills", rule_disk_fills, Documented, "CAP, KML";
    PhysicalDamage = "physical-damage", rule_physical_damage, Recalled, "pages are rebuilt from logs on a copy";
    LogicalDamage = "logical-damage", rule_logical_damage, Documented, "EXPEDIA";
    Restore = "restore", rule_restore, Recalled, "a restore goes to the active location; SL2, SCRNOTES";
    Seeding = "seeding", rule_seeding, Documented, "USGC";
    LocalCopy = "local-copy", rule_local_copy, Documented, "LCRPROS, WML, SCRWHERE";
    LocalRestore = "local-restore", rule_local_restore, Documented, "RSGC, LCRREC";
    DirectoryObjects = "directory-objects", rule_directory_objects, Documented, "REDGATE, WML";
    DirectoryReplication = "directory-replication", rule_directory_replication, Documented, "SCRDB; that Autodiscover redirects clients is recalled";
    BalanceArrivals = "balance-arrivals", rule_balance_arrivals, Ours, "a stream of chance for each purpose";
    BalanceAlgorithm = "balance-algorithm", rule_balance_algorithm, Documented, "nginx, HAProxy and LVS sources; Karger 1997; Eisenbud 2016; Mirrokni 2018; Finagle source";
    BalanceService = "balance-service", rule_balance_service, Simplified, "queueing theory; a server of a product has no such numbers";
    BalanceAlternates = "balance-alternates", rule_balance_alternates, Documented, "RFC 5321; that equals are tried at random is recalled";
    BalanceDns = "balance-dns", rule_balance_dns, Documented, "RFC 1794; Microsoft";
    BalanceNlb = "balance-nlb", rule_balance_nlb, Simplified, "Microsoft, How Network Load Balancing Technology Works; the hash and the map are ours";
    BalanceChecks = "balance-checks", rule_balance_checks, Documented, "HAProxy manual; AWS guide; the silence of F5 is recalled";
    BalancePassiveChecks = "balance-passive-checks", rule_balance_passive_checks, Documented, "nginx source";
    BalanceFailOpen = "balance-fail-open", rule_balance_fail_open, Documented, "AWS guide";
    BalanceAffinity = "balance-affinity", rule_balance_affinity, Documented, "AWS guide; HAProxy manual";
    BalanceDraining = "balance-draining", rule_balance_draining, Documented, "AWS guide";
    BalanceSlowStart = "balance-slow-start", rule_balance_slow_start, Simplified, "HAProxy and AWS let a weight grow; here every algorithm passes a warming server over in proportion";
    BalanceRetry = "balance-retry", rule_balance_retry, Documented, "HAProxy manual; AWS Architecture Blog 2015; Finagle blog 2016";
    ServiceForPeople = "service-for-people", rule_service_for_people, Documented, "CCR; people connect by the name of the clustered mailbox server";
    DispatchPolicy = "dispatch-policy", rule_dispatch_policy, Recalled, "GSS87, FAC92, TSS93, GRAHAM";
    WorkStealing = "work-stealing", rule_work_stealing, Documented, "STEAL99";
    TaskRuns = "task-runs", rule_task_runs, Simplified, "one link that takes one transfer after the other";
    FirstResultWins = "first-result-wins", rule_first_result_wins, Documented, "MAPREDUCE";
    Liveness = "liveness", rule_liveness, Documented, "MAPREDUCE";
    Reissue = "reissue", rule_reissue, Documented, "MAPREDUCE";
    RetryCap = "retry-cap", rule_retry_cap, Recalled, "Hadoop, mapred-default.xml";
    BackupTask = "backup-task", rule_backup_task, Documented, "MAPREDUCE, LATE";
    MasterCheckpoint = "master-checkpoint", rule_master_checkpoint, Recalled, "MAPREDUCE names it as the easy way out";
    MasterAlone = "master-alone", rule_master_alone, Recalled, "MAPREDUCE gives the job up";
    JobEnds = "job-ends", rule_job_ends, Ours, "a job is done when its last result is taken";
}

impl Rule {
    /// The rule with this id, in any letter case.
    pub fn from_id(id: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.id().eq_ignore_ascii_case(id))
    }
}

impl Canonical for Rule {
    fn write_to(&self, digest: &mut Digest) {
        digest.text(self.id());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_a_source_and_a_sentence() {
        for (index, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(Rule::from_id(rule.id()), Some(*rule));
            assert!(!rule.source().is_empty(), "{}", rule.id());
            assert!(rule.sentence().ends_with('.'), "{}", rule.id());
            assert!(Rule::ALL[..index].iter().all(|other| other.id() != rule.id()));
        }
    }
}
