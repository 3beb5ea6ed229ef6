### Words of the page around the drawing: buttons, headings, panels.

## Spans and moments

span-hours = { $count } h
span-minutes = { $count } min
span-seconds = { $count } s

## Address

address-not-understood = The address says “{ $name }={ $value }”, which cannot be. The default is used.

## What can be done to a part

action-start = Start it again
action-connect = Mend the link between the nodes
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
