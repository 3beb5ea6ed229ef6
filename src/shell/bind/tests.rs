//! Which arguments reach which parameters, and how wrong ones are refused.

use super::*;
use crate::shell::cmdlet::Change;
use crate::shell::cmdlet::{Cmdlet, Outcome, Reply};

static CMDLET: Cmdlet = Cmdlet {
    name: "Test-Binding",
    aliases: &[],
    synopsis: "Shows what is bound.",
    description: "",
    parameters: &[
        Parameter::new("Identity", Kind::Text, "A name.").mandatory().at(0).takes(Intake::Value),
        Parameter::new("TargetMachine", Kind::Text, "A name.").mandatory().takes(Intake::Property),
        Parameter::new("TargetPath", Kind::Text, "A path."),
        Parameter::new("Dial", Kind::Choice(&["Lossless", "GoodAvailability", "BestAvailability"]), "A word."),
        Parameter::new("After", Kind::IntOrUnlimited, "A number."),
        Parameter::new("Size", Kind::Size, "A size."),
        Parameter::new("Lag", Kind::Span, "A span."),
        Parameter::new("For", Kind::Duration, "A span."),
        Parameter::new("Count", Kind::Int(1, 10), "A number."),
        Parameter::new("Force", Kind::Switch, "A switch."),
        Parameter::new("Flag", Kind::Bool, "A truth value."),
    ],
    examples: &[],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |_, _| Ok(String::new()),
        run: |_, _| Ok(Outcome::Done(Reply::default())),
        resume: None,
    }),
};

/// The arguments of a line, numbers and words only.
fn given(line: &str) -> Vec<Given> {
    let offered = |word: &str| {
        let value = crate::shell::token::number(word).unwrap_or_else(|| match word {
            "$true" => Value::Bool(true),
            "$false" => Value::Bool(false),
            "$null" => Value::Null,
            _ => Value::text(word),
        });
        Offered { value, literal: Some(word.to_owned()), span: Span::default() }
    };
    let argument = |word: &str| match word.strip_prefix('-').filter(|name| name.starts_with(char::is_alphabetic)) {
        Some(name) => match name.split_once(':') {
            Some((name, value)) => {
                Given::Parameter { name: name.to_owned(), span: Span::default(), value: Some(offered(value)) }
            }
            None => Given::Parameter { name: name.to_owned(), span: Span::default(), value: None },
        },
        None => Given::Value(offered(word)),
    };
    line.split_whitespace().map(argument).collect()
}

fn bound(line: &str) -> Result<Bound, ShellError> {
    bind(&CMDLET, Span::default(), given(line))
}

fn check(line: &str, parameter: &str, expected: &str) {
    let bound = bound(line).unwrap_or_else(|error| panic!("{line}: {}", error.message));
    assert_eq!(bound.value(parameter).map(Value::to_text).as_deref(), Some(expected), "{line}");
}

#[test]
fn arguments_find_their_parameters() {
    check("EXCHCMS", "Identity", "EXCHCMS");
    check("-identity:007", "Identity", "007");
    check("-TargetM NODE1 EXCHCMS", "Identity", "EXCHCMS");
    check("-Force EXCHCMS", "Identity", "EXCHCMS");
    check("-Force:$false", "Force", "False");
    check("-Conf:$false", "Confirm", "False");
    check("-Dial goodavailability", "Dial", "GoodAvailability");
    check("-Dial best", "Dial", "BestAvailability");
    check("-After unlimited", "After", "unlimited");
    check("-After 4", "After", "4");
    check("-Size 18MB", "Size", "18MB");
    check("-Lag 1.00:00:00", "Lag", "1.00:00:00");
    check("-For 90s", "For", "00:01:30");
    check("-For 90", "For", "00:01:30");
    check("-for 90", "For", "00:01:30");
    check("-Flag 1", "Flag", "True");
}

