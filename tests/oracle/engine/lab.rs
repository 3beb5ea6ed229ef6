//! A bench to ask, and a chance to ask it by.

use failover_lab::engine::{SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::CopyStatus;
use failover_lab::model::ids::{How, NodeId, Part, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;

/// The storage group that is asked about.
pub(super) const GROUP: StorageGroupId = StorageGroupId(0);

/// A bench with its time.
pub(super) struct Lab(pub(super) Timeline<Bench>);

impl Lab {
    pub(super) fn busy(config: Config) -> Lab {
        Lab(Timeline::new(Bench::new(config)))
    }

    pub(super) fn quiet(config: Config) -> Lab {
        let mut lab = Lab::busy(config);
        lab.give(Input::SetWorkload { messages_per_hour: 0 });
        lab
    }

    pub(super) fn bench(&self) -> &Bench {
        self.0.world()
    }

    pub(super) fn now(&self) -> SimTime {
        self.0.now()
    }

    pub(super) fn wait(&mut self, seconds: u64) {
        let until = self.now() + SimSpan::from_millis(seconds * 1_000);
        self.0.run_until(until, StepBudget(u64::MAX));
    }

    #[track_caller]
    pub(super) fn give(&mut self, input: Input) {
        assert_eq!(self.bench().refusal(&input), None, "{input:?}");
        self.0.submit(input);
    }

    #[track_caller]
    pub(super) fn part(&self, name: &str) -> Part {
        self.bench().parts.part_named(name).unwrap_or_else(|| panic!("there is no part '{name}'"))
    }

    #[track_caller]
    pub(super) fn node(&self, name: &str) -> NodeId {
        let nodes = self.bench().parts.nodes();
        let mut named = nodes.filter(|node| self.bench().parts.server(*node).name == name);
        named.next().unwrap_or_else(|| panic!("there is no server '{name}'"))
    }

    #[track_caller]
    pub(super) fn stop(&mut self, name: &str, how: How) {
        let part = self.part(name);
        self.give(Input::StopPart { part, how });
    }

    pub(super) fn heal_all(&mut self) {
        if self.bench().refusal(&Input::StartAll).is_none() {
            self.give(Input::StartAll);
        }
    }

    #[track_caller]
    pub(super) fn cut(&mut self, a: &str, b: &str, network: Option<failover_lab::model::ids::NetworkId>) {
        let (a, b) = (self.node(a), self.node(b));
        self.give(Input::CutLink { a, b, network });
    }

    /// One letter into each of so many logs, which are closed.
    #[track_caller]
    pub(super) fn close_logs(&mut self, logs: u64) {
        for _ in 0..logs {
            self.letters(1, 1_000);
            self.give(Input::CloseLog { group: GROUP });
        }
    }

    #[track_caller]
    pub(super) fn letters(&mut self, count: u32, size: u32) {
        self.give(Input::SendMail { count, from: None, to: None, size });
    }

    pub(super) fn is_mounted(&self) -> bool {
        self.bench().group(GROUP).is_mounted()
    }

    pub(super) fn happened(&self, is_it: impl Fn(&Event) -> bool) -> bool {
        self.0.journal().iter().any(|entry| is_it(entry.event))
    }

    /// Status of the first target; none if there is none.
    pub(super) fn target_status(&self) -> Option<CopyStatus> {
        let storage = self.bench().group(GROUP);
        let place = storage.copies.iter().position(|copy| copy.is_standby())?;
        Some(self.bench().copy_status(storage.copy_id(place)))
    }

    /// Status of the local passive copy, or else of the first target; none if there is neither.
    pub(super) fn status(&self) -> Option<CopyStatus> {
        let storage = self.bench().group(GROUP);
        let place = storage.partner().or_else(|| storage.passives().next())?;
        Some(self.bench().copy_status(storage.copy_id(place)))
    }
}

/// A generator of our own.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(z ^ (z >> 31)) * u128::from(bound)) >> 64) as u64
    }
}
