//! Names of the parts of a load-balanced bench.

use crate::engine::{Canonical, Digest};

/// A server that serves requests, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerId(pub u16);

impl ServerId {
    /// Its name: `WEB1` and so on.
    pub fn name(self) -> String {
        format!("WEB{}", u32::from(self.0) + 1)
    }

    /// Its place in lists.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Canonical for ServerId {
    fn write_to(&self, digest: &mut Digest) {
        digest.u32(u32::from(self.0));
    }
}

/// Whoever sends requests: a person, a proxy, a mail system; from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientId(pub u32);

/// A request, numbered in the order of arrival from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestNumber(pub u64);

impl Canonical for ClientId {
    fn write_to(&self, digest: &mut Digest) {
        digest.u32(self.0);
    }
}

impl Canonical for RequestNumber {
    fn write_to(&self, digest: &mut Digest) {
        digest.u64(self.0);
    }
}
