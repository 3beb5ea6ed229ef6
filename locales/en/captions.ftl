### Captions: one sentence an event. Present tense, subject first, at most 16 words.

event-lab-started = The lab begins.
event-node-failed-power-cut = { $node } loses its power.
event-node-failed-crash = { $node } crashes.
event-node-failed-hang = { $node } hangs: nothing on it answers.
event-node-failed-shutdown = { $node } is shut down.
event-node-starting = { $node } is starting.
event-node-started = { $node } runs again; its services start.
event-node-shutting-down = { $node } shuts down in good order.
event-part-failed = { $part } fails: { $how }.
event-part-returned = { $part } works again.
event-part-replaced = { $part } is replaced by a new and empty one.
event-link-cut = { $a } and { $b } are cut off from each other on { $network }.
event-link-mended = { $a } and { $b } reach each other again on { $network }.
event-sites-cut = { $a } and { $b } are cut off from each other.
event-sites-mended = { $a } and { $b } reach each other again.
event-process-started = { $part } runs again.
event-heartbeats-missed = { $observer } misses { $missed } heartbeats of { $peer } on { $network }.
event-node-silent = { $observer } has missed { $missed } heartbeats of { $peer } on every network.
event-membership-changed = The cluster goes on with { $members }.
event-witness-locked = { $node } locks the file share witness and has its vote.
event-witness-refused-away = { $node } cannot reach the file share witness.
event-witness-refused-locked = { $node } finds the file share witness locked by { $holder }.
event-witness-released = { $node } loses the file share witness.
event-quorum-disk-reserved = { $node } reserves the quorum disk and has its vote.
event-quorum-disk-refused-away = { $node } cannot reach the quorum disk.
event-quorum-disk-refused-reserved = { $node } finds the quorum disk defended by { $holder }.
event-quorum-disk-released = { $node } loses the quorum disk.
event-quorum-forced = { $members } shall go on without a majority.
event-forced-quorum-ended = { $members } need no forced quorum any more.
event-node-paused = { $node } is paused: it keeps its vote and takes over nothing.
event-node-resumed = { $node } is resumed and can take over again.
event-cluster-group-moved = { $node } owns the cluster group now.
event-quorum-kept = { $members } has { $votes } of { $of } votes: quorum.
event-quorum-kept-together = { $members } have { $votes } of { $of } votes: quorum.
event-quorum-lost-together = { $members } have { $votes } of { $of } votes: no quorum without { $missing }.
event-quorum-lost = { $members } has { $votes } of { $of } votes: no quorum without { $missing }.
event-cluster-service-stopped = { $node } stops its cluster service and tries again every minute.
event-formation-refused = { $node } has { $votes } of { $of } votes: no cluster without { $missing }.
event-stale-node-refused = { $node } has an older configuration and waits for the other node.
event-cluster-formed-together = { $members } form the cluster with { $votes } of { $of } votes.
event-cluster-formed = { $members } forms the cluster with { $votes } of { $of } votes.
event-node-joined = { $node } joins the cluster.
event-resource-failed-name = The network name of { $server } fails on { $node }.
event-resource-failed-attendant = The System Attendant fails on { $node }.
event-resource-failed-store = The Information Store fails on { $node }.
event-resource-restarting = The cluster starts it again on { $node }: restart { $restarts } of { $allowed }.
event-move-handoff = { $server } is handed over from { $from } to { $to }.
event-move-cluster-tool = { $server } is moved from { $from } to { $to } with the cluster's own tool.
event-move-node-lost = { $server } moves to { $to }: { $from } is lost.
event-move-resource-failed = { $server } moves to { $to }: it cannot run on { $from }.
event-move-shutdown = { $server } moves to { $to }: { $from } shuts down.
event-move-formed = { $server } comes online on { $to }.
event-network-name-online = The network name of { $server } is online on { $node }.
event-store-online = The Information Store is online on { $node }.
event-server-online = { $server } is online on { $node }.
event-server-offline = { $server } is offline on { $node }.
event-server-failed = No node can run { $server }.
event-failover-held-back = { $server } stays offline: { $nodes } is paused.
event-failovers-exhausted = { $server } has failed over { $failovers } times and is left failed.
event-log-closed-full = Log { $log } is full and closed.
event-log-closed-roll = Log { $log } has waited long enough and is closed part-filled.
event-log-closed-by-hand = Log { $log } is closed by hand with { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}.
event-log-closed-dismount = Log { $log } is closed with the dismount.
event-log-closed-fetched = The open log is fetched from the old node as { $log }.
event-log-copied = Log { $log } is copied to { $node }.
event-log-copying-stopped = { $node } stops copying: the logs it lacks are out of reach.
event-logs-noticed = { $node } hears of log { $log } and goes on copying.
event-logs-noticed-by-look = { $node } looks again, finds the logs up to { $log } and goes on copying.
event-host-name-enabled = { $node } has a replication host name on the { $network } network.
event-host-name-disabled = { $node } loses a replication host name on the { $network } network.
event-replication-network-chosen = Logs leave { $node } by its replication host name on the { $network } network.
event-replication-network-public = Logs leave { $node } on the Public network: no replication host name is left.
event-log-inspected = Log { $log } passes inspection on { $node }.
event-inspection-failed = Log { $log } is damaged on { $node }: attempt { $attempt } of { $attempts } to copy it.
event-log-replayed = Log { $log } is replayed on { $node }.
event-copy-suspended = The copy on { $node } is suspended.
event-copy-resumed = The copy on { $node } is resumed.
event-copy-failed-volume = The copy on { $node } is failed: a volume is gone or full.
event-copy-failed-diverged = The copy on { $node } is failed: its database has diverged and needs a reseed.
event-copy-failed-seeding = The copy on { $node } is failed: seeding was interrupted.
event-copy-failed-inspection = The copy on { $node } is failed: a log stayed damaged and it needs a reseed.
event-copy-failed-baseline = The copy on { $node } is failed: it has no baseline.
event-resynchronizing-started = The copy on { $node } is compared from log { $log } on.
event-diverged-logs-dropped = { $node } drops { $logs ->
    [one] 1 diverged log
   *[other] { $logs } diverged logs
} and copies the active ones instead.
event-standby-enabled = { $node } becomes a target with a replay lag of { $lag }.
event-standby-disabled = { $node } is a target no more; its files stay.
event-standby-restored-all = { $node } has every log of the source and is a target no more.
event-standby-restored-short = { $node } is a target no more; { $logs ->
        [0] the open log of the source is
        [one] one closed log of the source is
       *[other] { $logs } closed logs of the source are
    } missing.
