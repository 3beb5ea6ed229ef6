//! A histogram of lengths of time with a bounded relative error.
//!
//! Log-linear: every power of two is cut into `PARTS` equal parts, so that a percentile that is read off is less
//! than 1/128 too high or too low, however long the run. Memory grows with the longest value, not with their number.

use super::clock::Nanos;

/// Parts of a power of two: 128.
const PARTS: u64 = 1 << PARTS_BITS;
const PARTS_BITS: u32 = 7;

/// How often each length came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
    sum: u128,
    longest: Nanos,
}

impl Histogram {
    /// Adds one value.
    pub fn record(&mut self, value: Nanos) {
        let bucket = bucket_of(value.0);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
        }
        self.counts[bucket] += 1;
        self.total += 1;
        self.sum += u128::from(value.0);
        self.longest = self.longest.max(value);
    }

    /// How many values there are.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// The sum of all values [ns], exactly.
    pub fn sum(&self) -> u128 {
        self.sum
    }

    /// The longest value, exactly.
    pub fn longest(&self) -> Nanos {
        self.longest
    }

    /// The mean of all values, if there are any.
    pub fn mean(&self) -> Option<Nanos> {
        let mean = self.sum.checked_div(u128::from(self.total))?;
        u64::try_from(mean).ok().map(Nanos)
    }

    /// The least value that at least so many of a thousand do not exceed, within 1/128.
    pub fn percentile(&self, per_mille: u32) -> Option<Nanos> {
        let rank = (u128::from(self.total) * u128::from(per_mille)).div_ceil(1_000).max(1);
        let mut seen = 0u128;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += u128::from(*count);
            if seen >= rank {
                let (from, to) = bounds_of(bucket);
                return Some(Nanos(from + (to - from) / 2).min(self.longest));
            }
        }
        None
    }
}

/// The bucket of a value: the values below [`PARTS`] have one each, then every power of two has [`PARTS`] of them.
fn bucket_of(value: u64) -> usize {
    let octave = (value | (PARTS - 1)).ilog2() + 1 - PARTS_BITS;
    let within = value >> octave.saturating_sub(1);
    match octave {
        0 => within as usize,
        _ => (u64::from(octave - 1) * PARTS + within) as usize,
    }
}

/// The least value of a bucket, and the greatest.
fn bounds_of(bucket: usize) -> (u64, u64) {
    let bucket = bucket as u64;
    if bucket < PARTS {
        return (bucket, bucket);
    }
    let octave = (bucket / PARTS - 1) as u32;
    let from = (PARTS + bucket % PARTS) << octave;
    (from, from + ((1 << octave) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::RandomStream;

    #[test]
    fn buckets_follow_each_other_without_a_gap_and_hold_their_values() {
        let mut next = 0u64;
        for bucket in 0..6_000 {
            let (from, to) = bounds_of(bucket);
            assert_eq!(from, next, "bucket {bucket}");
            assert_eq!((bucket_of(from), bucket_of(to)), (bucket, bucket), "{from} to {to}");
            assert!((to - from) * PARTS <= from, "bucket {bucket} is wider than 1/128");
            next = to + 1;
        }
        assert!(bucket_of(u64::MAX) < 7_500);
    }

    #[test]
    fn a_percentile_is_within_one_part_in_128_of_the_sorted_values() {
        let mut stream = RandomStream::new(3, 1);
        let mut values: Vec<u64> = (0..9_999).map(|_| stream.exponential_of(100_000_000)).collect();
        let mut histogram = Histogram::default();
        values.iter().for_each(|value| histogram.record(Nanos(*value)));
        values.sort_unstable();
        for per_mille in [1, 500, 950, 990, 999, 1_000] {
            let exact = values[(9_999 * per_mille as usize).div_ceil(1_000) - 1];
            let read = histogram.percentile(per_mille).map_or(0, |value| value.0);
            assert!(read.abs_diff(exact) * 128 <= exact, "{per_mille}: {read} for {exact}");
        }
        assert_eq!(histogram.sum(), values.iter().map(|value| u128::from(*value)).sum());
        assert_eq!((histogram.count(), Histogram::default().percentile(500)), (9_999, None));
    }
}
