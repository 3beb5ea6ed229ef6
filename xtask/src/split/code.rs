//! What a function calls: its instructions, as far as one has to know them to find the indices of functions.

use super::bytes::{self, Reader};
use crate::failure::{Failure, Outcome};

/// Calls `found` with each index of a function in a body (locals and instructions) and writes the body with what it returns.
pub fn renumbered(body: &[u8], mut found: impl FnMut(u32) -> u32) -> Outcome<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut reader = Reader::new(body);
    for _ in 0..reader.number()? {
        reader.number()?;
        reader.byte()?;
    }
    let mut copied = 0;
    while !reader.is_done() {
        let opcode = reader.byte()?;
        // `call`, `return_call` and `ref.func` name a function.
        if matches!(opcode, 0x10 | 0x12 | 0xd2) {
            out.extend_from_slice(&body[copied..reader.at()]);
            bytes::number(&mut out, found(reader.number()?) as usize);
            copied = reader.at();
        } else {
            skip_operands(opcode, &mut reader)?;
        }
    }
    out.extend_from_slice(&body[copied..]);
    Ok(out)
}

/// Returns the functions that a body names.
pub fn named_in(body: &[u8]) -> Outcome<Vec<u32>> {
    let mut all = Vec::new();
    renumbered(body, |function| {
        all.push(function);
        function
    })?;
    Ok(all)
}

fn skip_operands(opcode: u8, reader: &mut Reader<'_>) -> Outcome {
    let numbers = match opcode {
        // Control without operands, `drop`, `select`, comparisons and arithmetic, `ref.is_null`.
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => 0,
        // A block has a type: a value type or the index of one.
        0x02..=0x04 => 1,
        // Branches, locals, globals, tables, `memory.size` and `memory.grow`, `i32.const` and `i64.const`, `ref.null`.
        0x0c | 0x0d | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 => 1,
        // `call_indirect`, `return_call_indirect`, loads and stores.
        0x11 | 0x13 | 0x28..=0x3e => 2,
        0x0e => reader.number()? + 1,
        0x1c => reader.number()?,
        0x43 => return reader.take(4).map(|_| ()),
        0x44 => return reader.take(8).map(|_| ()),
        0xfc => match reader.number()? {
            0..=7 => 0,
            // `data.drop`, `memory.fill`, `elem.drop`, `table.grow`, `table.size`, `table.fill`.
            9 | 11 | 13 | 15..=17 => 1,
            // `memory.init`, `memory.copy`, `table.init`, `table.copy`.
            8 | 10 | 12 | 14 => 2,
            other => return Err(unknown(0xfc, other)),
        },
        other => return Err(unknown(other, 0)),
    };
    for _ in 0..numbers {
        reader.skip_number()?;
    }
    Ok(())
}

fn unknown(opcode: u8, second: u32) -> Failure {
    Failure::new(format!("the module has an instruction 0x{opcode:02x} {second} that the splitting does not know"))
        .hint("add it in xtask/src/split/code.rs with the number of its operands")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One local; `i32.const 16`, `call 16`, `memory.copy`, `br_table 0 1 16`, `f64.const`, `ref.func 300`, `end`.
    const BODY: &[u8] = &[
        1, 1, 0x7f, 0x41, 16, 0x10, 16, 0xfc, 10, 0, 0, 0x0e, 2, 0, 1, 16, 0x44, 0x10, 1, 0x10, 2, 0x10, 3, 0x10, 4,
        0xd2, 0xac, 2, 0x0b,
    ];

    #[test]
    fn only_functions_are_found() {
        assert_eq!(named_in(BODY).ok(), Some(vec![16, 300]));
    }

    #[test]
    fn a_new_number_takes_the_room_that_it_needs() {
        let body = renumbered(BODY, |function| if function == 16 { 200 } else { 1 }).ok();
        let mut expected = BODY.to_vec();
        expected.splice(26..28, [1]);
        expected.splice(6..7, [0xc8, 1]);
        assert_eq!(body, Some(expected));
    }

    #[test]
    fn an_instruction_that_is_not_known_is_an_error_and_no_guess() {
        assert!(named_in(&[0, 0xfd, 0, 0x0b]).is_err());
        assert!(named_in(&[0, 0xfc, 18, 0x0b]).is_err());
    }
}
