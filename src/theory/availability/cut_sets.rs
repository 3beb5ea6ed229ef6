//! Cut sets: which parts bring a system down by failing together.
//!
//! Source: W. Vesely et al., "Fault Tree Handbook", NUREG-0492, 1981.

use super::structure::{PartSet, Structure};
use crate::theory::number::probability;

/// Returns the minimal cut sets of a structure: no part of one can be spared. Small ones first,
/// and those of the same size by the numbers of their parts.
///
/// The empty set alone if the system never works, nothing if it always does. `None` of more parts than
/// [`PARTS_MAX`](super::structure::PARTS_MAX).
pub fn minimal(structure: &Structure) -> Option<Vec<PartSet>> {
    let all = PartSet::first(structure.parts()?)?;
    let is_cut = |down: PartSet| !structure.works(all.without(down));
    // A structure is monotone, so a cut set is minimal if mending any one part mends the system.
    let is_minimal = |down: &PartSet| down.parts().all(|part| !is_cut(down.without(PartSet::of_one(part))));
    let mut sets: Vec<PartSet> = all.subsets().filter(|down| is_cut(*down)).filter(is_minimal).collect();
    sets.sort_by(|one, other| one.count().cmp(&other.count()).then_with(|| one.parts().cmp(other.parts())));
    Some(sets)
}

/// Returns the sum, over cut sets, of the probability that all parts of one are down.
///
/// An upper bound of the system's unavailability, and near it while failures are rare; so it may pass 1.
/// Unavailabilities of the parts by their numbers; `None` if one is missing or no probability.
pub fn rare_event_sum(cut_sets: &[PartSet], unavailabilities: &[f64]) -> Option<f64> {
    let down = unavailabilities.iter().map(|part| probability(*part)).collect::<Option<Vec<f64>>>()?;
    let together = |set: &PartSet| set.parts().try_fold(1.0, |product, part| Some(product * down.get(part as usize)?));
    cut_sets.iter().try_fold(0.0, |sum, set| Some(sum + together(set)?))
}

/// Returns the unavailability of a pair when a share of failures strikes both at once: q² + βq.
///
/// The beta-factor model, good for small q; recalled, not checked against a source. `None` unless both are
/// probabilities. Never more than 1.
pub fn pair_with_common_cause(unavailability: f64, beta: f64) -> Option<f64> {
    let (q, beta) = (probability(unavailability)?, probability(beta)?);
    Some((q * q + beta * q).min(1.0))
}
