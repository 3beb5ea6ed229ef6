//! A storm as text: `storm [seed=N] [name=value …]`, then `@TIME FAULT [for TIME]`, a line a fault.

use super::{Fault, MODES, NAME, Storm, Timed};
use crate::engine::{SimSpan, SimTime};
use crate::lab::scenario::{fits_together, words_of};
use crate::lab::setting::instead_of;
use crate::lab::transcript::{LINES_MAX, TEXT_MAX, TIME_MAX, TranscriptError, error, parse_line};

/// The parameter of a storm that no scenario has.
pub(super) const PATIENCE: &str = "patience";

/// Whether a text is a storm: its first word says so.
pub fn is_storm(text: &str) -> bool {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.and_then(|line| line.split_whitespace().next()).is_some_and(|word| word.eq_ignore_ascii_case(NAME))
}

impl Storm {
    /// Reads a storm. One without faults gets those of the built-in storm.
    ///
    /// # Errors
    /// Names line and column of the first thing that cannot be read.
    pub fn parse(text: &str) -> Result<Storm, TranscriptError> {
        if text.len() > TEXT_MAX {
            return Err(error(1, 1, format!("the storm has more than {TEXT_MAX} bytes"), "make it shorter"));
        }
        let mut storm = None;
        let mut faults = Vec::new();
        let mut latest = SimTime::ZERO;
        for (line, number) in text.lines().zip(1u32..) {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if storm.is_none() {
                storm = Some(first_line(line, number)?);
                continue;
            }
            let column = (line.chars().count() - line.trim_start().chars().count()) as u32 + 1;
            if faults.len() == LINES_MAX {
                let message = format!("there are more than {LINES_MAX} lines");
                return Err(error(number, column, message, "make the storm shorter"));
            }
            let fault = fault(line.trim_start(), number, column, latest)?;
            latest = fault.at;
            faults.push(fault);
        }
        let Some(mut storm) = storm else {
            return Err(error(1, 1, "the storm is empty".to_owned(), "begin with: storm seed=42"));
        };
        if !faults.is_empty() {
            storm.faults = faults;
        }
        Ok(storm)
    }

    /// The storm with a parameter set, on every bench that has it.
    ///
    /// # Errors
    /// Says what was expected, in a sentence without the place.
    pub fn with(mut self, name: &str, value: &str) -> Result<Storm, (String, String)> {
        if name.eq_ignore_ascii_case(PATIENCE) {
            let patience = SimSpan::parse(value).ok().filter(|span| SimTime::ZERO + *span <= TIME_MAX);
            let wrong = || (format!("'{value}' is not a {PATIENCE}"), "use a time such as 0s, 90m or 1d".to_owned());
            self.patience = patience.ok_or_else(wrong)?;
            return Ok(self);
        }
        let mut is_known = false;
        for scenario in &mut self.scenarios {
            if scenario.parameters().any(|parameter| parameter.name.eq_ignore_ascii_case(name)) {
                *scenario = scenario.with(name, value)?;
                is_known = true;
            }
        }
        if is_known {
            return Ok(self);
        }
        let mut names: Vec<&str> = crate::lab::scenario::PARAMETERS.iter().map(|parameter| parameter.name).collect();
        names.dedup();
        names.push(PATIENCE);
        let hint = instead_of(name, &names);
        Err((format!("'{NAME}' has no parameter '{name}'"), hint))
    }
}

fn first_line(line: &str, number: u32) -> Result<Storm, TranscriptError> {
    let mut storm = Storm::default();
    let words = words_of(line).into_iter().take_while(|(_, word)| !word.starts_with('#'));
    for (column, word) in words.skip(1) {
        let Some((name, value)) = word.split_once('=') else {
            return Err(error(number, column, format!("'{word}' has no value"), "write parameters as name=value"));
        };
        let is_known = name.eq_ignore_ascii_case(PATIENCE)
            || MODES
                .iter()
                .zip(&storm.scenarios)
                .any(|(_, scenario)| scenario.parameters().any(|parameter| parameter.name.eq_ignore_ascii_case(name)));
        let skip = if is_known { name.chars().count() as u32 + 1 } else { 0 };
        storm = storm.with(name, value).map_err(|(message, hint)| error(number, column + skip, message, &hint))?;
    }
    storm.scenarios.iter().try_for_each(|scenario| fits_together(scenario, number))?;
    Ok(storm)
}

fn fault(text: &str, number: u32, column: u32, latest: SimTime) -> Result<Timed, TranscriptError> {
    let line = parse_line(text, number, column, latest)?;
    let Some(at) = line.at else {
        let message = format!("'{}' has no moment", line.text);
        return Err(error(number, column, message, "write a fault as: @3h active-server-loses-power for 30m"));
    };
    let words: Vec<(u32, &str)> = words_of(&line.text).into_iter().take_while(|(_, it)| !it.starts_with('#')).collect();
    let at_word = |offset: u32| line.place.1 + offset - 1;
    let Some((offset, name)) = words.first().copied() else {
        return Err(error(number, line.place.1, "no fault is named".to_owned(), "write a fault behind the moment"));
    };
    let Some(fault) = Fault::ALL.into_iter().find(|fault| fault.name().eq_ignore_ascii_case(name)) else {
        let names = Fault::ALL.map(Fault::name);
        let hint = instead_of(name, &names);
        return Err(error(number, at_word(offset), format!("there is no fault '{name}'"), &hint));
    };
    let lasts = match &words[1..] {
        [] => fault.lasts(),
        [(_, word), (offset, time)] if word.eq_ignore_ascii_case("for") => match SimSpan::parse(time) {
            Ok(span) if SimTime::ZERO + span <= TIME_MAX => span,
            _ => {
                let message = format!("'{time}' is no time that a fault can last");
                return Err(error(number, at_word(*offset), message, "write it as 30m, 2h or 1d, up to 30 days"));
            }
        },
        [(offset, word), ..] => {
            let message = format!("'{word}' is one word too many");
            return Err(error(number, at_word(*offset), message, "write a fault as: @3h witness-fails for 30m"));
        }
    };
    Ok(Timed { at, fault, lasts })
}
