//! The branches side by side: one column a branch.

use crate::lab::session::BranchInfo;
use crate::ui::shared::Shared;
use crate::ui::view_model::{branches, moment};
use crate::words;
use yew::prelude::*;

/// Properties of [`CompareTable`].
#[derive(Properties, PartialEq)]
pub struct CompareTableProps {
    /// All branches.
    pub branches: Shared<Vec<BranchInfo>>,
}

/// Branches that fit beside each other without scrolling.
const FITTING: usize = 3;

/// Shows what each branch cost.
#[component]
pub fn CompareTable(props: &CompareTableProps) -> Html {
    let row = |label: &'static str, value: fn(&BranchInfo) -> String| {
        html! {
            <tr>
                <th scope="row">{ label }</th>
                { for props.branches.iter().map(|branch| html! { <td key={branch.name.clone()}>{ value(branch) }</td> }) }
            </tr>
        }
    };
    html! {
        <div class={classes!("compare", (props.branches.len() > FITTING).then_some("compare--many"))} role="region" tabindex="0" aria-label={words::compare_table()}>
            <table>
                <thead>
                    <tr>
                        <td></td>
                        { for props.branches.iter().map(|branch| html! {
                            <th key={branch.name.clone()} scope="col" class={branch.is_current.then_some("compare__current")}>
                                { words::branch(&branch.name) }
                            </th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { row(words::compare_deeds(), branches::deeds) }
                    { row(words::cost_behind(), |branch| branches::stayed_behind(&branch.cost)) }
                    { row(words::cost_returned(), |branch| words::letters(branch.cost.letters_brought_back)) }
                    { row(words::cost_lost(), |branch| branches::lost(&branch.cost)) }
                    { row(words::cost_down(), |branch| moment::span_in_words(branch.cost.down)) }
                </tbody>
            </table>
        </div>
    }
}
