//! Help pages, written from the table that runs the commands.

use super::bind::parameters;
use super::cmdlet::{Action, Cmdlet, Example, Intake, Kind, Parameter, all};
use super::format::wrap;
use super::native::{self, Native};

/// How much of a page to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Name, synopsis, syntax, description.
    Short,
    /// Name, synopsis and lines to try.
    Examples,
    /// The short page, parameters and lines to try.
    Detailed,
    /// The detailed page, with all that is known of each parameter.
    Full,
}

/// The help page of a cmdlet in a console of `width` characters.
pub fn page(cmdlet: &'static Cmdlet, detail: Detail, width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.section("NAME", &[cmdlet.name.to_owned()]);
    page.section("SYNOPSIS", &[cmdlet.synopsis.to_owned()]);
    if detail != Detail::Examples {
        page.section("SYNTAX", &[syntax(cmdlet)]);
        page.section("DETAILED DESCRIPTION", &[cmdlet.description.to_owned()]);
        page.section("ALIASES", &[cmdlet.aliases.join(", ")]);
    }
    if matches!(detail, Detail::Detailed | Detail::Full) {
        page.heading("PARAMETERS");
        for parameter in parameters(cmdlet).filter(|parameter| !matches!(parameter.kind, Kind::Unsupported)) {
            page.parameter(parameter, detail);
        }
    }
    if detail != Detail::Short {
        page.examples(cmdlet.examples);
    } else {
        let remark = format!("To see lines to try, type: \"Get-Help {} -Examples\".", cmdlet.name);
        page.section("REMARKS", &[remark, format!("To see everything, type: \"Get-Help {} -Full\".", cmdlet.name)]);
    }
    page.text
}

/// The help page of a program of the command line.
pub fn program(native: &'static Native, width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.section("NAME", &[native.file.to_owned()]);
    page.section("SYNOPSIS", &[native.synopsis.to_owned()]);
    page.section("SYNTAX", &native.usage.iter().map(|line| (*line).to_owned()).collect::<Vec<String>>());
    page.examples(native.examples);
    page.text
}

/// What to begin with.
pub fn overview(width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.section(
        "TOPIC",
        &["This console speaks the language of the Exchange Management Shell: Verb-Noun -Parameter value, joined by '|'.".to_owned()],
    );
    page.section(
        "HELP",
        &["Get-Help COMMAND explains a command; Get-Command lists all; Tab completes names; Ctrl+C stops what is running.".to_owned()],
    );
    page.heading("COMMANDS");
    let longest = all().iter().map(|cmdlet| cmdlet.name.len()).max().unwrap_or(0);
    let commands = all().iter().map(|cmdlet| (cmdlet.name, cmdlet.synopsis));
    let programs = native::all().iter().map(|program| (program.name(), program.synopsis));
    for (command, synopsis) in commands.chain(programs) {
        let room = width.saturating_sub(longest + 7).max(20);
        for (number, line) in wrap(synopsis, room).iter().enumerate() {
            let name = if number == 0 { command } else { "" };
            page.text.push_str(&format!("    {name:<longest$}  {line}\n"));
        }
    }
    page.text.push('\n');
    page.text
}

/// How a cmdlet is called, in PowerShell's notation.
pub fn syntax(cmdlet: &'static Cmdlet) -> String {
    let mut text = cmdlet.name.to_owned();
    for parameter in cmdlet.parameters.iter().filter(|parameter| !matches!(parameter.kind, Kind::Unsupported)) {
        text.push_str(&format!(" {}", usage(parameter)));
    }
    if matches!(cmdlet.action, Action::Change(_)) {
        text.push_str(" [-WhatIf] [-Confirm]");
    }
    text + " [<CommonParameters>]"
}

fn usage(parameter: &Parameter) -> String {
    let name = match parameter.position {
        Some(_) => format!("[-{}]", parameter.name),
        None => format!("-{}", parameter.name),
    };
    let typed = match parameter.kind {
        Kind::Switch => name,
        kind => format!("{name} <{}>", placeholder(kind)),
    };
    if parameter.mandatory { typed } else { format!("[{typed}]") }
}

