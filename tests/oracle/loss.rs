//! What a crash loses, and what the transport dumpster brings back.

use crate::dial::Build;
use crate::failover::Mode;

/// Settings of the transport dumpster, of the whole organisation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dumpster {
    /// `MaxDumpsterSizePerStorageGroup` on each Hub Transport server [KB].
    pub(crate) size_max_kb: u64,
    /// `MaxDumpsterTime` [ms].
    pub(crate) age_max_ms: u64,
}

/// 18 MB and 7 days.
///
/// Source: [DUMP].
pub(crate) const DUMPSTER_DEFAULT: Dumpster = Dumpster { size_max_kb: 18 * 1024, age_max_ms: 7 * 24 * 60 * 60 * 1000 };

/// A letter that was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Tells it from any other.
    pub(crate) id: u32,
    /// Number of the Hub Transport server that delivered it.
    pub(crate) hub: u32,
    /// Size [KB].
    pub(crate) size_kb: u64,
    /// When it was delivered [ms].
    pub(crate) delivered_ms: u64,
    /// Generation of the log that holds the end of it; the open log counts as one after the newest closed one.
    pub(crate) log: u64,
}

/// What can be lost with logs that are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Mail that a Hub Transport server of the site still has in its dumpster.
    MailInDumpster,
    /// Mail that size or time has put out of it.
    MailPutOut,
    /// Mail whose Hub Transport server died too.
    MailOfLostHub,
    /// Drafts, calendar and contact edits, tasks, flags, read marks, moves, deletions, rules.
    Edit,
    /// Copy in Sent Items.
    SentItem,
    /// Appointment saved by a client in online mode.
    Appointment,
    /// Message on its way from the mailbox server to the Hub Transport server at that moment.
    MessageOnItsWay,
    /// Post in a public folder.
    PublicFolderPost,
}

/// Whether the dumpster makes a loss good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Covered {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The message may be lost.
    PossiblyNot,
}

/// Returns whether the dumpster makes the loss of a change good.
///
/// Source: [MULTISITE3], [PSBOOK], [TIPS], recalled.
pub(crate) fn covered(change: Change) -> Covered {
    match change {
        Change::MailInDumpster => Covered::Yes,
        Change::MailPutOut | Change::MailOfLostHub => Covered::No,
        Change::Edit | Change::SentItem | Change::Appointment | Change::PublicFolderPost => Covered::No,
        Change::MessageOnItsWay => Covered::PossiblyNot,
    }
}

/// Says whether mail for a storage group of some mode enters the dumpster.
///
/// Source: [DUMPBLOG], [DUMP]; not for SCR, recalled.
pub(crate) fn has_dumpster(mode: Mode, build: Build) -> bool {
    match mode {
        Mode::Ccr => true,
        Mode::Lcr => build == Build::Sp1,
        Mode::Scc | Mode::Scr => false,
    }
}

/// Returns the newest generation that the new active copy has, the open log counting as one.
///
/// Whatever is not inspected is not copied; an old node whose files can still be read gives all. Source: [LCRTAB].
pub(crate) fn newest_saved(generated: u64, inspected: u64, can_read_old_files: bool) -> u64 {
    if can_read_old_files { generated + 1 } else { inspected }
}

/// Returns the letters that one Hub Transport server still has; letters are given in the order of delivery.
///
/// The oldest goes first when either limit is passed. Source: [DUMP].
pub(crate) fn held(letters: &[Letter], hub: u32, dumpster: Dumpster, now_ms: u64) -> Vec<Letter> {
    if dumpster.size_max_kb == 0 || dumpster.age_max_ms == 0 {
        return Vec::new();
    }
    let mut held: Vec<Letter> = Vec::new();
    for letter in letters.iter().filter(|letter| letter.hub == hub) {
        held.push(*letter);
        while held.iter().map(|letter| letter.size_kb).sum::<u64>() > dumpster.size_max_kb {
            held.remove(0);
        }
    }
    held.retain(|letter| now_ms.saturating_sub(letter.delivered_ms) <= dumpster.age_max_ms);
    held
}

/// Returns the letters that are in no log that was saved.
///
/// Source: recalled.
pub(crate) fn lost(letters: &[Letter], newest_saved: u64) -> Vec<Letter> {
    letters.iter().copied().filter(|letter| letter.log > newest_saved).collect()
}

/// Returns the lost letters that come back from the reachable Hub Transport servers, each once.
///
/// Letters that survived are delivered again too; the store drops them. Source: [DUMPBLOG], [DUMP125].
pub(crate) fn recovered(
    letters: &[Letter],
    newest_saved: u64,
    reachable_hubs: &[u32],
    dumpster: Dumpster,
    now_ms: u64,
) -> Vec<Letter> {
    let hubs = reachable_hubs.iter();
    let held: Vec<Letter> = hubs.flat_map(|hub| held(letters, *hub, dumpster, now_ms)).collect();
    lost(letters, newest_saved).into_iter().filter(|letter| held.contains(letter)).collect()
}

mod tests;
