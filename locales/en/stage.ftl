### Words in the drawing of a bench. Short: they stand in boxes.

people-count = { $count ->
    [one] 1 person
   *[other] { $count } people
}

## The whole drawing, for those who do not see it.

drawing-with-owner = The cluster: { $cms } is { $state } on { $node }; { $counted } of { $all } votes count.
drawing-alone = The server: { $server } is { $state }; { $copies ->
    [one] logs are copied to 1 other copy
   *[other] logs are copied to { $copies } other copies
}.
drawing-without-owner = The cluster: { $cms } is { $state }; { $counted } of { $all } votes count.

## People and their letters.

people-title = Outlook clients
people-title-short = People
people-at-work = at work
people-waiting = waiting { $time }
people-waiting-short = waits { $time }
account-present = delivered
account-queued = waiting
account-lost = lost
account-edits = edits lost

## Hub Transport server.

hub-role = Hub Transport server
hub-role-short = Hub Transport
hub-dumpster = Transport dumpster
hub-dumpster-short = Dumpster
hub-dumpster-held = { $held } of { $limit } MB · { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}
hub-dumpster-held-short = { $held } of { $limit } MB
hub-queue = Queue: { $letters ->
    [0] empty
    [one] 1 letter
   *[other] { $letters } letters
}
hub-name = { $hub }, Hub Transport server, { $state }. { $queued }. Dumpster: { $held } of { $limit } MB
hub-name-without-dumpster = { $hub }, Hub Transport server, { $state }. { $queued }

## Witness, votes, quorum.

witness-title = File share witness
witness-name = { $witness }, { $state }, { $lock }
witness-locked-by = locked by { $node }
witness-lock-short = lock: { $node }
witness-unlocked = not locked
quorum-disk-title = Quorum disk
quorum-disk-name = { $disk }, { $state }
quorum-disk-holds = owned by one node
quorum-disk-holds-short = one owner
cluster-title = Failover cluster
lcr-title = One server, two sets of disks
lcr-title-short = Two sets of disks
lcr-model = no cluster: the passive copy is activated by hand
scr-title = One server
scr-model = no cluster: it is the source of the copies below
quorum-held = { $counted } of { $all } votes: quorum
quorum-lost = { $counted } of { $all } votes: no quorum
quorum-unnoticed = { $counted } of { $all } votes: not counted yet
quorum-unnoticed-short = Not counted yet
quorum-held-short = Quorum
quorum-lost-short = No quorum
vote-counts = 1 vote
vote-missing = 0 votes

## A node and what is on it.

part-system-attendant = System Attendant
part-system-attendant-short = Attendant
part-log-volume = Log volume
part-database-volume = Database volume
node-name-without-vote = { $node }, { $role }, { $state }
node-name = { $node }, { $role }, { $state }, { $vote }
part-name = { $part }, { $state }, on { $node }
connection-name = { $part } connection of { $node }, { $state }
shared-title = Shared disks
shared-volume-name = { $part } that the nodes share, { $state }: { $detail }
disks-empty = no copy here
volume-name = { $part } of { $node }, { $state }: { $detail }
open-log = { $file }: { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}
copy-queue = copy queue { $logs }
replay-queue = replay queue { $logs }
copy-queue-title = copy queue
gulf = no failover across here: a target is activated by hand
gulf-short = activated by hand only
copy-queue-logs = { $logs ->
    [0] no log
    [one] 1 log
   *[other] { $logs } logs
}
logs-lost = { $logs ->
    [one] 1 log lost
   *[other] { $logs } logs lost
}: { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}
log-closed = closed
log-copied = copied, being inspected
log-replayed = replayed
log-missing = not here
log-lost = lost

## Networks.

heartbeats-missed = { $missed } of { $max } missed
network-name-without-heartbeats = { $network } network, { $state }, carries { $carries }
links-cut = { $cut } of { $links } links cut
network-name = { $network } network, { $state }, carries { $carries }; { $beats }
heartbeats-none = no heartbeats
heartbeats-pass = heartbeats pass
heartbeats-stopped = { $missed } of { $max } heartbeats missed in a row

## The clustered mailbox server.

badge-state = { $cms } · { $state }
badge-moving = { $cms } moving
badge-name = { $cms }, { $state }, on { $node }
badge-name-moving = { $cms } moves from { $from } to { $node }: { $step }
badge-name-nowhere = { $cms }, { $state }, on no node

## Votes.

votes-title = Votes
votes-sentence = { $counted } of { $all } votes count, { $needed } are needed.
votes-fatal-none = No single failure would stop the cluster now.
votes-fatal = Fatal next: { $parts }.
votes-stopped = The cluster has stopped: it lacks { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
}.
votes-unnoticed = The cluster has not counted again yet.
votes-spare = with { $votes } to spare
votes-just-enough = just enough
votes-too-few = too few
votes-picture = Balance: { $counted } against the majority of { $needed }, { $verdict }.
votes-majority = majority
votes-counting = counted
vote-of-counts = { $voter }: counts
vote-of-missing = { $voter }: does not count

## Log stream.

stream-title = Log stream of { $group }
stream-generation = Log
stream-written = written
stream-copied = copied
stream-replayed = replayed
stream-queue = queue
stream-copy-queue = copy queue
stream-copy-short = copy
stream-replay-short = replay
stream-replay-queue = replay queue
stream-open = { $fill } % full
stream-not-yet = not yet
stream-replay-waits = waits for replay

## Exposure.

gauge-title = If the active copy died now
gauge-title-down = What only the active copy has
gauge-logs = { $logs ->
    [0] All of it is in the open log.
    [one] It is in 1 closed log and the open one.
   *[other] It is in { $logs } closed logs and the open one.
}
gauge-covered = { $letters ->
    [one] 1 letter comes back from the dumpster
   *[other] { $letters } letters come back from the dumpster
}
gauge-gone = { $letters ->
    [one] 1 letter gone
   *[other] { $letters } letters gone
}
gauge-edits = { $edits ->
    [one] 1 other change gone
   *[other] { $edits } other changes gone
}
