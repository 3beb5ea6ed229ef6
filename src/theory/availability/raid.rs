//! RAID: the mean time until data is lost.
//!
//! Disks fail independently and at a constant rate, and every sector can be read during a rebuild. Both are
//! optimistic: see [`read_error_during_rebuild`]. Times in one unit, as hours.

use crate::theory::number::{finite, not_negative, positive, probability};

/// Most disks of one set.
pub const DISKS_MAX: u32 = 1_000;

/// A set of equal disks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiskSet {
    /// How many disks there are, up to [`DISKS_MAX`].
    pub disks: u32,
    /// How many of them may be missing at once without loss: 0 for RAID 0, 1 for RAID 5, 2 for RAID 6.
    pub spare: u32,
    /// Mean time to failure of one disk; greater than 0.
    pub mean_time_to_failure: f64,
    /// Mean time until a lost disk is replaced and rebuilt; greater than 0.
    pub mean_time_to_repair: f64,
}

/// How many lost disks are rebuilt at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebuild {
    /// One after the other.
    OneAtATime,
    /// All at once.
    AllAtOnce,
}

impl DiskSet {
    /// Returns the mean time to data loss when rebuilds are much shorter than disks live.
    ///
    /// M / N for RAID 0, M² / (N (N − 1) R) for RAID 5, M³ / (N (N − 1) (N − 2) R²) for RAID 6: one rebuild at a time.
    /// `None` out of range, or if there is no disk more than may be missing.
    pub fn approximate_mean_time_to_loss(&self) -> Option<f64> {
        let (failure, repair) = (positive(self.mean_time_to_failure)?, positive(self.mean_time_to_repair)?);
        let first = failure / f64::from(self.checked_disks()?);
        let further = (1..=self.spare).map(|lost| failure / (f64::from(self.disks - lost) * repair));
        finite(first * further.product::<f64>())
    }

    /// Returns the mean time to data loss, from the chain of how many disks are missing.
    ///
    /// `None` out of range, or if there is no disk more than may be missing.
    pub fn mean_time_to_loss(&self, rebuild: Rebuild) -> Option<f64> {
        let (failure, repair) = (positive(self.mean_time_to_failure)?, positive(self.mean_time_to_repair)?);
        let disks = self.checked_disks()?;
        // The time from so many missing disks to one more: a stay, and for each rebuild that is won, the way back here.
        let (mut total, mut onward) = (0.0, 0.0);
        for missing in 0..=self.spare {
            let rebuilt_at_once = match rebuild {
                Rebuild::OneAtATime => missing.min(1),
                Rebuild::AllAtOnce => missing,
            };
            let stay = failure / f64::from(disks - missing);
            onward = stay + stay * f64::from(rebuilt_at_once) / repair * onward;
            total += onward;
        }
        finite(total)
    }

    fn checked_disks(&self) -> Option<u32> {
        (self.spare < self.disks && self.disks <= DISKS_MAX).then_some(self.disks)
    }
}

/// Returns the mean time to data loss of mirrored pairs, RAID 10: M² / (N R).
///
/// `disks` counts both of each pair and must be even and not 0; times greater than 0.
pub fn mirrored_pairs(disks: u32, mean_time_to_failure: f64, mean_time_to_repair: f64) -> Option<f64> {
    let (failure, repair) = (positive(mean_time_to_failure)?, positive(mean_time_to_repair)?);
    (disks > 0 && disks.is_multiple_of(2)).then(|| failure / f64::from(disks) * (failure / repair)).and_then(finite)
}

/// Returns the mean time to data loss of groups of data disks with check disks: M² / ((D + C·D/G) (G + C − 1) R).
///
/// D data disks in all, in groups of G with C check disks each. G and C at least 1, D a multiple of G, times greater
/// than 0. Source: D. Patterson, G. Gibson and R. Katz, SIGMOD 1988; the formula is recalled.
pub fn groups(
    data_disks: u32,
    group: u32,
    check_disks: u32,
    mean_time_to_failure: f64,
    mean_time_to_repair: f64,
) -> Option<f64> {
    let (failure, repair) = (positive(mean_time_to_failure)?, positive(mean_time_to_repair)?);
    if data_disks == 0 || check_disks == 0 || data_disks.checked_rem(group)? != 0 {
        return None;
    }
    let checks = f64::from(check_disks) * f64::from(data_disks / group);
    let others = f64::from(group) + f64::from(check_disks) - 1.0;
    finite(failure / (f64::from(data_disks) + checks) * (failure / (others * repair)))
}

/// Returns the probability that a rebuild meets a sector that cannot be read: 1 − e^(−bits · rate).
///
/// The number of bits that must be read, at least 0, and the probability that one of them cannot be.
pub fn read_error_during_rebuild(bits: f64, bit_error_rate: f64) -> Option<f64> {
    Some(-libm::expm1(-finite(not_negative(bits)? * probability(bit_error_rate)?)?))
}
