//! Disable-StorageGroupCopy: replication to a local copy, or to a target of standby continuous replication, ends.

use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of, intent, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Reply, STANDBY_MACHINE};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Disable-StorageGroupCopy",
    aliases: &[],
    synopsis: "Ends the replication of a storage group, locally or to a target of standby continuous replication.",
    description: "The files stay, and the logs of a target hold none back at the source any more.",
    parameters: &[IDENTITY, STANDBY_MACHINE, DOMAIN_CONTROLLER],
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
            let input = match standby_of(bound, host)? {
                Some(node) => Input::DisableStandby { group, node },
                None => Input::ChangeLocalCopy { input: LocalInput::DisableCopy { group } },
            };
            submit(host, input)?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
