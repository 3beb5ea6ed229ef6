//! Scenes of the CCR bench to draw: made up, so that drawing can be tested without the model.

use failover_lab::engine::{EntryNumber, SimSpan, SimTime};
use failover_lab::model::params::Mode;
use failover_lab::model::scene::*;

const FAULTS: &[&str] = &["PowerCut", "Crash", "Hang", "Shutdown"];

/// All scenes with their names.
pub fn all() -> Vec<(&'static str, Scene)> {
    vec![
        ("healthy", healthy()),
        ("failing-over", failing_over()),
        ("after-loss", after_loss()),
        ("split", split()),
        ("no-quorum", no_quorum()),
        ("long-words", long_words()),
    ]
}

fn part(id: &str, label: &str, state: &'static str, words: &str, mood: Mood) -> PartScene {
    let is_broken = matches!(mood, Mood::Bad);
    PartScene {
        id: id.to_owned(),
        label: label.to_owned(),
        state,
        words: words.to_owned(),
        mood,
        faults: if is_broken { Vec::new() } else { FAULTS.to_vec() },
        can_start: is_broken,
        can_replace: false,
    }
}

fn log(generation: u32, state: LogState, letters: u32) -> LogScene {
    let file = if state == LogState::Open { "E00.log".to_owned() } else { format!("E00{generation:08X}.log") };
    let fill = if state == LogState::Open { 42 } else { 100 };
    LogScene { generation, file, state, fill, letters, edits: letters / 2, reign: 1 }
}

fn logs(states: &[LogState]) -> Vec<LogScene> {
    (0x17..).zip(states).map(|(generation, state)| log(generation, *state, 17)).collect()
}

fn node(name: &str, is_owner: bool) -> NodeScene {
    let inside = |suffix: &str| format!("{name}\\{suffix}");
    let up = |suffix: &str, label: &str, mood| part(&inside(suffix), label, "running", "running", mood);
    let rest = if is_owner { Mood::Active } else { Mood::Idle };
    NodeScene {
        part: part(name, name, "up", "up", if is_owner { Mood::Active } else { Mood::Well }),
        is_owner,
        is_target: false,
        role: if is_owner { "active copy" } else { "passive copy" }.to_owned(),
        processes: vec![
            up("Store", "Store", rest),
            up("SystemAttendant", "System Attendant", rest),
            up("Replication", "Replication", Mood::Well),
            up("Cluster", "Cluster", Mood::Well),
        ],
        connections: vec![
            part(&inside("Public"), "Public", "up", "up", Mood::Well),
            part(&inside("Private"), "Private", "up", "up", Mood::Well),
        ],
        disks: vec![DisksScene {
            log_volume: part(&inside("LogDisk"), "Log volume", "up", "works", Mood::Well),
            database_volume: part(&inside("DatabaseDisk"), "Database volume", "up", "works", Mood::Well),
            copy: Some(CopyScene {
                role: if is_owner { "active copy" } else { "passive copy" }.to_owned(),
                is_active: is_owner,
                logs: if is_owner {
                    let mut logs = logs(&[LogState::Closed; 6]);
                    logs.push(log(0x1D, LogState::Open, 7));
                    logs
                } else {
                    use LogState::{Copied, Inspected, Replayed};
                    logs(&[Replayed, Replayed, Replayed, Inspected, Copied])
                },
                database: "Mailbox Database".to_owned(),
                database_words: if is_owner { "mounted" } else { "replaying E000000001A.log" }.to_owned(),
                database_mood: if is_owner { Mood::Active } else { Mood::Busy },
                status: (!is_owner).then(|| "Healthy".to_owned()),
                copy_queue: u32::from(!is_owner) * 2,
                replay_queue: u32::from(!is_owner),
            }),
        }],
    }
}

/// The disks of a node that has one set.
pub fn disks(node: &mut NodeScene) -> &mut DisksScene {
    &mut node.disks[0]
}

/// The copy on the disks of a node that has one.
pub fn copy(node: &mut NodeScene) -> &mut CopyScene {
    disks(node).copy.as_mut().expect("a node of these scenes has a copy")
}

/// The votes of the one cluster of these scenes.
pub fn quorum(scene: &mut Scene) -> &mut QuorumScene {
    &mut scene.clusters[0].quorum
}

/// The witness of the one cluster of these scenes.
pub fn witness(scene: &mut Scene) -> &mut WitnessScene {
    scene.clusters[0].witness.as_mut().expect("the cluster of these scenes has a witness")
}

