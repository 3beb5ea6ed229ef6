//! A script that breaks a law, made as short as it can be while it still breaks one, and told as a transcript.

use crate::run::{Run, Script};
use failover_lab::lab::scenario::Scenario;
use failover_lab::model::backup::BackupSide;
use failover_lab::model::bench::Bench;
use failover_lab::model::ids::{NetworkId, NodeId, StorageGroupId};
use failover_lab::model::input::Input;

/// What a script breaks, with the run in which it did.
pub type Trial<'a> = &'a dyn Fn(&Script) -> (Run, Result<(), String>);

/// Most scripts that are tried.
const TRIES: u32 = 600;

/// Shortens the script of a failure and says all that is needed to see it again.
pub fn told(seed: u64, law: &str, script: Script, trial: Trial<'_>) -> String {
    let whole = script.inputs.len();
    let (short, found) = shortest(script, trial);
    let lines = match &found {
        // The storage groups that the script makes have their names at its end.
        Some((run, _)) => transcript(&short, run.bench()),
        None => transcript(&short, &Bench::new(short.config)),
    };
    let (law, latest) = found.map_or((law.to_owned(), String::new()), |(run, law)| (law, run.latest()));
    let count = short.inputs.len();
    format!(
        "SEED={seed}: {law}\n{count} of {whole} inputs are left:\n{lines}\n{:?}\nlatest entries, newest first:\n{latest}",
        short.config
    )
}

/// Drops inputs, many at a time and then one by one, while the script still breaks some law.
fn shortest(mut script: Script, trial: Trial<'_>) -> (Script, Option<(Run, String)>) {
    let mut found = None;
    let mut tries = 0;
    let mut chunk = script.inputs.len().max(1);
    while chunk > 0 && tries < TRIES {
        let mut place = 0;
        let mut has_dropped = false;
        while place < script.inputs.len() && tries < TRIES {
            let mut fewer = script.clone();
            fewer.inputs.drain(place..(place + chunk).min(fewer.inputs.len()));
            tries += 1;
            match trial(&fewer) {
                (run, Err(law)) => {
                    // What was left out after the law broke belongs to no failure.
                    script = Script { end: run.timeline.now(), ..fewer };
                    script.inputs.retain(|(at, _)| *at <= script.end);
                    found = Some((run, law));
                    has_dropped = true;
                }
                _ => place += chunk,
            }
        }
        if chunk > 1 || !has_dropped {
            chunk /= 2;
        }
    }
    if found.is_none()
        && let (run, Err(law)) = trial(&script)
    {
        found = Some((run, law));
    }
    (script, found)
}

/// The script as `lab run` takes it. What no cmdlet says stands there as a comment.
fn transcript(script: &Script, bench: &Bench) -> String {
    let scenario = Scenario { config: script.config };
    let line = |(at, input): &(failover_lab::engine::SimTime, Input)| match command(bench, input) {
        Some(command) => format!("@{at} {command}\n"),
        None => format!("# @{at} {input:?}\n"),
    };
    let lines: String = script.inputs.iter().map(line).collect();
    format!("{scenario}\n{lines}# until {}\n", script.end)
}

