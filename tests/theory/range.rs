//! Whatever a formula is asked, it gives a finite number or none.

use failover_lab::theory::availability::blocks::{k_of_n, k_of_n_mixed, parallel, series};
use failover_lab::theory::availability::failover_pair::{
    Crews, FailoverPair, PairStates, hot_pair_mean_time_to_failure,
};
use failover_lab::theory::availability::raid::{DiskSet, Rebuild, groups, mirrored_pairs, read_error_during_rebuild};
use failover_lab::theory::availability::repair_crews::RepairedGroup;
use failover_lab::theory::availability::structure::Structure;
use failover_lab::theory::availability::{self, cut_sets, layouts, quorum};
use failover_lab::theory::detection::{false_alarm, fencing, vrrp, window::Window};
use failover_lab::theory::exposure;
use failover_lab::theory::queueing::closed::{MasterAndWorkers, Throughput};
use failover_lab::theory::queueing::{
    self, erlang, general_service, little, many_servers, one_server, power_of_choices, round_robin, shortest_of_two,
};
use failover_lab::theory::scheduling::granularity::{ChunkedJob, TaskCost};
use failover_lab::theory::scheduling::{bounds, checkpoint, speedup, stragglers};

/// Numbers at and beyond the ends of every range.
const NUMBERS: [f64; 17] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MIN,
    -1.0,
    -0.0,
    0.0,
    5e-324,
    1e-300,
    1e-9,
    0.5,
    1.0 - f64::EPSILON / 2.0,
    1.0,
    1.0 + f64::EPSILON,
    3.0,
    1e300,
    f64::MAX,
];

/// Numbers of things, none and too many among them.
const COUNTS: [u32; 7] = [0, 1, 2, 3, 500, 10_000_001, u32::MAX];

/// Asks a question with every combination of so many numbers and so many counts.
fn ask<const F: usize, const U: usize>(name: &str, question: impl Fn([f64; F], [u32; U]) -> Option<f64>) -> Answers {
    let mut answers = Answers { name: name.to_owned(), values: Vec::new() };
    for choice in 0..NUMBERS.len().pow(F as u32) * COUNTS.len().pow(U as u32) {
        let mut rest = choice;
        let mut digit = |base: usize| {
            let digit = rest % base;
            rest /= base;
            digit
        };
        let numbers = [(); F].map(|()| NUMBERS[digit(NUMBERS.len())]);
        let counts = [(); U].map(|()| COUNTS[digit(COUNTS.len())]);
        if let Some(value) = question(numbers, counts) {
            let is_number = value.is_finite() && (value != 0.0 || value.is_sign_positive());
            assert!(is_number, "{name} of {numbers:?}, {counts:?} is {value}");
            answers.values.push(value);
        }
    }
    // A question that is always refused proves nothing.
    assert!(!answers.values.is_empty(), "{name} was never answered");
    answers
}

/// What was answered at all.
struct Answers {
    name: String,
    values: Vec<f64>,
}

impl Answers {
    fn are_probabilities(self) {
        let wrong = self.values.iter().find(|value| !(0.0..=1.0).contains(*value));
        assert_eq!(wrong, None, "{}", self.name);
    }

    fn are_not_negative(self) {
        let wrong = self.values.iter().find(|value| **value < 0.0);
        assert_eq!(wrong, None, "{}", self.name);
    }
}

#[test]
fn availability_is_always_a_share_or_no_answer() {
    ask("from_times", |[a, b], []| availability::from_times(a, b)).are_probabilities();
    ask("from_rates", |[a, b], []| availability::from_rates(a, b)).are_probabilities();
    ask("mtbf", |[a, b], []| availability::mean_time_between_failures(a, b)).are_not_negative();
    ask("first failure", |[a], [n]| availability::mean_time_to_first_failure(a, n)).are_not_negative();
    ask("hours", |[a], []| availability::downtime_hours_per_year(a)).are_not_negative();
    ask("minutes", |[a], []| availability::downtime_minutes_per_year(a)).are_not_negative();
    ask("series", |[a, b, c], []| series(&[a, b, c])).are_probabilities();
    ask("parallel", |[a, b, c], []| parallel(&[a, b, c])).are_probabilities();
    ask("k of n", |[a], [k, n]| k_of_n(k, n, a)).are_probabilities();
    ask("k of n mixed", |[a, b, c], [k]| k_of_n_mixed(k, &[a, b, c])).are_probabilities();
    ask("tiers", |[a], [n, m]| layouts::tiers(n, m, a)).are_probabilities();
    ask("chains", |[a], [n, m]| layouts::chains(n, m, a)).are_probabilities();
    ask("node majority", |[a], [n]| quorum::node_majority(n, a)).are_probabilities();
    ask("with witness", |[a, b], [n]| quorum::node_and_witness_majority(n, a, b)).are_probabilities();
    ask("disk only", |[a, b], [n]| quorum::disk_only(n, a, b)).are_probabilities();
    ask("structure", |[a, b, c], [needed]| {
        let of = vec![Structure::Part(0), Structure::Part(1), Structure::Part(2)];
        Structure::AtLeast { needed, of }.availability(&[a, b, c])
    })
    .are_probabilities();
    ask("rare events", |[a, b], []| cut_sets::rare_event_sum(&cut_sets::minimal(&Structure::tiers(1, 2))?, &[a, b]))
        .are_probabilities();
    ask("common cause", |[a, b], []| cut_sets::pair_with_common_cause(a, b)).are_probabilities();
}

