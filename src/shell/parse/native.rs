//! Programs of the command line with their arguments, which are taken as they stand.

use super::Parser;
use crate::shell::ast::NativeCall;
use crate::shell::native::words;
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;
use crate::shell::token::Token;

impl Parser<'_> {
    /// The program whose name is `name`.
    pub(super) fn native(&mut self, name: &Token, text: &str) -> Result<NativeCall, SyntaxError> {
        let end = self.lexer.end();
        let cut = words(self.text.get(..end).unwrap_or(self.text), name.span.end)?;
        if let Some(place) = cut.open_quote {
            let span = Span::new(place, end);
            return Err(SyntaxError::expected(span, "a closing quotation mark", "the end of the line").unfinished());
        }
        self.at = cut.end;
        let last = cut.words.last().map_or(name.span, |word| word.span);
        let span = name.span.to(last);
        Ok(NativeCall { name: text.to_owned(), name_span: name.span, words: cut.words, span })
    }
}
