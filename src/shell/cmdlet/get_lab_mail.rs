//! Get-LabMail: the account of the letters.

use super::{Action, Cmdlet, Example, Reply};
use crate::shell::format::View;
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Mail";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabMail",
    aliases: &[],
    synopsis: "Counts the letters: accepted, in mailboxes, in queues, lost.",
    description: "Accepted is always the sum of Present, Queued and Lost.",
    parameters: &[],
    examples: &[Example { line: "(Get-LabMail).Lost", says: "Counts the letters that are lost." }],
    views: &[View::list(TYPE, &[])],
    action: Action::Read(|_, host| {
        let mail = host.view().mail();
        let number = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let object = Object::new(TYPE)
            .with("Accepted", number(mail.accepted))
            .with("Present", number(mail.present))
            .with("Queued", number(mail.queued))
            .with("Lost", number(mail.lost))
            .with("Redelivered", number(mail.redelivered))
            .with("DuplicatesDropped", number(mail.duplicates_dropped))
            .with("KeptBySenders", number(mail.kept_by_senders))
            .with("EditsLost", number(mail.edits_lost));
        Ok(Reply::objects(vec![object.into_value()]))
    }),
};
