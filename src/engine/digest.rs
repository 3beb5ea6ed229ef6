//! A digest of a run, over canonical bytes of our own.
//!
//! `std::hash::Hash` writes lengths as `usize`, four bytes in a browser and eight natively, so it is
//! not used. The digest tells runs apart; it is no protection against somebody who wants a collision.

use core::fmt;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

/// Something that has one byte form on every machine.
pub trait Canonical {
    /// Writes the value's bytes to the digest.
    fn write_to(&self, digest: &mut Digest);
}

/// A running digest of 128 bits; cloning it keeps the state.
#[derive(Clone, Debug)]
pub struct Digest(SipHasher13);

impl Default for Digest {
    fn default() -> Self {
        Digest(SipHasher13::new_with_keys(0x6661_696c_6f76_6572, 0x6c61_6221_0000_0001))
    }
}

impl Digest {
    /// Adds one byte.
    pub fn byte(&mut self, value: u8) {
        self.0.write(&[value]);
    }

    /// Adds a 32-bit number.
    pub fn u32(&mut self, value: u32) {
        self.0.write(&value.to_le_bytes());
    }

    /// Adds a 64-bit number.
    pub fn u64(&mut self, value: u64) {
        self.0.write(&value.to_le_bytes());
    }

    /// Adds a text with its length, so that `ab` + `c` differs from `a` + `bc`.
    pub fn text(&mut self, value: &str) {
        self.u64(value.len() as u64);
        self.0.write(value.as_bytes());
    }

    /// The digest of all that was added so far.
    pub fn value(&self) -> DigestValue {
        DigestValue(self.0.finish128().as_u128())
    }
}

/// What a digest came to; prints as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestValue(u128);

impl fmt::Display for DigestValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

macro_rules! canonical_number {
    ($($number:ty => $method:ident),* $(,)?) => {$(
        impl Canonical for $number {
            fn write_to(&self, digest: &mut Digest) {
                digest.$method((*self).into());
            }
        }
    )*};
}
canonical_number!(bool => byte, u8 => byte, u16 => u32, u32 => u32, u64 => u64);

impl Canonical for &str {
    fn write_to(&self, digest: &mut Digest) {
        digest.text(self);
    }
}

impl<T: Canonical> Canonical for Option<T> {
    fn write_to(&self, digest: &mut Digest) {
        match self {
            None => digest.byte(0),
            Some(value) => {
                digest.byte(1);
                value.write_to(digest);
            }
        }
    }
}

impl<T: Canonical> Canonical for [T] {
    fn write_to(&self, digest: &mut Digest) {
        digest.u64(self.len() as u64);
        for value in self {
            value.write_to(digest);
        }
    }
}

impl<T: Canonical> Canonical for Vec<T> {
    fn write_to(&self, digest: &mut Digest) {
        self.as_slice().write_to(digest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A golden value: if it moves, every stored digest of every run moves with it.
    #[test]
    fn the_digest_of_known_bytes_never_changes() {
        let mut digest = Digest::default();
        7u32.write_to(&mut digest);
        "log".write_to(&mut digest);
        Some(true).write_to(&mut digest);
        vec![1u64, 2].write_to(&mut digest);
        assert_eq!(digest.value().to_string(), "406930045ba53eb4762daa34ec5a8f54");
    }

    #[test]
    fn a_text_is_told_apart_from_its_pieces() {
        let of = |parts: [&str; 2]| {
            let mut digest = Digest::default();
            parts.iter().for_each(|part| digest.text(part));
            digest.value()
        };
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
    }
}
