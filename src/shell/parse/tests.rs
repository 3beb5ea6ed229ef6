//! Trees of good lines, messages of wrong ones, and lines of noise.

use super::*;
use crate::shell::ast::{Argument, Expression, ExpressionKind, Part, UnaryOperator};

/// A tree in brackets, for reading in tests.
fn shape(text: &str) -> String {
    match parse(text) {
        Ok(script) => script_shape(&script),
        Err(error) => format!("error at {}: {error}", error.span.start),
    }
}

fn script_shape(script: &Script) -> String {
    let statement = |statement: &Statement| {
        let target = statement.target.as_ref().map_or(String::new(), |target| {
            format!("${} {}= ", target.variable, target.combine.map_or("", BinaryOperator::sign))
        });
        format!("{target}{}", pipeline_shape(&statement.pipeline))
    };
    script.statements.iter().map(statement).collect::<Vec<String>>().join("; ")
}

fn pipeline_shape(pipeline: &Pipeline) -> String {
    let stage = |stage: &Stage| match stage {
        Stage::Expression(expression) => expression_shape(expression),
        Stage::Native(call) => {
            let words = call.words.iter().map(|word| format!(" `{}`", word.text));
            format!("[{}{}]", call.name, words.collect::<String>())
        }
        Stage::Command(command) => {
            let arguments = command.arguments.iter().map(|argument| match argument {
                Argument::Parameter { name, value: None, .. } => format!(" -{name}"),
                Argument::Parameter { name, value: Some(value), .. } => format!(" -{name}:{}", expression_shape(value)),
                Argument::Value(value) => format!(" {}", expression_shape(value)),
            });
            format!("<{}{}>", command.name, arguments.collect::<String>())
        }
    };
    pipeline.stages.iter().map(stage).collect::<Vec<String>>().join(" | ")
}

fn expression_shape(expression: &Expression) -> String {
    let joined = |items: &[Expression]| items.iter().map(expression_shape).collect::<Vec<String>>().join(", ");
    match &expression.kind {
        ExpressionKind::Number(value, _) => value.to_text(),
        ExpressionKind::Text(parts) => {
            let part = |part: &Part| match part {
                Part::Literal(text) => text.clone(),
                Part::Value(value) => format!("«{}»", expression_shape(value)),
            };
            format!("'{}'", parts.iter().map(part).collect::<String>())
        }
        ExpressionKind::Variable(name) => format!("${name}"),
        ExpressionKind::Property(value, name) => format!("{}.{name}", expression_shape(value)),
        ExpressionKind::Index(value, index) => format!("{}[{}]", expression_shape(value), expression_shape(index)),
        ExpressionKind::List(items) => format!("({})", joined(items)),
        ExpressionKind::Range(first, last) => format!("({}..{})", expression_shape(first), expression_shape(last)),
        ExpressionKind::Hash(entries) => {
            let entry = |(key, value): &(String, Pipeline)| format!("{key}={}", pipeline_shape(value));
            format!("@{{{}}}", entries.iter().map(entry).collect::<Vec<String>>().join("; "))
        }
        ExpressionKind::Block(block) => format!("{{{}}}", script_shape(&block.script)),
        ExpressionKind::Pipeline(pipeline) => format!("({})", pipeline_shape(pipeline)),
        ExpressionKind::Script(script) => format!("$({})", script_shape(script)),
        ExpressionKind::Array(script) => format!("@({})", script_shape(script)),
        ExpressionKind::Unary(UnaryOperator::Not, value) => format!("(not {})", expression_shape(value)),
        ExpressionKind::Unary(UnaryOperator::Minus, value) => format!("(neg {})", expression_shape(value)),
        ExpressionKind::Unary(UnaryOperator::Plus, value) => format!("(pos {})", expression_shape(value)),
        ExpressionKind::Binary(left, operation, right) => {
            let case = if operation.case_sensitive { "c" } else { "" };
            format!("({} {case}{} {})", expression_shape(left), operation.operator.sign(), expression_shape(right))
        }
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shape(text), *expected, "{text}");
    }
}