/// The heartbeats on a network of these scenes.
pub fn beats(network: &mut NetworkScene) -> &mut HeartbeatsScene {
    network.heartbeats.as_mut().expect("the networks of these scenes carry heartbeats")
}

fn network(name: &'static str, carries: &str) -> NetworkScene {
    NetworkScene {
        part: part(name, name, "up", "up", Mood::Well),
        carries: carries.to_owned(),
        heartbeats: Some(HeartbeatsScene { pass: true, missed: 0, missed_max: 6 }),
        links: vec![LinkScene { between: ["EXCHMAILBOX1", "EXCHMAILBOX2"].map(str::to_owned), is_cut: false }],
    }
}

fn column(generation: u32, written: LogState, copied: LogState) -> StreamColumn {
    StreamColumn { written: log(generation, written, 17), copies: vec![copied] }
}

fn vote(id: &str, counts: bool) -> VoteScene {
    VoteScene { id: id.to_owned(), counts, is_witness: id.contains('\\') }
}

/// Everything works; mail comes in and logs are shipped.
pub fn healthy() -> Scene {
    use LogState::{Closed, Copied, Inspected, Missing, Open, Replayed};
    let now = SimTime::from_secs(600);
    let flight = |key, from: &str, to: &str, cargo, left_ms: u64| Flight {
        key,
        from: from.to_owned(),
        to: to.to_owned(),
        cargo,
        left: SimTime::from_millis(left_ms),
        lands: SimTime::from_millis(left_ms + 1_000),
    };
    let mut columns: Vec<StreamColumn> = (0x0C..0x19).map(|n| column(n, Closed, Replayed)).collect();
    columns.push(column(0x19, Closed, Inspected));
    columns.push(column(0x1A, Closed, Copied));
    columns.push(column(0x1B, Closed, Missing));
    columns.push(column(0x1C, Closed, Missing));
    columns.push(column(0x1D, Open, Missing));
    Scene {
        now,
        mode: Mode::Ccr,
        people: PeopleScene {
            count: 240,
            is_served: true,
            since: SimTime::ZERO,
            accepted: 900,
            present: 896,
            queued: 4,
            lost: 0,
            edits_lost: 0,
        },
        hubs: vec![HubScene {
            part: part("HUB1", "HUB1", "up", "up", Mood::Well),
            queued: 4,
            dumpster: Some(DumpsterScene { letters: 412, bytes: 9_017_753, limit: 18 << 20 }),
        }],
        clusters: vec![ClusterScene {
            nodes: vec![0, 1],
            witness: Some(WitnessScene {
                part: part("HUB1\\Witness", "File share witness", "up", "reachable", Mood::Well),
                locked_by: Some("EXCHMAILBOX1".to_owned()),
                host: None,
            }),
            shared: None,
            quorum_disk: None,
            quorum: QuorumScene {
                model: "majority node set with file share witness".to_owned(),
                votes: vec![vote("EXCHMAILBOX1", true), vote("EXCHMAILBOX2", true), vote("HUB1\\Witness", true)],
                counted: 3,
                needed: 2,
                is_held: true,
                fatal_next: Vec::new(),
            },
        }],
        standby_votes: Vec::new(),
        nodes: vec![node("EXCHMAILBOX1", true), node("EXCHMAILBOX2", false)],
        networks: vec![network("Public", "clients, logs, heartbeats"), network("Private", "heartbeats")],
        server: ServerScene {
            name: "EXCHCMS".to_owned(),
            is_clustered: true,
            state: "Online".to_owned(),
            mood: Mood::Active,
            on: Some("EXCHMAILBOX1".to_owned()),
            step: None,
            moving_from: None,
        },
        stream: StreamScene {
            storage_group: "First Storage Group".to_owned(),
            columns,
            copies: vec![StreamCopyScene {
                on: "EXCHMAILBOX2\\LogDisk".to_owned(),
                server: "EXCHMAILBOX2".to_owned(),
                is_held_back: false,
                copy_queue: 2,
                replay_queue: 2,
            }],
        },
        exposure: ExposureScene {
            has_other_copy: true,
            logs: 2,
            letters: 31,
            letters_covered: 28,
            edits: 15,
            people: 9,
            wait: Some(SimSpan::from_secs(36)),
            words: "If EXCHMAILBOX1 died now: 31 letters and 15 other changes of 9 people would be missing; \
                    the dumpster would bring 28 letters back."
                .to_owned(),
        },
        flights: vec![
            flight(1, "people", "HUB1", Cargo::Letter, 599_500),
            flight(2, "HUB1", "EXCHMAILBOX1", Cargo::Letter, 599_400),
            flight(3, "EXCHMAILBOX1\\LogDisk", "EXCHMAILBOX2\\LogDisk", Cargo::Log, 599_500),
            flight(4, "HUB1", "nowhere", Cargo::Letter, 599_500),
        ],
        caption: Some(CaptionScene {
            entry: EntryNumber(41),
            at: now,
            text: "EXCHMAILBOX2 copies E000000001B.log.".to_owned(),
            rule: None,
        }),
    }
}

