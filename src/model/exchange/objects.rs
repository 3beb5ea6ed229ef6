//! Storage groups and databases are made, changed and taken out; mailboxes get another home.
//!
//! None of it touches a file: files appear at the first mount and stay when the object goes.
//! Source: \[REDGATE\]. Only a move of paths without `-ConfigurationOnly` takes the files along.

use super::copy::{Copy, CopyRole, DatabaseState};
use super::mail::Desk;
use super::mailbox_server::ServerKind;
use super::storage_group::StorageGroup;
use crate::engine::SimSpan;
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::{DiskSet, MailboxServerId, NodeId, PersonId, StorageGroupId};
use crate::model::objects::{DatabaseKind, DatabaseSettings, NewPaths, ObjectChange, ObjectInput, PREFIXES, Paths};
use crate::model::rule::Rule;
use crate::model::work::Work;
use std::sync::Arc;

impl Bench {
    /// Carries out a change of the objects that was not refused.
    pub(crate) fn change_object(&mut self, input: ObjectInput, out: &mut Out<'_>) {
        match input {
            ObjectInput::NewStorageGroup { server, name, paths } => {
                let group = self.add_group(server, name, &paths);
                self.note_object(group, ObjectChange::GroupMade, out);
            }
            ObjectInput::RemoveStorageGroup { group } => {
                self.group_mut(group).is_removed = true;
                self.note_object(group, ObjectChange::GroupRemoved, out);
            }
            ObjectInput::NewDatabase { group, name, kind, paths } => {
                self.group_mut(group).put_in_database(name, kind, &paths);
                self.note_object(group, ObjectChange::DatabaseMade, out);
            }
            ObjectInput::RemoveDatabase { group } => {
                let storage = self.group_mut(group);
                storage.settings = None;
                storage.paths.database_file.clear();
                self.note_object(group, ObjectChange::DatabaseRemoved, out);
            }
            ObjectInput::SetDatabase { group, mount_at_startup, allow_file_restore } => {
                if let Some(settings) = &mut self.group_mut(group).settings {
                    settings.mount_at_startup = mount_at_startup.unwrap_or(settings.mount_at_startup);
                    settings.allow_file_restore = allow_file_restore.unwrap_or(settings.allow_file_restore);
                }
                self.note_object(group, ObjectChange::DatabaseSet, out);
            }
            ObjectInput::MovePaths { group, paths, configuration_only } => {
                let storage = self.group_mut(group);
                storage.paths = storage.paths.clone().changed(&paths);
                let has_files = storage.active_copy().database != DatabaseState::Absent;
                if !configuration_only || !has_files {
                    storage.take_files_along();
                }
                let change = if configuration_only { ObjectChange::PathsSet } else { ObjectChange::FilesMoved };
                self.note_object(group, change, out);
            }
            ObjectInput::MoveMailboxes { first, count, group } => self.rehome(first, count, group, out),
        }
    }

    fn note_object(&mut self, group: StorageGroupId, change: ObjectChange, out: &mut Out<'_>) {
        let changed = out.emit(Rule::DirectoryObjects, Event::ObjectChanged { group, change });
        // A new database is not mounted because it is new.
        if change == ObjectChange::DatabaseMade {
            self.group_mut(group).because = changed;
        }
    }

    /// Adds a storage group without a database, with as many copies as the server's mode keeps by itself.
    pub(crate) fn add_group(&mut self, server: MailboxServerId, name: String, paths: &NewPaths) -> StorageGroupId {
        let id = StorageGroupId(self.groups.len() as u8);
        let group = StorageGroup::without_database(id, server, name, self.next_prefix(server), self.places_of(server));
        self.groups.push(group);
        let storage = self.group_mut(id);
        storage.paths = storage.paths.clone().changed(paths);
        storage.take_files_along();
        for hub in &mut self.hubs {
            hub.desks.push(Desk::default());
        }
        id
    }

