//! How long failures stay unnoticed, and what log shipping loses in the meantime.

use crate::linear::times_to_leave;
use crate::{printed, same};
use failover_lab::theory::detection::corosync::{
    TOKEN_BEFORE_3_1_MS, TOKEN_MS, consensus_timeout_ms, token_timeout_ms,
};
use failover_lab::theory::detection::false_alarm::{chance_a_heartbeat, mean_heartbeats_until};
use failover_lab::theory::detection::fencing::poison_pill;
use failover_lab::theory::detection::vrrp::master_down_interval;
use failover_lab::theory::detection::window::Window;
use failover_lab::theory::exposure::{dumpster_retention, mean_loss};

#[test]
fn a_crash_is_declared_between_one_period_early_and_the_last_miss() {
    for (what, period, misses, after, until, mean) in [
        ("Windows Server 2003", 1.2, 6, "6.0", "7.2", "6.6"),
        ("Windows Server 2008", 1.0, 5, "4", "5", "4.5"),
        ("a farm that pings every 5 s", 5.0, 3, "10", "15", "12.5"),
        ("HAProxy", 2.0, 3, "4", "6", "5"),
        ("LooksAlive", 5.0, 1, "0", "5", "2.5"),
        ("IsAlive", 60.0, 1, "0", "60", "30"),
    ] {
        let window = Window::of_misses(period, misses);
        assert!(window.is_some(), "{what}");
        printed(window.map(|window| window.after), after);
        printed(window.map(|window| window.until), until);
        printed(window.map(|window| window.mean()), mean);
    }
    assert_eq!(Window::of_misses(1.0, 0), None);
    assert_eq!(Window::of_misses(0.0, 5), None);
}

#[test]
fn a_node_crash_of_windows_2003_with_a_quorum_disk_takes_some_fifty_seconds() {
    let (challenge, disk, address, name, store) = (10.0, 8.0, 2.0, 4.0, 20.0);
    let detected = Window::of_misses(1.2, 6).expect("a window");
    let back = detected.then(&[challenge, disk, address, name, store]).expect("a window");
    printed(Some(back.after), "50.0");
    printed(Some(back.until), "51.2");
    assert_eq!(detected.then(&[1.0, -1.0]), None);
}

#[test]
fn a_false_alarm_takes_a_run_of_lost_heartbeats() {
    same(chance_a_heartbeat(0.1, 6), Some(1e-6), 1e-12);
    assert_eq!(chance_a_heartbeat(0.1, 0), None);
    // A run of length so far is a state; a heartbeat that comes ends it.
    for misses in 1..=6_usize {
        let loss = 0.3;
        let chain: Vec<_> = (0..misses).flat_map(|run| [(run, run + 1, loss), (run, 0, 1.0 - loss)]).collect();
        same(mean_heartbeats_until(loss, misses as u32), Some(times_to_leave(misses, &chain)[0]), 1e-9);
    }
    assert_eq!(mean_heartbeats_until(0.0, 3), None);
    assert_eq!(mean_heartbeats_until(1.0, 3), None);
}

#[test]
fn corosync_waits_longer_in_a_ring_of_more_nodes() {
    assert_eq!(token_timeout_ms(TOKEN_MS, 3), Some(3_650));
    assert_eq!(consensus_timeout_ms(3_650), Some(4_380));
    assert_eq!(token_timeout_ms(TOKEN_MS, 2), Some(3_000));
    assert_eq!(token_timeout_ms(TOKEN_BEFORE_3_1_MS, 5), Some(2_950));
    assert_eq!(token_timeout_ms(TOKEN_MS, 0), None);
    assert_eq!(consensus_timeout_ms(u64::MAX), None);
}

#[test]
fn a_router_of_higher_priority_takes_over_sooner() {
    printed(master_down_interval(1.0, 100), "3.609");
    printed(master_down_interval(1.0, 254), "3.008");
    assert_eq!(master_down_interval(1.0, 0), None);
}

#[test]
fn a_poison_pill_needs_two_watchdogs_and_fencing_a_fifth_more() {
    let pill = poison_pill(5.0);
    printed(pill.map(|pill| pill.message_wait), "10");
    printed(pill.map(|pill| pill.fencing_timeout), "12");
}

#[test]
fn a_lost_active_copy_takes_half_an_open_log_and_the_queue_with_it() {
    // Logs of 1 MB: 1 / (2g), and a second for each g of the queue.
    same(mean_loss(1.0, 0.0, 0.25), Some(1.0 / (2.0 * 0.25)), 1e-14);
    same(mean_loss(1.0, 3.0, 0.25), Some(2.0 + 12.0), 1e-14);
    assert_eq!(mean_loss(1.0, 0.0, 0.0), None);
}

#[test]
fn a_dumpster_keeps_what_a_hub_delivers_until_it_is_full() {
    printed(dumpster_retention(18.0, 0.01), "1800");
    assert_eq!(dumpster_retention(18.0, 0.0), None);
}
