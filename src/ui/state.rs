//! View state: what a person is looking at. The session is not in here, only a number that tells that it changed.

use super::view_model::query::Theme;
use crate::engine::EntryNumber;
use std::rc::Rc;
use yew::{AttrValue, Reducible};

/// A tab of the side panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What to try next: the guided story.
    #[default]
    TryNext,
    /// Causes, back to what a person did.
    Why,
    /// One part: state, facts, what can be done to it.
    Inspect,
    /// Everything that happened.
    Journal,
}

impl Tab {
    /// All tabs, from left to right.
    pub const ALL: [Tab; 4] = [Tab::TryNext, Tab::Why, Tab::Inspect, Tab::Journal];

    /// The name in ids of elements.
    pub fn id(self) -> &'static str {
        match self {
            Tab::TryNext => "try-next",
            Tab::Why => "why",
            Tab::Inspect => "inspect",
            Tab::Journal => "journal",
        }
    }
}

/// What a person is looking at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Counts changes of the session, so that the page is drawn again.
    pub revision: u32,
    /// Open tab of the panel.
    pub tab: Tab,
    /// Part that was chosen in the drawing.
    pub selected: Option<AttrValue>,
    /// Entry that *Why?* is about; the latest caption's, if none.
    pub asked: Option<EntryNumber>,
    /// Whether *Why?* was ever opened.
    pub has_asked: bool,
    /// How many lines of the journal are shown beyond the first screenful, in screenfuls.
    pub journal_more: usize,
    /// Whether the journal shows routine too.
    pub is_journal_whole: bool,
    /// Whether the branches lie side by side.
    pub is_comparing: bool,
    /// Whether they ever did.
    pub has_compared: bool,
    /// Whether the settings of a run are open.
    pub is_setting: bool,
    /// Whether an embedded page shows panel and console.
    pub has_details: bool,
    /// Colours.
    pub theme: Theme,
    /// What was not understood at the start.
    pub notices: Vec<AttrValue>,
    /// Whether the second half of the program is here.
    pub is_whole: bool,
    /// The latest answer of the page itself, for those who do not see it, and how many there were.
    pub told: (u32, AttrValue),
}

/// A change of the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The session is another than it was.
    Session,
    /// Another run began.
    NewRun,
    /// See [`View::tab`].
    Tab(Tab),
    /// See [`View::selected`].
    Selected(Option<AttrValue>),
    /// See [`View::asked`].
    Asked(Option<EntryNumber>),
    /// One more screenful of the journal.
    MoreJournal,
    /// See [`View::is_journal_whole`].
    WholeJournal(bool),
    /// See [`View::is_comparing`].
    Comparing(bool),
    /// See [`View::is_setting`].
    Setting(bool),
    /// See [`View::has_details`].
    Details(bool),
    /// See [`View::theme`].
    Theme(Theme),
    /// The notices were read.
    Noticed,
    /// See [`View::is_whole`].
    Whole(bool),
    /// One notice, said once.
    Notice(AttrValue),
    /// See [`View::told`].
    Told(AttrValue),
}

impl Reducible for View {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut view = (*self).clone();
        match change {
            Change::Session => view.revision = view.revision.wrapping_add(1),
            Change::NewRun => {
                view = View {
                    revision: view.revision.wrapping_add(1),
                    theme: view.theme,
                    is_whole: view.is_whole,
                    has_details: view.has_details,
                    told: view.told,
                    ..View::default()
                }
            }
            Change::Tab(tab) => view.tab = tab,
            Change::Selected(part) => {
                view.tab = if part.is_some() { Tab::Inspect } else { view.tab };
                view.selected = part;
            }
            Change::Asked(entry) => (view.asked, view.has_asked, view.tab) = (entry, true, Tab::Why),
            Change::MoreJournal => view.journal_more += 1,
            Change::WholeJournal(is_whole) => (view.is_journal_whole, view.journal_more) = (is_whole, 0),
            Change::Comparing(is_comparing) => {
                view.has_compared |= is_comparing;
                view.tab = if is_comparing { Tab::TryNext } else { view.tab };
                view.is_comparing = is_comparing;
            }
            Change::Setting(is_setting) => view.is_setting = is_setting,
            Change::Details(has_details) => view.has_details = has_details,
            Change::Theme(theme) => view.theme = theme,
            Change::Noticed => view.notices.clear(),
            Change::Whole(is_whole) => view.is_whole = is_whole,
            Change::Notice(text) => view.notices = vec![text],
            Change::Told(text) => view.told = (view.told.0.wrapping_add(1), text),
        }
        // An unchanged view is not drawn again.
        if view == *self { self } else { Rc::new(view) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(changes: &[Change]) -> Rc<View> {
        changes.iter().fold(Rc::new(View::default()), |view, change| view.reduce(change.clone()))
    }

    #[test]
    fn choosing_a_part_opens_its_facts_and_asking_opens_why() {
        let view = after(&[Change::Selected(Some("HUB1".into()))]);
        assert_eq!(view.tab, Tab::Inspect);
        let view = after(&[Change::Selected(Some("HUB1".into())), Change::Asked(None), Change::Selected(None)]);
        assert_eq!((view.tab, view.has_asked), (Tab::Why, true));
    }

    #[test]
    fn a_change_that_changes_nothing_keeps_the_same_view() {
        let view = Rc::new(View::default());
        assert!(Rc::ptr_eq(&view, &Rc::clone(&view).reduce(Change::Tab(Tab::TryNext))));
    }

    #[test]
    fn a_new_run_keeps_the_colours_only() {
        let view = after(&[Change::Theme(Theme::Dark), Change::Asked(None), Change::NewRun]);
        assert_eq!((view.theme, view.tab, view.has_asked), (Theme::Dark, Tab::TryNext, false));
    }
}
