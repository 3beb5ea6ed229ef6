//! Set-MailboxServer: the mount dial, and the time until a forced mount.

use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::model::params::MountDial;
use crate::shell::bind::Bound;
use crate::shell::directory::clustered_server;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

const DIALS: [MountDial; 3] = [MountDial::Lossless, MountDial::GoodAvailability, MountDial::BestAvailability];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Set-MailboxServer",
    aliases: &[],
    synopsis: "Changes the settings of a clustered mailbox server.",
    description: "The dial decides how many missing logs an automatic mount tolerates: Lossless none, GoodAvailability 3, BestAvailability 6.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new(
            "AutoDatabaseMountDial",
            Kind::Choice(&[DIALS[0].name(), DIALS[1].name(), DIALS[2].name()]),
            "How many missing logs an automatic mount tolerates.",
        ),
        Parameter::new(
            "ForcedDatabaseMountAfter",
            Kind::IntOrUnlimited,
            "Hours until a database is mounted at any loss, from 1 on, or unlimited.",
        ),
        Parameter::new("RedundantMachines", Kind::Unsupported, "Nodes that may run the server."),
        Parameter::new("ClusteredStorageType", Kind::Unsupported, "Shared or not."),
        Parameter::new("ReplicationNetworks", Kind::Unsupported, "Networks to ship logs over."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Set-MailboxServer EXCHCMS -AutoDatabaseMountDial:GoodAvailability -ForcedDatabaseMountAfter:4",
        says: "Tolerates three missing logs, and any number after four hours.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let identity = bound.text("Identity").unwrap_or_default();
    clustered_server(&host.view(), &identity)?;
    Ok(format!("Setting mailbox server properties of \"{identity}\"."))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    if bound.value("ForcedDatabaseMountAfter") == Some(&Value::Int(0)) {
        let message = "The parameter ForcedDatabaseMountAfter takes a number of hours from 1 on, or unlimited.";
        return Err(ShellError::new(Category::InvalidArgument, message));
    }
    let dial = bound.text("AutoDatabaseMountDial").and_then(|name| DIALS.into_iter().find(|dial| dial.name() == name));
    if let Some(dial) = dial {
        submit(host, Input::SetMountDial { dial })?;
    }
    if let Some(after) = bound.value("ForcedDatabaseMountAfter") {
        let hours = match after {
            Value::Int(hours) => u32::try_from(*hours).ok(),
            _ => None,
        };
        submit(host, Input::SetForcedMount { hours })?;
    }
    if dial.is_none() && !bound.is_given("ForcedDatabaseMountAfter") {
        let server = host.view().server().id;
        return Ok(Outcome::Done(Reply::warning(format!(
            "The command completed successfully but no settings of '{server}' have been modified."
        ))));
    }
    Ok(Outcome::Done(Reply::default()))
}
