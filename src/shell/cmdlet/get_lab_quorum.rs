//! Get-LabQuorum: the votes.

use super::{Action, Cmdlet, Example, Reply};
use crate::shell::error::{Category, ShellError};
use crate::shell::format::View;
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Quorum";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabQuorum",
    aliases: &[],
    synopsis: "Counts the votes of the cluster.",
    description: "",
    parameters: &[],
    examples: &[Example { line: "(Get-LabQuorum).Held", says: "Tells whether the cluster has quorum." }],
    views: &[View::list(TYPE, &[])],
    action: Action::Read(|_, host| {
        let world = host.view();
        let Some(quorum) = world.quorum() else {
            let message = format!("'{}' runs on no cluster, so that there are no votes.", world.server().id);
            return Err(ShellError::new(Category::InvalidOperation, message).target(world.server().id));
        };
        let name = |name: Option<String>| name.map_or(Value::Null, Value::Text);
        let object = Object::new(TYPE)
            .with("Model", Value::text(quorum.model))
            .with("Votes", Value::Int(i64::from(quorum.votes)))
            .with("Of", Value::Int(i64::from(quorum.of)))
            .with("Needed", Value::Int(i64::from(quorum.needed)))
            .with("Held", Value::Bool(quorum.is_held))
            .with("Owner", name(quorum.owner))
            .with("WitnessLockedBy", name(quorum.witness_locked_by))
            .with("DiskReservedBy", name(quorum.disk_reserved_by))
            .with("Forced", Value::Bool(quorum.is_forced))
            .with("Paused", Value::texts(quorum.paused))
            .with("Members", Value::texts(quorum.members));
        Ok(Reply::objects(vec![object.into_value()]))
    }),
};
