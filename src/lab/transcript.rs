//! Transcripts: a session as text.
//!
//! The first line names the scenario, the seed and parameters; each further line is one line of the
//! shell, with `@TIME` in front if it has a moment of its own. `#` begins a comment. A link carries
//! it, a file saves it, a test asserts it.

use super::scenario::{self, Scenario};
use crate::engine::{SimSpan, SimTime};
use core::fmt;

/// Longest transcript [bytes]: as many lines of a hundred characters as there may be.
pub const TEXT_MAX: usize = 2_000_000;
/// Most lines: twice the ten thousand commands of the benchmarks, or one every two minutes of the longest run.
pub const LINES_MAX: usize = 20_000;
/// Longest line [characters].
pub const LINE_MAX: usize = 2_000;
/// Latest moment of a line.
pub const TIME_MAX: SimTime = SimTime::from_secs(30 * 86_400);

/// What is wrong with a transcript, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptError {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// What was found and what was expected.
    pub message: String,
    /// What to try.
    pub hint: Option<String>,
}

impl fmt::Display for TranscriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message.strip_suffix('.').unwrap_or(&self.message);
        write!(f, "{}:{}: {message}", self.line, self.column)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// One line for the shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its moment; without one it runs as soon as the line before it is done.
    pub at: Option<SimTime>,
    /// What is typed.
    pub text: String,
    /// Where it stands in the text it was read from, line and column from 1.
    pub place: (u32, u32),
}

/// Writes the line as a transcript does, without its end.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "@{at} {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// A parsed transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// Bench, seed and parameters.
    pub scenario: Scenario,
    /// The lines, in their order.
    pub lines: Vec<Line>,
}

impl Transcript {
    /// Reads a transcript.
    ///
    /// # Errors
    /// Names line and column of the first thing that cannot be read.
    pub fn parse(text: &str) -> Result<Transcript, TranscriptError> {
        let (scenario, lines) = parse_with(text, scenario::parse_line)?;
        Ok(Transcript { scenario, lines })
    }
}

/// Reads a transcript whose first line `first` reads.
pub(super) fn parse_with<S>(
    text: &str,
    first: impl Fn(&str, u32) -> Result<S, TranscriptError>,
) -> Result<(S, Vec<Line>), TranscriptError> {
    if text.len() > TEXT_MAX {
        return Err(error(1, 1, format!("the transcript has more than {TEXT_MAX} bytes"), "make it shorter"));
    }
    let mut scenario = None;
    let mut lines = Vec::new();
    let mut latest = SimTime::ZERO;
    for (index, raw) in text.lines().enumerate() {
        let number = index as u32 + 1;
        let line = raw.strip_suffix('\r').unwrap_or(raw);
        let trimmed = line.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let column = (line.chars().count() - trimmed.chars().count()) as u32 + 1;
        if trimmed.chars().count() > LINE_MAX {
            let message = format!("the line has more than {LINE_MAX} characters");
            return Err(error(number, column, message, "split it into several lines"));
        }
        if scenario.is_none() {
            scenario = Some(first(line, number)?);
            continue;
        }
        if lines.len() == LINES_MAX {
            let message = format!("there are more than {LINES_MAX} lines");
            return Err(error(number, column, message, "split the transcript"));
        }
        let line = parse_line(trimmed, number, column, latest)?;
        latest = line.at.unwrap_or(latest);
        lines.push(line);
    }
    match scenario {
        Some(scenario) => Ok((scenario, lines)),
        None => Err(error(1, 1, "the transcript is empty".to_owned(), "begin with a scenario, such as: ccr seed=42")),
    }
}

pub(super) fn parse_line(text: &str, number: u32, column: u32, latest: SimTime) -> Result<Line, TranscriptError> {
    let Some(timed) = text.strip_prefix('@') else {
        return Ok(Line { at: None, text: text.trim_end().to_owned(), place: (number, column) });
    };
    let end = timed.find(char::is_whitespace).unwrap_or(timed.len());
    let (time, rest) = timed.split_at(end);
    let at = match SimSpan::parse(time) {
        Ok(span) => SimTime::ZERO + span,
        Err(_) => {
            let message = format!("'@{time}' is not a moment");
            return Err(error(number, column, message, "write it as @90s, @1h30m or @2d"));
        }
    };
    if at > TIME_MAX {
        return Err(error(number, column, format!("'@{time}' is later than 30 days"), "use an earlier moment"));
    }
    if at < latest {
        let message = format!("'@{time}' is earlier than the line before, which has @{latest}");
        return Err(error(number, column, message, "put the lines in the order of their moments"));
    }
    let command = rest.trim();
    if command.is_empty() || command.starts_with('#') {
        let message = format!("'@{time}' is followed by no command");
        return Err(error(number, column, message, "write a command behind the moment"));
    }
    let skipped = 1 + time.chars().count() + (rest.chars().count() - rest.trim_start().chars().count());
    Ok(Line { at: Some(at), text: command.to_owned(), place: (number, column + skipped as u32) })
}

