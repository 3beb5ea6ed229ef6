//! Everything that was tried: one row a branch, under each other.

use crate::lab::session::BranchInfo;
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::shared::Shared;
use crate::ui::view_model::axis::{Axis, percent};
use crate::ui::view_model::branches::{self, BranchRow};
use crate::words;
use yew::prelude::*;

/// Properties of [`BranchList`].
#[derive(Properties, PartialEq)]
pub struct BranchListProps {
    /// The axis.
    pub axis: Axis,
    /// All branches.
    pub branches: Shared<Vec<BranchInfo>>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the branches; one can be chosen.
#[component]
pub fn BranchList(props: &BranchListProps) -> Html {
    let onclick = props.on_intent.reform(|event: MouseEvent| {
        let branch = picked(&event, "data-branch").and_then(|branch| branch.parse().ok());
        branch.map_or(Intent::Noticed, Intent::Switch)
    });
    let rows = branches::rows(props.axis, &props.branches);
    html! {
        <ul class="branches" aria-label={words::branches()} {onclick}>
            { for rows.iter().zip(props.branches.iter()).map(|(row, branch)| branch_row(row, branch)) }
        </ul>
    }
}

fn branch_row(row: &BranchRow, branch: &BranchInfo) -> Html {
    let lost = words::branch_lost(branches::lost(&branch.cost));
    html! {
        <li key={row.index} class={classes!("branches__row", row.is_current.then_some("branches__row--current"))}>
            <button type="button" class="branches__name" data-branch={row.index.to_string()}
                aria-current={row.is_current.then_some("true")}>
                <span class="branches__title">{ words::branch(&row.name) }</span>
                <span class="visually-hidden">{ format!(": {}; ", branches::deeds(branch)) }</span>
                <span class="branches__lost">{ lost }</span>
            </button>
            <svg class="branches__line" aria-hidden="true" focusable="false" width="100%" height="24">
                <line x1={percent(row.start)} x2={percent(row.end)} y1="12" y2="12" />
                <circle class="branches__fork" cx={percent(row.start)} cy="12" r="3" />
                { for row.marks.iter().map(|mark| html! {
                    <line class="branches__mark" x1={percent(*mark)} x2={percent(*mark)} y1="5" y2="19" />
                }) }
            </svg>
        </li>
    }
}
