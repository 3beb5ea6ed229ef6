//! What the first view needs: everything that can be reached without passing a gate.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::code;
use super::links::{Links, Thing};
use super::module::Module;
use crate::failure::{Failure, Outcome};

/// The share of the module that is loaded later.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Later {
    /// The functions, by index.
    pub functions: BTreeSet<u32>,
    /// Those of them that the rest of the module calls.
    pub gates: Vec<u32>,
    /// Pieces of memory that nothing else reads, in order.
    pub data: Vec<Range<u32>>,
}

/// Divides a module, given how the functions are named that are gates.
pub fn divide(module: &Module<'_>, links: &Links<'_>, is_gate: impl Fn(&str) -> bool) -> Outcome<Later> {
    let mut by_name: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (index, name) in module.names.iter().enumerate() {
        if let Some(name) = name {
            by_name.entry(name).or_default().push(index as u32);
        }
    }
    let gates: Vec<u32> =
        by_name.iter().filter(|(name, _)| is_gate(name)).flat_map(|(_, indices)| indices.clone()).collect();
    let mut walk = Walk {
        module,
        links,
        by_name,
        gates: gates.iter().copied().collect(),
        functions: BTreeSet::new(),
        data: BTreeSet::new(),
        todo: Vec::new(),
    };
    // What the browser may call, what runs first, and what was put into the table by others than the linker.
    let linked: BTreeSet<u32> = walk.linked_slots();
    let exported = module.exports.iter().filter(|(_, kind, _)| *kind == 0).map(|(_, _, index)| *index);
    let added = module.slots.iter().map(|(_, function)| *function).filter(|function| !linked.contains(function));
    let roots: Vec<u32> = exported.chain(module.start).chain(added).collect();
    for root in roots {
        walk.reach(root);
    }
    walk.run()?;
    let first = module.imported as u32;
    let functions: BTreeSet<u32> =
        (first..module.functions() as u32).filter(|function| !walk.functions.contains(function)).collect();
    if let Some(gate) = gates.iter().find(|gate| !functions.contains(gate)) {
        let name = module.names[*gate as usize].unwrap_or_default();
        return Err(Failure::new(format!("the gate {name} can be called without passing it")));
    }
    Ok(Later { functions, gates, data: walk.data_of_later() })
}

struct Walk<'a> {
    module: &'a Module<'a>,
    links: &'a Links<'a>,
    by_name: BTreeMap<&'a str, Vec<u32>>,
    gates: BTreeSet<u32>,
    functions: BTreeSet<u32>,
    data: BTreeSet<u32>,
    todo: Vec<Step>,
}

enum Step {
    Function(u32),
    Data(u32),
}

impl<'a> Walk<'a> {
    /// Functions that stand in the table because something that is linked names them.
    fn linked_slots(&self) -> BTreeSet<u32> {
        let named = self.links.names.values().flatten();
        let names = named.filter_map(|thing| if let Thing::Function(name) = thing { Some(*name) } else { None });
        names.filter_map(|name| self.by_name.get(name)).flatten().copied().collect()
    }

    fn reach(&mut self, function: u32) {
        if !self.gates.contains(&function) && self.functions.insert(function) {
            self.todo.push(Step::Function(function));
        }
    }

    fn run(&mut self) -> Outcome {
        while let Some(step) = self.todo.pop() {
            let thing = match step {
                Step::Data(address) => Some(Thing::Data(address)),
                Step::Function(function) => {
                    if let Some(body) = self.module.body(function as usize) {
                        for called in code::named_in(body)? {
                            self.reach(called);
                        }
                    }
                    self.module.names[function as usize].map(Thing::Function)
                }
            };
            let named = thing.and_then(|thing| self.links.names.get(&thing)).map(Vec::as_slice).unwrap_or_default();
            for thing in named {
                match thing {
                    Thing::Data(address) => {
                        if self.data.insert(*address) {
                            self.todo.push(Step::Data(*address));
                        }
                    }
                    Thing::Function(name) => {
                        for function in self.by_name.get(name).cloned().unwrap_or_default() {
                            self.reach(function);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Pieces that nothing reached, without those that share bytes with one that was.
    fn data_of_later(&self) -> Vec<Range<u32>> {
        let mut kept = self.data.iter().filter_map(|start| self.links.data.get(start)).peekable();
        let mut kept_until = 0;
        let mut later: Vec<Range<u32>> = Vec::new();
        for place in self.links.data.values() {
            while let Some(next) = kept.next_if(|next| next.start <= place.start) {
                kept_until = kept_until.max(next.end);
            }
            let is_free = place.start >= kept_until && kept.peek().is_none_or(|next| next.start >= place.end);
            if self.data.contains(&place.start) || !is_free || place.is_empty() {
                continue;
            }
            match later.last_mut().filter(|last| last.end >= place.start) {
                Some(last) => last.end = last.end.max(place.end),
                None => later.push(place.clone()),
            }
        }
        later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of four functions that take and return nothing; what each calls, and what the linker knows.
    fn divided(bodies: &[&[u8]], names: &[(Thing<'static>, Vec<Thing<'static>>)]) -> Outcome<Later> {
        let module = Module {
            types: vec![0; bodies.len()],
            bodies: bodies.to_vec(),
            names: ["root", "gate", "deep", "both"].map(Some).to_vec(),
            exports: vec![("root", 0, 0)],
            slots: vec![(1, 2)],
            ..Module::default()
        };
        let data = [(16, 16..24), (24, 24..32), (28, 28..32), (40, 40..44)].into_iter().collect();
        divide(&module, &Links { names: names.iter().cloned().collect(), data }, |name| name == "gate")
    }

    const NOTHING: &[u8] = &[0, 0x0b];

    #[test]
    fn what_only_the_gate_leads_to_is_for_later() {
        let root: &[u8] = &[0, 0x10, 1, 0x10, 3, 0x0b];
        let gate: &[u8] = &[0, 0x10, 3, 0x0b];
        let names = [
            (Thing::Function("root"), vec![Thing::Data(28)]),
            (Thing::Function("gate"), vec![Thing::Data(40)]),
            (Thing::Data(40), vec![Thing::Function("deep"), Thing::Data(16), Thing::Data(24)]),
        ];
        let later = divided(&[root, gate, NOTHING, NOTHING], &names).ok();
        // The piece at 24 shares bytes with the one at 28, which the root reads.
        let expected = Later { functions: [1, 2].into(), gates: vec![1], data: vec![16..24, 40..44] };
        assert_eq!(later, Some(expected));
    }

    #[test]
    fn what_the_root_names_through_data_stays() {
        let root: &[u8] = &[0, 0x10, 1, 0x0b];
        let names = [
            (Thing::Function("root"), vec![Thing::Data(16)]),
            (Thing::Data(16), vec![Thing::Function("deep")]),
            (Thing::Function("gate"), vec![Thing::Function("deep"), Thing::Function("both")]),
        ];
        let later = divided(&[root, NOTHING, NOTHING, NOTHING], &names).ok();
        assert_eq!(later.map(|later| later.functions), Some([1, 3].into()));
    }
}
