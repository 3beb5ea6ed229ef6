//! A small lab for the tests: the one place that touches the model's interface.

use failover_lab::engine::{EntryNumber, SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::{Copy, Exposure, StorageGroup};
use failover_lab::model::ids::{How, NetworkId, NodeId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::invariant;
use failover_lab::model::params::{Build, Config, MountDial, Windows};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::rule::Rule;
use failover_lab::model::units::LogGeneration;
use failover_lab::model::view::{MailView, QuorumView, ServerView, View};

/// The first cluster node: it has the clustered mailbox server and the active copy at the start.
pub const NODE1: &str = "EXCHMAILBOX1";
/// The second cluster node: it has the passive copy at the start.
pub const NODE2: &str = "EXCHMAILBOX2";
/// The Hub Transport server with the witness share.
pub const HUB: &str = "HUB1";
/// The witness share.
pub const WITNESS: &str = "HUB1\\Witness";
/// The one storage group.
pub const GROUP: StorageGroupId = StorageGroupId(0);

/// Exchange as released on Windows Server 2003.
pub const RTM: Config = config(Build::Rtm, Windows::V2003, MountDial::BestAvailability);
/// Service Pack 1 on Windows Server 2003.
pub const SP1: Config = config(Build::Sp1, Windows::V2003, MountDial::BestAvailability);
/// Service Pack 1 on Windows Server 2008.
pub const SP1_2008: Config = config(Build::Sp1, Windows::V2008, MountDial::BestAvailability);

const fn config(build: Build, windows: Windows, dial: MountDial) -> Config {
    Config { mailboxes: 24, build, windows, dial, ..Config::DEFAULT }
}

/// Longer than anything takes that comes to its end by itself, but for seeding.
pub const LONG: u64 = 300;

/// A bench with its time and its journal.
pub struct Lab {
    timeline: Timeline<Bench>,
}

impl Lab {
    /// A bench on which nobody writes anything by himself.
    pub fn quiet(config: Config) -> Self {
        let mut lab = Lab::busy(config);
        lab.give(Input::SetWorkload { messages_per_hour: 0 });
        lab
    }

    /// A bench with the steady load of its people.
    pub fn busy(config: Config) -> Self {
        Lab { timeline: Timeline::new(Bench::new(config)) }
    }

    /// A quiet bench with this dial.
    pub fn with_dial(dial: MountDial) -> Self {
        Lab::quiet(Config { dial, ..RTM })
    }

    pub fn bench(&self) -> &Bench {
        self.timeline.world()
    }

    pub fn view(&self) -> View<'_> {
        View { bench: self.bench(), journal: self.timeline.journal(), now: self.now() }
    }

    pub fn now(&self) -> SimTime {
        self.timeline.now()
    }

    /// Lets seconds pass, and holds every law to be true after each step.
    #[track_caller]
    pub fn wait(&mut self, seconds: u64) -> &mut Self {
        self.wait_ms(seconds * 1_000)
    }

    #[track_caller]
    pub fn wait_ms(&mut self, ms: u64) -> &mut Self {
        let until = self.now() + SimSpan::from_millis(ms);
        while self.timeline.run_until(until, StepBudget(1)) != failover_lab::engine::Progress::Arrived {
            assert_eq!(invariant::broken(self.bench()), None);
        }
        self
    }

    /// Does something that must not be refused.
    #[track_caller]
    pub fn give(&mut self, input: Input) -> &mut Self {
        assert_eq!(self.refusal(&input), None, "{input:?}");
        self.timeline.submit(input);
        assert_eq!(invariant::broken(self.bench()), None);
        self
    }

    /// Does something, unless it is refused.
    pub fn submit(&mut self, input: Input) -> Result<(), Refusal> {
        if let Some(refusal) = self.refusal(&input) {
            return Err(refusal);
        }
        self.timeline.submit(input);
        // What follows at this very moment has happened when the command answers.
        self.timeline.run_until(self.now(), StepBudget(10_000));
        assert_eq!(invariant::broken(self.bench()), None);
        Ok(())
    }

    /// Why something would be refused.
    pub fn refusal(&self, input: &Input) -> Option<Refusal> {
        self.bench().refusal(input)
    }

    #[track_caller]
    fn part(&self, name: &str) -> failover_lab::model::ids::Part {
        self.bench().parts.part_named(name).unwrap_or_else(|| panic!("there is no part '{name}'"))
    }

    #[track_caller]
    pub fn stop(&mut self, name: &str, how: How) -> &mut Self {
        let part = self.part(name);
        self.give(Input::StopPart { part, how })
    }

    #[track_caller]
    pub fn start(&mut self, name: &str) -> &mut Self {
        let part = self.part(name);
        self.give(Input::StartPart { part })
    }

    /// The node of this name.
    #[track_caller]
    pub fn node(&self, name: &str) -> NodeId {
        match self.part(name) {
            failover_lab::model::ids::Part::Node(node) => node,
            part => panic!("{part:?} is no node"),
        }
    }

    /// Cuts the link between two servers, on one network or on all.
    #[track_caller]
    pub fn cut(&mut self, a: &str, b: &str, network: Option<NetworkId>) -> &mut Self {
        let (a, b) = (self.node(a), self.node(b));
        self.give(Input::CutLink { a, b, network })
    }

    #[track_caller]
    pub fn mend(&mut self, a: &str, b: &str) -> &mut Self {
        let (a, b) = (self.node(a), self.node(b));
        self.give(Input::MendLink { a, b, network: None })
    }

    /// Sends small letters; all of them fit into one log.
    #[track_caller]
    pub fn letters(&mut self, count: u32) -> &mut Self {
        self.give(Input::SendMail { count, from: None, to: None, size: 1_000 })
    }

    /// Writes one letter into each of so many logs and closes them.
    #[track_caller]
    pub fn close_logs(&mut self, logs: u32) -> &mut Self {
        for _ in 0..logs {
            self.letters(1).give(Input::CloseLog { group: GROUP });
        }
        self
    }

    #[track_caller]
    pub fn suspend(&mut self) -> &mut Self {
        self.give(Input::SuspendCopy { group: GROUP, standby: None, comment: "test".to_owned() })
    }

    #[track_caller]
    pub fn resume(&mut self) -> &mut Self {
        self.give(Input::ResumeCopy { group: GROUP, standby: None })
    }

    #[track_caller]
    pub fn reseed(&mut self) -> &mut Self {
        self.give(Input::UpdateCopy {
            group: GROUP,
            standby: None,
            delete_existing_files: true,
            manual_resume: false,
            over: None,
        })
    }

    #[track_caller]
    pub fn mount(&mut self) -> &mut Self {
        self.give(Input::MountDatabase { group: GROUP })
    }

    #[track_caller]
    pub fn accept_loss(&mut self) -> &mut Self {
        self.give(Input::RestoreCopy { group: GROUP, standby: None })
    }

    /// The command that moves the clustered mailbox server.
    pub fn move_to(&self, target: &str, ignore_dismounted: bool) -> Input {
        let comment = "test".to_owned();
        Input::MoveClusteredMailboxServer { target: self.node(target), comment, ignore_dismounted }
    }

    pub fn storage(&self) -> &StorageGroup {
        self.bench().group(GROUP)
    }

    /// The copy on a node.
    #[track_caller]
    pub fn copy_on(&self, node: &str) -> &Copy {
        let place = self.storage().place_of(self.node(node)).expect("each node has a copy");
        &self.storage().copies[place]
    }

    /// The node that has the database mounted.
    pub fn mounted_on(&self) -> Option<String> {
        let database = self.view().databases().remove(0);
        database.on.filter(|_| database.is_mounted)
    }

    /// `SummaryCopyStatus` of the passive copy, as this build has it.
    pub fn status(&self) -> &'static str {
        self.view().copies()[0].shown.name()
    }

    pub fn server(&self) -> ServerView {
        self.view().server()
    }

    /// The passive copy.
    pub fn passive(&self) -> &Copy {
        self.storage().partner_copy().expect("the storage group is replicated")
    }

    /// The votes of the cluster.
    pub fn quorum(&self) -> QuorumView {
        self.view().quorum().expect("the server runs on a cluster")
    }

    pub fn mail(&self) -> MailView {
        self.view().mail()
    }

    pub fn exposure(&self) -> Exposure {
        self.view().exposure()
    }

    pub fn has_quorum(&self) -> bool {
        self.quorum().is_held
    }

    /// Copy queue, replay queue.
    pub fn queues(&self) -> (u32, u32) {
        let copy = self.view().copies().remove(0);
        (copy.copy_queue_length.0, copy.replay_queue_length.0)
    }

    pub fn last_generated(&self) -> LogGeneration {
        self.storage().last_generated
    }

    /// All events so far, with their time.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = (SimTime, &Event)> {
        self.timeline.journal().iter().map(|entry| (entry.at, entry.event))
    }

    /// How often something happened.
    pub fn count(&self, is_it: impl Fn(&Event) -> bool) -> usize {
        self.events().filter(|(_, event)| is_it(event)).count()
    }

    pub fn happened(&self, is_it: impl Fn(&Event) -> bool) -> bool {
        self.count(is_it) > 0
    }

    /// When something happened last.
    pub fn last(&self, is_it: impl Fn(&Event) -> bool) -> Option<SimTime> {
        self.events().rev().find(|(_, event)| is_it(event)).map(|(at, _)| at)
    }

    /// The last of some events, in the words of the debugger.
    #[track_caller]
    pub fn last_event<T>(&self, read: impl Fn(&Event) -> Option<T>) -> T {
        self.events().rev().find_map(|(_, event)| read(event)).expect("such an event happened")
    }

    /// Closed logs, letters and other changes of the last lossy mount; nothing if there was none.
    pub fn lost(&self) -> Option<(u32, u32, u32)> {
        self.events().rev().find_map(|(_, event)| match event {
            Event::LogsLost { closed, letters, edits, .. } => Some((closed.0, *letters, *edits)),
            _ => None,
        })
    }

    /// The names of the events behind an entry, back to what a person did.
    pub fn reasons(&self, entry: EntryNumber) -> Vec<&'static str> {
        let journal = self.timeline.journal();
        let (mut open, mut names) = (vec![entry.0], Vec::new());
        while let Some(number) = open.pop() {
            let Some(entry) = journal.get(EntryNumber(number)) else { continue };
            names.push(entry.event.name());
            open.extend(entry.causes);
        }
        names
    }

    /// The rule and the causes of the last such entry.
    #[track_caller]
    pub fn explain(&self, is_it: impl Fn(&Event) -> bool) -> (Option<Rule>, Vec<&'static str>) {
        let journal = self.timeline.journal();
        let entry = journal.iter().rev().find(|entry| is_it(entry.event)).expect("such an event happened");
        (entry.rule, self.reasons(entry.number))
    }

    /// Goes to a moment of the run.
    pub fn seek(&mut self, to: SimTime) -> &mut Self {
        self.timeline.seek(to, StepBudget(u64::MAX));
        self
    }

    /// What tells this run from others.
    pub fn digest(&self) -> String {
        self.timeline.digest().to_string()
    }
}
