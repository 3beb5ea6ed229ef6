//! The documents say what the code does: tables, transcripts, sources, paths.
//!
//! Whoever changes a rule or a figure finds the row to write in the message of the test that fails.

use failover_lab::engine::{Progress, SimSpan, SimTime, StepBudget};
use failover_lab::lab::compute::{self, ComputeScenario, ComputeSession};
use failover_lab::lab::report::{compute_report, report};
use failover_lab::lab::scenario::PARAMETERS;
use failover_lab::lab::session::Session;
use failover_lab::model::params::{
    FETCH_TIMEOUT_MS, FIGURES, Figure, HEARTBEAT_2003_MS, INTERFACE_MISSES_2003, MOUNT_MS, NAME_ONLINE_MS,
    NODE_MISSES_2003, PASSIVE_CHECKPOINT_DEPTH, REGROUP_MS, STORE_ONLINE_MS, WITNESS_DELAY_MS,
};
use failover_lab::model::rule::Rule;
use serde_json::Value;
use std::fs;
use std::path::Path;

const BUDGET: StepBudget = StepBudget(20_000_000);

/// The documents whose transcripts run and whose paths lead somewhere.
const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "MODEL.md", "CONTRIBUTING.md"];

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read '{}': {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// Fails with every row that a document lacks.
fn assert_rows(name: &str, rows: impl Iterator<Item = String>) {
    let text = document(name);
    let missing: Vec<String> = rows.filter(|row| !text.lines().any(|line| line == row)).collect();
    assert!(missing.is_empty(), "{name} lacks these rows:\n{}", missing.join("\n"));
}

#[test]
fn every_rule_stands_in_the_model_with_its_grade_and_source() {
    let row = |rule: &Rule| {
        format!("| `{}` | {} | {} | {} |", rule.id(), rule.sentence(), rule.grade().name(), rule.source())
    };
    assert_rows("MODEL.md", Rule::ALL.iter().map(row));
}

#[test]
fn every_figure_stands_in_the_model_with_its_value_grade_and_source() {
    let row = |it: &Figure| {
        let (meaning, grade) = (it.meaning.trim(), it.grade.name());
        format!("| `{}` | {meaning} | {} | {grade} | {} |", it.name, value(it), it.source)
    };
    assert_rows("MODEL.md", FIGURES.iter().map(row));
}

#[test]
fn the_model_names_no_rule_and_no_figure_that_is_gone() {
    let text = document("MODEL.md");
    let rows = section(&text, "## Rules").chain(section(&text, "## Figures"));
    let is_known = |name: &str| Rule::from_id(name).is_some() || FIGURES.iter().any(|figure| figure.name == name);
    let unknown: Vec<&str> = rows.filter_map(first_cell).filter(|name| !is_known(name)).collect();
    assert!(unknown.is_empty(), "MODEL.md tells of what there is not: {unknown:?}");
}

#[test]
fn every_tag_of_a_source_is_resolved() {
    let text = document("MODEL.md");
    let known: Vec<&str> = section(&text, "## Sources").filter_map(first_cell).collect();
    let sources = Rule::ALL.iter().map(|rule| rule.source()).chain(FIGURES.iter().map(|figure| figure.source));
    for source in sources {
        for tag in source.split([',', ';']).map(str::trim).filter(|word| is_tag(word)) {
            assert!(known.contains(&tag), "MODEL.md does not resolve '{tag}' of '{source}'");
        }
    }
}

#[test]
fn the_failover_is_told_with_the_moments_that_the_figures_add_up_to() {
    let text = document("MODEL.md");
    let silent = NODE_MISSES_2003 * HEARTBEAT_2003_MS;
    let steps = [REGROUP_MS, WITNESS_DELAY_MS, NAME_ONLINE_MS, STORE_ONLINE_MS, FETCH_TIMEOUT_MS, MOUNT_MS];
    let mut moments = vec![INTERFACE_MISSES_2003 * HEARTBEAT_2003_MS, silent];
    moments.extend(steps.iter().scan(silent, |at, step| {
        *at += step;
        Some(*at)
    }));
    let mut rows = section(&text, "## A failover, second by second");
    for moment in moments {
        let start = format!("| {} |", duration(moment));
        assert!(rows.any(|row| row.starts_with(&start)), "MODEL.md lacks, or has too early, a row '{start}'");
    }
}

#[test]
fn people_wait_as_long_as_the_model_says() {
    const MOVE: &str =
        "Move-ClusteredMailboxServer EXCHCMS -TargetMachine EXCHMAILBOX2 -MoveComment Test -Confirm:$false";
    let text = document("MODEL.md");
    for (fault, scenario, line) in [
        ("power cut, crash or hang, Windows Server 2003", "ccr", "Stop-LabComponent EXCHMAILBOX1"),
        ("the same on Windows Server 2008", "ccr build=sp1 windows=2008", "Stop-LabComponent EXCHMAILBOX1"),
        ("public connection lost", "ccr", "Stop-LabComponent EXCHMAILBOX1\\Public"),
        ("shut down in good order", "ccr", "Stop-LabComponent EXCHMAILBOX1 -How Shutdown"),
        ("cluster service crashes", "ccr", "Stop-LabComponent EXCHMAILBOX1\\Cluster"),
        ("moved by hand", "ccr", MOVE),
        ("store crashes", "ccr", "Stop-LabComponent EXCHMAILBOX1\\Store"),
        ("store hangs", "ccr", "Stop-LabComponent EXCHMAILBOX1\\Store -How Hang"),
    ] {
        let mut session = Session::from_text(&format!("{scenario}\n@10m {line}\n")).expect("a transcript");
        assert_eq!(session.run_until(SimTime::from_secs(900), BUDGET), Progress::Arrived);
        let [outage] = session.view().outages() else { panic!("{fault}: not one outage") };
        let seconds = outage.to.expect("an end").since(outage.from).as_millis() / 1_000;
        let start = format!("| {fault}");
        let row = section(&text, "## A failover, second by second").find(|row| row.starts_with(&start));
        let row = row.unwrap_or_else(|| panic!("MODEL.md lacks a row '{start}'"));
        assert!(row.ends_with(&format!(" {seconds} s |")), "{fault}: {seconds} s, and MODEL.md says '{row}'");
    }
}

/// The first line of each counter-example is the row: what people believe, in quotes, and what is true.
#[test]
fn every_misconception_stands_in_the_model_with_its_counter_example() {
    const FOLDER: &str = "tests/spec/transcripts/misconceptions";
    let row = |entry: fs::DirEntry| {
        let path = entry.path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a plain name").to_owned();
        let text = fs::read_to_string(&path).expect("a readable transcript");
        let first = text.lines().next().and_then(|line| line.strip_prefix("# \"")).expect("a belief in quotes");
        let (belief, truth) = first.split_once("\" ").expect("what is true, behind the belief");
        format!("| {belief} | {truth} | `{name}` |")
    };
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER)).expect("the folder is there");
    let rows: Vec<String> = entries.map(|entry| row(entry.expect("a readable entry"))).collect();
    assert_rows("MODEL.md", rows.iter().cloned());
    let text = document("MODEL.md");
    let told = section(&text, "## What people believe").filter(|line| line.ends_with("` |"));
    let gone: Vec<&str> = told.filter(|line| !rows.iter().any(|row| row == line)).collect();
    assert!(gone.is_empty(), "MODEL.md tells of counter-examples that are not there: {gone:?}");
}

