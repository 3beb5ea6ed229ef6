//! Clients: what people change in their mailboxes, and what becomes of it while the service is away.
//!
//! A client in online mode works on the server and stands still without it. A client in cached mode works on
//! its cache: it goes on reading and writing, keeps what was changed, and hands it over when it has
//! connected again.

use super::edits::{Edit, EditKind};
use crate::engine::{SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::PersonId;
use crate::model::params::{CLIENT_RECONNECT_MS, Clients, EDIT_BYTES};
use crate::model::rule::Rule;
use crate::model::work::Work;

/// What clients in cached mode hold until the server is back.
#[derive(Clone, Debug, Default)]
pub struct Outboxes {
    /// Changes that no server has yet, in the order in which they were made.
    pub edits: Vec<Edit>,
    reconnecting: Option<Ticket>,
}

impl Bench {
    /// The next edit of the steady load.
    pub(crate) fn on_edit(&mut self, out: &mut Out<'_>) {
        let who = PersonId(self.workload.edits.below(u64::from(self.config.mailboxes)) as u16);
        let is_served = self.service_obstacle(self.home_of(who)).is_none();
        let clients = self.config.clients;
        if is_served || clients == Clients::Cached {
            let kind = EditKind::draw(&mut self.workload.kinds);
            let edit = Edit { who, kind };
            self.mail.edits += 1;
            match is_served {
                true => self.write_edit(edit, out),
                false => self.outboxes.edits.push(edit),
            }
        }
        self.schedule_edit(out);
    }

    fn write_edit(&mut self, edit: Edit, out: &mut Out<'_>) {
        self.mail.edits_present += 1;
        self.write(self.home_of(edit.who), EDIT_BYTES, |open| open.edits.push(edit), out);
    }

    /// Clients with something to hand over look for the server as soon as it is there.
    pub(crate) fn reconnect_clients(&mut self, out: &mut Out<'_>) {
        let outboxes = &self.outboxes;
        if outboxes.reconnecting.is_some() || !outboxes.edits.iter().any(|edit| self.is_served(*edit)) {
            return;
        }
        let wait = SimSpan::from_millis(CLIENT_RECONNECT_MS);
        let because = self.service.because;
        self.outboxes.reconnecting = Some(out.after_because(wait, Work::ClientsReconnect, because));
    }

    /// Clients have found the server again, unless it is away once more.
    pub(crate) fn on_clients_reconnect(&mut self, out: &mut Out<'_>) {
        self.outboxes.reconnecting = None;
        let (served, waiting): (Vec<Edit>, Vec<Edit>) =
            std::mem::take(&mut self.outboxes.edits).into_iter().partition(|edit| self.is_served(*edit));
        self.outboxes.edits = waiting;
        if served.is_empty() {
            return;
        }
        let sent = out.emit(Rule::CachedClients, Event::OutboxesSent { edits: served.len() as u32 });
        out.because(sent);
        for edit in served {
            self.write_edit(edit, out);
        }
    }

    fn is_served(&self, edit: Edit) -> bool {
        self.service_obstacle(self.home_of(edit.who)).is_none()
    }
}