#[test]
fn commands_take_parameters_and_words() {
    check(&[
        ("Get-StorageGroup", "<Get-StorageGroup>"),
        ("Stop-LabComponent EXCHMAILBOX1 -How PowerCut", "<Stop-LabComponent 'EXCHMAILBOX1' -How 'PowerCut'>"),
        ("Start-LabComponent *", "<Start-LabComponent '*'>"),
        ("Get-Command *-Storage*", "<Get-Command '*-Storage*'>"),
        ("kill EXCHMAILBOX1\\Public", "<kill 'EXCHMAILBOX1\\Public'>"),
        ("x EXCHCMS\\\"First Storage Group\"", "<x 'EXCHCMS\\First Storage Group'>"),
        ("Wait-Lab 90s", "<Wait-Lab '90s'>"),
        ("x 18MB -5 0x10 7.00:00:00 10.0.0.1", "<x 18874368 -5 16 '7.00:00:00' '10.0.0.1'>"),
        ("x -Confirm:$false -Force", "<x -Confirm:$false -Force>"),
        ("x -MoveComment:\"patch night\" a", "<x -MoveComment:'patch night' 'a'>"),
        ("x -a: b", "<x -a:'b'>"),
        ("x a,b, c ,d -p e,f", "<x ('a', 'b', 'c', 'd') -p ('e', 'f')>"),
        ("x joe@contoso.com a#b # rest", "<x 'joe@contoso.com' 'a#b'>"),
        ("Setup.com /RecoverCMS /CMSName:x", "[Setup.com `/RecoverCMS` `/CMSName:x`]"),
        ("cluster node /pause", "[cluster `node` `/pause`]"),
        ("x –How PowerCut “a b”", "<x -How 'PowerCut' 'a b'>"),
    ]);
}

#[test]
fn quotes_and_escapes_follow_powershell() {
    check(&[
        ("'it''s $x'", "'it's $x'"),
        ("\"a \"\"b\"\" `\"c`\" `$x\"", "'a \"b\" \"c\" $x'"),
        ("\"$x.Name and $($x.Name)\"", "'«$x».Name and «$($x.Name)»'"),
        ("\"${a b}c $ 5\"", "'«$a b»c $ 5'"),
        ("x $a\\b", "<x '«$a»\\b'>"),
        ("x $a.Name $a[0] $(y)", "<x $a.Name $a[0] $(<y>)>"),
        ("x a` b", "<x 'a b'>"),
        ("x `\n  -y", "<x -y>"),
        ("x `\r\n  -y", "<x -y>"),
        ("\"$('a)' + \"b)\")\"", "'«$(('a)' + 'b)'))»'"),
    ]);
}

#[test]
fn operators_bind_as_in_powershell() {
    check(&[
        ("$a -eq 1 -and -not $b -or $c", "((($a -eq 1) -and (not $b)) -or $c)"),
        ("$a -and $b -eq 1", "($a -and ($b -eq 1))"),
        ("1 + 2 * 3 -gt 4", "((1 + (2 * 3)) -gt 4)"),
        ("-not $x -eq 1", "((not $x) -eq 1)"),
        ("1,2 + 3", "((1, 2) + 3)"),
        ("1..3", "(1..3)"),
        ("$x.Count-1", "($x.Count - 1)"),
        ("$x -CEQ 'a'", "($x c-eq 'a')"),
        ("$x -inotlike 'a*'", "($x -notlike 'a*')"),
        ("!($a)", "(not ($a))"),
        ("-$a", "(neg $a)"),
        ("$a -eq\n 1", "($a -eq 1)"),
    ]);
}

#[test]
fn pipelines_blocks_and_assignments_nest() {
    check(&[
        ("Get-X | ? { $_.A -gt 1 } | ft A,B", "<Get-X> | <? {($_.A -gt 1)}> | <ft ('A', 'B')>"),
        ("Get-X|%{$_.A}", "<Get-X> | <% {$_.A}>"),
        ("$x = Get-Y; $x.Name", "$x = <Get-Y>; $x.Name"),
        ("$x += 2", "$x += 2"),
        ("(Get-X Y).Z", "(<Get-X 'Y'>).Z"),
        ("x @{ n = 'a'; 'e' = { $_.B } }", "<x @{n='a'; e={$_.B}}>"),
        ("x @{Name='a';Expression={$_.B}}", "<x @{Name='a'; Expression={$_.B}}>"),
        ("@(1; Get-X)", "@(1; <Get-X>)"),
        ("a;\n\nb # c\n;", "<a>; <b>"),
        ("a |\n b", "<a> | <b>"),
        ("", ""),
        ("# only words", ""),
    ]);
}

#[test]
fn what_only_powershell_has_is_named_with_its_place() {
    check(&[
        ("if ($x) { y }", "error at 0: the keyword 'if': not supported here."),
        ("a > b.txt", "error at 2: redirection with '>' or '<': not supported here."),
        ("a && b", "error at 2: '&&': not supported here."),
        ("& a", "error at 0: the call operator '&': not supported here."),
        ("$x.Trim()", "error at 3: the method '.Trim()': not supported here."),
        ("[int]$x", "error at 0: a .NET type in '[ ]': not supported here."),
        ("$env:x", "error at 0: '$env:' (variables of a scope or drive): not supported here."),
        ("$a -replace 'x'", "error at 3: the operator '-replace': not supported here."),
        ("$i++", "error at 2: '++': not supported here."),
        ("x @\"\na\n\"@", "error at 2: a here-string (@\"): not supported here."),
    ]);
}

