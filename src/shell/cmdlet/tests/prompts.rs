//! Questions, answers, and lines that stop in the middle.

use crate::model::params::Build;
use crate::shell::console::Step;
use crate::shell::error::Category;
use crate::shell::testing::Desk;

const DISMOUNT: &str = "Dismount-Database 'Mailbox Database'";
const MOUNTED: &str = "(Get-MailboxDatabase EXCHCMS\\* -Status).Mounted";

fn desk() -> Desk {
    Desk::new(Build::Rtm)
}

#[test]
fn an_empty_answer_is_yes_and_no_is_no() {
    for (answer, mounted) in [("", "False\n"), ("Yes", "False\n"), ("a", "False\n"), ("n", "True\n"), ("L", "True\n")] {
        let mut desk = desk();
        assert!(desk.text(DISMOUNT).ends_with("(default is \"Y\"):"));
        assert_eq!(desk.text(answer), "", "{answer}");
        assert_eq!(desk.text(MOUNTED), mounted, "{answer}");
    }
}

#[test]
fn help_and_nonsense_ask_again() {
    let mut desk = desk();
    desk.text(DISMOUNT);
    assert!(desk.text("?").starts_with("Y - Continue with only the next step of the operation.\n"));
    assert!(desk.text("what").starts_with("[Y] Yes  [A] Yes to All"));
    assert!(desk.text("s").starts_with("WARNING: Suspend is not supported here.\n"));
    assert!(desk.console.is_prompting());
    assert_eq!(desk.text("n"), "");
}

#[test]
fn confirm_false_does_not_ask_and_what_if_does_nothing() {
    let mut desk = desk();
    let expected = "What if: Dismounting database \"EXCHCMS\\First Storage Group\\Mailbox Database\". This may result in reduced availability for mailboxes in the database.\n";
    assert_eq!(desk.text(&format!("{DISMOUNT} -WhatIf")), expected);
    assert_eq!(desk.text(MOUNTED), "True\n");
    assert_eq!(desk.text(&format!("{DISMOUNT} -Confirm:$false")), "");
    assert_eq!(desk.text(MOUNTED), "False\n");
    assert!(desk.text("kill HUB1 -Confirm").contains("Stopping \"HUB1\" (PowerCut).\n[Y] Yes"));
}

#[test]
fn one_answer_can_stand_for_all_objects() {
    let mut desk = desk();
    let ask = "'EXCHMAILBOX1\\LogDisk','EXCHMAILBOX1\\DatabaseDisk' | kill -Confirm";
    let down = "(Get-LabComponent EXCHMAILBOX1\\*Disk | where { $_.Why } | measure).Count";
    assert!(desk.text(ask).contains("LogDisk"));
    assert!(desk.text("y").contains("DatabaseDisk"));
    assert_eq!(desk.text("n") + &desk.text(down), "1\n");
    assert!(desk.text("heal *; ".to_owned().as_str()).is_empty());
    desk.text(ask);
    assert_eq!(desk.text("A") + &desk.text(down), "2\n");
}

#[test]
fn what_ran_before_a_question_runs_once_and_is_shown_once() {
    let mut desk = desk();
    let Step::Ask(prompt) = desk.step(&format!("'before'; kill EXCHMAILBOX2; {DISMOUNT}; 'after'; (Get-LabMail).Lost"))
    else {
        panic!()
    };
    assert_eq!(prompt.before.text(), "before\n");
    let mut twin = desk.console.clone();
    assert_eq!(desk.text("y"), "after\n0\n");
    assert!(twin.is_prompting());
    assert!(!twin.interrupt().text().is_empty() && !twin.is_prompting());
}

#[test]
fn an_empty_value_is_refused() {
    let mut desk = desk();
    desk.text("Suspend-StorageGroupCopy");
    assert!(desk.text("").starts_with(
        "Suspend-StorageGroupCopy : Cannot bind argument to parameter 'Identity' because it is an empty string.\n"
    ));
}

#[test]
fn control_c_gives_the_line_up_and_keeps_its_variables() {
    let mut desk = desk();
    desk.text("$x = 7; Wait-Lab 1h; $x = 8");
    let Step::Wait(waiting) = desk.step("$x = 7; Wait-Lab 90s; $x = 8") else { panic!("it does not wait") };
    assert_eq!(waiting.not_before_ms, Some(desk.lab.view_ms() + 90_000));
    assert!(desk.console.is_waiting());
    assert!(matches!(desk.step("typed too early"), Step::Wait(_)));
    assert_eq!(desk.console.interrupt().errors[0].category, Category::OperationStopped);
    assert_eq!(desk.text("$x"), "7\n");
}

#[test]
fn a_question_inside_a_condition_is_refused() {
    let text = desk().text("Wait-Lab -For { Get-LabWhyNot }");
    assert!(text.contains("a question inside a condition: not supported here."), "{text}");
}
