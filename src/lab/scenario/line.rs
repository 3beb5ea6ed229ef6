//! The first line of a transcript: a scenario as text.

use super::{SCENARIOS, Scenario};
use crate::lab::setting::instead_of;
use crate::lab::transcript::{TranscriptError, error};
use crate::model::cluster::QuorumModel;
use crate::model::params::{Build, Config, Edition, Mode, Sites, Source, Windows, WitnessSite};
use core::fmt;

/// Writes the first line of a transcript: the bench, the seed, and what differs from the defaults.
impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} seed={}", self.bench(), self.config.seed)?;
        let defaults = Scenario::named(self.bench()).unwrap_or_default();
        for parameter in self.parameters().filter(|parameter| parameter.name != "seed") {
            let value = (parameter.get)(&self.config);
            // Which quorum model is the default depends on Windows, which is written for itself.
            if parameter.name == "quorum" && self.config.shared_quorum() == QuorumModel::default_on(self.config.windows)
            {
                continue;
            }
            if value != (parameter.get)(&defaults.config) {
                write!(f, " {}={value}", parameter.name)?;
            }
        }
        Ok(())
    }
}

/// Reads `SCENARIO [seed=N] [name=value …]`.
pub(in crate::lab) fn parse_line(line: &str, number: u32) -> Result<Scenario, TranscriptError> {
    let mut words = words_of(line).into_iter().take_while(|(_, word)| !word.starts_with('#'));
    let Some((column, name)) = words.next() else {
        return Err(error(number, 1, "no scenario is named".to_owned(), "begin with a scenario, such as: ccr seed=42"));
    };
    let Some(mut scenario) = Scenario::named(name) else {
        let names: Vec<&str> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
        let hint = instead_of(name, &names);
        return Err(error(number, column, format!("there is no scenario '{name}'"), &hint));
    };
    for (column, word) in words {
        let Some((name, value)) = word.split_once('=') else {
            return Err(error(number, column, format!("'{word}' has no value"), "write parameters as name=value"));
        };
        scenario = scenario.with(name, value).map_err(|(message, hint)| {
            let is_known = scenario.parameters().any(|parameter| parameter.name.eq_ignore_ascii_case(name));
            let skip = if is_known { name.chars().count() as u32 + 1 } else { 0 };
            error(number, column + skip, message, &hint)
        })?;
    }
    fits_together(&scenario, number)?;
    // A transcript that names what is the default anyway is the same transcript.
    let default = QuorumModel::default_on(scenario.config.windows);
    scenario.config.quorum = scenario.config.quorum.filter(|model| *model != default);
    Ok(scenario)
}

/// Whether the parameters of a scenario go together; `number` is the line that they stand on.
pub(in crate::lab) fn fits_together(scenario: &Scenario, number: u32) -> Result<(), TranscriptError> {
    if scenario.config.mode == Mode::Scr && scenario.config.build == Build::Rtm {
        let message = "standby continuous replication came with Service Pack 1".to_owned();
        return Err(error(number, 1, message, "leave build=rtm out"));
    }
    if scenario.config.witness == WitnessSite::Third && scenario.config.sites == Sites::One {
        let message = "witness=third needs a cluster in two sites".to_owned();
        return Err(error(number, 1, message, "add sites=two"));
    }
    let config = scenario.config;
    if config.edition == Edition::Standard && config.mode == Mode::Scr && config.source != Source::StandAlone {
        let message = "a clustered mailbox server needs Enterprise Edition".to_owned();
        return Err(error(number, 1, message, "leave edition=standard out, or use source=stand-alone"));
    }
    if scenario.config.windows == Windows::V2008 && scenario.config.build == Build::Rtm {
        let message = "windows=2008 needs Service Pack 1".to_owned();
        return Err(error(number, 1, message, "add build=sp1, or use windows=2003"));
    }
    let database_mb = config.database_bytes().div_ceil(1_048_576);
    if u64::from(config.database_disk_mb) <= database_mb {
        let message =
            format!("database_disk_mb={} is too small for {} mailboxes", config.database_disk_mb, config.mailboxes);
        return Err(error(number, 1, message, &format!("their database has {database_mb} MB; use a larger disk")));
    }
    if let Some(model) = scenario.config.quorum {
        let Config { windows, nodes, .. } = scenario.config;
        if !model.is_possible(windows, nodes) {
            let message = format!("windows={} has no quorum={} for {nodes} nodes", windows.name(), model.name());
            let hint = match model {
                QuorumModel::NodesAndDisk => "use windows=2008, or quorum=disk",
                QuorumModel::NodesAndShare => "beside more than two nodes the share counts with windows=2008 only",
                QuorumModel::SharedDisk | QuorumModel::Nodes => "use another quorum model",
            };
            return Err(error(number, 1, message, hint));
        }
    }
    Ok(())
}

/// The words of a line with their columns, from 1.
pub(in crate::lab) fn words_of(line: &str) -> Vec<(u32, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (column, (offset, character)) in line.char_indices().enumerate() {
        match (character.is_whitespace(), start) {
            (false, None) => start = Some((column, offset)),
            (true, Some((column, from))) => {
                words.push((column as u32 + 1, &line[from..offset]));
                start = None;
            }
            _ => {}
        }
    }
    if let Some((column, from)) = start {
        words.push((column as u32 + 1, &line[from..]));
    }
    words
}
