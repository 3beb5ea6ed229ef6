//! `cargo xtask size`: what the first view loads, and whether it stays within the budget.

use crate::failure::{Failure, Outcome};
use crate::run;
use crate::setup;

/// The most that the first view may load, compressed with brotli, in bytes.
const BUDGET: u64 = 250_000;

/// Lists the files of the first view, one a line: raw, gzip and brotli bytes, then the name.
const SCRIPT: &str = "tests/browser/payload.mjs";

/// Prints the table of what `dist/` loads and fails above the budget.
pub fn check() -> Outcome {
    let node = setup::node()?;
    let listing = run::output_of(&mut node.script(SCRIPT)).ok_or_else(|| {
        Failure::new("the files of the first view could not be listed")
            .hint(format!("run `node {SCRIPT}` and read what it says"))
    })?;
    let files: Vec<Payload> = listing.lines().filter_map(Payload::parse).collect();
    if files.is_empty() {
        return Err(Failure::new("dist/ holds no page").hint("cargo xtask build"));
    }
    print!("{}", table(&files));
    within(&files, BUDGET)
}

/// One file in its three sizes, in bytes.
struct Payload {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Payload {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.splitn(4, ' ');
        let mut size = || fields.next()?.parse().ok();
        let (raw, gzip, brotli) = (size()?, size()?, size()?);
        Some(Self { name: fields.next()?.to_owned(), raw, gzip, brotli })
    }
}

fn within(files: &[Payload], budget: u64) -> Outcome {
    let brotli: u64 = files.iter().map(|file| file.brotli).sum();
    if brotli <= budget {
        return Ok(());
    }
    Err(Failure::new(format!("the first view loads {} KB in brotli, and may load {} KB", kilobytes(brotli), kilobytes(budget)))
        .hint("find the largest file in the table; a module grows most by formatting of floats, by printed Debug derives and by new crates; what the first view does without belongs behind a gate (ARCHITECTURE.md)"))
}

fn table(files: &[Payload]) -> String {
    let total = Payload {
        name: "everything the first view loads".to_owned(),
        raw: files.iter().map(|file| file.raw).sum(),
        gzip: files.iter().map(|file| file.gzip).sum(),
        brotli: files.iter().map(|file| file.brotli).sum(),
    };
    let width = files.iter().chain([&total]).map(|file| file.name.len()).max().unwrap_or(0);
    let row = |name: &str, sizes: [String; 3]| {
        let [raw, gzip, brotli] = sizes;
        format!("{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}\n")
    };
    let mut text = row("file (sizes in KB)", ["raw", "gzip", "brotli"].map(str::to_owned));
    for file in files.iter().chain([&total]) {
        text += &row(&file.name, [file.raw, file.gzip, file.brotli].map(kilobytes));
    }
    text + &row("budget", [String::new(), String::new(), kilobytes(BUDGET)])
}

/// Returns thousands of bytes with one digit after the point, rounded up.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(name: &str, brotli: u64) -> Payload {
        Payload { name: name.to_owned(), raw: 4 * brotli, gzip: 2 * brotli, brotli }
    }

    #[test]
    fn a_page_within_the_budget_passes_and_one_byte_more_fails() {
        let files = [payload("a", 100_000), payload("b", 150_000)];
        assert!(within(&files, 250_000).is_ok());
        assert!(within(&files, 249_999).is_err());
    }

    #[test]
    fn a_line_of_the_listing_has_three_sizes_and_a_name_with_spaces() {
        let file = Payload::parse("30 20 10 a b.css").expect("four fields");
        assert_eq!((file.raw, file.gzip, file.brotli, file.name.as_str()), (30, 20, 10, "a b.css"));
        assert!(Payload::parse("30 20 a b.css").is_none());
    }

    #[test]
    fn the_table_ends_with_the_sum_and_the_budget() {
        let text = table(&[payload("a.wasm", 1_000), payload("b.js", 234)]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[3].starts_with("everything") && lines[3].ends_with("1.3"), "{text}");
        assert!(lines[4].ends_with(&kilobytes(BUDGET)), "{text}");
    }
}
