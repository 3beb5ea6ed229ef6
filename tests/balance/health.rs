//! Health checks: how long a balancer believes what is no longer true.

use crate::lab::{Lab, near};
use failover_lab::model::balance::config::{CheckDepth, Health};
use failover_lab::model::balance::request::Reason;
use failover_lab::model::balance::{Config, Event, Fault, ServerId};

fn bench(health: Health) -> Lab {
    Lab::new(Config { health, rate: 100, service_ms: 5, timeout_ms: 0, retries: 0, ..Config::new(7) })
}

const fn is_down(event: &Event) -> bool {
    matches!(event, Event::ServerMarkedDown { server: ServerId(0) })
}

const fn is_up(event: &Event) -> bool {
    matches!(event, Event::ServerMarkedUp { server: ServerId(0) })
}

/// How long after a fault at this moment the first server counts as down [ms].
fn detection(health: Health, fault: Fault, at: u64) -> u64 {
    let mut lab = bench(health);
    lab.wait(at).stop(0, fault).wait(120_000);
    lab.first(is_down).expect("it is found out") - at
}

/// Instant refusals: between (fall - 1) and fall intervals, (fall - 1/2) on average; silence costs one timeout more.
#[test]
fn haproxy_finds_out_after_four_to_six_seconds_and_after_two_more_if_nobody_answers() {
    for (fault, least, most) in
        [(Fault::Crash, 4_000, 6_000), (Fault::Hang, 6_000, 8_000), (Fault::PowerCut, 6_000, 8_000)]
    {
        let phases = (0..20).map(|phase| detection(Health::Haproxy, fault, 20_050 + phase * 100));
        let found: Vec<u64> = phases.collect();
        assert!(found.iter().all(|ms| (least..=most).contains(ms)), "{fault:?}: {found:?}");
        near("mean", found.iter().sum::<u64>() / 20, (least + most) / 2, 5);
    }
}

#[test]
fn elb_needs_up_to_a_minute_and_f5_sixteen_seconds_of_silence() {
    // Checks at 90 s and 120 s fail; the last that passed was at 60 s.
    assert_eq!(detection(Health::Elb, Fault::Crash, 60_001), 59_999);
    assert_eq!(detection(Health::Elb, Fault::Crash, 89_999), 30_001);
    assert_eq!(detection(Health::Elb, Fault::Hang, 60_001), 64_999);
    // The last check that passed was at 20 s, whatever came after.
    for (fault, at) in [(Fault::Crash, 20_001), (Fault::Hang, 24_999), (Fault::PowerCut, 22_000)] {
        assert_eq!(detection(Health::F5, fault, at), 36_000 - at, "{fault:?}");
    }
}

/// Historical start of HAProxy: a server counts as up, but its very first check decides.
#[test]
fn one_failed_check_is_enough_for_haproxy_at_the_start() {
    let mut lab = bench(Health::Haproxy);
    lab.stop(1, Fault::Crash).wait(30_000);
    let down = lab.first(|event| matches!(event, Event::ServerMarkedDown { server: ServerId(1) }));
    assert_eq!(down, Some(1_000), "checks of two servers are a second apart");
}

#[test]
fn a_server_is_up_again_after_as_many_good_checks_as_its_preset_says() {
    for (health, after) in [(Health::Haproxy, 2_000), (Health::Elb, 9 * 30_000), (Health::F5, 0)] {
        let mut lab = bench(health);
        lab.wait(59_000).stop(0, Fault::Crash).wait(120_000 - 59_000);
        assert!(lab.first(is_down).is_some(), "{health:?}");
        // A check is due at 150 s with each of them.
        lab.wait(29_500).start(0).wait(600_000);
        assert_eq!(lab.first(is_up), Some(150_000 + after), "{health:?}");
    }
}

/// The default of nginx: one failure, then the eleventh second, because the clock has whole seconds.
#[test]
fn nginx_tries_again_in_the_eleventh_second_with_one_request() {
    let mut lab = bench(Health::Nginx);
    lab.wait(7_300).stop(0, Fault::Crash).wait(60_000);
    let failed = |event: &Event| matches!(event, Event::AttemptFailed { server: ServerId(0), .. });
    assert_eq!(lab.first(failed).map(|ms| ms / 1_000), Some(7));
    let tries: Vec<u64> = lab.sent_to(0).into_iter().filter(|ms| *ms >= 8_000).map(|ms| ms / 1_000).collect();
    assert_eq!(tries, [18, 29, 40, 51, 62], "one request each");
    lab.start(0).wait(20_000);
    assert_eq!(lab.first(is_up).map(|ms| ms / 1_000), Some(73), "the next live try succeeds");
    assert!(lab.sent_to(0).len() > 300, "and it has its share again");
}

#[test]
fn nginx_has_nobody_to_send_to_when_all_have_failed() {
    let mut lab = bench(Health::Nginx);
    lab.wait(1_000).stop(0, Fault::Crash).stop(1, Fault::Crash).wait(5_000);
    let is_none = |event: &Event| matches!(event, Event::RequestFailed { reason: Reason::NoServer, .. });
    assert!(lab.count(is_none) > 400);
}

#[test]
fn without_anybody_up_a_bench_fails_closed_or_open() {
    for (fail_open, reaches) in [(false, false), (true, true)] {
        let mut lab = Lab::new(Config { fail_open, rate: 100, service_ms: 5, retries: 0, ..Config::new(7) });
        lab.wait(10_000).stop(0, Fault::Crash).stop(1, Fault::Crash).wait(20_000);
        let (before, failed) = (lab.statistics().attempts.started, lab.statistics().failed);
        // Back at once, and in use at once, although still believed down.
        lab.start(0).start(1).wait(1_000);
        assert_eq!(lab.statistics().attempts.started > before, reaches);
        assert_eq!(lab.statistics().failed > failed + 50, !reaches);
        assert_eq!(lab.statistics().attempts.by_believed_down > 0, reaches);
        lab.wait(10_000);
        let open = |event: &Event| matches!(event, Event::FailOpenBegan {});
        let ended = |event: &Event| matches!(event, Event::FailOpenEnded {});
        assert_eq!((lab.count(open), lab.count(ended)), (usize::from(fail_open), usize::from(fail_open)));
    }
}

#[test]
fn a_check_that_asks_for_a_connection_only_is_blind_to_what_hangs_or_fails() {
    for (check, fault, finds) in [
        (CheckDepth::Connect, Fault::FailFast, false),
        (CheckDepth::Connect, Fault::Hang, false),
        (CheckDepth::Connect, Fault::Crash, true),
        (CheckDepth::Request, Fault::FailFast, true),
        (CheckDepth::Request, Fault::Slow, false),
    ] {
        let mut lab = Lab::new(Config { check, ..Config::new(7) });
        lab.wait(10_000).stop(0, fault).wait(30_000);
        assert_eq!(lab.first(is_down).is_some(), finds, "{check:?}, {fault:?}");
    }
}

/// A balancer that is down checks nobody, and knows nothing new when it is back.
#[test]
fn a_balancer_that_is_down_finds_nothing_out() {
    use failover_lab::model::balance::Input;
    let mut lab = bench(Health::Haproxy);
    lab.wait(10_500).give(Input::StopBalancer).stop(0, Fault::Crash).wait(30_000);
    assert_eq!(lab.first(is_down), None);
    lab.give(Input::StartBalancer).wait(10_000);
    assert_eq!(lab.first(is_down), Some(46_000), "three checks after it is back");
}
