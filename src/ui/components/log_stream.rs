//! Shows the log stream: generations in columns, written, copied and replayed in rows.

use super::stage::shapes::icon;
use crate::{
    model::scene::Scene,
    ui::view_model::log_stream::{StreamCell, StreamRow, StreamTable},
    words,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`LogStream`].
#[derive(Properties, PartialEq)]
pub struct LogStreamProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
}

/// Shows the log stream: generations in columns, written, copied and replayed in rows.
///
/// A real table, so that everybody can read it; where there is little room the oldest columns are left out.
#[component]
pub fn LogStream(props: &LogStreamProps) -> Html {
    let table = Rc::new(StreamTable::of(&props.scene));
    html! { <Stream {table} /> }
}

#[derive(Properties, PartialEq)]
struct StreamProps {
    table: Rc<StreamTable>,
}

/// Drawn anew only when the table has changed.
#[component]
fn Stream(props: &StreamProps) -> Html {
    let table = &props.table;
    html! {
        <section class="log-stream" aria-label={table.title.clone()}>
            <table class="log-stream__table">
                <caption class="log-stream__title">{ &table.title }</caption>
                <thead>
                    <tr>
                        <th scope="col" class="log-stream__corner">{ words::stream_generation() }</th>
                        { for table.heads.iter().map(|(generation, head)| html! {
                            <th key={*generation} scope="col" class="log-stream__head">{ head }</th>
                        }) }
                        <th scope="col" class="log-stream__end log-stream__end--head">{ words::stream_queue() }</th>
                    </tr>
                </thead>
                <tbody>{ for table.rows.iter().map(row) }</tbody>
            </table>
        </section>
    }
}

fn row(row: &StreamRow) -> Html {
    let is_waiting = row.queues.iter().any(|(_, logs)| *logs > 0);
    html! {
        <tr key={row.head.clone()}>
            <th scope="row" class="log-stream__row">{ &row.head }</th>
            { for row.cells.iter().map(cell) }
            <td class={classes!("log-stream__end", is_waiting.then_some("log-stream__end--waiting"))}>
                { for row.queues.iter().enumerate().map(|(place, (name, logs))| html! {
                    <>if place > 0 { { " · " } }<span class="log-stream__queue">{ *name }{ " " }</span>{ *logs }</>
                }) }
            </td>
        </tr>
    }
}

fn cell(cell: &StreamCell) -> Html {
    let filled = cell.fill;
    html! {
        <td key={cell.generation} class="log-stream__cell" data-state={cell.state} title={cell.words.clone()}>
            <svg class="log-stream__box" viewBox="0 0 28 18" aria-hidden="true">
                <rect class="log-stream__filled" x="1" y="1" width={(u32::from(filled) * 26 / 100).to_string()} height="16" rx="3" />
                <rect class="log-stream__edge" x="1" y="1" width="26" height="16" rx="3" />
            </svg>
            if let Some(glyph) = cell.glyph { { icon(glyph) } }
            <span class="log-stream__word">{ &cell.words }</span>
        </td>
    }
}
