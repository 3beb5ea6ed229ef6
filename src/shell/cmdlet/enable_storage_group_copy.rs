//! Enable-StorageGroupCopy: a local copy, or a server as a target of standby continuous replication.

use super::object_paths::{COPY_LOG_FOLDER, COPY_SYSTEM_FOLDER, change_copy, copy_paths};
use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply, STANDBY_MACHINE};
use crate::engine::SimSpan;
use crate::model::ids::{NodeId, Part, StorageGroupId};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::params::SCR_REPLAY_LAG_HOURS;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;

/// `ReplayLagTime` of a target. Source: \[SCRPLAN\].
pub(super) const REPLAY_LAG: Parameter = Parameter::new(
    "ReplayLagTime",
    Kind::Span,
    "How old a log has to be before the target replays it: Days.Hours:Minutes:Seconds, up to 7 days.",
);
/// `TruncationLagTime` of a target. Source: \[SCRPLAN\].
pub(super) const TRUNCATION_LAG: Parameter =
    Parameter::new("TruncationLagTime", Kind::Span, "How much longer a replayed log is kept, up to 7 days.");

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Enable-StorageGroupCopy",
    aliases: &[],
    synopsis: "Begins to replicate a storage group, locally or to a target of standby continuous replication.",
    description: "Without -StandbyMachine the copy is on other disks of the same server: it is seeded, then fed closed logs; Enable-DatabaseCopy comes first. A target collects logs first. Its database is made once 50 logs have reached it and the replay lag has passed, or by seeding it with Update-StorageGroupCopy. Lags change only by disabling and enabling; the files may stay.",
    parameters: &[
        IDENTITY,
        STANDBY_MACHINE,
        COPY_LOG_FOLDER,
        COPY_SYSTEM_FOLDER,
        REPLAY_LAG,
        TRUNCATION_LAG,
        Parameter::new("SeedingPostponed", Kind::Switch, "A local copy is not seeded now; a target never is at once."),
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
    let on = target.map(|target| format!(" on \"{target}\"")).unwrap_or_default();
    Ok(format!("Enabling storage group copy \"{}\"{on}.", host.view().bench.group_name(group)))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let (group, target) = (group_of(bound, host)?, standby_of(bound, host)?);
    let Some(node) = target else { return enable_local(group, bound, host) };
    submit(host, enable_standby(group, node, bound))?;
    Ok(Outcome::Done(Reply::default()))
}

/// The input that makes a server a target, with the lags of the line.
pub(super) fn enable_standby(group: StorageGroupId, node: NodeId, bound: &Bound) -> Input {
    let lag = |parameter: &Parameter, otherwise| match bound.span_of(parameter.name) {
        Some(span) => SimSpan::from_millis(span.as_millis().max(0) as u64),
        None => otherwise,
    };
    let replay_lag = lag(&REPLAY_LAG, SimSpan::from_hours(SCR_REPLAY_LAG_HOURS));
    Input::EnableStandby { group, node, replay_lag, truncation_lag: lag(&TRUNCATION_LAG, SimSpan::ZERO) }
}

/// Seeding goes on after the command, as in the product.
fn enable_local(group: StorageGroupId, bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let (paths, is_seeding_postponed) = (copy_paths(bound), bound.switch("SeedingPostponed"));
    change_copy(host, LocalInput::EnableCopy { group, paths, is_seeding_postponed })?;
    Ok(Outcome::Done(Reply::default()))
}
