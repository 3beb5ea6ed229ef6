//! Whether people can work: outages, their length and their cause.

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, WITNESS};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;

/// What happens, which events must be behind the outage, and how it comes about.
type Case = (&'static str, &'static [&'static str], fn(&mut Lab));

/// What ended the service, as the names of the events behind it.
fn causes(prepare: impl FnOnce(&mut Lab)) -> Vec<&'static str> {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60);
    prepare(&mut lab);
    lab.wait(LONG);
    let outage = *lab.view().outages().first().expect("the service was away");
    lab.reasons(outage.cause)
}

#[test]
fn an_outage_names_what_caused_it() {
    let table: [Case; 6] = [
        ("power cut", &["NodeFailed", "CommandGiven"], |lab| {
            lab.stop(NODE1, How::PowerCut);
        }),
        ("store crash", &["PartFailed", "CommandGiven"], |lab| {
            lab.stop("EXCHMAILBOX1\\Store", How::Crash);
        }),
        ("network", &["PartFailed", "CommandGiven"], |lab| {
            lab.stop("EXCHMAILBOX1\\Public", How::Fail);
        }),
        ("dismounted by hand", &["CommandGiven"], |lab| {
            lab.give(Input::DismountDatabase { group: GROUP });
        }),
        ("handoff", &["MoveStarted", "CommandGiven"], |lab| {
            let command = lab.move_to(NODE2, false);
            lab.give(command);
        }),
        ("no quorum", &["QuorumLost", "NodeFailed", "PartFailed"], |lab| {
            lab.stop(WITNESS, How::Fail).stop(NODE2, How::PowerCut);
        }),
    ];
    for (name, expected, prepare) in table {
        let names = causes(prepare);
        assert!(expected.iter().all(|event| names.contains(event)), "{name}: {names:?}");
        assert!(!names.contains(&"LabStarted"), "{name}: {names:?}");
    }
}

#[test]
fn the_end_of_an_outage_names_what_ended_it() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX1\\Public", How::Fail).wait(1).start("EXCHMAILBOX1\\Public").wait(60);
    let (_, names) = lab.explain(|event| event.name() == "ServiceRestored");
    assert!(names.contains(&"PartReturned"), "{names:?}");
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    let (_, names) = lab.explain(|event| event.name() == "ServiceRestored");
    assert!(names.contains(&"DatabaseMounted") && names.contains(&"MountAllowed"), "{names:?}");
}

/// No moment is counted twice or not at all.
#[test]
fn up_time_and_down_time_are_all_the_time_there_is() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(NODE1, How::PowerCut).wait(LONG).start(NODE1).wait(LONG);
    lab.stop(NODE2, How::PowerCut).wait(20);
    let outages = lab.view().outages();
    assert_eq!((outages.len(), outages[1].to), (2, None), "the second one lasts");
    assert!(outages[0].to.is_some_and(|end| end < outages[1].from));
    let down: u64 = outages.iter().map(|it| it.to.unwrap_or(lab.now()).since(it.from).as_millis()).sum();
    assert_eq!(down, outages[0].to.map_or(0, |end| end.since(outages[0].from).as_millis()) + 20_000);
}

/// People are away for a moment only, but they are.
#[test]
fn a_handoff_is_a_short_outage() {
    let mut lab = Lab::quiet(RTM);
    let command = lab.move_to(NODE2, false);
    lab.wait(60).give(command).wait(LONG);
    let outage = lab.view().outages()[0];
    let seconds = outage.to.expect("it is over").since(outage.from).as_millis() / 1_000;
    assert!((30..=70).contains(&seconds), "{seconds} s");
}
