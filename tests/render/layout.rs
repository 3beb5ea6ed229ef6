//! The layout of the bench: nothing overlaps, nothing is outside, everything can be hit, read and reached.

use crate::{modes, runs, scenes};
use failover_lab::engine::SimTime;
use failover_lab::model::params::Mode;
use failover_lab::model::scene::{Cargo, DisksScene, Scene};
use failover_lab::ui::view_model::geometry::Rect;
use failover_lab::ui::view_model::stage::{
    Anchor, PartBox, Picture, STACKED_BELOW, Text, Towards, WIDTH_MAX, WIDTH_MIN, neighbour, positions, under_way,
};
use std::{collections::BTreeSet, sync::OnceLock};

const WIDTHS: [i32; 18] =
    [300, 320, 340, 360, 390, 420, 480, 560, 640, 699, 700, 760, 860, 960, 1040, 1100, 1200, 1280];

/// Every scene at every width, made once for all tests.
fn drawings() -> &'static [(String, Scene, Picture)] {
    static DRAWINGS: OnceLock<Vec<(String, Scene, Picture)>> = OnceLock::new();
    DRAWINGS.get_or_init(|| {
        let scenes = scenes::all().into_iter().chain(runs::all()).chain(modes::all());
        let at = |(name, scene): (&'static str, Scene)| {
            WIDTHS.map(|width| (format!("{name} at {width}"), scene.clone(), Picture::of(&scene, width)))
        };
        scenes.flat_map(at).collect()
    })
}

/// Asks `check` about every scene at every width.
fn everywhere(check: impl Fn(&Scene, &Picture, &str)) {
    for (place, scene, picture) in drawings() {
        check(scene, picture, place);
    }
}

/// Asks `check` about every scene of cluster continuous replication.
fn pairs(check: impl Fn(&Picture, &str)) {
    everywhere(|scene, picture, place| {
        if scene.mode == Mode::Ccr {
            check(picture, place);
        }
    });
}

fn whole(picture: &Picture) -> Rect {
    Rect::new(0, 0, picture.size.x, picture.size.y)
}

/// All ids that can be chosen, as the scene has them.
fn ids(scene: &Scene) -> Vec<&str> {
    let mut ids: Vec<&str> = scene.hubs.iter().map(|hub| hub.part.id.as_str()).collect();
    for cluster in &scene.clusters {
        ids.extend(cluster.witness.iter().map(|witness| witness.part.id.as_str()));
        ids.extend(cluster.quorum_disk.iter().map(|disk| disk.id.as_str()));
        ids.extend(cluster.shared.iter().flat_map(volumes));
    }
    for node in &scene.nodes {
        ids.push(&node.part.id);
        ids.extend(node.disks.iter().flat_map(volumes));
        ids.extend(node.processes.iter().chain(&node.connections).map(|part| part.id.as_str()));
    }
    ids.extend(scene.networks.iter().map(|network| network.part.id.as_str()));
    ids
}

fn volumes(disks: &DisksScene) -> [&str; 2] {
    [&disks.log_volume.id, &disks.database_volume.id]
}

#[test]
fn every_part_is_there_once() {
    everywhere(|scene, picture, place| {
        let drawn: Vec<&str> = picture.parts().iter().map(|part| part.id.as_str()).collect();
        let unique: BTreeSet<&str> = drawn.iter().copied().collect();
        assert_eq!(unique.len(), drawn.len(), "{place}: {drawn:?}");
        assert_eq!(unique, ids(scene).into_iter().collect(), "{place}");
    });
}

#[test]
fn every_part_is_inside_and_large_enough_to_hit() {
    everywhere(|_, picture, place| {
        for part in picture.parts() {
            assert!(whole(picture).contains(part.rect), "{place}: {part:?}");
            assert!(part.rect.w >= 24 && part.rect.h >= 24, "{place}: {part:?}");
        }
    });
}

#[test]
fn parts_do_not_overlap_but_for_the_processes_on_their_node() {
    everywhere(|_, picture, place| {
        let parts = picture.parts();
        for (index, one) in parts.iter().enumerate() {
            for other in &parts[index + 1..] {
                let is_inside = other.id.starts_with(&format!("{}\\", one.id)) && one.rect.contains(other.rect);
                assert!(!one.rect.overlaps(other.rect) || is_inside, "{place}: {one:?} and {other:?}");
            }
        }
    });
}

