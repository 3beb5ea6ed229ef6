//! What a command reports when it cannot do what was asked, and how a console prints it.

use super::span::Span;
use super::syntax::SyntaxError;

/// A refusal with its place, and what to try.
#[derive(Clone, Debug, PartialEq)]
pub struct ShellError {
    /// What was refused and why, in full sentences.
    pub message: String,
    /// What to try instead; kept apart so that an exercise can hide it.
    pub hint: Option<String>,
    /// What kind of trouble it is.
    pub category: Category,
    /// The object that was in the way.
    pub target: Option<String>,
    /// The cmdlet that refused.
    pub command: Option<&'static str>,
    /// The place in the line.
    pub span: Option<Span>,
}

/// Kinds of trouble, with PowerShell's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// The line cannot be read.
    ParserError,
    /// No such command.
    CommandNotFound,
    /// A parameter or its value is wrong.
    InvalidArgument,
    /// No such object.
    ObjectNotFound,
    /// The object is not in a state for this.
    InvalidOperation,
    /// A value cannot be computed.
    InvalidData,
    /// This shell lacks it.
    NotImplemented,
    /// A limit of the console is reached.
    LimitsExceeded,
    /// A condition that should hold does not.
    AssertionFailed,
    /// Somebody pressed Ctrl+C.
    OperationStopped,
}

impl Category {
    /// PowerShell's name of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Category::ParserError => "ParserError",
            Category::CommandNotFound => "CommandNotFound",
            Category::InvalidArgument => "InvalidArgument",
            Category::ObjectNotFound => "ObjectNotFound",
            Category::InvalidOperation => "InvalidOperation",
            Category::InvalidData => "InvalidData",
            Category::NotImplemented => "NotImplemented",
            Category::LimitsExceeded => "LimitsExceeded",
            Category::AssertionFailed => "AssertionFailed",
            Category::OperationStopped => "OperationStopped",
        }
    }
}

impl ShellError {
    /// An error of a kind; place and command are added by who knows them.
    pub fn new(category: Category, message: impl Into<String>) -> ShellError {
        ShellError { message: message.into(), hint: None, category, target: None, command: None, span: None }
    }

    /// No object answers to `name`.
    pub fn not_found(name: &str) -> ShellError {
        let message = format!("The operation could not be performed because object '{name}' could not be found.");
        ShellError::new(Category::ObjectNotFound, message).target(name)
    }

    /// PowerShell has it, this shell does not.
    pub fn not_supported(what: &str) -> ShellError {
        ShellError::new(Category::NotImplemented, format!("{what}: not supported here."))
    }

    /// Adds what to try.
    pub fn hint(mut self, hint: impl Into<String>) -> ShellError {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the nearest name, if there is one.
    pub fn did_you_mean(self, nearest: Option<&str>) -> ShellError {
        match nearest {
            Some(name) => self.hint(format!("did you mean {name}?")),
            None => self,
        }
    }

    /// Names the object that was in the way.
    pub fn target(mut self, target: impl Into<String>) -> ShellError {
        self.target = Some(target.into());
        self
    }

    /// Names the object that was in the way, unless a more exact one is known.
    pub fn about(mut self, target: Option<String>) -> ShellError {
        self.target = self.target.or(target);
        self
    }

    /// Adds the place, unless a more exact one is known.
    pub fn at(mut self, span: Span) -> ShellError {
        self.span = self.span.or(Some(span));
        self
    }

    /// Names the cmdlet, unless an inner one is named.
    pub fn by(mut self, command: &'static str) -> ShellError {
        self.command = self.command.or(Some(command));
        self
    }

    /// The block that a console shows: message, place, kind, hint. `line` is what was typed.
    pub fn render(&self, line: &str) -> String {
        let mut text = match &self.command {
            Some(command) => format!("{command} : {}\n", self.message),
            None => format!("{}\n", self.message),
        };
        if let Some(span) = self.span {
            text.push_str(&position(span, line));
        }
        let target = self.target.as_deref().unwrap_or("");
        let command = self.command.map_or(String::new(), |command| format!(" [{command}]"));
        text.push_str(&format!("    + CategoryInfo : {}: ({target}){command}\n", self.category.name()));
        if let Some(hint) = &self.hint {
            text.push_str(&format!("    Hint: {hint}\n"));
        }
        text
    }
}

/// PowerShell 1.0 repeats the line and points behind the piece that is meant.
fn position(span: Span, text: &str) -> String {
    let (line_number, _) = span.line_and_column(text);
    let line = text.lines().nth(line_number - 1).unwrap_or("");
    let line_start = text.get(..span.start).unwrap_or("").rfind('\n').map_or(0, |at| at + 1);
    let end = span.end.clamp(line_start, line_start + line.len()) - line_start;
    let end = end + usize::from(line.get(end..).is_some_and(|rest| rest.starts_with(' ')));
    let (before, after) = line.split_at_checked(end).unwrap_or((line, ""));
    let marked = format!("+ {before} <<<< {after}");
    format!("At line:{line_number} char:{}\n{}\n", before.chars().count(), marked.trim_end())
}

impl From<SyntaxError> for ShellError {
    fn from(error: SyntaxError) -> ShellError {
        let message = error.to_string();
        ShellError { hint: error.hint, span: Some(error.span), ..ShellError::new(Category::ParserError, message) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_points_behind_the_piece_that_is_meant() {
        let line = "Get-StorageGroup -Foo bar";
        let error = ShellError::new(
            Category::InvalidArgument,
            "A parameter cannot be found that matches parameter name 'Foo'.",
        )
        .by("Get-StorageGroup")
        .at(Span::new(17, 21))
        .target("Foo");
        let expected = "\
Get-StorageGroup : A parameter cannot be found that matches parameter name 'Foo'.
At line:1 char:22
+ Get-StorageGroup -Foo  <<<< bar
    + CategoryInfo : InvalidArgument: (Foo) [Get-StorageGroup]
";
        assert_eq!(error.render(line), expected);
    }

    #[test]
    fn a_place_in_a_later_line_shows_that_line() {
        let error = ShellError::new(Category::InvalidData, "Wrong.").at(Span::new(3, 4)).hint("try this");
        assert_eq!(
            error.render("a\n\nb c"),
            "Wrong.\nAt line:3 char:2\n+ b  <<<< c\n    + CategoryInfo : InvalidData: ()\n    Hint: try this\n"
        );
    }
}
