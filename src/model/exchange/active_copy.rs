//! Another copy becomes the active one, and what only the old one had is lost.

use super::copy::{CopyRole, DatabaseState, Divergence};
use crate::engine::{Causes, EntryNumber};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, StorageGroupId};
use crate::model::params::Build;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};

/// What the last lossy mount cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LostLogs {
    /// Closed logs.
    pub closed: LogCount,
    /// Letters in them and in the open log.
    pub letters: u32,
    /// Other changes.
    pub edits: u32,
    /// People to whom these belong.
    pub people: u32,
}

impl Bench {
    /// The passive copy becomes the active one. What only the old active copy has is lost from now on.
    pub(super) fn change_active_copy(
        &mut self,
        group: StorageGroupId,
        place: usize,
        mounted: EntryNumber,
        out: &mut Out<'_>,
    ) {
        let now = out.now();
        // No hub keeps letters for a target of standby continuous replication.
        let is_beside = self.group(group).restored_beside() == Some(place);
        let has_dumpster = match is_beside {
            // Hubs keep mail for local continuous replication since Service Pack 1. Source: DUMP.
            true => self.config.build == Build::Sp1,
            false => self.group(group).copy(place).role == CopyRole::Local && self.keeps_dumpster(group),
        };
        let storage = self.group_mut(group);
        let left = storage.active;
        let common = storage.copies[place].inspected;
        let contents = storage.only_on_active(common);
        let last_good_at = storage.copies[place].inspected_log_time;
        let newest = storage.last_generated;
        let data = storage.copies[place].data;
        let closed = newest.logs_since(common);
        let wrote_more = storage.active_copy().open.as_ref().is_some_and(|open| !open.is_empty());
        let is_lossy = closed > LogCount(0) || wrote_more;
        storage.lost = LostLogs {
            closed,
            letters: contents.letters.len() as u32,
            edits: contents.edits,
            people: contents.people.len() as u32,
        };

        let old = storage.active_copy_mut();
        old.stop_file_task(out);
        let flushed_to = match old.database {
            DatabaseState::Dirty { to, .. } => to,
            // A database that was dismounted in good order holds everything up to the last log.
            _ => newest,
        };
        old.divergence =
            is_lossy.then_some(Divergence { at: common.next(), because: mounted, flushed_to, comparing: None });
        if !is_lossy {
            old.open = None;
            if old.database != DatabaseState::Absent {
                old.database = DatabaseState::Replica;
            }
        }
        if old.files.newest().is_some_and(|newest| newest < common) {
            // Its newest logs were moved away, and those before the gap are of no use.
            old.files.clear();
        }
        let unfit = match old.database {
            DatabaseState::Absent => Some(CopyFailure::NoBaseline),
            DatabaseState::Dirty { .. } if old.files.is_empty() && newest > LogGeneration::NONE => {
                Some(CopyFailure::LogMissing)
            }
            _ => None,
        };
        (old.notified, old.copied, old.inspected, old.replayed) = (common, common, common, common);
        // Whatever else its file holds goes with the diverged logs, or with the file.
        old.data = data;
        old.inspected_log_time = last_good_at;
        old.is_initializing = true;

        let is_standby = storage.copies[place].restored.take().is_some();
        if is_standby {
            // It is on another machine, where nothing feeds it from here.
            storage.active_copy_mut().role = CopyRole::Retired;
        }
        let new = &mut storage.copies[place];
        (new.suspended, new.failed, new.is_initializing) = (None, None, false);
        storage.active = place;
        storage.copies[place].role = CopyRole::Local;
        storage.reign += 1;
        storage.last_generated = common;
        storage.restored_upto = LogGeneration::NONE;
        // A backup of what the other copy never had fits to no stream any more.
        storage.sets.retain(|set| set.mark.upto <= common);
        storage.archive.drop_from(common.next());
        if is_standby {
            self.enable_passive_nodes(group, mounted, out);
        }
        if let Some(failure) = unfit.filter(|_| self.group(group).copy(left).role == CopyRole::Local) {
            // Its disk is a new one and empty.
            self.fail_copy(CopyId { group, place: left as u8 }, failure, Causes::one(mounted), out);
        }
        if !is_lossy {
            return;
        }
        let storage = self.group_mut(group);
        let lost = storage.lost;
        let ever = &mut storage.lost_ever;
        ever.closed = LogCount(ever.closed.0 + lost.closed.0);
        ever.letters += lost.letters;
        ever.edits += lost.edits;
        ever.people = ever.people.max(lost.people);
        self.lose_from_account(group, &contents);
        let event = Event::LogsLost {
            group,
            first: common.next(),
            closed,
            letters: lost.letters,
            edits: lost.edits,
            people: lost.people,
        };
        let entry = out.emit(Rule::LossyMount, event);
        // No hub is asked to send again for standby continuous replication, as far as is known.
        if has_dumpster && (is_beside || !is_standby) {
            self.ask_hubs(group, last_good_at, entry, out);
        }
        self.take_standbys_along(group, common, data, entry, out);
        self.give_up_restored(group, common, entry, out);
        debug_assert!(now >= last_good_at);
    }
}
