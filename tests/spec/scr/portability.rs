//! One database is activated on another server: a holder takes the files, the mailboxes follow.

use super::{Lab, PROMPT, SOURCE, TARGET};
use crate::lab::{GROUP, LONG};
use failover_lab::engine::SimSpan;
use failover_lab::model::ese::EseError;
use failover_lab::model::ids::{How, MailboxServerId, PersonId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::invariant;
use failover_lab::model::objects::{DatabaseKind, NewPaths, ObjectInput};
use failover_lab::model::params::{Config, DIRECTORY_REPLICATION_MINUTES};
use failover_lab::model::refusal::Refusal;

/// How long the directory takes to replicate [s].
const REPLICATION: u64 = DIRECTORY_REPLICATION_MINUTES * 60;
/// The storage group that takes the files: the source has two.
const HOLDER: StorageGroupId = StorageGroupId(2);

fn object(input: ObjectInput) -> Input {
    Input::ChangeObject { input }
}

impl Lab {
    /// Makes a storage group and a database on the target, with paths of their own.
    #[track_caller]
    fn make_holder(&mut self) -> &mut Self {
        let server = MailboxServerId(1);
        assert_eq!(self.bench().mailbox_server(server).name, TARGET);
        let (name, paths) = ("Holder".to_owned(), NewPaths::default());
        self.give(object(ObjectInput::NewStorageGroup { server, name, paths }));
        let (name, paths) = ("Holder Database".to_owned(), NewPaths::default());
        self.give(object(ObjectInput::NewDatabase { group: HOLDER, name, kind: DatabaseKind::Mailbox, paths }))
    }

    /// Points the holder at the files of the source.
    #[track_caller]
    fn point_holder(&mut self) -> &mut Self {
        let paths = self.storage().paths.clone();
        let paths = NewPaths {
            log_folder: Some(paths.log_folder),
            system_folder: Some(paths.system_folder),
            database_file: Some(paths.database_file),
        };
        self.give(object(ObjectInput::MovePaths { group: HOLDER, paths, configuration_only: true }))
    }

    #[track_caller]
    fn allow_restore(&mut self) -> &mut Self {
        let allow_file_restore = Some(true);
        self.give(object(ObjectInput::SetDatabase { group: HOLDER, mount_at_startup: None, allow_file_restore }))
    }

    #[track_caller]
    fn move_people(&mut self) -> &mut Self {
        let count = self.bench().config.mailboxes;
        self.give(object(ObjectInput::MoveMailboxes { first: PersonId(0), count, group: HOLDER })).wait(REPLICATION)
    }

    #[track_caller]
    fn activate(&mut self, accept_loss: bool) -> &mut Self {
        let recover = self.recover_files(accept_loss);
        self.restore_target().wait(60).give(recover).wait(LONG).make_holder().point_holder().allow_restore();
        self.give(Input::MountDatabase { group: HOLDER }).wait(60).move_people()
    }
}

/// Source: [SCRNOTES], [DBPORT].
#[test]
fn a_database_is_mounted_on_the_target_and_mail_flows_there() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).letters(3).wait(60).dismount().wait(10).letters(5).wait(5);
    assert_eq!(lab.mail().queued, 5);
    lab.activate(false).wait(60);
    assert!(lab.bench().group(HOLDER).is_mounted());
    assert_eq!(lab.bench().group(HOLDER).mounted_on_node(), Some(lab.target()));
    assert_eq!(
        (lab.mail().lost, lab.mail().queued, lab.mail().present),
        (0, 0, 68),
        "the hubs send where the homes are"
    );
    assert!(lab.bench().service.is_up);
    lab.letters(2).wait(5);
    assert_eq!(lab.mail().present, 70);
    assert_eq!(invariant::the_account_agrees_with_the_logs(lab.bench()), None);
}

/// No dumpster is asked: what the target never got is gone. Source: [SCRNOTES].
#[test]
fn what_the_target_never_got_is_lost_when_the_mailboxes_go_over() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).letters(4).stop(SOURCE, How::PowerCut).wait(60).activate(true).wait(60);
    assert_eq!((lab.lost(), lab.mail().lost, lab.mail().redelivered), (Some((0, 4, 0)), 4, 0));
    assert_eq!(lab.bench().group(HOLDER).items.iter().sum::<u32>(), 60);
    assert_eq!(invariant::the_account_agrees_with_the_logs(lab.bench()), None);
    // The old server comes back; its people are elsewhere.
    lab.start(SOURCE).wait(LONG).letters(1).wait(5);
    assert_eq!((lab.mail().present, lab.mail().queued), (61, 0));
}

/// Circular logging may have let the logs go meanwhile that only the old database has.
#[test]
fn what_the_source_writes_until_the_mailboxes_go_over_is_lost_whatever_became_of_its_logs() {
    let mut lab = Lab::quiet(PROMPT);
    lab.give(Input::SetCircularLogging { group: GROUP, is_on: true }).dismount().wait(30).mount().wait(LONG);
    lab.close_logs(60).wait(60).cut(SOURCE, TARGET, None).restore_target().wait(60);
    let recover = lab.recover_files(true);
    lab.give(recover).wait(LONG).make_holder().point_holder().allow_restore();
    lab.give(Input::MountDatabase { group: HOLDER }).wait(60).close_logs(40).wait(300);
    assert!(lab.storage().active_copy().truncated.0 > 60, "{:?}", lab.storage().active_copy().truncated);
    lab.move_people();
    assert_eq!((lab.lost(), lab.mail().lost, lab.mail().present), (Some((40, 40, 0)), 40, 60));
}

