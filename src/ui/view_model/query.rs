//! The page's address: its query is the configuration. Reading it is total.
//!
//! A bad value gives the default and one notice; what is not known is left alone.

use super::lens::Pace;
use crate::engine::SimTime;
use crate::lab::scenario::{PARAMETERS, Scenario};
use crate::lab::transcript::Transcript;
use crate::words;

/// Which colours the page has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the person's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name in an address and in `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name, if there is one.
    pub fn named(name: &str) -> Option<Theme> {
        [Theme::Auto, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.name().eq_ignore_ascii_case(name))
    }
}

/// How much may move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MotionChoice {
    /// As the person's system has it.
    #[default]
    Auto,
    /// Everything.
    Full,
    /// Nothing travels.
    Reduced,
}

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Whether the page stands in somebody's article.
    pub is_embedded: bool,
    /// The run.
    pub run: Scenario,
    /// Moment to start at, paused.
    pub at: Option<SimTime>,
    /// Whether to run at once; nothing if the page is to decide.
    pub autoplay: Option<bool>,
    /// How fast time passes.
    pub pace: Pace,
    /// Colours; nothing if the address does not say.
    pub theme: Option<Theme>,
    /// How much may move.
    pub motion: MotionChoice,
}

/// Longest moment an address can start at [s]: a month.
const START_MAX: u64 = 31 * 86_400;

/// Reads an address's query, with or without its question mark; the notices say what was not understood.
pub fn read(query: &str) -> (Query, Vec<String>) {
    let (mut read, mut notices, mut seen) = (Query::default(), Vec::new(), Vec::new());
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name).to_ascii_lowercase(), decoded(value))
    };
    let pairs: Vec<(String, String)> =
        query.trim_start_matches('?').split('&').filter(|text| !text.is_empty()).map(pair).collect();
    let asks_for_a_run = pairs.iter().any(|(name, _)| !is_of_the_page(name));
    if asks_for_a_run {
        read.second_half_bench(&pairs);
    }
    for (name, value) in pairs {
        // The first of repeated names wins.
        if seen.contains(&name) {
            continue;
        }
        if read.take(&name, &value) == Taken::Refused {
            notices.push(words::address_not_understood(&name, shortened(&value)));
        }
        seen.push(name);
    }
    if asks_for_a_run {
        read.second_half_fit(&mut notices);
    }
    (read, notices)
}

/// Whether an address asks for more than the page as it opens: for a run, which takes the second half of the program.
pub fn asks_for_a_run(query: &str) -> bool {
    let names = query.trim_start_matches('?').split('&').filter(|text| !text.is_empty());
    names.map(|pair| decoded(pair.split('=').next().unwrap_or(pair))).any(|name| !is_of_the_page(&name))
}

