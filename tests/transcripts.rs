//! Transcripts in text files, run to their end and compared with what the console printed.
//!
//! A storm is run over the four modes, and its table is compared.
//!
//! Each `NAME.lab` in `tests/spec/transcripts` is a transcript, each `NAME.out` beside it the console's
//! text, letter for letter, then what was wrong with its lines. `UPDATE_TRANSCRIPTS=1` writes the
//! second anew; read the change before committing it.
//!
//! Those in `misconceptions` check themselves: each is a counter-example to a belief, and states it in assertions.

use failover_lab::engine::{Progress, SimSpan, StepBudget};
use failover_lab::lab::session::Session;
use failover_lab::lab::storm::{self, MODES, Row, Storm};
use failover_lab::model::params::Mode;
use std::fs;
use std::path::{Path, PathBuf};

const BUDGET: StepBudget = StepBudget(20_000_000);

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

#[test]
fn every_misconception_has_a_counter_example_that_holds() {
    let all = transcripts("tests/spec/transcripts/misconceptions");
    for path in &all {
        let text = fs::read_to_string(path).expect("a readable transcript");
        let session = played(&text);
        let said = session.console_text();
        assert!(session.faults().is_empty(), "{}: {}\n{said}", path.display(), session.faults()[0]);
        assert_eq!(session.failed_assertions(), 0, "{}\n{said}", path.display());
        assert!(text.contains("Assert-Lab"), "{} states nothing", path.display());
    }
    assert_eq!(all.len(), 29, "as many as are known");
}

/// Lines that do not wait share the console, and so its variables, also when they have one moment.
#[test]
fn lines_of_one_moment_are_given_one_after_the_other_in_one_console() {
    assert_eq!(printed("ccr\n@2m $x = 5\n@2m $x\n"), "[PS] C:\\>$x = 5\n[PS] C:\\>$x\n5\n");
}
