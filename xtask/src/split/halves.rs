//! Two modules out of one. Both share memory, tables and globals; the second one brings its functions into the table of the
//! first.
//!
//! The first keeps all numbers as they are. The bodies of what left it are empty, so wasm-opt drops them. A gate calls through
//! a slot of the table that is empty until the second module is there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bytes;
use super::code;
use super::module::{self, HEADER, Module, section};
use super::reach::Later;
use crate::failure::{Failure, Outcome};

/// Name of the module from which the second one imports.
pub const FIRST: &str = "first";

/// Marks a page whose second half is apart: an export of the first module that `src/ui/second_half.rs` looks for.
pub const MARK: &str = "second_half";

/// The two modules.
pub struct Halves {
    /// What the page begins with.
    pub first: Vec<u8>,
    /// What is loaded when it is needed.
    pub second: Vec<u8>,
    /// New names of what the first imports from JavaScript: old name, new name.
    pub renamed: Vec<(String, String)>,
}

/// Kinds of what is imported and exported.
const FUNCTION: u8 = 0;
const TABLE: u8 = 1;
const MEMORY: u8 = 2;
const GLOBAL: u8 = 3;

/// Takes a module apart.
pub fn take_apart(module: &Module<'_>, later: &Later) -> Outcome<Halves> {
    let slots = Slots::of(module, later)?;
    let shared = shared(module, later)?;
    Ok(Halves {
        first: first(module, later, &slots, &shared)?,
        second: second(module, later, &slots, &shared)?,
        renamed: short_names(module),
    })
}

/// What the functions that come from JavaScript are called, and what they are to be called.
///
/// Their names go with neither compressor: each holds a number of 16 digits, on both sides.
fn short_names(module: &Module<'_>) -> Vec<(String, String)> {
    let is_exported = |name: &str| module.exports.iter().any(|(other, ..)| *other == name);
    let short = |(index, (_, old, _)): (u32, &(&str, &str, u32))| {
        // In JavaScript an export of the same name could not be told from it.
        let new = if is_exported(old) { (*old).to_owned() } else { name('w', index) };
        ((*old).to_owned(), new)
    };
    (0..).zip(&module.imports).map(short).collect()
}

/// The slots of the table.
struct Slots {
    /// The first that is added, for the first gate.
    added: u32,
    /// What the second module fills: slot and function.
    filled: Vec<(u32, u32)>,
}

impl Slots {
    fn of(module: &Module<'_>, later: &Later) -> Outcome<Self> {
        let mut limits =
            bytes::Reader::new(module.tables.first().ok_or_else(|| Failure::new("the module has no table"))?);
        limits.take(2)?;
        let added = limits.number()?;
        let own = module.slots.iter().copied().filter(|(_, function)| later.functions.contains(function));
        let gates = (added..).zip(later.gates.iter().copied());
        Ok(Slots { added, filled: own.chain(gates).collect() })
    }
}

/// Functions of the first module that the second one calls.
fn shared(module: &Module<'_>, later: &Later) -> Outcome<BTreeSet<u32>> {
    let mut shared = BTreeSet::new();
    for function in &later.functions {
        if let Some(body) = module.body(*function as usize) {
            shared.extend(code::named_in(body)?.into_iter().filter(|called| !later.functions.contains(called)));
        }
    }
    Ok(shared)
}

