//! The shell's view of a run: names, the read-only view, and the one door for inputs.

use crate::engine::Timeline;
use crate::model::bench::Bench;
use crate::model::ids::{NetworkId, Part};
use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::rule::Rule;
use crate::model::view::View;
use crate::shell::host::{Host, Names};

/// A run as the shell sees it.
pub(super) struct Desk<'a> {
    pub timeline: &'a mut Timeline<Bench>,
    /// Whether anything was handed to the model.
    pub has_submitted: bool,
}

/// The read-only view of a run.
pub(super) fn view(timeline: &Timeline<Bench>) -> View<'_> {
    View { bench: timeline.world(), journal: timeline.journal(), now: timeline.now() }
}

/// The names of a kind that there are.
pub(super) fn names(view: &View<'_>, kind: Names) -> Vec<String> {
    match kind {
        Names::Component => view.components().into_iter().map(|component| component.id).collect(),
        Names::Node => view.bench.parts.nodes().map(|node| view.name_of(Part::Node(node))).collect(),
        Names::Server | Names::ClusteredServer => vec![view.server().id.to_owned()],
        Names::StorageGroup => view.copies().into_iter().map(|copy| copy.storage_group).collect(),
        Names::Database => view.databases().into_iter().map(|database| database.id).collect(),
        Names::Network => NetworkId::ALL.iter().map(|network| network.name().to_owned()).collect(),
        Names::Person => (1..=view.config().mailboxes).map(|number| format!("User{number}")).collect(),
        Names::Rule => Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect(),
        Names::Command => crate::shell::cmdlet::all().iter().map(|cmdlet| cmdlet.name.to_owned()).collect(),
    }
}

impl Host for Desk<'_> {
    fn now_ms(&self) -> u64 {
        self.timeline.now().as_millis()
    }

    fn names(&self, kind: Names) -> Vec<String> {
        names(&self.view(), kind)
    }

    fn view(&self) -> View<'_> {
        view(self.timeline)
    }

    fn submit(&mut self, input: Input) -> Result<(), Refusal> {
        match self.timeline.world().refusal(&input) {
            Some(refusal) => Err(refusal),
            None => {
                self.has_submitted = true;
                self.timeline.submit(input);
                Ok(())
            }
        }
    }
}
