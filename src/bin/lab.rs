//! The lab on the command line: run transcripts, list scenarios and rules.
//!
//! Exit status: 0 done; 1 an assertion failed; 2 bad input.

#![expect(clippy::print_stderr, reason = "a command line complains through this")]

use failover_lab::engine::{Progress, SimSpan, SimTime, StepBudget};
use failover_lab::lab::compute::{self, ComputeScenario, ComputeSession};
use failover_lab::lab::report;
use failover_lab::lab::scenario::{Listed, PARAMETERS, Parameter, SCENARIOS, Scenario, Values};
use failover_lab::lab::session::Session;
use failover_lab::lab::storm::{self, Course, Fault, MODES, Row, Storm};
use failover_lab::lab::transcript::{TIME_MAX, Transcript, TranscriptError};
use failover_lab::model::params::FIGURES;
use failover_lab::model::rule::Rule;
use failover_lab::shell::nearest::nearest;
use std::io::{ErrorKind, Read, Write};
use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  lab run FILE|SCENARIO|compute|storm|- [--seed N] [--until TIME] [--json]
  lab scenarios [--json]
  lab rules [--json]

FILE holds a transcript, or a storm: the same faults for all four modes; - reads it from standard input. TIME is written as 90s, 1h30m or 2d.
";

/// Most steps of a run: some ten years of a quiet bench.
const BUDGET: StepBudget = StepBudget(2_000_000_000);
/// How long a transcript without a stated end may still wait for its last command.
const WAIT_MAX: SimSpan = SimSpan::from_hours(24);

/// How long the job of a compute cluster without a stated end may go on after its last line.
const COMPUTE_MAX: SimSpan = SimSpan::from_hours(7 * 24);

/// Why the command line cannot do what it was asked.
struct Failure {
    message: String,
    status: u8,
}

/// Writes to standard output. A reader that has gone away (`lab run … | head`) has read enough.
fn say(text: &str) -> Result<(), Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(bad(format!("lab: cannot write: {error}"))),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn bad(message: impl Into<String>) -> Failure {
    Failure { message: message.into(), status: 2 }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.message);
            ExitCode::from(failure.status)
        }
    }
}

fn command(arguments: &[String]) -> Result<(), Failure> {
    let Some((name, rest)) = arguments.split_first() else { return Err(bad(USAGE.trim_end())) };
    match name.as_str() {
        "run" => run(rest),
        "scenarios" => scenarios(rest),
        "rules" => rules(rest),
        "help" | "--help" | "-h" => say(USAGE),
        other => {
            let hint = match nearest(other, ["run", "scenarios", "rules", "help"]) {
                Some(near) => format!("did you mean '{near}'?"),
                None => "use one of run, scenarios, rules, help".to_owned(),
            };
            Err(bad(format!("lab: there is no command '{other}'; {hint}")))
        }
    }
}

/// The arguments of `lab run`.
#[derive(Default)]
struct RunArguments {
    source: Option<String>,
    seed: Option<String>,
    until: Option<SimTime>,
    json: bool,
}

