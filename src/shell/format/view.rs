//! Layouts of the types that cmdlets give.

/// The layout of one type.
#[derive(Clone, Copy)]
pub struct View {
    /// The type's name.
    pub type_name: &'static str,
    /// How it is shown when nobody asks for a format.
    pub shape: Shape,
    /// Columns of the table; empty for all properties.
    pub table: &'static [Column],
    /// Properties of the list; empty for all.
    pub list: &'static [&'static str],
    /// The property whose value stands above each table, one table a value.
    pub group: Option<&'static str>,
    /// Long text goes on in further lines instead of being cut.
    pub wraps: bool,
}

impl View {
    /// A type that is shown as a table.
    pub const fn table(type_name: &'static str, table: &'static [Column]) -> View {
        View { type_name, shape: Shape::Table, table, list: &[], group: None, wraps: false }
    }

    /// The table with long text in several lines.
    pub const fn wrapping(mut self) -> View {
        self.wraps = true;
        self
    }

    /// The same table for a type that is shown as a list unless a table is asked for.
    pub const fn as_list(mut self) -> View {
        self.shape = Shape::List;
        self
    }

    /// A type that is shown as a list of these properties; of all, when none are named.
    pub const fn list(type_name: &'static str, list: &'static [&'static str]) -> View {
        View { type_name, shape: Shape::List, table: &[], list, group: None, wraps: false }
    }
}

/// The two shapes of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line an object.
    Table,
    /// One line a property.
    List,
}

/// A column of a view.
#[derive(Clone, Copy)]
pub struct Column {
    /// What stands above it.
    pub heading: &'static str,
    /// The property it shows.
    pub property: &'static str,
    /// Characters; without it, the column shares what the others leave.
    pub width: Option<usize>,
    /// Where the text stands in the column.
    pub align: Align,
}

/// Where text stands in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// To the right.
    Right,
}

impl Column {
    /// A column to the left, headed by its property's name.
    pub const fn new(property: &'static str, width: Option<usize>) -> Column {
        Column { heading: property, property, width, align: Align::Left }
    }

    /// The column under another heading.
    pub const fn headed(mut self, heading: &'static str) -> Column {
        self.heading = heading;
        self
    }

    /// The column with its text to the right.
    pub const fn right(mut self) -> Column {
        self.align = Align::Right;
        self
    }
}
