//! Which side of a broken cluster goes on: votes, majority, and the witness or the disk that breaks a tie.

/// Who has a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Model {
    /// Shared disk quorum, No Majority: Disk Only. The disk decides alone.
    DiskOnly,
    /// Majority node set, Node Majority.
    NodeMajority,
    /// Majority node set with file share witness (two nodes on Windows 2003), Node and File Share Majority.
    NodeAndShareMajority,
    /// Node and Disk Majority.
    NodeAndDiskMajority,
}

/// A set of nodes, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nodes(pub(crate) u32);

impl Nodes {
    /// No node.
    pub(crate) const NONE: Nodes = Nodes(0);

    /// Returns the nodes that are in both sets.
    pub(crate) fn and(self, other: Nodes) -> Nodes {
        Nodes(self.0 & other.0)
    }

    /// Returns how many there are.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }
}

/// A cluster at the moment when it counts its votes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    /// Groups of nodes that are up and see one another; a node that is down is in none.
    pub(crate) sides: &'a [Nodes],
    /// Nodes that reach the witness or the disk.
    pub(crate) reaching: Nodes,
    /// The node that has held the witness or the disk until now, or none.
    pub(crate) owner: Nodes,
}

/// What becomes of the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The side at this place of the list runs, every other one stops.
    Runs(usize),
    /// One of several sides runs: the first to lock the witness.
    Race,
    /// Every side stops.
    Stops,
}

/// Returns how many votes a cluster of some nodes has in all.
///
/// Source: [KB 921181], [cc770620], [cc773510], [cc783705].
pub(crate) fn votes(model: Model, nodes: u32) -> u32 {
    match model {
        Model::DiskOnly => 1,
        Model::NodeMajority => nodes,
        Model::NodeAndShareMajority | Model::NodeAndDiskMajority => nodes + 1,
    }
}

/// Returns how many votes out of some are more than half.
///
/// Source: [KB 921181].
pub(crate) fn majority(votes: u32) -> u32 {
    votes / 2 + 1
}

/// Says whether a side has a majority if it holds the witness or the disk, or if it does not.
///
/// Source: [KB 921181], [cc770620].
pub(crate) fn has_majority(model: Model, nodes: u32, side: Nodes, holds_witness: bool) -> bool {
    let own = match model {
        Model::DiskOnly => u32::from(holds_witness),
        Model::NodeMajority => side.count(),
        Model::NodeAndShareMajority | Model::NodeAndDiskMajority => side.count() + u32::from(holds_witness),
    };
    own >= majority(votes(model, nodes))
}

/// Returns which side of a cluster of some nodes runs.
///
/// The witness votes once. Where several sides could run with it, the owner keeps it as long as it reaches it itself.
/// The sources do not say whether an owner may keep a lock that does not help it; here a side that cannot have a
/// majority stops at once and bars nobody.
///
/// Source: [KB 921181], [cc770620], recalled.
pub(crate) fn outcome(model: Model, nodes: u32, situation: Situation<'_>) -> Outcome {
    let Situation { sides, reaching, owner } = situation;
    if let Some(winner) = sides.iter().position(|side| has_majority(model, nodes, *side, false)) {
        return Outcome::Runs(winner);
    }
    let needs_witness = |side: Nodes| side.and(reaching) != Nodes::NONE && has_majority(model, nodes, side, true);
    let contenders: Vec<usize> = (0..sides.len()).filter(|place| needs_witness(sides[*place])).collect();
    let holder = owner.and(reaching);
    match contenders.as_slice() {
        [] => Outcome::Stops,
        [only] => Outcome::Runs(*only),
        several => match several.iter().find(|place| sides[**place].and(holder) != Nodes::NONE) {
            Some(owned) => Outcome::Runs(*owned),
            None => Outcome::Race,
        },
    }
}

/// Says whether a node that starts with enough votes may form the cluster with the configuration that it has.
///
/// The stamp is the number of the newest configuration that the witness has seen. A node behind it would turn the
/// cluster back in time. Source: [KB 921181].
pub(crate) fn may_form(own_configuration: u32, stamp_of_witness: u32) -> bool {
    own_configuration >= stamp_of_witness
}

mod tests {
    use super::Model::*;
    use super::Outcome::*;
    use super::*;

    const MODELS: [Model; 4] = [DiskOnly, NodeMajority, NodeAndShareMajority, NodeAndDiskMajority];

    fn all(nodes: u32) -> Nodes {
        Nodes((1 << nodes) - 1)
    }

    /// Returns every way in which some nodes can be down or fall into sides.
    fn partitions(nodes: u32) -> Vec<Vec<Nodes>> {
        (0..nodes).fold(vec![Vec::new()], |smaller, node| {
            let mut larger = Vec::new();
            for sides in smaller {
                for place in 0..sides.len() {
                    let mut joined = sides.clone();
                    joined[place].0 |= 1 << node;
                    larger.push(joined);
                }
                larger.push(sides.iter().copied().chain([Nodes(1 << node)]).collect());
                larger.push(sides);
            }
            larger
        })
    }

    /// Returns every owner: each node, and none.
    fn owners(nodes: u32) -> impl Iterator<Item = Nodes> {
        (0..nodes).map(|node| Nodes(1 << node)).chain([Nodes::NONE])
    }