fn run_arguments(arguments: &[String]) -> Result<RunArguments, Failure> {
    let mut parsed = RunArguments::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = |what: &str| {
            rest.next().cloned().ok_or_else(|| bad(format!("lab run: {argument} is followed by no {what}")))
        };
        match argument.as_str() {
            "--json" => parsed.json = true,
            "--seed" => parsed.seed = Some(value("number")?),
            "--until" => {
                let text = value("time")?;
                let span = SimSpan::parse(&text)
                    .map_err(|_| bad(format!("lab run: '{text}' is not a time; write it as 90s, 1h30m or 2d")))?;
                if SimTime::ZERO + span > TIME_MAX {
                    return Err(bad(format!("lab run: '{text}' is later than 30 days; use an earlier time")));
                }
                parsed.until = Some(SimTime::ZERO + span);
            }
            option if option.starts_with("--") => {
                let hint = nearest(option, ["--json", "--seed", "--until"]).unwrap_or("--json, --seed or --until");
                return Err(bad(format!("lab run: there is no option '{option}'; did you mean {hint}?")));
            }
            source if parsed.source.is_none() => parsed.source = Some(source.to_owned()),
            extra => return Err(bad(format!("lab run: '{extra}' is one argument too many; give one file"))),
        }
    }
    Ok(parsed)
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let arguments = run_arguments(arguments)?;
    let Some(source) = &arguments.source else {
        return Err(bad("lab run: name a transcript file, a scenario, or - for standard input"));
    };
    let (name, text) = read(source)?;
    if storm::is_storm(&text) {
        return run_storm(&arguments, &name, &text);
    }
    if compute::is_compute(&text) {
        return run_compute(&arguments, &name, &text);
    }
    let mut transcript = Transcript::parse(&text).map_err(|error| bad(format!("{name}:{error}")))?;
    if let Some(seed) = &arguments.seed {
        transcript.scenario = transcript
            .scenario
            .with("seed", seed)
            .map_err(|(message, hint)| bad(format!("lab run: --seed: {message}; {hint}")))?;
    }
    let last = transcript.lines.iter().filter_map(|line| line.at).max().unwrap_or(SimTime::ZERO);
    let mut session = Session::open(transcript);
    play(&mut session, arguments.until, last)?;
    if arguments.json {
        let text = serde_json::to_string_pretty(&report::report(&session));
        let text = text.map_err(|error| bad(format!("lab run: the report cannot be written: {error}")))?;
        say(&format!("{text}\n"))?;
    } else {
        say(&session.console_text())?;
    }
    verdict(&name, session.faults(), session.failed_assertions())
}

/// What the exit status says of a run: lines that could not be read, or assertions that did not hold.
fn verdict(name: &str, faults: &[TranscriptError], failed_assertions: u32) -> Result<(), Failure> {
    if !faults.is_empty() {
        let lines: Vec<String> = faults.iter().map(|fault| format!("{name}:{fault}")).collect();
        return Err(bad(lines.join("\n")));
    }
    match failed_assertions {
        0 => Ok(()),
        1 => Err(Failure { message: format!("{name}: 1 assertion failed"), status: 1 }),
        failed => Err(Failure { message: format!("{name}: {failed} assertions failed"), status: 1 }),
    }
}

/// Runs a compute cluster: to the stated end, or until its lines are done and nothing more comes of itself.
fn run_compute(arguments: &RunArguments, name: &str, text: &str) -> Result<(), Failure> {
    let seed = match &arguments.seed {
        Some(seed) => Some(seed.parse::<u32>().map(u64::from).map_err(|_| {
            bad(format!("lab run: --seed: '{seed}' is not a seed; use a whole number from 0 to {}", u32::MAX))
        })?),
        None => None,
    };
    let mut session = ComputeSession::from_text(text, seed).map_err(|error| bad(format!("{name}:{error}")))?;
    let mut to = arguments.until.unwrap_or(session.last_line());
    loop {
        if session.run_until(to, BUDGET) == Progress::BudgetSpent {
            return Err(bad("lab run: the run takes too many steps; shorten it with --until"));
        }
        // A job that cannot end, because everybody is dead, goes on for ever.
        let is_over = session.now() >= session.last_line() + COMPUTE_MAX;
        if arguments.until.is_some() || is_over || (session.is_idle() && !session.view().bench.is_running()) {
            break;
        }
        to = session.now() + SimSpan::from_secs(1);
    }
    if arguments.json {
        let text = serde_json::to_string_pretty(&report::compute_report(&session));
        let text = text.map_err(|error| bad(format!("lab run: the report cannot be written: {error}")))?;
        say(&format!("{text}\n"))?;
    } else {
        say(&session.console_text())?;
    }
    verdict(name, session.faults(), session.failed_assertions())
}