fn dead(node: &mut NodeScene) {
    node.part = part(&node.part.id, &node.part.label, "down", "power cut", Mood::Bad);
    node.is_owner = false;
    for process in &mut node.processes {
        *process = part(&process.id, &process.label, "stopped", "stopped", Mood::Bad);
    }
    for connection in &mut node.connections {
        *connection = part(&connection.id, &connection.label, "down", "down", Mood::Bad);
    }
    let disks = disks(node);
    for volume in [&mut disks.log_volume, &mut disks.database_volume] {
        *volume = part(&volume.id, &volume.label, "unreachable", "no power", Mood::Idle);
    }
    node.role = "was active".to_owned();
    copy(node).database_words = "dirty shutdown".to_owned();
    copy(node).database_mood = Mood::Warning;
}

/// The power of the active node was cut; the other node is taking over.
pub fn failing_over() -> Scene {
    let mut scene = healthy();
    scene.now = SimTime::from_secs(614);
    dead(&mut scene.nodes[0]);
    for log in copy(&mut scene.nodes[0]).logs.iter_mut().rev().take(3) {
        log.state = LogState::Lost;
    }
    let taking = &mut scene.nodes[1];
    taking.part.words = "taking over".to_owned();
    taking.part.mood = Mood::Busy;
    taking.is_owner = true;
    taking.role = "passive copy".to_owned();
    copy(taking).database_words = "mounting: 2 of 6 logs missing".to_owned();
    scene.people.is_served = false;
    scene.people.since = SimTime::from_secs(600);
    scene.people.queued = 23;
    scene.hubs[0].queued = 23;
    for network in &mut scene.networks {
        beats(network).pass = false;
        beats(network).missed = 5;
        network.part.mood = Mood::Warning;
        network.part.words = "no answer".to_owned();
    }
    witness(&mut scene).locked_by = Some("EXCHMAILBOX2".to_owned());
    scene.server.on = Some("EXCHMAILBOX2".to_owned());
    scene.server.moving_from = Some("EXCHMAILBOX1".to_owned());
    scene.server.mood = Mood::Busy;
    scene.server.state = "Partially Online".to_owned();
    scene.server.step = Some("its store starts".to_owned());
    quorum(&mut scene).votes[0].counts = false;
    quorum(&mut scene).counted = 2;
    quorum(&mut scene).fatal_next = vec!["EXCHMAILBOX2".to_owned(), "HUB1\\Witness".to_owned()];
    for column in scene.stream.columns.iter_mut().rev().take(3) {
        column.written.state = LogState::Lost;
    }
    scene.exposure.wait = None;
    scene.flights.clear();
    scene
}

/// The other node serves; three logs are lost and letters come again from the dumpster.
pub fn after_loss() -> Scene {
    let mut scene = failing_over();
    scene.now = SimTime::from_secs(700);
    let owner = &mut scene.nodes[1];
    owner.part.words = "up".to_owned();
    owner.part.mood = Mood::Active;
    owner.role = "active copy".to_owned();
    copy(owner).is_active = true;
    copy(owner).status = None;
    copy(owner).database_words = "mounted".to_owned();
    copy(owner).database_mood = Mood::Active;
    copy(owner).logs = logs(&[LogState::Closed; 5]);
    copy(owner).logs.push(log(0x1C, LogState::Open, 3));
    copy(&mut scene.nodes[0]).status = Some("Failed".to_owned());
    copy(&mut scene.nodes[0]).is_active = false;
    scene.people.is_served = true;
    scene.people.queued = 0;
    scene.people.lost = 3;
    scene.people.edits_lost = 15;
    scene.hubs[0].queued = 0;
    scene.server.moving_from = None;
    scene.server.step = None;
    scene.server.mood = Mood::Active;
    scene.server.state = "Online".to_owned();
    scene.flights = vec![Flight {
        key: 7,
        from: "HUB1".to_owned(),
        to: "EXCHCMS".to_owned(),
        cargo: Cargo::Letter,
        left: SimTime::from_millis(699_400),
        lands: SimTime::from_millis(700_400),
    }];
    scene
}