    #[test]
    fn two_nodes_and_a_witness_go_on_with_two_of_three_votes() {
        const A: Nodes = Nodes(1);
        const B: Nodes = Nodes(2);
        const BOTH: Nodes = Nodes(3);
        const NONE: Nodes = Nodes::NONE;
        //  sides, who reaches the witness, who owned it, outcome
        let rows: [(&[Nodes], Nodes, Nodes, Outcome); 15] = [
            (&[BOTH], BOTH, A, Runs(0)),
            (&[BOTH], NONE, A, Runs(0)),
            (&[A], A, A, Runs(0)),
            (&[A], A, B, Runs(0)),
            (&[B], B, A, Runs(0)),
            (&[B], B, B, Runs(0)),
            (&[A], NONE, A, Stops),
            (&[B], NONE, A, Stops),
            (&[], NONE, A, Stops),
            (&[A, B], A, A, Runs(0)),
            (&[A, B], A, B, Runs(0)),
            (&[A, B], BOTH, A, Runs(0)),
            (&[A, B], BOTH, B, Runs(1)),
            (&[A, B], BOTH, NONE, Race),
            (&[A, B], NONE, A, Stops),
        ];
        for (sides, reaching, owner, expected) in rows {
            let situation = Situation { sides, reaching, owner };
            assert_eq!(outcome(NodeAndShareMajority, 2, situation), expected, "{situation:?}");
        }
    }

    /// Returns the largest number of nodes whose loss stops no cluster, whichever they are, or none if it stops whole.
    fn losses_survived(model: Model, nodes: u32, has_witness: bool) -> Option<u32> {
        let runs = |up: u32| {
            let side = [Nodes(up)];
            let reaching = if has_witness { Nodes(up) } else { Nodes::NONE };
            outcome(model, nodes, Situation { sides: &side, reaching, owner: Nodes::NONE }) == Runs(0)
        };
        let survives = |lost: u32| (1..=all(nodes).0).filter(|up| up.count_ones() == nodes - lost).all(runs);
        (0..nodes).take_while(|lost| survives(*lost)).last()
    }

    #[test]
    fn every_model_survives_what_its_votes_allow() {
        //  nodes, node majority, node and share or disk majority with the witness, without it
        let rows = [
            (2, 0, 1, Some(0)),
            (3, 1, 1, Some(0)),
            (4, 1, 2, Some(1)),
            (5, 2, 2, Some(1)),
            (6, 2, 3, Some(2)),
            (7, 3, 3, Some(2)),
            (8, 3, 4, Some(3)),
        ];
        for (nodes, alone, with, without) in rows {
            assert_eq!(losses_survived(NodeMajority, nodes, true), Some(alone), "{nodes} nodes");
            assert_eq!(losses_survived(NodeMajority, nodes, false), Some(alone), "{nodes} nodes");
            for model in [NodeAndShareMajority, NodeAndDiskMajority] {
                assert_eq!(losses_survived(model, nodes, true), Some(with), "{model:?} of {nodes}");
                assert_eq!(losses_survived(model, nodes, false), without, "{model:?} of {nodes}");
            }
            assert_eq!(losses_survived(DiskOnly, nodes, true), Some(nodes - 1), "{nodes} nodes");
            assert_eq!(losses_survived(DiskOnly, nodes, false), None, "{nodes} nodes");
        }
    }

    #[test]
    fn always_at_most_one_side_has_a_majority_whoever_holds_the_witness() {
        for nodes in 2..=8 {
            for sides in partitions(nodes) {
                for model in MODELS {
                    for holder in 0..=sides.len() {
                        let has = |place: usize| has_majority(model, nodes, sides[place], place == holder);
                        let running = (0..sides.len()).filter(|place| has(*place)).count();
                        assert!(running <= 1, "{model:?} of {nodes}: {sides:?}, witness held by {holder}");
                    }
                }
            }
        }
    }

    #[test]
    fn always_a_side_that_runs_has_a_majority_and_mending_a_network_stops_nothing() {
        for nodes in 2..=5 {
            for sides in partitions(nodes) {
                let joined = Nodes(sides.iter().fold(0, |nodes, side| nodes | side.0));
                for (model, reaching) in MODELS.into_iter().flat_map(|m| (0..=all(nodes).0).map(move |r| (m, Nodes(r))))
                {
                    for owner in owners(nodes) {
                        let situation = Situation { sides: &sides, reaching, owner };
                        let result = outcome(model, nodes, situation);
                        if let Runs(place) = result {
                            let reaches = sides[place].and(reaching) != Nodes::NONE;
                            assert!(has_majority(model, nodes, sides[place], reaches), "{model:?} {situation:?}");
                        }
                        let whole = outcome(model, nodes, Situation { sides: &[joined], reaching, owner });
                        assert!(result == Stops || whole == Runs(0), "{model:?} {situation:?} heals to {whole:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn always_an_owner_that_runs_with_the_witness_keeps_it() {
        for nodes in 2..=5 {
            for sides in partitions(nodes) {
                for (model, owner) in MODELS.into_iter().flat_map(|model| owners(nodes).map(move |o| (model, o))) {
                    let situation = Situation { sides: &sides, reaching: all(nodes), owner };
                    let home = sides.iter().position(|side| side.and(owner) != Nodes::NONE);
                    if let Some(home) = home.filter(|home| has_majority(model, nodes, sides[*home], true)) {
                        assert_eq!(outcome(model, nodes, situation), Runs(home), "{model:?} {situation:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_node_that_missed_a_configuration_does_not_form_the_cluster() {
        assert!(may_form(4, 4));
        assert!(may_form(5, 4));
        assert!(!may_form(3, 4));
    }
}
