//! What the tool prints about a file.

use super::Files;
use crate::engine::SimTime;
use crate::model::ese::EseError;
use crate::model::exchange::DatabaseState;
use crate::model::ids::Volume;
use crate::model::params::{MAILBOX_BYTES, PAGE_BYTES};
use crate::model::units::LogGeneration;
use crate::model::view::View;
use crate::shell::calendar::date;
use crate::shell::error::ShellError;

/// The header of a database file.
pub(super) fn database(view: &View<'_>, files: &Files<'_>) -> Result<Vec<String>, ShellError> {
    files.refuse(view, Volume::DatabaseDisk)?;
    let ranges = view.log_ranges(files.id);
    let (from, to) = ranges.required.unwrap_or((LogGeneration::NONE, LogGeneration::NONE));
    let signature = |salt: u64| {
        let rand = (view.config().seed.wrapping_mul(2_654_435_761) ^ salt.wrapping_mul(40_503)) % 1_000_000_000;
        format!("Create time:{} Rand:{rand} Computer:", time(SimTime::ZERO))
    };
    Ok(vec![
        String::new(),
        "Initiating FILE DUMP mode...".to_owned(),
        format!("         Database: {}.edb", files.storage.database),
        "        File Type: Database".to_owned(),
        format!("     DB Signature: {}", signature(1)),
        format!("         cbDbPage: {PAGE_BYTES}"),
        format!("            State: {}", if ranges.required.is_some() { "Dirty Shutdown" } else { "Clean Shutdown" }),
        format!("     Log Required: {}", range(from, to)),
        format!("    Log Committed: {}", range(LogGeneration::NONE, ranges.committed)),
        "   Streaming File: No".to_owned(),
        "         Shadowed: Yes".to_owned(),
        format!("    Log Signature: {}", signature(2)),
        "Operation completed successfully in 0.16 seconds.".to_owned(),
        String::new(),
    ])
}

/// Every page of a database file is read.
pub(super) fn checksums(view: &View<'_>, files: &Files<'_>) -> Result<Vec<String>, ShellError> {
    files.refuse(view, Volume::DatabaseDisk)?;
    let pages = u64::from(files.storage.people) * MAILBOX_BYTES / PAGE_BYTES;
    let is_damaged = files.copy.page_damage.is_some();
    Ok(vec![
        String::new(),
        "Initiating CHECKSUM mode...".to_owned(),
        format!("        Database: {}.edb", files.storage.database),
        format!("{pages} pages seen"),
        format!("{} bad checksums", u32::from(is_damaged)),
        if is_damaged {
            terminated(EseError::ReadVerifyFailure)
        } else {
            "Operation completed successfully.".to_owned()
        },
        String::new(),
    ])
}

/// The logs of a prefix, or one of them.
///
/// The open log can be read while the store writes it; what is closed nobody has open.
pub(super) fn logs(view: &View<'_>, files: &Files<'_>, name: &str) -> Result<Vec<String>, ShellError> {
    files.refuse_lost(view, Volume::LogDisk)?;
    let prefix = files.storage.prefix;
    let file = name.rsplit('\\').next().unwrap_or(name);
    let mut lines = vec![String::new(), "Initiating FILE DUMP mode...".to_owned()];
    let is_one = file.len() > prefix.len();
    let mut damaged = 0;
    for log in files.copy.files.values() {
        let file_name = log.generation.file_name(prefix);
        let is_meant = !is_one || file_name.eq_ignore_ascii_case(file);
        let is_damaged = is_meant && files.copy.faults.contains_key(&log.generation);
        damaged += u32::from(is_damaged);
        if is_damaged {
            lines.push(format!("     Log file: {file_name} - ERROR: the checksum does not fit"));
        } else if !is_one {
            lines.push(format!("     Log file: {file_name} - OK"));
        } else if is_meant {
            lines.push(format!("      lGeneration: {} (0x{:X})", log.generation.0, log.generation.0));
            lines.push(format!("      creation time: {}", time(log.closed_at.min(view.now))));
        }
    }
    if let Some(open) = files.copy.open.as_ref().filter(|open| !is_one && open.gone.is_none()) {
        lines.push(format!("     Log file: {prefix}.log - OK"));
        lines.push(format!("      lGeneration: {} (0x{:X})", open.generation.0, open.generation.0));
    }
    if damaged == 0 {
        lines.push("No damaged log files were found.".to_owned());
        lines.push("Operation completed successfully in 0.78 seconds.".to_owned());
    } else {
        lines.push(terminated(EseError::LogFileCorrupt));
    }
    lines.push(String::new());
    Ok(lines)
}

/// The checkpoint: where replay would begin.
pub(super) fn checkpoint(view: &View<'_>, files: &Files<'_>) -> Result<Vec<String>, ShellError> {
    files.refuse_lost(view, Volume::LogDisk)?;
    let at = view.log_ranges(files.id).checkpoint;
    Ok(vec![
        String::new(),
        "Initiating FILE DUMP mode...".to_owned(),
        format!("      Checkpoint file: {}.chk", files.storage.prefix),
        format!("      Checkpoint: (0x{:X},8,16)", at.0),
        "Operation completed successfully in 0.16 seconds.".to_owned(),
        String::new(),
    ])
}

/// A soft recovery that is over.
pub(super) fn recovery(files: &Files<'_>, took_ms: u64) -> Vec<String> {
    let is_done = files.copy.database == DatabaseState::Clean;
    let end = match is_done {
        true => format!("Operation completed successfully in {}.{:03} seconds.", took_ms / 1_000, took_ms % 1_000),
        false => format!("Operation was ended after {}.{:03} seconds.", took_ms / 1_000, took_ms % 1_000),
    };
    vec![
        String::new(),
        "Initiating RECOVERY mode...".to_owned(),
        format!("    Logfile base name: {}", files.storage.prefix),
        "            Log files: <current directory>".to_owned(),
        "         System files: <current directory>".to_owned(),
        String::new(),
        "Performing soft recovery...".to_owned(),
        "                      Restore Status (% complete)".to_owned(),
        String::new(),
        "          0    10   20   30   40   50   60   70   80   90  100".to_owned(),
        "          |----|----|----|----|----|----|----|----|----|----|".to_owned(),
        "          ...................................................".to_owned(),
        String::new(),
        end,
        String::new(),
    ]
}

/// How the tool ends when it has found something.
fn terminated(error: EseError) -> String {
    format!("Operation terminated with error {} ({}).", error.code(), error.name())
}

/// `44-46 (0x2c-0x2e)`
fn range(from: LogGeneration, to: LogGeneration) -> String {
    format!("{}-{} (0x{:x}-0x{:x})", from.0, to.0, from.0, to.0)
}

fn time(at: SimTime) -> String {
    date(at).to_text()
}