/// Whether a name of an address is about the page and not about the run.
fn is_of_the_page(name: &str) -> bool {
    ["embed", "t", "autoplay", "speed", "theme", "motion"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The query of an address that starts this run.
pub fn of_run(run: &Scenario) -> String {
    format!("scenario={run}").replace(' ', "&")
}

#[derive(PartialEq)]
enum Taken {
    Used,
    Unknown,
    Refused,
}

impl Query {
    fn take(&mut self, name: &str, value: &str) -> Taken {
        let taken = match name {
            "embed" => flag(value).map(|is_embedded| self.is_embedded = is_embedded),
            "t" => moment(value).map(|at| self.at = Some(at)),
            "autoplay" => flag(value).map(|plays| self.autoplay = Some(plays)),
            "speed" => Pace::named(value).map(|pace| self.pace = pace),
            "theme" => Theme::named(value).map(|theme| self.theme = Some(theme)),
            "motion" => match &*value.to_ascii_lowercase() {
                "auto" => Some(MotionChoice::Auto),
                "full" => Some(MotionChoice::Full),
                "reduce" => Some(MotionChoice::Reduced),
                _ => None,
            }
            .map(|motion| self.motion = motion),
            _ => return self.second_half_take(name, value),
        };
        if taken.is_some() { Taken::Used } else { Taken::Refused }
    }

    /// The bench comes first: what may be asked for depends on it, wherever in the address it stands.
    #[inline(never)]
    fn second_half_bench(&mut self, pairs: &[(String, String)]) {
        let bench = pairs.iter().find(|(name, _)| name == "scenario");
        self.run = bench.and_then(|(_, value)| Scenario::named(value)).unwrap_or_default();
    }

    /// A parameter of the run.
    #[inline(never)]
    fn second_half_take(&mut self, name: &str, value: &str) -> Taken {
        let taken = match name {
            "scenario" => Scenario::named(value).map(|_| ()),
            _ if PARAMETERS.iter().any(|parameter| parameter.name == name) => {
                self.run.with(name, value).ok().map(|run| self.run = run)
            }
            _ => return Taken::Unknown,
        };
        if taken.is_some() { Taken::Used } else { Taken::Refused }
    }

    /// Values that are right one by one may not go together.
    #[inline(never)]
    fn second_half_fit(&mut self, notices: &mut Vec<String>) {
        if let Err(error) = Transcript::parse(&self.run.to_string()) {
            notices.push(words::address_does_not_fit(error.message));
            self.run = Scenario::named(self.run.bench()).unwrap_or_default();
        }
    }
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "1" | "" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// Reads `90`, `1:30`, `0:01:30` as seconds, minutes and hours.
fn moment(value: &str) -> Option<SimTime> {
    let mut seconds = 0u64;
    for (place, part) in value.split(':').enumerate() {
        if place > 2 || part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    (seconds <= START_MAX).then(|| SimTime::from_secs(seconds))
}

/// Undoes percent encoding; what is damaged stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let (mut plain, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => plain.push(b' '),
            (byte, ..) => plain.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(24) {
        Some((cut, _)) => format!("{}…", &value[..cut]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_address_is_read() {
        let (query, notices) = read(
            "?scenario=CCR&Seed=7&t=1:30&embed=1&autoplay=0&speed=0.5&theme=dark&motion=reduce&mailboxes=300&profile=heavy",
        );
        assert_eq!(notices, Vec::<String>::new());
        assert_eq!(query.run.to_string(), "ccr seed=7 mailboxes=300 profile=heavy");
        assert_eq!((query.at, query.autoplay, query.is_embedded), (Some(SimTime::from_secs(90)), Some(false), true));
        assert_eq!((query.pace, query.theme, query.motion), (Pace::Fixed(5), Some(Theme::Dark), MotionChoice::Reduced));
    }

    #[test]
    fn a_bad_value_gives_the_default_and_a_notice() {
        for bad in ["seed=-1", "seed=4294967296", "t=1:2:3:4", "t=a", "speed=0", "theme=pink", "embed=2", "build=sp9"] {
            let (query, notices) = read(bad);
            assert_eq!(query, Query::default(), "{bad}");
            assert_eq!(notices.len(), 1, "{bad}");
        }
    }

    #[test]
    fn values_that_do_not_go_together_give_the_default_and_a_notice() {
        let (query, notices) = read("seed=7&build=rtm&windows=2008");
        assert_eq!((query.run, notices.len()), (Scenario::default(), 1));
        assert_eq!(of_run(&read("build=sp1&mailboxes=300&seed=5").0.run).matches('&').count(), 3);
    }

    #[test]
    fn an_address_asks_for_a_run_by_whatever_is_not_about_the_page() {
        for page in ["", "?", "?embed=1&t=90&Speed=2", "autoplay=0&theme=dark&motion=reduce&%74=5"] {
            assert!(!asks_for_a_run(page), "{page}");
        }
        for run in ["?seed=7", "embed=1&scenario=ccr", "utm_source=x", "=", "theme=dark&s%65ed=7"] {
            assert!(asks_for_a_run(run), "{run}");
        }
    }

    #[test]
    fn the_bench_decides_what_may_be_asked_for_wherever_it_stands() {
        for (address, expected) in [
            ("scenario=lcr&seed=5", "lcr seed=5"),
            ("nodes=4&seed=5&scenario=SCC", "scc seed=5 nodes=4"),
            ("targets=2&scenario=scr&source=ccr&seed=5", "scr seed=5 source=ccr targets=2"),
        ] {
            let (query, notices) = read(address);
            assert_eq!((query.run.to_string().as_str(), notices.len()), (expected, 0), "{address}");
        }
        for bad in ["scenario=dag", "scenario=lcr&nodes=4", "scenario=scr&build=rtm"] {
            assert_eq!(read(bad).1.len(), 1, "{bad}");
        }
    }

    #[test]
    fn unknown_names_are_ignored_and_the_first_of_two_wins() {
        let (query, notices) = read("utm_source=x&seed=1&seed=nonsense&");
        assert_eq!((query.run.config.seed, notices.len()), (1, 0));
    }

    #[test]
    fn no_text_makes_reading_fail() {
        for text in ["%", "%f", "%ff%fe=%00", "=&=&&", "t=99999999", "t=99999999999999999999", "seed=%31%32", "?é=ü"]
        {
            let _ = read(text);
        }
        assert_eq!(read("seed=%31%32").0.run.config.seed, 12);
        // A cheap sweep over odd bytes, so that a careless slice would show.
        let mut noise = 1u32;
        for _ in 0..2_000 {
            let text: String = (0..24)
                .map(|_| {
                    noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    b"%&=:?tseed0aF+\xc3"[(noise >> 24) as usize % 15] as char
                })
                .collect();
            let _ = read(&text);
        }
    }
}
