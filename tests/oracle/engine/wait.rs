//! How long a single copy cluster is down, and what the gauge says of it, over random cases.

use super::lab::{Chance, Lab};
use crate::wait::{Windows, logs_of_recovery, single_copy_cluster};
use failover_lab::model::ids::How;
use failover_lab::model::params::{self, Build, Config, Mode};

#[test]
fn always_a_single_copy_cluster_is_back_when_the_timeline_says() {
    let mut chance = Chance(53);
    for case in 0..60 {
        let (build, windows) = (Build::Sp1, [params::Windows::V2003, params::Windows::V2008][case % 2]);
        let mut lab = Lab::quiet(Config { mode: Mode::Scc, build, windows, mailboxes: 4, ..Config::DEFAULT });
        let closed = chance.below(40);
        lab.close_logs(closed);
        lab.letters(1, 1_000);
        lab.wait(1 + chance.below(60));
        let gauge = lab.bench().exposure().wait.expect("it fails over by itself").as_millis();
        lab.stop("EXCHMAILBOX1", How::PowerCut);
        lab.wait(300);
        let outage = lab.bench().service.outages.last().copied().expect("people notice");
        let waited = outage.to.expect("it is over").since(outage.from).as_millis();
        let windows = if windows == params::Windows::V2003 { Windows::V2003 } else { Windows::V2008 };
        let told = single_copy_cluster(windows, logs_of_recovery(closed));
        assert!(told.contains(&waited), "{windows:?}, {closed} logs: people wait {waited} ms, the tables say {told:?}");
        assert!(told.contains(&gauge) && gauge >= waited, "the gauge says {gauge} ms, the tables say {told:?}");
    }
}