/// Until mailboxes are in the new database nobody can delete anything there.
#[test]
fn nobody_deletes_letters_from_a_database_without_mailboxes() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).dismount().wait(10);
    let recover = lab.recover_files(false);
    lab.restore_target().wait(60).give(recover).wait(LONG).make_holder().point_holder().allow_restore();
    lab.give(Input::MountDatabase { group: HOLDER }).wait(60);
    let remove = Input::RemoveMail { group: HOLDER, count: Some(5) };
    assert_eq!(lab.refusal(&remove), Some(Refusal::NoMailToRemove { group: HOLDER }));
    lab.move_people();
    assert_eq!(lab.refusal(&remove), None);
}

/// Each step that was left out is told by the next one.
#[test]
fn steps_in_the_wrong_order_are_refused_with_the_reason() {
    let mut lab = Lab::quiet(PROMPT);
    let node = lab.target();
    lab.close_logs(60).wait(60).make_holder().point_holder();
    let mount = Input::MountDatabase { group: HOLDER };
    assert_eq!(lab.refusal(&mount), Some(Refusal::NoIdleFiles { group: GROUP, node }), "it is still a target");
    lab.dismount().wait(10).restore_target();
    assert_eq!(lab.refusal(&mount), Some(Refusal::FilesInUse { group: GROUP, node }));
    lab.wait(60);
    let error = EseError::DatabaseDirtyShutdown;
    assert_eq!(lab.refusal(&mount), Some(Refusal::Ese { group: GROUP, node, error }));
    let recover = lab.recover_files(false);
    lab.give(recover).wait(LONG);
    assert_eq!(lab.refusal(&mount), Some(Refusal::FileRestoreNotAllowed { group: HOLDER }));
    lab.allow_restore();
    assert_eq!(lab.refusal(&mount), None);
}

/// The database is mounted, and its people still look for it where it was. Source: [SCRDB].
#[test]
fn people_find_their_mailbox_on_the_other_server_once_the_directory_has_replicated() {
    for (minutes, config) in [(15, PROMPT), (40, Config { directory_replication: SimSpan::from_mins(40), ..PROMPT })] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(60).wait(60).dismount().wait(10).restore_target().wait(60);
        let recover = lab.recover_files(false);
        lab.give(recover).wait(LONG).make_holder().point_holder().allow_restore();
        lab.give(Input::MountDatabase { group: HOLDER }).wait(60);
        let count = lab.bench().config.mailboxes;
        lab.give(object(ObjectInput::MoveMailboxes { first: PersonId(0), count, group: HOLDER }));
        lab.letters(2).wait(minutes * 60 - 1);
        assert!(lab.bench().group(HOLDER).is_mounted());
        assert_eq!((lab.mail().queued, lab.bench().service.is_up), (2, false), "{minutes} min are not over");
        lab.wait(5);
        assert_eq!((lab.mail().queued, lab.bench().service.is_up), (0, true));
    }
}

/// The directory changes at once, the files are taken by the first mount.
#[test]
fn mailboxes_that_went_over_before_the_mount_lose_what_only_the_old_database_has() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).letters(4).stop(SOURCE, How::PowerCut).wait(60);
    let recover = lab.recover_files(true);
    lab.restore_target().wait(60).give(recover).wait(LONG).make_holder().point_holder().allow_restore().move_people();
    assert_eq!(lab.mail().lost, 0, "nobody knows yet what the files hold");
    lab.give(Input::MountDatabase { group: HOLDER }).wait(60);
    assert_eq!((lab.lost(), lab.mail().lost, lab.mail().present), (Some((0, 4, 0)), 4, 60));
    lab.letters(3).wait(5);
    assert_eq!((lab.mail().present, invariant::broken(lab.bench())), (63, None));
}

/// Whoever stays goes on with the old database.
#[test]
fn letters_of_those_who_stay_count_in_the_old_database() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).cut(SOURCE, TARGET, None).restore_target().wait(60);
    let recover = lab.recover_files(true);
    lab.give(recover).wait(LONG).make_holder().point_holder().allow_restore();
    lab.give(Input::MountDatabase { group: HOLDER }).wait(60);
    lab.give(object(ObjectInput::MoveMailboxes { first: PersonId(0), count: 1, group: HOLDER })).wait(REPLICATION);
    let to = |person| Input::SendMail { count: 5, from: None, to: Some(PersonId(person)), size: 1_000 };
    lab.give(to(0)).give(to(1)).wait(60);
    assert_eq!((lab.mail().present, lab.mail().queued), (70, 0));
    assert_eq!(invariant::the_databases_hold_the_letters_that_are_present(lab.bench()), None);
}
