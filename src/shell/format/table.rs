//! Tables: headings that wrap, dashes as long as the heading, one line an object.

use super::text::{fit, pad, wrap};
use super::view::Align;
use super::width::{GAP, widths};

/// What a table shows, its values already text.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<GridColumn>,
    /// A cell for each column, row by row.
    pub rows: Vec<Vec<String>>,
}

/// A column of a grid.
#[derive(Clone, Debug, Default)]
pub struct GridColumn {
    /// What stands above it.
    pub heading: String,
    /// Characters; without it, the column shares what the others leave.
    pub width: Option<usize>,
    /// Where the text stands.
    pub align: Align,
}

/// What Format-Table can be told.
#[derive(Clone, Copy, Debug, Default)]
pub struct TableOptions {
    /// Make each column as wide as its longest text.
    pub auto_size: bool,
    /// Show long values in several lines instead of cutting them.
    pub wrap: bool,
    /// Leave out headings and dashes.
    pub hide_headings: bool,
}

/// The table in a console of `width` characters; the last one is never written to.
pub fn table(grid: &Grid, width: usize, options: TableOptions) -> String {
    let wanted: Vec<Option<usize>> = (0..grid.columns.len()).map(|at| wanted_width(grid, at, options)).collect();
    let widths = widths(&wanted, width.saturating_sub(1));
    let shown: Vec<(usize, usize)> = widths.into_iter().enumerate().filter(|(_, width)| *width > 0).collect();
    let mut text = String::from("\n");
    if !options.hide_headings {
        let headings: Vec<String> = grid.columns.iter().map(|column| column.heading.clone()).collect();
        push_lines(&mut text, grid, &shown, |at, width| hard_wrap(&headings[at], width));
        push_lines(&mut text, grid, &shown, |at, width| vec!["-".repeat(headings[at].chars().count().min(width))]);
    }
    for row in &grid.rows {
        push_lines(&mut text, grid, &shown, |at, width| {
            let cell = row.get(at).map_or("", String::as_str);
            if options.wrap { wrap(cell, width) } else { vec![fit(cell, width, grid.columns[at].align)] }
        });
    }
    text.push('\n');
    text
}

fn wanted_width(grid: &Grid, at: usize, options: TableOptions) -> Option<usize> {
    let column = &grid.columns[at];
    if !options.auto_size {
        return column.width;
    }
    let cells = grid.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
    Some(cells.max().unwrap_or(0).max(column.heading.chars().count()).max(1))
}

/// Writes the lines of one row, or of the headings.
fn push_lines(text: &mut String, grid: &Grid, shown: &[(usize, usize)], lines: impl Fn(usize, usize) -> Vec<String>) {
    let cells: Vec<Vec<String>> = shown.iter().map(|&(at, width)| lines(at, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut written = String::new();
        for (cell, &(at, width)) in cells.iter().zip(shown) {
            let part = cell.get(line).map_or("", String::as_str);
            written.push_str(&pad(part, width, grid.columns[at].align));
            written.push_str(&" ".repeat(GAP));
        }
        text.push_str(written.trim_end());
        text.push('\n');
    }
}

/// Headings break wherever the column ends.
fn hard_wrap(heading: &str, width: usize) -> Vec<String> {
    let characters: Vec<char> = heading.chars().collect();
    characters.chunks(width.max(1)).map(|line| line.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heading: &str, width: Option<usize>, align: Align) -> GridColumn {
        GridColumn { heading: heading.to_owned(), width, align }
    }

    fn grid(columns: Vec<GridColumn>, rows: &[&[&str]]) -> Grid {
        Grid { columns, rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect() }
    }

    #[test]
    fn long_headings_wrap_at_the_column() {
        let widths = [("Name", 19), ("SummaryCopyStatus", 11), ("CopyQueueLength", 9), ("ReplayQueueLength", 11)];
        let columns = widths.iter().map(|(heading, width)| column(heading, Some(*width), Align::Left)).collect();
        let expected = "
Name                SummaryCopy CopyQueue ReplayQueue
                    Status      Length    Length
----                ----------- --------- -----------
First Storage Group Healthy     0         0

";
        assert_eq!(
            table(&grid(columns, &[&["First Storage Group", "Healthy", "0", "0"]]), 80, TableOptions::default()),
            expected
        );
    }

    #[test]
    fn numbers_stand_to_the_right_and_long_text_is_cut() {
        let columns = vec![column("Count", Some(5), Align::Right), column("Name", Some(8), Align::Left)];
        let expected = "\nCount Name\n----- ----\n    2 First...\n\n";
        assert_eq!(table(&grid(columns, &[&["2", "First Storage Group"]]), 80, TableOptions::default()), expected);
    }

    #[test]
    fn columns_can_be_fitted_wrapped_and_left_without_headings() {
        let columns = || vec![column("A", Some(40), Align::Left), column("B", None, Align::Left)];
        let rows: &[&[&str]] = &[&["one two", "x"]];
        let auto = TableOptions { auto_size: true, ..TableOptions::default() };
        assert_eq!(table(&grid(columns(), rows), 80, auto), "\nA       B\n-       -\none two x\n\n");
        let wrapped = TableOptions { wrap: true, hide_headings: true, ..TableOptions::default() };
        assert_eq!(table(&grid(vec![column("A", Some(4), Align::Left)], rows), 80, wrapped), "\none\ntwo\n\n");
    }
}
