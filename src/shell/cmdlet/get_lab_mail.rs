//! Get-LabMail: the account of the letters.

use super::{Action, Cmdlet, Example, Reply};
use crate::model::exchange::{EditCounts, EditKind};
use crate::shell::format::View;
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Mail";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabMail",
    aliases: &[],
    synopsis: "Counts the letters: accepted, in mailboxes, in queues, lost.",
    description: "Accepted is always the sum of Present, Queued, Lost and Removed. Edits are other changes: drafts, calendar and contacts, tasks, flags and read marks, moves and deletions, copies in Sent Items. EditsInCaches counts lost items that clients in cached mode still have.",
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
            .with("Removed", number(host.view().bench.mail.removed))
            .with("Redelivered", number(mail.redelivered))
            .with("DuplicatesDropped", number(mail.duplicates_dropped))
            .with("KeptBySenders", number(mail.kept_by_senders))
            .with("Edits", number(mail.edits))
            .with("EditsInOutboxes", number(mail.edits_in_outboxes))
            .with("EditsLost", number(mail.edits_lost))
            .with("EditsLostByKind", by_kind(&mail.edits_lost_by_kind))
            .with("EditsInCaches", number(mail.edits_in_caches));
        Ok(Reply::objects(vec![object.into_value()]))
    }),
};

/// `{draft: 2, flag: 5}`; kinds of which none is lost are left out.
fn by_kind(counts: &EditCounts) -> Value {
    let lost = EditKind::ALL.into_iter().filter(|kind| counts.of(*kind) > 0);
    Value::texts(lost.map(|kind| format!("{}: {}", kind.name(), counts.of(kind))))
}
