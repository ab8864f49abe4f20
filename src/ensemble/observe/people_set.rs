//! A set of people, a bit for each.

/// People by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PeopleSet(Vec<u64>);

impl PeopleSet {
    /// Nobody, of so many people.
    pub(super) fn none(people: usize) -> Self {
        Self(vec![0; people.div_ceil(64)])
    }

    /// Those for whom `belongs` holds, of so many people.
    pub(super) fn of(people: usize, belongs: impl Fn(u32) -> bool) -> Self {
        let mut set = Self::none(people);
        (0..people as u32).filter(|&person| belongs(person)).for_each(|person| set.insert(person));
        set
    }

    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    pub(super) fn insert(&mut self, person: u32) {
        self.0[person as usize / 64] |= 1 << (person % 64);
    }

    /// Takes `person` out; whether they were in it.
    pub(super) fn remove(&mut self, person: u32) -> bool {
        let (word, bit) = (&mut self.0[person as usize / 64], 1 << (person % 64));
        let held = *word & bit != 0;
        *word &= !bit;
        held
    }

    pub(super) fn holds(&self, person: u32) -> bool {
        self.0[person as usize / 64] & (1 << (person % 64)) != 0
    }

    /// How many are in it.
    pub(super) fn len(&self) -> i64 {
        self.0.iter().map(|word| i64::from(word.count_ones())).sum()
    }

    /// How many are in it and in `other`.
    pub(super) fn in_both(&self, other: &Self) -> i64 {
        self.0.iter().zip(&other.0).map(|(own, other)| i64::from((own & other).count_ones())).sum()
    }

    /// Takes in those of `all` who are not in `others`, and nobody else.
    pub(super) fn fill_with(&mut self, all: &Self, others: &Self) {
        self.0.iter_mut().zip(all.0.iter().zip(&others.0)).for_each(|(own, (all, others))| *own = all & !others);
    }

    /// Becomes the set of these words, sixty-four people each; `changed` is called with everybody who comes in or goes out.
    pub(super) fn become_these(&mut self, words: impl Iterator<Item = u64>, mut changed: impl FnMut(u32, bool)) {
        for (at, (own, word)) in self.0.iter_mut().zip(words).enumerate() {
            let mut differ = *own ^ word;
            *own = word;
            while differ != 0 {
                let bit = differ.trailing_zeros();
                differ &= differ - 1;
                changed(at as u32 * 64 + bit, word >> bit & 1 != 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_come_and_go_are_told() {
        let mut set = PeopleSet::of(130, |person| person.is_multiple_of(5));
        let mut told = Vec::new();
        let next = PeopleSet::of(130, |person| person.is_multiple_of(3));
        set.become_these(next.0.iter().copied(), |person, comes| told.push((person, comes)));
        let differ = |person: &u32| person.is_multiple_of(3) != person.is_multiple_of(5);
        let expected: Vec<_> = (0..130).filter(differ).map(|person: u32| (person, person.is_multiple_of(3))).collect();
        assert_eq!((set, told), (next, expected));
    }

    #[test]
    fn sets_are_counted_alone_and_together() {
        let (mut threes, fives) =
            (PeopleSet::of(130, |p| p.is_multiple_of(3)), PeopleSet::of(130, |p| p.is_multiple_of(5)));
        assert_eq!((threes.len(), fives.len(), threes.in_both(&fives)), (44, 26, 9));
        assert!(threes.remove(129) && !threes.remove(129) && !threes.holds(129) && threes.holds(126));
        let mut rest = PeopleSet::none(130);
        rest.fill_with(&fives, &threes);
        assert_eq!((rest.len(), rest.holds(5), rest.holds(15)), (26 - 9, true, false));
    }
}