pub(super) fn error(line: u32, column: u32, message: String, hint: &str) -> TranscriptError {
    TranscriptError { line, column, message, hint: Some(hint.to_owned()) }
}

/// Writes the transcript in its canonical form; reading that gives the same transcript again.
impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.scenario)?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_places(text: &str) -> (Scenario, Vec<(Option<SimTime>, String)>) {
        let transcript = Transcript::parse(text).unwrap();
        (transcript.scenario, transcript.lines.into_iter().map(|line| (line.at, line.text)).collect())
    }

    #[test]
    fn a_printed_transcript_reads_as_the_same() {
        let text = "\n# A comment\nccr seed=7 dial=Lossless # of ours\n\n  @90s  Close-LabLog\nWait-Lab 5s\n@1h30m Send-LabMail -Count 3 # three\r\n";
        let printed = Transcript::parse(text).unwrap().to_string();
        assert_eq!(
            printed,
            "ccr seed=7 dial=Lossless\n@1m30s Close-LabLog\nWait-Lab 5s\n@1h30m Send-LabMail -Count 3 # three\n"
        );
        assert_eq!(without_places(&printed), without_places(text));
    }

    #[test]
    fn a_bad_transcript_says_where() {
        for (text, line, column, said) in [
            ("", 1, 1, "the transcript is empty"),
            ("# nothing\n", 1, 1, "the transcript is empty"),
            ("ccx", 1, 1, "there is no scenario 'ccx'"),
            ("ccr sed=4", 1, 5, "'ccr' has no parameter 'sed'"),
            ("ccr seed=x", 1, 10, "'x' is not a seed"),
            ("ccr seed", 1, 5, "'seed' has no value"),
            ("ccr\n  @1x Close-LabLog", 2, 3, "'@1x' is not a moment"),
            ("ccr\n@31d Close-LabLog", 2, 1, "'@31d' is later than 30 days"),
            ("ccr\n@2m Close-LabLog\n@1m Close-LabLog", 3, 1, "'@1m' is earlier than the line before, which has @2m"),
            ("ccr\n@2m", 2, 1, "'@2m' is followed by no command"),
            ("ccr log_disk_mb=9", 1, 17, "'9' is not a log_disk_mb"),
            ("ccr database_disk_mb=60000", 1, 1, "database_disk_mb=60000 is too small for 240 mailboxes"),
            ("ccr\n@2m # later", 2, 1, "'@2m' is followed by no command"),
        ] {
            let error = Transcript::parse(text).unwrap_err();
            assert_eq!((error.line, error.column, &error.message[..]), (line, column, said), "{text:?}");
        }
    }

    #[test]
    fn a_transcript_has_room_for_ten_thousand_commands_and_an_end() {
        let lines =
            |count: usize| format!("ccr\n{}", "@1m Stop-LabComponent EXCHMAILBOX1 -How PowerCut\n".repeat(count));
        assert_eq!(Transcript::parse(&lines(10_000)).unwrap().lines.len(), 10_000);
        assert_eq!(Transcript::parse(&lines(LINES_MAX)).unwrap().lines.len(), LINES_MAX);
        let error = Transcript::parse(&lines(LINES_MAX + 1)).unwrap_err();
        assert_eq!((error.line as usize, &error.message[..]), (LINES_MAX + 2, "there are more than 20000 lines"));
    }

    #[test]
    fn a_line_knows_where_its_command_stands() {
        let transcript = Transcript::parse("ccr\n  @90s  Close-LabLog\nWait-Lab 5s").unwrap();
        assert_eq!(transcript.lines.iter().map(|line| line.place).collect::<Vec<_>>(), [(2, 9), (3, 1)]);
    }
}