#[test]
fn the_cards_that_are_no_parts_overlap_nothing() {
    everywhere(|_, picture, place| {
        let mut cards = vec![picture.people.rect];
        cards.extend(picture.quorum.iter().map(|quorum| quorum.rect));
        cards.extend(picture.badge.iter().map(|badge| badge.pill.rect));
        cards.extend(picture.gulf.iter().map(|gulf| gulf.rect));
        cards.extend(picture.queues.iter().flat_map(|queue| &queue.tiles));
        for (index, card) in cards.iter().enumerate() {
            assert!(whole(picture).contains(*card), "{place}: {card:?}");
            let parts = picture.parts();
            let part = parts.iter().find(|part| part.rect.overlaps(*card));
            assert!(part.is_none(), "{place}: {card:?} on {part:?}");
            assert!(cards[index + 1..].iter().all(|other| !other.overlaps(*card)), "{place}: {card:?}");
        }
    });
}

#[test]
fn words_keep_to_their_room() {
    everywhere(|_, picture, place| {
        for text in picture.texts() {
            assert!(text.width() <= text.room || text.shown == "…", "{place}: {text:?}");
            assert!(whole(picture).contains(text.bounds()), "{place}: {text:?}");
            assert!(text.whole.is_some() || !text.shown.contains('…'), "{place}: {text:?}");
            assert_ne!(text.whole.as_ref(), Some(&text.shown), "{place}: {text:?}");
        }
    });
}

#[test]
fn words_do_not_run_into_one_another() {
    everywhere(|_, picture, place| {
        let texts = picture.texts();
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                assert!(!one.bounds().overlaps(other.bounds()), "{place}: {one:?} and {other:?}");
            }
        }
    });
}

#[test]
fn words_stay_in_their_boxes() {
    everywhere(|_, picture, place| {
        let check = |rect: Rect, texts: &[Text]| {
            for text in texts {
                assert!(rect.contains(text.bounds()), "{place}: {text:?} in {rect:?}");
            }
        };
        check(picture.people.rect, &picture.people.texts);
        for voter in picture.voters() {
            check(voter.part.rect, &voter.texts);
        }
        if let Some(gulf) = &picture.gulf {
            check(gulf.rect, &gulf.texts);
        }
        for pill in picture.pills() {
            check(pill.rect, std::slice::from_ref(&pill.text));
        }
        for hub in &picture.hubs {
            check(hub.part.rect, &hub.texts);
        }
        for node in &picture.nodes {
            check(node.part.rect, &node.texts);
            check(node.part.rect, std::slice::from_ref(&node.pill.text));
            for chip in &node.chips {
                assert!(chip.text.is_none() || node.part.rect.contains(chip.part.rect), "{place}: {chip:?}");
                check(chip.part.rect, chip.text.as_slice());
            }
        }
        for disks in picture.disks() {
            check(disks.logs.part.rect, &disks.logs.texts);
            check(disks.database.part.rect, &disks.database.texts);
            for tile in &disks.logs.tiles {
                assert!(disks.logs.part.rect.contains(tile.rect), "{place}: {tile:?}");
                check(tile.rect, &tile.texts);
            }
        }
    });
}

#[test]
fn words_and_shapes_inside_a_box_do_not_collide() {
    everywhere(|_, picture, place| {
        for node in &picture.nodes {
            for chip in &node.chips {
                let clash = node.texts.iter().find(|text| text.bounds().overlaps(chip.part.rect));
                assert!(clash.is_none() && !node.pill.rect.overlaps(chip.part.rect), "{place}: {chip:?}, {clash:?}");
            }
            let clash = node.texts.iter().find(|text| text.bounds().overlaps(node.pill.rect));
            assert!(clash.is_none(), "{place}: {clash:?}");
        }
        for disks in picture.disks() {
            let tiles = &disks.logs.tiles;
            assert!(!tiles.is_empty() || disks.logs.texts.len() < 3, "{place}");
            for (index, tile) in tiles.iter().enumerate() {
                assert!(tiles[index + 1..].iter().all(|other| !other.rect.overlaps(tile.rect)), "{place}: {tile:?}");
                assert!(disks.logs.texts.iter().all(|text| !text.bounds().overlaps(tile.rect)), "{place}: {tile:?}");
            }
            let clash = |cylinder: Rect| disks.database.texts.iter().any(|text| text.bounds().overlaps(cylinder));
            assert!(!disks.database.database.is_some_and(|database| clash(database.rect)), "{place}");
        }
    });
}

#[test]
fn words_that_are_in_no_box_lie_on_none() {
    everywhere(|_, picture, place| {
        let mut free: Vec<&Text> = picture.heading.iter().collect();
        free.extend(picture.queues.iter().flat_map(|queue| &queue.texts));
        free.extend(picture.disks().filter_map(|disks| disks.title.as_ref()));
        for text in free {
            let part = picture.parts().into_iter().find(|part| part.rect.overlaps(text.bounds()));
            assert!(part.is_none(), "{place}: {text:?} on {part:?}");
            let pill = picture.pills().find(|pill| pill.rect.overlaps(text.bounds()));
            assert!(pill.is_none(), "{place}: {text:?} on {pill:?}");
        }
    });
}

