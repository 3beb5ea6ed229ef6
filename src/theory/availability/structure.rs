//! Structures: which of a system's parts must work for the system to work.
//!
//! A structure is built from "some of these", so a part that comes back never does harm: it is monotone. Everything
//! here asks every combination of parts, which is exact, and quick up to [`PARTS_MAX`] parts.

use crate::theory::number::{probability, sum};

/// Most parts of a structure: a million combinations.
pub const PARTS_MAX: u32 = 20;

/// What must work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Structure {
    /// The part with this number, from 0.
    Part(u32),
    /// So many of these. A part may stand in several places.
    AtLeast {
        /// How many are enough.
        needed: u32,
        /// What they are taken from.
        of: Vec<Structure>,
    },
}

/// Some of the parts of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartSet(u32);

impl PartSet {
    /// Returns the first so many parts; `None` of more than [`PARTS_MAX`].
    pub fn first(parts: u32) -> Option<Self> {
        (parts <= PARTS_MAX).then(|| PartSet((1 << parts) - 1))
    }

    /// Says whether a part is one of these.
    pub fn contains(self, part: u32) -> bool {
        part < PARTS_MAX && self.0 >> part & 1 == 1
    }

    /// Returns how many parts these are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Returns the numbers of the parts, in order.
    pub fn parts(self) -> impl Iterator<Item = u32> {
        (0..PARTS_MAX).filter(move |part| self.contains(*part))
    }

    /// Returns all sets of parts within this one that begins at part 0: the empty one first, this one last.
    pub(super) fn subsets(self) -> impl Iterator<Item = PartSet> {
        (0..=self.0).map(PartSet)
    }

    /// Returns the parts that are among these and not among others.
    pub(super) fn without(self, others: PartSet) -> PartSet {
        PartSet(self.0 & !others.0)
    }

    /// Returns the set of one part.
    pub(super) fn of_one(part: u32) -> PartSet {
        PartSet(1_u32.checked_shl(part).unwrap_or(0))
    }
}

impl Structure {
    /// Returns a structure that needs all of these.
    pub fn all(of: Vec<Structure>) -> Self {
        Structure::AtLeast { needed: u32::try_from(of.len()).unwrap_or(u32::MAX), of }
    }

    /// Returns a structure that needs one of these.
    pub fn any(of: Vec<Structure>) -> Self {
        Structure::AtLeast { needed: 1, of }
    }

    /// Returns tiers in which every server can use every server of the next tier, numbered tier by tier.
    pub fn tiers(tiers: u32, servers_a_tier: u32) -> Self {
        Self::all(rows(tiers, servers_a_tier).map(Self::any).collect())
    }

    /// Returns separate chains of servers, numbered chain by chain.
    pub fn chains(chains: u32, servers_a_chain: u32) -> Self {
        Self::any(rows(chains, servers_a_chain).map(Self::all).collect())
    }

    /// Returns how many parts there are: one more than the highest number. `None` of more than [`PARTS_MAX`].
    pub fn parts(&self) -> Option<u32> {
        match self {
            Structure::Part(number) => number.checked_add(1).filter(|parts| *parts <= PARTS_MAX),
            Structure::AtLeast { of, .. } => of.iter().try_fold(0, |most, part| Some(part.parts()?.max(most))),
        }
    }

    /// Says whether the system works while these parts do.
    pub fn works(&self, up: PartSet) -> bool {
        match self {
            Structure::Part(number) => up.contains(*number),
            Structure::AtLeast { needed, of } => of.iter().filter(|part| part.works(up)).count() >= *needed as usize,
        }
    }

    /// Returns the availability of the system from those of its parts, by their numbers.
    ///
    /// Exact: a sum over all combinations. `None` unless there is one probability for each part.
    pub fn availability(&self, of_parts: &[f64]) -> Option<f64> {
        let parts = self.parts()?;
        let shares = of_parts.iter().map(|part| probability(*part)).collect::<Option<Vec<f64>>>()?;
        if shares.len() != parts as usize {
            return None;
        }
        let chance = |up: PartSet| {
            let each =
                shares.iter().zip(0..).map(|(share, number)| if up.contains(number) { *share } else { 1.0 - share });
            each.product()
        };
        let works = sum(PartSet::first(parts)?.subsets().filter(|up| self.works(*up)).map(chance));
        Some(works.min(1.0))
    }
}

/// Returns the numbered parts of a layout, row by row.
///
/// Numbers end one past the most that a structure may have, so that a layout without end does not take all memory.
fn rows(rows: u32, parts_a_row: u32) -> impl Iterator<Item = Vec<Structure>> {
    let wide = parts_a_row.min(PARTS_MAX + 1);
    (0..rows.min(PARTS_MAX + 1)).map(move |row| (row * wide..(row + 1) * wide).map(Structure::Part).collect())
}
