//! Scenes of the CCR bench as the model makes them, at telling moments of a few runs.

use failover_lab::engine::{SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::arrangement::{NODE_1, NODE_2};
use failover_lab::model::bench::Bench;
use failover_lab::model::ids::{How, NodeId, Part, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;
use failover_lab::model::scene::Scene;
use failover_lab::model::view::View;

/// A run with what is done in it.
struct Run(Timeline<Bench>);

impl Run {
    fn new() -> Run {
        Run(Timeline::new(Bench::new(Config::default())))
    }

    fn until(&mut self, seconds: u64) -> &mut Run {
        let _ = self.0.run_until(SimTime::from_secs(seconds), StepBudget(u64::MAX));
        self
    }

    fn stop(&mut self, part: Part, how: How) -> &mut Run {
        self.0.submit(Input::StopPart { part, how });
        self
    }

    fn scene(&self) -> Scene {
        View { bench: self.0.world(), journal: self.0.journal(), now: self.0.now() }.scene()
    }
}

/// All moments with their names.
pub fn all() -> Vec<(&'static str, Scene)> {
    let mut scenes = Vec::new();
    let mut run = Run::new();
    scenes.push(("run-healthy", run.until(600).scene()));
    let cut = Part::Node(NODE_1);
    run.stop(cut, How::PowerCut);
    for (name, seconds) in
        [("run-cut-3s", 603), ("run-cut-8s", 608), ("run-cut-20s", 620), ("run-cut-40s", 640), ("run-cut-5m", 900)]
    {
        scenes.push((name, run.until(seconds).scene()));
    }
    run.0.submit(Input::StartPart { part: cut });
    scenes.push(("run-back-2m", run.until(1020).scene()));
    scenes.push(("run-back-10m", run.until(1500).scene()));

    let mut run = Run::new();
    run.until(600).0.submit(Input::CutLink { a: NODE_1, b: NODE_2, network: None });
    scenes.push(("run-split", run.until(640).scene()));

    let mut run = Run::new();
    run.until(600).stop(Part::Witness(NodeId(2)), How::Fail).stop(Part::Node(NODE_2), How::Crash);
    scenes.push(("run-no-quorum", run.until(660).scene()));

    let mut run = Run::new();
    run.until(600).0.submit(Input::MoveClusteredMailboxServer {
        target: NODE_2,
        comment: "patch night".to_owned(),
        ignore_dismounted: false,
    });
    scenes.push(("run-move-2s", run.until(602).scene()));

    let mut run = Run::new();
    run.until(600).0.submit(Input::SendMail { count: 12, from: None, to: None, size: 400_000 });
    run.0.submit(Input::CloseLog { group: StorageGroupId(0) });
    let _ = run.0.run_until(SimTime::from_secs(600) + SimSpan::from_millis(700), StepBudget(u64::MAX));
    scenes.push(("run-busy", run.scene()));
    scenes
}
