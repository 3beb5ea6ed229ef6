//! The driver: each row of the failure tables that the engine can express is set up, broken, watched and mended.

use super::lab::{GROUP, Lab};
use super::plans::{Plan, When, plan};
use crate::failover::{Loss, Mode, ROWS, Remedy, Row, Service, Standby, Status};
use failover_lab::model::exchange::CopyStatus;

/// Time before anything breaks: logs are closed and copied [s].
const CALM: u64 = 600;
/// Longer than anything takes that comes right by itself [s].
const LONG: u64 = 1_500;

#[test]
fn every_row_has_a_plan() {
    let without: Vec<&Row> = ROWS.iter().filter(|row| plan(row.mode, row.fault).is_none()).collect();
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn every_row_comes_out_as_its_table_says() {
    let mut wrong = Vec::new();
    for row in ROWS {
        let Some(plan) = plan(row.mode, row.fault) else { continue };
        if let Err(said) = drive(row, &plan) {
            wrong.push(format!("{:?} '{}': {said}", row.mode, row.fault));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Says how the engine differs from a row.
fn drive(row: &Row, plan: &Plan) -> Result<(), String> {
    let mut lab = Lab::busy(plan.config);
    lab.wait(CALM);
    for act in plan.before {
        act.apply(&mut lab)?;
    }
    // What stands before the fault may have cost something of its own.
    let (outages, lost_before) = (lab.bench().service.outages.len(), lab.bench().group(GROUP).lost_ever);
    for act in plan.fault {
        act.apply(&mut lab)?;
    }
    lab.wait(LONG);
    let was_interrupted = lab.bench().service.outages.len() > outages;
    check("people notice", was_interrupted, row.service == Service::IsInterrupted)?;
    let is_up = lab.bench().service.is_up;
    // A move is a hand's work at its beginning, and by itself from there.
    let waits_for_hand = was_interrupted && row.remedy == Remedy::ByHand && !plan.is_begun_by_hand;
    check("people work again by themselves", is_up, !waits_for_hand)?;
    ask_status(row, plan, When::BeforeHands, &lab)?;
    if row.standby == Standby::DoesNotExist {
        check("status of the other copy", lab.status(), None)?;
    }
    for act in plan.hands {
        act.apply(&mut lab)?;
    }
    lab.wait(LONG);
    check("people work at the end", lab.bench().service.is_up, true)?;
    ask_status(row, plan, When::AfterHands, &lab)?;
    let lost = lab.bench().group(GROUP).lost_ever;
    let has_lost = lost.letters > lost_before.letters || lost.edits > lost_before.edits;
    let loses = match row.loss {
        // The logs are on a volume of their own, and survive.
        Loss::Nothing | Loss::SinceBackupLessLogs => false,
        Loss::UncopiedLogs | Loss::SinceBackup => true,
    };
    if plan.counts_loss {
        check("something is lost", has_lost, loses)?;
    }
    if !plan.hands.is_empty() && row.service == Service::GoesOn && lab.status().is_some() {
        check("status after the hands", lab.status(), Some(CopyStatus::Healthy))?;
    }
    Ok(())
}

fn ask_status(row: &Row, plan: &Plan, when: When, lab: &Lab) -> Result<(), String> {
    match row.standby {
        Standby::Is(status) if plan.status == when => {
            let found = if row.mode == Mode::Scr { lab.target_status() } else { lab.status() };
            check("status of the other copy", found, Some(status_of(status)))
        }
        _ => Ok(()),
    }
}

fn check<T: PartialEq + std::fmt::Debug>(what: &str, found: T, said: T) -> Result<(), String> {
    if found == said { Ok(()) } else { Err(format!("{what}: {found:?}, and the table says {said:?}")) }
}

fn status_of(status: Status) -> CopyStatus {
    match status {
        Status::Healthy => CopyStatus::Healthy,
        Status::Failed => CopyStatus::Failed,
        Status::ServiceDown => CopyStatus::ServiceDown,
    }
}
