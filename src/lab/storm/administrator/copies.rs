//! Redundancy comes back once people have their mail: copies are made anew, and what was left behind is cleared.

use super::elsewhere::HOLDER;
use super::{Step, database_name};
use crate::engine::SimSpan;
use crate::lab::storm::fault::group;
use crate::model::bench::Bench;
use crate::model::exchange::{CopyStatus, DatabaseState, ServerKind};
use crate::model::ids::{NodeId, StorageGroupId};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::objects::{NewPaths, ObjectInput};
use crate::model::params::Mode;

/// All that brings redundancy back, the copies that are there first.
pub(super) fn mend(bench: &Bench) -> Vec<Step> {
    let group = group(bench);
    if !bench.group(group).is_mounted() {
        return Vec::new();
    }
    let mut steps = mend_copies(bench, group);
    steps.extend(enable_local_copy(bench, group));
    steps.extend(clear_old_cluster(bench));
    steps.extend(remove_unused(bench));
    steps.extend(enable_targets(bench, group));
    steps
}

/// A copy that has failed gets a new baseline once its disks are there; one that is suspended goes on.
fn mend_copies(bench: &Bench, group: StorageGroupId) -> Vec<Step> {
    let storage = bench.group(group);
    let mut steps = Vec::new();
    for place in storage.passives() {
        let copy = storage.copy(place);
        if !bench.parts.are_writable(copy.disks) {
            continue;
        }
        let standby = copy.is_standby().then_some(copy.node);
        let on = standby.map_or(String::new(), |node| format!(" -StandbyMachine {}", bench.parts.server(node).name));
        let name = format!("\"{}\"{on}", bench.group_name(group));
        // A target would wait for its database for as long as its lag is; seeding makes it at once.
        let needs_baseline = copy.failed.is_some() || copy.database == DatabaseState::Absent;
        let suspend = Step::new(
            format!("Suspend-StorageGroupCopy {name} -Confirm:$false"),
            Input::SuspendCopy { group, standby, comment: String::new() },
        );
        steps.extend(match bench.copy_status(storage.copy_id(place)) {
            CopyStatus::Suspended if needs_baseline => Some(Step::new(
                format!("Update-StorageGroupCopy {name} -DeleteExistingFiles -Confirm:$false"),
                Input::UpdateCopy { group, standby, delete_existing_files: true, manual_resume: false, over: None },
            )),
            CopyStatus::Suspended => Some(Step::new(
                format!("Resume-StorageGroupCopy {name} -Confirm:$false"),
                Input::ResumeCopy { group, standby },
            )),
            CopyStatus::Failed => Some(suspend),
            CopyStatus::Initializing | CopyStatus::Healthy => needs_baseline.then_some(suspend),
            CopyStatus::NotSupported
            | CopyStatus::Disabled
            | CopyStatus::ServiceDown
            | CopyStatus::Seeding
            | CopyStatus::Resynchronizing
            | CopyStatus::Stopped => None,
        });
    }
    steps
}

/// Local continuous replication ended with the restore of its copy: it is enabled again. Source: \[LCRREC\].
fn enable_local_copy(bench: &Bench, group: StorageGroupId) -> Vec<Step> {
    let storage = bench.group(group);
    let has_disks = storage.other_disks().is_some_and(|disks| bench.parts.are_writable(disks));
    if storage.partner().is_some() || bench.server_of(group).kind != ServerKind::StandAlone || !has_disks {
        return Vec::new();
    }
    let database = LocalInput::EnableDatabaseCopy { group, file: None };
    let logs = LocalInput::EnableCopy { group, paths: NewPaths::default(), is_seeding_postponed: false };
    let of = |line: String, input| Step::new(line, Input::ChangeLocalCopy { input });
    vec![
        of(format!("Enable-DatabaseCopy {}", database_name(bench, group)), database),
        of(format!("Enable-StorageGroupCopy \"{}\"", bench.group_name(group)), logs),
    ]
}

/// A cluster whose clustered mailbox server runs elsewhere now. Source: \[CLEARCMS\].
fn clear_old_cluster(bench: &Bench) -> Vec<Step> {
    let name = bench.main_server().name;
    let clear = |node: NodeId| {
        let machine = bench.parts.server(node).name;
        let line = format!("psexec \\\\{machine} Setup.com /ClearLocalCMS /CMSName:{name}");
        Step::new(line, Input::ClearLocalServer { node })
    };
    bench.parts.cluster_nodes().map(clear).collect()
}

/// A database whose people went over to another server, or a holder that nobody came to: its object stands in the way of
/// the next activation on that server.
fn remove_unused(bench: &Bench) -> Vec<Step> {
    let is_unused = |group: &StorageGroupId| {
        let storage = bench.group(*group);
        storage.people == 0 && (storage.left_with.is_some() || storage.name == HOLDER)
    };
    let Some(group) = bench.group_ids().find(is_unused) else { return Vec::new() };
    if bench.server_of(group).owner.is_none_or(|node| !bench.parts.server(node).answers()) {
        return Vec::new();
    }
    let (storage, database) = (bench.group(group), database_name(bench, group));
    let object = |line: String, input| Step::new(line, Input::ChangeObject { input });
    if !storage.has_database() {
        let line = format!("Remove-StorageGroup \"{}\" -Confirm:$false", bench.group_name(group));
        return vec![object(line, ObjectInput::RemoveStorageGroup { group })];
    }
    let name = bench.group_name(group);
    let targets = storage.passives().map(|place| storage.copy(place)).filter(|copy| copy.is_standby());
    let disable = targets.map(|copy| {
        let target = bench.parts.server(copy.node).name;
        let line = format!("Disable-StorageGroupCopy \"{name}\" -StandbyMachine {target} -Confirm:$false");
        Step::new(line, Input::DisableStandby { group, node: copy.node })
    });
    let remove = [
        Step::new(format!("Dismount-Database {database} -Confirm:$false"), Input::DismountDatabase { group }),
        object(format!("Remove-MailboxDatabase {database} -Confirm:$false"), ObjectInput::RemoveDatabase { group }),
    ];
    disable.chain(remove).collect()
}

/// As many targets as the scenario has, where one can be. Source: \[SCRDB\].
fn enable_targets(bench: &Bench, group: StorageGroupId) -> Vec<Step> {
    let storage = bench.group(group);
    let there = storage.passives().filter(|place| storage.copy(*place).is_standby()).count();
    if bench.config.mode != Mode::Scr || there >= usize::from(bench.config.targets) {
        return Vec::new();
    }
    let (replay_lag, truncation_lag) = (bench.config.replay_lag, bench.config.truncation_lag);
    let enable = |node: NodeId| {
        let line = format!(
            "Enable-StorageGroupCopy \"{}\" -StandbyMachine {} -ReplayLagTime {} -TruncationLagTime {}",
            bench.group_name(group),
            bench.parts.server(node).name,
            lag(replay_lag),
            lag(truncation_lag)
        );
        Step::new(line, Input::EnableStandby { group, node, replay_lag, truncation_lag })
    };
    bench.parts.nodes().filter(|node| bench.parts.server(*node).answers()).map(enable).collect()
}

/// `Days.Hours:Minutes:Seconds`
fn lag(span: SimSpan) -> String {
    let seconds = span.as_millis() / 1_000;
    format!("{}.{:02}:{:02}:{:02}", seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
}
