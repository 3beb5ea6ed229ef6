//! The guided story: pull the plug, ask why, go back, close the log first, pull again, compare.
//!
//! Nothing is kept here: how far a person has come is read from what was tried.

use super::deeds::{closes_log, cuts_power};
use crate::engine::{SimSpan, SimTime};

/// One step of the story, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Cut the power of the active node.
    Pull,
    /// Ask why what happened happened.
    Ask,
    /// Go back to just before.
    Rewind,
    /// Close the log, so that it can be copied.
    Close,
    /// Cut the power again.
    PullAgain,
    /// Lay both runs side by side.
    Compare,
}

/// All steps.
pub const STEPS: [Step; 6] = [Step::Pull, Step::Ask, Step::Rewind, Step::Close, Step::PullAgain, Step::Compare];

/// A branch as the story sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// What people did on it, in order.
    pub deeds: Vec<(SimTime, String)>,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}

/// Everything the story depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// All branches.
    pub branches: Vec<Tried>,
    /// The moment that is shown.
    pub now: SimTime,
    /// Closed logs that are not copied yet.
    pub copy_queue: u32,
    /// Whether *Why?* was ever opened after the power cut.
    pub has_asked: bool,
    /// Whether the runs were ever compared.
    pub has_compared: bool,
}

/// How far the story is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Steps that are done.
    pub done: Vec<Step>,
    /// What is next; nothing when the story is over.
    pub next: Option<Step>,
    /// Whether the next step should wait until the closed log is copied.
    pub is_copying: bool,
    /// Where *Rewind* goes, once the power was cut on this branch.
    pub rewind_to: Option<SimTime>,
}

/// How long before the power cut the story goes back.
pub const REWIND: SimSpan = SimSpan::from_secs(10);

/// Reads the story from the facts.
pub fn read(facts: &Facts) -> Story {
    let current = facts.branches.iter().find(|tried| tried.is_current);
    let deeds: Vec<_> =
        current.map_or(&[][..], |tried| &tried.deeds).iter().filter(|deed| deed.0 <= facts.now).collect();
    let cut = deeds.iter().position(|(_, line)| cuts_power(line));
    let has_closed = deeds[..cut.unwrap_or(deeds.len())].iter().any(|(_, line)| closes_log(line));
    let was_cut = facts.branches.iter().any(|tried| tried.deeds.iter().any(|(_, line)| cuts_power(line)));
    let was_saved = facts.branches.iter().any(|tried| is_saved(&tried.deeds));
    let has_returned = was_cut && (cut.is_none() || facts.branches.len() > 1);

    let mut done = Vec::new();
    let mut note = |step, is_done: bool| done.extend(is_done.then_some(step));
    note(Step::Pull, was_cut);
    note(Step::Ask, was_cut && facts.has_asked);
    note(Step::Rewind, has_returned || was_saved);
    note(Step::Close, was_saved || (was_cut && has_closed));
    note(Step::PullAgain, was_saved);
    note(Step::Compare, facts.has_compared);

    let next = match (was_cut, cut.is_some(), has_closed) {
        (false, ..) => Some(Step::Pull),
        (true, false, false) => Some(Step::Close),
        (true, false, true) => Some(Step::PullAgain),
        (true, true, false) if !facts.has_asked && !was_saved => Some(Step::Ask),
        (true, true, false) if !was_saved => Some(Step::Rewind),
        (true, true, _) => (facts.branches.len() > 1 && !facts.has_compared).then_some(Step::Compare),
    };
    let rewind_to = cut.map(|at| SimTime::ZERO + deeds[at].0.since(SimTime::ZERO + REWIND));
    Story { done, next, is_copying: next == Some(Step::PullAgain) && facts.copy_queue > 0, rewind_to }
}

fn is_saved(deeds: &[(SimTime, String)]) -> bool {
    let cut = deeds.iter().position(|(_, line)| cuts_power(line));
    cut.is_some_and(|cut| deeds[..cut].iter().any(|(_, line)| closes_log(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUT: &str = "Stop-LabComponent EXCHMAILBOX1 -How PowerCut";

    fn facts(now: u64, branches: &[&[(u64, &str)]]) -> Facts {
        let tried = |(index, deeds): (usize, &&[(u64, &str)])| Tried {
            deeds: deeds.iter().map(|(at, line)| (SimTime::from_secs(*at), (*line).to_owned())).collect(),
            is_current: index + 1 == branches.len(),
        };
        Facts {
            branches: branches.iter().enumerate().map(tried).collect(),
            now: SimTime::from_secs(now),
            copy_queue: 0,
            has_asked: false,
            has_compared: false,
        }
    }

    fn next(facts: &Facts) -> Option<Step> {
        read(facts).next
    }

    #[test]
    fn the_story_goes_its_way() {
        let mut seen = facts(20, &[&[]]);
        assert_eq!(next(&seen), Some(Step::Pull));
        seen = facts(90, &[&[(60, CUT)]]);
        assert_eq!(next(&seen), Some(Step::Ask));
        seen.has_asked = true;
        assert_eq!(next(&seen), Some(Step::Rewind));
        assert_eq!(read(&seen).rewind_to, Some(SimTime::from_secs(50)));
        seen.now = SimTime::from_secs(50);
        assert_eq!(next(&seen), Some(Step::Close));
        seen = facts(51, &[&[(60, CUT)], &[(50, "Close-LabLog")]]);
        assert_eq!(next(&seen), Some(Step::PullAgain));
        seen.copy_queue = 1;
        assert!(read(&seen).is_copying);
        seen = facts(80, &[&[(60, CUT)], &[(50, "Close-LabLog"), (57, "kill EXCHMAILBOX1 -How powercut")]]);
        assert_eq!(next(&seen), Some(Step::Compare));
        seen.has_compared = true;
        assert_eq!(next(&seen), None);
        assert_eq!(read(&seen).done.len(), 5);
    }

    #[test]
    fn an_early_cut_rewinds_to_the_start() {
        assert_eq!(read(&facts(9, &[&[(4, CUT)]])).rewind_to, Some(SimTime::ZERO));
    }

    #[test]
    fn what_is_still_to_come_on_this_branch_has_not_been_done_here() {
        let story = read(&facts(30, &[&[(60, CUT)]]));
        assert_eq!((story.next, story.rewind_to), (Some(Step::Close), None));
        assert_eq!(story.done, [Step::Pull, Step::Rewind]);
    }
}
