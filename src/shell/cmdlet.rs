//! What a cmdlet is: one entry in a table, from which binding, completion, help and running follow.

mod assert_lab;
mod clear_host;
mod close_lab_log;
mod connect_lab_network;
mod disable_continuous_replication_host_name;
mod disable_database_copy;
mod disable_storage_group_copy;
mod disconnect_lab_network;
mod dismount_database;
mod enable_continuous_replication_host_name;
mod enable_database_copy;
mod enable_storage_group_copy;
mod for_each_object;
mod format_list;
mod format_table;
mod format_wide;
mod get_alias;
mod get_clustered_mailbox_server_status;
mod get_command;
mod get_help;
mod get_history;
mod get_lab_backup;
mod get_lab_component;
mod get_lab_exposure;
mod get_lab_job;
mod get_lab_journal;
mod get_lab_mail;
mod get_lab_quorum;
mod get_lab_rule;
mod get_lab_task;
mod get_lab_why;
mod get_lab_why_not;
mod get_mailbox;
mod get_mailbox_database;
mod get_mailbox_server;
mod get_mailbox_statistics;
mod get_member;
mod get_public_folder_database;
mod get_storage_group;
mod get_storage_group_copy_status;
mod get_transport_config;
mod group_object;
mod lab_event;
mod lab_group;
mod lab_network;
mod mailbox;
mod mailbox_database;
mod measure_object;
mod mount_database;
mod move_clustered_mailbox_server;
mod move_database_path;
mod move_mailbox;
mod move_storage_group_path;
mod new_mailbox_database;
mod new_public_folder_database;
mod new_storage_group;
mod object_paths;
pub(super) mod on_compute;
mod out_null;
mod out_string;
mod refused;
mod registry;
mod remove_lab_log;
mod remove_lab_mail;
mod remove_mailbox_database;
mod remove_public_folder_database;
mod remove_storage_group;
mod restore_lab_backup;
mod restore_storage_group_copy;
mod resume_storage_group_copy;
mod select_object;
mod send_lab_mail;
mod set_lab_workload;
mod set_mailbox_database;
mod set_mailbox_server;
mod set_storage_group;
mod set_transport_config;
mod sort_object;
mod start_clustered_mailbox_server;
mod start_lab_backup;
mod start_lab_component;
mod stop_clustered_mailbox_server;
mod stop_lab_backup;
mod stop_lab_component;
mod storage_group_copy;
mod suspend_storage_group_copy;
mod switch_lab_volume;
mod test_replication_health;
mod update_storage_group_copy;
mod wait_lab;
mod where_object;
mod write_output;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::ast::Block;
use super::bind::Bound;
use super::error::ShellError;
use super::format::View;
use super::host::Host;
use super::names::Names;
use super::pipeline::{Evaluation, Stop};
use super::value::Value;

pub(super) use refused::submit;
pub use registry::{all, find, unknown_command, view_of};

/// One command of the shell.
pub struct Cmdlet {
    /// `Verb-Noun`.
    pub name: &'static str,
    /// Shorter names.
    pub aliases: &'static [&'static str],
    /// What it does, in one sentence.
    pub synopsis: &'static str,
    /// What else is worth knowing; may be empty.
    pub description: &'static str,
    /// Its parameters, those of every cmdlet excepted.
    pub parameters: &'static [Parameter],
    /// Lines to try.
    pub examples: &'static [Example],
    /// Layouts of the objects it gives.
    pub views: &'static [View],
    /// What running it does.
    pub action: Action,
}

/// A line to try, and what it shows.
pub struct Example {
    /// The line.
    pub line: &'static str,
    /// What it shows.
    pub says: &'static str,
}

/// A parameter of a cmdlet.
pub struct Parameter {
    /// The name without its dash.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Asked for when it is missing.
    pub mandatory: bool,
    /// Place among the arguments without a name, from 0.
    pub position: Option<usize>,
    /// What of the pipeline's objects it takes.
    pub pipeline: Intake,
    /// What it means, in one sentence.
    pub says: &'static str,
}

/// What a parameter takes of the objects in the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// Nothing.
    Nothing,
    /// The object itself.
    Value,
    /// The object's property of the parameter's name.
    Property,
}

/// What a parameter takes.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Nothing: it is there or not; `-Name:$false` takes it back.
    Switch,
    /// `$true` or `$false`.
    Bool,
    /// Text.
    Text,
    /// The name of something.
    Name(Names),
    /// Several names.
    NameList(Names),
    /// A whole number in a range.
    Int(i64, i64),
    /// A whole number, or `unlimited`.
    IntOrUnlimited,
    /// An amount of data.
    Size,
    /// A length of time as the product writes it: `1.00:00:00`.
    Span,
    /// A length of time as the lab's people write it: `90s`; a bare number counts seconds.
    Duration,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A script block.
    Block,
    /// Names of properties, or calculated ones.
    Properties,
    /// Any value.
    Any,
    /// PowerShell has the parameter, this shell does not.
    Unsupported,
}

