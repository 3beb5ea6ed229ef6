### The compute cluster: captions, one sentence an event; refusals, each with a hint.

compute-job-submitted = A job of { $tasks } tasks begins on { $workers } workers.
compute-part-failed = { $part } fails: { $how }.
compute-part-starting = { $part } is starting.
compute-part-returned = { $part } works again.
compute-tasks-dispatched = MASTER gives { $worker } { $tasks } tasks, from task { $first } on.
compute-task-stolen = { $worker } takes task { $task } from { $victim }.
compute-task-started = { $worker } begins task { $task }.
compute-task-finished = { $worker } has computed task { $task }.
compute-result-committed = MASTER takes the result of task { $task } from { $worker }.
compute-result-dropped = MASTER drops the result of task { $task } from { $worker }: another was first.
compute-attempt-killed = { $worker } stops task { $task }: its result is there, or is not wanted any more.
compute-backup-launched = MASTER gives { $worker } a copy of task { $task }, which is late on { $original }.
compute-ping-missed = MASTER hears nothing from { $worker }: { $missed } of { $allowed } pings missed.
compute-worker-declared-dead = MASTER takes { $worker } for dead after { $missed } missed pings.
compute-worker-registered = { $worker } answers the master again.
compute-tasks-requeued = { $unfinished } unfinished and { $finished } finished tasks of { $worker } wait again.
compute-checkpoint-taken = MASTER writes a checkpoint: { $done } tasks are done.
compute-master-restored = MASTER goes on with { $done } tasks done; { $again } have to be done again.
compute-job-finished = The job is done after { $makespan }.
compute-job-aborted = The job is given up; { $lost } tasks are lost.
compute-job-aborted-by = The job is given up over task { $task }; { $lost } tasks are lost.
compute-you-stop = You break { $part }: { $how }.
compute-you-start = You mend { $part }.
compute-you-start-all = You mend everything.

compute-refused-no-such-part = there is no '{ $part }' here
compute-refused-no-such-part-hint = Get-LabComponent lists what there is
compute-refused-fault = '{ $part }' cannot break in this way: { $how }
compute-refused-fault-hint = use one of { $known }
compute-refused-stopped = '{ $part }' is broken or off already
compute-refused-stopped-hint = mend it first with Start-LabComponent
compute-refused-nothing = '{ $part }' has no fault that could be undone
compute-refused-nothing-all = nothing is broken
compute-refused-nothing-hint = Get-LabComponent lists how everything is
