//! Get-LabMail: the account of the letters.

use super::{Action, Cmdlet, Example, Kind, Parameter, Reply};
use crate::model::exchange::{EditCounts, EditKind};
use crate::model::ids::LetterId;
use crate::model::view::{LetterStage, LetterView};
use crate::shell::error::{Category, ShellError};
use crate::shell::format::View;
use crate::shell::value::{Object, Value};
use crate::words;

const TYPE: &str = "FailoverLab.Mail";
const LETTER_TYPE: &str = "FailoverLab.Letter";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabMail",
    aliases: &[],
    synopsis: "Counts the letters, or follows one of them.",
    description: "Accepted is always the sum of Present, Queued, Lost and Removed. Edits are other changes: drafts, calendar and contacts, tasks, flags and read marks, moves and deletions, copies in Sent Items. EditsInCaches counts lost items that clients in cached mode still have. With -Letter it follows one letter: Stage is how far it has come on its way from the hub through memory, log buffer, open and closed log into the database file; AfterCrash says what that means if the store dies now.",
    parameters: &[Parameter::new(
        "Letter",
        Kind::Int(0, 4_000_000_000),
        "The number of a letter, as the journal has it.",
    )],
    examples: &[
        Example { line: "(Get-LabMail).Lost", says: "Counts the letters that are lost." },
        Example { line: "Get-LabMail -Letter 0", says: "Shows how far the first letter has come." },
    ],
    views: &[View::list(TYPE, &[]), View::list(LETTER_TYPE, &[])],
    action: Action::Read(|bound, host| {
        if let Some(Value::Int(number)) = bound.value("Letter") {
            let found = u32::try_from(*number).ok().and_then(|number| host.view().letter(LetterId(number)));
            return match found {
                Some(found) => Ok(Reply::objects(vec![letter(&found).into_value()])),
                None => {
                    let message = format!("No hub has accepted a letter {number}.");
                    Err(ShellError::new(Category::ObjectNotFound, message)
                        .hint("Get-LabJournal LetterDelivered names letters"))
                }
            };
        }
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

/// One letter.
fn letter(found: &LetterView) -> Object {
    let copies = found.copies.iter().map(|(server, holds)| format!("{server}: {}", holds.name()));
    Object::new(LETTER_TYPE)
        .with("Letter", Value::Int(i64::from(found.letter.0)))
        .with("Stage", Value::text(found.stage.name()))
        .with("Log", found.generation.map_or(Value::Null, |log| Value::Int(i64::from(log.0))))
        .with("Hub", found.hub.as_deref().map_or(Value::Null, Value::text))
        .with("OtherCopies", Value::texts(copies))
        .with("AfterCrash", Value::text(after_crash(found.stage)))
}

/// What a letter of this stage has to fear from a crash of the store, or of its server.
fn after_crash(stage: LetterStage) -> &'static str {
    match stage {
        LetterStage::HubQueue => words::letter_hub_queue(),
        LetterStage::LogBuffer => words::letter_log_buffer(),
        LetterStage::OpenLog => words::letter_open_log(),
        LetterStage::ClosedLog => words::letter_closed_log(),
        LetterStage::RequiredLog => words::letter_required_log(),
        LetterStage::DatabaseFile => words::letter_database_file(),
        LetterStage::NoFile => words::letter_no_file(),
        LetterStage::Lost => words::letter_lost(),
    }
}

/// `{draft: 2, flag: 5}`; kinds of which none is lost are left out.
fn by_kind(counts: &EditCounts) -> Value {
    let lost = EditKind::ALL.into_iter().filter(|kind| counts.of(*kind) > 0);
    Value::texts(lost.map(|kind| format!("{}: {}", kind.name(), counts.of(kind))))
}
