//! The generator of the typed messages: what it writes, and what it says of files it cannot use.

#[path = "../build/words.rs"]
mod words;

use words::{Source, generate};

fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

/// The generated code of one file, without documentation and attributes, in one line.
fn code(text: &str) -> String {
    let code = generate(&[source("a.ftl", text)]).expect("the file is right");
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("///") && !line.is_empty());
    lines
        .collect::<Vec<_>>()
        .join(" ")
        .replace("::std::string::", "")
        .replace("::core::fmt::", "")
        .replace("::std::", "")
}

fn problems(text: &str) -> Vec<String> {
    generate(&[source("a.ftl", text)]).expect_err("the file is wrong").iter().map(ToString::to_string).collect()
}

#[test]
fn a_message_without_variables_is_static_text() {
    assert_eq!(code("pull-plug = Pull the plug\n"), "pub fn pull_plug() -> &'static str { \"Pull the plug\" }");
    assert_eq!(code("a = {\"{\"}1{ 2 }\n"), "pub fn a() -> &'static str { \"{12\" }");
    assert_eq!(code("a = Say \"so\".\n"), r#"pub fn a() -> &'static str { "Say \"so\"." }"#);
}

#[test]
fn variables_become_arguments_in_order_of_first_appearance() {
    assert_eq!(
        code("node-failed = { $node } fails: { $how }. { $node }!\n"),
        "pub fn node_failed(node: impl Display, how: impl Display) -> String { \
         format!(\"{node} fails: {how}. {node}!\") }"
    );
    assert_eq!(
        code("a = In {\"{\"} { $file-name }\n"),
        "pub fn a(file_name: impl Display) -> String { format!(\"In {{ {file_name}\") }"
    );
}

#[test]
fn a_variable_that_chooses_a_plural_is_a_number() {
    assert_eq!(
        code(
            "a = { $node }: { $count ->\n  [0] nothing\n  [one] a log\n *[other] { $count } logs of { $node }\n } left\n"
        ),
        "pub fn a(node: impl Display, count: u64) -> String { format!(\"{node}: {} left\", \
         match count { 0 => String::from(\"nothing\"), 1 => String::from(\"a log\"), \
         _ => format!(\"{count} logs of {node}\") }) }"
    );
}

#[test]
fn a_number_stays_a_number_when_it_is_shown_before_it_chooses() {
    let code = code("a = { $n } { $n ->\n [one] log\n *[other] logs\n }\n");
    assert!(code.starts_with("pub fn a(n: u64) -> String"), "{code}");
}

#[test]
fn choices_nest() {
    assert_eq!(
        code(
            "a = { $logs ->\n [one] One log of { $people ->\n  [one] one person\n *[other] { $people } people\n }\n *[other] Many\n }\n"
        ),
        "pub fn a(logs: u64, people: u64) -> String { match logs { 1 => format!(\"One log of {}\", \
         match people { 1 => String::from(\"one person\"), _ => format!(\"{people} people\") }), \
         _ => String::from(\"Many\") } }"
    );
}

#[test]
fn a_line_break_is_a_space_and_an_empty_line_a_line_break() {
    assert_eq!(code("a =\n    One\n    two.\n\n    Three.\n"), r#"pub fn a() -> &'static str { "One two.\nThree." }"#);
}

#[test]
fn the_text_is_the_documentation() {
    let code = generate(&[source("a.ftl", "# A note.\na = Log [{ $n }] of E00*\n")]).unwrap();
    assert!(code.starts_with("/// Log \\[{n}\\] of E00\\*\n///\n/// From `a.ftl`.\n"), "{code}");
}

#[test]
fn what_cannot_be_used_is_named_with_file_and_line() {
    let choice = "the default variant must be `*[other]`";
    for (text, expected) in [
        ("\na = A\na = B\n", "a.ftl:3: `a` is there already: a.ftl:2"),
        ("a = A\n  .label = B\n", "a.ftl:2: an attribute is not supported; make it a message"),
        ("a = A\n-b = B\n", "a.ftl:2: a term is not supported; write the words out"),
        (
            "a =\n    A\n    { b }\n",
            "a.ftl:3: a reference is not supported; write the words out or hand them over as a $variable",
        ),
        ("a = { NUMBER($n) }\n", "a.ftl:1: a function is not supported"),
        ("nodeName = A\n", "a.ftl:1: `nodeName`: a name has lower-case letters, digits and hyphens only"),
        ("a = { $node_name }\n", "a.ftl:1: `node_name`: a name has lower-case letters, digits and hyphens only"),
        ("move = A\n", "a.ftl:1: `move` is a word of Rust; choose another name"),
        ("a = { $n ->\n [0] A\n *[1] B\n }\n", &format!("a.ftl:3: {choice}")),
        (
            "a = { $n ->\n [few] A\n *[other] B\n }\n",
            "a.ftl:2: `few` is no plural form of English; these are: one, other, a number",
        ),
        ("a = { $n ->\n [one] A\n [1] B\n *[other] C\n }\n", "a.ftl:3: there are two variants for 1"),
        ("a = { $n ->\n [1.5] A\n *[other] B\n }\n", "a.ftl:2: `1.5` is not a whole number from 0 up"),
        ("a = { $n ->\n *[other] B\n }\n", "a.ftl:2: a choice needs `*[other]` and at least one variant more"),
        ("a = { 1 ->\n [one] A\n *[other] B\n }\n", "a.ftl:2: only a $variable can choose a variant"),
        ("# nothing\n", "a.ftl:1: there is not one message"),
        ("a = A\nb = { $n\nc = C\n", "a.ftl:3: Expected a token starting with \"}\""),
    ] {
        assert_eq!(problems(text), [expected], "{text}");
    }
}

#[test]
fn everything_wrong_is_said_at_once() {
    assert_eq!(problems("if = A\nfor = B\n").len(), 2);
}

#[test]
fn a_message_is_unique_over_all_files() {
    let two = [source("a.ftl", "a-b = A\n"), source("b.ftl", "# B\na-b = B\n")];
    assert_eq!(generate(&two).unwrap_err()[0].to_string(), "b.ftl:2: `a-b` is there already: a.ftl:1");
}

#[test]
fn the_package_has_the_functions() {
    use failover_lab::words;
    assert_eq!(words::people_count(1), "1 person");
    assert_eq!(words::people_count(240), "240 people");
}
