//! What to do next, as buttons: the story turned into intents.

use super::components::caption::{Act, Tone};
use super::intent::Intent;
use super::view_model::actions;
use super::view_model::story::{Step, Story};
use super::view_model::tale::Tale;
use crate::model::scene::Scene;
use crate::words;

/// What is on the page already, and so needs no button.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Whether *Why?* is open.
    pub is_why: bool,
    /// Whether the branches lie side by side.
    pub is_comparison: bool,
    /// How many branches there are.
    pub branches: usize,
}

/// The buttons under the drawing: the next step first.
pub fn under_the_drawing(story: &Story, tale: Option<&Tale>, scene: &Scene, shown: Shown) -> Vec<Act> {
    if let Some(tale) = tale {
        return second_half_of_tale(tale, story, scene, shown);
    }
    let mut acts = Vec::new();
    match story.next {
        Some(Step::Ask | Step::Rewind) => {
            acts.extend(of_step(Step::Ask, story, scene).filter(|_| !shown.is_why));
            acts.extend(of_step(Step::Rewind, story, scene));
        }
        Some(step) => acts.extend(of_step(step, story, scene)),
        None => {
            acts.extend(of_step(Step::Ask, story, scene).filter(|_| !shown.is_why));
            acts.extend(power_again(scene));
        }
    }
    if shown.branches > 1 && !shown.is_comparison && story.next != Some(Step::Compare) {
        acts.extend(of_step(Step::Compare, story, scene));
    }
    if let Some(first) = acts.first_mut() {
        first.tone = match story.next {
            Some(Step::Pull | Step::PullAgain) => Tone::Break,
            Some(_) => Tone::Main,
            None => Tone::Plain,
        };
    }
    acts
}

/// The next thing to do in a mode that has no guided story.
#[inline(never)]
fn second_half_of_tale(tale: &Tale, story: &Story, scene: &Scene, shown: Shown) -> Vec<Act> {
    let ask = || of_step(Step::Ask, story, scene).filter(|_| !shown.is_why);
    let mut acts: Vec<Act> = match tale.next() {
        Some(chapter) => match &chapter.line {
            Some(line) => vec![Act {
                label: chapter.name.clone().into(),
                intent: Intent::EnterAndRun(line.clone().into()),
                tone: if chapter.breaks { Tone::Break } else { Tone::Main },
                is_waiting: false,
            }],
            None => ask().map(|act| Act { tone: Tone::Main, ..act }).into_iter().collect(),
        },
        None => ask().into_iter().chain(power_again(scene)).collect(),
    };
    if shown.branches > 1 && !shown.is_comparison {
        acts.extend(of_step(Step::Compare, story, scene));
    }
    acts
}

/// The button of one step, if it can be taken now.
fn of_step(step: Step, story: &Story, scene: &Scene) -> Option<Act> {
    let act =
        |label: &'static str, intent| Some(Act { label: label.into(), intent, tone: Tone::Plain, is_waiting: false });
    match step {
        Step::Pull => act(words::pull_the_plug(), Intent::EnterAndRun(plug(scene)?.into())),
        Step::Ask => act(words::why(), Intent::Ask(None)),
        Step::Rewind => act(words::rewind_and_save(), Intent::Seek(story.rewind_to?)),
        Step::Close => act(words::close_the_log(), Intent::EnterUntilCopied("Close-LabLog".into())),
        Step::PullAgain if story.is_copying => {
            let waits = act(words::wait_for_the_copy(), Intent::Run(true));
            waits.map(|act| Act { is_waiting: true, ..act })
        }
        Step::PullAgain => act(words::pull_the_plug_again(), Intent::EnterAndRun(plug(scene)?.into())),
        Step::Compare => act(words::compare(), Intent::Compare(true)),
    }
}

/// What an administrator would do next, while a node is without power.
fn power_again(scene: &Scene) -> Option<Act> {
    let node = scene.nodes.iter().find(|node| node.part.can_start)?;
    Some(Act {
        label: words::power_again(&node.part.id).into(),
        intent: Intent::EnterAndRun(format!("Start-LabComponent {}", node.part.id).into()),
        tone: Tone::Plain,
        is_waiting: false,
    })
}

/// The line that cuts the power of the node in use.
fn plug(scene: &Scene) -> Option<String> {
    let node = scene.nodes.iter().find(|node| node.is_owner && node.part.faults.contains(&"PowerCut"))?;
    Some(actions::pull_the_plug(&node.part.id))
}