fn first(module: &Module<'_>, later: &Later, slots: &Slots, shared: &BTreeSet<u32>) -> Outcome<Vec<u8>> {
    let mut out = HEADER.to_vec();
    for (number, content) in &module.sections {
        match *number {
            section::IMPORT => {
                let named =
                    short_names(module).into_iter().zip(&module.imports).map(|((_, short), (from, _, kind))| {
                        let mut of = vec![FUNCTION];
                        bytes::number(&mut of, *kind as usize);
                        import(from, &short, &of)
                    });
                module::write_list(&mut out, section::IMPORT, &named.collect::<Vec<_>>());
            }
            section::TABLE => module::write_list(&mut out, section::TABLE, &larger_tables(module, later)?),
            section::EXPORT => module::write_list(&mut out, section::EXPORT, &exports(module, shared)),
            section::CODE => {
                let bodies = (module.imported as u32..).zip(&module.bodies).map(|(function, body)| {
                    match later.gates.iter().position(|gate| *gate == function) {
                        Some(gate) => through_table(module, function, slots.added + gate as u32),
                        None if later.functions.contains(&function) => Ok(sized(&[0, 0x00, 0x0b])),
                        None => Ok(sized(body)),
                    }
                });
                module::write_list(&mut out, section::CODE, &bodies.collect::<Outcome<Vec<_>>>()?);
            }
            section::DATA => module::write_list(&mut out, section::DATA, &data_without(module, &later.data)),
            _ => module::write(&mut out, *number, content),
        }
    }
    write_features(&mut out, module);
    Ok(out)
}

fn second(module: &Module<'_>, later: &Later, slots: &Slots, shared: &BTreeSet<u32>) -> Outcome<Vec<u8>> {
    let numbers: BTreeMap<u32, u32> = shared.iter().chain(&later.functions).copied().zip(0..).collect();
    let mut imports = Vec::new();
    for function in shared {
        let mut kind = vec![FUNCTION];
        bytes::number(&mut kind, module.types[*function as usize] as usize);
        imports.push(import(FIRST, &name('f', *function), &kind));
    }
    for (index, of) in (0_u32..).zip(larger_tables(module, later)?) {
        imports.push(import(FIRST, &name('t', index), &[&[TABLE], &of[..]].concat()));
    }
    for (index, of) in (0_u32..).zip(&module.memories) {
        imports.push(import(FIRST, &name('m', index), &[&[MEMORY], *of].concat()));
    }
    for (index, of) in (0_u32..).zip(&module.globals) {
        imports.push(import(FIRST, &name('g', index), &[&[GLOBAL], *of].concat()));
    }
    let (mut types, mut bodies) = (Vec::new(), Vec::new());
    for function in &later.functions {
        let mut of = Vec::new();
        bytes::number(&mut of, module.types[*function as usize] as usize);
        types.push(of);
        let body = module.body(*function as usize).unwrap_or_default();
        bodies.push(sized(&code::renumbered(body, |called| numbers[&called])?));
    }
    let elements: Vec<Vec<u8>> = slots
        .filled
        .iter()
        .map(|(slot, function)| {
            let mut element = vec![0];
            bytes::constant(&mut element, *slot);
            element.extend([0x0b, 1]);
            bytes::number(&mut element, numbers[function] as usize);
            element
        })
        .collect();
    let mut out = HEADER.to_vec();
    if let Some(types) = module.section(section::TYPE) {
        module::write(&mut out, section::TYPE, types);
    }
    module::write_list(&mut out, section::IMPORT, &imports);
    module::write_list(&mut out, section::FUNCTION, &types);
    module::write_list(&mut out, section::ELEMENT, &elements);
    module::write_list(&mut out, section::CODE, &bodies);
    module::write_list(&mut out, section::DATA, &data_of(module, &later.data));
    write_features(&mut out, module);
    Ok(out)
}

/// The tables, the first of them with a slot more for each gate.
fn larger_tables(module: &Module<'_>, later: &Later) -> Outcome<Vec<Vec<u8>>> {
    let mut tables: Vec<Vec<u8>> = module.tables.iter().map(|table| table.to_vec()).collect();
    if let Some(first) = tables.first_mut() {
        let mut reader = bytes::Reader::new(first);
        let (kind, flags) = (reader.byte()?, reader.byte()?);
        let mut larger = vec![kind, flags];
        while !reader.is_done() {
            bytes::number(&mut larger, reader.number()? as usize + later.gates.len());
        }
        *first = larger;
    }
    Ok(tables)
}

