//! The table of figures: each with meaning, unit, grade and source.

use crate::model::rule::Grade;

/// One row of the table of figures.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// The constant's name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Its value.
    pub value: u64,
    /// Its unit.
    pub unit: &'static str,
    /// How sure it is.
    pub grade: Grade,
    /// Where it comes from.
    pub source: &'static str,
}

macro_rules! figures {
    ($( $(#[doc = $meaning:literal])+ $name:ident = $value:expr, $unit:literal, $grade:ident, $source:literal; )*) => {
        $(
            $(#[doc = $meaning])+
            #[doc = concat!("\n\nUnit: ", $unit, ". Source: ", $source, ".")]
            pub const $name: u64 = $value;
        )*
        /// All figures.
        pub const FIGURES: &[Figure] = &[
            $( Figure {
                name: stringify!($name),
                meaning: concat!($($meaning),+),
                value: $name,
                unit: $unit,
                grade: Grade::$grade,
                source: $source,
            } ),*
        ];
    };
}

figures! {
    /// Size of a transaction log file.
    LOG_FILE_BYTES = 1_048_576, "bytes", Documented, "TXLOG";
    /// Size of a page of a database.
    PAGE_BYTES = 8_192, "bytes", Documented, "STOREF";
    /// Logs for which database writes are deferred outside CCR.
    LLR_DEPTH_STANDALONE = 1, "logs", Documented, "LLR";
    /// Logs for which database writes are deferred in CCR from SP1 on.
    LLR_DEPTH_CCR_SP1 = 10, "logs", Documented, "LLR";
    /// `ReplayLagTime` of a target of standby continuous replication, unless another is given.
    SCR_REPLAY_LAG_HOURS = 24, "hours", Documented, "SCRPLAN";
    /// Longest `ReplayLagTime` and `TruncationLagTime`.
    SCR_LAG_MAX_HOURS = 168, "hours", Documented, "SCRPLAN";
    /// Newest logs that a target of standby continuous replication never replays.
    SCR_FIXED_LAG_LOGS = 50, "logs", Documented, "SCRPLAN";
    /// Period that the log roll divides by the LLR depth.
    LOG_ROLL_PERIOD_MS = 900_000, "ms", Documented, "LLR";
    /// Target distance between checkpoint and open log on the active copy.
    CHECKPOINT_DEPTH = 20, "logs", Recalled, "administrators' recollection";
    /// Distance between the checkpoint of a passive copy and its newest replayed log.
    PASSIVE_CHECKPOINT_DEPTH = 20, "logs", Unsure, "believed 5 to 20 MB";
    /// Reserved logs of a storage group, for an orderly end when the log volume is full.
    RESERVED_LOGS = 2, "logs", Documented, "KML";
    /// Attempts to copy and inspect a log before the copy is failed.
    INSPECT_ATTEMPTS = 3, "attempts", Documented, "LOGRECOPY";
    /// Missing logs that AutoDatabaseMountDial Lossless tolerates.
    DIAL_LOSSLESS = 0, "logs", Documented, "PSBOOK";
    /// Missing logs that AutoDatabaseMountDial GoodAvailability tolerates.
    DIAL_GOOD = 3, "logs", Documented, "PSBOOK";
    /// Missing logs that AutoDatabaseMountDial BestAvailability tolerates.
    DIAL_BEST = 6, "logs", Documented, "PSBOOK, LLR";
    /// Largest transport dumpster of a storage group on one hub.
    DUMPSTER_BYTES = 18 * 1_048_576, "bytes", Documented, "DUMP";
    /// Longest stay in the transport dumpster.
    DUMPSTER_AGE_MS = 7 * 86_400_000, "ms", Documented, "DUMP";
    /// Margin before the last good log from which a dumpster sends again.
    DUMPSTER_MARGIN_MS = 60_000, "ms", Ours, "the product keeps a margin; its length is not published";

    /// Most storage groups of a server with Standard Edition.
    GROUPS_STANDARD = 5, "storage groups", Documented, "STORE, SLIP";
    /// Most databases of a server with Standard Edition.
    DATABASES_STANDARD = 5, "databases", Documented, "STORE, SLIP";
    /// Most storage groups of a server with Enterprise Edition.
    GROUPS_ENTERPRISE = 50, "storage groups", Documented, "STORE, STOREF";
    /// Most databases of a server with Enterprise Edition.
    DATABASES_ENTERPRISE = 50, "databases", Documented, "STORE, STOREF";
    /// Databases of a storage group in the lab; the product takes 5, and 1 under continuous replication.
    DATABASES_PER_GROUP = 1, "databases", Simplified, "WML has 5, and 1 if it replicates";
    /// Nodes of a single copy cluster, at least.
    SCC_NODES_MIN = 2, "nodes", Recalled, "administrators' recollection";
    /// Nodes of a single copy cluster, at most.
    SCC_NODES_MAX = 8, "nodes", Recalled, "administrators' recollection";
    /// Targets of standby continuous replication a storage group, as advised; the product has no limit.
    SCR_TARGETS_MAX = 4, "targets", Documented, "ITPSCR, EXGENIE";
    /// Replication host names that one seeding takes.
    SEED_NETWORKS_MAX = 2, "names", Documented, "USGC";

    /// Largest database that is advised without continuous replication; the lab limits none.
    DATABASE_ADVISED_GB = 100, "GB", Documented, "SEED";
    /// Largest database that is advised with continuous replication; the lab limits none.
    DATABASE_ADVISED_REPLICATED_GB = 200, "GB", Documented, "SEED, LCRPROS";
    /// Largest database of Standard Edition as released, unless the registry says otherwise; the lab limits none.
    DATABASE_STANDARD_RTM_GB = 50, "GB", Recalled, "another source knows of no limit, SLIP";
    /// Largest database of Standard Edition since Service Pack 1, unless the registry says otherwise.
    DATABASE_STANDARD_SP1_GB = 250, "GB", Recalled, "another source knows of no limit, SLIP";
    /// Largest database that the engine can have.
    DATABASE_ENGINE_TB = 16, "TB", Documented, "JARED";
    /// What local continuous replication costs its server; the lab does not count it.
    LCR_PROCESSOR_PERCENT = 20, "percent", Documented, "LCRPROS";
    /// What local continuous replication costs its server, at least; the lab does not count it.
    LCR_MEMORY_GB = 1, "GB", Documented, "LCRPROS";
    /// How long an administrator takes to activate a local copy, at most.
    LCR_RECOVERY_MINUTES = 10, "min", Documented, "LCRPERF";
    /// Typical outage when the storage of a single copy cluster is lost; in the lab it is what a restore takes.
    SCC_STORAGE_OUTAGE_HOURS = 24, "hours", Documented, "SCCREC";
    /// Average loss then, with a backup a day; in the lab it is what came after the last backup.
    SCC_STORAGE_LOSS_HOURS = 12, "hours", Documented, "SCCREC";
    /// Heartbeat interval of Windows Server 2008, at least; the lab keeps the default.
    HEARTBEAT_2008_MIN_MS = 250, "ms", Documented, "HB08";
    /// Heartbeat interval of Windows Server 2008 in one subnet, at most.
    HEARTBEAT_2008_MAX_MS = 2_000, "ms", Documented, "HB08";
    /// Heartbeat interval of Windows Server 2008 between subnets, at most.
    HEARTBEAT_2008_CROSS_MAX_MS = 4_000, "ms", Documented, "HB08";
    /// Missed heartbeats that can be set on Windows Server 2008, at least.
    NODE_MISSES_2008_MIN = 3, "heartbeats", Documented, "HB08";
    /// Missed heartbeats that can be set on Windows Server 2008, at most.
    NODE_MISSES_2008_MAX = 10, "heartbeats", Documented, "HB08";
    /// Missed heartbeats that can be set on Windows Server 2003, at least.
    NODE_MISSES_2003_MIN = 2, "heartbeats", Recalled, "administrators' recollection; KB 921181";
    /// Missed heartbeats that can be set on Windows Server 2003, at most.
    NODE_MISSES_2003_MAX = 20, "heartbeats", Recalled, "administrators' recollection; KB 921181";
    /// How long a resource may take to come online or go offline; in the lab none takes as long.
    PENDING_TIMEOUT_MS = 180_000, "ms", Recalled, "administrators' recollection";

    /// Heartbeat interval of Windows Server 2003.
    HEARTBEAT_2003_MS = 1_200, "ms", Documented, "KB 892422";
    /// Heartbeats missed on one network before that interface is unreachable, Windows Server 2003.
    INTERFACE_MISSES_2003 = 2, "heartbeats", Documented, "KB 892422";
    /// Heartbeats missed on every network before a node is down, Windows Server 2003.
    NODE_MISSES_2003 = 6, "heartbeats", Documented, "KB 892422";
    /// Heartbeat interval of Windows Server 2008 in one subnet.
    HEARTBEAT_2008_MS = 1_000, "ms", Documented, "HB08";
    /// Heartbeats missed on one network before that interface is unreachable, Windows Server 2008.
    INTERFACE_MISSES_2008 = 2, "heartbeats", Unsure, "as in Windows Server 2003";
    /// Heartbeats missed on every network before a node is down, Windows Server 2008.
    NODE_MISSES_2008 = 5, "heartbeats", Documented, "HB08";
    /// Time for the survivors to agree on a new membership.
    REGROUP_MS = 5_000, "ms", Approximated, "5 to 15 s with arbitration";
    /// Heartbeats by which a lock outlives the last regroup of those who counted on it.
    SPARE_HEARTBEATS = 1, "heartbeats", Ours, "so that nobody takes it in the very moment in which the other side stops";
    /// Pause of a node that does not own the quorum before it asks for the witness.
    WITNESS_DELAY_MS = 4_000, "ms", Unsure, "KB 921181, MNSFileShareDelay";
    /// Pause after which a challenger reserves a quorum disk that nobody defended, Windows Server 2003.
    DISK_CHALLENGE_2003_MS = 10_000, "ms", Documented, "KB 309186";
    /// Pause after which a challenger reserves a quorum disk that nobody defended, Windows Server 2008.
    DISK_CHALLENGE_2008_MS = 6_000, "ms", Recalled, "administrators' recollection";
    /// Time between two attempts of a node without quorum to form or join a cluster.
    FORM_RETRY_MS = 60_000, "ms", Documented, "cc783705";
    /// Cheap poll of a resource.
    LOOKS_ALIVE_MS = 5_000, "ms", Documented, "POLL";
    /// Thorough poll of a resource.
    IS_ALIVE_MS = 60_000, "ms", Documented, "POLL2";
    /// Restarts in place within the period before the group moves, Windows Server 2003.
    RESTARTS_2003 = 3, "restarts", Documented, "KB 947712";
    /// Restarts in place within the period before the group moves, Windows Server 2008.
    RESTARTS_2008 = 1, "restarts", Documented, "KB 947712";
    /// Period in which restarts in place are counted.
    RESTART_PERIOD_MS = 900_000, "ms", Documented, "POLL2, KB 947712";

    /// Failovers of a group after failed resources within the period, before it is left failed, Windows Server 2003.
    GROUP_FAILOVERS_2003 = 10, "failovers", Recalled, "administrators' recollection; in Windows Server 2008 one less than nodes";
    /// Period in which the failovers of a group are counted.
    GROUP_FAILOVER_PERIOD_MS = 21_600_000, "ms", Recalled, "administrators' recollection, 6 hours";
    /// Time until a resource that failed for good is tried again.
    RESOURCE_RETRY_MS = 3_600_000, "ms", Documented, "KB 947712";

    /// Time for IP address and network name to come online.
    NAME_ONLINE_MS = 8_000, "ms", Approximated, "5 to 10 s";
    /// Time for System Attendant and Information Store to start.
    STORE_ONLINE_MS = 30_000, "ms", Approximated, "20 to 40 s";
    /// Time for a crashed service to be started again in place.
    PROCESS_RESTART_MS = 20_000, "ms", Approximated, "20 to 40 s for the store";
    /// Time until the attempt to fetch the remaining logs from a dead node is given up.
    FETCH_TIMEOUT_MS = 20_000, "ms", Approximated, "10 to 30 s";
    /// Time to mount a database after recovery.
    MOUNT_MS = 8_000, "ms", Approximated, "5 to 15 s";
    /// Time to dismount a database in good order.
    DISMOUNT_MS = 6_000, "ms", Ours, "no published figure";
    /// Time until the replication service learns of a closed log.
    NOTIFY_MS = 100, "ms", Ours, "change notification on the folder";
    /// Time from one look into the log folder of a source to the next, for logs of which no notice came.
    LOG_POLL_MS = 10_000, "ms", Ours, "that there is a periodic poll is recalled, its period is not published";
    /// Time to copy one log over the network.
    COPY_MS = 300, "ms", Ours, "1 MB at some 30 Mbit/s";
    /// Time from one look for replication host names that work again to the next.
    NETWORK_DISCOVERY_MS = 300_000, "ms", Documented, "NETRED";
    /// Logs in a copy or replay queue beyond which Test-ReplicationHealth complains.
    HEALTH_QUEUE_LOGS = 10, "logs", Ours, "the product's limits are not published";
    /// Time after which the status of an RTM copy that lacks a log changes between two values.
    RTM_STATUS_FLAPS_MS = 60_000, "ms", Ours, "that it flaps is in MONCR, how fast is not";
    /// Time to inspect one log.
    INSPECT_MS = 200, "ms", Ours, "no published figure";
    /// Time to replay one log.
    REPLAY_MS = 500, "ms", Unsure, "0.1 to 1 s a log";
    /// Time to compare the logs of a returning copy with the active one.
    RESYNC_MS = 10_000, "ms", Ours, "no published figure";
    /// How many times as long a step takes on a slow disk or over a slow network.
    SLOW_TIMES = 10, "times", Ours, "so that a queue grows that a quick part would not have";
    /// Speed of seeding.
    SEED_BYTES_PER_SECOND = 10 * 1_048_576, "bytes/s", Unsure, "5 to 10 MB/s on hardware of 2007";
    /// Time between two looks of the truncation task.
    TRUNCATION_MS = 60_000, "ms", Unsure, "minutes; the period is not published";
    /// Speed of a streaming backup.
    BACKUP_BYTES_PER_SECOND = 20 * 1_048_576, "bytes/s", Ours, "no published figure; tape and disk of 2007";
    /// Speed of a backup from a snapshot.
    SNAPSHOT_BYTES_PER_SECOND = 60 * 1_048_576, "bytes/s", Ours, "no published figure; read from the volume itself";
    /// Time until a change of the directory has reached the other sites, unless another is given.
    DIRECTORY_REPLICATION_MINUTES = 15, "min", Documented, "SCRDB, its example of two sites";
    /// Backups with the database that are kept of a storage group.
    BACKUPS_KEPT = 7, "backups", Ours, "a week of daily full backups";
    /// How long a restore takes, of the time of a streaming backup.
    RESTORE_PERCENT = 120, "percent", Documented, "SL2";
    /// Log bytes of the record of a backup.
    BACKUP_RECORD_BYTES = 4_096, "bytes", Ours, "a page of the header";
    /// Log bytes of a deletion, however many letters it deletes.
    REMOVAL_BYTES = 8_192, "bytes", Ours, "so that a deletion fits into one log";
    /// Size of a log volume, unless another is given.
    LOG_DISK_MB = 1_048_576, "MB", Ours, "so large that it never matters in a short run";
    /// Size of a database volume, unless another is given.
    DATABASE_DISK_MB = 4 * 1_048_576, "MB", Ours, "so large that it never matters in a short run";
    /// Time for a server to start.
    BOOT_MS = 90_000, "ms", Ours, "no published figure";
    /// Time for a server to shut down after its services have stopped.
    SHUTDOWN_MS = 30_000, "ms", Ours, "no published figure";
    /// Time for the services of a started server to run.
    SERVICES_START_MS = 15_000, "ms", Ours, "no published figure";
    /// Time for set-up to rebuild a Mailbox server from the directory.
    RECOVER_SERVER_MS = 900_000, "ms", Ours, "no published figure";
    /// Letters a hub delivers from its queue in a second.
    QUEUE_DRAIN_PER_SECOND = 20, "letters/s", Ours, "no published figure";

    /// Size of a letter.
    LETTER_BYTES = 51_200, "bytes", Documented, "SL1, 50 KB";
    /// Other changes people make for every letter (drafts, calendar, flags, moves).
    EDITS_PER_LETTER = 2, "edits", Ours, "chosen so that the log volume comes out as published";
    /// Log bytes of one such change: what remains of the profile's log volume.
    EDIT_BYTES = 100_229, "bytes", Ours, "(6 MB - 25 x 50 KB) / (25 x 2), the same for every profile";
    /// Edits of a hundred that save a draft.
    SHARE_DRAFTS = 10, "%", Ours, "no published figure";
    /// Edits of a hundred that change an appointment or a contact.
    SHARE_CALENDAR = 10, "%", Ours, "no published figure";
    /// Edits of a hundred that change a task.
    SHARE_TASKS = 5, "%", Ours, "no published figure";
    /// Edits of a hundred that flag a letter or mark it as read.
    SHARE_FLAGS = 35, "%", Ours, "no published figure";
    /// Edits of a hundred that move or delete a letter.
    SHARE_MOVES = 30, "%", Ours, "no published figure";
    /// Edits of a hundred that put the copy of a sent letter into Sent Items.
    SHARE_SENT_ITEMS = 10, "%", Recalled, "one message of five is sent, and two edits go with each";
    /// Time in which a client in cached mode finds the server again.
    CLIENT_RECONNECT_MS = 30_000, "ms", Ours, "no published figure";
    /// Minutes an administrator takes to notice an outage, and again for each step, unless others are given.
    ADMIN_MINUTES = 10, "min", Ours, "no published figure";
    /// Minutes without mail after which the administrator of a storm accepts a loss or goes to another site.
    PATIENCE_MINUTES = 60, "min", Ours, "no published figure; until then what is broken may come back";
    /// Length of a working day, over which a profile's messages are spread.
    WORKING_DAY_HOURS = 8, "hours", Ours, "profiles count messages a working day";
    /// Size of a mailbox.
    MAILBOX_BYTES = 250 * 1_048_576, "bytes", Approximated, "T1, 250 MB";
    /// Time between two attempts to force the mount of a copy that is not fit to be mounted.
    FORCED_RETRY_MS = 60_000, "ms", Ours, "no published figure";
    /// Most letters that one command sends.
    SEND_LETTERS_MAX = 10_000, "letters", Ours, "so that no command stops the clock";
    /// Most bytes that one command sends.
    SEND_BYTES_MAX = 1 << 30, "bytes", Ours, "so that no command stops the clock";
    /// Second copies of late tasks that may run at the same time, of all workers; at least one.
    SPECULATIVE_CAP_PERCENT = 10, "percent", Recalled, "LATE";
    /// Time a letter is shown on its way between two servers.
    FLIGHT_MS = 1_000, "ms", Ours, "long enough to see";

    /// How many times as long a slow server takes.
    BALANCE_SLOW_FACTOR = 5, "times", Ours, "a fault of the lab";
    /// How quickly a server that fails fast answers with an error.
    BALANCE_FAIL_FAST_MS = 1, "ms", Ours, "a fault of the lab";
    /// What the hash of an address begins with in nginx.
    IP_HASH_START = 89, "(a number)", Documented, "nginx source";
    /// What the hash of an address is multiplied by for each octet in nginx.
    IP_HASH_FACTOR = 113, "(a number)", Documented, "nginx source";
    /// What the hash of an address is taken modulo in nginx.
    IP_HASH_MODULUS = 6_271, "(a number)", Documented, "nginx source";
    /// Times that nginx hashes an address again before it takes the next server in turn.
    IP_HASH_TRIES = 20, "tries", Documented, "nginx source";
    /// Points of a server on the ring of consistent hashing in nginx, for each unit of its weight.
    RING_POINTS = 160, "points", Documented, "nginx source";
    /// Pause before a connection to the same server is tried again, unless the timeout is shorter.
    RETRY_SAME_PAUSE_MS = 1_000, "ms", Documented, "HAProxy manual";
    /// From one check of a server to the next in HAProxy, and how long an answer is waited for.
    HAPROXY_CHECK_MS = 2_000, "ms", Documented, "HAProxy manual";
    /// Failed checks in a row until HAProxy takes a server for down.
    HAPROXY_FALL = 3, "checks", Documented, "HAProxy manual";
    /// Passed checks in a row until HAProxy takes a server for up.
    HAPROXY_RISE = 2, "checks", Documented, "HAProxy manual";
    /// Failures until nginx passes a server over.
    NGINX_MAX_FAILS = 1, "failures", Documented, "nginx source";
    /// How long nginx passes a server over, on a clock of whole seconds.
    NGINX_FAIL_TIMEOUT_S = 10, "s", Documented, "nginx source";
    /// From one check of a server to the next in a Classic Load Balancer of AWS.
    ELB_CHECK_MS = 30_000, "ms", Documented, "AWS guide";
    /// How long a Classic Load Balancer waits for the answer to a check.
    ELB_CHECK_TIMEOUT_MS = 5_000, "ms", Documented, "AWS guide";
    /// Failed checks in a row until a Classic Load Balancer takes a server for down.
    ELB_FALL = 2, "checks", Documented, "AWS guide";
    /// Passed checks in a row until a Classic Load Balancer takes a server for up.
    ELB_RISE = 10, "checks", Documented, "AWS guide";
    /// From one check of a server to the next in BIG-IP of F5.
    F5_CHECK_MS = 5_000, "ms", Documented, "Ansible module of F5";
    /// Silence after which BIG-IP takes a server for down: three checks and a second.
    F5_SILENCE_MS = 16_000, "ms", Recalled, "F5 recommends three times the interval and one second";
    /// From one heartbeat of Network Load Balancing to the next.
    NLB_HEARTBEAT_MS = 1_000, "ms", Documented, "KB Q232997 of Microsoft";
    /// Missed heartbeats after which the hosts converge.
    NLB_MISSES = 5, "heartbeats", Documented, "KB Q232997 of Microsoft";
    /// How long the hosts take to converge.
    NLB_CONVERGENCE_MS = 3_000, "ms", Approximated, "Microsoft gives 2.5 s to 3 s";
    /// How long a resolver keeps a record of DNS in Windows.
    DNS_TTL_S = 3_600, "s", Documented, "Learning Windows Server, chapter 4";
    /// How long a target that is deregistered may finish what it has, in AWS.
    DRAIN_S = 300, "s", Documented, "AWS guide";
    /// How long a cookie of a load balancer of AWS binds a session after its last request.
    COOKIE_LIFE_S = 86_400, "s", Documented, "AWS guide";
    /// How long a mail gateway waits, at least, before it tries all alternates again.
    SMTP_RETRY_S = 1_800, "s", Documented, "RFC 5321";
    /// How long a mail gateway keeps trying; the standard asks for four to five days at least.
    SMTP_GIVE_UP_S = 432_000, "s", Documented, "RFC 5321";
    /// Retries that are free under a retry budget.
    RETRY_BUDGET_RESERVE = 10, "retries/s", Documented, "Finagle blog 2016";
    /// How long a credit of a retry budget lives.
    RETRY_BUDGET_LIFE_S = 10, "s", Documented, "Finagle blog 2016";
}

const _: () =
    assert!(SHARE_DRAFTS + SHARE_CALENDAR + SHARE_TASKS + SHARE_FLAGS + SHARE_MOVES + SHARE_SENT_ITEMS == 100);
const _: () = assert!(DIAL_LOSSLESS < DIAL_GOOD && DIAL_GOOD < DIAL_BEST);
const _: () =
    assert!(6 * LOG_FILE_BYTES - 25 * LETTER_BYTES - 25 * EDITS_PER_LETTER * EDIT_BYTES < 25 * EDITS_PER_LETTER);
const _: () = assert!(NODE_MISSES_2008_MIN <= NODE_MISSES_2008 && NODE_MISSES_2008 <= NODE_MISSES_2008_MAX);
const _: () = assert!(NODE_MISSES_2003_MIN <= NODE_MISSES_2003 && NODE_MISSES_2003 <= NODE_MISSES_2003_MAX);
const _: () = assert!(HEARTBEAT_2008_MIN_MS <= HEARTBEAT_2008_MS && HEARTBEAT_2008_MS <= HEARTBEAT_2008_MAX_MS);
const _: () = assert!(NAME_ONLINE_MS < PENDING_TIMEOUT_MS && STORE_ONLINE_MS < PENDING_TIMEOUT_MS);
