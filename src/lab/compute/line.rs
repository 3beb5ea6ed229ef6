//! The first line of a transcript of a compute cluster.

use super::{ComputeScenario, NAME, PARAMETERS};
use crate::lab::scenario::words_of;
use crate::lab::transcript::{TranscriptError, error};
use core::fmt;

/// Writes the first line: the bench, the seed, and what differs from the defaults.
impl fmt::Display for ComputeScenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{NAME} seed={}", self.config.seed)?;
        let defaults = ComputeScenario::default().config;
        for parameter in PARAMETERS.iter().filter(|parameter| parameter.name != "seed") {
            let value = (parameter.get)(&self.config);
            // As many tasks as there are sizes is what a transcript without a number means.
            let is_implied = parameter.name == "tasks" && self.config.tasks.is_none();
            if !is_implied && value != (parameter.get)(&defaults) {
                write!(f, " {}={value}", parameter.name)?;
            }
        }
        Ok(())
    }
}

/// Reads `compute [seed=N] [name=value …]`.
pub(super) fn parse_line(line: &str, number: u32) -> Result<ComputeScenario, TranscriptError> {
    let mut words = words_of(line).into_iter().take_while(|(_, word)| !word.starts_with('#'));
    let first = words.next();
    let mut scenario = ComputeScenario::default();
    if !first.is_some_and(|(_, name)| name.eq_ignore_ascii_case(NAME)) {
        let column = first.map_or(1, |(column, _)| column);
        return Err(error(number, column, "it is no compute cluster".to_owned(), "begin with: compute"));
    }
    for (column, word) in words {
        let Some((name, value)) = word.split_once('=') else {
            return Err(error(number, column, format!("'{word}' has no value"), "write parameters as name=value"));
        };
        let is_known = PARAMETERS.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(name));
        let skip = if is_known { name.chars().count() as u32 + 1 } else { 0 };
        scenario =
            scenario.with(name, value).map_err(|(message, hint)| error(number, column + skip, message, &hint))?;
    }
    fits_together(&scenario, number)?;
    Ok(scenario)
}

/// Whether the parameters go together; `number` is the line that they stand on.
fn fits_together(scenario: &ComputeScenario, number: u32) -> Result<(), TranscriptError> {
    let config = &scenario.config;
    let listed = [
        ("work", config.work.len(), config.task_count() as usize, "tasks"),
        ("speeds", config.speeds.len(), usize::from(config.workers), "workers"),
    ];
    for (name, listed, there, of) in listed {
        if listed > there {
            let message = format!("{name} has {listed} values for {there} {of}");
            return Err(error(number, 1, message, &format!("leave values out, or use {of}={listed}")));
        }
    }
    Ok(())
}