#[test]
fn the_usual_words_are_not_cut_where_there_is_room() {
    for (name, scene) in runs::all() {
        for width in [320, 390, 1040, 1280] {
            let picture = Picture::of(&scene, width);
            let cut: Vec<&str> = picture.texts().iter().filter_map(|text| text.whole.as_deref()).collect();
            let is_few = cut.len() <= if width == 320 { 3 } else { 1 };
            assert!(is_few, "{name} at {width}: {cut:?}");
        }
    }
}

#[test]
fn nodes_stand_one_above_the_other_where_there_is_little_room() {
    let scene = scenes::healthy();
    for width in WIDTHS {
        let picture = Picture::of(&scene, width);
        let (first, second) = (picture.nodes[0].part.rect, picture.nodes[1].part.rect);
        assert_eq!(picture.is_stacked, width < STACKED_BELOW);
        assert_eq!(first.x == second.x, picture.is_stacked);
        assert_eq!(picture.size.x, width.clamp(WIDTH_MIN, WIDTH_MAX), "the drawing is one to one");
    }
    assert_eq!(Picture::of(&scene, 10).size.x, WIDTH_MIN);
    assert_eq!(Picture::of(&scene, 5_000).size.x, WIDTH_MAX);
}

/// What tells cluster continuous replication from a single copy cluster without a legend.
#[test]
fn disks_hang_under_their_node_and_the_witness_is_above_the_gap() {
    pairs(|picture, place| {
        for node in &picture.nodes {
            for volume in node.disks.iter().flat_map(|disks| [&disks.logs.part, &disks.database.part]) {
                assert!(volume.rect.y >= node.part.rect.bottom(), "{place}");
                let (x, card) = (volume.rect.centre().x, node.part.rect);
                assert!(card.x < x && x < card.right(), "{place}");
            }
            assert!(!node.stems.is_empty(), "{place}");
        }
        let witness = picture.witness.as_ref().expect("a pair has a witness").part.rect;
        let (left, right) = (picture.nodes[0].part.rect, picture.nodes[1].part.rect);
        if picture.is_stacked {
            assert!(picture.pipes.iter().all(|pipe| witness.bottom() <= pipe.part.rect.y), "{place}");
        } else {
            assert_eq!(witness.centre().x, (left.right() + right.x) / 2, "{place}");
            assert!(witness.bottom() < left.y, "{place}");
        }
    });
}

#[test]
fn arrow_keys_lead_from_every_part_to_every_other() {
    const WAYS: [Towards; 4] = [Towards::Left, Towards::Right, Towards::Up, Towards::Down];
    everywhere(|_, picture, place| {
        let parts = picture.parts();
        let place_of = |id: &str| parts.iter().position(|part| part.id == id);
        let next: Vec<Vec<usize>> = parts
            .iter()
            .map(|part| WAYS.into_iter().filter_map(|way| place_of(neighbour(&parts, &part.id, way)?)).collect())
            .collect();
        for start in 0..parts.len() {
            let mut reached = vec![false; parts.len()];
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                reached[at] = true;
                open.extend(next[at].iter().filter(|to| !reached[**to]));
            }
            let missing: Vec<_> = parts.iter().zip(&reached).filter(|(_, reached)| !**reached).collect();
            assert!(missing.is_empty(), "{place}: from {} never to {missing:?}", parts[start].id);
        }
    });
}

#[test]
fn an_arrow_key_leads_to_what_is_seen_there() {
    let scene = scenes::healthy();
    let picture = Picture::of(&scene, 1040);
    let parts: Vec<&PartBox> = picture.parts();
    for (from, towards, to) in [
        ("HUB1", Towards::Right, Some("EXCHMAILBOX1\\DatabaseDisk")),
        ("EXCHMAILBOX1\\Store", Towards::Right, Some("EXCHMAILBOX1\\SystemAttendant")),
        ("EXCHMAILBOX1\\Store", Towards::Down, Some("EXCHMAILBOX1\\Replication")),
        ("EXCHMAILBOX1\\Store", Towards::Up, Some("EXCHMAILBOX1")),
        ("EXCHMAILBOX2", Towards::Left, Some("EXCHMAILBOX2\\Private")),
        ("EXCHMAILBOX1\\Private", Towards::Right, Some("Private")),
        ("Private", Towards::Right, Some("EXCHMAILBOX2\\Private")),
        ("Private", Towards::Up, Some("HUB1\\Witness")),
        ("EXCHMAILBOX1\\LogDisk", Towards::Right, Some("Public")),
        ("EXCHMAILBOX2\\DatabaseDisk", Towards::Right, None),
        ("HUB1", Towards::Left, None),
        ("nobody", Towards::Left, None),
    ] {
        assert_eq!(neighbour(&parts, from, towards), to, "{from} {towards:?}");
    }
}

