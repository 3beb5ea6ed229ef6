//! A second way to chains of states: their balance equations, solved by plain elimination with pivots.

/// A rate from one state to another.
pub type Transition = (usize, usize, f64);

/// Returns the share of time in each state: what flows in flows out, and all shares make 1.
pub fn shares(states: usize, transitions: &[Transition]) -> Vec<f64> {
    let mut rows = vec![vec![0.0; states + 1]; states];
    for &(from, to, rate) in transitions {
        rows[to][from] += rate;
        rows[from][from] -= rate;
    }
    rows[0] = vec![1.0; states + 1];
    solve(rows)
}

/// Returns the mean time from each state until the chain enters a state that is none of these, numbered from `states`.
pub fn times_to_leave(states: usize, transitions: &[Transition]) -> Vec<f64> {
    let mut rows = vec![vec![0.0; states + 1]; states];
    for &(from, to, rate) in transitions {
        rows[from][from] += rate;
        if to < states {
            rows[from][to] -= rate;
        }
    }
    for row in &mut rows {
        row[states] = 1.0;
    }
    solve(rows)
}

/// Solves linear equations; the last number of a row is its right side.
fn solve(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let count = rows.len();
    for column in 0..count {
        let pivot = (column..count).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        rows.swap(column, pivot.expect("a row is left"));
        let head = rows[column].clone();
        for (number, row) in rows.iter_mut().enumerate() {
            let factor = row[column] / head[column];
            if number != column {
                row.iter_mut().zip(&head).for_each(|(cell, above)| *cell -= factor * above);
            }
        }
    }
    (0..count).map(|number| rows[number][count] / rows[number][number]).collect()
}
