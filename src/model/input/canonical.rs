//! The bytes of inputs for the digest.

use super::Input;
use crate::engine::{Canonical, Digest};
use crate::model::ids::{NodeId, StorageGroupId};

impl Canonical for Input {
    fn write_to(&self, digest: &mut Digest) {
        self.second_half_write_to(digest);
    }
}

impl Input {
    /// Apart, because the page loads it with the shell: no input comes from elsewhere.
    #[inline(never)]
    fn second_half_write_to(&self, digest: &mut Digest) {
        match self {
            Input::StopPart { part, how } => {
                digest.text("StopPart");
                part.write_to(digest);
                how.write_to(digest);
            }
            Input::StartPart { part } => {
                digest.text("StartPart");
                part.write_to(digest);
            }
            Input::ReplacePart { part } => {
                digest.text("ReplacePart");
                part.write_to(digest);
            }
            Input::StartAll => digest.text("StartAll"),
            Input::CutLink { a, b, network } | Input::MendLink { a, b, network } => {
                digest.text(if matches!(self, Input::CutLink { .. }) { "CutLink" } else { "MendLink" });
                a.write_to(digest);
                b.write_to(digest);
                network.write_to(digest);
            }
            Input::CutSites { a, b } | Input::MendSites { a, b } => {
                digest.text(if matches!(self, Input::CutSites { .. }) { "CutSites" } else { "MendSites" });
                a.write_to(digest);
                b.write_to(digest);
            }
            Input::SendMail { count, from, to, size } => {
                digest.text("SendMail");
                count.write_to(digest);
                from.write_to(digest);
                to.write_to(digest);
                size.write_to(digest);
            }
            Input::SetWorkload { messages_per_hour } => {
                digest.text("SetWorkload");
                messages_per_hour.write_to(digest);
            }
            Input::SetTransportConfig { dumpster_bytes, dumpster_age } => {
                digest.text("SetTransportConfig");
                dumpster_bytes.write_to(digest);
                dumpster_age.write_to(digest);
            }
            Input::MoveClusteredMailboxServer { target, comment, ignore_dismounted } => {
                digest.text("MoveClusteredMailboxServer");
                target.write_to(digest);
                digest.text(comment);
                ignore_dismounted.write_to(digest);
            }
            Input::MoveGroup { target } => on_node(digest, "MoveGroup", *target),
            Input::MoveClusterGroup { target } => on_node(digest, "MoveClusterGroup", *target),
            Input::StartClusteredMailboxServer => digest.text("StartClusteredMailboxServer"),
            Input::StopClusteredMailboxServer { reason } => {
                digest.text("StopClusteredMailboxServer");
                digest.text(reason);
            }
            Input::StartClusterService { node, start } => {
                on_node(digest, "StartClusterService", *node);
                start.write_to(digest);
            }
            Input::StopClusterService { node } => on_node(digest, "StopClusterService", *node),
            Input::PauseNode { node } => on_node(digest, "PauseNode", *node),
            Input::ResumeNode { node } => on_node(digest, "ResumeNode", *node),
            Input::SuspendCopy { group, standby, comment } => {
                on_copy(digest, "SuspendCopy", *group, *standby);
                digest.text(comment);
            }
            Input::EnableHostName { node, name, network } => {
                digest.text("EnableHostName");
                node.write_to(digest);
                digest.text(name);
                network.write_to(digest);
            }
            Input::DisableHostName { name } => {
                digest.text("DisableHostName");
                digest.text(name);
            }
            Input::UpdateCopy { group, standby, delete_existing_files, manual_resume, over } => {
                on_copy(digest, "UpdateCopy", *group, *standby);
                delete_existing_files.write_to(digest);
                manual_resume.write_to(digest);
                over.iter().for_each(|network| network.write_to(digest));
            }
            Input::EnableStandby { group, node, replay_lag, truncation_lag } => {
                on_copy(digest, "EnableStandby", *group, Some(*node));
                replay_lag.write_to(digest);
                truncation_lag.write_to(digest);
            }
            Input::DisableStandby { group, node } => on_copy(digest, "DisableStandby", *group, Some(*node)),
            Input::RecoverFiles { group, node, accept_loss } => {
                on_copy(digest, "RecoverFiles", *group, Some(*node));
                accept_loss.write_to(digest);
            }
            Input::RecoverServer { node } | Input::ClearLocalServer { node } => {
                digest.text(if matches!(self, Input::RecoverServer { .. }) {
                    "RecoverServer"
                } else {
                    "ClearLocalServer"
                });
                node.write_to(digest);
            }
            Input::CloseLog { group } => on_group(digest, "CloseLog", *group),
            Input::ResumeCopy { group, standby } => on_copy(digest, "ResumeCopy", *group, *standby),
            Input::RestoreCopy { group, standby } => on_copy(digest, "RestoreCopy", *group, *standby),
            Input::StartBackup { group, kind, method, side, standby } => {
                on_copy(digest, "StartBackup", *group, *standby);
                kind.write_to(digest);
                method.write_to(digest);
                side.write_to(digest);
            }
            Input::StopBackup { group } => on_group(digest, "StopBackup", *group),
            Input::RestoreBackup { group, backup, roll_forward } => {
                on_group(digest, "RestoreBackup", *group);
                backup.iter().for_each(|number| number.write_to(digest));
                roll_forward.write_to(digest);
            }
            Input::DeleteLogs { group, side, count } => {
                on_group(digest, "DeleteLogs", *group);
                side.write_to(digest);
                count.write_to(digest);
            }
            Input::DeleteNewerLogs { group, side, standby, after } => {
                on_copy(digest, "DeleteNewerLogs", *group, *standby);
                side.write_to(digest);
                after.write_to(digest);
            }
            Input::RemoveMail { group, count } => {
                on_group(digest, "RemoveMail", *group);
                count.write_to(digest);
            }
            Input::SetCircularLogging { group, is_on } => {
                on_group(digest, "SetCircularLogging", *group);
                is_on.write_to(digest);
            }
            Input::MountDatabase { group } => on_group(digest, "MountDatabase", *group),
            Input::DismountDatabase { group } => on_group(digest, "DismountDatabase", *group),
            Input::ChangeObject { input } => input.write_to(digest),
            Input::ChangeLocalCopy { input } => input.write_to(digest),
            Input::SetMountDial { dial } => {
                digest.text("SetMountDial");
                digest.text(dial.name());
            }
            Input::SetForcedMount { hours } => {
                digest.text("SetForcedMount");
                hours.write_to(digest);
            }
        }
    }
}

fn on_node(digest: &mut Digest, verb: &str, node: NodeId) {
    digest.text(verb);
    node.write_to(digest);
}

fn on_group(digest: &mut Digest, verb: &str, group: StorageGroupId) {
    digest.text(verb);
    group.write_to(digest);
}

/// A target is written only where one is named, so that what was run without targets keeps its digest.
fn on_copy(digest: &mut Digest, verb: &str, group: StorageGroupId, standby: Option<NodeId>) {
    on_group(digest, verb, group);
    standby.into_iter().for_each(|node| node.write_to(digest));
}
