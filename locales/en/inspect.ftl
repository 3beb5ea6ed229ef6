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
fact-locked-by = Locked by
fact-nobody = nobody
fact-holds = Holds
fact-quorum-disk-holds = the cluster's configuration; no mail, no logs, no database
fact-reserved-by = reserved by
fact-witness-holds = a lock and a number; no mail, no logs, no database
