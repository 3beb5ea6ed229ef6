### Words of the scene: states in a few words. They stand in boxes.

scene-up = up
scene-starting = starting
scene-shutting-down = shutting down
scene-no-power = no power
scene-crashed = crashed
scene-hung = hung
scene-shut-down = shut down
scene-running = running
scene-standby = not in use here
scene-stopped = stopped
scene-no-quorum = stopped: no quorum
scene-gone = gone
scene-full = full
scene-connected = connected
scene-disconnected = disconnected
scene-damaging = damages files
scene-slow = slow
scene-reachable = in reach
scene-out-of-reach = out of reach

scene-active-copy = active copy
scene-passive-copy = passive copy
scene-was-active = was the active copy
scene-taking-over = taking over
scene-only-copy = the only copy
scene-standby-copy = standby copy
scene-left-behind = left behind
scene-active-node = active node
scene-passive-node = passive node
scene-mailbox-server = Mailbox server

scene-database-mounted = mounted
scene-database-dismounting = dismounting
scene-database-clean = clean shutdown
scene-database-dirty = dirty shutdown
scene-database-replica = copy, up to log { $log }
scene-database-empty-replica = copy, no log replayed yet
scene-database-absent = no database
scene-database-seeding = being seeded, { $percent } %
scene-database-fetching = fetching the remaining logs
scene-database-waiting = waiting for missing logs
scene-database-recovering = replaying logs
scene-database-mounting = mounting

scene-carries-public = clients, mail, logs, heartbeats
scene-carries-logs = clients, mail, logs
scene-carries-heartbeats = clients, mail, heartbeats
scene-carries-mail = clients, mail
scene-carries-private = heartbeats
scene-quorum-mns = majority node set with file share witness
scene-quorum-shared-disk = shared disk quorum
scene-quorum-disk-only = no majority: disk only
scene-quorum-node-set = majority node set
scene-quorum-node-majority = node majority
scene-quorum-node-and-disk = node and disk majority
scene-quorum-2008 = node and file share majority

scene-step-name = its network name comes online
scene-step-store = its store starts
scene-step-offline = its databases dismount
scene-step-mount = its database mounts

exposure-nothing = Nothing: every letter is on both nodes.
exposure-nothing-by-hand = No letter, but people wait until somebody helps.
exposure-one-copy = There is one copy only. A dead node loses nothing; dead disks lose all since the last backup.
exposure-some = { $letters } and { $edits } of { $people ->
    [one] 1 person
   *[other] { $people } people
}, { $wait }.
exposure-wait = { $seconds } s of waiting
exposure-wait-person = and waiting until somebody helps
exposure-not-mounted = The database is not mounted.
