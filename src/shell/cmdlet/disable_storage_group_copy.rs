//! Disable-StorageGroupCopy: a server is no target of standby continuous replication any more.

use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of, intent, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Reply, STANDBY_MACHINE};
use crate::model::input::Input;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Disable-StorageGroupCopy",
    aliases: &[],
    synopsis: "Ends the replication of a storage group to a target of standby continuous replication.",
    description: "The files stay on the target, and its logs hold none back at the source any more.",
    parameters: &[IDENTITY, STANDBY_MACHINE.mandatory(), DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Disable-StorageGroupCopy \"EXCHMAILBOX\\First Storage Group\" -StandbyMachine EXCHSTANDBY",
        says: "Ends replication to EXCHSTANDBY.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| intent("Disabling", bound, host),
        run: |bound, host| {
            let group = group_of(bound, host)?;
            if let Some(node) = standby_of(bound, host)? {
                submit(host, Input::DisableStandby { group, node })?;
            }
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