#[test]
fn what_flies_leaves_its_start_and_lands_at_its_end() {
    for width in [320, 700, 1040] {
        let mut scene = scenes::healthy();
        let picture = Picture::of(&scene, width);
        let flight = scene.flights[0].clone();
        let at = |scene: &Scene| positions(scene, &picture).iter().find(|mover| mover.key == 1).map(|mover| mover.at);
        scene.now = flight.left;
        let start = at(&scene).unwrap();
        scene.now = SimTime::from_millis(flight.lands.as_millis() - 1);
        let end = at(&scene).unwrap();
        let (people, hub) = (picture.people.rect, picture.hubs[0].part.rect);
        let touches = |rect: Rect, x: i32, y: i32| rect.inset(-1).contains(Rect::new(x, y, 0, 0));
        assert!(touches(people, start.x, start.y) && touches(hub, end.x, end.y), "{width}: {start:?} {end:?}");
        scene.now = flight.lands;
        assert_eq!(at(&scene), None, "what has landed is gone");
    }
}

#[test]
fn everything_that_flies_stays_inside_and_unknown_ways_are_left_out() {
    everywhere(|scene, picture, place| {
        for mover in positions(scene, picture) {
            assert!(whole(picture).contains(Rect::new(mover.at.x, mover.at.y, 0, 0)), "{place}: {mover:?}");
        }
    });
    let scene = scenes::healthy();
    let picture = Picture::of(&scene, 1040);
    assert_eq!(positions(&scene, &picture).len(), 3);
}

#[test]
fn logs_fly_over_a_network_that_works() {
    let mut scene = scenes::healthy();
    let y_of_log = |scene: &Scene| {
        let picture = Picture::of(scene, 1040);
        let log = positions(scene, &picture).into_iter().find(|mover| mover.cargo == Cargo::Log);
        (log.map(|log| log.at.y), picture.pipes.iter().map(|pipe| pipe.bar.centre().y).collect::<Vec<_>>())
    };
    let (y, pipes) = y_of_log(&scene);
    assert_eq!(y, Some(pipes[0]));
    scene.networks[0].links[0].is_cut = true;
    let (y, pipes) = y_of_log(&scene);
    assert_eq!(y, Some(pipes[1]));
}

#[test]
fn with_less_motion_one_sign_stands_still_on_every_way_in_use() {
    let mut scene = scenes::healthy();
    let mut second = scene.flights[0].clone();
    second.key = 99;
    scene.flights.push(second);
    let picture = Picture::of(&scene, 1040);
    let still = under_way(&scene, &picture);
    assert_eq!(still.len(), 3);
    scene.now = SimTime::from_millis(scene.now.as_millis() + 100);
    assert_eq!(under_way(&scene, &picture), still);
}

/// The still part of the drawing is drawn again only when something in it has changed.
#[test]
fn time_alone_does_not_change_the_picture() {
    let mut scene = scenes::healthy();
    let before = Picture::of(&scene, 1040);
    scene.now = SimTime::from_millis(scene.now.as_millis() + 16);
    scene.flights.clear();
    assert_eq!(Picture::of(&scene, 1040), before);
}

#[test]
fn the_badge_stands_above_its_owner_and_between_the_nodes_on_its_way() {
    let healthy = Picture::of(&scenes::healthy(), 1040);
    let owner = healthy.nodes[0].part.rect;
    let badge = |picture: &Picture| picture.badge.clone().expect("a clustered mailbox server has a label");
    assert_eq!(badge(&healthy).pill.rect.centre().x, owner.centre().x);
    assert!(badge(&healthy).is_owned && badge(&healthy).way.is_empty());
    let moving = Picture::of(&scenes::failing_over(), 1040);
    assert!(!badge(&moving).is_owned);
    assert_eq!(badge(&moving).way.last().map(|end| end.x), Some(moving.nodes[1].part.rect.centre().x));
    let nowhere = Picture::of(&scenes::no_quorum(), 1040);
    assert!(!badge(&nowhere).is_owned && badge(&nowhere).way.is_empty());
    assert!(moving.texts().iter().any(|text| text.anchor == Anchor::Start && text.shown.starts_with("its store")));
}
