//! Which nodes of a CCR go on, for every combination of what can be broken between two nodes and their witness.

use super::lab::Lab;
use crate::quorum::{Model, Nodes, Outcome, Situation, outcome};
use failover_lab::model::ids::How;
use failover_lab::model::params::{Build, Config, Windows};

const A: &str = "EXCHMAILBOX1";
const B: &str = "EXCHMAILBOX2";
const HUB: &str = "HUB1";

/// The things that break, as bits: node A, node B, the hub, the links A-B, A-hub, B-hub.
const FAULTS: u32 = 6;

#[test]
fn always_the_side_that_the_tables_name_goes_on() {
    for windows in [Windows::V2003, Windows::V2008] {
        for faults in 0..1u32 << FAULTS {
            let is_broken = |bit: u32| faults >> bit & 1 == 1;
            let mut lab = Lab::quiet(Config { windows, build: Build::Sp1, mailboxes: 2, ..Config::DEFAULT });
            // Cuts before crashes, all in one moment.
            for (bit, (a, b)) in [(3, (A, B)), (4, (A, HUB)), (5, (B, HUB))] {
                if is_broken(bit) {
                    lab.cut(a, b, None);
                }
            }
            for (bit, node) in [(0, A), (1, B), (2, HUB)] {
                if is_broken(bit) {
                    lab.stop(node, How::PowerCut);
                }
            }
            lab.wait(45);

            let is_up = |bit: u32| !is_broken(bit);
            let up = u32::from(is_up(0)) | u32::from(is_up(1)) << 1;
            let sides: Vec<Nodes> = match up {
                3 if is_broken(3) => vec![Nodes(1), Nodes(2)],
                0 => Vec::new(),
                nodes => vec![Nodes(nodes)],
            };
            let reaches = |node: u32, link: u32| is_up(node) && is_up(2) && is_up(link);
            let reaching = Nodes(u32::from(reaches(0, 4)) | u32::from(reaches(1, 5)) << 1);
            let said = outcome(Model::NodeAndShareMajority, 2, Situation { sides: &sides, reaching, owner: Nodes(1) });

            let cluster = lab.bench().main_cluster().expect("a CCR runs on a cluster");
            let joined = cluster.joined();
            let running = Nodes(u32::from(joined.contains(lab.node(A))) | u32::from(joined.contains(lab.node(B))) << 1);
            let agrees = match said {
                Outcome::Runs(place) => running == sides[place],
                Outcome::Race => sides.contains(&running),
                Outcome::Stops => running == Nodes::NONE,
            };
            assert!(agrees, "{windows:?}, faults {faults:06b}: {said:?} of {sides:?}, and {running:?} run");
        }
    }
}
