//! How wide the columns of a table are.

/// Blanks between two columns.
pub const GAP: usize = 1;

/// A column narrower than this shows nothing useful and is left out.
const NARROWEST: usize = 3;

/// The width of each column, 0 for one that finds no room.
///
/// Columns of no fixed width share what the fixed ones leave, the first of them taking what does not divide. Where all
/// this is too wide, columns are narrowed and then left out from the right.
pub fn widths(wanted: &[Option<usize>], available: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wanted.iter().map(|width| width.unwrap_or(NARROWEST)).collect();
    let shared: Vec<usize> = (0..wanted.len()).filter(|&at| wanted[at].is_none()).collect();
    let used = total(&widths);
    if used <= available && !shared.is_empty() {
        let room = available - used;
        for (rank, &at) in shared.iter().enumerate() {
            widths[at] += room / shared.len() + usize::from(rank < room % shared.len());
        }
    }
    trim(&mut widths, available);
    widths
}

fn total(widths: &[usize]) -> usize {
    let visible = widths.iter().filter(|width| **width > 0).count();
    widths.iter().sum::<usize>() + GAP * visible.saturating_sub(1)
}

fn trim(widths: &mut [usize], available: usize) {
    for last in (0..widths.len()).rev() {
        let excess = total(widths).saturating_sub(available);
        if excess == 0 {
            return;
        }
        let left = widths[last].saturating_sub(excess);
        widths[last] = if left < NARROWEST && last > 0 { 0 } else { left.max(1) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_width_share_the_room() {
        assert_eq!(widths(&[None, None, None], 79), [26, 26, 25]);
        assert_eq!(widths(&[None, None, None, None], 79), [19, 19, 19, 19]);
        assert_eq!(widths(&[Some(5), Some(25), None], 79), [5, 25, 47]);
    }

    #[test]
    fn too_many_columns_give_way_from_the_right() {
        assert_eq!(widths(&[Some(19), Some(11), Some(9), Some(11), Some(20)], 59), [19, 11, 9, 11, 5]);
        assert_eq!(widths(&[Some(19), Some(11), Some(9), Some(11), Some(20)], 50), [19, 11, 9, 8, 0]);
        assert_eq!(widths(&[Some(30)], 10), [10]);
        assert_eq!(widths(&[None; 9], 20), [3, 3, 3, 3, 3, 0, 0, 0, 0]);
    }
}