#[test]
fn a_wrong_argument_is_refused_in_powershells_words() {
    for (line, message, hint) in [
        ("-Identiy x", "A parameter cannot be found that matches parameter name 'Identiy'.", "did you mean -Identity?"),
        (
            "-Target x",
            "Parameter cannot be processed because the parameter name 'Target' is ambiguous. Possible matches include: -TargetMachine -TargetPath.",
            "",
        ),
        (
            "-TargetMachine",
            "Missing an argument for parameter 'TargetMachine'. Specify a parameter of type 'System.String' and try again.",
            "",
        ),
        (
            "-Dial -Force",
            "Missing an argument for parameter 'Dial'. Specify a parameter of type 'System.Enum' and try again.",
            "one of Lossless, GoodAvailability, BestAvailability",
        ),
        (
            "a b",
            "A positional parameter cannot be found that accepts argument 'b'.",
            "a name with blanks needs quotes; other values need their parameter's name",
        ),
        (
            "a -Identity b",
            "A positional parameter cannot be found that accepts argument 'a'.",
            "a name with blanks needs quotes; other values need their parameter's name",
        ),
        ("-Force -Force", "Cannot bind parameter because parameter 'Force' is specified more than once.", ""),
        ("-Identity $null", "Cannot bind argument to parameter 'Identity' because it is null.", ""),
        (
            "-Count 11",
            "Cannot validate argument on parameter 'Count'. The argument 11 is greater than the maximum allowed 10.",
            "give a number of at most 10",
        ),
        (
            "-Count 0",
            "Cannot validate argument on parameter 'Count'. The argument 0 is less than the minimum allowed 1.",
            "give a number of at least 1",
        ),
        (
            "-Count x",
            "Cannot bind parameter 'Count'. Cannot convert value \"x\" to type \"System.Int32\".",
            "give a whole number",
        ),
        (
            "-Size big",
            "Cannot bind parameter 'Size'. Cannot convert value \"big\" to type \"Microsoft.Exchange.Data.ByteQuantifiedSize\".",
            "sizes look like 18MB, 100KB or 1GB",
        ),
        (
            "-For soon",
            "Cannot bind parameter 'For'. Cannot convert value \"soon\" to type \"System.TimeSpan\".",
            "spans look like 90s, 1h30m or 2d",
        ),
        ("-OutVariable x", "the parameter '-OutVariable': not supported here.", ""),
    ] {
        let error = bound(line).err().unwrap_or_else(|| panic!("{line} is bound"));
        assert_eq!((error.message.as_str(), error.hint.as_deref().unwrap_or_default()), (message, hint), "{line}");
    }
}

#[test]
fn a_word_outside_the_list_names_the_list_and_the_nearest() {
    let error = bound("-Dial Losless").err().unwrap();
    assert!(
        error.message.contains("The possible enumeration values are \"Lossless, GoodAvailability, BestAvailability\".")
    );
    assert_eq!(error.hint.as_deref(), Some("did you mean Lossless?"));
}

#[test]
fn objects_of_the_pipeline_fill_what_is_free() {
    use crate::shell::value::Object;
    let object = Object::new("T")
        .with("Identity", Value::text("EXCHCMS"))
        .with("TargetMachine", Value::text("NODE2"))
        .into_value();
    let filled = bound("-TargetMachine NODE1").unwrap().with_input(&object).unwrap();
    assert_eq!(
        (filled.text("Identity").unwrap(), filled.text("TargetMachine").unwrap()),
        ("EXCHCMS".to_owned(), "NODE1".to_owned())
    );
    let by_name = bound("").unwrap().with_input(&object).unwrap();
    assert_eq!(by_name.text("TargetMachine").unwrap(), "NODE2");
    let full = bound("a -TargetMachine b").unwrap();
    assert!(full.with_input(&object).err().unwrap().message.starts_with("The input object cannot be bound"));
}

#[test]
fn what_is_missing_can_be_answered() {
    let mut bound = bound("").unwrap();
    let missing: Vec<&str> = bound.missing().iter().map(|parameter| parameter.name).collect();
    assert_eq!(missing, ["Identity", "TargetMachine"]);
    let identity = bound.missing()[0];
    assert_eq!(
        bound.answer(identity, "").unwrap_err().message,
        "Cannot bind argument to parameter 'Identity' because it is an empty string."
    );
    bound.answer(identity, "EXCHCMS").unwrap();
    assert_eq!(bound.missing().len(), 1);
}
