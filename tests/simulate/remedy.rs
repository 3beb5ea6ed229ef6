//! What an administrator does who wants everything back, step by step.

use crate::script::GROUP;
use failover_lab::model::bench::Bench;
use failover_lab::model::exchange::CopyStatus;
use failover_lab::model::input::Input;

/// The next thing to do; nothing if there is nothing left to do or only waiting helps.
pub fn next(bench: &Bench) -> Option<Input> {
    remedies(bench).into_iter().find(|input| bench.refusal(input).is_none())
}

/// All that helps, most urgent first.
fn remedies(bench: &Bench) -> Vec<Input> {
    let storage = bench.group(GROUP);
    let status = storage.copy_status(&bench.parts);
    let back = storage.active_copy().node;
    let mut remedies = vec![Input::StartAll];
    if !storage.is_mounted() {
        remedies.push(Input::MountDatabase { group: GROUP });
        if storage.loss_accepted.is_none() {
            remedies.push(Input::RestoreCopy { group: GROUP });
        }
        let comment = "the active copy is there".to_owned();
        remedies.push(Input::MoveClusteredMailboxServer { target: back, comment, ignore_dismounted: true });
    }
    match status {
        CopyStatus::Failed => remedies.push(Input::SuspendCopy { group: GROUP, comment: "reseed".to_owned() }),
        CopyStatus::Suspended if storage.copy_failure().is_some() => {
            remedies.push(Input::UpdateCopy { group: GROUP, delete_existing_files: true, manual_resume: false });
        }
        CopyStatus::Suspended => remedies.push(Input::ResumeCopy { group: GROUP }),
        // The comparison begins, and the status ends, with the first closed log.
        CopyStatus::Initializing => {
            remedies.push(Input::CloseLog { group: GROUP });
            remedies.push(Input::SendMail { count: 1, from: None, to: None, size: 1_000 });
        }
        CopyStatus::ServiceDown | CopyStatus::Seeding | CopyStatus::Resynchronizing | CopyStatus::Healthy => {}
    }
    remedies
}

/// What is still not as it should be.
pub fn left(bench: &Bench) -> Option<String> {
    let storage = bench.group(GROUP);
    let status = storage.copy_status(&bench.parts);
    let cluster = &bench.cluster;
    let whole = [
        (bench.service.is_up, "people cannot work".to_owned()),
        (status == CopyStatus::Healthy, format!("the copy is {status:?}")),
        (bench.queued() == 0, format!("{} letters wait", bench.queued())),
        (cluster.votes() == cluster.of(), format!("{} votes of {}", cluster.votes(), cluster.of())),
        (bench.hubs.iter().all(|hub| hub.outstanding.is_none()), "a hub has not sent again".to_owned()),
    ];
    whole.into_iter().find(|(is_well, _)| !is_well).map(|(_, what)| what)
}