fn placeholder(kind: Kind) -> String {
    match kind {
        Kind::Choice(words) => words.join(" | "),
        other => other.type_name().rsplit('.').next().unwrap_or("Object").to_owned(),
    }
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn heading(&mut self, heading: &str) {
        if self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&format!("{heading}\n"));
    }

    fn examples(&mut self, examples: &[Example]) {
        for (number, example) in examples.iter().enumerate() {
            let title = format!("    -------------------------- EXAMPLE {} --------------------------", number + 1);
            self.text.push_str(&format!("{title}\n\n    {}\n\n", example.line));
            self.lines(&[example.says.to_owned()], 4);
            self.text.push('\n');
        }
    }

    /// A heading with paragraphs under it; nothing at all when they are empty.
    fn section(&mut self, heading: &str, paragraphs: &[String]) {
        if paragraphs.iter().all(String::is_empty) {
            return;
        }
        self.heading(heading);
        self.lines(paragraphs, 4);
        self.text.push('\n');
    }

    fn lines(&mut self, paragraphs: &[String], indent: usize) {
        let room = self.width.saturating_sub(1 + indent).max(20);
        for line in paragraphs.iter().flat_map(|paragraph| wrap(paragraph, room)) {
            self.text.push_str(format!("{:indent$}{line}", "").trim_end());
            self.text.push('\n');
        }
    }

    fn parameter(&mut self, parameter: &Parameter, detail: Detail) {
        let value = if matches!(parameter.kind, Kind::Switch) {
            String::new()
        } else {
            format!(" <{}>", placeholder(parameter.kind))
        };
        self.text.push_str(&format!("    -{}{value}\n", parameter.name));
        self.lines(&[parameter.says.to_owned()], 8);
        if detail == Detail::Full {
            let yes = |is: bool| if is { "true" } else { "false" };
            let position = parameter.position.map_or("named".to_owned(), |position| (position + 1).to_string());
            let pipeline = match parameter.pipeline {
                Intake::Nothing => "false",
                Intake::Value => "true (ByValue)",
                Intake::Property => "true (ByPropertyName)",
            };
            let facts = [
                ("Required?", yes(parameter.mandatory)),
                ("Position?", &position),
                ("Accept pipeline input?", pipeline),
            ];
            self.text.push('\n');
            for (fact, value) in facts {
                self.text.push_str(&format!("        {fact:<29}{value}\n"));
            }
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::params::Build;
    use crate::shell::cmdlet::find;
    use crate::shell::testing::Desk;

    #[test]
    fn a_page_follows_the_table() {
        let cmdlet = find("Close-LabLog").unwrap();
        let expected = "
NAME
    Close-LabLog

SYNOPSIS
    Closes the open log of a storage group now, so that it can be shipped.

    -------------------------- EXAMPLE 1 --------------------------

    Close-LabLog

    Ships what was only in the open log.

";
        assert_eq!(page(cmdlet, Detail::Examples, 80), expected);
        assert_eq!(syntax(cmdlet), "Close-LabLog [[-Identity] <String>] [-WhatIf] [-Confirm] [<CommonParameters>]");
        assert!(page(cmdlet, Detail::Full, 80).contains("\n    -Identity <String>\n        The storage group;"));
    }

    #[test]
    fn a_question_mark_and_get_help_show_the_same_page() {
        let mut desk = Desk::new(Build::Rtm);
        assert_eq!(desk.text("Stop-LabComponent -?"), desk.text("Get-Help kill"));
        assert!(desk.text("help *quorum*").contains("Get-LabQuorum"));
        assert!(desk.text("help nothing-known").contains("is not recognized"));
    }

    #[test]
    fn every_command_stands_in_the_overview() {
        let text = overview(80);
        assert!(all().iter().all(|cmdlet| text.contains(cmdlet.name)));
        assert!(text.lines().all(|line| line.chars().count() < 80));
    }
}
