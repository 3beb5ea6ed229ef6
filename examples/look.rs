//! Writes the drawing of made-up scenes into HTML files, to look at them in a browser.
//!
//! `cargo run --features ssr --example look -- FOLDER [WIDTH] [THEME]`

#[path = "../tests/render/modes.rs"]
mod modes;
#[path = "../tests/render/runs.rs"]
mod runs;
#[path = "../tests/render/scenes.rs"]
mod scenes;
#[path = "../tests/render/ssr.rs"]
mod ssr;

use failover_lab::ui::components::{
    exposure::{Exposure, ExposureProps},
    log_stream::{LogStream, LogStreamProps},
    stage::{Stage, StageProps},
    votes::{Votes, VotesProps},
};
use failover_lab::ui::motion::Motion;
use std::{env, fs, path::Path, rc::Rc};

const SHEETS: [&str; 6] = ["tokens", "stage", "stage-parts", "votes", "log-stream", "exposure"];

fn main() -> std::io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "target/look".to_owned());
    let width: i32 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1040);
    let theme = arguments.next().unwrap_or_else(|| "light".to_owned());
    fs::create_dir_all(&folder)?;
    let mut css = String::new();
    for sheet in SHEETS {
        css.push_str(
            &fs::read_to_string(Path::new("static/css").join(sheet).with_extension("css")).unwrap_or_default(),
        );
    }
    for (name, scene) in scenes::all().into_iter().chain(runs::all()).chain(modes::all()) {
        let (a, b, c) = (scene.clone(), scene.clone(), scene.clone());
        let stage = ssr::html::<Stage>(move || StageProps {
            scene: Rc::new(scene),
            selected: Some("EXCHMAILBOX2\\Store".into()),
            on_select: yew::Callback::noop(),
            motion: Motion::Full,
            width: Some(width),
        });
        let stream = ssr::html::<LogStream>(move || LogStreamProps { scene: Rc::new(a) });
        let votes = ssr::html::<Votes>(move || VotesProps { scene: Rc::new(b) });
        let exposure = ssr::html::<Exposure>(move || ExposureProps { scene: Rc::new(c) });
        let page = format!(
            "<!doctype html><html lang=en data-theme={theme}><meta charset=utf-8><title>{name}</title>\n<style>\
             body{{margin:0;background:var(--bg);color:var(--ink);font:14px/1.4 var(--font)}}\
             *{{box-sizing:border-box}}\
             main{{width:{width}px;background:var(--panel)}}\
             .strip{{display:flex;flex-wrap:wrap;gap:1px;background:var(--line)}}\
             .strip>*{{flex:1 1 280px;background:var(--panel);padding:10px 14px}}\
             {css}</style>\n<main>{stage}<div class=strip>{stream}{exposure}{votes}</div></main>"
        );
        fs::write(Path::new(&folder).join(name).with_extension("html"), page)?;
    }
    Ok(())
}
