//! Sites: what a place takes with it when it is lost, and the wide area network between two of them.
//!
//! A stretched cluster is still one cluster: its nodes only stand in two places. Source: \[CCR\], \[MULTISITE3\].

use super::bench::{Bench, Out};
use super::cluster::NodeState;
use super::event::Event;
use super::ids::{How, NetworkId, NodeId, Part, SiteId};
use super::refusal::Refusal;
use super::rule::Rule;
use crate::engine::EntryNumber;

impl Bench {
    /// Every server of the site loses its power.
    pub(super) fn lose_site(&mut self, site: SiteId, because: EntryNumber, out: &mut Out<'_>) {
        let causes = out.causes();
        for node in self.parts.servers_in(site).collect::<Vec<_>>() {
            if !matches!(self.parts.server(node).node.state, NodeState::Down(_)) {
                out.because(because);
                self.stop(Part::Node(node), How::PowerCut, out);
            }
        }
        out.because(causes);
    }

    /// The site is there again, and every server in it is switched on.
    pub(super) fn start_site(&mut self, site: SiteId, because: EntryNumber, out: &mut Out<'_>) {
        let causes = out.causes();
        for node in self.parts.servers_in(site).collect::<Vec<_>>() {
            if self.can_start(Part::Node(node)) {
                out.because(because);
                self.start(Part::Node(node), out);
            }
        }
        out.because(causes);
    }

    /// Cuts every link between two sites that is not cut yet.
    pub(super) fn cut_sites(&mut self, a: SiteId, b: SiteId, out: &mut Out<'_>) {
        let cut = out.emit(Rule::PartFails, Event::SitesCut { a, b });
        for key in self.links_between(a, b) {
            if !self.parts.cuts.contains_key(&key) {
                self.parts.cuts.insert(key, cut);
            }
        }
    }

    /// Mends every link between two sites.
    pub(super) fn mend_sites(&mut self, a: SiteId, b: SiteId, out: &mut Out<'_>) {
        out.emit(Rule::PartReturns, Event::SitesMended { a, b });
        for key in self.links_between(a, b) {
            self.parts.cuts.remove(&key);
        }
    }

    /// Two sites are cut off once, and only what was cut can be mended.
    pub(super) fn refuse_sites(&self, a: SiteId, b: SiteId, cut: bool) -> Option<Refusal> {
        let links = self.links_between(a, b);
        let already = links.iter().all(|key| self.parts.cuts.contains_key(key) == cut);
        already.then_some(Refusal::SitesAlready { a, b, is_cut: cut })
    }

    fn links_between(&self, a: SiteId, b: SiteId) -> Vec<(NodeId, NodeId, NetworkId)> {
        let pairs = self.parts.servers_in(a).flat_map(|one| self.parts.servers_in(b).map(move |other| (one, other)));
        pairs.flat_map(|(one, other)| self.links(one, other, None)).collect()
    }
}
