//! What a console shows for a line.

use crate::model::params::Build;
use crate::shell::console::{Console, Step};
use crate::shell::testing::Lab;

/// What a fresh console shows for a line.
fn shown(line: &str) -> String {
    match Console::default().run(line, &mut Lab::new(Build::Rtm)) {
        Step::Done(output) => output.text(),
        Step::Ask(prompt) => format!("asks {}", prompt.text),
        Step::Wait(_) => "waits".to_owned(),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (line, expected) in cases {
        assert_eq!(shown(line), *expected, "{line}");
    }
}

#[test]
fn expressions_follow_powershell() {
    check(&[
        ("1 + 2 * 3", "7\n"),
        ("10 / 4", "2.5\n"),
        ("7 % 4; 18MB", "3\n18874368\n"),
        ("'a' + 1", "a1\n"),
        ("'abc' -like 'A*'", "True\n"),
        ("1,2,3 -gt 1", "2\n3\n"),
        ("1..3", "1\n2\n3\n"),
        ("$x = 5; \"x is $x, twice $($x * 2)\"", "x is 5, twice 10\n"),
        ("$x = 1,2; $x.Count; $x[-1]", "2\n2\n"),
        ("$null -eq $nothing", "True\n"),
        ("-not $false -and (2 -ge 2)", "True\n"),
        ("'EXCHMAILBOX1' -match 'box\\d$'; $matches[0]", "True\nBOX1\n"),
        ("'a','b','ab' -match 'a'; 'A' -cnotmatch 'a'", "a\nab\nTrue\n"),
        ("'a','b' -contains 'B'", "True\n"),
        ("@(1).Count", "1\n"),
        ("$x = 1; $x += 2; $x", "3\n"),
        ("@{ a = 1; b = 'two' }.b", "two\n"),
        ("'ab' * 2", "abab\n"),
        ("$true -or $y.z.w", "True\n"),
    ]);
}

#[test]
fn pipelines_select_sort_and_measure() {
    check(&[
        ("3,1,2 | sort", "1\n2\n3\n"),
        ("3,1,2 | sort -desc | select -f 2", "3\n2\n"),
        ("1..9 | select -first 1 -last 2", "1\n8\n9\n"),
        ("1..9 | where { $_ -gt 7 } | % { $_ * 10 }", "80\n90\n"),
        ("'b','a','B' | sort -u", "a\nb\n"),
        ("1,1,2 | select -unique", "1\n2\n"),
        ("1..4 | measure -sum -average | select -expand Average", "2.5\n"),
        ("'a','b','a' | group | ft -a", "\nCount Name Group\n----- ---- -----\n    2 a    {a, a}\n    1 b    {b}\n\n"),
        ("@{n='x'} | % { $_.n }", "x\n"),
        ("1,2 | out-null", ""),
    ]);
}

#[test]
fn objects_come_out_as_tables_and_lists() {
    check(&[
        (
            "1 | select @{n='Double';e={$_*2}}, @{n='Word';e={'w'}}",
            "\n                                 Double Word\n                                 ------ ----\n                                      2 w\n\n",
        ),
        ("1,2 | select @{n='A';e={$_}} | fl", "\nA : 1\n\nA : 2\n\n"),
        ("Get-Alias ft | fl Name,Def*", "\nName       : ft\nDefinition : Format-Table\n\n"),
        ("Get-Alias f* | fw -col 4", "\nfl                  foreach             ft                  fw\n\n"),
        ("(Get-Alias ft | ft -hide name | out-string) -like '*ft*'", "True\n"),
        (
            "Get-Alias f? | ft @{l='N';e='Name';width=4}, Definition -auto",
            "\nN  Definition\n-  ----------\nfl Format-List\nft Format-Table\nfw Format-Wide\n\n",
        ),
    ]);
}

#[test]
fn members_are_grouped_by_their_type() {
    let expected = "
   TypeName: System.Management.Automation.AliasInfo

Name                             MemberType Definition
----                             ---------- ----------
CommandType                      Property   System.String CommandType {get;}
Definition                       Property   System.String Definition {get;}
Name                             Property   System.String Name {get;}

";
    assert_eq!(shown("Get-Alias | Get-Member"), expected);
}

#[test]
fn an_error_names_its_place_and_ends_its_statement_only() {
    let expected = "\
The term 'Get-Comand' is not recognized as a cmdlet, function, operable program, or script file. Verify the term and try again.
At line:1 char:10
+ Get-Comand <<<< ; 'next'
    + CategoryInfo : CommandNotFound: (Get-Comand)
    Hint: did you mean Get-Command?
next
";
    assert_eq!(shown("Get-Comand; 'next'"), expected);
    assert_eq!(
        shown("Get-Alias nothing -Foo 1 -ea SilentlyContinue").lines().next().unwrap(),
        "Get-Alias : A parameter cannot be found that matches parameter name 'Foo'."
    );
    assert_eq!(shown("(1 | select -expand x -ErrorAction SilentlyContinue); 'next'"), "next\n");
    assert!(!shown("1 | select -expand x -ErrorAction Stop; 'next'").contains("\nnext\n"));
    for (line, message) in [
        ("1 -gt 'one'", "Cannot compare \"1\" to \"one\"."),
        ("1 / 0", "Attempted to divide by zero."),
        ("'a' - 1", "Cannot convert value \"a\" to a number."),
        ("1..99999", "A range has at most 10,000 numbers."),
        ("1..9999 + 1..9999 | % { 1 }", "A pipeline carries at most 10,000 objects."),
        ("'a' -match '(?<x>b)'", "'(?<' in a regular expression: not supported here."),
        ("'a' -match '['", "The regular expression pattern [ is not valid: a '[' is not closed."),
        ("$x = { 1 | % $x }; 1 | % $x", "The line is nested too deeply while it runs."),
        ("1..9999 | % { 1..9999 | % { 1 } }", "The line takes more than a million steps."),
    ] {
        assert_eq!(
            shown(line).lines().next().map(|first| first.rsplit(" : ").next().unwrap_or(first)),
            Some(message),
            "{line}"
        );
    }
}

#[test]
fn an_incomplete_line_goes_on_until_it_is_complete() {
    let mut console = Console::default();
    assert!(matches!(console.run("1,2 |", &mut Lab::new(Build::Rtm)), Step::Ask(prompt) if prompt.text == ">> "));
    assert!(console.is_prompting());
    assert!(
        matches!(console.run("  sort -desc", &mut Lab::new(Build::Rtm)), Step::Done(output) if output.text() == "2\n1\n")
    );
    assert!(!console.is_prompting());
    assert!(matches!(console.run("(", &mut Lab::new(Build::Rtm)), Step::Ask(_)));
    assert!(matches!(console.run("", &mut Lab::new(Build::Rtm)), Step::Done(output) if output.failed()));
}

#[test]
fn variables_and_history_last() {
    let mut console = Console::default();
    console.run("$x = 'kept'", &mut Lab::new(Build::Rtm));
    assert!(matches!(console.run("$X", &mut Lab::new(Build::Rtm)), Step::Done(output) if output.text() == "kept\n"));
    let Step::Done(output) = console.run("Get-History", &mut Lab::new(Build::Rtm)) else { panic!() };
    assert_eq!(output.text(), "\n  Id CommandLine\n  -- -----------\n   1 $x = 'kept'\n   2 $X\n   3 Get-History\n\n");
}

#[test]
fn a_missing_value_is_asked_for() {
    let mut console = Console::default();
    let Step::Done(output) = console.run("1 | where", &mut Lab::new(Build::Rtm)) else { panic!() };
    assert!(
        output.text().starts_with("Where-Object : asking for the script block '-FilterScript': not supported here.")
    );
}
