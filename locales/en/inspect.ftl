### Labels of the panel that inspects a component.

fact-name = Name
fact-state = State
fact-since = Since
fact-why = Why
fact-because = Because
fact-role = Role
fact-member = Member of the cluster
fact-yes = yes
fact-no = no
fact-servers = Servers
fact-queue = Letters waiting
fact-dumpster = Letters in the transport dumpster
fact-dumpster-size = Size of the dumpster
fact-logs = Closed logs
fact-open-log = { $fill } % full, { $letters } letters, { $edits } other changes
fact-database = Database
fact-size = Size
fact-free = Free
fact-free-mb = { $free } of { $size } MB
fact-checkpoint = Checkpoint: replay would begin with log
fact-waypoint = Waypoint: newest log that may be in the file
fact-locked-by = Locked by
fact-nobody = nobody
fact-holds = Holds
fact-quorum-disk-holds = the cluster's configuration; no mail, no logs, no database
fact-reserved-by = reserved by
fact-witness-holds = a lock and a number; no mail, no logs, no database

### What a crash means to a letter that has come so far. Get-LabMail -Letter.

letter-hub-queue = Nothing: the hub keeps it until a database can take it.
letter-log-buffer = Memory and log buffer are gone. The hub never got its commit and delivers it again.
letter-open-log = Recovery on these disks redoes it. A copy elsewhere lacks the open log; a dumpster may have the letter.
letter-closed-log = Recovery on these disks redoes it. A copy has it if it has the log.
letter-required-log = Recovery needs this log: without it the database does not mount.
letter-database-file = Nothing: it is in the file, and no log is needed for it.
letter-no-file = The file is gone already: a backup with its logs, or another copy, brings the letter back.
letter-lost = It is lost already: its logs were given up, and no hub has sent it again.
