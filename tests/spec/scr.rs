//! Standby continuous replication: targets, what becomes of them when the source fails, and their activation.

mod activation;
mod portability;
mod rows;
mod source;
mod takeover;
mod targets;

use crate::lab::{GROUP, Lab, RTM};
use failover_lab::engine::SimSpan;
use failover_lab::model::exchange::Copy;
use failover_lab::model::ids::NodeId;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Build, Config, Mode, SCR_REPLAY_LAG_HOURS, Source, Standby, Target};

/// The source when it is a server of its own.
pub const SOURCE: &str = "EXCHMAILBOX";
/// The target when it is a server of its own.
pub const TARGET: &str = "EXCHSTANDBY";

/// A target that was enabled and seeded before, fed from a server of its own.
pub const SCR: Config = Config { mode: Mode::Scr, build: Build::Sp1, ..RTM };
/// The same with nothing at the target yet.
pub const BARE: Config = Config { standby: Standby::Nothing, ..SCR };
/// A target without a lag of time.
pub const PROMPT: Config = Config { replay_lag: SimSpan::ZERO, ..SCR };
/// The same, fed from a cluster with continuous replication.
pub const FROM_CCR: Config = Config { source: Source::Ccr, ..PROMPT };

/// A standby cluster, fed from a cluster with continuous replication.
pub const TO_CLUSTER: Config = Config { target: Target::Cluster, ..FROM_CCR };
/// The node of the standby cluster that is a target.
pub const STANDBY1: &str = "EXCHSTANDBY1";

/// A day, the default lag.
pub const DAY: u64 = SCR_REPLAY_LAG_HOURS * 3_600;

impl Lab {
    fn target(&self) -> NodeId {
        let is_there = |name: &&str| self.bench().parts.part_named(name).is_some();
        self.node([TARGET, STANDBY1].into_iter().find(is_there).expect("there is a target"))
    }

    /// The copy on the target.
    #[track_caller]
    fn standby(&self) -> &Copy {
        let id = self.bench().copy_for(GROUP, Some(self.target())).expect("it is a target");
        self.bench().copy(id)
    }

    /// `SummaryCopyStatus` of the copy on the target.
    #[track_caller]
    fn standby_status(&self) -> &'static str {
        let id = self.bench().copy_for(GROUP, Some(self.target())).expect("it is a target");
        self.bench().copy_status(id).name()
    }

    /// Copy queue, replay queue of the target.
    #[track_caller]
    fn standby_queues(&self) -> (u32, u32) {
        let copy = self.standby();
        (self.last_generated().logs_since(copy.inspected).0, copy.replay_queue_length().0)
    }

    #[track_caller]
    fn enable(&mut self, replay_lag: SimSpan) -> &mut Self {
        let node = self.target();
        self.give(Input::EnableStandby { group: GROUP, node, replay_lag, truncation_lag: SimSpan::ZERO })
    }

    #[track_caller]
    fn disable(&mut self) -> &mut Self {
        let node = self.target();
        self.give(Input::DisableStandby { group: GROUP, node })
    }

    #[track_caller]
    fn suspend_target(&mut self) -> &mut Self {
        let standby = Some(self.target());
        self.give(Input::SuspendCopy { group: GROUP, standby, comment: "test".to_owned() })
    }

    #[track_caller]
    fn resume_target(&mut self) -> &mut Self {
        let standby = Some(self.target());
        self.give(Input::ResumeCopy { group: GROUP, standby })
    }

    #[track_caller]
    fn seed_target(&mut self) -> &mut Self {
        let standby = Some(self.target());
        self.give(Input::UpdateCopy {
            group: GROUP,
            standby,
            delete_existing_files: true,
            manual_resume: false,
            over: None,
        })
    }

    #[track_caller]
    fn restore_target(&mut self) -> &mut Self {
        let standby = Some(self.target());
        self.give(Input::RestoreCopy { group: GROUP, standby })
    }

    /// The files that a restore has left on the target.
    #[track_caller]
    fn restored(&self) -> &Copy {
        let copies = &self.storage().copies;
        copies.iter().find(|copy| copy.restored.is_some()).expect("a target was restored")
    }

    #[track_caller]
    fn dismount(&mut self) -> &mut Self {
        self.give(Input::DismountDatabase { group: GROUP })
    }

    fn recover_files(&self, accept_loss: bool) -> Input {
        Input::RecoverFiles { group: GROUP, node: self.target(), accept_loss }
    }

    /// Lets the seeding of the target come to its end.
    #[track_caller]
    fn wait_for_seeding(&mut self) -> &mut Self {
        let seeding = self.standby().seeding.expect("it is being seeded");
        let left = seeding.until.since(self.now()).as_millis();
        self.wait_ms(left)
    }
}
