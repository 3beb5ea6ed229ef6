//! Scenes of all four modes as the model makes them, for every number of nodes and targets, well and broken.

use failover_lab::engine::{SimTime, StepBudget, Timeline};
use failover_lab::lab::scenario::Scenario;
use failover_lab::model::bench::Bench;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::scene::Scene;
use failover_lab::model::view::View;

/// When something breaks [s].
const BROKEN_AT: u64 = 600;

/// A bench by its parameters, and what breaks on it.
struct Moment {
    name: &'static str,
    mode: &'static str,
    parameters: &'static [(&'static str, &'static str)],
    breaks: &'static [(&'static str, How)],
    /// When the scene is looked at [s].
    at: u64,
}

const fn moment(
    name: &'static str,
    mode: &'static str,
    parameters: &'static [(&'static str, &'static str)],
    breaks: &'static [(&'static str, How)],
    at: u64,
) -> Moment {
    Moment { name, mode, parameters, breaks, at }
}

const MOMENTS: &[Moment] = &[
    moment("lcr", "lcr", &[], &[], 600),
    moment("lcr-disk", "lcr", &[], &[("EXCHMAILBOX\\LogDisk", How::Fail)], 640),
    moment("lcr-copy-full", "lcr", &[], &[("EXCHMAILBOX\\CopyLogDisk", How::Full)], 1500),
    moment("lcr-dead", "lcr", &[("hubs", "2")], &[("EXCHMAILBOX", How::PowerCut)], 640),
    moment("scc", "scc", &[], &[], 600),
    moment("scc-cut", "scc", &[], &[("EXCHMAILBOX1", How::PowerCut)], 622),
    moment("scc-after", "scc", &[], &[("EXCHMAILBOX1", How::PowerCut)], 900),
    moment("scc-disk", "scc", &[("nodes", "3")], &[("SharedDatabaseDisk", How::Fail)], 640),
    moment("scc-3", "scc", &[("nodes", "3"), ("hubs", "2")], &[], 600),
    moment("scc-4", "scc", &[("nodes", "4")], &[("EXCHMAILBOX1", How::Crash)], 640),
    moment("scc-5", "scc", &[("nodes", "5")], &[("Private", How::Fail)], 640),
    moment("scc-6", "scc", &[("nodes", "6")], &[], 600),
    moment("scc-7", "scc", &[("nodes", "7")], &[], 600),
    moment("scc-8", "scc", &[("nodes", "8"), ("hubs", "4")], &[("EXCHMAILBOX1", How::PowerCut)], 900),
    moment("scr", "scr", &[], &[], 600),
    moment("scr-cut", "scr", &[], &[("EXCHMAILBOX", How::PowerCut)], 640),
    moment("scr-2", "scr", &[("targets", "2")], &[("EXCHSTANDBY2", How::PowerCut)], 1200),
    moment("scr-3", "scr", &[("targets", "3"), ("replay_lag", "0s")], &[("EXCHSTANDBY\\LogDisk", How::Full)], 1200),
    moment("scr-4", "scr", &[("targets", "4"), ("hubs", "4")], &[], 600),
    moment("scr-scc", "scr", &[("source", "scc")], &[], 600),
    moment("scr-scc-8", "scr", &[("source", "scc"), ("nodes", "8"), ("targets", "4")], &[], 600),
    moment("scr-ccr", "scr", &[("source", "ccr")], &[], 600),
    moment("scr-ccr-2", "scr", &[("source", "ccr"), ("targets", "2")], &[("EXCHMAILBOX1", How::PowerCut)], 900),
    moment("scr-ccr-4", "scr", &[("source", "ccr"), ("targets", "4")], &[], 600),
    moment("scr-standby-cluster", "scr", &[("target", "cluster")], &[], 600),
];

impl Moment {
    fn scene(&self) -> Scene {
        let bare = Scenario::named(self.mode).expect("the mode has a bench");
        let with = |run: Scenario, (name, value): &(&str, &str)| run.with(name, value).expect("the bench has it");
        let run = self.parameters.iter().fold(bare, with);
        let mut timeline = Timeline::new(Bench::new(run.config));
        let _ = timeline.run_until(SimTime::from_secs(BROKEN_AT), StepBudget(u64::MAX));
        for (name, how) in self.breaks {
            let part = timeline.world().parts.part_named(name).expect("the bench has the part");
            timeline.submit(Input::StopPart { part, how: *how });
        }
        let _ = timeline.run_until(SimTime::from_secs(self.at), StepBudget(u64::MAX));
        View { bench: timeline.world(), journal: timeline.journal(), now: timeline.now() }.scene()
    }
}

/// A bench that nothing has happened to yet.
#[cfg(test)]
pub fn well(mode: &'static str, parameters: &'static [(&'static str, &'static str)]) -> Scene {
    moment("well", mode, parameters, &[], 600).scene()
}

/// All moments with their names.
pub fn all() -> Vec<(&'static str, Scene)> {
    MOMENTS.iter().map(|moment| (moment.name, moment.scene())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use failover_lab::ui::view_model::parts::groups;
    use failover_lab::ui::view_model::stage::{Glyph, Picture};

    /// A vote is a vote, though nothing else of a standby cluster is drawn.
    #[test]
    fn the_nodes_of_a_standby_cluster_are_drawn_with_their_votes() {
        for (breaks, last) in [(&[][..], true), (&[("EXCHSTANDBY2", How::PowerCut)][..], false)] {
            let scene = moment("votes", "scr", &[("target", "cluster")], breaks, 700).scene();
            let picture = Picture::of(&scene, 1040);
            let votes: Vec<_> = picture.nodes.iter().map(|node| node.vote.as_ref().map(|mark| mark.glyph)).collect();
            assert_eq!(
                votes,
                [None, Some(Glyph::VoteCounts), Some(if last { Glyph::VoteCounts } else { Glyph::VoteMissing })]
            );
        }
    }

    #[test]
    fn the_server_of_a_witness_in_a_third_site_is_listed_with_its_share() {
        let heads = |scene: &Scene, id: &str| {
            let listed = groups(scene).into_iter().filter(|group| group.parts.iter().any(|part| part.id == id));
            listed.filter_map(|group| group.head.map(|head| head.id.clone())).collect::<Vec<_>>()
        };
        let third = well("ccr", &[("sites", "two"), ("witness", "third")]);
        assert_eq!(heads(&third, "FILESERVER\\Witness"), ["FILESERVER"]);
        let usual = well("ccr", &[]);
        assert_eq!(heads(&usual, "HUB1\\Witness"), ["HUB1"]);
    }
}
