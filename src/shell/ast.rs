//! What a line means, before any of it runs.

use std::sync::Arc;

use super::native::Word;
use super::span::Span;
use super::value::Value;

/// Statements that run one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// The statements in their order.
    pub statements: Vec<Statement>,
}

/// One statement of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The variable that takes the result; without one, the result is shown.
    pub target: Option<Assignment>,
    /// What is evaluated.
    pub pipeline: Pipeline,
}

/// The left side of `$x = …`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The variable's name, without `$`.
    pub variable: String,
    /// The operator that combines old and new value, as in `+=`.
    pub combine: Option<BinaryOperator>,
    /// Where the variable stands.
    pub span: Span,
}

/// Stages joined by `|`; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    /// The stages from left to right.
    pub stages: Vec<Stage>,
    /// The whole pipeline.
    pub span: Span,
}

/// One stage of a pipeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// A value; stands only at the front.
    Expression(Expression),
    /// A command.
    Command(Command),
    /// A program of the command line.
    Native(NativeCall),
}

/// A program of the command line with its arguments as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct NativeCall {
    /// The name as typed.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The arguments in their order.
    pub words: Vec<Word>,
    /// The whole call.
    pub span: Span,
}

/// A command with its arguments, not yet bound to parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// The name as typed.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Parameters and arguments in their order.
    pub arguments: Vec<Argument>,
    /// The whole command.
    pub span: Span,
}

/// A parameter or an argument of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// `-Name`, or `-Name:value`.
    Parameter {
        /// The name as typed, without its dash.
        name: String,
        /// Where the name stands, dash and colon included.
        span: Span,
        /// The value behind a colon.
        value: Option<Expression>,
    },
    /// A value: the argument of the parameter before it, or a positional one.
    Value(Expression),
}

/// An expression and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A number. The text is how it was typed, for a parameter that takes text.
    Number(Value, String),
    /// A string or word whose parts are joined.
    Text(Vec<Part>),
    /// `$name`
    Variable(String),
    /// `value.Name`
    Property(Box<Expression>, String),
    /// `value[index]`
    Index(Box<Expression>, Box<Expression>),
    /// `a, b`
    List(Vec<Expression>),
    /// `first..last`
    Range(Box<Expression>, Box<Expression>),
    /// `@{ key = value }`
    Hash(Vec<(String, Pipeline)>),
    /// `{ … }`
    Block(Arc<Block>),
    /// `( pipeline )`
    Pipeline(Box<Pipeline>),
    /// `$( … )`
    Script(Script),
    /// `@( … )`: always a list.
    Array(Script),
    /// `-not`, `!` or a minus sign.
    Unary(UnaryOperator, Box<Expression>),
    /// Two values and an operator.
    Binary(Box<Expression>, Operation, Box<Expression>),
}

/// A part of a string.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Characters as they are.
    Literal(String),
    /// The text of a value.
    Value(Expression),
}

/// A script block: code as a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What runs.
    pub script: Script,
    /// The code as it was typed, without its braces.
    pub source: String,
}

/// Operators in front of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `-not` or `!`
    Not,
    /// `-`
    Minus,
    /// `+`
    Plus,
}

/// An operator between two values, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What it does.
    pub operator: BinaryOperator,
    /// Capital and small letters differ, as in `-ceq`.
    pub case_sensitive: bool,
    /// Where it stands.
    pub span: Span,
}

/// Operators between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `-eq`
    Equal,
    /// `-ne`
    NotEqual,
    /// `-gt`
    Greater,
    /// `-ge`
    GreaterOrEqual,
    /// `-lt`
    Less,
    /// `-le`
    LessOrEqual,
    /// `-like`
    Like,
    /// `-notlike`
    NotLike,
    /// `-match`
    Match,
    /// `-notmatch`
    NotMatch,
    /// `-contains`
    Contains,
    /// `-notcontains`
    NotContains,
    /// `-and`
    And,
    /// `-or`
    Or,
    /// `-xor`
    Xor,
}

impl BinaryOperator {
    /// The operator that a sign stands for.
    pub fn from_sign(sign: &str) -> Option<BinaryOperator> {
        Some(match sign {
            "+" | "+=" => BinaryOperator::Add,
            "-" | "-=" => BinaryOperator::Subtract,
            "*" | "*=" => BinaryOperator::Multiply,
            "/" | "/=" => BinaryOperator::Divide,
            "%" | "%=" => BinaryOperator::Remainder,
            _ => return None,
        })
    }

    /// The operator that a word behind a dash stands for, in small letters.
    pub fn from_word(word: &str) -> Option<BinaryOperator> {
        WORDS.iter().find(|(known, _)| *known == word).map(|&(_, operator)| operator)
    }

    /// How the operator is written.
    pub fn sign(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::Subtract => "-",
            BinaryOperator::Multiply => "*",
            BinaryOperator::Divide => "/",
            BinaryOperator::Remainder => "%",
            BinaryOperator::Equal => "-eq",
            BinaryOperator::NotEqual => "-ne",
            BinaryOperator::Greater => "-gt",
            BinaryOperator::GreaterOrEqual => "-ge",
            BinaryOperator::Less => "-lt",
            BinaryOperator::LessOrEqual => "-le",
            BinaryOperator::Like => "-like",
            BinaryOperator::NotLike => "-notlike",
            BinaryOperator::Match => "-match",
            BinaryOperator::NotMatch => "-notmatch",
            BinaryOperator::Contains => "-contains",
            BinaryOperator::NotContains => "-notcontains",
            BinaryOperator::And => "-and",
            BinaryOperator::Or => "-or",
            BinaryOperator::Xor => "-xor",
        }
    }
}

/// Every operator that is a word, for lookup and for naming the nearest.
pub const WORDS: [(&str, BinaryOperator); 15] = [
    ("eq", BinaryOperator::Equal),
    ("ne", BinaryOperator::NotEqual),
    ("gt", BinaryOperator::Greater),
    ("ge", BinaryOperator::GreaterOrEqual),
    ("lt", BinaryOperator::Less),
    ("le", BinaryOperator::LessOrEqual),
    ("like", BinaryOperator::Like),
    ("notlike", BinaryOperator::NotLike),
    ("match", BinaryOperator::Match),
    ("notmatch", BinaryOperator::NotMatch),
    ("contains", BinaryOperator::Contains),
    ("notcontains", BinaryOperator::NotContains),
    ("and", BinaryOperator::And),
    ("or", BinaryOperator::Or),
    ("xor", BinaryOperator::Xor),
];
