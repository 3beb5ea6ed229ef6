//! Letters of names: what may stand in a name, and which names are the same when capitals do not count.
//!
//! Every name of the lab is ASCII, and the tables of Unicode would be a thirtieth of the page. So beyond ASCII the scripts
//! count as letters whole, and the alphabets whose capitals lie at one distance from their small letters have capitals.

/// May the character begin a name?
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}') && !matches!(c, '×' | '÷')
}

/// May the character stand in a name?
pub fn is_letter_or_digit(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

/// The text in small letters.
pub fn in_small(text: &str) -> String {
    text.chars().map(small).collect()
}

/// The small letter of a capital of the Latin, Greek or Cyrillic alphabet; anything else as it is.
fn small(c: char) -> char {
    let distance = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        _ => return c,
    };
    char::from_u32(u32::from(c) + distance).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_unicode() {
        for text in ["EXCHMAILBOX1\\First Storage Group", "Größe ÄÖÜ ÉÈÅØ ×", "ΑΩ ЖЯЁ", "日本 1 ß"] {
            assert_eq!(in_small(text), text.to_lowercase());
        }
    }

    #[test]
    fn letters_are_told_from_signs() {
        for letter in ['a', 'Z', 'é', 'Я', '名'] {
            assert!(is_letter(letter) && is_letter_or_digit(letter), "{letter}");
        }
        for sign in ['-', '_', ' ', '\u{a0}', '\u{2013}', '\u{201c}', '…', '×', '→', '┌', '§'] {
            assert!(!is_letter_or_digit(sign), "{sign}");
        }
        assert!(is_letter_or_digit('7') && !is_letter('7'));
    }
}
