//! What a person wants, as one closed list: every control of the page sends one of these.

use super::state::Tab;
use super::view_model::lens::Pace;
use super::view_model::query::Theme;
use crate::engine::{EntryNumber, SimTime};
use crate::lab::scenario::Scenario;
use yew::AttrValue;

/// Something a person wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Let time pass, or stop it.
    Run(bool),
    /// Let time pass if it does not, and stop it if it does.
    RunOrPause,
    /// Let time pass at another pace.
    Pace(Pace),
    /// Go to a moment, and stay there.
    Seek(SimTime),
    /// Go to the next moment at which something happens.
    StepForward,
    /// Go back to the moment at which something happened last.
    StepBack,
    /// Enter a line in the console.
    Enter(AttrValue),
    /// Enter a line in the console and let time pass.
    EnterAndRun(AttrValue),
    /// Enter a line in the console and let time pass until every closed log is copied.
    EnterUntilCopied(AttrValue),
    /// Stop what the console is doing.
    Interrupt,
    /// Show another branch.
    Switch(usize),
    /// Begin a new run.
    Begin(Scenario),
    /// Ask why an entry came about; the latest caption's, if none is named.
    Ask(Option<EntryNumber>),
    /// Look at a part.
    Select(Option<AttrValue>),
    /// Turn to a tab of the panel.
    Turn(Tab),
    /// Show more of the journal.
    MoreJournal,
    /// Show all of the journal, or only what mattered.
    WholeJournal(bool),
    /// Lay the branches side by side, or put the table away.
    Compare(bool),
    /// Open or close the settings of a run.
    Settings(bool),
    /// Show or hide panel and console of an embedded page.
    Details(bool),
    /// Choose the colours.
    Colour(Theme),
    /// Put the notices away.
    Noticed,
}