/// Text, place, message, hint.
const MISTAKES: [(&str, usize, &str, &str); 12] = [
    (
        "$a -eq Healthy",
        7,
        "Expected a value, found 'Healthy'.",
        "put text in quotes: \"Healthy\"; put a command in parentheses",
    ),
    ("$a -eq true", 7, "Expected a value, found 'true'.", "did you mean $true?"),
    ("$a -eqq 1", 3, "Expected an operator, found '-eqq'.", "did you mean -eq?"),
    ("$a == 1", 3, "Expected an operator, found '=='.", "to compare, write -eq"),
    ("a | ", 4, "Expected a command, found the end of the line.", "name a command after '|', such as Format-List"),
    ("a | 5", 4, "Expected a command after '|', found '5'.", "a value can only stand in front of the first '|'"),
    ("a | | b", 4, "Expected a command, found '|'.", "name a command after '|', such as Format-List"),
    ("(a", 2, "Expected ')', found the end of the line.", "what opens at character 1 is not closed"),
    ("a )", 2, "Expected a command, found ')'.", ""),
    (
        "5 b",
        2,
        "Expected an operator, '|' or ';', found 'b'.",
        "a command comes first in its line, and only a command takes arguments",
    ),
    ("$true = 1", 0, "Expected a variable that can be set, found '$true'.", "use a name of your own, such as $x"),
    ("@60s Get-X", 0, "Expected a command, found '@60s'.", "a moment such as @60s stands only in a transcript"),
];

#[test]
fn a_mistake_says_what_was_expected_and_what_to_try() {
    for (text, place, message, hint) in MISTAKES {
        let error = parse(text).unwrap_err();
        assert_eq!((error.span.start, error.to_string().as_str()), (place, message), "{text}");
        assert_eq!(error.hint.unwrap_or_default(), hint, "{text}");
    }
}

#[test]
fn an_open_bracket_or_quote_can_still_be_completed() {
    for text in ["a {", "a (b", "'abc", "\"abc", "\"$(a", "a |", "$x =", "a `", "$a -and", "@{ a = ", "${a"] {
        assert!(parse(text).unwrap_err().unfinished, "{text}");
    }
    for text in ["a )", "5 b", "$a -eq b"] {
        assert!(!parse(text).unwrap_err().unfinished, "{text}");
    }
}

#[test]
fn depth_and_length_are_limited() {
    for text in [
        "(".repeat(9_000),
        "1-(".repeat(5_000),
        "! ".repeat(8_000),
        "{".repeat(9_000),
        "\"$(".repeat(5_000),
        "$x".to_owned() + &".a".repeat(8_000),
    ] {
        assert!(parse(&text).is_err());
    }
    assert!(parse(&"1+".repeat(5_000)).is_err());
    assert!(parse(&"a|".repeat(5_000)).is_err());
    assert!(parse(&"x".repeat(LINE_MAX + 1)).is_err());
    assert!(parse(&"x".repeat(LINE_MAX)).is_ok());
}

/// A small generator of its own, so that a failure names a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

const FRAGMENTS: [&str; 48] = [
    "Get-X", " ", "  ", "-Name", "-a:", ":", "$x", "$_", "$(", "@(", "@{", "(", ")", "{", "}", "[", "]", "|", ";", ",",
    "\"", "'", "`", "\n", "\r", "#", "=", "==", "+=", "++", "--", "-eq", "-not", "!", ".", "..", ".Name", "0x", "18MB",
    "9", "é", "–", "“", "”", "\u{feff}", "&", ">", "${",
];

#[test]
fn no_text_makes_the_reader_panic() {
    for seed in 0..20_000 {
        let mut random = Random(seed);
        let text: String = (0..random.below(24)).map(|_| FRAGMENTS[random.below(FRAGMENTS.len())]).collect();
        if let Err(error) = parse(&text) {
            assert!(error.span.start <= error.span.end && error.span.end <= text.len(), "seed {seed}: {text}");
            assert!(
                text.is_char_boundary(error.span.start) && text.is_char_boundary(error.span.end),
                "seed {seed}: {text}"
            );
        }
    }
    for seed in 0..20_000 {
        let mut random = Random(seed);
        let text: String = (0..random.below(40)).filter_map(|_| char::from_u32(random.below(0x2100) as u32)).collect();
        let _ = parse(&text);
    }
}
