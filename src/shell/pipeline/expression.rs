//! Values of expressions.

use super::{Evaluation, Stop, check_weight, limit, operate};
use crate::shell::ast::{BinaryOperator, Expression, ExpressionKind, Operation, Part, UnaryOperator};
use crate::shell::error::{Category, ShellError};
use crate::shell::letters::in_small;
use crate::shell::value::{Decimal, Value};

/// Longest text that an expression gives [bytes].
const TEXT_MAX: usize = 1 << 20;

/// Longest range.
const RANGE_MAX: i64 = 10_000;

impl Evaluation<'_> {
    /// The value of an expression.
    pub fn evaluate(&mut self, expression: &Expression) -> Result<Value, Stop> {
        let span = expression.span;
        self.deeper(span, |evaluation| evaluation.value_of(&expression.kind)).map_err(|stop| match stop {
            Stop::Error(error) => error.at(span).into(),
            other => other,
        })
    }

    fn value_of(&mut self, kind: &ExpressionKind) -> Result<Value, Stop> {
        Ok(match kind {
            ExpressionKind::Number(value, _) => value.clone(),
            ExpressionKind::Text(parts) => self.joined(parts)?,
            ExpressionKind::Variable(name) => self.variable(name),
            ExpressionKind::Property(value, name) => property(&self.evaluate(value)?, name),
            ExpressionKind::Index(value, index) => element(&self.evaluate(value)?, &self.evaluate(index)?)?,
            ExpressionKind::List(items) => Value::List(self.values(items)?),
            ExpressionKind::Range(first, last) => range(&self.evaluate(first)?, &self.evaluate(last)?)?,
            ExpressionKind::Hash(entries) => {
                let mut values = Vec::with_capacity(entries.len());
                for (key, pipeline) in entries {
                    values.push((key.clone(), Value::from_many(self.pipeline(pipeline)?)));
                }
                Value::Hash(values)
            }
            ExpressionKind::Block(block) => Value::Block(block.clone()),
            ExpressionKind::Pipeline(pipeline) => Value::from_many(self.pipeline(pipeline)?),
            ExpressionKind::Script(script) => Value::from_many(self.script(script)?),
            ExpressionKind::Array(script) => Value::List(self.script(script)?),
            ExpressionKind::Unary(operator, value) => unary(*operator, &self.evaluate(value)?)?,
            ExpressionKind::Binary(left, operation, right) => self.chain(left, *operation, right)?,
        })
    }

    fn values(&mut self, expressions: &[Expression]) -> Result<Vec<Value>, Stop> {
        expressions.iter().map(|expression| self.evaluate(expression)).collect()
    }

    /// Operators from left to right, without a step of depth for each.
    fn chain(&mut self, left: &Expression, operation: Operation, right: &Expression) -> Result<Value, Stop> {
        let mut links = vec![(operation, right)];
        let mut first = left;
        while let ExpressionKind::Binary(left, operation, right) = &first.kind {
            links.push((*operation, right));
            first = left;
        }
        let mut value = self.evaluate(first)?;
        for (operation, right) in links.into_iter().rev() {
            value = self.operation(&value, operation, right)?;
            check_weight(&value).map_err(|error| error.at(operation.span))?;
        }
        Ok(value)
    }

    /// `-and` and `-or` look at the right side only when it matters.
    fn operation(&mut self, left: &Value, operation: Operation, right: &Expression) -> Result<Value, Stop> {
        match operation.operator {
            BinaryOperator::And if !left.is_true() => Ok(Value::Bool(false)),
            BinaryOperator::Or if left.is_true() => Ok(Value::Bool(true)),
            _ => {
                let right = self.evaluate(right)?;
                let value = operate::operate(left, operation, &right).map_err(|error| error.at(operation.span))?;
                if operation.operator == BinaryOperator::Match && value == Value::Bool(true) {
                    self.keep_match(left, &right, operation.case_sensitive)?;
                }
                Ok(value)
            }
        }
    }

    /// `$matches[0]` is the piece that fitted last.
    fn keep_match(&mut self, text: &Value, pattern: &Value, case_sensitive: bool) -> Result<(), ShellError> {
        if let Some(piece) = operate::matched(&text.to_text(), &pattern.to_text(), case_sensitive)? {
            self.variables.insert("matches".to_owned(), Value::Hash(vec![("0".to_owned(), Value::Text(piece))]));
        }
        Ok(())
    }

    fn joined(&mut self, parts: &[Part]) -> Result<Value, Stop> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Value(expression) => text.push_str(&self.evaluate(expression)?.to_text()),
            }
            if text.len() > TEXT_MAX {
                return Err(limit("A text has at most a million characters").into());
            }
        }
        Ok(Value::Text(text))
    }

    fn variable(&self, name: &str) -> Value {
        match in_small(name).as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "_" => self.items.last().cloned().unwrap_or_default(),
            other => self.variables.get(other).cloned().unwrap_or_default(),
        }
    }
}

/// The property of a value; of a list that lacks it, the properties of its elements.
fn property(value: &Value, name: &str) -> Value {
    match (value.property(name), value) {
        (Some(found), _) => found,
        (None, Value::List(items)) => Value::from_many(items.iter().filter_map(|item| item.property(name)).collect()),
        (None, _) => Value::Null,
    }
}

fn element(value: &Value, index: &Value) -> Result<Value, ShellError> {
    if let Value::Hash(_) = value {
        return Ok(value.property(&index.to_text()).unwrap_or_default());
    }
    let at = index.to_decimal().and_then(Decimal::rounded).ok_or_else(|| {
        ShellError::new(Category::InvalidData, format!("Cannot convert value \"{}\" to an index.", index.to_text()))
            .hint("count from 0, or from the end with -1")
    })?;
    let items: Vec<Value> = match value {
        Value::Text(text) => text.chars().map(|c| Value::text(c.to_string())).collect(),
        Value::Null => return Err(ShellError::new(Category::InvalidOperation, "Cannot index into a null array.")),
        other => other.clone().into_many(),
    };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let from_front = if at < 0 { length.checked_add(at) } else { Some(at) };
    let found = from_front.and_then(|at| usize::try_from(at).ok()).and_then(|at| items.get(at).cloned());
    Ok(found.unwrap_or_default())
}

fn range(first: &Value, last: &Value) -> Result<Value, ShellError> {
    let end = |value: &Value| {
        value.to_decimal().and_then(Decimal::rounded).ok_or_else(|| {
            ShellError::new(
                Category::InvalidData,
                format!("Cannot convert value \"{}\" to a whole number.", value.to_text()),
            )
        })
    };
    let (first, last) = (end(first)?, end(last)?);
    if first.abs_diff(last) >= RANGE_MAX.unsigned_abs() {
        return Err(limit("A range has at most 10,000 numbers"));
    }
    let numbers: Vec<i64> = if first <= last { (first..=last).collect() } else { (last..=first).rev().collect() };
    Ok(Value::List(numbers.into_iter().map(Value::Int).collect()))
}

fn unary(operator: UnaryOperator, value: &Value) -> Result<Value, ShellError> {
    match operator {
        UnaryOperator::Not => Ok(Value::Bool(!value.is_true())),
        UnaryOperator::Plus => operate::combine(&Value::Int(0), BinaryOperator::Add, value),
        UnaryOperator::Minus => operate::combine(&Value::Int(0), BinaryOperator::Subtract, value),
    }
}
