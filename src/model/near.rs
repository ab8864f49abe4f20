//! Bringing near: what a phase is about to look at is read beforehand, so that many places in memory are on their way to a
//! core at a time, where each would have to be waited for if something else were done between. Nothing here changes anything.

use super::person::Person;
use super::tie::End;
use super::world::World;
use std::ops::Range;

/// So many people lie near a core together, with their ties: about four megabytes.
const NEAR: usize = 20_480;

impl World {
    /// Whether all people lie near a core anyhow, so that nobody has to be brought.
    #[inline]
    pub(super) fn is_near(&self) -> bool {
        self.people.len() <= NEAR
    }

    /// Lets `read` read what is to be brought, unless it is near anyhow.
    fn unless_near(&self, read: impl FnOnce() -> u64) {
        if !self.is_near() {
            std::hint::black_box(read());
        }
    }

    /// Places in a row of the people of a part.
    fn places(&self, part: usize) -> Range<usize> {
        let people = self.part(part);
        people.start as usize..people.end as usize
    }

    /// Brings the people of a part and their courses to the core that is about to go back and forth among them: read in a
    /// row, they come many times as fast as one by one.
    pub(super) fn bring_courses(&self, part: usize) {
        self.unless_near(|| {
            let places = self.places(part);
            let courses = self.courses[places.clone()].iter().fold(0, |sum, course| sum ^ course.insights);
            trace_of_all(&self.people[places]) ^ courses
        });
    }

    /// Brings the people of a part, and their ties.
    pub(super) fn bring(&self, part: usize) {
        self.unless_near(|| {
            let places = self.places(part);
            u64::from(self.ties.bring(places.clone())) ^ trace_of_all(&self.people[places])
        });
    }

    /// Brings the people of a part, and who they are tied to.
    pub(super) fn bring_alters(&self, part: usize) {
        self.unless_near(|| {
            let places = self.places(part);
            u64::from(self.ties.bring_ends(places.clone())) ^ trace_of_all(&self.people[places])
        });
    }

    /// Brings people who are anywhere: looked at one right after the other, many are on their way at a time.
    pub(super) fn bring_each(&self, people: impl Iterator<Item = u32>) {
        self.unless_near(|| people.fold(0, |sum, id| sum ^ trace_of(&self.people[id as usize])));
    }

    /// Brings people who are anywhere, with all that is theirs.
    pub(super) fn bring_all_of_each(&self, people: impl Iterator<Item = u32>) {
        let trace = |id: usize| {
            let ties = self.ties.bring(id..id + 1);
            trace_of(&self.people[id]) ^ self.courses[id].insights ^ u64::from(ties)
        };
        self.unless_near(|| people.fold(0, |sum, id| sum ^ trace(id as usize)));
    }

    /// Brings the people at these ends of ties, with who is tied to them and what happened at their end of this one.
    pub(super) fn bring_ends(&self, ends: impl Iterator<Item = End>) {
        let trace = |end: End| {
            let (alter, past) = (end.alter(), self.ties.past(end.alter(), end.reverse()));
            let ties = self.ties.end(alter, 0).alter() ^ past.contact();
            trace_of(&self.people[alter as usize]) ^ u64::from(ties)
        };
        self.unless_near(|| ends.fold(0, |sum, end| sum ^ trace(end)));
    }
}

/// Something of a person: to read it brings all of the person near.
#[inline]
pub(super) fn trace_of(person: &Person) -> u64 {
    person.burden.into()
}

/// The same of several.
pub(super) fn trace_of_all(people: &[Person]) -> u64 {
    people.iter().fold(0, |sum, person| sum ^ trace_of(person))
}
