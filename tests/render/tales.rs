//! The way through each mode: its lines are carried out, and it comes to an end.

use failover_lab::engine::{SimSpan, SimTime, StepBudget};
use failover_lab::lab::scenario::Scenario;
use failover_lab::lab::session::{ConsoleText, Session};
use failover_lab::ui::view_model::actions;
use failover_lab::ui::view_model::story::{Facts, Tried};
use failover_lab::ui::view_model::tale::{self, Tale};

fn session(bench: &str) -> Session {
    let mut words = bench.split(' ');
    let named = words.next().and_then(Scenario::named).expect("the mode has a bench");
    let scenario = words.fold(named, |scenario, word| {
        let (name, value) = word.split_once('=').expect("a parameter has a value");
        scenario.with(name, value).expect("the bench has the parameter")
    });
    let mut session = Session::new(scenario);
    let _ = session.run_until(SimTime::from_secs(900), StepBudget(u64::MAX));
    session
}

fn tale_of(session: &Session, has_asked: bool) -> Option<Tale> {
    let tried = |branch: &failover_lab::lab::session::BranchInfo| Tried {
        deeds: branch.marks.clone(),
        is_current: branch.is_current,
    };
    let facts = Facts {
        branches: session.branches().iter().map(tried).collect(),
        now: session.now(),
        copy_queue: 0,
        has_asked,
        has_compared: false,
    };
    tale::of(&session.scene(), &facts)
}

fn errors(session: &Session) -> Vec<String> {
    let error = |line: &failover_lab::lab::session::ConsoleLine| match &line.text {
        ConsoleText::Error(text) => Some(text.clone()),
        _ => None,
    };
    session.console().iter().filter_map(error).collect()
}

/// Enters a line and lets time pass until its consequences are there.
fn enter(session: &mut Session, line: &str) {
    session.enter(line);
    let until = session.now() + SimSpan::from_mins(40);
    let _ = session.run_until(until, StepBudget(u64::MAX));
}

#[test]
fn the_lines_of_every_way_are_carried_out_to_its_end() {
    for bench in ["lcr", "scc", "scr", "scr source=ccr", "scr source=scc nodes=3", "scr source=ccr target=cluster"] {
        let mut session = session(bench);
        let mut has_asked = false;
        for _ in 0..24 {
            let tale = tale_of(&session, has_asked).expect("the mode has a way through it");
            let Some(next) = tale.next() else { break };
            match &next.line {
                Some(line) => enter(&mut session, &line.clone()),
                None => has_asked = true,
            }
            assert_eq!(errors(&session), Vec::<String>::new(), "{bench}: {:?}", next.line);
        }
        let tale = tale_of(&session, has_asked).expect("the mode has a way through it");
        assert_eq!(tale.next(), None, "{bench}");
        assert!(tale.chapters.len() >= 3, "{bench}");
        // Homes on another server are found once the directory has replicated.
        let until = session.now() + SimSpan::from_mins(30);
        let _ = session.run_until(until, StepBudget(u64::MAX));
        let is_served = session.scene().people.is_served;
        assert_eq!(is_served, bench != "scc", "{bench}: the way through SCC ends with what it cannot do");
    }
    assert_eq!(tale_of(&session("ccr"), false), None);
}

#[test]
fn every_suggestion_of_every_mode_is_carried_out() {
    for bench in ["lcr", "scc", "ccr", "scr"] {
        let fresh = session(bench);
        let suggestions = actions::suggestions(&fresh.scene());
        assert!(suggestions.len() >= 2, "{bench}");
        for suggestion in suggestions {
            let mut session = fresh.clone();
            session.enter(&suggestion.command);
            assert_eq!(errors(&session), Vec::<String>::new(), "{bench}: {}", suggestion.command);
        }
    }
}

/// Every part can be broken somehow, and what was broken can be mended again.
#[test]
fn every_part_of_every_mode_offers_its_faults_and_their_inverses() {
    for bench in ["lcr", "scc", "ccr", "scr"] {
        let fresh = session(bench);
        let scene = fresh.scene();
        let groups = failover_lab::ui::view_model::parts::groups(&scene);
        for part in groups.iter().flat_map(|group| group.head.into_iter().chain(group.parts.iter().copied())) {
            for action in actions::of_part(&scene, part) {
                let mut session = fresh.clone();
                session.enter(&action.command);
                let until = session.now() + SimSpan::from_secs(90);
                let _ = session.run_until(until, StepBudget(u64::MAX));
                assert_eq!(errors(&session), Vec::<String>::new(), "{bench}: {}", action.command);
                if action.purpose == actions::Purpose::Break {
                    let broken = session.scene();
                    let part = failover_lab::ui::view_model::parts::find(&broken, &part.id).expect("it is still there");
                    let offered = actions::of_part(&broken, part);
                    let is_process = part.id.contains("\\") && part.faults.contains(&"Crash");
                    let mends = offered.iter().any(|action| action.purpose == actions::Purpose::Mend);
                    assert!(mends || is_process, "{bench}: nothing mends {}: {offered:?}", action.command);
                }
            }
        }
    }
}
