//! What a run is started with: the seed and the bench's parameters.

/// A parameter of a bench and the values a person can choose.
pub struct Choice {
    /// Name in a transcript's first line and in an address.
    pub name: &'static str,
    /// Values to choose from; empty if it is a number.
    pub values: &'static [&'static str],
}

/// The parameters of the CCR bench, in the order of the form.
pub const CHOICES: [Choice; 5] = [
    Choice { name: "mailboxes", values: &[] },
    Choice { name: "profile", values: &["light", "average", "heavy", "very-heavy"] },
    Choice { name: "build", values: &["rtm", "sp1"] },
    Choice { name: "windows", values: &["2003", "2008"] },
    Choice { name: "dial", values: &["lossless", "good", "best"] },
];

/// The seed of a run that names none.
pub const SEED: u32 = 42;
/// Most mailboxes that can be asked for on the page.
pub const MAILBOXES_MAX: u32 = 10_000;

/// The seed and those parameters that differ from the bench's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSettings {
    /// Seed of the random streams.
    pub seed: u32,
    /// Value a parameter, in the order of [`CHOICES`]; `None` leaves it to the bench.
    pub values: [Option<String>; CHOICES.len()],
}

impl Default for RunSettings {
    fn default() -> Self {
        RunSettings { seed: SEED, values: [const { None }; CHOICES.len()] }
    }
}

impl RunSettings {
    /// The same run with one more parameter, or nothing if the value cannot be one.
    #[must_use]
    pub fn with(mut self, choice: usize, value: &str) -> Option<Self> {
        let chosen = CHOICES.get(choice)?;
        let value = match chosen.values {
            [] => value.parse::<u32>().ok().filter(|n| (1..=MAILBOXES_MAX).contains(n))?.to_string(),
            values => (*values.iter().find(|known| known.eq_ignore_ascii_case(value))?).to_owned(),
        };
        self.values[choice] = Some(value);
        Some(self)
    }

    /// The first line of the run's transcript.
    pub fn first_line(&self) -> String {
        let mut line = format!("ccr seed={}", self.seed);
        for (choice, value) in CHOICES.iter().zip(&self.values) {
            if let Some(value) = value {
                line.push_str(&format!(" {}={value}", choice.name));
            }
        }
        line
    }

    /// The query of an address that starts this run.
    pub fn query(&self) -> String {
        format!("scenario={}", self.first_line().replace(' ', "&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_chosen_is_written() {
        assert_eq!(RunSettings::default().first_line(), "ccr seed=42");
        let run = RunSettings::default().with(0, "0300").and_then(|run| run.with(2, "SP1"));
        assert_eq!(run.map(|run| run.query()).as_deref(), Some("scenario=ccr&seed=42&mailboxes=300&build=sp1"));
    }

    #[test]
    fn a_value_that_cannot_be_is_refused() {
        for (choice, value) in [(0, "0"), (0, "many"), (0, "99999"), (1, ""), (1, "huge"), (2, "sp2"), (9, "1")] {
            assert_eq!(RunSettings::default().with(choice, value), None, "{choice} {value}");
        }
    }
}