    /// The server and disks of each copy that a new storage group has, the one that would mount it first.
    pub(crate) fn places_of(&self, server: MailboxServerId) -> Vec<(NodeId, DiskSet)> {
        let server = self.mailbox_server(server);
        let nodes = || server.kind.cluster().into_iter().flat_map(|it| &self.cluster(it).members);
        let owner = server.owner.or_else(|| nodes().next().map(|member| member.node)).unwrap_or(NodeId(0));
        match server.kind {
            ServerKind::StandAlone => vec![(owner, DiskSet::Own(owner))],
            ServerKind::Shared(_) => vec![(owner, DiskSet::Shared)],
            ServerKind::NonShared(_) => {
                let others = nodes().map(|member| member.node).filter(|node| *node != owner);
                [owner].into_iter().chain(others).map(|node| (node, DiskSet::Own(node))).collect()
            }
        }
    }

    /// The lowest prefix that no storage group of a server has.
    fn next_prefix(&self, server: MailboxServerId) -> &'static str {
        let taken: Vec<&str> = self.groups_of(server).into_iter().map(|group| self.group(group).prefix).collect();
        PREFIXES.into_iter().find(|prefix| !taken.contains(prefix)).unwrap_or(PREFIXES[0])
    }

    /// Mailboxes get another home in the directory. On another server nobody finds them before it has replicated.
    fn rehome(&mut self, first: PersonId, count: u16, group: StorageGroupId, out: &mut Out<'_>) {
        let server = self.group(group).server;
        let homes = self.homes.iter().skip(usize::from(first.0)).take(usize::from(count));
        let people = homes.filter(|home| self.group(**home).server != server).count() as u32;
        let duration = self.config.directory_replication;
        if people == 0 || duration == SimSpan::ZERO {
            self.move_homes(first, count, group, out);
            return;
        }
        let event = Event::MailboxesRehomed { group, people, duration };
        let rehomed = out.emit(Rule::DirectoryReplication, event);
        self.group_mut(group).arrivals += 1;
        out.after_because(duration, Work::DirectoryReplicated { first, count, group }, rehomed);
    }

    /// The directory has replicated: hubs send where the mailboxes are, and Autodiscover redirects their clients.
    pub(crate) fn on_directory_replicated(
        &mut self,
        first: PersonId,
        count: u16,
        group: StorageGroupId,
        out: &mut Out<'_>,
    ) {
        self.group_mut(group).arrivals -= 1;
        if self.group(group).has_database() && !self.group(group).is_removed {
            self.move_homes(first, count, group, out);
        }
    }

    /// Mailboxes are in another database from now on; what they held stays in the old one.
    ///
    /// A letter that waits for the old database goes where its mailbox is now. Source: \[SCRDB\].
    fn move_homes(&mut self, first: PersonId, count: u16, group: StorageGroupId, out: &mut Out<'_>) {
        let mut homes = self.homes.to_vec();
        let left: std::collections::BTreeSet<StorageGroupId> =
            homes.iter().skip(usize::from(first.0)).take(usize::from(count)).copied().collect();
        let moved = homes.iter_mut().skip(usize::from(first.0)).take(usize::from(count));
        let people = moved.map(|home| core::mem::replace(home, group)).filter(|old| *old != group).count() as u32;
        self.homes = Arc::from(homes);
        for id in self.group_ids().collect::<Vec<_>>() {
            self.group_mut(id).people = self.homes.iter().filter(|home| **home == id).count() as u32;
        }
        for place in 0..self.hubs.len() {
            for desk in 0..self.hubs[place].desks.len() {
                let queue = core::mem::take(&mut self.hubs[place].desks[desk].queue);
                for letter in queue {
                    let home = self.home_of(letter.to);
                    self.hubs[place].desk_mut(home).queue.push_back(letter);
                }
            }
        }
        let moved = out.emit(Rule::DirectoryObjects, Event::MailboxesMoved { group, people });
        for hub in &mut self.hubs {
            hub.desk_mut(group).held_by = moved;
        }
        out.because(moved);
        for from in left {
            self.leave_for_holder(group, from, out);
        }
    }
}

