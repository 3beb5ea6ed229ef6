//! Maps and sets in the order of their keys, kept as sorted vectors.
//!
//! A checkpoint copies them in one go, and what is added is nearly always the newest. The library's trees would be four
//! thousand bytes of the page for each type of key.

use std::borrow::Borrow;

/// Values by their keys, in order of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        SortedMap(Vec::new())
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// Returns a map without entries.
    pub fn new() -> Self {
        SortedMap::default()
    }

    /// Returns how many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Says whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &self.0[place].1)
    }

    /// Returns the value of a key, to change it.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.place(key).ok().map(|place| &mut self.0[place].1)
    }

    /// Says whether the key has a value.
    pub fn contains_key(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// Takes a key and its value out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).ok().map(|place| self.0.remove(place).1)
    }

    /// Returns the entry at a place in the order of the keys.
    pub fn nth(&self, place: usize) -> Option<(&K, &V)> {
        self.0.get(place).map(|(key, value)| (key, value))
    }

    /// Goes through the keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Where the key stands, or where it would.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        // The newest key is the one that is asked for and added most.
        match self.0.last() {
            Some((last, _)) if last.borrow() < key => Err(self.0.len()),
            _ => self.0.binary_search_by(|(other, _)| other.borrow().cmp(key)),
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = SortedMap::new();
        entries.into_iter().for_each(|(key, value)| map.insert(key, value));
        map
    }
}

/// Each key once, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedSet<K>(SortedMap<K, ()>);

impl<K> Default for SortedSet<K> {
    fn default() -> Self {
        SortedSet(SortedMap::default())
    }
}

impl<K: Ord> SortedSet<K> {
    /// Returns how many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Says whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says whether the key is there.
    pub fn contains(&self, key: &K) -> bool {
        self.0.contains_key(key)
    }

    /// Takes a key out; says whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        self.0.remove(key).is_some()
    }

    /// Takes the last key out.
    pub fn pop_last(&mut self) -> Option<K> {
        self.0.0.pop().map(|(key, ())| key)
    }

    /// Goes through the keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.keys()
    }
}

impl<K: Ord> Extend<K> for SortedSet<K> {
    fn extend<T: IntoIterator<Item = K>>(&mut self, keys: T) {
        for key in keys {
            self.0.insert(key, ());
        }
    }
}

impl<K: Ord> FromIterator<K> for SortedSet<K> {
    fn from_iter<T: IntoIterator<Item = K>>(keys: T) -> Self {
        let mut set = SortedSet::default();
        set.extend(keys);
        set
    }
}

/// Returns the items in order of a key, and those of one key in the order in which they came.
///
/// For some dozens of items, each of which finds its place by itself.
pub fn in_order<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::new();
    for item in items {
        let own = key(&item);
        let place = sorted.partition_point(|other| key(other) <= own);
        sorted.insert(place, item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_in_order_of_its_keys_whatever_the_order_of_coming() {
        let mut map = SortedMap::new();
        for key in [5, 1, 9, 3, 1] {
            map.insert(key, key * 10);
        }
        assert!(map.keys().eq(&[1, 3, 5, 9]) && map.len() == 4);
        assert_eq!((map.get(&3), map.get(&4), map.contains_key(&9)), (Some(&30), None, true));
        assert_eq!((map.remove(&1), map.remove(&1)), (Some(10), None));
    }

    #[test]
    fn equal_keys_keep_the_order_in_which_they_came() {
        assert_eq!(in_order(["bb", "a", "ccc", "aa", "b"], |word| word.len()), ["a", "b", "bb", "aa", "ccc"]);
    }

    #[test]
    fn a_set_has_each_key_once() {
        let mut set: SortedSet<u8> = [2, 3, 1, 2].into_iter().collect();
        assert!(set.iter().eq(&[1, 2, 3]) && set.contains(&2) && set.len() == 3);
        assert_eq!((set.pop_last(), set.remove(&3), set.remove(&1)), (Some(3), false, true));
    }
}
