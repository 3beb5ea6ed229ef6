//! Shows the votes as weights against the majority.

use super::stage::shapes::{icon, mood_word, num, rect};
use crate::{
    model::scene::Scene,
    ui::view_model::{
        geometry::Rect,
        stage::Glyph,
        votes::{Balance, SIZE},
    },
    words,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Votes`].
#[derive(Properties, PartialEq)]
pub struct VotesProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
}

/// Shows the votes as weights against the majority; nothing where nobody has a vote.
#[component]
pub fn Votes(props: &VotesProps) -> Html {
    let balance = Balance::of(&props.scene).map(Rc::new);
    balance.map(|balance| html! { <Weighed {balance} /> }).unwrap_or_default()
}

#[derive(Properties, PartialEq)]
struct WeighedProps {
    balance: Rc<Balance>,
}

/// Drawn anew only when the balance has changed.
#[component]
fn Weighed(props: &WeighedProps) -> Html {
    let balance = &props.balance;
    html! {
        <section class="votes" aria-label={words::votes_title()} data-mood={mood_word(balance.mood)}>
            <h3 class="votes__title">{ words::votes_title() }</h3>
            { picture(balance) }
            <div class="votes__words">
                <p class="votes__sentence">{ &balance.sentence }</p>
                <p class="votes__outlook">{ &balance.outlook }</p>
                <ul class="votes__list">
                    { for balance.voters.iter().map(|(voter, counts)| html! {
                        <li key={voter.clone()} class="votes__voter">
                            { icon(Glyph::of_vote(*counts)) }
                            { if *counts { words::vote_of_counts(voter) } else { words::vote_of_missing(voter) } }
                        </li>
                    }) }
                </ul>
            </div>
        </section>
    }
}

fn picture(balance: &Balance) -> Html {
    let [left, right] = balance.beam;
    let hang = |end: crate::ui::view_model::geometry::Point, pan: Rect| {
        format!("M{} {}L{} {}M{} {}L{} {}", end.x, end.y, pan.x + 4, pan.y, end.x, end.y, pan.right() - 4, pan.y)
    };
    let middle = (left.x + right.x) / 2;
    let level = (left.y + right.y) / 2;
    let caption = |pan: Rect, words: &'static str| {
        html! {
            <text class="votes__label" x={num(pan.centre().x)} y={num(pan.bottom() + 14)} text-anchor="middle">{ words }</text>
        }
    };
    html! {
        <svg class="votes__picture" viewBox={format!("0 0 {} {}", SIZE.x, SIZE.y)} role="img" aria-label={balance.name.clone()}>
            <path class="votes__post" d={format!("M{middle} {level}V{}M{} {}h40", SIZE.y - 4, middle - 20, SIZE.y - 4)} />
            <path class="votes__beam" d={format!("M{} {}L{} {}", left.x, left.y, right.x, right.y)} />
            <circle class="votes__pivot" cx={num(middle)} cy={num(level)} r="4" />
            <path class="votes__cord" d={hang(left, balance.pans[0])} />
            <path class="votes__cord" d={hang(right, balance.pans[1])} />
            { for balance.pans.iter().map(|pan| rect(*pan, "votes__pan", 2)) }
            { for balance.votes.iter().map(|vote| {
                rect(vote.rect, if vote.is_witness { "votes__weight votes__weight--witness" } else { "votes__weight" }, 3)
            }) }
            { for balance.majority.iter().map(|weight| rect(*weight, "votes__weight votes__weight--needed", 3)) }
            { caption(balance.pans[0], words::votes_counting()) }
            { caption(balance.pans[1], words::votes_majority()) }
            <text class="votes__verdict" x={num(middle)} y="12" text-anchor="middle">{ &balance.verdict }</text>
        </svg>
    }
}
