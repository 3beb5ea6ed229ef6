//! Get-TransportConfig: the limits of the transport dumpsters, for the whole organisation.

use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Reply};
use crate::model::params::Build;
use crate::shell::format::View;
use crate::shell::value::{ByteSize, Object, TimeSpan, Value};

const TYPE: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration.TransportConfigContainer";

/// The largest message of an organisation that was installed with Service Pack 1; without a limit before.
const MESSAGE_MAX_SP1: &str = "10MB";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-TransportConfig",
    aliases: &[],
    synopsis: "Shows the settings of all Hub Transport servers: the limits of their transport dumpsters.",
    description: "MaxDumpsterSizePerStorageGroup holds for one storage group on one Hub Transport server, so that several servers keep more. The lab delivers letters of any size.",
    parameters: &[DOMAIN_CONTROLLER],
    examples: &[Example { line: "Get-TransportConfig", says: "Shows how much a dumpster keeps, and for how long." }],
    views: &[View::list(TYPE, &[])],
    action: Action::Read(|_, host| {
        let world = host.view();
        let limits = world.bench.dumpster_limits;
        let largest = || match world.config().build {
            Build::Rtm => Value::text("unlimited"),
            Build::Sp1 => Value::text(MESSAGE_MAX_SP1),
        };
        let age = i64::try_from(limits.age.as_millis()).unwrap_or(i64::MAX);
        let object = Object::new(TYPE)
            .with("MaxDumpsterSizePerStorageGroup", Value::Size(ByteSize::from_bytes(limits.bytes)))
            .with("MaxDumpsterTime", Value::Span(TimeSpan::from_millis(age)))
            .with("MaxReceiveSize", largest())
            .with("MaxSendSize", largest());
        Ok(Reply::objects(vec![object.into_value()]))
    }),
};
