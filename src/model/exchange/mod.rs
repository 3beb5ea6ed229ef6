//! Exchange Server 2007: log streams, copies, the pipeline between them, mounting, mail.
//!
//! Builds on `model::cluster`. A storage group with copies is the same thing in every mode; what a
//! mode adds is where the copies lie and who may mount them.

mod activation;
mod clients;
mod copy_status;
mod divergence;
mod dumpster;
mod edits;
mod exposure;
mod log_folder;
mod log_stream;
mod mail;
mod mailbox_server;
mod mounting;
mod objects;
mod pipeline;
mod redelivery;
mod replication_networks;
mod resources;
mod seeding;
mod service;
mod standby;
mod standby_restore;
mod storage_group;
mod takeover;

pub use clients::Outboxes;
pub use copy_status::CopyStatus;
pub use dumpster::{Dumpster, DumpsterLimits};
pub use edits::{Edit, EditCounts, EditKind};
pub use exposure::Exposure;
pub use log_folder::LogFolder;
pub use log_stream::{Letter, LogFile, OpenLog};
pub use mail::{Desk, Hub, MailAccount, Workload};
pub use mailbox_server::{MailboxServer, ServerKind, ServerState, Step};
pub use redelivery::DumpsterRequest;
pub use replication_networks::{ReplicationHostName, ReplicationNetworks};
pub use service::{Outage, ServiceRecord};
pub use standby_restore::{EseError, FileTask, Restored};
pub use storage_group::{Activation, Copy, CopyRole, DatabaseState, Divergence, Enabled, LostLogs, StorageGroup};
pub use takeover::Rebuild;
