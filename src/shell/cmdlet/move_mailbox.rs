//! Move-Mailbox -ConfigurationOnly: mailboxes get another database in the directory.

use super::mailbox::IDENTITY;
use super::object_paths::change;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply};
use crate::model::objects::ObjectInput;
use crate::shell::bind::Bound;
use crate::shell::directory::{database, person};
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Move-Mailbox",
    aliases: &[],
    synopsis: "Lets a mailbox be in another database, in the directory only.",
    description: "With -ConfigurationOnly nothing but the directory changes: what the mailbox held stays where it was. On another server people work again once the directory has replicated, and Outlook 2007 is redirected by Autodiscover. Moving the content is not part of this lab.",
    parameters: &[
        IDENTITY.mandatory(),
        Parameter::new("TargetDatabase", Kind::Name(Names::Database), "The other database.").mandatory(),
        Parameter::new("ConfigurationOnly", Kind::Switch, "Changes the directory and moves no content."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Get-Mailbox -Database \"Mailbox Database\" | Move-Mailbox -ConfigurationOnly -TargetDatabase \"EXCHMAILBOX\\Second Storage Group\\Mailbox Database 2\" -Confirm:$false",
        says: "Lets all mailboxes of a database be in another one.",
    }],
    views: &[],
    action: Action::Change(Change { asks: true, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let text = |name| bound.text(name).unwrap_or_default();
    person(&host.view(), &text("Identity"))?;
    database(&host.view(), &text("TargetDatabase"))?;
    Ok(format!("Moving mailbox \"{}\" to database \"{}\".", text("Identity"), text("TargetDatabase")))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    if !bound.switch("ConfigurationOnly") {
        return Err(ShellError::not_supported("moving the content of a mailbox").hint("add -ConfigurationOnly"));
    }
    let first = person(&host.view(), &bound.text("Identity").unwrap_or_default())?;
    let group = database(&host.view(), &bound.text("TargetDatabase").unwrap_or_default())?;
    change(host, ObjectInput::MoveMailboxes { first, count: 1, group })?;
    Ok(Outcome::Done(Reply::default()))
}