/// Both networks are cut between the nodes; the owner holds the witness.
pub fn split() -> Scene {
    let mut scene = healthy();
    for network in &mut scene.networks {
        network.part = part(&network.part.id, &network.part.label, "cut", "cut", Mood::Bad);
        beats(network).pass = false;
        beats(network).missed = 6;
        network.links[0].is_cut = true;
    }
    let other = &mut scene.nodes[1];
    other.part.words = "up, alone".to_owned();
    other.part.mood = Mood::Warning;
    other.processes[3] = part("EXCHMAILBOX2\\Cluster", "Cluster", "stopped", "stopped", Mood::Bad);
    copy(other).status = Some("Service Down".to_owned());
    copy(other).database_words = "waits for logs".to_owned();
    copy(other).database_mood = Mood::Warning;
    quorum(&mut scene).votes[1].counts = false;
    quorum(&mut scene).counted = 2;
    quorum(&mut scene).fatal_next = vec!["EXCHMAILBOX1".to_owned(), "HUB1\\Witness".to_owned()];
    scene.flights.clear();
    scene
}

/// The witness and the passive node are gone: the cluster has stopped.
pub fn no_quorum() -> Scene {
    let mut scene = healthy();
    dead(&mut scene.nodes[1]);
    scene.nodes[1].role = "passive copy".to_owned();
    let owner = &mut scene.nodes[0];
    owner.is_owner = false;
    owner.part.words = "cluster stopped".to_owned();
    owner.part.mood = Mood::Warning;
    owner.processes[3] = part("EXCHMAILBOX1\\Cluster", "Cluster", "stopped", "no quorum", Mood::Bad);
    copy(owner).database_words = "dismounted".to_owned();
    copy(owner).database_mood = Mood::Warning;
    owner.processes[0].mood = Mood::Warning;
    disks(owner).log_volume = part("EXCHMAILBOX1\\LogDisk", "Log volume", "full", "full", Mood::Bad);
    witness(&mut scene).part = part("HUB1\\Witness", "File share witness", "down", "not reachable", Mood::Bad);
    witness(&mut scene).locked_by = None;
    quorum(&mut scene).votes[1].counts = false;
    quorum(&mut scene).votes[2].counts = false;
    quorum(&mut scene).counted = 1;
    quorum(&mut scene).is_held = false;
    scene.server.on = None;
    scene.server.state = "Offline".to_owned();
    scene.server.mood = Mood::Bad;
    scene.people.is_served = false;
    scene.people.since = SimTime::from_secs(570);
    scene.exposure.wait = None;
    scene.flights.clear();
    scene
}

/// Words and numbers that are longer than anybody expected.
pub fn long_words() -> Scene {
    let mut scene = failing_over();
    let long = "a state that somebody described with a great many words indeed";
    for node in &mut scene.nodes {
        node.part.words = long.to_owned();
        node.part.label = "EXCHMAILBOX-OF-THE-NORTHERN-BRANCH".to_owned();
        node.role = long.to_owned();
        copy(node).database = "Mailbox Database of the Northern Branch".to_owned();
        copy(node).database_words = long.to_owned();
        disks(node).log_volume.words = long.to_owned();
        disks(node).log_volume.mood = Mood::Warning;
        disks(node).database_volume.label = "Database volume of the northern branch".to_owned();
        copy(node).copy_queue = 123_456;
        copy(node).replay_queue = 1_234_567;
        for log in &mut copy(node).logs {
            log.letters = 4_000_000;
            log.generation += 0xF_F000;
        }
        for process in &mut node.processes {
            process.label = long.to_owned();
        }
    }
    for network in &mut scene.networks {
        network.carries = long.to_owned();
        network.part.label = long.to_owned();
        beats(network).missed = 40;
        beats(network).missed_max = 40;
    }
    let people = &mut scene.people;
    (people.count, people.present, people.queued, people.lost) = (1_000_000, 123_456_789, 9_999_999, 1_234_567);
    scene.hubs[0].queued = 9_999_999;
    scene.hubs[0].dumpster = Some(DumpsterScene { letters: 412, bytes: 1 << 44, limit: 18 << 20 });
    scene.hubs[0].part.label = "HUB-OF-THE-NORTHERN-BRANCH".to_owned();
    scene.server.name = "EXCHCMS-OF-THE-NORTHERN-BRANCH".to_owned();
    quorum(&mut scene).model = long.to_owned();
    scene.exposure.words = long.repeat(3);
    scene
}