#[test]
fn a_pair_with_rates_of_any_kind_is_up_for_a_share_or_no_answer() {
    for coverage in NUMBERS {
        let pair = |[active, standby, other, repair]: [f64; 4]| FailoverPair {
            active_failure_rate: active,
            standby_failure_rate: standby,
            coverage,
            failover_rate: other,
            manual_recovery_rate: other,
            repair_rate: repair,
            crews: Crews::Two,
        };
        let share = |of: fn(&PairStates) -> f64| move |rates, []: [u32; 0]| pair(rates).states().as_ref().map(of);
        if (0.0..=1.0).contains(&coverage) {
            ask("pair", share(PairStates::availability)).are_probabilities();
            ask("pair down", share(PairStates::downtime_minutes_per_year)).are_not_negative();
        } else {
            assert_eq!(pair([1.0; 4]).states(), None);
        }
    }
    ask("hot pair", |[a, b, c], []| hot_pair_mean_time_to_failure(a, b, c)).are_not_negative();
}

#[test]
fn repair_always_takes_a_time_or_no_answer() {
    ask("crews", |[failure_rate, repair_rate], [units, needed, crews]| {
        RepairedGroup { units, needed, crews, failure_rate, repair_rate }.availability()
    })
    .are_probabilities();
    let set = |[mean_time_to_failure, mean_time_to_repair]: [f64; 2], [disks, spare]: [u32; 2]| DiskSet {
        disks,
        spare,
        mean_time_to_failure,
        mean_time_to_repair,
    };
    ask("raid", |times, counts| set(times, counts).approximate_mean_time_to_loss()).are_not_negative();
    for rebuild in [Rebuild::OneAtATime, Rebuild::AllAtOnce] {
        ask("raid exactly", |times, counts| set(times, counts).mean_time_to_loss(rebuild)).are_not_negative();
    }
    ask("raid 10", |[a, b], [n]| mirrored_pairs(n, a, b)).are_not_negative();
    ask("raid groups", |[a, b], [d, g, c]| groups(d, g, c, a, b)).are_not_negative();
    ask("read error", |[a, b], []| read_error_during_rebuild(a, b)).are_probabilities();
}

#[test]
fn a_queue_always_has_a_length_or_no_answer() {
    ask("utilisation", |[a, b], [n]| queueing::utilisation(a, n, b)).are_not_negative();
    ask("warm-up", |[a], []| queueing::warm_up(a)).are_not_negative();
    ask("number", |[a, b], []| little::mean_number(a, b)).are_not_negative();
    ask("time", |[a, b], []| little::mean_time(a, b)).are_not_negative();
    ask("m/m/1", |[a, b], []| one_server::mean_response(a, b)).are_not_negative();
    ask("m/m/1 number", |[a], []| one_server::mean_number(a)).are_not_negative();
    ask("m/m/1 waiting", |[a], []| one_server::mean_waiting(a)).are_not_negative();
    ask("m/m/1 exceeds", |[a, b, c], []| one_server::response_exceeds(a, b, c)).are_probabilities();
    ask("m/m/1 percentile", |[a, b, c], []| one_server::response_percentile(a, b, c)).are_not_negative();
    ask("m/m/1/k", |[a], [k]| one_server::blocked_share(a, k)).are_probabilities();
    ask("m/m/1/k number", |[a], [k]| one_server::mean_number_with_capacity(a, k)).are_not_negative();
    ask("m/m/1/k time", |[a, b], [k]| one_server::mean_response_with_capacity(a, b, k)).are_not_negative();
    ask("erlang b", |[a], [c]| erlang::b(c, a)).are_probabilities();
    ask("erlang c", |[a], [c]| erlang::c(c, a)).are_probabilities();
    ask("m/m/c", |[a, b], [c]| many_servers::mean_wait(a, c, b)).are_not_negative();
    ask("m/m/c response", |[a, b], [c]| many_servers::mean_response(a, c, b)).are_not_negative();
    ask("m/m/c exceeds", |[a, b, t], [c]| many_servers::wait_exceeds(a, c, b, t)).are_probabilities();
    ask("m/g/1", |[a, b, c], []| general_service::mean_wait(a, b, c)).are_not_negative();
    ask("m/g/1 response", |[a, b, c], []| general_service::mean_response(a, b, c)).are_not_negative();
    ask("round robin", |[a, b], [n]| round_robin::mean_response(n, a, b)).are_not_negative();
    ask("choices", |[a], [d]| power_of_choices::mean_response(d, a)).are_not_negative();
    ask("choices share", |[a], [n, d]| power_of_choices::share_with_at_least(n, d, a)).are_probabilities();
    ask("shorter of two", |[a], []| shortest_of_two::mean_response(a)).are_not_negative();
}

