//! Scenarios: a bench with its parameters.

mod line;
mod parameters;

use crate::lab::setting::instead_of;
use crate::model::params::{Build, Config, Mode};

pub(super) use line::{fits_together, parse_line, words_of};
pub use parameters::{PARAMETERS, Parameter, Values};

/// A bench and how it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The mode of the bench and its settings.
    pub config: Config,
}

/// A scenario that can be named.
pub struct Listed {
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub summary: &'static str,
    /// Its mode.
    pub mode: Mode,
}

/// All scenarios.
pub const SCENARIOS: &[Listed] = &[
    Listed {
        name: "lcr",
        summary: "Local continuous replication: one server with a second set of disks.",
        mode: Mode::Lcr,
    },
    Listed {
        name: "scc",
        summary: "Single copy cluster: nodes that share their disks, and one copy of the data.",
        mode: Mode::Scc,
    },
    Listed {
        name: "ccr",
        summary: "Cluster continuous replication: two nodes, a file share witness, one storage group, one hub.",
        mode: Mode::Ccr,
    },
    Listed {
        name: "scr",
        summary: "Standby continuous replication: copies on other servers, activated by hand.",
        mode: Mode::Scr,
    },
];

impl Scenario {
    /// The scenario of this name, in any letter case, with its defaults.
    pub fn named(name: &str) -> Option<Scenario> {
        let listed = SCENARIOS.iter().find(|listed| listed.name.eq_ignore_ascii_case(name))?;
        // Standby continuous replication came with Service Pack 1. Source: SP1HA.
        let build = if listed.mode == Mode::Scr { Build::Sp1 } else { Build::Rtm };
        Some(Scenario { config: Config { mode: listed.mode, build, ..Scenario::default().config } })
    }

    /// The parameters of this bench.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Parameter> + use<> {
        let mode = self.config.mode;
        PARAMETERS.iter().filter(move |parameter| parameter.modes.contains(&mode))
    }

    /// The value of a parameter, as text.
    pub fn value(&self, name: &str) -> Option<String> {
        PARAMETERS.iter().find(|parameter| parameter.name == name).map(|parameter| (parameter.get)(&self.config))
    }

    /// The bench's name.
    pub const fn bench(&self) -> &'static str {
        self.config.mode.name()
    }

    /// The scenario with a parameter set.
    ///
    /// # Errors
    /// Says what was expected, in a sentence without the place.
    pub fn with(mut self, name: &str, value: &str) -> Result<Scenario, (String, String)> {
        let Some(parameter) = self.parameters().find(|parameter| parameter.name.eq_ignore_ascii_case(name)) else {
            let names: Vec<&str> = self.parameters().map(|parameter| parameter.name).collect();
            let hint = instead_of(name, &names);
            return Err((format!("'{}' has no parameter '{name}'", self.bench()), hint));
        };
        if (parameter.set)(&mut self.config, value) {
            return Ok(self);
        }
        let hint = match parameter.values {
            Values::Number(low, high) => format!("use a whole number from {low} to {high}"),
            Values::Words(words) => format!("use one of {}", words.join(", ")),
            Values::Time(most) => format!("use a time up to {most}, such as 0s, 90m or 1d"),
        };
        let article = if parameter.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        Err((format!("'{value}' is not {article} {}", parameter.name), hint))
    }
}

impl Default for Scenario {
    fn default() -> Self {
        Scenario { config: Config { seed: 42, ..Config::default() } }
    }
}
