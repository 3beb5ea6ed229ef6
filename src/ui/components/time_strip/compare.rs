//! The branches side by side, as a table.

use crate::lab::session::BranchInfo;
use crate::ui::shared::Shared;
use crate::ui::view_model::branches;
use crate::ui::view_model::moment;
use crate::words;
use yew::prelude::*;

/// Properties of [`CompareTable`].
#[derive(Properties, PartialEq)]
pub struct CompareTableProps {
    /// All branches.
    pub branches: Shared<Vec<BranchInfo>>,
}

/// Shows what each branch cost.
#[component]
pub fn CompareTable(props: &CompareTableProps) -> Html {
    html! {
        <div class="compare" role="region" tabindex="0" aria-label={words::compare_table()}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ words::compare_branch() }</th>
                        <th scope="col">{ words::compare_deeds() }</th>
                        <th scope="col">{ words::compare_lost() }</th>
                        <th scope="col">{ words::compare_returned() }</th>
                        <th scope="col">{ words::compare_edits() }</th>
                        <th scope="col">{ words::compare_down() }</th>
                    </tr>
                </thead>
                <tbody>
                    { for props.branches.iter().map(|branch| html! {
                        <tr key={branch.name.clone()} data-branch-name={branch.name.clone()}
                            class={branch.is_current.then_some("compare__current")}>
                            <th scope="row">{ words::branch(&branch.name) }</th>
                            <td>{ branches::deeds(branch) }</td>
                            <td class="compare__number">{ words::letters(branch.cost.letters_lost()) }</td>
                            <td class="compare__number">{ words::letters(branch.cost.letters_brought_back) }</td>
                            <td class="compare__number">{ words::changes(branch.cost.edits_lost) }</td>
                            <td class="compare__number">{ moment::span_in_words(branch.cost.down) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