event-files-recovered = The database file on { $node } is in a clean shutdown.
event-files-adopted = { $node } takes the files of { $group } for { $holder }.
event-rebuild-started = Set-up rebuilds { $server } on { $node } from the directory.
event-server-rebuilt = { $server } is rebuilt on { $node }; its databases wait to be mounted.
event-local-server-cleared = { $server } is cleared from the cluster of { $node }.
event-old-server-kept-offline = { $server } stays offline on { $node }: its name is in use elsewhere.
event-seeding-started = The whole database is being copied to { $node }; it takes { $duration }.
event-seeding-finished = The new baseline on { $node } is complete.
event-copy-failed-log-missing = The copy on { $node } is failed: the next log is missing and it needs a reseed.
event-copy-failed-log-damaged = The copy on { $node } is failed: a log on its disk is damaged.
event-copy-failed-source-restored = The copy on { $node } is failed: its source was restored; suspend and resume it.
backup-full = full
backup-incremental = incremental
backup-differential = differential
backup-copy = copy
event-backup-started = A { $kind } backup from { $node } begins; it takes { $duration }.
event-backup-finished = The { $kind } backup from { $node } is complete up to log { $log }.
event-backup-stopped-by-hand = The { $kind } backup from { $node } is stopped.
event-backup-stopped-move = The { $kind } backup from { $node } ends early: { $server } moves or is offline.
event-backup-stopped-database = The { $kind } backup from { $node } ends early: the database is not mounted.
event-backup-stopped-copy = The { $kind } backup from { $node } ends early: the passive copy is not healthy.
event-backup-stopped-page = The { $kind } backup from { $node } fails with { $error } ({ $code }): a page is damaged.
event-backup-stopped-log = The { $kind } backup from { $node } fails with { $error } ({ $code }): a log is damaged.
event-logs-truncated = { $node } truncates { $logs ->
    [one] 1 log
   *[other] { $logs } logs
}, up to { $log }.
event-logs-deleted = { $logs ->
    [one] 1 log is
   *[other] { $logs } logs are
} deleted by hand on { $node }, up to { $log }.
event-newer-logs-deleted = { $logs ->
    [one] 1 log
   *[other] { $logs } logs
} after { $log } moved away by hand on { $node }.
event-circular-on = Circular logging of { $group } is on from the next mount.
event-circular-off = Circular logging of { $group } is off from the next mount.
event-log-damaged = Log { $log } on { $node } is damaged where it lies.
event-page-damaged = A page of { $database } on { $node } is damaged where it lies.
event-damaged-page-read = { $node } reads a damaged page of { $database }: error { $code }. It stays mounted.
event-mail-removed = { $letters ->
    [one] 1 letter is
   *[other] { $letters } letters are
} deleted from the mailboxes of { $database }.
event-volume-filled = { $part } has no space left: { $used } MB are used.
event-volume-has-space = { $part } has { $free } MB free again.
event-restore-started = { $database } is being restored on { $node }; it takes { $duration }.
event-database-restored = { $database } is restored; { $logs ->
    [0] no log carries it further
    [one] 1 log carries it to { $log }
   *[other] { $logs } logs carry it to { $log }
}.
event-restore-stopped = The restore of { $database } on { $node } ends early: no usable file is left.
event-newer-logs-given-up = Given up after the restored moment: { $what } of { $people ->
    [one] 1 person
   *[other] { $people } people
}.
event-recovery-failed = { $database } cannot be recovered: { $error } ({ $code }) at log { $log }.
event-database-dismounted = { $database } is dismounted in good order on { $node }.
event-database-dismounted-full = { $database } is dismounted on { $node }: a volume is full.
event-database-failed-store = { $database } is gone with the store on { $node }: dirty shutdown.
event-database-failed-quorum = { $database } goes down on { $node } with the cluster service: dirty shutdown.
event-database-failed-volume = { $database } is gone with its volume on { $node }: dirty shutdown.
event-remaining-logs-fetched-none = { $node } finds that no log is missing.
event-remaining-logs-fetched = { $node } fetches { $logs ->
    [one] 1 remaining log
   *[other] { $logs } remaining logs
} from the old node.
event-remaining-logs-out-of-reach = { $node } cannot fetch the remaining logs from { $source }.
event-mount-allowed = { $missing ->
    [0] No closed log is missing
    [one] 1 closed log is missing
   *[other] { $missing } closed logs are missing
} and the dial tolerates { $tolerated }: { $database } may mount.
event-mount-refused = { $missing ->
    [one] 1 closed log is missing
   *[other] { $missing } closed logs are missing
} and the dial tolerates { $tolerated }: { $database } waits.
event-mount-refused-open = The open log is missing and the dial tolerates no loss: { $database } waits.
event-mount-refused-unfit = The copy on { $node } is not fit to be mounted: { $database } waits.
event-loss-accepted = You accept the loss of { $missing ->
    [one] 1 closed log
   *[other] { $missing } closed logs
}.
event-mount-forced = The time of ForcedDatabaseMountAfter is over: { $database } mounts at any loss.
event-database-mounting = { $logs ->
    [0] { $database } is being mounted on { $node }
    [one] 1 log is replayed, then { $database } mounts on { $node }
   *[other] { $logs } logs are replayed, then { $database } mounts on { $node }
}.
event-database-mounted = { $database } is mounted on { $node }.
event-logs-lost = Left on the old node: { $what } of { $people ->
    [one] 1 person
   *[other] { $people } people
}.
lost-open-log = the open log with { $letters } and { $edits }
lost-closed-logs = { $closed ->
    [one] 1 closed log and the open one
   *[other] { $closed } closed logs and the open one
} with { $letters } and { $edits }
letters-of = { $count ->
    [one] 1 letter
   *[other] { $count } letters
}
edits-of = { $count ->
    [one] 1 other change
   *[other] { $count } other changes
}
event-outboxes-sent = Clients hand over { $edits ->
    [one] 1 change
   *[other] { $edits } changes
} that { $edits ->
    [one] was
   *[other] were
} made without the server.
event-letter-delivered = { $hub } delivers a letter.
event-letter-queued = { $hub } keeps a letter: the mailbox database cannot take it.
event-dumpster-sent-again = { $hub } sends { $letters } again; { $duplicates } were there already.
event-dumpster-out-of-reach = { $hub } should send again but cannot be reached.
event-dumpster-request-given-up = { $hub } is asked no more: its dumpster keeps nothing that long.
event-transport-config-set = Every dumpster keeps up to { $megabytes } MB and { $time }.
event-transport-config-off = Every transport dumpster is switched off.
event-group-made = { $group } is made.
event-group-removed = { $group } leaves the directory; its files stay.
event-database-made = { $database } is made in { $group }; its files come with the first mount.
event-database-removed = The database of { $group } leaves the directory; its files stay.
event-database-set = The settings of { $database } are changed.
event-files-moved = The files of { $group } are moved with their paths.
event-paths-set = The paths of { $group } point elsewhere; its files stay where they are.
event-copy-file-set = { $database } is to have a copy on the same server.
event-copy-file-unset = { $database } is to have no copy on the same server.
event-copy-enabled = { $group } is replicated to the second disks of its server.
event-copy-disabled = { $group } is replicated no more; the files of the copy stay.
event-copy-files-moved = The files of the copy of { $group } lie at other paths.
event-volumes-swapped = The disks of { $group } and of its copy change places.
event-local-restored-all = The copy of { $group } has every log and can be mounted.
event-local-restored-short = The copy of { $group } can be mounted without { $missing ->
    [0] the open log
    [one] 1 closed log
   *[other] { $missing } closed logs
}.
event-mailboxes-rehomed = { $people ->
    [one] 1 mailbox is
   *[other] { $people } mailboxes are
} in { $database } once the directory has replicated, in { $duration }.
event-mailboxes-moved = { $people ->
    [one] 1 mailbox is
   *[other] { $people } mailboxes are
} in { $database } from now on, without content.
event-mount-dial-set = The mount dial now tolerates { $tolerated ->
    [one] 1 missing log
   *[other] { $tolerated } missing logs
}.
event-forced-mount-set = A waiting database is now mounted after { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} at any loss.
event-forced-mount-unset = A waiting database now waits as long as it takes.
event-workload-set = People now write { $messages ->
    [one] 1 letter
   *[other] { $messages } letters
} an hour.
event-service-lost = People cannot work with their mailboxes any more.
event-service-restored = People can work again after { $after }.

