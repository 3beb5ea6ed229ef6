//! A store with stable keys: what is taken out leaves its place to the next, and its key never fits again.

/// Names one thing in a [`Slab`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    index: u32,
    generation: u32,
}

#[derive(Clone, Debug)]
struct Place<T> {
    generation: u32,
    thing: Option<T>,
}

/// Things under keys; nothing is allocated once it has been as full as it gets.
#[derive(Clone, Debug)]
pub struct Slab<T> {
    places: Vec<Place<T>>,
    free: Vec<u32>,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Slab { places: Vec::new(), free: Vec::new() }
    }
}

impl<T> Slab<T> {
    /// Puts a thing in.
    pub fn insert(&mut self, thing: T) -> Key {
        if let Some(index) = self.free.pop()
            && let Some(place) = self.places.get_mut(index as usize)
        {
            place.generation = place.generation.wrapping_add(1);
            place.thing = Some(thing);
            return Key { index, generation: place.generation };
        }
        let index = self.places.len() as u32;
        self.places.push(Place { generation: 0, thing: Some(thing) });
        Key { index, generation: 0 }
    }

    /// The thing under this key, if it is still there.
    pub fn get(&self, key: Key) -> Option<&T> {
        let place = self.places.get(key.index as usize)?;
        if place.generation == key.generation { place.thing.as_ref() } else { None }
    }

    /// The thing under this key, to change it.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut T> {
        let place = self.places.get_mut(key.index as usize)?;
        if place.generation == key.generation { place.thing.as_mut() } else { None }
    }

    /// Takes the thing out.
    pub fn remove(&mut self, key: Key) -> Option<T> {
        let place = self.places.get_mut(key.index as usize)?;
        if place.generation != key.generation {
            return None;
        }
        let thing = place.thing.take()?;
        self.free.push(key.index);
        Some(thing)
    }

    /// All things with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &T)> + Clone {
        self.places.iter().enumerate().filter_map(|(index, place)| {
            let key = Key { index: index as u32, generation: place.generation };
            place.thing.as_ref().map(|thing| (key, thing))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_fits_what_came_later() {
        let mut slab = Slab::default();
        let first = slab.insert("first");
        assert_eq!(slab.remove(first), Some("first"));
        let second = slab.insert("second");
        assert_eq!(slab.get(first), None);
        assert_eq!(slab.remove(first), None);
        assert_eq!((slab.get(second), slab.iter().count()), (Some(&"second"), 1));
    }
}
