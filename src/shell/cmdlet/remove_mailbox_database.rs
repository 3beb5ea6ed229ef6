//! Remove-MailboxDatabase.

use super::mailbox_database::{IDENTITY, database_of_kind};
use super::object_paths::change;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Reply};
use crate::model::objects::{DatabaseKind, ObjectInput};
use crate::model::view::DatabaseView;
use crate::shell::error::ShellError;
use crate::shell::host::Host;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Remove-MailboxDatabase",
    aliases: &[],
    synopsis: "Takes a mailbox database out of the directory.",
    description: "No mailbox may be in it, it has to be dismounted, and replication has to be ended first. Its files stay on the disk.",
    parameters: &[IDENTITY, DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Remove-MailboxDatabase \"EXCHMAILBOX\\Second Storage Group\\Mailbox Database 2\"",
        says: "Removes the database after asking.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| {
            Ok(format!("Removing mailbox database \"{}\".", database_of_kind(DatabaseKind::Mailbox, bound, host)?.id))
        },
        run: |bound, host| remove(&database_of_kind(DatabaseKind::Mailbox, bound, host)?, host),
        resume: None,
    }),
};

/// Takes a database out of the directory.
pub(super) fn remove(database: &DatabaseView, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let file = host.view().bench.group(database.group).paths.database_file.clone();
    change(host, ObjectInput::RemoveDatabase { group: database.group })?;
    Ok(Outcome::Done(Reply::warning(format!(
        "The specified database has been removed. You must remove the database file located in {file} from your computer manually if it exists. Specified database: {}",
        database.name
    ))))
}