#[test]
fn a_closed_queue_always_has_a_rate_or_no_answer() {
    let farm = |[compute_time, master_time]: [f64; 2]| MasterAndWorkers { compute_time, master_time };
    let of = |part: fn(Throughput) -> f64| move |times, [workers]: [u32; 1]| farm(times).throughput(workers).map(part);
    ask("rate", of(|found| found.rate)).are_not_negative();
    ask("response", of(|found| found.response_time)).are_not_negative();
    ask("at master", of(|found| found.workers_at_master)).are_not_negative();
    ask("busy", of(|found| found.master_utilisation)).are_probabilities();
    ask("bound", |times, [workers]| farm(times).rate_bound(workers)).are_not_negative();
    ask("knee", |times, []| farm(times).knee()).are_not_negative();
}

#[test]
fn a_schedule_always_takes_a_time_or_no_answer() {
    ask("amdahl", |[a], [n]| speedup::amdahl(a, n)).are_not_negative();
    ask("amdahl limit", |[a], []| speedup::amdahl_limit(a)).are_not_negative();
    ask("gustafson", |[a], [n]| speedup::gustafson(a, n)).are_not_negative();
    ask("efficiency", |[a], [n]| speedup::efficiency(a, n)).are_not_negative();
    // Negative of a speedup above the number of workers.
    ask("karp-flatt", |[a], [n]| speedup::karp_flatt(a, n));
    ask("list", |[], [n]| bounds::list_ratio(n)).are_not_negative();
    ask("longest first", |[], [n]| bounds::longest_first_ratio(n)).are_not_negative();
    ask("anomaly", |[], [n, m]| bounds::anomaly_ratio(n, m)).are_not_negative();
    ask("scratch", |[a, b, c], []| checkpoint::mean_time_from_scratch(a, b, c)).are_not_negative();
    ask("young", |[a, b], []| checkpoint::young(a, b)).are_not_negative();
    ask("daly", |[a, b], []| checkpoint::daly(a, b)).are_not_negative();
    ask("harmonic", |[], [n]| stragglers::harmonic(n)).are_not_negative();
    ask("last finish", |[a], [n, r]| stragglers::mean_last_finish(n, r, a)).are_not_negative();
    ask("any slow", |[a], [n]| stragglers::any_slow(n, a)).are_probabilities();
    ask("time left", |[a, b], []| stragglers::time_left(a, b)).are_not_negative();
    let task = |[time, size, bandwidth, speed]: [f64; 4]| TaskCost {
        dispatch_time: time,
        input_size: size,
        output_size: size,
        bandwidth,
        work: time,
        speed,
    };
    ask("task", |costs, []| task(costs).time()).are_not_negative();
    ask("transfers", |costs, []| task(costs).transfer_ratio()).are_not_negative();
    let job = |tasks, workers, dispatch_time| ChunkedJob { tasks, workers, dispatch_time };
    ask("chunks", |[a, b], [n, p, k]| job(n, p, a).time(k, b)).are_not_negative();
    ask("best chunk", |[a, b], [n, p]| job(n, p, a).best_chunk(b)).are_not_negative();
    assert!(bounds::worst_list(1_001).is_none() && bounds::worst_longest_first(0).is_none());
}

#[test]
fn detection_always_takes_a_time_or_no_answer() {
    ask("after", |[a], [k]| Some(Window::of_misses(a, k)?.after)).are_not_negative();
    ask("mean", |[a], [k]| Some(Window::of_misses(a, k)?.mean())).are_not_negative();
    ask("later", |[a, b, c], [k]| Some(Window::of_misses(a, k)?.then(&[b, c])?.until)).are_not_negative();
    ask("alarm", |[a], [k]| false_alarm::chance_a_heartbeat(a, k)).are_probabilities();
    ask("until alarm", |[a], [k]| false_alarm::mean_heartbeats_until(a, k)).are_not_negative();
    ask("pill", |[a], []| Some(fencing::poison_pill(a)?.fencing_timeout)).are_not_negative();
    ask("vrrp", |[a], [priority]| vrrp::master_down_interval(a, u8::try_from(priority).ok()?)).are_not_negative();
    ask("loss", |[a, b, c], []| exposure::mean_loss(a, b, c)).are_not_negative();
    ask("dumpster", |[a, b], []| exposure::dumpster_retention(a, b)).are_not_negative();
}
