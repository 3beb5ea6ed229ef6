//! Errors of the Extensible Storage Engine, as far as a mount, a recovery or a backup can meet them here.

use crate::engine::{Canonical, Digest};

macro_rules! errors {
    ($( $(#[doc = $doc:literal])+ $name:ident = $code:literal; )*) => {
        /// An error of the engine beneath the store. Codes and names are recalled.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum EseError {
            $( $(#[doc = $doc])+ $name, )*
        }

        impl EseError {
            /// The name, as administrators search for it.
            pub const fn name(self) -> &'static str {
                match self { $( EseError::$name => concat!("JET_err", stringify!($name)), )* }
            }

            /// The number, as events and eseutil show it.
            pub const fn code(self) -> i32 {
                match self { $( EseError::$name => $code, )* }
            }
        }
    };
}

errors! {
    /// A log that the database needs is damaged.
    LogFileCorrupt = -501;
    /// A log that the database needs is missing.
    RequiredLogFilesMissing = -543;
    /// The current log is missing: the newest logs were never copied.
    MissingLogFile = -528;
    /// The database needs logs and was not recovered.
    DatabaseDirtyShutdown = -550;
    /// A log is missing that holds changes which never reached the database file.
    CommittedLogFilesMissing = -582;
    /// A log is damaged that holds changes which never reached the database file.
    CommittedLogFilesCorrupt = -586;
    /// A page of the database does not fit its checksum.
    ReadVerifyFailure = -1018;
    /// Logs name a database that is not there.
    AttachedDatabaseMismatch = -1216;
    /// A disk does not answer.
    DiskIO = -1022;
    /// A volume has no space left.
    DiskFull = -1808;
    /// There is no such file.
    FileNotFound = -1811;
}

impl Canonical for EseError {
    fn write_to(&self, digest: &mut Digest) {
        digest.text(self.name());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_the_numbers_that_administrators_know() {
        let all = [
            (EseError::LogFileCorrupt, -501, "JET_errLogFileCorrupt"),
            (EseError::MissingLogFile, -528, "JET_errMissingLogFile"),
            (EseError::DatabaseDirtyShutdown, -550, "JET_errDatabaseDirtyShutdown"),
            (EseError::FileNotFound, -1811, "JET_errFileNotFound"),
            (EseError::RequiredLogFilesMissing, -543, "JET_errRequiredLogFilesMissing"),
            (EseError::CommittedLogFilesMissing, -582, "JET_errCommittedLogFilesMissing"),
            (EseError::CommittedLogFilesCorrupt, -586, "JET_errCommittedLogFilesCorrupt"),
            (EseError::ReadVerifyFailure, -1018, "JET_errReadVerifyFailure"),
            (EseError::AttachedDatabaseMismatch, -1216, "JET_errAttachedDatabaseMismatch"),
            (EseError::DiskIO, -1022, "JET_errDiskIO"),
            (EseError::DiskFull, -1808, "JET_errDiskFull"),
        ];
        for (error, code, name) in all {
            assert_eq!((error.code(), error.name()), (code, name));
        }
    }
}