/// Works on all objects of the pipeline at once.
pub type Stream = fn(&mut Evaluation<'_>, &Bound, Vec<Value>) -> Result<Vec<Value>, Stop>;

/// Reads what there is.
pub type Read = fn(&Bound, &dyn Host) -> Result<Reply, ShellError>;

/// Looks whether something that was begun is done; the value is the note of the last [`Pause`].
pub type Resume = fn(&Bound, &Value, &mut dyn Host) -> Result<Outcome, ShellError>;

/// What running a cmdlet does.
pub enum Action {
    /// Works on the objects of the pipeline, all at once.
    Stream(Stream),
    /// Reads what there is, once for each object of the pipeline.
    Read(Read),
    /// Changes what there is, once for each object of the pipeline.
    Change(Change),
}

/// A cmdlet that changes something; it takes `-WhatIf` and `-Confirm`.
pub struct Change {
    /// Asks before it acts, unless told `-Confirm:$false` or `-Force`.
    pub asks: bool,
    /// Says what it is about to do, or refuses what it can never do.
    pub intent: fn(&Bound, &dyn Host) -> Result<String, ShellError>,
    /// Does it, or begins to.
    pub run: fn(&Bound, &mut dyn Host) -> Result<Outcome, ShellError>,
    /// Looks whether what was begun is done.
    pub resume: Option<Resume>,
}

/// How far a cmdlet has come.
pub enum Outcome {
    /// It is done.
    Done(Reply),
    /// It runs on in simulated time.
    Wait(Pause),
}

/// A cmdlet that runs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Pause {
    /// What it is waiting for, to show.
    pub text: String,
    /// Looking again earlier than this is of no use [ms since the start].
    pub not_before_ms: Option<u64>,
    /// What the cmdlet wants to remember until then.
    pub note: Value,
    /// The line that stops what goes on; without one, Ctrl+C leaves it to itself.
    pub stopped_by: Option<String>,
}

impl Pause {
    /// Waits, with nothing to remember.
    pub fn new(text: String) -> Pause {
        Pause { text, not_before_ms: None, note: Value::Null, stopped_by: None }
    }
}

/// What a cmdlet gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// Objects for the next stage, or for the screen.
    pub objects: Vec<Value>,
    /// Warnings, shown at once.
    pub warnings: Vec<String>,
}

impl Reply {
    /// Nothing but a warning.
    pub fn warning(text: impl Into<String>) -> Reply {
        Reply { objects: Vec::new(), warnings: vec![text.into()] }
    }

    /// Objects and no warning.
    pub fn objects(objects: Vec<Value>) -> Reply {
        Reply { objects, warnings: Vec::new() }
    }
}

impl Parameter {
    /// An optional parameter that has no position and takes nothing of the pipeline.
    pub const fn new(name: &'static str, kind: Kind, says: &'static str) -> Parameter {
        Parameter { name, kind, mandatory: false, position: None, pipeline: Intake::Nothing, says }
    }

    /// It is asked for when it is missing.
    pub const fn mandatory(mut self) -> Parameter {
        self.mandatory = true;
        self
    }

    /// It also stands without its name, as the argument of this place.
    pub const fn at(mut self, position: usize) -> Parameter {
        self.position = Some(position);
        self
    }

    /// It takes something of the pipeline's objects.
    pub const fn takes(mut self, pipeline: Intake) -> Parameter {
        self.pipeline = pipeline;
        self
    }
}

impl Kind {
    /// The type that PowerShell would name.
    pub fn type_name(self) -> &'static str {
        match self {
            Kind::Switch => "System.Management.Automation.SwitchParameter",
            Kind::Bool => "System.Boolean",
            Kind::Text | Kind::Name(_) => "System.String",
            Kind::NameList(_) => "System.String[]",
            Kind::Int(..) => "System.Int32",
            Kind::IntOrUnlimited => "Microsoft.Exchange.Data.Unlimited",
            Kind::Size => "Microsoft.Exchange.Data.ByteQuantifiedSize",
            Kind::Span | Kind::Duration => "System.TimeSpan",
            Kind::Choice(_) => "System.Enum",
            Kind::Block => "System.Management.Automation.ScriptBlock",
            Kind::Properties => "System.Object[]",
            Kind::Any | Kind::Unsupported => "System.Object",
        }
    }
}

/// The objects of the pipeline as a parameter.
const INPUT_OBJECT: Parameter =
    Parameter::new("InputObject", Kind::Any, "The objects, when they do not come down the pipeline.");

/// Every cmdlet of the product takes it.
const DOMAIN_CONTROLLER: Parameter =
    Parameter::new("DomainController", Kind::Text, "The domain controller to ask; the lab has one.");

/// Names a target of standby continuous replication.
const STANDBY_MACHINE: Parameter =
    Parameter::new("StandbyMachine", Kind::Name(Names::Machine), "The target of standby continuous replication.");

/// The objects to work on: those of `-InputObject`, else those of the pipeline.
fn input_of(bound: &Bound, input: Vec<Value>) -> Vec<Value> {
    if bound.is_given("InputObject") { bound.list("InputObject") } else { input }
}

/// Code that a cmdlet was given, if the value is code.
fn block_of(bound: &Bound, name: &str) -> Option<Arc<Block>> {
    match bound.value(name) {
        Some(Value::Block(block)) => Some(block.clone()),
        _ => None,
    }
}