#[test]
fn every_parameter_of_a_scenario_is_told() {
    let text = document("README.md");
    for parameter in PARAMETERS {
        assert!(text.contains(&format!("| `{}` |", parameter.name)), "README.md does not tell of {}", parameter.name);
    }
}

#[test]
fn every_parameter_of_a_compute_cluster_is_told_with_its_default() {
    let text = document("README.md");
    let mut rows = section(&text, "### Compute cluster");
    for parameter in compute::PARAMETERS {
        let default = (parameter.get)(&ComputeScenario::default().config);
        let start = format!("| `{}` |", parameter.name);
        let row = rows
            .find(|row| row.starts_with(&start))
            .unwrap_or_else(|| panic!("README.md lacks '{start}', or has it too early"));
        let told = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim().trim_matches('`');
        assert_eq!(told, default, "{}", parameter.name);
    }
}

#[test]
fn every_field_of_the_report_of_a_compute_cluster_is_told() {
    let text = "compute tasks=8\n@10s Stop-LabComponent WORKER1\n";
    let mut session = ComputeSession::from_text(text, None).expect("a transcript");
    assert_eq!(session.run_until(SimTime::from_secs(300), BUDGET), Progress::Arrived);
    let mut fields = Vec::new();
    collect_fields(&compute_report(&session), &mut fields);
    let text = document("README.md");
    let missing: Vec<&String> = fields.iter().filter(|field| !text.contains(&format!("`{field}`"))).collect();
    assert!(fields.len() > 30 && missing.is_empty(), "README.md does not tell of {missing:?}");
}

/// The names of the fields are a contract, so every one is told.
#[test]
fn every_field_of_the_report_is_told() {
    let mut session = Session::from_text("ccr\nStop-LabComponent EXCHMAILBOX1\n").expect("a transcript");
    assert_eq!(session.run_until(SimTime::from_secs(300), BUDGET), Progress::Arrived);
    let mut fields = Vec::new();
    collect_fields(&report(&session), &mut fields);
    let text = document("README.md");
    let missing: Vec<&String> = fields.iter().filter(|field| !text.contains(&format!("`{field}`"))).collect();
    assert!(fields.len() > 50 && missing.is_empty(), "README.md does not tell of {missing:?}");
}

