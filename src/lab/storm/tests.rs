use super::*;

const BUDGET: StepBudget = StepBudget(50_000_000);

fn rows(text: &str) -> Vec<Row> {
    let storm = Storm::parse(text).expect("a storm that can be read");
    let run = |mode: &Mode| {
        let mut course = storm.course(*mode);
        assert_eq!(course.run_until(storm.end(), BUDGET), Progress::Arrived);
        course.row()
    };
    MODES.iter().map(run).collect()
}

#[test]
fn a_printed_storm_reads_as_the_same() {
    let text = "# bad\nstorm seed=7 mailboxes=12 targets=2\n\n@90m  Active-Server-Loses-Power for 20m # once\n@2h witness-fails\n";
    let storm = Storm::parse(text).unwrap();
    let printed = storm.to_string();
    assert_eq!(
        printed,
        "storm seed=7 mailboxes=12 targets=2\n@1h30m active-server-loses-power for 20m\n@2h witness-fails for 2h\n"
    );
    assert_eq!(Storm::parse(&printed).unwrap(), storm);
    assert!(is_storm(text) && !is_storm("ccr seed=1\n"));
}

#[test]
fn a_bad_storm_says_where() {
    for (text, line, column, said) in [
        ("storm sed=4", 1, 7, "'storm' has no parameter 'sed'"),
        ("storm seed=x", 1, 12, "'x' is not a seed"),
        ("storm seed", 1, 7, "'seed' has no value"),
        ("storm build=rtm", 1, 1, "standby continuous replication came with Service Pack 1"),
        ("storm witness=third", 1, 1, "witness=third needs a cluster in two sites"),
        ("storm\nwitness-fails", 2, 1, "'witness-fails' has no moment"),
        ("storm\n@1h  wines-fails", 2, 6, "there is no fault 'wines-fails'"),
        ("storm\n@1h witness-fails for ever", 2, 23, "'ever' is no time that a fault can last"),
        ("storm\n@1h witness-fails now", 2, 19, "'now' is one word too many"),
        ("storm\n@2h witness-fails\n@1h witness-fails", 3, 1, "'@1h' is earlier than the line before, which has @2h"),
    ] {
        let error = Storm::parse(text).unwrap_err();
        assert_eq!((error.line, error.column, &error.message[..]), (line, column, said), "{text:?}");
    }
}

#[test]
fn a_power_cut_is_waited_for_where_there_is_one_server_and_survived_where_there_are_two() {
    let rows = rows("storm mailboxes=10\n@1h active-server-loses-power for 1h\n");
    let [lcr, scc, ccr, scr] = &rows[..] else { panic!("{rows:?}") };
    assert!(rows.iter().all(|row| row.is_up && row.outages == 1), "{rows:#?}");
    let (hour, minutes) = (SimSpan::from_hours(1), SimSpan::from_mins(5));
    assert!(lcr.down > hour && scr.down > hour && scc.down < minutes && ccr.down < minutes, "{rows:#?}");
    // Disks outlive the power of their server: only CCR goes on without what its copy lacks.
    assert!([lcr, scc, scr].iter().all(|row| row.letters_lost + row.edits_lost == 0), "{rows:#?}");
    assert!(rows.iter().all(|row| row.human_steps >= 1), "{rows:#?}");
}

#[test]
fn always_the_same_storm_gives_the_same_rows() {
    let text = "storm seed=3 mailboxes=6\n@1h active-database-disk-fails\n";
    assert_eq!(rows(text), rows(text));
}
