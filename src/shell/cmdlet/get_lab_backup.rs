//! Get-LabBackup: the backups of a storage group that could be restored.

use super::lab_group::{IDENTITY, group_of};
use super::{Action, Cmdlet, Example, Reply};
use crate::model::exchange::BackupSet;
use crate::shell::calendar::date;
use crate::shell::format::{Column, View};
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Backup";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabBackup",
    aliases: &[],
    synopsis: "Lists the backups of a storage group that could be restored, oldest first.",
    description: "Restore-LabBackup takes the number of one that holds the database. An incremental or differential one carries it on if no log is missing between them. The seven newest backups with the database are kept.",
    parameters: &[IDENTITY],
    examples: &[Example { line: "Get-LabBackup", says: "Lists what could be restored." }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("Number", Some(6)),
            Column::new("Type", Some(12)),
            Column::new("Finished", Some(22)),
            Column::new("LastLog", Some(8)),
            Column::new("Snapshot", None),
        ],
    )],
    action: Action::Read(|bound, host| {
        let group = group_of(bound, host)?;
        let view = host.view();
        let object = |set: &BackupSet| {
            Object::new(TYPE)
                .with("Number", Value::Int(i64::from(set.number)))
                .with("StorageGroup", Value::text(view.bench.group_name(group)))
                .with("Type", Value::text(set.mark.kind.name()))
                .with("Snapshot", Value::Bool(set.mark.is_snapshot))
                .with("Finished", date(set.mark.at))
                .with("LastLog", Value::Int(i64::from(set.mark.upto.0)))
                .into_value()
        };
        Ok(Reply::objects(view.bench.group(group).sets.iter().map(object).collect()))
    }),
};