/// Runs a storm over the four modes, and prints the table or the report.
fn run_storm(arguments: &RunArguments, name: &str, text: &str) -> Result<(), Failure> {
    let mut storm = Storm::parse(text).map_err(|error| bad(format!("{name}:{error}")))?;
    if let Some(seed) = &arguments.seed {
        let with = storm.with("seed", seed);
        storm = with.map_err(|(message, hint)| bad(format!("lab run: --seed: {message}; {hint}")))?;
    }
    let end = arguments.until.unwrap_or(storm.end());
    let mut courses: Vec<Course> = MODES.iter().map(|mode| storm.course(*mode)).collect();
    for course in &mut courses {
        if course.run_until(end, BUDGET) == Progress::BudgetSpent {
            return Err(bad("lab run: the run takes too many steps; shorten it with --until"));
        }
    }
    if arguments.json {
        let text = serde_json::to_string_pretty(&report::storm_report(&storm, &courses));
        let text = text.map_err(|error| bad(format!("lab run: the report cannot be written: {error}")))?;
        return say(&format!("{text}\n"));
    }
    let rows: Vec<Row> = courses.iter().map(Course::row).collect();
    say(&storm::table(&storm, &rows))
}

/// Runs to the stated end, or until the last line is done.
fn play(session: &mut Session, until: Option<SimTime>, last: SimTime) -> Result<(), Failure> {
    if session.run_until(until.unwrap_or(last), BUDGET) == Progress::BudgetSpent {
        return Err(bad("lab run: the run takes too many steps; shorten it with --until"));
    }
    let limit = session.now() + WAIT_MAX;
    while until.is_none() && !session.is_idle() {
        if session.now() >= limit {
            return Err(bad("lab run: a command still waits after a day; give an end with --until"));
        }
        session.run_until(session.now() + SimSpan::from_secs(1), BUDGET);
    }
    Ok(())
}

/// The name for messages and the text of a transcript.
fn read(source: &str) -> Result<(String, String), Failure> {
    if source == "-" {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map_err(|error| bad(format!("lab run: standard input cannot be read: {error}")))?;
        return Ok(("-".to_owned(), text));
    }
    let path = std::path::Path::new(source);
    let mut names = SCENARIOS.iter().map(|scenario| scenario.name).chain([compute::NAME, storm::NAME]);
    if !path.exists() && names.any(|name| name.eq_ignore_ascii_case(source)) {
        return Ok((source.to_owned(), source.to_owned()));
    }
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((source.to_owned(), text)),
        Err(error) => {
            let names: Vec<&str> =
                SCENARIOS.iter().map(|scenario| scenario.name).chain([compute::NAME, storm::NAME]).collect();
            Err(bad(format!(
                "lab run: '{source}' cannot be read: {error}; give a transcript file or one of the scenarios {}",
                names.join(", ")
            )))
        }
    }
}

fn wants_json(command: &str, arguments: &[String]) -> Result<bool, Failure> {
    match arguments {
        [] => Ok(false),
        [only] if only == "--json" => Ok(true),
        [other, ..] => Err(bad(format!("lab {command}: there is no argument '{other}'; only --json is known"))),
    }
}

