//! Lists of effects, which are kept from week to week.

/// A list that is kept from week to week. By itself it would grow to the double: with millions of people that is much which
/// nobody uses.
#[derive(Clone, Debug)]
pub struct List<T>(Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> List<T> {
    /// Adds one more.
    #[inline]
    pub fn push(&mut self, one: T) {
        self.make_room(1);
        self.0.push(one);
    }

    /// Makes room for so many more.
    #[inline]
    pub(in crate::model) fn make_room(&mut self, more: usize) {
        make_room(&mut self.0, more);
    }

    /// Forgets all, and keeps the room.
    pub(in crate::model) fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T> Extend<T> for List<T> {
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        self.0.extend(more);
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// Makes room for so many more in a list that is kept from week to week, see [`List`].
#[inline]
pub(in crate::model) fn make_room<T>(list: &mut Vec<T>, more: usize) {
    if list.capacity() - list.len() < more {
        list.reserve_exact(more.max(list.len() / 8 + 8));
    }
}
