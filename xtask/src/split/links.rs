//! What the linker knows: which function and which piece of data names which.
//!
//! The linker keeps this on request (`--emit-relocs`, see `build.rs`). It is read from the module as it was linked,
//! because what works on the module later does not keep it in order. Functions are known by name, data by address.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bytes::Reader;
use super::module::Module;
use crate::failure::{Failure, Outcome};

/// Something that can be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing<'a> {
    /// A function, by its name.
    Function(&'a str),
    /// A piece of data, by its address.
    Data(u32),
}

/// Who names what.
#[derive(Default)]
pub struct Links<'a> {
    /// What each thing names, other than by calling it.
    pub names: BTreeMap<Thing<'a>, Vec<Thing<'a>>>,
    /// Where the pieces of data lie, by their address.
    pub data: BTreeMap<u32, Range<u32>>,
}

#[derive(Clone)]
enum Symbol {
    Function(u32),
    Data(Range<u32>),
    Other,
}

impl<'a> Links<'a> {
    /// Reads what the linker wrote into the linked module.
    pub fn read(linked: &Module<'a>) -> Outcome<Self> {
        let symbols = symbols(linked)?;
        let mut links = Links::default();
        for symbol in &symbols {
            if let Symbol::Data(place) = symbol {
                let known = links.data.entry(place.start).or_insert_with(|| place.clone());
                known.end = known.end.max(place.end);
            }
        }
        for part in ["reloc.CODE", "reloc.DATA"] {
            links.read_part(linked, part, &symbols)?;
        }
        Ok(links)
    }

    fn read_part(&mut self, linked: &Module<'a>, part: &str, symbols: &[Symbol]) -> Outcome {
        let is_code = part == "reloc.CODE";
        let mut reader = Reader::new(custom(linked, part)?);
        reader.number()?;
        for _ in 0..reader.number()? {
            let (kind, offset, index) = (reader.byte()?, reader.number()? as usize, reader.number()? as usize);
            // Addresses and offsets have something added to them.
            if matches!(kind, 3..=5 | 8 | 9 | 11 | 14..=17 | 21..=23 | 25) {
                reader.skip_number()?;
            }
            let named = match (kind, symbols.get(index)) {
                // A type, a global or a table.
                (6 | 7 | 10 | 13 | 20, _) => continue,
                (0..=2, Some(Symbol::Function(function))) => Thing::Function(name_of(linked, *function)?),
                (3..=5, Some(Symbol::Data(place))) => Thing::Data(place.start),
                // Weak things that are not there have the address 0.
                (3..=5, Some(Symbol::Other)) => continue,
                _ => return Err(Failure::new(format!("the linker wrote a link of the kind {kind} that is not known"))),
            };
            let namer = if is_code { function_at(linked, offset) } else { self.data_at(linked, offset) };
            let namer = namer.ok_or_else(|| Failure::new(format!("nothing is at {offset} of {part}")))?;
            self.names.entry(namer).or_default().push(named);
        }
        Ok(())
    }

    fn data_at(&self, linked: &Module<'a>, offset: usize) -> Option<Thing<'a>> {
        let holds = |(_, content, begin): &&(u32, &[u8], usize)| (*begin..begin + content.len()).contains(&offset);
        let (address, _, begin) = linked.data.iter().find(holds)?;
        let address = address + (offset - begin) as u32;
        let (start, place) = self.data.range(..=address).next_back()?;
        place.contains(&address).then_some(Thing::Data(*start))
    }
}

fn symbols(linked: &Module<'_>) -> Outcome<Vec<Symbol>> {
    const TABLE: u8 = 8;
    const IS_ABSENT: u32 = 0x10;
    const HAS_NAME: u32 = 0x40;
    let mut reader = Reader::new(custom(linked, "linking")?);
    reader.number()?;
    while !reader.is_done() {
        let kind = reader.byte()?;
        let mut part = Reader::new(reader.sized()?);
        if kind != TABLE {
            continue;
        }
        let mut symbols = Vec::new();
        for _ in 0..part.number()? {
            let (kind, flags) = (part.byte()?, part.number()?);
            let mut symbol = Symbol::Other;
            match kind {
                // A function, global, tag or table.
                0 | 2 | 4 | 5 => {
                    let index = part.number()?;
                    if flags & IS_ABSENT == 0 || flags & HAS_NAME != 0 {
                        part.name()?;
                    }
                    if kind == 0 {
                        symbol = Symbol::Function(index);
                    }
                }
                1 => {
                    part.name()?;
                    if flags & IS_ABSENT == 0 {
                        let (segment, offset, size) = (part.number()? as usize, part.number()?, part.number()?);
                        let (address, ..) = linked.data.get(segment).copied().unwrap_or_default();
                        symbol = Symbol::Data(address + offset..address + offset + size);
                    }
                }
                _ => drop(part.number()?),
            }
            symbols.push(symbol);
        }
        return Ok(symbols);
    }
    Err(Failure::new("the linker wrote no table of symbols"))
}

fn custom<'a>(linked: &Module<'a>, name: &str) -> Outcome<&'a [u8]> {
    let found = linked.custom.iter().find(|(other, _)| *other == name);
    found.map(|(_, content)| *content).ok_or_else(|| {
        Failure::new(format!("the linked module has no section '{name}'"))
            .hint("look at what build.rs asks of the linker")
    })
}

fn name_of<'a>(linked: &Module<'a>, function: u32) -> Outcome<&'a str> {
    let name = linked.names.get(function as usize).copied().flatten();
    name.ok_or_else(|| Failure::new(format!("function {function} of the linked module has no name")))
}

fn function_at<'a>(linked: &Module<'a>, offset: usize) -> Option<Thing<'a>> {
    let index = linked.places.partition_point(|place| place.end <= offset);
    linked.places.get(index).filter(|place| place.contains(&offset))?;
    linked.names[linked.imported + index].map(Thing::Function)
}