fn collect_fields(value: &Value, fields: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (field, value) in object {
                fields.push(field.clone());
                collect_fields(value, fields);
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| collect_fields(row, fields)),
        _ => {}
    }
}

/// The answers of the questions for a class are assertions in their transcripts.
#[test]
fn every_transcript_of_a_document_runs_and_prints_what_is_said_to_come_of_it() {
    let mut count = 0;
    for name in DOCUMENTS {
        let text = document(name);
        let blocks = blocks(&text);
        for (place, transcript) in blocks.iter().enumerate().filter(|(_, block)| block.starts_with("ccr")) {
            let printed = run(name, transcript);
            let told = blocks.get(place + 1).filter(|block| block.starts_with("[PS]"));
            if let Some(told) = told {
                assert_eq!(printed.trim_end(), told.trim_end(), "{name} tells something else");
            }
            count += 1;
        }
    }
    assert!(count > 10, "only {count} transcripts were found");
}

#[test]
fn every_path_that_a_document_names_is_there() {
    const ROOTS: [&str; 7] = ["src/", "tests/", "xtask/", "locales/", "static/", "build/", "examples/"];
    for name in DOCUMENTS {
        let text = document(name);
        let spans = text.split('`').skip(1).step_by(2);
        // A name in capitals stands for whatever a reader adds.
        let is_path =
            |span: &&str| ROOTS.iter().any(|root| span.starts_with(root)) && !span.contains(char::is_whitespace);
        for span in spans.filter(is_path).filter(|span| !span.contains(|c: char| c.is_ascii_uppercase() || c == '*')) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(span);
            assert!(path.exists(), "{name} names '{span}', which is not there");
        }
    }
}

/// Runs a transcript until its last line is done, and returns what the console printed.
fn run(name: &str, transcript: &str) -> String {
    let mut session = Session::from_text(transcript).unwrap_or_else(|error| panic!("{name}: {error}\n{transcript}"));
    while !session.is_idle() {
        assert!(session.now() < SimTime::from_secs(2 * 86_400), "{name}: a line still waits\n{transcript}");
        assert_eq!(session.run_until(session.now() + SimSpan::from_mins(1), BUDGET), Progress::Arrived);
    }
    let said = session.console_text();
    assert!(session.faults().is_empty(), "{name}: {}\n{said}", session.faults()[0]);
    assert_eq!(session.failed_assertions(), 0, "{name}: an assertion failed\n{said}");
    assert!(!said.contains("Hint: "), "{name}: a command was refused\n{said}");
    said
}

/// A figure's value with its unit, and again in a unit that people read.
fn value(figure: &Figure) -> String {
    let (value, unit) = (figure.value, figure.unit);
    let plain = format!("{value} {unit}");
    let told = match unit.strip_prefix("bytes") {
        Some(rest) if value.is_multiple_of(1 << 20) => format!("{} MB{rest}", value >> 20),
        Some(rest) if value.is_multiple_of(1 << 10) => format!("{} KB{rest}", value >> 10),
        None if unit == "ms" && value >= 1_000 => duration(value),
        _ => return plain,
    };
    format!("{plain} ({told})")
}

fn duration(ms: u64) -> String {
    let units = [(86_400_000, "days"), (3_600_000, "h"), (60_000, "min"), (1_000, "s")];
    match units.iter().find(|(size, _)| ms.is_multiple_of(*size)) {
        Some((size, unit)) => format!("{} {unit}", ms / size),
        None => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
    }
}

/// The lines below a heading, up to the next of its rank.
fn section<'a>(text: &'a str, heading: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().skip_while(move |line| *line != heading).skip(1).take_while(|line| !line.starts_with("## "))
}

/// What stands in backticks at the beginning of a row.
fn first_cell(row: &str) -> Option<&str> {
    row.strip_prefix("| `")?.split_once('`').map(|(cell, _)| cell)
}

/// Whether a word of a source is a tag: capitals and digits, or the number of a text of Microsoft.
fn is_tag(word: &str) -> bool {
    let is_number = |text: &str| text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_numbered = ["KB ", "cc"].iter().any(|prefix| word.strip_prefix(prefix).is_some_and(is_number));
    (is_capitals && !word.starts_with(|c: char| c.is_ascii_digit())) || is_numbered
}

/// The contents of all fenced blocks.
fn blocks(text: &str) -> Vec<String> {
    text.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| Some(block.split_once('\n')?.1.to_owned() + "\n"))
        .collect()
}

/// How deep the checkpoint of a copy lies is unsure, so it is told twice, and both as the figure has it.
#[test]
fn the_checkpoint_of_a_passive_copy_is_told_as_the_figure_has_it() {
    let depth = PASSIVE_CHECKPOINT_DEPTH;
    let model = document("MODEL.md");
    for sentence in
        [format!("has the last {depth} logs that were replayed"), format!("| {depth} logs; what is replayed")]
    {
        assert!(model.contains(&sentence), "MODEL.md lacks: {sentence}");
    }
}
