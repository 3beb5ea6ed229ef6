//! Things with properties, as cmdlets give them.

use std::borrow::Cow;

use super::Value;

/// Something with properties in an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Which views show it, and what Get-Member calls it.
    pub type_name: Cow<'static, str>,
    properties: Vec<(Cow<'static, str>, Value)>,
}

impl Object {
    /// An object of a type, without properties.
    pub fn new(type_name: impl Into<Cow<'static, str>>) -> Object {
        Object { type_name: type_name.into(), properties: Vec::new() }
    }

    /// Adds a property behind those there are.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: Value) -> Object {
        self.properties.push((name.into(), value));
        self
    }

    /// The value of a property, with any spelling of capitals.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.properties.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values in their order.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.properties.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The object in one word, as inside a string: its identity, else its name, else its type.
    pub fn label(&self) -> String {
        let own = ["Identity", "Name", "Id"].iter().find_map(|name| self.get(name));
        own.map_or_else(|| self.type_name.to_string(), Value::to_text)
    }

    /// The object as a value.
    pub fn into_value(self) -> Value {
        Value::Object(std::sync::Arc::new(self))
    }
}
