//! Human time: what steps by hand add to the time in which people could not work.
//!
//! In a run a command is carried out the moment it is given, so that the same lines give the same run. How long
//! a person would have taken to see the fault and to do the steps is added here, in the report, and moves nothing.

use crate::engine::SimTime;
use crate::model::event::Event;
use crate::model::exchange::Outage;
use crate::model::input::Input;
use crate::model::view::View;

/// What steps by hand add to the outages of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HumanTime {
    /// Minutes to notice an outage, and again for each step.
    pub admin_minutes: u64,
    /// Steps that were given while the service was down.
    pub steps: u64,
    /// Minutes that they add: those for each step, and for each outage with a step those to notice it.
    pub minutes_added: u64,
}

/// What steps by hand add up to now.
pub fn time_of(view: &View<'_>) -> HumanTime {
    let admin_minutes = u64::from(view.config().admin_minutes);
    let given: Vec<SimTime> = view
        .journal
        .iter()
        .filter_map(|entry| match entry.event {
            Event::CommandGiven { input } if is_step(input) => Some(entry.at),
            _ => None,
        })
        .collect();
    let during = |outage: &Outage| {
        let is_in = |at: &&SimTime| **at >= outage.from && outage.to.is_none_or(|to| **at <= to);
        given.iter().filter(is_in).count() as u64
    };
    let counts: Vec<u64> = view.outages().iter().map(during).filter(|steps| *steps > 0).collect();
    let steps = counts.iter().sum();
    HumanTime { admin_minutes, steps, minutes_added: (steps + counts.len() as u64) * admin_minutes }
}

/// Whether a command is something that an administrator does about an outage: faults and mail are not.
fn is_step(input: &Input) -> bool {
    !matches!(
        input,
        Input::StopPart { .. }
            | Input::CutLink { .. }
            | Input::CutSites { .. }
            | Input::CloseLog { .. }
            | Input::SendMail { .. }
            | Input::SetWorkload { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::StepBudget;
    use crate::lab::session::Session;

    fn after(text: &str, seconds: u64) -> HumanTime {
        let mut session = Session::from_text(text).expect("a transcript");
        session.run_until(SimTime::from_secs(seconds), StepBudget(20_000_000));
        time_of(&session.view())
    }

    /// Nobody has to do anything about a failover.
    #[test]
    fn an_outage_that_ends_by_itself_costs_nobody_any_time() {
        let human =
            after("ccr admin_minutes=5\n@10m Stop-LabComponent EXCHMAILBOX1\n@20m Start-LabComponent *\n", 1_500);
        assert_eq!(human, HumanTime { admin_minutes: 5, steps: 0, minutes_added: 0 });
    }

    /// Both steps were given while people waited; noticing comes on top, once an outage.
    #[test]
    fn steps_by_hand_add_their_minutes_and_those_to_notice_the_outage() {
        let text = "ccr dial=Lossless admin_minutes=5\n@10m Send-LabMail\n@10m Stop-LabComponent EXCHMAILBOX1\n\
             @20m Restore-StorageGroupCopy 'EXCHCMS\\First Storage Group' -Force -Confirm:$false\n\
             @20m Mount-Database 'EXCHCMS\\First Storage Group\\Mailbox Database'\n";
        assert_eq!(after(text, 1_500), HumanTime { admin_minutes: 5, steps: 2, minutes_added: 15 });
    }
}
