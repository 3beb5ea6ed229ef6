//! Lists: one line a property, the colons under each other.

use super::text::wrap;
use crate::shell::value::Value;

/// One property of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    label: String,
    value: String,
    /// Lists in braces stay in one line, as the product's own listings show them.
    whole: bool,
}

impl Entry {
    /// A label and the value behind it.
    pub fn new(label: &str, value: &Value) -> Entry {
        Entry { label: label.to_owned(), value: value.to_cell(), whole: matches!(value, Value::List(_)) }
    }
}

/// The objects in a console of `width` characters, a blank line before each and one at the end.
pub fn list(objects: &[Vec<Entry>], width: usize) -> String {
    let mut text = String::new();
    for entries in objects.iter().filter(|entries| !entries.is_empty()) {
        text.push('\n');
        let label_width = entries.iter().map(|entry| entry.label.chars().count()).max().unwrap_or(0);
        for entry in entries {
            push_entry(&mut text, entry, label_width, width);
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn push_entry(text: &mut String, entry: &Entry, label_width: usize, width: usize) {
    let indent = label_width + 3;
    let room = width.saturating_sub(1 + indent).max(8);
    let lines = if entry.whole { vec![entry.value.clone()] } else { wrap(&entry.value, room) };
    for (number, line) in lines.iter().enumerate() {
        let written = if number == 0 {
            format!("{:<label_width$} : {line}", entry.label)
        } else {
            format!("{:indent$}{line}", "")
        };
        text.push_str(written.trim_end());
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_stand_under_each_other() {
        let entries = vec![
            Entry::new("Identity", &Value::text("EXCHCMS")),
            Entry::new("FailedResources", &Value::List(vec![])),
            Entry::new("SuspendComment", &Value::Null),
        ];
        let expected = "
Identity        : EXCHCMS
FailedResources : {}
SuspendComment  :

";
        assert_eq!(list(&[entries], 80), expected);
    }

    #[test]
    fn long_text_goes_on_under_its_beginning_and_lists_stay_whole() {
        let entries = vec![
            Entry::new("Text", &Value::text("one two three four")),
            Entry::new("List", &Value::texts(["one two three", "four"])),
        ];
        assert_eq!(list(&[entries], 18), "\nText : one two\n       three four\nList : {one two three, four}\n\n");
    }
}