fn scenarios(arguments: &[String]) -> Result<(), Failure> {
    let values = |values: Values| match values {
        Values::Number(low, high) => format!("{low} to {high}"),
        Values::Words(words) => words.join(" | "),
        Values::Time(most) => format!("0s to {most}"),
    };
    let of = |name: &str| Scenario::named(name).unwrap_or_default();
    if wants_json("scenarios", arguments)? {
        let parameters = |scenario: Scenario| -> Vec<serde_json::Value> {
            let row = |it: &Parameter| {
                let default = scenario.value(it.name);
                serde_json::json!({
                    "name": it.name, "meaning": it.meaning, "values": values(it.values), "default": default,
                })
            };
            scenario.parameters().map(row).collect()
        };
        let row = |it: &Listed| serde_json::json!({ "name": it.name, "summary": it.summary, "parameters": parameters(of(it.name)) });
        let fault = |it: Fault| serde_json::json!({ "name": it.name(), "meaning": it.meaning(), "lasts": it.lasts().to_string() });
        let storm = serde_json::json!({
            "name": storm::NAME, "summary": storm::SUMMARY, "faults": Fault::ALL.map(fault),
        });
        let setting = |it: &compute::Parameter| {
            let default = (it.get)(&ComputeScenario::default().config);
            serde_json::json!({ "name": it.name, "meaning": it.meaning, "values": it.values, "default": default })
        };
        let farm = serde_json::json!({
            "name": compute::NAME, "summary": compute::SUMMARY,
            "parameters": compute::PARAMETERS.iter().map(setting).collect::<Vec<_>>(),
        });
        let all: Vec<serde_json::Value> = SCENARIOS.iter().map(row).chain([farm, storm]).collect();
        return say(&format!("{:#}\n", serde_json::Value::from(all)));
    }
    let mut text = String::new();
    for scenario in SCENARIOS {
        text.push_str(&format!("{}  {}\n", scenario.name, scenario.summary));
    }
    text.push_str(&format!("{}  {}\n", compute::NAME, compute::SUMMARY));
    text.push_str(&format!("{}  {}\n", storm::NAME, storm::SUMMARY));
    text.push_str("\nParameters, as name=value:\n");
    for parameter in PARAMETERS {
        let with = |it: &&Listed| parameter.modes.contains(&it.mode);
        let names: Vec<&str> = SCENARIOS.iter().filter(with).map(|it| it.name).collect();
        let default = names.first().and_then(|name| of(name).value(parameter.name)).unwrap_or_default();
        let only = if names.len() == SCENARIOS.len() { String::new() } else { format!("{} only; ", names.join(", ")) };
        text.push_str(&format!(
            "  {:<14} {} ({only}{}; default {default})\n",
            parameter.name,
            parameter.meaning,
            values(parameter.values)
        ));
    }
    text.push_str("\nParameters of compute:\n");
    for it in compute::PARAMETERS {
        let default = (it.get)(&ComputeScenario::default().config);
        let default = if default.is_empty() { String::new() } else { format!("; default {default}") };
        text.push_str(&format!("  {:<18} {} ({}{default})\n", it.name, it.meaning, it.values));
    }
    text.push_str("\nA storm has the parameters of all four, patience=TIME until a loss is accepted, and these faults, as @TIME FAULT [for TIME]:\n");
    for fault in Fault::ALL {
        text.push_str(&format!("  {:<28} {} (lasts {})\n", fault.name(), fault.meaning(), fault.lasts()));
    }
    say(&text)
}

fn rules(arguments: &[String]) -> Result<(), Failure> {
    if wants_json("rules", arguments)? {
        let rules: Vec<serde_json::Value> = Rule::ALL
            .iter()
            .map(|rule| {
                serde_json::json!({
                    "id": rule.id(), "sentence": rule.sentence(), "grade": rule.grade().name(), "source": rule.source(),
                })
            })
            .collect();
        let figures: Vec<serde_json::Value> = FIGURES
            .iter()
            .map(|it| {
                serde_json::json!({
                    "name": it.name, "meaning": it.meaning.trim(), "value": it.value, "unit": it.unit,
                    "grade": it.grade.name(), "source": it.source,
                })
            })
            .collect();
        return say(&format!("{:#}\n", serde_json::json!({ "version": 1, "rules": rules, "figures": figures })));
    }
    let mut text = String::new();
    for rule in Rule::ALL {
        text.push_str(&format!("{}: {}\n    {}; {}\n", rule.id(), rule.sentence(), rule.grade().name(), rule.source()));
    }
    text.push_str("\nFigures\n");
    for figure in FIGURES {
        text.push_str(&format!(
            "{} = {} {}\n    {} {}; {}\n",
            figure.name,
            figure.value,
            figure.unit,
            figure.meaning.trim(),
            figure.grade.name(),
            figure.source
        ));
    }
    say(&text)
}
