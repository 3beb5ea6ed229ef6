//! Transcripts in text files, run to their end and compared with what the console printed.
//!
//! A storm is run over the four modes, and its table is compared.
//!
//! Each `NAME.lab` in `tests/spec/transcripts` is a transcript, each `NAME.out` beside it the console's
//! text, letter for letter, then what was wrong with its lines. `UPDATE_TRANSCRIPTS=1` writes the
//! second anew; read the change before committing it.
//!
//! Those in `misconceptions` and in `rules` check themselves by assertions: the first are counter-examples to what
//! people believe, the second show the rules that no other transcript shows.

use failover_lab::engine::{Progress, SimSpan, StepBudget};
use failover_lab::lab::session::Session;
use failover_lab::lab::storm::{self, MODES, Row, Storm};
use failover_lab::model::params::Mode;
use failover_lab::model::rule::Rule;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const BUDGET: StepBudget = StepBudget(20_000_000);

/// Rules of the compute cluster.
const COMPUTE: [&str; 11] = [
    "dispatch-policy",
    "work-stealing",
    "task-runs",
    "first-result-wins",
    "liveness",
    "reissue",
    "retry-cap",
    "backup-task",
    "master-checkpoint",
    "master-alone",
    "job-ends",
];

fn transcripts(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder of transcripts is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "lab"));
    paths.sort();
    paths
}

fn printed(text: &str) -> String {
    if storm::is_storm(text) {
        return table(text);
    }
    let session = played(text);
    let mut out = session.console_text();
    for fault in session.faults() {
        out.push_str(&format!("fault {fault}\n"));
    }
    if session.failed_assertions() > 0 {
        out.push_str(&format!("failed assertions: {}\n", session.failed_assertions()));
    }
    out
}

/// A transcript, run until its last line is done.
fn played(text: &str) -> Session {
    let mut session = Session::from_text(text).expect("a transcript that can be read");
    let mut minutes = 0;
    while !session.is_idle() {
        assert!(minutes < 2 * 24 * 60, "a command still waits after two days");
        assert_eq!(session.run_until(session.now() + SimSpan::from_mins(1), BUDGET), Progress::Arrived);
        minutes += 1;
    }
    session
}

/// The table of a storm over the four modes.
fn table(text: &str) -> String {
    let storm = Storm::parse(text).expect("a storm that can be read");
    let row = |mode: &Mode| {
        let mut course = storm.course(*mode);
        assert_eq!(course.run_until(storm.end(), BUDGET), Progress::Arrived);
        course.row()
    };
    let rows: Vec<Row> = MODES.iter().map(row).collect();
    storm::table(&storm, &rows)
}

#[test]
fn every_transcript_prints_what_is_written_beside_it() {
    let update = std::env::var_os("UPDATE_TRANSCRIPTS").is_some();
    let all = transcripts("tests/spec/transcripts");
    assert!(!all.is_empty(), "there are transcripts to run");
    let mut wrong = Vec::new();
    for path in all {
        let out = path.with_extension("out");
        let now = printed(&fs::read_to_string(&path).expect("a readable transcript"));
        if update {
            fs::write(&out, &now).expect("a writable folder");
        }
        let expected = fs::read_to_string(&out).unwrap_or_default().replace("\r\n", "\n");
        if now != expected {
            wrong.push(format!("{}\n--- expected\n{expected}\n--- printed\n{now}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs transcripts that check themselves, and says which rules decided something in each.
fn checked(folder: &str) -> Vec<(PathBuf, BTreeSet<&'static str>)> {
    let check = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a readable transcript");
        let session = played(&text);
        let said = session.console_text();
        assert!(session.faults().is_empty(), "{}: {}\n{said}", path.display(), session.faults()[0]);
        assert_eq!(session.failed_assertions(), 0, "{}\n{said}", path.display());
        assert!(text.contains("Assert-Lab"), "{} states nothing", path.display());
        (path, rules_of(&session))
    };
    transcripts(folder).into_iter().map(check).collect()
}

fn rules_of(session: &Session) -> BTreeSet<&'static str> {
    session.journal().filter_map(|line| line.rule).collect()
}

#[test]
fn every_misconception_has_a_counter_example_that_holds() {
    assert_eq!(checked("tests/spec/transcripts/misconceptions").len(), 29, "as many as are known");
}

/// What no other transcript shows has one of its own, named for the rule.
#[test]
fn every_rule_decides_something_in_a_transcript() {
    let mut seen = BTreeSet::new();
    for (path, rules) in checked("tests/spec/transcripts/rules") {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a plain name");
        assert!(rules.contains(name), "'{name}' decides nothing in the transcript that shows it");
        seen.extend(rules);
    }
    for path in transcripts("tests/spec/transcripts") {
        let text = fs::read_to_string(path).expect("a readable transcript");
        if !storm::is_storm(&text) {
            seen.extend(rules_of(&played(&text)));
        }
    }
    seen.extend(checked("tests/spec/transcripts/misconceptions").into_iter().flat_map(|(_, rules)| rules));
    // The compute cluster and the load-balanced bench are not driven by transcripts yet; that their rules decide
    // something, `tests/compute` and `tests/balance` say.
    let of_other_tests = |id: &&str| COMPUTE.contains(id) || id.starts_with("balance-");
    let never: Vec<&str> =
        Rule::ALL.iter().map(|rule| rule.id()).filter(|id| !seen.contains(id) && !of_other_tests(id)).collect();
    assert!(never.is_empty(), "these rules decide nothing: {never:?}");
}

/// Commands and the start are what people and the clock do; everything else has a rule.
#[test]
fn every_entry_that_no_person_made_names_its_rule() {
    for folder in ["tests/spec/transcripts/rules", "tests/spec/transcripts/misconceptions"] {
        for path in transcripts(folder) {
            let session = played(&fs::read_to_string(&path).expect("a readable transcript"));
            let given = |event: &str| ["CommandGiven", "LabStarted"].contains(&event);
            let without = session.journal().find(|line| line.rule.is_none() != given(line.event));
            assert_eq!(without.map(|line| line.event), None, "{}", path.display());
        }
    }
}

/// Lines that do not wait share the console, and so its variables, also when they have one moment.
#[test]
fn lines_of_one_moment_are_given_one_after_the_other_in_one_console() {
    assert_eq!(printed("ccr\n@2m $x = 5\n@2m $x\n"), "[PS] C:\\>$x = 5\n[PS] C:\\>$x\n5\n");
}

#[test]
fn lines_before_the_first_moment_are_given_at_the_start() {
    let accepted = |lines: &str| printed(&format!("ccr\n{lines}")).lines().last().map(str::to_owned);
    assert_eq!(accepted("$x = (Get-LabMail).Accepted\n@5m $x").as_deref(), Some("0"));
    assert_ne!(accepted("@5m $x = (Get-LabMail).Accepted\n@5m $x").as_deref(), Some("0"));
}
