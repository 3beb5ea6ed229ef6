//! A WebAssembly module, taken apart as far as the splitting needs it.

use std::ops::Range;

use super::bytes::{self, Reader};
use crate::failure::{Failure, Outcome};

/// Numbers of the sections.
pub mod section {
    #![allow(missing_docs, reason = "the names are those of the specification")]
    pub const CUSTOM: u8 = 0;
    pub const TYPE: u8 = 1;
    pub const IMPORT: u8 = 2;
    pub const FUNCTION: u8 = 3;
    pub const TABLE: u8 = 4;
    pub const MEMORY: u8 = 5;
    pub const GLOBAL: u8 = 6;
    pub const EXPORT: u8 = 7;
    pub const START: u8 = 8;
    pub const ELEMENT: u8 = 9;
    pub const CODE: u8 = 10;
    pub const DATA: u8 = 11;
}

/// What every module begins with.
pub const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// A module in the order of its index spaces.
#[derive(Default)]
pub struct Module<'a> {
    /// Sections as they are, without names: number and content.
    pub sections: Vec<(u8, &'a [u8])>,
    /// Custom sections: name and content.
    pub custom: Vec<(&'a str, &'a [u8])>,
    /// Types of all functions, imported ones first.
    pub types: Vec<u32>,
    /// How many functions are imported.
    pub imported: usize,
    /// What is imported: module, name, and the type of the function.
    pub imports: Vec<(&'a str, &'a str, u32)>,
    /// Bodies of the functions that are not.
    pub bodies: Vec<&'a [u8]>,
    /// Where each body lies within the code section.
    pub places: Vec<Range<usize>>,
    /// Names of functions, where they have one.
    pub names: Vec<Option<&'a str>>,
    /// Types of the tables, as they are written.
    pub tables: Vec<&'a [u8]>,
    /// Types of the memories, as they are written.
    pub memories: Vec<&'a [u8]>,
    /// Types of the globals, as they are written.
    pub globals: Vec<&'a [u8]>,
    /// Exports: name, kind, index.
    pub exports: Vec<(&'a str, u8, u32)>,
    /// The function that runs first.
    pub start: Option<u32>,
    /// What stands in the table of functions: slot and function.
    pub slots: Vec<(u32, u32)>,
    /// What memory begins with: address, content, and where that lies within the data section.
    pub data: Vec<(u32, &'a [u8], usize)>,
}

impl<'a> Module<'a> {
    /// Takes a module apart.
    pub fn read(file: &'a [u8]) -> Outcome<Self> {
        let mut module = Module::default();
        let mut reader = Reader::new(file);
        if reader.take(HEADER.len())? != HEADER {
            return Err(Failure::new("this is not a WebAssembly module"));
        }
        while !reader.is_done() {
            let number = reader.byte()?;
            let content = reader.sized()?;
            module.read_section(number, content)?;
        }
        module.read_names()?;
        Ok(module)
    }

    /// How many functions there are, imported ones too.
    pub fn functions(&self) -> usize {
        self.types.len()
    }

    /// A function's body; none if it is imported.
    pub fn body(&self, function: usize) -> Option<&'a [u8]> {
        function.checked_sub(self.imported).map(|index| self.bodies[index])
    }

    /// A section's content.
    pub fn section(&self, number: u8) -> Option<&'a [u8]> {
        self.sections.iter().find(|(other, _)| *other == number).map(|(_, content)| *content)
    }

    fn read_section(&mut self, number: u8, content: &'a [u8]) -> Outcome {
        let mut reader = Reader::new(content);
        if number == section::CUSTOM {
            let name = reader.name()?;
            self.custom.push((name, reader.rest()));
            return Ok(());
        }
        self.sections.push((number, content));
        if number == section::START {
            self.start = Some(reader.number()?);
            return Ok(());
        }
        if !matches!(number, section::IMPORT..=section::DATA) {
            return Ok(());
        }
        for _ in 0..reader.number()? {
            match number {
                section::IMPORT => self.read_import(&mut reader)?,
                section::FUNCTION => self.types.push(reader.number()?),
                section::TABLE => self.tables.push(typed(&mut reader, content, table)?),
                section::MEMORY => self.memories.push(typed(&mut reader, content, limits)?),
                section::GLOBAL => {
                    self.globals.push(typed(&mut reader, content, global)?);
                    skip_expression(&mut reader)?;
                }
                section::EXPORT => {
                    self.exports.push((reader.name()?, reader.byte()?, reader.number()?));
                }
                section::ELEMENT => self.read_element(&mut reader)?,
                section::CODE => {
                    let body = reader.sized()?;
                    self.bodies.push(body);
                    self.places.push(reader.at() - body.len()..reader.at());
                }
                _ => self.read_data(&mut reader)?,
            }
        }
        Ok(())
    }

    fn read_import(&mut self, reader: &mut Reader<'a>) -> Outcome {
        let (from, name) = (reader.name()?, reader.name()?);
        if reader.byte()? != 0 {
            return Err(Failure::new(format!("the module imports '{name}', which is no function")));
        }
        let kind = reader.number()?;
        self.types.push(kind);
        self.imports.push((from, name, kind));
        self.imported += 1;
        Ok(())
    }

    fn read_element(&mut self, reader: &mut Reader<'a>) -> Outcome {
        let kind = reader.number()?;
        let table = if kind == 2 { reader.number()? } else { 0 };
        // Segments that are not active only declare functions; one that is is all that a linker writes.
        if !matches!(kind, 0 | 2) || table != 0 {
            return Err(Failure::new("the module fills its table of functions in a way that is not known"));
        }
        let first = offset(reader)?;
        if kind == 2 {
            reader.byte()?;
        }
        for slot in 0..reader.number()? {
            self.slots.push((first + slot, reader.number()?));
        }
        Ok(())
    }

    fn read_data(&mut self, reader: &mut Reader<'a>) -> Outcome {
        if reader.number()? != 0 {
            return Err(Failure::new("the module holds data that it does not put into memory by itself"));
        }
        let address = offset(reader)?;
        let content = reader.sized()?;
        self.data.push((address, content, reader.at() - content.len()));
        Ok(())
    }

    fn read_names(&mut self) -> Outcome {
        self.names = vec![None; self.functions()];
        let Some((_, content)) = self.custom.iter().find(|(name, _)| *name == "name") else {
            return Err(Failure::new("the module has no names of functions"));
        };
        let mut reader = Reader::new(content);
        while !reader.is_done() {
            let kind = reader.byte()?;
            let mut part = Reader::new(reader.sized()?);
            if kind == 1 {
                for _ in 0..part.number()? {
                    let (index, name) = (part.number()? as usize, part.name()?);
                    if let Some(place) = self.names.get_mut(index) {
                        *place = Some(name);
                    }
                }
            }
        }
        Ok(())
    }
}