command-stop = You break { $part }: { $how }.
command-start = You start { $part }.
command-replace = You replace { $part } by a new one.
command-start-all = You mend everything.
command-cut = You cut { $a } off from { $b }.
command-mend = You mend the link between { $a } and { $b }.
command-close-log = You close the open log.
command-send-mail = You send { $count ->
    [one] 1 letter
   *[other] { $count } letters
}.
command-set-workload = You set the load to { $messages } letters an hour.
command-transport-config = You set the limits of the transport dumpsters.
command-move = You move { $server } to { $to }.
command-enable-host-name = You give { $node } a replication host name on the { $network } network.
command-disable-host-name = You take the replication host name { $host } away.
command-move-group = You move the group of { $server } to { $to } with the cluster's own tool.
command-move-cluster-group = You move the cluster group to { $to }.
command-start-server = You start { $server }.
command-stop-server = You stop { $server }.
command-start-cluster-service = You start the cluster service on { $node }.
command-stop-cluster-service = You stop the cluster service on { $node }.
command-force-quorum = You force quorum on { $node }.
command-pause = You pause { $node }.
command-resume-node = You resume { $node }.
command-suspend = You suspend the copy.
command-resume = You resume the copy.
command-update = You copy the whole database anew.
command-enable-standby = You make { $node } a target of standby continuous replication.
command-disable-standby = You end standby continuous replication to { $node }.
command-restore-standby = You restore the copy on { $node }: it ends being a target.
command-recover-files = You recover the database file on { $node } with its logs.
command-recover-server = You rebuild { $server } on { $node }.
command-clear-local-server = You clear { $server } from the cluster of { $node }.
command-restore = You accept the loss of the missing logs.
command-start-backup = You begin a { $kind } backup of { $group }.
command-stop-backup = You stop the backup of { $group }.
command-restore-backup = You restore { $database } from its backup.
command-delete-logs = You delete { $count ->
    [one] 1 log
   *[other] { $count } logs
} by hand.
command-delete-newer-logs = You move the logs after { $log } away by hand.
command-remove-mail = You delete letters from { $database }.
command-circular-on = You turn circular logging on.
command-circular-off = You turn circular logging off.
command-mount = You mount { $database }.
command-dismount = You dismount { $database }.
command-new-group = You make the storage group { $name }.
command-remove-group = You remove { $group }.
command-new-database = You make the database { $name }.
command-new-folder-database = You make the public folder database { $name }.
command-remove-database = You remove the database of { $group }.
command-set-database = You change settings of { $database }.
command-move-files = You move the files of { $group }.
command-set-paths = You point the paths of { $group } elsewhere.
command-enable-database-copy = You want a copy of { $database } on the same server.
command-disable-database-copy = You want no copy of { $database } on the same server.
command-enable-copy = You begin to replicate { $group }.
command-disable-copy = You end the replication of { $group }.
command-restore-local = You restore the copy of { $group }.
command-move-copy = You move the files of the copy of { $group }.
command-swap-volumes = You swap the disks of { $group } and its copy.
command-move-mailboxes = You let { $count ->
    [one] 1 mailbox
   *[other] { $count } mailboxes
} be in { $database }.
command-dial = You set the mount dial to { $dial }.
command-forced-mount = You set the time for a forced mount.

list-and = { $first } and { $last }
