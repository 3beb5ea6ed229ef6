//! Laws that hold after every step, whatever is done; tests ask for them.

use super::bench::BalanceBench;
use super::request::Place;
use super::server::Truth;

impl BalanceBench {
    /// Every law that is broken, in words; none unless the model is wrong.
    pub fn broken_laws(&self) -> Vec<String> {
        let mut broken = Vec::new();
        let mut law = |holds: bool, law: &str| {
            if !holds {
                broken.push(law.to_owned());
            }
        };
        let it = &self.statistics;
        let open = self.requests.iter().count() as u64;
        law(
            it.arrived == it.served + it.failed + it.waiting() + it.in_service,
            "arrived = served + failed + waiting + in service",
        );
        law(it.open.value() == open, "as many requests are open as there are");
        law(it.response.count() == it.served, "every served request has a response time");

        let wanted = self.attempts.iter().filter(|(_, attempt)| attempt.is_wanted);
        let in_service = wanted.clone().filter(|(_, attempt)| attempt.place == Place::Serving).count() as u64;
        law(it.in_service == in_service, "who is in service has an attempt in service");
        law(
            wanted
                .clone()
                .all(|(key, attempt)| self.requests.get(attempt.request).is_some_and(|it| it.live == Some(key))),
            "an attempt that is waited for belongs to one request, which waits for no other",
        );

        let kept: usize = self.servers.iter().map(|it| it.queue.len() + it.serving.len() + it.unanswered.len()).sum();
        let ledger = &it.attempts;
        law(kept == self.attempts.iter().count(), "every attempt is in one place");
        law(
            ledger.started == kept as u64 + ledger.completed + ledger.rejected + ledger.lost + ledger.dropped,
            "attempts started = unanswered + queued + in service + completed + rejected + lost + dropped",
        );

        for (id, server) in self.servers() {
            let name = id.name();
            let active = wanted.clone().filter(|(_, attempt)| attempt.server == id).count() as u64;
            law(u64::from(self.pool.active(id)) == active, &format!("the front counts the requests of {name}"));
            law(server.serving.len() <= self.config.slots as usize, &format!("{name} serves as many as it has slots"));
            law(server.queue.len() <= self.config.queue_limit as usize, &format!("the queue of {name} has a limit"));
            law(
                server.queue.is_empty() || server.serving.len() == self.config.slots as usize,
                &format!("nobody waits at {name} while it has a free slot"),
            );
            law(
                server.busy.value() == server.serving.len() as u64
                    && server.waiting.value() == server.queue.len() as u64,
                &format!("what is integrated is what is there at {name}"),
            );
            let holds = match server.truth {
                Truth::Up | Truth::Slow | Truth::Hung | Truth::FailingFast => server.unanswered.is_empty(),
                Truth::Off => server.serving.is_empty() && server.queue.is_empty(),
                Truth::Refusing | Truth::Removed => {
                    server.serving.is_empty() && server.queue.is_empty() && server.unanswered.is_empty()
                }
            };
            law(holds, &format!("{name} has what a server that is {} can have", server.truth.name()));
        }

        // Little's law, exactly: the area under the number of open requests is the sum of the times they were open.
        let ages: u128 = self.requests.iter().map(|(_, request)| u128::from(self.now.since(request.arrived).0)).sum();
        law(
            it.open.area_until(self.now) == it.response.sum() + it.failed_after + ages,
            "the mean number of requests is their rate times their mean time",
        );
        broken
    }
}