type Skip = fn(&mut Reader<'_>) -> Outcome;

fn typed<'a>(reader: &mut Reader<'a>, content: &'a [u8], skip: Skip) -> Outcome<&'a [u8]> {
    let begin = reader.at();
    skip(reader)?;
    Ok(&content[begin..reader.at()])
}

fn table(reader: &mut Reader<'_>) -> Outcome {
    reader.byte()?;
    limits(reader)
}

fn limits(reader: &mut Reader<'_>) -> Outcome {
    let has_most = reader.byte()? & 1 == 1;
    reader.number()?;
    if has_most {
        reader.number()?;
    }
    Ok(())
}

fn global(reader: &mut Reader<'_>) -> Outcome {
    reader.take(2).map(|_| ())
}

fn skip_expression(reader: &mut Reader<'_>) -> Outcome {
    match reader.byte()? {
        0x41 | 0x42 | 0x23 | 0xd0 => reader.skip_number()?,
        0x43 => drop(reader.take(4)?),
        0x44 => drop(reader.take(8)?),
        other => return Err(Failure::new(format!("a global begins with an instruction 0x{other:02x}"))),
    }
    end(reader)
}

/// Reads the constant place of a segment.
fn offset(reader: &mut Reader<'_>) -> Outcome<u32> {
    if reader.byte()? != 0x41 {
        return Err(Failure::new("the place of a segment is no constant"));
    }
    let place = reader.signed()? as u32;
    end(reader)?;
    Ok(place)
}

fn end(reader: &mut Reader<'_>) -> Outcome {
    if reader.byte()? == 0x0b { Ok(()) } else { Err(Failure::new("a constant is followed by more")) }
}

/// Writes a section.
pub fn write(out: &mut Vec<u8>, number: u8, content: &[u8]) {
    out.push(number);
    bytes::sized(out, content);
}

/// Writes a section that is a list of entries.
pub fn write_list(out: &mut Vec<u8>, number: u8, entries: &[Vec<u8>]) {
    if entries.is_empty() {
        return;
    }
    let mut content = Vec::new();
    bytes::number(&mut content, entries.len());
    entries.iter().for_each(|entry| content.extend_from_slice(entry));
    write(out, number, &content);
}
