//! Enable-StorageGroupCopy: a server becomes a target of standby continuous replication.

use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply, STANDBY_MACHINE};
use crate::engine::SimSpan;
use crate::model::ids::Part;
use crate::model::input::Input;
use crate::model::params::SCR_REPLAY_LAG_HOURS;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Enable-StorageGroupCopy",
    aliases: &[],
    synopsis: "Begins to replicate a storage group to a target of standby continuous replication.",
    description: "The target collects logs first. Its database is made once 50 logs have reached it and the replay lag has passed, or by seeding it with Update-StorageGroupCopy. Lags change only by disabling and enabling; the files may stay.",
    parameters: &[
        IDENTITY,
        STANDBY_MACHINE.mandatory(),
        Parameter::new(
            "ReplayLagTime",
            Kind::Span,
            "How old a log has to be before the target replays it: Days.Hours:Minutes:Seconds, up to 7 days.",
        ),
        Parameter::new("TruncationLagTime", Kind::Span, "How much longer a replayed log is kept, up to 7 days."),
        Parameter::new(
            "SeedingPostponed",
            Kind::Switch,
            "The target gets no database by itself at once; it never does.",
        ),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Enable-StorageGroupCopy \"EXCHMAILBOX\\First Storage Group\" -StandbyMachine EXCHSTANDBY -ReplayLagTime 0.12:00:00",
        says: "Replicates to EXCHSTANDBY, half a day behind.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let group = group_of(bound, host)?;
    let target = standby_of(bound, host)?.map(|node| host.view().name_of(Part::Node(node)));
    let name = host.view().bench.group_name(group);
    Ok(format!("Enabling storage group copy \"{name}\" on \"{}\".", target.unwrap_or_default()))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let lag = |name, otherwise| match bound.span_of(name) {
        Some(span) => SimSpan::from_millis(span.as_millis().max(0) as u64),
        None => otherwise,
    };
    let (group, target) = (group_of(bound, host)?, standby_of(bound, host)?);
    if let Some(node) = target {
        let replay_lag = lag("ReplayLagTime", SimSpan::from_hours(SCR_REPLAY_LAG_HOURS));
        let truncation_lag = lag("TruncationLagTime", SimSpan::ZERO);
        submit(host, Input::EnableStandby { group, node, replay_lag, truncation_lag })?;
    }
    Ok(Outcome::Done(Reply::default()))
}
