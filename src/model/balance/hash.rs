//! Hashes that products document, and one of ours.

use crate::engine::rng::mix;

/// The table of CRC-32 (reversed polynomial `edb88320`), worked out when the lab is built.
static CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = (value >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(value & 1));
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

/// A CRC-32 in the making, as zip files and nginx have it.
#[derive(Clone, Copy, Debug)]
pub struct Crc32(u32);

impl Crc32 {
    /// Of nothing.
    pub const EMPTY: Crc32 = Crc32(u32::MAX);

    /// With more bytes.
    #[must_use]
    pub fn with(self, bytes: &[u8]) -> Crc32 {
        let step = |crc: u32, byte: &u8| CRC[usize::from((crc as u8) ^ byte)] ^ (crc >> 8);
        Crc32(bytes.iter().fold(self.0, step))
    }

    /// The value.
    pub const fn value(self) -> u32 {
        !self.0
    }
}

/// FNV-1a of 64 bits with a last mixing: for the hashes that no product documents.
pub fn mixed(bytes: &[u8], seed: u64) -> u64 {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    mix(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_has_its_published_check_value() {
        assert_eq!(Crc32::EMPTY.with(b"123456789").value(), 0xcbf4_3926);
        assert_eq!(Crc32::EMPTY.with(b"1234").with(b"56789").value(), 0xcbf4_3926);
        assert_eq!(Crc32::EMPTY.value(), 0);
    }

    #[test]
    fn another_seed_is_another_hash() {
        assert_ne!(mixed(b"web1", 0), mixed(b"web1", 1));
        assert_ne!(mixed(b"web1", 0), mixed(b"web2", 0));
    }
}
