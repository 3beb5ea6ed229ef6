//! `cargo xtask test`: every check there is, counted in one line.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::build;
use crate::failure::{Failure, Outcome};
use crate::project;
use crate::run;
use crate::setup;
use crate::size;
use crate::tally::Tally;
use crate::tidy;

/// Runs every check, goes on after a failed one, and ends with the line `N passed, N failed`.
pub fn test() -> Outcome {
    let mut report = Report::default();
    report.check("set-up", setup::everything);
    for check in &tidy::CHECKS {
        report.check(check.name, check.make);
    }
    report.tests("native tests", || cargo_test(&["--workspace"]));
    report.tests("unit tests of the page, natively", || cargo_test(&["--features", "ssr", "--lib", "ui::"]));
    if ["tests/render.rs", "tests/render/main.rs"].iter().any(|file| project::root().join(file).exists()) {
        report.tests("render tests", || cargo_test(&["--features", "ssr", "--test", "render"]));
    }
    let is_built = report.check("release build", build::release);
    report.check("size", || needs_page(is_built).and_then(|()| size::check()));
    report.tests("browser tests", || needs_page(is_built).and_then(|()| browser_tests()));
    report.close()
}

fn needs_page(is_built: bool) -> Outcome {
    if is_built { Ok(()) } else { Err(Failure::new("not run, because the page was not built")) }
}

fn cargo_test(arguments: &[&str]) -> Outcome<Tally> {
    let mut command = run::cargo(["test", "--locked", "--no-fail-fast"]);
    count(command.args(arguments), Tally::from_cargo, Shown::Yes)
}

fn browser_tests() -> Outcome<Tally> {
    let browser = setup::browser()?;
    let modules = setup::node_packages(&setup::Cache::open()?)?;
    run::run(&mut run::cargo(["build", "--locked", "--quiet", "--release", "--bin", "lab"]))?;
    let mut command = setup::node()?.script("tests/browser/run.mjs");
    command.env("CHROME", browser).env("FAILOVER_LAB_NODE_MODULES", modules);
    // Its closing line looks like the one of this whole run, of which there is to be exactly one.
    count(&mut command, Tally::from_summary, Shown::No)
}

/// Whether the lines that were counted are shown as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
}

/// Runs a command, shows what it prints, and adds up the lines that hold counts.
fn count(command: &mut Command, read: fn(&str) -> Option<Tally>, shown: Shown) -> Outcome<Tally> {
    let mut total = Tally::default();
    let status = run::each_line(command, |line| {
        let tally = read(line);
        total += tally.unwrap_or_default();
        if tally.is_none() || shown == Shown::Yes {
            println!("{line}");
        }
    })?;
    if !status.success() && total.failed == 0 {
        // It broke off without saying so: nothing was built, or a test ended the whole process.
        total += Tally::FAILED;
    }
    Ok(total)
}

#[derive(Default)]
struct Report {
    total: Tally,
    failed: Vec<String>,
    times: Vec<(String, Duration)>,
}

impl Report {
    /// Makes one check that counts as one, and says whether it held.
    fn check(&mut self, name: &str, make: impl FnOnce() -> Outcome) -> bool {
        self.tests(name, || make().map(|()| Tally::PASSED))
    }

    /// Runs one group of tests that count themselves, and says whether all held.
    fn tests(&mut self, name: &str, run: impl FnOnce() -> Outcome<Tally>) -> bool {
        println!("\n=== {name}");
        let start = Instant::now();
        let tally = run().unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            Tally::FAILED
        });
        let time = start.elapsed();
        let held = tally.failed == 0;
        if !held {
            self.failed.push(format!("{name} ({} failed)", tally.failed));
        }
        println!("=== {name}: {}, {:.1} s", if held { "ok" } else { "FAILED" }, time.as_secs_f32());
        self.total += tally;
        self.times.push((name.to_owned(), time));
        held
    }

    fn close(self) -> Outcome {
        println!("\n=== times");
        for (name, time) in &self.times {
            println!("{:>8.1} s  {name}", time.as_secs_f32());
        }
        for name in &self.failed {
            println!("FAILED: {name}");
        }
        println!("{}", self.total);
        // The report has said everything, and its last line stays the last one.
        if self.total.failed == 0 { Ok(()) } else { std::process::exit(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_cannot_be_made_counts_as_failed_and_the_next_is_made_all_the_same() {
        let mut report = Report::default();
        assert!(!report.check("first", || Err(Failure::new("sample of a failed check"))));
        assert!(report.check("second", || Ok(())));
        assert!(!report.tests("third", || Ok(Tally { passed: 4, failed: 2 })));
        assert_eq!(report.total, Tally { passed: 5, failed: 3 });
        assert_eq!(report.failed, ["first (1 failed)", "third (2 failed)"]);
    }

    #[test]
    fn a_command_that_ends_badly_without_a_count_is_one_failure() {
        let mut command = run::cargo(["no-such-subcommand"]);
        command.stderr(std::process::Stdio::null());
        assert_eq!(count(&mut command, Tally::from_cargo, Shown::Yes).expect("cargo starts"), Tally::FAILED);
    }
}
