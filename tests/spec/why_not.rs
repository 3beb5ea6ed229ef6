//! What a rule needs: named preconditions, and which of them hold.

use crate::lab::{GROUP, LONG, Lab, NODE2, RTM, SP1};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::local_copies::LocalInput;
use failover_lab::model::params::{Build, Config, Mode, Source, Standby};
use failover_lab::model::rule::Rule;

const LCR: Config = Config { mode: Mode::Lcr, ..SP1 };
const SCC: Config = Config { mode: Mode::Scc, ..RTM };
const SCR: Config = Config { mode: Mode::Scr, ..SP1 };

/// The preconditions of a rule that do not hold.
fn missing(lab: &Lab, rule: Rule) -> Vec<String> {
    lab.view().why_not(rule).into_iter().filter(|need| !need.holds).map(|need| need.text).collect()
}

#[track_caller]
fn names(lab: &Lab, rule: Rule, words: &str) -> bool {
    let all = lab.view().why_not(rule);
    let found = all.iter().find(|need| need.text.contains(words));
    found.unwrap_or_else(|| panic!("{} does not name '{words}': {all:?}", rule.id())).holds
}

/// Whatever the mode, every rule can be asked, and says each thing once.
#[test]
fn every_rule_can_be_asked_in_every_mode() {
    for config in [LCR, SCC, SP1, SCR, Config { source: Source::Ccr, standby: Standby::Nothing, ..SCR }] {
        let mut lab = Lab::quiet(config);
        for wait in [60, LONG] {
            lab.wait(wait);
            for rule in Rule::ALL {
                let all = lab.view().why_not(*rule);
                for (place, need) in all.iter().enumerate() {
                    let said = all[..place].iter().any(|other| other.text == need.text);
                    assert!(!need.text.is_empty() && !said, "{}: {all:?}", rule.id());
                }
            }
        }
    }
}

#[test]
fn a_paused_node_is_named_where_it_is_in_the_way() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60);
    assert!(names(&lab, Rule::GroupMoves, "is not paused") && names(&lab, Rule::Handoff, "is not paused"));
    assert!(!names(&lab, Rule::PausedNode, "is paused"));
    let node = lab.node(NODE2);
    lab.give(Input::PauseNode { node });
    assert!(!names(&lab, Rule::GroupMoves, "is not paused") && !names(&lab, Rule::Handoff, "is not paused"));
    assert_eq!(missing(&lab, Rule::PausedNode), [""; 0]);
}

#[test]
fn a_mount_names_store_files_volumes_and_logs_and_the_dial_in_ccr_alone() {
    let mut lab = Lab::quiet(LCR);
    lab.wait(60).stop("EXCHMAILBOX\\DatabaseDisk", How::Fail).wait(10);
    assert_eq!(missing(&lab, Rule::MountDial), ["EXCHMAILBOX\\DatabaseDisk can be written to"]);
    assert!(lab.view().why_not(Rule::MountDial).iter().all(|need| !need.text.contains("are missing")));
    assert!(names(&lab, Rule::MountDial, "lie where its paths point"));
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().close_logs(8).stop("EXCHMAILBOX1", How::PowerCut).wait(LONG);
    assert_eq!(missing(&lab, Rule::MountDial), ["at most 6 closed logs are missing (8 are)"]);
}

#[test]
fn seeding_needs_a_suspended_copy_and_a_mounted_source() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60);
    assert_eq!(missing(&lab, Rule::Seeding), [format!("the copy on {NODE2} is suspended")]);
    lab.suspend();
    assert_eq!(missing(&lab, Rule::Seeding), [""; 0]);
    lab.reseed();
}

#[test]
fn a_local_copy_is_restored_once_the_database_is_dismounted() {
    let mut lab = Lab::quiet(LCR);
    lab.wait(60);
    assert_eq!(missing(&lab, Rule::LocalRestore), ["Mailbox Database is not mounted"]);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
    assert_eq!(missing(&lab, Rule::LocalRestore), [""; 0]);
    lab.give(Input::ChangeLocalCopy { input: LocalInput::Restore { group: GROUP, replace_locations: true } });
    let lab = Lab::quiet(SP1);
    assert!(!names(&lab, Rule::LocalCopy, "runs on no cluster"));
}

/// Circular logging lets nothing go that no backup has, once there is a target. Source: [SCRBLOG].
#[test]
fn circular_logging_saves_no_log_where_there_are_targets() {
    for (config, is_saved) in [(SCC, true), (SCR, false)] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).give(Input::SetCircularLogging { group: GROUP, is_on: true });
        assert!(!names(&lab, Rule::CircularLogging, "was mounted since"));
        lab.give(Input::DismountDatabase { group: GROUP }).wait(30).mount().wait(LONG);
        assert_eq!(missing(&lab, Rule::CircularLogging), [""; 0]);
        lab.close_logs(3).wait(30);
        assert_eq!(names(&lab, Rule::Truncation, "is in a full or an incremental backup"), is_saved);
    }
}

#[test]
fn what_is_done_by_hand_names_what_is_still_to_be_done() {
    let mut lab = Lab::quiet(Config { build: Build::Sp1, ..SCR });
    lab.wait(60);
    assert_eq!(missing(&lab, Rule::StandbyRestore), ["Mailbox Database is not mounted"]);
    assert_eq!(missing(&lab, Rule::DatabasePortability).len(), 4);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
    assert_eq!(missing(&lab, Rule::StandbyRestore), [""; 0]);
    assert_eq!(
        missing(&lab, Rule::ClearLocalServer),
        ["EXCHMAILBOX was rebuilt elsewhere and not cleared where it was"]
    );
    let mut lab = Lab::quiet(SP1);
    lab.wait(60);
    assert_eq!(missing(&lab, Rule::StoppedByHand), ["somebody has taken EXCHCMS offline"]);
    lab.give(Input::StopClusteredMailboxServer { reason: "test".to_owned() });
    assert_eq!(missing(&lab, Rule::StoppedByHand), [""; 0]);
}
