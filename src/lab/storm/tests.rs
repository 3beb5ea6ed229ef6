use super::*;
use crate::engine::{Progress, StepBudget};

const BUDGET: StepBudget = StepBudget(50_000_000);

fn course(text: &str, mode: Mode) -> Course {
    let storm = Storm::parse(text).expect("a storm that can be read");
    let mut course = storm.course(mode);
    assert_eq!(course.run_until(storm.end(), BUDGET), Progress::Arrived);
    course
}

fn rows(text: &str) -> Vec<Row> {
    MODES.iter().map(|mode| course(text, *mode).row()).collect()
}

impl Course {
    /// Whether a step with this in it was taken, and when the first was.
    fn step(&self, part: &str) -> Option<SimTime> {
        self.steps.iter().find(|(_, line)| line.contains(part)).map(|(at, _)| *at)
    }

    fn down(&self) -> SimSpan {
        self.row().down
    }
}

fn at(hours: u64, minutes: u64) -> SimTime {
    SimTime::ZERO + SimSpan::from_mins(hours * 60 + minutes)
}

#[test]
fn a_printed_storm_reads_as_the_same() {
    let text = "# bad\nstorm seed=7 mailboxes=12 patience=90m targets=2\n\n@90m  Active-Server-Loses-Power for 20m # once\n@2h witness-fails\n";
    let storm = Storm::parse(text).unwrap();
    let printed = storm.to_string();
    assert_eq!(
        printed,
        "storm seed=7 mailboxes=12 targets=2 patience=1h30m\n@1h30m active-server-loses-power for 20m\n@2h witness-fails for 2h\n"
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
        ("storm patience=long", 1, 16, "'long' is not a patience"),
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

/// She notices, and does one thing after another; each takes her minutes.
#[test]
fn every_step_takes_the_minutes_of_the_administrator() {
    for minutes in [10, 25] {
        let text = format!("storm mailboxes=6 admin_minutes={minutes}\n@1h active-database-disk-fails\n");
        for mode in MODES {
            let course = course(&text, mode);
            let moments: Vec<SimTime> = course.steps.iter().map(|(at, _)| *at).collect();
            assert!(moments.first().is_some_and(|first| *first >= at(1, 2 * minutes)), "{:?}", course.steps);
            let is_apart = |pair: &[SimTime]| pair[1].since(pair[0]) >= SimSpan::from_mins(minutes);
            assert!(moments.windows(2).all(is_apart), "{:?}", course.steps);
        }
    }
}

/// The copy of LCR has all that the lost disk had, so that she waits for nothing.
#[test]
fn a_lost_database_disk_is_what_the_copy_of_lcr_is_for() {
    let course = course("storm mailboxes=6\n@1h active-database-disk-fails for 6h\n", Mode::Lcr);
    let row = course.row();
    assert_eq!(course.step("-ReplaceLocations"), Some(at(1, 20)), "{:?}", course.steps);
    assert!(row.down < SimSpan::from_mins(45), "{row:?}");
    assert_eq!((row.letters_lost, row.edits_lost, row.copies_left), (0, 0, 2), "a new copy was made: {row:?}");
    assert!(course.step("Enable-DatabaseCopy") < course.step("Enable-StorageGroupCopy"));
}

/// The disk may come back; once she gives it up, hubs send again what is in their dumpsters.
#[test]
fn a_loss_is_accepted_when_patience_is_over() {
    for (patience, restored) in [("30m", at(1, 40)), ("2h", at(3, 10))] {
        let text = format!("storm mailboxes=6 patience={patience}\n@1h active-log-disk-fails for 12h\n");
        let course = course(&text, Mode::Lcr);
        assert_eq!(course.step("-ReplaceLocations"), Some(restored), "{:?}", course.steps);
        assert!(course.row().edits_lost > 0 && course.row().letters_lost == 0, "{:?}", course.row());
    }
    // The mount dial has said beforehand what may be lost.
    let ccr = course("storm mailboxes=6\n@1h active-log-disk-fails for 12h\n", Mode::Ccr);
    assert!(ccr.down() < SimSpan::from_mins(25), "{:?}", ccr.row());
}

/// A disk that fails is lost, and an empty one takes its place: the only copy comes back from the backup of the night.
#[test]
fn a_single_copy_cluster_needs_its_backup_when_a_disk_is_lost() {
    for (fault, loses) in [("active-database-disk-fails", false), ("active-log-disk-fails", true)] {
        let course = course(&format!("storm mailboxes=6\n@5h {fault} for 2h\n"), Mode::Scc);
        let order = ["-Replace", "Restore-LabBackup", "Mount-Database"];
        let moments = order.map(|part| course.step(part).unwrap_or_else(|| panic!("no {part}: {:?}", course.steps)));
        assert!(moments.is_sorted() && moments[0] >= at(7, 0), "{:?}", course.steps);
        let row = course.row();
        assert!(row.is_up && row.down > SimSpan::from_hours(2), "{row:?}");
        // Logs that are there carry the restored database forward; without them it ends with the backup.
        assert_eq!(row.letters_lost > 0, loses, "{row:?}");
        let others =
            [Mode::Lcr, Mode::Ccr].map(|mode| self::course(&format!("storm mailboxes=6\n@5h {fault} for 2h\n"), mode));
        assert!(others.iter().all(|it| it.row().letters_lost == 0 && it.step("Restore-LabBackup").is_none()));
    }
}

#[test]
fn a_target_becomes_active_when_its_source_is_away_for_longer_than_she_waits() {
    let text = |lasts| format!("storm mailboxes=6\n@1h site-loses-power for {lasts}\n");
    let short = course(&text("30m"), Mode::Scr);
    assert_eq!(short.step("-StandbyMachine"), None, "{:?}", short.steps);
    let long = course(&text("12h"), Mode::Scr);
    assert_eq!(long.step("-StandbyMachine EXCHSTANDBY -Force"), Some(at(2, 10)));
    let row = long.row();
    assert!(row.is_up && row.down < SimSpan::from_hours(3), "{row:?}");
    assert_eq!((row.letters_redelivered, row.copies_left), (0, 2), "the old server is a target now: {:?}", long.steps);
    for mode in [Mode::Lcr, Mode::Scc, Mode::Ccr] {
        assert!(course(&text("12h"), mode).down() > SimSpan::from_hours(12), "{mode:?} has nothing elsewhere");
    }
}

/// Whole servers go over to a standby cluster, and the old one is cleared before it is of use. Source: CLEARCMS.
#[test]
fn a_clustered_mailbox_server_is_rebuilt_on_a_standby_cluster() {
    let course = course("storm source=ccr target=cluster mailboxes=6\n@1h site-loses-power for 12h\n", Mode::Scr);
    let order =
        ["Restore-StorageGroupCopy", "/RecoverCMS", "Mount-Database", "/ClearLocalCMS", "Enable-StorageGroupCopy"];
    let moments = order.map(|part| course.step(part).unwrap_or_else(|| panic!("no {part}: {:?}", course.steps)));
    assert!(moments.is_sorted(), "{:?}", course.steps);
    assert!(course.down() < SimSpan::from_hours(3));
}

#[test]
fn quorum_is_forced_when_patience_is_over() {
    let text = "storm mailboxes=6\n@1h witness-fails for 12h\n@2h active-server-loses-power for 12h\n";
    let ccr = course(text, Mode::Ccr);
    assert_eq!(ccr.step("net start clussvc /forcequorum:EXCHMAILBOX2"), Some(at(3, 10)), "{:?}", ccr.steps);
    assert!(ccr.down() < SimSpan::from_mins(90));
    // Without its disk no node of the single copy cluster goes on, and the groups stay offline after a repair of quorum.
    let scc = course(text, Mode::Scc);
    assert!(scc.step("/fixquorum") < scc.step("Start-ClusteredMailboxServer"), "{:?}", scc.steps);
    assert!(scc.row().is_up && scc.down() < SimSpan::from_mins(90));
}

/// What she types is what the product takes: nothing is refused, whatever strikes.
#[test]
fn always_every_line_of_the_administrator_is_accepted() {
    for fault in Fault::ALL {
        let text = format!("storm mailboxes=4\n@1h {} for 5h\n@14h {} for 30m\n", fault.name(), fault.name());
        for mode in MODES {
            let course = course(&text, mode);
            let refused = course.session.typed().iter().find(|typed| typed.text.contains("CategoryInfo"));
            assert!(refused.is_none(), "{} in {mode:?}: {refused:?}", fault.name());
            assert!(course.row().is_up, "{} in {mode:?}: {:?}", fault.name(), course.steps);
        }
    }
}