impl StorageGroup {
    /// A storage group as it is made: no database, no file.
    fn without_database(
        id: StorageGroupId,
        server: MailboxServerId,
        name: String,
        prefix: &'static str,
        places: Vec<(NodeId, DiskSet)>,
    ) -> Self {
        let copy = |(node, disks)| Copy::new(node, disks, CopyRole::Local, DatabaseState::Absent);
        let mut group = StorageGroup::mounted(id, server, places.into_iter().map(copy).collect());
        group.paths = Paths::proposed(&name, "");
        group.name = name;
        group.prefix = prefix;
        group.database.clear();
        group.settings = None;
        group
    }

    /// Puts a database in, to be made at its first mount.
    fn put_in_database(&mut self, name: String, kind: DatabaseKind, paths: &NewPaths) {
        let proposed = Paths::proposed(&self.name, &name).database_file;
        self.paths.database_file = paths.database_file.clone().unwrap_or(proposed);
        self.database = name;
        self.settings = Some(DatabaseSettings::new(kind));
        // Nobody has mounted it yet, and until somebody does no start of the store makes its files.
        self.is_dismounted_by_hand = true;
        let active = self.active;
        let node = self.copies[active].node;
        for (place, copy) in self.copies.iter_mut().enumerate() {
            copy.open = None;
            // A copy on the same server has paths of its own.
            if place != active && copy.node == node {
                let proposed = Paths::proposed_for_copy(&self.name, &self.database).database_file;
                copy.paths.database_file.clone_from(&proposed);
                self.copy_file = Some(proposed);
            } else {
                copy.paths = self.paths.clone();
            }
            // The first log makes the database, so that the copies of LCR and CCR need no baseline of a new one. A
            // target has its own way to its first database.
            copy.database = match copy.role {
                CopyRole::Local if place != active => DatabaseState::Replica,
                CopyRole::Local | CopyRole::Standby { .. } | CopyRole::Retired => DatabaseState::Absent,
            };
        }
    }

    /// The files lie where the paths of the directory point, on each server that has a copy.
    ///
    /// A copy on the same server as the active one has paths of its own.
    pub(crate) fn take_files_along(&mut self) {
        let (active, node) = (self.active, self.active_copy().node);
        for (place, copy) in self.copies.iter_mut().enumerate() {
            if place == active || (copy.node != node && copy.is_used()) {
                copy.paths = self.paths.clone();
            }
        }
    }

    /// Counts a letter more in somebody's mailbox, or one less.
    pub(crate) fn count_letter(&mut self, person: PersonId, is_there: bool) {
        let place = usize::from(person.0);
        if self.items.len() <= place {
            self.items.resize(place + 1, 0);
        }
        let items = &mut self.items[place];
        *items = if is_there { *items + 1 } else { items.saturating_sub(1) };
    }

    /// Takes letters out of the mailboxes, in the order of the people.
    pub(crate) fn take_letters(&mut self, letters: u32) {
        let mut left = letters;
        for items in &mut self.items {
            let gone = left.min(*items);
            *items -= gone;
            left -= gone;
        }
    }

    /// Gives letters back whose deletion did not happen; to whom is not kept, so the first person has them.
    pub(crate) fn give_letters_back(&mut self, letters: u32) {
        if let Some(items) = self.items.first_mut() {
            *items += letters;
        }
    }

    /// Whether it has a database.
    pub fn has_database(&self) -> bool {
        self.settings.is_some()
    }

    /// Whether the files of a copy lie where the paths of the directory point.
    pub fn is_in_place(&self, place: usize) -> bool {
        self.copies[place].paths.are_same(&self.paths)
    }
}
