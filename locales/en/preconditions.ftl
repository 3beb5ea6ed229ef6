### Preconditions: what a rule needs, as statements that hold or fail.

needs-owner-lost = { $node }, which has { $server }, is lost or cannot run it
needs-other-member = { $node } is a running member of the cluster
needs-other-network = { $node } has the public network
needs-quorum = the cluster has quorum ({ $votes } of { $of } votes, { $needed } needed)
needs-witness-in-reach = { $node } can reach the file share witness
needs-not-mounted = { $database } is not mounted
needs-server-online = { $server } is online
needs-copy-fit = the copy on { $node } has a sound baseline
needs-within-dial = at most { $tolerated } closed logs are missing ({ $missing } are)
needs-open-log = the open log is not missing, because the dial is Lossless
needs-source-in-reach = { $node } can reach the logs on { $source }
needs-service = the Replication service runs on { $node }
needs-not-suspended = the copy on { $node } is not suspended
needs-not-failed = the copy on { $node } is not failed
needs-new-log = a closed log waits to be copied
needs-inspected-log = an inspected log waits to be replayed
needs-target-healthy = the copy on { $node } is Healthy
needs-hub = { $hub } can be reached
needs-lossy = a mount has lost logs since the hub was last asked
needs-diverged = the copy on { $node } has diverged
needs-first-log = the active copy has closed log { $log }
needs-nothing-flushed = nothing from log { $log } on has reached the old database file
needs-forced-set = ForcedDatabaseMountAfter is set
needs-waiting = { $database } waits for missing logs
needs-open-not-empty = something was written into the open log
needs-mounted = { $database } is mounted
