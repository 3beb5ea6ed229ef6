### Words of the page around the drawing: buttons, headings, panels.

## The page

page-name = Failover Lab
page-title = Failover Lab: mail servers to break
modes = Modes of high availability
mode-name = { $mode }, { $words }
bench-lcr-words = local continuous replication, Exchange Server 2007
bench-scc-words = single copy cluster, Exchange Server 2007
bench-ccr-words = cluster continuous replication, Exchange Server 2007
bench-scr-words = standby continuous replication, Exchange Server 2007
picture = The cluster
caption-region = What happens
caption-start = People write letters, and a log file fills.
caption-rule = Rule:{" "}
colours-dark = Dark colours
colours-light = Light colours
page-failed = The lab has stopped: this is a fault of the page, not of your cluster. Reload it to go on.
notices-close = Put this notice away
embed-details = Why, parts, journal and console
embed-whole = Open the whole lab

## What to do next

pull-the-plug = Pull the plug
pull-the-plug-again = Pull the plug again
rewind-and-save = Rewind and save them
close-the-log = Close the log first
power-again = Power { $node } again
wait-for-the-copy = The log is being copied…
why = Why?
compare = Compare

## Time

time-region = Time
play = Play
pause = Pause
play-hint = Play or pause (space)
to-start = Back to the start
step-back = Back to the last event
step-forward = On to the next event
pace = Speed
pace-auto = Auto
pace-auto-now = Auto · { $times }×
pace-times = { $times }×
pace-minutes = { $minutes } min a second
pace-hours = { $hours ->
    [one] 1 h a second
   *[other] { $hours } h a second
}
scrubber = Moment
looking-back = Looking back; this run goes on to { $end }
lane-service = mailbox service
lane-copy = copy queue
lane-replay = replay queue
lanes-words = In { $length }: { $down } without mailbox service, at most { $copy } logs in the copy queue and { $replay } in the replay queue.
told-went-to = Now at { $moment }
told-switched = Branch { $number } is shown
told-new-run = A new run begins

## What people did, beside a mark

deed-power-cut = power cut: { $part }
deed-stop = stopped: { $part }
deed-start = started: { $part }
deed-close-log = log closed
deed-move = moved by hand
deed-send = letters sent

## Branches

branches = What you have tried
branch = Branch { $name }
branch-lost = lost: { $what }
branch-untouched = nothing done
branch-deeds-more = { $count } more, then { $deeds }
letters = { $count ->
    [one] 1 letter
   *[other] { $count } letters
}
compare-table = Branches compared
compare-away = Put the comparison away
compare-deeds = What you did

## Spans and moments

span-hours = { $count } h
span-minutes = { $count } min
span-seconds = { $count } s

## Settings of a run

settings = Settings
settings-of-run = Settings of a run
settings-words = A run keeps its settings. These begin a new one; the present run and its branches are let go.
settings-begin = Start a new run
settings-cancel = Cancel
setting-seed = Seed
setting-mailboxes = Mailboxes
setting-profile = Mail profile
setting-build = Exchange build
setting-windows = Windows Server
setting-dial = Mounts if missing
setting-edition = Edition
setting-hubs = Hub Transport servers
setting-clients = Mail programs
setting-admin-minutes = Minutes for each step by hand
setting-sites = Sites
setting-witness = Site of the witness
setting-nodes = Nodes
setting-quorum = Quorum of the single copy cluster
quorum-disk = Shared disk
quorum-disk-only = Disk only
quorum-majority = Majority of the nodes
quorum-share = Nodes and file share (2003)
quorum-node-and-share = Nodes and file share (2008)
quorum-node-and-disk = Nodes and disk (2008)
setting-source = Source
setting-target = Kind of target
setting-standby = Targets at the start
setting-targets = Targets
setting-replay-lag = ReplayLagTime
setting-truncation-lag = TruncationLagTime
setting-directory-replication = Directory replication
setting-log-disk = Log volumes (MB)
setting-database-disk = Database volumes (MB)
profile-light = light
profile-average = average
profile-heavy = heavy
profile-very-heavy = very heavy
build-rtm = RTM
build-sp1 = Service Pack 1
edition-standard = Standard
edition-enterprise = Enterprise
windows-2003 = 2003
windows-2008 = 2008
dial-lossless = Lossless: 0 logs
dial-good = Good availability: 3 logs
dial-best = Best availability: 6 logs

