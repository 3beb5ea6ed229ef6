//! Single copy clusters: one copy on disks that the nodes share. The rows of the table of faults are in `rows`.
//!
//! The tags in brackets are those of `MODEL.md`.

mod nodes;
mod resources;
mod rows;
mod storage;

use crate::lab::{Lab, NODE1, RTM, SP1_2008};
use failover_lab::model::params::{Config, Mode};

/// Two nodes and a shared disk quorum.
const SCC: Config = Config { mode: Mode::Scc, ..RTM };
/// Two nodes with node and disk majority.
const SCC_2008: Config = Config { mode: Mode::Scc, ..SP1_2008 };

/// A cluster with letters in the database, in closed logs and in the open one.
fn with_mail(config: Config) -> Lab {
    let mut lab = Lab::quiet(config);
    lab.wait(60).letters(40).close_logs(2).letters(3).wait(10);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    lab
}

/// Nothing that was accepted is lost.
#[track_caller]
fn keeps_all_mail(lab: &Lab) {
    let mail = lab.mail();
    assert_eq!((mail.lost, mail.edits_lost, mail.present + mail.queued), (0, 0, mail.accepted));
    assert_eq!(lab.lost(), None);
}
