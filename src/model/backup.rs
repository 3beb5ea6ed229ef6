//! Kinds and ways of backup, and what a database remembers of it.
//!
//! The product has no cmdlet for backup: a program of the administrator's makes it. Which program can back up
//! which copy is the table here; who records it and what it lets go is the storage group's business.

use super::exchange::ServerKind;
use super::ids::canonical_by_name;
use super::params::Windows;
use super::units::LogGeneration;
use crate::engine::{Canonical, Digest, SimTime};

/// What a backup holds, and whether logs may go afterwards. Source: LCRPERF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupKind {
    /// The database and its logs; logs may go.
    Full,
    /// The logs since the last full or incremental one; they may go.
    Incremental,
    /// The logs since the last full or incremental one; they stay.
    Differential,
    /// The database and its logs; nothing is recorded as saved, and nothing may go.
    Copy,
}

/// How a backup reads the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupMethod {
    /// Page by page through the store: what NTBackup does.
    Streaming,
    /// From a snapshot of the volume, by a product of somebody else's.
    Vss,
    /// With what Windows itself brings: NTBackup, or from Windows Server 2008 on its successor.
    Windows,
}

/// Which copy a backup reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupSide {
    /// The active copy.
    Active,
    /// The passive copy of LCR or CCR.
    Passive,
}

/// One backup, as the header of a database remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupMark {
    /// What it holds.
    pub kind: BackupKind,
    /// When it was done.
    pub at: SimTime,
    /// Newest log in it.
    pub upto: LogGeneration,
    /// Whether it was made from a snapshot.
    pub is_snapshot: bool,
}

/// What the header of a database says about backups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackupHeader {
    marks: [Option<BackupMark>; 4],
    /// Newest log that a full or an incremental backup holds.
    pub backed_up: LogGeneration,
}

impl BackupKind {
    /// All kinds, in the order in which headers list them.
    pub const ALL: [BackupKind; 4] =
        [BackupKind::Full, BackupKind::Incremental, BackupKind::Differential, BackupKind::Copy];

    /// The argument of `-Type`.
    pub const fn name(self) -> &'static str {
        match self {
            BackupKind::Full => "Full",
            BackupKind::Incremental => "Incremental",
            BackupKind::Differential => "Differential",
            BackupKind::Copy => "Copy",
        }
    }

    /// Whether it holds the database and not the logs alone.
    pub const fn has_database(self) -> bool {
        matches!(self, BackupKind::Full | BackupKind::Copy)
    }

    /// Whether the logs in it may go.
    pub const fn truncates(self) -> bool {
        matches!(self, BackupKind::Full | BackupKind::Incremental)
    }
}

impl BackupMethod {
    /// All methods.
    pub const ALL: [BackupMethod; 3] = [BackupMethod::Streaming, BackupMethod::Vss, BackupMethod::Windows];

    /// The argument of `-Method`.
    pub const fn name(self) -> &'static str {
        match self {
            BackupMethod::Streaming => "Streaming",
            BackupMethod::Vss => "Vss",
            BackupMethod::Windows => "Windows",
        }
    }

    /// What the program that Windows brings does: NTBackup streams, its successor does not know Exchange.
    ///
    /// Service Pack 2 adds a plug-in; the builds of the lab end before it. Source: BKPBLOG, recalled.
    pub const fn on(self, windows: Windows) -> Option<BackupMethod> {
        match (self, windows) {
            (BackupMethod::Streaming | BackupMethod::Vss, _) => Some(self),
            (BackupMethod::Windows, Windows::V2003) => Some(BackupMethod::Streaming),
            (BackupMethod::Windows, Windows::V2008) => None,
        }
    }
}

impl BackupSide {
    /// The argument of `-Copy`.
    pub const fn name(self) -> &'static str {
        match self {
            BackupSide::Active => "Active",
            BackupSide::Passive => "Passive",
        }
    }

    /// Whether a copy can be read in this way at all. Source: BKP, BKPBLOG.
    ///
    /// The store streams what it has mounted; a passive copy has no store, and its writer of snapshots lives in
    /// the Replication service.
    pub const fn can_be_read(self, method: BackupMethod, server: ServerKind, has_passive: bool) -> bool {
        match (self, server) {
            (BackupSide::Active, _) => true,
            (BackupSide::Passive, ServerKind::Shared(_)) => false,
            (BackupSide::Passive, ServerKind::StandAlone | ServerKind::NonShared(_)) => {
                has_passive && matches!(method, BackupMethod::Vss)
            }
        }
    }
}

impl BackupHeader {
    /// The newest backup of a kind.
    pub fn last(&self, kind: BackupKind) -> Option<BackupMark> {
        self.marks[kind as usize]
    }

    /// The newest backup of any kind.
    pub fn newest(&self) -> Option<BackupMark> {
        self.marks.iter().flatten().copied().max_by_key(|mark| mark.at)
    }

    /// Records a backup.
    pub fn record(&mut self, mark: BackupMark) {
        self.marks[mark.kind as usize] = Some(mark);
        if mark.kind.truncates() {
            self.backed_up = self.backed_up.max(mark.upto);
        }
    }
}

canonical_by_name!(BackupKind, BackupMethod, BackupSide);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::ClusterId;

    /// The matrix of backups, row by row. Source: BKP, BKPBLOG.
    #[test]
    fn a_passive_copy_is_read_from_snapshots_only() {
        use BackupMethod::{Streaming, Vss};
        let cluster = ClusterId(0);
        //  server, has a passive copy; active streaming, active VSS, passive streaming, passive VSS
        let rows = [
            (ServerKind::StandAlone, false, [true, true, false, false]),
            (ServerKind::StandAlone, true, [true, true, false, true]),
            (ServerKind::Shared(cluster), false, [true, true, false, false]),
            (ServerKind::NonShared(cluster), true, [true, true, false, true]),
        ];
        for (server, has_passive, expected) in rows {
            let cells = [
                (BackupSide::Active, Streaming),
                (BackupSide::Active, Vss),
                (BackupSide::Passive, Streaming),
                (BackupSide::Passive, Vss),
            ];
            let found = cells.map(|(side, method)| side.can_be_read(method, server, has_passive));
            assert_eq!(found, expected, "{server:?} {has_passive}");
        }
    }

    #[test]
    fn the_backup_of_windows_2008_does_not_know_exchange() {
        assert_eq!(BackupMethod::Windows.on(Windows::V2003), Some(BackupMethod::Streaming));
        assert_eq!(BackupMethod::Windows.on(Windows::V2008), None);
        assert_eq!(BackupMethod::Vss.on(Windows::V2008), Some(BackupMethod::Vss));
    }

    #[test]
    fn only_full_and_incremental_backups_let_logs_go() {
        let mut header = BackupHeader::default();
        let mark = |kind, upto| BackupMark { kind, at: SimTime::ZERO, upto: LogGeneration(upto), is_snapshot: false };
        for (kind, upto, backed_up) in [
            (BackupKind::Copy, 10, 0),
            (BackupKind::Full, 8, 8),
            (BackupKind::Differential, 20, 8),
            (BackupKind::Incremental, 30, 30),
            (BackupKind::Copy, 40, 30),
        ] {
            header.record(mark(kind, upto));
            assert_eq!(header.backed_up, LogGeneration(backed_up), "{}", kind.name());
            assert_eq!(header.last(kind).map(|mark| mark.upto), Some(LogGeneration(upto)));
        }
    }
}