## Panel

panel = Explanations
tab-try-next = Try next
tab-why = Why?
tab-inspect = Inspect
tab-journal = Journal
why-kicker = Why did this happen?
why-because = Because
why-nothing = Nothing has happened yet that needs a reason.
why-latest = Ask about the latest event
why-line = Why? { $text }
go-to-moment = Go to this moment
inspect-all = All parts
inspect-parts = Parts
inspect-hint = Choose a part here or in the drawing to see its state, and to break or mend it.
inspect-networks = Networks
inspect-actions = What you can do to { $part }
inspect-facts = Facts about { $part }
journal-earlier = Earlier entries
journal-whole = With every letter and log

## The guided story

story-title = Save what is not copied yet
story-words = A server dies and takes its newest letters and changes with it. See which, and how to lose fewer.
story-done = {" "}(done)
story-pull = Pull the plug of the active server
story-pull-words = The log file it was just filling has not been copied yet. What will the cluster do, and what is lost?
story-ask = Ask why
story-ask-words = Every event knows what caused it, back to what you did, and the rule that decided it.
story-rewind = Go back in time
story-rewind-words = Ten seconds before the plug is pulled, everything is still there. What you tried is kept as a branch.
story-close = Close the log first
story-close-words = Only closed logs are copied. A log closes when it is full, or when you close it. A command given in the past starts a new branch.
story-pull-again = Pull the plug again
story-pull-again-words = The closed log is copied and replayed on the other server, and time stands still. Do it again.
story-compare = Compare both runs
story-compare-words = Same servers, same letters, same power cut. One closed log makes the difference.
story-over = That is the heart of it. Now break something else: choose a part in the drawing.

## The way through the other modes

tale-pull-active = Pull the plug of { $node }
tale-break-part = Break { $part }
tale-power = Power { $node } again
tale-replace = Replace { $part } by an empty disk
tale-mount = Mount the database
tale-restore = Activate the copy
tale-database-copy = Name the new copy's file
tale-enable = Enable replication again
tale-lose-cluster = Pull the plug of the rest of its cluster
tale-recover-server = Rebuild the mailbox server on the standby cluster
tale-recover = Bring the files to a clean shutdown
tale-holder = Make a storage group on the target
tale-held = Make a database object in it
tale-group-paths = Point the storage group to the logs
tale-database-path = Point the database to the file
tale-allow = Let it mount a foreign file
tale-homes = Give the mailboxes their new home
tale-over = That is the heart of this mode. Choose another above, or break something else: choose a part in the drawing.

tale-lcr-title = One server that keeps a second copy
tale-lcr-words = The passive copy is on other disks of the same server. Nothing fails over by itself: an administrator activates it.
tale-lcr-break-words = The database file is gone; the logs and the whole second copy are not. How long do people wait?
tale-lcr-restore-words = The last logs are copied over, the open one too, and the directory points to the copy's files. Replication ends.
tale-lcr-mount-words = The store replays what the copy lacks, and people go on. Nobody has to be moved: it is the same server.
tale-lcr-disk-words = The new disk is empty. Until it holds a copy again, the next broken disk is the last one.
tale-lcr-database-copy-words = First the database is told where its copy lies.
tale-lcr-enable-words = Now the storage group: its copy is seeded, and logs flow again.

tale-scc-title = Servers that share their disks
tale-scc-words = A dead server costs nothing here: another takes the same disks. The disks are what nobody can do without.
tale-scc-pull-words = There is no other copy to catch up. What does the next node need to go on?
tale-scc-power-words = It comes back as a passive node. Nothing moves back by itself.
tale-scc-break-words = Now break what all nodes share. Moving the server does not help: there is one copy only.

