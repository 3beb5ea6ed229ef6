//! What happens on the bench, act by act.

use super::lab::{GROUP, Lab};
use super::plans::Act;
use failover_lab::engine::SimSpan;
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::cluster::ClusterStart;
use failover_lab::model::ids::{NetworkId, NodeId, PersonId, SiteId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::local_copies::LocalInput;
use failover_lab::model::objects::{DatabaseKind, NewPaths, ObjectInput};

impl Act {
    /// Carries an act out, or says why the engine refuses it.
    pub(super) fn apply(&self, lab: &mut Lab) -> Result<(), String> {
        let object = |input| Input::ChangeObject { input };
        let backup_of = |standby| Input::StartBackup {
            group: GROUP,
            kind: BackupKind::Full,
            method: BackupMethod::Streaming,
            side: BackupSide::Active,
            standby,
        };
        let input = match *self {
            Act::Stop(name, how) => Input::StopPart { part: lab.part(name), how },
            Act::Start(name) => Input::StartPart { part: lab.part(name) },
            Act::Replace(name) => Input::ReplacePart { part: lab.part(name) },
            Act::StartAll => Input::StartAll,
            Act::Cut(a, b) => Input::CutLink { a: lab.node(a), b: lab.node(b), network: None },
            Act::CutPublic(a, b) => Input::CutLink { a: lab.node(a), b: lab.node(b), network: Some(NetworkId::Public) },
            Act::CutSites(a, b) => Input::CutSites { a: SiteId(a), b: SiteId(b) },
            Act::MendSites(a, b) => Input::MendSites { a: SiteId(a), b: SiteId(b) },
            Act::HostName(node, name) => {
                Input::EnableHostName { node: lab.node(node), name: name.to_owned(), network: NetworkId::Private }
            }
            Act::OwnQuorum(node) => Input::MoveClusterGroup { target: lab.node(node) },
            Act::FixQuorum(node) => Input::StartClusterService { node: lab.node(node), start: ClusterStart::FixQuorum },
            Act::StartServer => Input::StartClusteredMailboxServer,
            Act::Logs(count) => {
                lab.close_logs(count);
                return Ok(());
            }
            Act::Wait(seconds) => {
                lab.wait(seconds);
                return Ok(());
            }
            Act::Move(target) => Input::MoveClusteredMailboxServer {
                target: lab.node(target),
                comment: "row".to_owned(),
                ignore_dismounted: true,
            },
            Act::Suspend(standby) => {
                Input::SuspendCopy { group: GROUP, standby: node(lab, standby), comment: "row".to_owned() }
            }
            Act::Resume(standby) => Input::ResumeCopy { group: GROUP, standby: node(lab, standby) },
            Act::Update(standby) => Input::UpdateCopy {
                group: GROUP,
                standby: node(lab, standby),
                delete_existing_files: true,
                manual_resume: false,
                over: None,
            },
            Act::Restore => Input::RestoreCopy { group: GROUP, standby: None },
            Act::RestoreTarget(target) => Input::RestoreCopy { group: GROUP, standby: Some(lab.node(target)) },
            Act::RestoreLocal => {
                Input::ChangeLocalCopy { input: LocalInput::Restore { group: GROUP, replace_locations: true } }
            }
            Act::RecoverFiles(target, accept_loss) => {
                Input::RecoverFiles { group: GROUP, node: lab.node(target), accept_loss }
            }
            Act::Rebuild(machine) => Input::RecoverServer { node: lab.node(machine) },
            Act::Enable(target) => Input::EnableStandby {
                group: GROUP,
                node: lab.node(target),
                replay_lag: SimSpan::ZERO,
                truncation_lag: SimSpan::ZERO,
            },
            Act::Mount => Input::MountDatabase { group: GROUP },
            Act::Dismount => Input::DismountDatabase { group: GROUP },
            Act::Backup => backup_of(None),
            Act::RestoreBackup(roll_forward) => Input::RestoreBackup { group: GROUP, roll_forward, backup: None },
            Act::DeleteLetters => Input::RemoveMail { group: GROUP, count: None },
            Act::BackupOfTargetIsRefused(target) => return refused(lab, &backup_of(Some(lab.node(target)))),
            Act::SecondDatabaseIsRefused => {
                let (name, paths) = ("Another".to_owned(), NewPaths::default());
                return refused(
                    lab,
                    &object(ObjectInput::NewDatabase { group: GROUP, name, kind: DatabaseKind::Mailbox, paths }),
                );
            }
            Act::PortDatabase(target) => return port_database(lab, target),
        };
        give(lab, input)
    }
}

fn node(lab: &Lab, name: Option<&str>) -> Option<NodeId> {
    name.map(|name| lab.node(name))
}

fn give(lab: &mut Lab, input: Input) -> Result<(), String> {
    match lab.bench().refusal(&input) {
        None => {
            lab.give(input);
            Ok(())
        }
        Some(refusal) => Err(format!("{input:?} is refused: {refusal:?}")),
    }
}

fn refused(lab: &Lab, input: &Input) -> Result<(), String> {
    let refusal = lab.bench().refusal(input);
    refusal.map(|_| ()).ok_or_else(|| format!("{input:?} is not refused"))
}

/// A holder takes the recovered files of a target, and the mailboxes follow. Source: [SCRNOTES], [DBPORT].
fn port_database(lab: &mut Lab, target: &str) -> Result<(), String> {
    let owner = Some(lab.node(target));
    let mut servers = lab.bench().server_ids();
    let server = servers.find(|id| lab.bench().mailbox_server(*id).owner == owner).ok_or("no server")?;
    let holder = StorageGroupId(lab.bench().groups.len() as u8);
    let there = lab.bench().group(GROUP).paths.clone();
    let paths = NewPaths {
        log_folder: Some(there.log_folder),
        system_folder: Some(there.system_folder),
        database_file: Some(there.database_file),
    };
    let (name, own) = ("Holder".to_owned(), NewPaths::default());
    let steps = [
        ObjectInput::NewStorageGroup { server, name: name.clone(), paths: own.clone() },
        ObjectInput::NewDatabase { group: holder, name, kind: DatabaseKind::Mailbox, paths: own },
        ObjectInput::MovePaths { group: holder, paths, configuration_only: true },
        ObjectInput::SetDatabase { group: holder, mount_at_startup: None, allow_file_restore: Some(true) },
    ];
    for input in steps {
        give(lab, Input::ChangeObject { input })?;
    }
    give(lab, Input::MountDatabase { group: holder })?;
    lab.wait(120);
    let count = lab.bench().config.mailboxes;
    give(lab, Input::ChangeObject { input: ObjectInput::MoveMailboxes { first: PersonId(0), count, group: holder } })
}
