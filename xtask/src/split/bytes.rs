//! Numbers as WebAssembly writes them.

use crate::failure::{Failure, Outcome};

/// Reads a file from front to back.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Begins at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The place of the next byte.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// What is left.
    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    /// Reads one byte.
    pub fn byte(&mut self) -> Outcome<u8> {
        Ok(self.take(1)?[0])
    }

    /// Reads some bytes as they are.
    pub fn take(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| Failure::new("the module ends in the middle of something"))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    /// Reads a number without a sign.
    pub fn number(&mut self) -> Outcome<u32> {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(value).map_err(|_| Failure::new("a number of the module is too large"));
            }
        }
        Err(Failure::new("a number of the module is too long"))
    }

    /// Reads a number with a sign, of at most 32 bits.
    pub fn signed(&mut self) -> Outcome<i32> {
        let (mut value, mut shift) = (0_i64, 0);
        loop {
            let byte = self.byte()?;
            value |= i64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                let spare = 64 - shift;
                let value = value << spare >> spare;
                return i32::try_from(value).map_err(|_| Failure::new("a number of the module is too large"));
            }
            if shift > 35 {
                return Err(Failure::new("a number of the module is too long"));
            }
        }
    }

    /// Passes over a number of any width.
    pub fn skip_number(&mut self) -> Outcome {
        while self.byte()? & 0x80 != 0 {}
        Ok(())
    }

    /// Reads a number, and bytes of that length.
    pub fn sized(&mut self) -> Outcome<&'a [u8]> {
        let length = self.number()? as usize;
        self.take(length)
    }

    /// Reads a name.
    pub fn name(&mut self) -> Outcome<&'a str> {
        std::str::from_utf8(self.sized()?).map_err(|_| Failure::new("a name of the module is not UTF-8"))
    }
}

/// Writes a number without a sign.
pub fn number(out: &mut Vec<u8>, value: usize) {
    let mut value = value;
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// Writes `i32.const` with a value, as an initial expression begins.
pub fn constant(out: &mut Vec<u8>, value: u32) {
    out.push(0x41);
    let mut value = i64::from(value as i32);
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// Writes bytes with their length in front.
pub fn sized(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_as_it_was_written() {
        for value in [0, 1, 63, 64, 127, 128, 8_191, 8_192, 1_048_576, u32::MAX] {
            let mut bytes = Vec::new();
            number(&mut bytes, value as usize);
            assert_eq!(Reader::new(&bytes).number().ok(), Some(value));
            let mut bytes = Vec::new();
            constant(&mut bytes, value);
            assert_eq!(Reader::new(&bytes[1..]).signed().ok(), Some(value as i32));
        }
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        assert!(Reader::new(&[0x80]).number().is_err());
        assert!(Reader::new(&[2, b'a']).name().is_err());
        assert!(Reader::new(&[0xff; 9]).number().is_err());
    }
}
