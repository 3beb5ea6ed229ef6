//! The palette: words and lines can be told from what they stand on, in both themes.

use std::collections::BTreeMap;

type Palette = BTreeMap<String, [u8; 3]>;

fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([byte(0)?, byte(2)?, byte(4)?])
}

/// The light and the dark palette of the tokens.
fn palettes() -> [Palette; 2] {
    let css = std::fs::read_to_string("static/css/tokens.css").expect("the tokens are there");
    let (mut light, mut dark) = (Palette::new(), Palette::new());
    let own = css.split("@media").next().unwrap_or_default();
    for line in own.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|rest| rest.split_once(':')) else {
            continue;
        };
        let value = value.trim().trim_end_matches(';');
        let pair = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')?.split_once(','));
        let (of_light, of_dark) = pair.unwrap_or((value, value));
        if let (Some(of_light), Some(of_dark)) = (colour(of_light), colour(of_dark)) {
            light.insert(name.to_owned(), of_light);
            dark.insert(name.to_owned(), of_dark);
        }
    }
    [light, dark]
}

#[expect(clippy::disallowed_methods, reason = "the last digit decides nothing here")]
fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn check(pairs: &[(&str, &str)], least: f64) {
    for (theme, palette) in ["light", "dark"].into_iter().zip(palettes()) {
        for (ink, ground) in pairs {
            let found = contrast(palette[*ink], palette[*ground]);
            assert!(found >= least, "{theme}: {ink} on {ground} has {found:.2}, and needs {least}");
        }
    }
}

const STATES: [&str; 6] = ["ok", "active", "idle", "warn", "bad", "vote"];

#[test]
fn words_can_be_read_on_what_they_stand_on() {
    let mut pairs = Vec::new();
    let grounds: Vec<String> = STATES.iter().map(|state| format!("{state}-bg")).collect();
    for (state, ground) in STATES.iter().zip(&grounds) {
        pairs.extend([
            (*state, ground.as_str()),
            (state, "panel"),
            (state, "panel-2"),
            (state, "bg"),
            ("on-fill", state),
        ]);
        pairs.extend([("ink", ground.as_str()), ("ink-2", ground)]);
    }
    for ink in ["ink", "ink-2", "log-ink"] {
        pairs.extend([(ink, "panel"), (ink, "panel-2"), (ink, "bg"), (ink, "log-bg")]);
    }
    // The words of the witness, of a log and of its volume also stand where something is broken.
    pairs.extend([("vote", "bad-bg"), ("log-ink", "bad-bg"), ("log-ink", "warn-bg"), ("log-ink", "idle-bg")]);
    pairs.extend([
        ("vote", "warn-bg"),
        ("bad", "idle-bg"),
        ("warn", "idle-bg"),
        ("bad", "warn-bg"),
        ("warn", "bad-bg"),
    ]);
    for ink in ["shell-ink", "shell-ink-2", "shell-prompt", "shell-bad"] {
        pairs.push((ink, "shell-bg"));
    }
    check(&pairs, 4.5);
}

#[test]
fn lines_that_mean_something_stand_out() {
    let mut pairs = vec![("edge", "panel"), ("edge", "bg"), ("focus", "panel"), ("focus", "bg"), ("focus", "bad-bg")];
    pairs.extend([("log", "panel"), ("log", "log-bg"), ("log", "bg"), ("active", "bad-bg"), ("idle", "panel")]);
    check(&pairs, 3.0);
}

#[test]
fn no_other_sheet_names_a_colour() {
    for entry in std::fs::read_dir("static/css").expect("the sheets are there").flatten() {
        let path = entry.path();
        if path.ends_with("tokens.css") {
            continue;
        }
        let css = std::fs::read_to_string(&path).expect("a sheet can be read");
        for (number, line) in css.lines().enumerate() {
            let is_colour = |word: &str| {
                let hex = word.trim_start_matches('#');
                word.starts_with('#') && [3, 4, 6, 8].contains(&hex.len()) && hex.chars().all(|c| c.is_ascii_hexdigit())
            };
            let mut words = line.split([' ', ';', ',', '(', ')']);
            assert!(!words.any(is_colour) && !line.contains("rgb("), "{}:{}: {line}", path.display(), number + 1);
        }
    }
}
