//! The JavaScript between browser and program, as wasm-bindgen writes it, made shorter.

/// Returns the script with other names for what the program imports, without comments and without the blanks before a line.
///
/// It goes line by line and takes nothing away inside a line. A script in which a text could go over several lines keeps its
/// lines as they are.
pub fn shortened(script: &str, renamed: &[(String, String)]) -> String {
    let named = with_names(script, renamed);
    let goes_over_lines = |line: &str| line.matches('`').count() % 2 == 1;
    if named.lines().any(goes_over_lines) {
        return named;
    }
    let mut short = String::with_capacity(named.len());
    let mut in_comment = false;
    for line in named.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            short.push_str(line);
            short.push('\n');
        }
    }
    short
}

/// Replaces whole words.
fn with_names(script: &str, renamed: &[(String, String)]) -> String {
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$');
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(begin) = rest.find(is_of_word) {
        let (before, from) = rest.split_at(begin);
        let (word, after) = from.split_at(from.find(|letter| !is_of_word(letter)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(renamed.iter().find(|(old, _)| old == word).map_or(word, |(_, new)| new));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_as_whole_words_and_comments_go() {
        let script = "const imports = {\n    /**\n     * Of it.\n     */\n    __wbg_a_1: function() { return `a`; },\n\n    // More.\n    \
                      __wbg_a_12: wasm.__wbg_a_1,\n};\n";
        let renamed = [("__wbg_a_1".to_owned(), "w0".to_owned())];
        let short = "const imports = {\nw0: function() { return `a`; },\n__wbg_a_12: wasm.w0,\n};\n";
        assert_eq!(shortened(script, &renamed), short);
    }

    #[test]
    fn a_text_over_several_lines_stays() {
        let script = "const text = `a\n    // b\n`;\n";
        assert_eq!(shortened(script, &[]), script);
    }
}
