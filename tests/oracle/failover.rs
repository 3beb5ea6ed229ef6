//! What each fault does to each of the four modes, as rows.

mod rows;

pub(crate) use rows::ROWS;

/// How a mailbox server is made highly available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Local continuous replication.
    Lcr,
    /// Single copy cluster.
    Scc,
    /// Cluster continuous replication.
    Ccr,
    /// Standby continuous replication.
    Scr,
}

/// Who sets right what the fault did to the service, or else to the copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Nobody has to do anything.
    Automatic,
    /// An administrator.
    ByHand,
    /// There is nothing to move; a part may have to be repaired.
    NotApplicable,
}

/// What people lose at most, before any dumpster is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Nothing.
    Nothing,
    /// The closed logs that were not copied, and the open log.
    UncopiedLogs,
    /// What came after the last backup, except for the logs that survive and are replayed into it.
    SinceBackupLessLogs,
    /// What came after the last backup.
    SinceBackup,
}

/// Whether people notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// They work on.
    GoesOn,
    /// They wait, be it for a minute or for one database alone.
    IsInterrupted,
}

/// What `Get-StorageGroupCopyStatus` says of a copy in Service Pack 1.
///
/// RTM knows no `ServiceDown`; what it says instead the sources do not settle, but a lost old node is `Failed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing is in the way.
    Healthy,
    /// The copy wants a repair or a new baseline.
    Failed,
    /// The Replication service of the copy cannot be reached.
    ServiceDown,
}

/// The copy that is not in use when everything has happened that happens by itself, and nobody has mended a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standby {
    /// The mode has none.
    DoesNotExist,
    /// The sources do not say.
    Unstated,
    /// It has a status.
    Is(Status),
}

/// One fault in one mode, and what to expect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The mode.
    pub(crate) mode: Mode,
    /// Name of the fault, unique in its mode.
    pub(crate) fault: &'static str,
    /// Who sets it right.
    pub(crate) remedy: Remedy,
    /// What is lost when it is set right in the way that is advised.
    pub(crate) loss: Loss,
    /// Whether people notice.
    pub(crate) service: Service,
    /// What is said of the passive copy or the target.
    pub(crate) standby: Standby,
    /// Tags of the sources, or "recalled".
    pub(crate) source: &'static str,
}

mod tests {
    use super::*;
    use crate::dial::{Decision, Dial, decide};
    use crate::quorum::{Model, Nodes, Outcome, Situation, outcome};

    fn row(mode: Mode, fault: &str) -> &'static Row {
        let mut found = ROWS.iter().filter(|row| row.mode == mode && row.fault == fault);
        let row = found.next().unwrap_or_else(|| panic!("no row '{fault}' for {mode:?}"));
        assert!(found.next().is_none(), "two rows '{fault}' for {mode:?}");
        row
    }

    fn always(law: &str, holds: impl Fn(&Row) -> bool) {
        let broken: Vec<&Row> = ROWS.iter().filter(|row| !holds(row)).collect();
        assert!(broken.is_empty(), "{law}: {broken:#?}");
    }

    #[test]
    fn every_fault_has_one_name_in_its_mode_and_a_source() {
        always("a name is in small letters with hyphens", |row| {
            row.fault.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()))
        });
        always("a source is recalled or a list of tags", |row| {
            let is_tag = |tag: &str| tag.starts_with('[') && tag.ends_with(']');
            row.source == "recalled" || row.source.split(", ").all(is_tag)
        });
        for Row { mode, fault, .. } in ROWS {
            row(*mode, fault);
        }
    }

    /// How many faults of each mode have to be told apart, so that none is dropped unseen.
    #[test]
    fn every_mode_has_all_its_faults() {
        for (mode, count) in [(Mode::Lcr, 14), (Mode::Scc, 15), (Mode::Ccr, 33), (Mode::Scr, 13)] {
            assert_eq!(ROWS.iter().filter(|row| row.mode == mode).count(), count, "{mode:?}");
        }
    }

    #[test]
    fn always_only_a_single_copy_cluster_has_no_second_copy() {
        always("it has none", |row| (row.mode == Mode::Scc) == (row.standby == Standby::DoesNotExist));
    }

    /// Only CCR makes a copy active by itself, so only there can something be lost without a hand.
    #[test]
    fn always_only_ccr_loses_anything_by_itself() {
        always("a hand is needed", |row| {
            row.remedy != Remedy::Automatic || row.loss == Loss::Nothing || row.mode == Mode::Ccr
        });
    }

    #[test]
    fn always_nothing_else_than_a_logical_corruption_loses_data_while_people_work_on() {
        always("people notice", |row| {
            row.loss == Loss::Nothing || row.service == Service::IsInterrupted || row.fault == "logical-corruption"
        });
    }

    #[test]
    fn always_where_nothing_has_to_move_people_work_on() {
        always("people work on", |row| row.remedy != Remedy::NotApplicable || row.service == Service::GoesOn);
    }

    #[test]
    fn always_a_fault_of_the_passive_side_alone_neither_stops_nor_loses_anything() {
        let is_passive = |row: &Row| row.fault.starts_with("passive") || row.fault.starts_with("target");
        assert!(ROWS.iter().filter(|row| is_passive(row)).count() > 5);
        always("nothing happens", |row| {
            !is_passive(row) || (row.service == Service::GoesOn && row.loss == Loss::Nothing)
        });
    }

    #[test]
    fn a_ccr_goes_on_by_itself_exactly_when_its_votes_allow_it() {
        const A: Nodes = Nodes(1);
        const B: Nodes = Nodes(2);
        //  fault, sides, who reaches the witness; node A is active and owned the witness
        let rows: [(&str, &[Nodes], Nodes); 8] = [
            ("active-node-lost", &[B], B),
            ("passive-node-lost", &[A], A),
            ("witness-lost", &[Nodes(3)], Nodes::NONE),
            ("witness-and-passive-node-lost", &[A], Nodes::NONE),
            ("witness-and-active-node-lost", &[B], Nodes::NONE),
            ("all-networks-between-nodes-lost-and-owner-wins", &[A, B], Nodes(3)),
            ("site-and-witness-lost", &[B], Nodes::NONE),
            ("site-lost-and-witness-elsewhere", &[B], B),
        ];
        for (fault, sides, reaching) in rows {
            let row = row(Mode::Ccr, fault);
            let votes = outcome(Model::NodeAndShareMajority, 2, Situation { sides, reaching, owner: A });
            let stops_for_good = row.service == Service::IsInterrupted && row.remedy == Remedy::ByHand;
            assert_eq!(votes == Outcome::Stops, stops_for_good, "{row:?}");
        }
    }

    #[test]
    fn a_ccr_mounts_by_itself_exactly_when_its_dial_allows_it() {
        //  fault, closed logs missing, the open log is lost
        for (fault, missing, is_open_lost) in [
            ("cluster-service-crashed-on-active", 0, false),
            ("active-node-lost", 6, true),
            ("active-node-lost-beyond-dial", 7, true),
        ] {
            let row = row(Mode::Ccr, fault);
            let decision = decide(Dial::BestAvailability, missing, is_open_lost);
            assert_eq!(row.remedy == Remedy::ByHand, decision == Decision::Waits, "{row:?}");
            assert_eq!(row.loss == Loss::Nothing, decision == Decision::MountsWhole, "{row:?}");
        }
    }
}
