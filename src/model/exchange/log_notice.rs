//! How a copy hears of closed logs: by a notice of the source's log folder, or when it looks there again.
//!
//! A notice that is given while the folder is out of reach is lost. Copying has stopped then, and goes on with the
//! next notice or the next look, whichever comes first. Source: recalled.

use crate::engine::{Causes, EntryNumber, SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::CopyId;
use crate::model::params::LOG_POLL_MS;
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;
use crate::model::work::Work;

/// Copying that has stopped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The entry that says so.
    by: EntryNumber,
    /// Newest log of whose closing no notice came.
    unheard: LogGeneration,
    /// The next look into the folder, once it is in reach again.
    look: Option<Ticket>,
}

impl Bench {
    /// The logs that a copy has yet to get are out of reach.
    ///
    /// Apart, because nothing is out of reach before somebody breaks it.
    #[inline(never)]
    pub(super) fn second_half_stop_copying(&mut self, id: CopyId, obstacle: EntryNumber, out: &mut Out<'_>) {
        let unheard = self.group(id.group).last_generated;
        let copy = self.copy_mut(id);
        copy.forget_look(out);
        let by = match copy.stopped {
            Some(stopped) => stopped.by,
            None => {
                let event = Event::LogCopyingStopped { group: id.group, node: copy.node };
                out.emit_because(Rule::LogNotice, event, Causes::one(obstacle).and_if(copy.resumed_by))
            }
        };
        copy.stopped = Some(Stopped { by, unheard, look: None });
        copy.resumed_by = Some(by);
    }

    /// Whether a copy that had stopped, and whose source is in reach again, hears of its logs now.
    #[inline(never)]
    pub(super) fn second_half_hears_again(&mut self, id: CopyId, out: &mut Out<'_>) -> bool {
        let storage = self.group(id.group);
        let newest = storage.last_generated;
        let closed_by = storage.active_copy().files.get(newest).map(|file| file.closed_by);
        let copy = self.copy_mut(id);
        let Some(stopped) = &mut copy.stopped else { return true };
        if stopped.unheard != newest {
            let causes = Causes::one(stopped.by).and_if(closed_by);
            self.notice_logs(id, false, causes, out);
            return true;
        }
        if stopped.look.is_none() {
            let causes = out.causes().and(stopped.by);
            let since = out.now().as_millis() % LOG_POLL_MS;
            let wait = SimSpan::from_millis(LOG_POLL_MS - since);
            stopped.look = Some(out.after_because(wait, Work::LookForLogs { copy: id }, causes));
        }
        false
    }

    /// A copy looks into the log folder of its source, whether a notice came or not.
    pub(crate) fn on_look_for_logs(&mut self, id: CopyId, out: &mut Out<'_>) {
        let Some(stopped) = &mut self.copy_mut(id).stopped else { return };
        stopped.look = None;
        if self.may_work(id) && self.is_source_in_reach(id) {
            let causes = out.causes();
            self.notice_logs(id, true, causes, out);
        }
    }

    fn notice_logs(&mut self, id: CopyId, by_look: bool, causes: Causes, out: &mut Out<'_>) {
        let upto = self.group(id.group).last_generated;
        let copy = self.copy_mut(id);
        copy.forget_stop(out);
        let event = Event::LogsNoticed { group: id.group, node: copy.node, upto, by_look };
        copy.resumed_by = Some(out.emit_because(Rule::LogNotice, event, causes));
    }
}

impl super::copy::Copy {
    /// Copying is not stopped any more, or by something else.
    pub(super) fn forget_stop(&mut self, out: &mut Out<'_>) {
        self.forget_look(out);
        self.stopped = None;
    }

    fn forget_look(&mut self, out: &mut Out<'_>) {
        if let Some(look) = self.stopped.as_mut().and_then(|stopped| stopped.look.take()) {
            out.cancel(look);
        }
    }
}
