//! Makes the scene of a moment from the view.

use super::caption;
use super::cluster::{HeartbeatView, NodeState};
use super::event::Event;
use super::exchange::{Activation, DatabaseState, ServerState, Step};
use super::ids::{How, NetworkId, NodeId, Part, Process, StorageGroupId, Volume};
use super::params::{COPY_MS, FLIGHT_MS, Windows};
use super::scene::{
    CaptionScene, Cargo, CmsScene, ExposureScene, Flight, HubScene, Mood, NetworkScene, NodeScene, PartScene,
    PeopleScene, QuorumScene, Scene, VoteScene, WitnessScene,
};
use super::view::{ComponentView, View};
use crate::engine::{EntryNumber, SimSpan};
use crate::words;

/// How many journal entries back the latest caption is looked for.
const CAPTION_REACH: u32 = 600;

impl View<'_> {
    /// What to draw and say of this moment.
    pub fn scene(&self) -> Scene {
        let group = StorageGroupId(0);
        Scene {
            now: self.now,
            people: self.people_scene(),
            hubs: self.hub_scenes(),
            witness: self.witness_scene(),
            nodes: self.bench.parts.cluster_nodes().map(|node| self.node_scene(node, group)).collect(),
            networks: NetworkId::ALL.map(|network| self.network_scene(network)).to_vec(),
            cms: self.cms_scene(),
            quorum: self.quorum_scene(),
            stream: self.stream_scene(group),
            exposure: self.exposure_scene(),
            flights: self.flights(group),
            caption: self.caption(),
        }
    }

    /// The latest notable event in a sentence.
    fn caption(&self) -> Option<CaptionScene> {
        let from = EntryNumber((self.journal.len() as u32).saturating_sub(CAPTION_REACH));
        let entry = self.journal.iter_from(from).rev().find(|entry| caption::is_notable(entry.event))?;
        Some(CaptionScene {
            entry: entry.number,
            at: entry.at,
            text: caption::sentence(self.bench, entry.event),
            rule: entry.rule.map(|rule| rule.id()),
        })
    }

    fn people_scene(&self) -> PeopleScene {
        let mail = self.mail();
        let service = &self.bench.service;
        PeopleScene {
            count: u32::from(self.bench.config.mailboxes),
            is_served: service.is_up,
            since: service.since,
            accepted: mail.accepted,
            present: mail.present,
            queued: mail.queued,
            lost: mail.lost,
            edits_lost: mail.edits_lost,
        }
    }

    fn hub_scenes(&self) -> Vec<HubScene> {
        let of = |hub: &super::exchange::Hub| HubScene {
            part: self.part_scene(Part::Node(hub.node)),
            queued: hub.desks.iter().map(|desk| desk.queue.len() as u32).sum(),
            dumpster_letters: hub.desks.iter().map(|desk| desk.dumpster.len() as u32).sum(),
            dumpster_bytes: hub.desks.iter().map(|desk| desk.dumpster.bytes()).sum(),
            dumpster_limit: self.bench.dumpster_limits.bytes * hub.desks.len() as u64,
        };
        self.bench.hubs.iter().map(of).collect()
    }

    fn witness_scene(&self) -> WitnessScene {
        let part = self.part_scene(Part::Witness(self.witness_host()));
        WitnessScene { part, locked_by: self.quorum().and_then(|it| it.witness_locked_by) }
    }

    fn witness_host(&self) -> NodeId {
        self.bench.main_cluster().map_or(NodeId(0), |cluster| cluster.witness_host)
    }

    /// A part as it is drawn and clicked.
    fn part_scene(&self, part: Part) -> PartScene {
        let view = self.component(part);
        let label = view.id.rsplit('\\').next().unwrap_or_default().to_owned();
        let faults = How::possible_for(part).iter().copied();
        let possible = |how: &How| self.bench.refusal(&super::input::Input::StopPart { part, how: *how }).is_none();
        PartScene {
            label,
            state: view.state,
            words: self.state_words(part, &view).to_owned(),
            mood: self.mood(part, &view),
            faults: faults.filter(possible).map(How::name).collect(),
            can_start: self.bench.can_start(part),
            id: view.id,
        }
    }

    fn state_words(&self, part: Part, view: &ComponentView) -> &'static str {
        match part {
            Part::Node(node) => match self.bench.parts.server(node).node.state {
                NodeState::Up => words::scene_up(),
                NodeState::Starting => words::scene_starting(),
                NodeState::ShuttingDown => words::scene_shutting_down(),
                NodeState::Down(How::PowerCut) => words::scene_no_power(),
                NodeState::Down(How::Shutdown) => words::scene_shut_down(),
                NodeState::Down(_) => words::scene_crashed(),
                NodeState::Hung => words::scene_hung(),
            },
            Part::Process(..) => match view.state {
                "running" => words::scene_running(),
                "starting" => words::scene_starting(),
                "standby" => words::scene_standby(),
                "hung" => words::scene_hung(),
                "stopped" => words::scene_no_quorum(),
                _ => words::scene_stopped(),
            },
            Part::Volume(disks, _) if disks.node().is_some_and(|it| !self.bench.parts.server(it).answers()) => {
                words::scene_out_of_reach()
            }
            Part::Volume(..) | Part::QuorumDisk => match view.state {
                "up" => words::scene_up(),
                "full" => words::scene_full(),
                _ => words::scene_gone(),
            },
            Part::Connection(..) | Part::Network(_) if view.state == "up" => words::scene_connected(),
            Part::Connection(..) | Part::Network(_) if view.state == "damaging" => words::scene_damaging(),
            Part::Connection(..) | Part::Network(_) => words::scene_disconnected(),
            Part::Witness(_) if view.state != "up" => words::scene_gone(),
            Part::Witness(host) if self.bench.parts.server(host).answers() => words::scene_reachable(),
            Part::Witness(_) => words::scene_out_of_reach(),
            Part::Site(_) if view.state == "up" => words::scene_up(),
            Part::Site(_) => words::scene_gone(),
        }
    }

    fn mood(&self, part: Part, view: &ComponentView) -> Mood {
        let is_owner = |node: NodeId| {
            self.bench.main_server().owner == Some(node) && self.bench.main_cluster().is_none_or(|it| it.has_quorum())
        };
        match (part, view.state) {
            (Part::Node(node), "up") if is_owner(node) => Mood::Active,
            (Part::Witness(host), "up") if !self.bench.parts.server(host).answers() => Mood::Bad,
            (Part::Volume(disks, _), "up") if disks.node().is_some_and(|it| !self.bench.parts.server(it).answers()) => {
                Mood::Idle
            }
            (_, "up" | "running") => Mood::Well,
            (_, "standby") => Mood::Idle,
            (_, "starting" | "stopping") => Mood::Busy,
            (_, "full" | "stopped" | "damaging") => Mood::Warning,
            _ => Mood::Bad,
        }
    }

    fn node_scene(&self, node: NodeId, group: StorageGroupId) -> NodeScene {
        let storage = self.bench.group(group);
        let is_owner = self.bench.main_server().owner == Some(node);
        let place = storage.place_of(node).unwrap_or(0);
        let is_active = place == storage.active;
        let copy = &storage.copies[place];
        let (database_words, database_mood) = self.database_words(node, group);
        let role = match (is_active, is_owner) {
            (true, true) => words::scene_active_copy(),
            (true, false) => words::scene_was_active(),
            (false, true) => words::scene_taking_over(),
            (false, false) => words::scene_passive_copy(),
        };
        NodeScene {
            part: self.part_scene(Part::Node(node)),
            is_owner,
            role: role.to_owned(),
            processes: Process::ALL.map(|process| self.part_scene(Part::Process(node, process))).to_vec(),
            connections: NetworkId::ALL.map(|network| self.part_scene(Part::Connection(node, network))).to_vec(),
            log_volume: self.part_scene(Part::Volume(copy.disks, Volume::LogDisk)),
            database_volume: self.part_scene(Part::Volume(copy.disks, Volume::DatabaseDisk)),
            logs: self.log_scenes(group, place),
            database: storage.database.clone(),
            database_words,
            database_mood,
            copy_status: (!is_active).then(|| {
                storage.copy_status(place, &self.bench.parts).as_build(self.bench.config.build).name().to_owned()
            }),
            copy_queue: if is_active { 0 } else { storage.copy_queue_length(place).0 },
            replay_queue: if is_active { 0 } else { copy.replay_queue_length().0 },
        }
    }

    fn database_words(&self, node: NodeId, group: StorageGroupId) -> (String, Mood) {
        let storage = self.bench.group(group);
        let place = storage.place_of(node).unwrap_or(0);
        let copy = &storage.copies[place];
        if self.bench.main_server().owner == Some(node)
            && let Some(activation) = &storage.activation
        {
            return match activation {
                Activation::Fetching { .. } => (words::scene_database_fetching().to_owned(), Mood::Busy),
                Activation::Waiting { .. } => (words::scene_database_waiting().to_owned(), Mood::Warning),
                Activation::Recovering { .. } => (words::scene_database_recovering().to_owned(), Mood::Busy),
                Activation::Mounting { .. } => (words::scene_database_mounting().to_owned(), Mood::Busy),
            };
        }
        if copy.seeding.is_some() {
            return (words::scene_database_seeding().to_owned(), Mood::Busy);
        }
        match copy.database {
            DatabaseState::Mounted => (words::scene_database_mounted().to_owned(), Mood::Active),
            DatabaseState::Dismounting => (words::scene_database_dismounting().to_owned(), Mood::Busy),
            DatabaseState::Clean => (words::scene_database_clean().to_owned(), Mood::Idle),
            DatabaseState::Dirty { .. } => (words::scene_database_dirty().to_owned(), Mood::Bad),
            DatabaseState::Replica if copy.replayed.0 == 0 => {
                (words::scene_database_empty_replica().to_owned(), Mood::Idle)
            }
            DatabaseState::Replica => (words::scene_database_replica(copy.replayed), Mood::Idle),
            DatabaseState::Absent => (words::scene_database_absent().to_owned(), Mood::Bad),
        }
    }

    fn network_scene(&self, network: NetworkId) -> NetworkScene {
        let mut nodes = self.bench.parts.cluster_nodes();
        let (a, b) = (nodes.next().unwrap_or(NodeId(0)), nodes.next().unwrap_or(NodeId(1)));
        let beats = self.bench.main_cluster().map(|cluster| cluster.heartbeats(&self.bench.parts, a, b, network));
        let beats = beats.unwrap_or(HeartbeatView { is_heard: false, missed: 0, limit: 0 });
        NetworkScene {
            part: self.part_scene(Part::Network(network)),
            carries: match network {
                NetworkId::Public => words::scene_carries_public(),
                NetworkId::Private => words::scene_carries_private(),
            }
            .to_owned(),
            beats: beats.is_heard,
            missed: beats.missed.min(beats.limit),
            missed_max: beats.limit,
            is_cut: self.bench.parts.cuts.contains_key(&(a, b, network)),
        }
    }

    fn cms_scene(&self) -> CmsScene {
        let view = self.server();
        let step = match self.bench.main_server().state {
            ServerState::Pending(Step::NetworkName) => Some(words::scene_step_name()),
            ServerState::Pending(Step::Store) => Some(words::scene_step_store()),
            ServerState::GoingOffline(_) => Some(words::scene_step_offline()),
            ServerState::Online if view.state == "Online Pending" => Some(words::scene_step_mount()),
            ServerState::Online | ServerState::Offline | ServerState::Failed => None,
        };
        let is_really_up = self.bench.service.is_up;
        CmsScene {
            name: view.id.to_owned(),
            state: view.state.to_owned(),
            mood: match view.state {
                "Online" if is_really_up => Mood::Active,
                "Online" => Mood::Bad,
                "Online Pending" | "Offline Pending" => Mood::Busy,
                "Partially Online" => Mood::Warning,
                _ => Mood::Bad,
            },
            on: view.active_node,
            step: step.map(str::to_owned),
            moving_from: self.bench.main_server().moved_from.map(|node| self.name_of(Part::Node(node))),
        }
    }

    fn quorum_scene(&self) -> QuorumScene {
        let Some(view) = self.quorum() else { return QuorumScene::default() };
        let nodes = self.bench.parts.cluster_nodes().map(|node| VoteScene {
            id: self.name_of(Part::Node(node)),
            counts: !self.bench.view_of(node).is_empty(),
            is_witness: false,
        });
        let mut votes: Vec<VoteScene> = nodes.collect();
        votes.push(VoteScene {
            id: self.name_of(Part::Witness(self.witness_host())),
            counts: view.is_held && view.witness_locked_by.is_some(),
            is_witness: true,
        });
        // With one vote to spare no single loss is fatal; with none, every vote that counts is.
        let is_on_the_edge = view.is_held && view.votes == view.needed;
        let fatal = votes.iter().filter(|vote| is_on_the_edge && vote.counts).map(|vote| vote.id.clone());
        QuorumScene {
            model: match self.bench.config.windows {
                Windows::V2003 => words::scene_quorum_mns(),
                Windows::V2008 => words::scene_quorum_2008(),
            }
            .to_owned(),
            fatal_next: fatal.collect(),
            votes,
            counted: view.votes,
            needed: view.needed,
            is_held: view.is_held,
        }
    }

    fn exposure_scene(&self) -> ExposureScene {
        let exposure = self.exposure();
        let text = if !self.bench.group(StorageGroupId(0)).is_mounted() {
            words::exposure_not_mounted().to_owned()
        } else if exposure.letters == 0 && exposure.edits == 0 && exposure.wait.is_some() {
            words::exposure_nothing().to_owned()
        } else {
            let wait = match exposure.wait {
                Some(wait) => words::exposure_wait(wait.as_millis().div_ceil(1_000)),
                None => words::exposure_wait_person().to_owned(),
            };
            let letters = words::letters_of(u64::from(exposure.letters));
            let edits = words::edits_of(u64::from(exposure.edits));
            words::exposure_some(letters, edits, u64::from(exposure.people), wait)
        };
        ExposureScene {
            logs: exposure.logs.0,
            letters: exposure.letters,
            letters_covered: exposure.letters_covered,
            edits: exposure.edits,
            people: exposure.people,
            wait: exposure.wait,
            words: text,
        }
    }

    /// Letters that were delivered just now, and the log that is being copied.
    fn flights(&self, group: StorageGroupId) -> Vec<Flight> {
        let window = SimSpan::from_millis(FLIGHT_MS);
        let since = crate::engine::SimTime::from_millis(self.now.as_millis().saturating_sub(2 * FLIGHT_MS));
        let mut flights = Vec::new();
        let name = |node: NodeId| self.name_of(Part::Node(node));
        let storage = self.bench.group(group);
        for entry in self.journal.iter_from(self.journal.first_at_or_after(since)) {
            let Event::LetterDelivered { hub, .. } = entry.event else { continue };
            let key = u64::from(entry.number.0) * 2;
            let steps = [
                ("people".to_owned(), name(*hub), entry.at),
                (
                    name(*hub),
                    self.name_of(Part::Volume(storage.active_copy().disks, Volume::LogDisk)),
                    entry.at + window,
                ),
            ];
            for (step, (from, to, left)) in steps.into_iter().enumerate() {
                let lands = left + window;
                if left <= self.now && self.now < lands {
                    flights.push(Flight { key: key + step as u64, from, to, cargo: Cargo::Letter, left, lands });
                }
            }
        }
        flights.extend(self.log_flight(group));
        flights
    }

    fn log_flight(&self, group: StorageGroupId) -> Option<Flight> {
        let storage = self.bench.group(group);
        let volume = |disks| self.name_of(Part::Volume(disks, Volume::LogDisk));
        let to = storage.partner_copy()?.disks;
        let from = EntryNumber((self.journal.len() as u32).saturating_sub(CAPTION_REACH));
        let entry = self.journal.iter_from(from).rev().find(|entry| matches!(entry.event, Event::LogCopied { .. }))?;
        // The flight is shown a little longer than the copying takes, so that an eye can follow it.
        let left = crate::engine::SimTime::from_millis(entry.at.as_millis().saturating_sub(COPY_MS));
        let lands = left + SimSpan::from_millis(FLIGHT_MS);
        (left <= self.now && self.now < lands).then(|| Flight {
            key: u64::from(entry.number.0) * 2,
            from: volume(storage.active_copy().disks),
            to: volume(to),
            cargo: Cargo::Log,
            left,
            lands,
        })
    }
}
