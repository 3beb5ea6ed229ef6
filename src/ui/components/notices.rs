//! What was not understood of the address, said once and put away.

use super::icon::{Icon, Sign};
use crate::ui::intent::Intent;
use crate::words;
use yew::prelude::*;

/// Properties of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// What there is to say.
    pub notices: Vec<AttrValue>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the notices in one box.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    if props.notices.is_empty() {
        return Html::default();
    }
    let onclick = props.on_intent.reform(|_: MouseEvent| Intent::Noticed);
    html! {
        <section class="notices" role="alert">
            <ul class="notices__list">
                { for props.notices.iter().map(|notice| html! { <li key={notice.as_str()}>{ notice }</li> }) }
            </ul>
            <button type="button" class="button button--icon" aria-label={words::notices_close()} {onclick}>
                <Icon sign={Sign::Close} />
            </button>
        </section>
    }
}
