//! Requests arrive.

use super::bench::{BalanceBench, Out};
use super::clock::Nanos;
use super::event::Event;
use super::ids::{ClientId, RequestNumber};
use super::request::Request;
use crate::model::rule::Rule;

impl BalanceBench {
    /// The next request is here.
    pub(super) fn arrive(&mut self, out: &mut Out<'_>) {
        self.calendar.next_arrival = self.now.after(self.chance.gap(self.config.arrivals, self.gap));
        let number = RequestNumber(self.statistics.arrived);
        // Who sends it matters to some fronts and algorithms only; the others draw nothing.
        let client = match self.knows_clients {
            true => ClientId(self.chance.client(self.config.clients)),
            false => ClientId(0),
        };
        let size = self.chance.size(&self.config);
        self.statistics.arrived += 1;
        self.statistics.open.rise(self.now);
        self.budget.earn(self.now, &self.config);
        let because = self.arrivals_because;
        let entry =
            self.tell(Rule::BalanceArrivals, because, out, || Event::RequestArrived { request: number, client });
        let request = self.requests.insert(Request {
            number,
            client,
            arrived: self.now,
            size,
            attempts: 0,
            live: None,
            last: None,
            tried: Vec::new(),
            pause: Nanos::ZERO,
            entry,
        });
        self.send(request, out);
    }
}
