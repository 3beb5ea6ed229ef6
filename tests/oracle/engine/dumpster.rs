//! The transport dumpster of the engine against that of the tables, over random cases.

use super::lab::{Chance, GROUP, Lab};
use crate::loss::{Dumpster, Letter, recovered};
use failover_lab::engine::SimSpan;
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NodeId, Part};
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;

/// Letters as the journal and the logs of the active copy have them.
fn delivered(lab: &Lab) -> Vec<Letter> {
    let active = lab.bench().group(GROUP).active_copy();
    let open = active.open.iter().flat_map(|log| log.letters.iter().map(|letter| (log.generation.0, *letter)));
    let closed = active.files.values().flat_map(|log| log.letters.iter().map(|letter| (log.generation.0, *letter)));
    let logs: Vec<_> = closed.chain(open).collect();
    let of = |entry: failover_lab::engine::Entry<'_, Event, failover_lab::model::rule::Rule>| match entry.event {
        Event::LetterDelivered { letter, hub, .. } => {
            let (log, found) = logs.iter().find(|(_, found)| found.id.0 == *letter)?;
            let (size_kb, delivered_ms) = (u64::from(found.bytes) / 1024, entry.at.as_millis());
            Some(Letter { id: *letter, hub: u32::from(hub.0), size_kb, delivered_ms, log: u64::from(*log) })
        }
        _ => None,
    };
    lab.0.journal().iter().filter_map(of).collect()
}

#[test]
fn always_the_bench_brings_back_what_the_tables_say() {
    let (mut all, mut some, mut none) = (0, 0, 0);
    for seed in 1..=120 {
        let chance = &mut Chance(seed);
        let hubs = 1 + chance.below(4) as u8;
        let mut lab = Lab::quiet(Config { seed, hubs, mailboxes: 9, ..Config::default() });
        let dumpster = Dumpster {
            size_max_kb: [0, 300, 1_000, 3_000, 18 * 1024][chance.below(5) as usize],
            age_max_ms: [0, 300_000, 1_000_000, 604_800_000][(1 + chance.below(15)).ilog2() as usize],
        };
        lab.0.submit(Input::SetTransportConfig {
            dumpster_bytes: Some(dumpster.size_max_kb * 1024),
            dumpster_age: Some(SimSpan::from_millis(dumpster.age_max_ms)),
        });
        let suspended_after = chance.below(6);
        for step in 0..10 {
            if step == suspended_after {
                lab.0.submit(Input::SuspendCopy { group: GROUP, standby: None, comment: String::new() });
            }
            let (count, size) = (1 + chance.below(6) as u32, 1024 * (1 + chance.below(300) as u32));
            lab.0.submit(Input::SendMail { count, from: None, to: None, size });
            lab.wait(1 + chance.below(90));
        }
        let letters = delivered(&lab);
        let saved = lab.bench().group(GROUP).partner_copy().map_or(0, |copy| copy.inspected.0);
        let nodes: Vec<NodeId> = lab.bench().hubs.iter().map(|hub| hub.node).collect();
        // The first hub has the witness, without which nothing is mounted at all.
        let (up, down): (Vec<NodeId>, Vec<NodeId>) =
            nodes.into_iter().partition(|node| node.0 == 2 || chance.below(3) > 0);
        for part in down.into_iter().chain([NodeId(0)]).map(Part::Node) {
            lab.0.submit(Input::StopPart { part, how: How::PowerCut });
        }
        lab.wait(300);
        for input in [Input::RestoreCopy { group: GROUP, standby: None }, Input::MountDatabase { group: GROUP }] {
            if lab.bench().refusal(&input).is_none() {
                lab.0.submit(input);
            }
        }
        lab.wait(300);
        let is_loss = |event: &Event| matches!(event, Event::LogsLost { .. });
        let lost_at = lab.0.journal().iter().find(|entry| is_loss(entry.event)).map(|entry| entry.at.as_millis());
        let up: Vec<u32> = up.iter().map(|node| u32::from(node.0)).collect();
        let back = recovered(&letters, u64::from(saved), &up, dumpster, lost_at.unwrap_or(0));
        let expected: Vec<u32> = letters
            .iter()
            .filter(|letter| letter.log > u64::from(saved) && !back.contains(letter))
            .map(|letter| letter.id)
            .collect();
        let lost: Vec<u32> = lab.bench().mail.lost.iter().map(|letter| letter.0).collect();
        assert_eq!(lost, expected, "seed {seed}: {hubs} hubs, {dumpster:?}, reachable {up:?}, saved up to {saved}");
        match (back.len(), expected.len()) {
            (0, _) => none += 1,
            (_, 0) => all += 1,
            _ => some += 1,
        }
    }
    assert!(all > 5 && some > 5 && none > 5, "all, some and no letters come back: {all}, {some}, {none}");
}
