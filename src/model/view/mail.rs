//! The account of the letters.

use super::View;
use crate::model::exchange::{EditCounts, EditKind};
use crate::model::params::Clients;

/// The account of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailView {
    /// Accepted by a hub.
    pub accepted: u64,
    /// In the mailboxes.
    pub present: u64,
    /// Waiting at a hub.
    pub queued: u64,
    /// Lost.
    pub lost: u64,
    /// Sent again from a dumpster.
    pub redelivered: u64,
    /// Of these, dropped as duplicates.
    pub duplicates_dropped: u64,
    /// Not accepted by any hub; with their senders.
    pub kept_by_senders: u64,
    /// Other changes made.
    pub edits: u64,
    /// Of these, with clients in cached mode until the server is back.
    pub edits_in_outboxes: u64,
    /// Other changes lost.
    pub edits_lost: u64,
    /// The same by their kinds.
    pub edits_lost_by_kind: EditCounts,
    /// Those of them that are items which a client in cached mode still has in its cache. Source: \[TIPS\].
    pub edits_in_caches: u64,
}

impl View<'_> {
    /// The account of the letters. Always `accepted = present + queued + lost`.
    pub fn mail(&self) -> MailView {
        let mail = &self.bench.mail;
        MailView {
            accepted: mail.accepted,
            present: mail.present,
            queued: self.bench.queued(),
            lost: mail.lost.len() as u64,
            redelivered: mail.redelivered,
            duplicates_dropped: mail.duplicates_dropped,
            kept_by_senders: mail.kept_by_senders,
            edits: mail.edits,
            edits_in_outboxes: self.bench.outboxes.edits.len() as u64,
            edits_lost: mail.edits_lost.total(),
            edits_lost_by_kind: mail.edits_lost,
            edits_in_caches: match self.bench.config.clients {
                Clients::Online => 0,
                Clients::Cached => {
                    let items = EditKind::ALL.into_iter().filter(|kind| kind.is_item());
                    items.map(|kind| mail.edits_lost.of(kind)).sum()
                }
            },
        }
    }
}