tale-scr-title = A copy far away
tale-scr-words = A target receives the same logs and waits. No cluster watches over it: somebody has to decide.
tale-scr-pull-words = Logs are on the target, and it may even be close behind. What happens now?
tale-scr-restore-words = The target stops being one and makes its files mountable, at the loss of what had not arrived.
tale-lose-cluster-words = A cluster goes on with another node. The target is for the day on which the whole site is lost.
tale-recover-server-words = Set-up makes it anew from the directory, with its name, on the node that has the files.
tale-scr-cluster-words = The name is the same as before, so nobody has to be moved. Only what had not arrived is lost.
tale-recover-words = Dirty shutdown only means that logs are needed. eseutil replays those that are here.
tale-holder-words = The files need objects in the directory that stand for them on this server.
tale-held-words = It has no file of its own, and needs none.
tale-group-paths-words = Only the directory changes; no file moves.
tale-database-path-words = The same for the database. Now the objects mean the target's files.
tale-allow-words = A store refuses a file that it did not make, until somebody allows it.
tale-scr-mount-words = The database of the lost server is mounted here. Its people do not know that yet.
tale-homes-words = The directory says where each mailbox is. Once it has replicated, letters that wait at the hub find their way as well.
tale-ask-words = Every event knows what caused it. Where nothing happens, somebody has to act.

suggestions = More to try
suggest-start = Power { $node } again, and watch its copy catch up
suggest-move = Move the mailbox server to { $node } by hand: no loss
suggest-witness = Take the file share witness away
suggest-replication-on = Stop the replication service of { $node }
suggest-quorum-disk = Take the quorum disk away
suggest-shared-disk = Break the shared database volume: it is the only copy
suggest-log-disk = Break the log volume of the active copy: its newest log is there only
suggest-fill = Fill { $part } up, and watch the copy queue grow
suggest-network = Cut the { $network } network between the servers

## What a branch cost

cost = What this branch cost
cost-behind = Stayed behind
cost-returned = Sent again by the hub
cost-lost = Lost for good
cost-queued = Waiting at the hub
cost-down = Without service
letters-and-changes = { $letters ->
    [0] { $changes ->
        [0] nothing
        [one] 1 other change
       *[other] { $changes } other changes
    }
    [one] 1 letter{ $changes ->
        [0] {""}
        [one] {" "}and 1 other change
       *[other] {" "}and { $changes } other changes
    }
   *[other] { $letters } letters{ $changes ->
        [0] {""}
        [one] {" "}and 1 other change
       *[other] {" "}and { $changes } other changes
    }
}

## Console

console = Console
console-output = Console output
console-line = Console line, after{" "}
console-offers = Completions
console-welcome = Type a command, or press a button: it enters its line here. Try Get-StorageGroupCopyStatus.
console-keys = Ctrl+Space completes · ↑ earlier lines
console-earlier = { $count ->
    [one] 1 earlier line
   *[other] { $count } earlier lines
}

## Loading

second-half-missing = A part of the lab could not be loaded. Look at the network, then try again.

## Address

address-does-not-fit = The address asks for what does not go together: { $problem }. The default is used.
address-not-understood = The address says “{ $name }={ $value }”, which cannot be. The default is used.

## What can be done to a part

action-start = Start it again
action-replace-disk = Replace it by an empty one
action-replace-server = Replace it by a bare machine
action-connect = Mend the link between the nodes
action-connect-two = Mend the link between { $a } and { $b }
action-disconnect-two = Cut the link between { $a } and { $b }
action-disconnect = Cut the link between the nodes
action-close-log = Close the open log now
action-move-here = Move the mailbox server here
action-resume-copy = Resume the copy
action-suspend-copy = Suspend the copy
fault-power-cut = Cut the power
fault-crash = Crash it
fault-hang = Let it hang
fault-shutdown = Shut it down
fault-fail = Break it
fault-full = Fill it up
fault-slow = Slow it down
fault-corrupt = Corrupt it
