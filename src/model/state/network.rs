//! Helping networks: who is in them, what they have pooled, and when they meet.

use super::tie::NEVER;
use crate::model::chance::NOBODY;
use crate::model::insight::SHARED;
use smallvec::SmallVec;

/// Insights that can be voiced.
pub const VOICED: usize = SHARED.count_ones() as usize;

/// One helping network, in a line of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Whether it exists; a closed place is used again.
    pub open: bool,
    /// Whether it acts outside although it works on its members' own lives.
    pub outward: bool,
    /// Who founded it; with the tick of founding, its identity.
    pub founder: u32,
    /// Tick of founding.
    pub founded: u16,
    /// Category of life problem.
    pub category: u8,
    /// The worker; nobody's number if none.
    pub worker: u32,
    /// Directiveness at present: in how many turns the worker prescribes, a share.
    pub directiveness: u16,
    /// Tick of the last meeting.
    pub met: u16,
    /// Tick of the last progress or recruiting.
    pub stirred: u16,
    /// Tick since when it has been one person; never if it is not.
    pub alone_since: u16,
    /// The repertoire: insights voiced by two, as a mask.
    pub repertoire: u64,
    /// Those helped in it, then those who support without being helped in it. Where networks are most they are of one or two
    /// people, who lie in the network itself.
    people: SmallVec<[u32; 4]>,
    /// How many are helped in it.
    members: u16,
    /// Who first voiced each insight that can be shared; none while nothing has been voiced.
    voices: Option<Box<[u32; VOICED]>>,
}

const _: () = assert!(size_of::<Network>() <= 64);

impl Network {
    /// A place for a network of up to `capacity` people.
    #[must_use]
    pub fn vacant(capacity: u16) -> Self {
        Self {
            open: false,
            outward: false,
            founder: 0,
            founded: NEVER,
            category: 0,
            worker: 0,
            directiveness: 0,
            met: NEVER,
            stirred: NEVER,
            alone_since: NEVER,
            repertoire: 0,
            people: SmallVec::with_capacity(usize::from(capacity) + 1),
            members: 0,
            voices: None,
        }
    }

    /// Opens in this place a network of `founder`, without members yet.
    pub fn found(&mut self, founder: u32, tick: u16, category: u8, worker: u32, directiveness: u16) {
        (self.open, self.founder, self.founded, self.category) = (true, founder, tick, category);
        (self.worker, self.directiveness) = (worker, directiveness);
        (self.met, self.stirred, self.alone_since, self.repertoire) = (NEVER, tick, NEVER, 0);
        self.outward = false;
        self.people.clear();
        self.members = 0;
        // Not given back: where one network was, another one will be.
        self.voices.iter_mut().for_each(|voices| voices.fill(NOBODY));
    }

    /// Those helped in it.
    #[inline]
    #[must_use]
    pub fn members(&self) -> &[u32] {
        &self.people[..usize::from(self.members)]
    }

    /// Those who support without being helped in it.
    #[inline]
    #[must_use]
    pub fn supporters(&self) -> &[u32] {
        &self.people[usize::from(self.members)..]
    }

    /// `person`, who may have supported until now, is helped in it from now on.
    pub fn admit(&mut self, person: u32) {
        let supported = self.supporters().iter().position(|&supporter| supporter == person);
        if let Some(at) = supported {
            self.people.remove(usize::from(self.members) + at);
        }
        self.people.insert(usize::from(self.members), person);
        self.members += 1;
    }

    /// `person` supports from now on.
    pub fn support(&mut self, person: u32) {
        self.people.push(person);
    }

    /// Only those members stay of whom `stays` is true, and all who support.
    pub fn keep_members(&mut self, stays: impl Fn(u32) -> bool) {
        self.keep(|person, member| !member || stays(person));
    }

    /// Those who have left for good are in it no more, whether they were helped or supported.
    pub fn part_with(&mut self, gone: impl Fn(u32) -> bool) {
        self.keep(|person, _| !gone(person));
    }

    /// Only those stay of whom `stays` is true, told who it is and whether they are a member.
    fn keep(&mut self, stays: impl Fn(u32, bool) -> bool) {
        let (mut at, before) = (0, self.members);
        self.people.retain(|&mut person| {
            at += 1;
            let member = at <= before;
            let keep = stays(person, member);
            self.members -= u16::from(member && !keep);
            keep
        });
    }

    /// `person` voices an insight that can be shared; by the voice of two it joins the repertoire, if `pooled`
    /// (`docs/odd.md`, 4.4.1).
    pub fn voice(&mut self, insight: u8, person: u32, pooled: bool) {
        let voices = self.voices.get_or_insert_with(|| Box::new([NOBODY; VOICED]));
        let first = &mut voices[usize::from(insight)];
        if *first == NOBODY {
            *first = person;
        } else if *first != person && pooled {
            self.repertoire |= 1 << insight;
        }
    }

    /// Who first voiced each insight that can be shared; nobody's number if nobody did.
    pub fn first_voices(&self) -> impl Iterator<Item = u32> + '_ {
        (0..VOICED).map(|insight| self.voices.as_ref().map_or(NOBODY, |voices| voices[insight]))
    }

    /// Knows what `other` knows, and who said it first, and acts outside if it does.
    pub fn go_on_as(&mut self, other: &Self) {
        self.outward = other.outward;
        self.repertoire = other.repertoire;
        self.voices.clone_from(&other.voices);
    }

    /// People in it.
    #[must_use]
    pub fn size(&self) -> usize {
        self.people.len()
    }

    /// Whether somebody is in it.
    #[must_use]
    pub fn holds(&self, person: u32) -> bool {
        self.people.contains(&person)
    }

    /// Everybody in it: members, then supporters.
    #[inline]
    #[must_use]
    pub fn people(&self) -> &[u32] {
        &self.people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_before_supporters_whoever_comes_and_goes() {
        let mut network = Network::vacant(6);
        network.found(3, 1, 1, NOBODY, 0);
        [10, 11].into_iter().for_each(|id| network.support(id));
        [3, 4, 11].into_iter().for_each(|id| network.admit(id));
        assert_eq!((network.members(), network.supporters()), (&[3, 4, 11][..], &[10][..]));
        network.support(4);
        network.keep_members(|id| id != 4);
        assert_eq!((network.members(), network.supporters()), (&[3, 11][..], &[10, 4][..]));
        assert_eq!((network.size(), network.holds(4), network.holds(5)), (4, true, false));
    }

    #[test]
    fn who_has_left_for_good_neither_is_helped_nor_supports() {
        let mut network = Network::vacant(6);
        network.found(3, 1, 1, NOBODY, 0);
        [3, 4, 5].into_iter().for_each(|id| network.admit(id));
        [10, 11].into_iter().for_each(|id| network.support(id));
        network.part_with(|id| [4, 10].contains(&id));
        assert_eq!((network.members(), network.supporters()), (&[3, 5][..], &[11][..]));
    }

    #[test]
    fn what_two_voice_is_common_and_a_new_network_in_its_place_knows_nothing() {
        let mut network = Network::vacant(6);
        network.voice(5, 1, true);
        network.voice(5, 1, true);
        network.voice(6, 1, false);
        network.voice(6, 2, false);
        assert_eq!(network.repertoire, 0);
        network.voice(5, 2, true);
        assert_eq!((network.repertoire, network.first_voices().nth(5)), (1 << 5, Some(1)));
        network.found(3, 1, 1, NOBODY, 0);
        network.outward = true;
        network.found(3, 2, 1, NOBODY, 0);
        assert!(!network.outward && network.repertoire == 0 && network.first_voices().all(|first| first == NOBODY));
    }
}
