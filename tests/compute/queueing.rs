//! The master as a server that its workers queue for: exact values of the machine-repair queue (M/M/1//P).

use crate::lab::{Lab, ideal};
use failover_lab::engine::SimSpan;
use failover_lab::model::compute::{Config, Event, Policy, Service};

/// Results a second in the middle of a job: tasks of 10 s and answers of 0.5 s on average, by chance.
fn throughput(workers: u16) -> f64 {
    let config = Config {
        tasks: Some(7_000),
        task: SimSpan::from_secs(10),
        dispatch: SimSpan::from_millis(500),
        service: Service::Exponential,
        ..ideal(workers, Policy::Queue)
    };
    let mut lab = Lab::new(config);
    lab.run_job();
    let taken = lab.events().filter(|(_, event)| matches!(event, Event::ResultCommitted { .. }));
    let moments: Vec<u64> = taken.map(|(at, _)| at).skip(500).take(6_001).collect();
    let span = moments.last().expect("results") - moments.first().expect("results");
    6_000_000.0 / span as f64
}

#[test]
fn the_throughput_is_that_of_a_closed_queue() {
    for (workers, expected) in [(8, 0.74604), (20, 1.68222), (50, 2.0)] {
        let measured = throughput(workers);
        let off = (measured - expected).abs() / expected;
        assert!(off < 0.03, "{workers} workers: {measured} tasks a second, not {expected}");
    }
}

/// Beyond the knee at 21 workers more of them bring nothing: the master is the bottleneck.
#[test]
fn more_workers_than_the_master_can_serve_bring_nothing() {
    let (fifty, hundred) = (throughput(50), throughput(100));
    assert!(hundred < fifty * 1.03, "{fifty} and {hundred} tasks a second");
}
