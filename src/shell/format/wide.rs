//! Format-Wide: one property of each object, in columns.

use super::text::{fit, pad};
use super::view::Align;
use super::width::GAP;

/// The names in `columns` columns of a console of `width` characters.
pub fn wide(names: &[String], columns: usize, width: usize) -> String {
    let columns = columns.clamp(1, width.max(1));
    let each = (width.saturating_sub(1 + GAP * (columns - 1)) / columns).max(1);
    let mut text = String::from("\n");
    for row in names.chunks(columns) {
        let cells: Vec<String> = row.iter().map(|name| pad(&fit(name, each, Align::Left), each, Align::Left)).collect();
        text.push_str(cells.join(&" ".repeat(GAP)).trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fill_row_after_row() {
        let names: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!(wide(&names, 2, 12), "\na     b\nc\n\n");
    }
}
