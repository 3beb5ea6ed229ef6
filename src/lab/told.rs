//! What the lab tells of a run, as rows of plain values.

use crate::engine::{EntryNumber, SimTime};
use crate::lab::lanes::Cost;
use crate::model::rule::Rule;

/// A branch of the session: one run and what it cost.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchInfo {
    /// Its name.
    pub name: String,
    /// Where it left the branch it came from.
    pub forked_at: SimTime,
    /// The branch it came from.
    pub parent: Option<usize>,
    /// The furthest moment it has seen.
    pub end: SimTime,
    /// What people did in it.
    pub marks: Vec<(SimTime, String)>,
    /// What it cost.
    pub cost: Cost,
    /// Whether it is the one on screen.
    pub is_current: bool,
}

/// A journal entry in words.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalLine {
    /// Its number.
    pub number: EntryNumber,
    /// When it happened.
    pub at: SimTime,
    /// The event's name.
    pub event: &'static str,
    /// The component it is about.
    pub subject: String,
    /// The event in one sentence.
    pub text: String,
    /// Id of the rule that decided it.
    pub rule: Option<&'static str>,
    /// Numbers of the entries that caused it.
    pub causes: Vec<u32>,
    /// Whether a person did it.
    pub by_person: bool,
    /// Whether it is more than routine.
    pub is_notable: bool,
}

/// A rule in words.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleTold {
    /// Its id.
    pub id: &'static str,
    /// The rule in one sentence.
    pub sentence: &'static str,
    /// How sure it is.
    pub grade: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

impl From<Rule> for RuleTold {
    fn from(rule: Rule) -> Self {
        RuleTold { id: rule.id(), sentence: rule.sentence(), grade: rule.grade().name(), source: rule.source() }
    }
}

/// One step of *Why?*.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyStep {
    /// The entry.
    pub number: EntryNumber,
    /// When it happened.
    pub at: SimTime,
    /// The event in one sentence.
    pub text: String,
    /// The rule that decided it.
    pub rule: Option<RuleTold>,
    /// Whether a person did it.
    pub is_command: bool,
}
