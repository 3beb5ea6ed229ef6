//! Exchange Server 2007: log streams, copies, the pipeline between them, mounting, mail.
//!
//! Builds on `model::cluster`. A storage group with copies is the same thing in every mode; what a
//! mode adds is where the copies lie and who may mount them.

mod activation;
mod active_copy;
mod backups;
mod clients;
mod copy;
mod copy_status;
mod damage;
mod disk_space;
mod divergence;
mod dumpster;
mod edits;
mod exposure;
mod file_recovery;
mod hosting;
mod local_copy;
mod log_folder;
mod log_stream;
mod mail;
mod mailbox_server;
mod mount_dial;
mod mounting;
mod objects;
mod online_order;
mod pace;
mod pipeline;
mod portability;
mod redelivery;
mod remaining_logs;
mod replacement;
mod replication_networks;
mod resources;
mod restore;
mod seeding;
mod service;
mod standby;
mod standby_restore;
mod storage_group;
mod takeover;
mod truncation;

pub use activation::Activation;
pub use active_copy::LostLogs;
pub use backups::{BackupSet, RunningBackup};
pub use clients::Outboxes;
pub use copy::{Copy, CopyRole, DatabaseState, Divergence, Enabled};
pub use copy_status::CopyStatus;
pub use damage::BadLog;
pub use disk_space::{DiskSpace, Space};
pub use dumpster::{Dumpster, DumpsterLimits};
pub use edits::{Edit, EditCounts, EditKind};
pub use exposure::Exposure;
pub use log_folder::LogFolder;
pub use log_stream::{DatabaseContents, Letter, LogFile, Note, OpenLog};
pub use mail::{Desk, Hub, MailAccount, Workload};
pub use mailbox_server::{MailboxServer, ServerKind, ServerState, Step};
pub use portability::Adopted;
pub use redelivery::DumpsterRequest;
pub use replication_networks::{ReplicationHostName, ReplicationNetworks};
pub use restore::Restoring;
pub use service::{Outage, ServiceRecord};
pub use standby_restore::{FileTask, Restored};
pub use storage_group::StorageGroup;
pub use takeover::Rebuild;
pub use truncation::{AtActive, deletable_at_active, deletable_at_passive, deletable_at_target};