fn exports(module: &Module<'_>, shared: &BTreeSet<u32>) -> Vec<Vec<u8>> {
    let export = |name: &str, kind: u8, index: u32| {
        let mut entry = sized(name.as_bytes());
        entry.push(kind);
        bytes::number(&mut entry, index as usize);
        entry
    };
    let mut all: Vec<Vec<u8>> = module.exports.iter().map(|(name, kind, index)| export(name, *kind, *index)).collect();
    all.extend(shared.iter().map(|function| export(&name('f', *function), FUNCTION, *function)));
    for (letter, kind, count) in
        [('t', TABLE, module.tables.len()), ('m', MEMORY, module.memories.len()), ('g', GLOBAL, module.globals.len())]
    {
        all.extend((0..count as u32).map(|index| export(&name(letter, index), kind, index)));
    }
    all.push(export(MARK, MEMORY, 0));
    all
}

/// A body that hands its parameters on to the function in a slot.
fn through_table(module: &Module<'_>, function: u32, slot: u32) -> Outcome<Vec<u8>> {
    let kind = module.types[function as usize];
    let mut body = vec![0];
    for parameter in 0..parameters(module, kind)? {
        body.push(0x20);
        bytes::number(&mut body, parameter as usize);
    }
    bytes::constant(&mut body, slot);
    body.push(0x11);
    bytes::number(&mut body, kind as usize);
    body.extend([0, 0x0b]);
    Ok(sized(&body))
}

fn parameters(module: &Module<'_>, wanted: u32) -> Outcome<u32> {
    let mut reader = bytes::Reader::new(module.section(section::TYPE).unwrap_or_default());
    reader.number()?;
    for index in 0.. {
        if reader.byte()? != 0x60 {
            break;
        }
        let parameters = reader.number()?;
        reader.take(parameters as usize)?;
        if index == wanted {
            return Ok(parameters);
        }
        let results = reader.number()?;
        reader.take(results as usize)?;
    }
    Err(Failure::new("a type of the module is no plain function"))
}

/// The data with zeros in some places.
fn data_without(module: &Module<'_>, places: &[Range<u32>]) -> Vec<Vec<u8>> {
    let blank = |(address, content, _): &(u32, &[u8], usize)| {
        let (mut content, length) = (content.to_vec(), content.len());
        for (from, to) in places.iter().filter_map(|place| within(place, *address, length)) {
            content[from..to].fill(0);
        }
        segment(*address, &content)
    };
    module.data.iter().map(blank).collect()
}

/// The data in some places only.
fn data_of(module: &Module<'_>, places: &[Range<u32>]) -> Vec<Vec<u8>> {
    let pieces = |(address, content, _): &(u32, &[u8], usize)| {
        let (address, length) = (*address, content.len());
        let found = places.iter().filter_map(move |place| within(place, address, length));
        found.map(|(from, to)| segment(address + from as u32, &content[from..to])).collect::<Vec<_>>()
    };
    module.data.iter().flat_map(pieces).collect()
}

fn within(place: &Range<u32>, address: u32, length: usize) -> Option<(usize, usize)> {
    let from = place.start.checked_sub(address)? as usize;
    (from < length).then(|| (from, (place.end - address) as usize)).filter(|(_, to)| *to <= length)
}

fn segment(address: u32, content: &[u8]) -> Vec<u8> {
    let mut entry = vec![0];
    bytes::constant(&mut entry, address);
    entry.push(0x0b);
    bytes::sized(&mut entry, content);
    entry
}

fn import(from: &str, name: &str, kind: &[u8]) -> Vec<u8> {
    let mut entry = sized(from.as_bytes());
    bytes::sized(&mut entry, name.as_bytes());
    entry.extend_from_slice(kind);
    entry
}

fn name(letter: char, index: u32) -> String {
    format!("{letter}{index:x}")
}

fn sized(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    bytes::sized(&mut out, content);
    out
}

/// wasm-opt reads from this section what the module may use.
fn write_features(out: &mut Vec<u8>, module: &Module<'_>) {
    for (name, content) in module.custom.iter().filter(|(name, _)| *name == "target_features") {
        let mut section = sized(name.as_bytes());
        section.extend_from_slice(content);
        module::write(out, section::CUSTOM, &section);
    }
}