fn command(bench: &Bench, input: &Input) -> Option<String> {
    let name = |node: &NodeId| bench.parts.server(*node).name;
    let named = |group: &StorageGroupId| bench.groups.get(usize::from(group.0));
    let group = |group: &StorageGroupId| match named(group) {
        Some(_) => format!("\"{}\"", bench.group_name(*group)),
        None => format!("storage group {}", group.0),
    };
    let database = |group: &StorageGroupId| format!("\"{}\"", named(group).map_or("", |storage| &storage.database));
    let on = |standby: &Option<NodeId>| {
        standby.as_ref().map_or(String::new(), |it| format!(" -StandbyMachine {}", name(it)))
    };
    let by = |network: &Option<NetworkId>| network.map_or(String::new(), |it| format!(" -Network {}", it.name()));
    Some(match input {
        Input::StopPart { part, how } => {
            format!("Stop-LabComponent {} -How {}", bench.parts.name_of(*part), how.name())
        }
        Input::ReplacePart { part } => format!("Start-LabComponent {} -Replace", bench.parts.name_of(*part)),
        Input::StartPart { part } => format!("Start-LabComponent {}", bench.parts.name_of(*part)),
        Input::StartAll => "Start-LabComponent *".to_owned(),
        Input::CutLink { a, b, network } => format!("Disconnect-LabNetwork {} {}{}", name(a), name(b), by(network)),
        Input::MendLink { a, b, network } => format!("Connect-LabNetwork {} {}{}", name(a), name(b), by(network)),
        Input::CutSites { a, b } => format!("Disconnect-LabNetwork {} {}", a.name(), b.name()),
        Input::MendSites { a, b } => format!("Connect-LabNetwork {} {}", a.name(), b.name()),
        Input::EnableHostName { node, name: host, network } => {
            let address = if *network == NetworkId::Private { "10.0.0.9" } else { "192.168.0.9" };
            format!(
                "Enable-ContinuousReplicationHostName EXCHCMS -TargetMachine {} -HostName {host} -IPv4Address {address}",
                name(node)
            )
        }
        Input::DisableHostName { name: host } => {
            format!("Disable-ContinuousReplicationHostName EXCHCMS -HostName {host}")
        }
        Input::CloseLog { group: it } => format!("Close-LabLog {}", group(it)),
        Input::SendMail { count, size, .. } => format!("Send-LabMail -Count {count} -Size {size}"),
        Input::SetWorkload { messages_per_hour } => format!("Set-LabWorkload {messages_per_hour}"),
        Input::MoveClusteredMailboxServer { target, ignore_dismounted, .. } => {
            let switch = if *ignore_dismounted { " -IgnoreDismounted" } else { "" };
            let target = name(target);
            format!(
                "Move-ClusteredMailboxServer EXCHCMS -TargetMachine {target} -MoveComment x{switch} -Confirm:$false"
            )
        }
        Input::SuspendCopy { group: it, standby, .. } => {
            format!("Suspend-StorageGroupCopy {}{} -Confirm:$false", group(it), on(standby))
        }
        Input::ResumeCopy { group: it, standby } => format!("Resume-StorageGroupCopy {}{}", group(it), on(standby)),
        Input::UpdateCopy { group: it, standby, delete_existing_files, manual_resume, .. } => {
            let delete = if *delete_existing_files { " -DeleteExistingFiles" } else { "" };
            let manual = if *manual_resume { " -ManualResume" } else { "" };
            format!("Update-StorageGroupCopy {}{}{delete}{manual} -Confirm:$false", group(it), on(standby))
        }
        Input::DisableStandby { group: it, node } => {
            format!("Disable-StorageGroupCopy {} -StandbyMachine {} -Confirm:$false", group(it), name(node))
        }
        Input::EnableStandby { group: it, node, replay_lag, truncation_lag } => {
            let seconds = |lag: &failover_lab::engine::SimSpan| lag.as_millis() / 1_000;
            let (replay, truncation) = (seconds(replay_lag), seconds(truncation_lag));
            let (group, node) = (group(it), name(node));
            format!(
                "Enable-StorageGroupCopy {group} -StandbyMachine {node} -ReplayLagTime 0.0:0:{replay} -TruncationLagTime 0.0:0:{truncation}"
            )
        }
        Input::RestoreCopy { group: it, standby } => {
            format!("Restore-StorageGroupCopy {}{} -Force -Confirm:$false", group(it), on(standby))
        }
        Input::MountDatabase { group: it } => format!("Mount-Database {}", database(it)),
        Input::DismountDatabase { group: it } => format!("Dismount-Database {} -Confirm:$false", database(it)),
        Input::SetMountDial { dial } => {
            format!("Set-MailboxServer {} -AutoDatabaseMountDial {}", bench.main_server().name, dial.name())
        }
        Input::StartBackup { group: it, kind, method, side, standby } => {
            let (kind, method, on) = (kind.name(), method.name(), on(standby));
            format!("Start-LabBackup {} -Type {kind} -Method {method}{}{on}", group(it), of_copy(*side))
        }
        Input::StopBackup { group: it } => format!("Stop-LabBackup {}", group(it)),
        Input::RestoreBackup { group: it, backup, roll_forward } => {
            let number = backup.map(|number| format!(" -Number {number}")).unwrap_or_default();
            let switch = if *roll_forward { "" } else { " -NoRollForward" };
            format!("Restore-LabBackup {}{number}{switch} -Force", group(it))
        }
        Input::DeleteNewerLogs { group: it, side, standby, after } => {
            format!("Remove-LabLog {} -After {}{}{}", group(it), after.0, of_copy(*side), on(standby))
        }
        Input::DeleteLogs { group: it, side, count } => {
            format!("Remove-LabLog {} -Count {count}{}", group(it), of_copy(*side))
        }
        Input::RemoveMail { group: it, count } => {
            let count = count.map_or(String::new(), |count| format!(" -Count {count}"));
            format!("Remove-LabMail {}{count} -Confirm:$false", group(it))
        }
        Input::SetCircularLogging { group: it, is_on } => {
            format!("Set-StorageGroup {} -CircularLoggingEnabled:${is_on}", group(it))
        }
        Input::RecoverFiles { group: it, node, accept_loss } => {
            let switch = if *accept_loss { " /a" } else { "" };
            format!(
                "psexec \\\\{} eseutil /r {}{switch}",
                name(node),
                named(it).map_or("E00", |storage| storage.prefix)
            )
        }
        Input::RecoverServer { node } => match bench.cluster_of(*node) {
            Some(_) => {
                format!("psexec \\\\{} Setup.com /RecoverCMS /CMSName:EXCHCMS /CMSIPAddress:10.0.2.30", name(node))
            }
            None => format!("psexec \\\\{} Setup.com /m:RecoverServer", name(node)),
        },
        Input::ClearLocalServer { node } => {
            format!("psexec \\\\{} Setup.com /ClearLocalCMS /CMSName:EXCHCMS", name(node))
        }
        _ => return None,
    })
}

fn of_copy(side: BackupSide) -> &'static str {
    match side {
        BackupSide::Active => "",
        BackupSide::Passive => " -Copy Passive",
    }
}
