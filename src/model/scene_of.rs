//! Makes the scene of a moment from the view.

use super::caption;
use super::cluster::NodeState;
use super::exchange::{ServerState, Step};
use super::ids::{How, NodeId, Part, StorageGroupId};
use super::scene::{
    CaptionScene, DumpsterScene, ExposureScene, HubScene, Mood, PartScene, PeopleScene, Scene, ServerScene,
};
use super::view::{ComponentView, View};
use crate::engine::EntryNumber;
use crate::words;

/// How many journal entries back the latest caption is looked for.
pub(super) const CAPTION_REACH: u32 = 600;
/// The storage group that the drawing is about.
pub(super) const SHOWN: StorageGroupId = StorageGroupId(0);

impl View<'_> {
    /// What to draw and say of this moment.
    pub fn scene(&self) -> Scene {
        Scene {
            now: self.now,
            mode: self.bench.config.mode,
            people: self.people_scene(),
            hubs: self.hub_scenes(),
            clusters: self.cluster_scenes(),
            standby_votes: self.standby_votes(),
            nodes: self.shown_nodes().into_iter().map(|node| self.node_scene(node)).collect(),
            networks: self.network_scenes(),
            server: self.server_scene(),
            stream: self.stream_scene(SHOWN),
            exposure: self.exposure_scene(),
            flights: self.flights(),
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
            dumpster: self.dumpster_scene(hub),
        };
        self.bench.hubs.iter().map(of).collect()
    }

    fn dumpster_scene(&self, hub: &super::exchange::Hub) -> Option<DumpsterScene> {
        let groups = self.bench.group_ids().filter(|group| self.bench.keeps_dumpster(*group));
        let kept: Vec<_> = groups.map(|group| &hub.desk(group).dumpster).collect();
        let is_kept = self.bench.dumpster_limits.are_on() && !kept.is_empty();
        is_kept.then(|| DumpsterScene {
            letters: kept.iter().map(|dumpster| dumpster.len() as u32).sum(),
            bytes: kept.iter().map(|dumpster| dumpster.bytes()).sum(),
            limit: self.bench.dumpster_limits.bytes * kept.len() as u64,
        })
    }

    /// A part as it is drawn and clicked.
    pub(super) fn part_scene(&self, part: Part) -> PartScene {
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
            can_replace: self.bench.refuse_replace(part).is_none(),
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
                "slow" => words::scene_slow(),
                _ => words::scene_gone(),
            },
            Part::Connection(..) | Part::Network(_) if view.state == "up" => words::scene_connected(),
            Part::Connection(..) | Part::Network(_) if view.state == "damaging" => words::scene_damaging(),
            Part::Connection(..) | Part::Network(_) if view.state == "slow" => words::scene_slow(),
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
            (_, "full" | "stopped" | "damaging" | "slow") => Mood::Warning,
            _ => Mood::Bad,
        }
    }

    fn server_scene(&self) -> ServerScene {
        let view = self.server();
        let step = match self.bench.main_server().state {
            ServerState::Pending(Step::NetworkName) => Some(words::scene_step_name()),
            ServerState::Pending(Step::Store) => Some(words::scene_step_store()),
            ServerState::GoingOffline(_) => Some(words::scene_step_offline()),
            ServerState::Online if view.state == "Online Pending" => Some(words::scene_step_mount()),
            ServerState::Online | ServerState::Offline | ServerState::Failed => None,
        };
        let is_really_up = self.bench.service.is_up;
        ServerScene {
            name: view.id.to_owned(),
            is_clustered: self.bench.main_cluster().is_some(),
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

    fn exposure_scene(&self) -> ExposureScene {
        let exposure = self.exposure();
        let has_other_copy = self.bench.group(SHOWN).passives().next().is_some();
        let is_nothing = exposure.letters == 0 && exposure.edits == 0;
        let text = if !self.bench.group(SHOWN).is_mounted() {
            words::exposure_not_mounted().to_owned()
        } else if !has_other_copy {
            words::exposure_one_copy().to_owned()
        } else if is_nothing && exposure.wait.is_some() {
            words::exposure_nothing().to_owned()
        } else if is_nothing {
            words::exposure_nothing_by_hand().to_owned()
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
            has_other_copy,
            logs: exposure.logs.0,
            letters: exposure.letters,
            letters_covered: exposure.letters_covered,
            edits: exposure.edits,
            people: exposure.people,
            wait: exposure.wait,
            words: text,
        }
    }
}
