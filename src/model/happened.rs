//! All that happened in a phase, part by part of the population, and the letters by which parts tell each other.

use super::chance::NOBODY;
use super::episode::{
    Application, AtDesk, Contact, Deposit, Episode, Gain, InNetwork, Listened, On, Onset, Received, Tally, Wish,
};
use super::ledger::Cause;
use super::trust::Evidence;
use std::ops::Range;

/// Something that touches one or two people, told to those parts of the population in which it did not happen; in sixteen
/// bytes, for which two kinds are taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what the list of its kind in `Chunk` holds")]
pub enum Letter {
    Episode(Episode),
    Contact(Contact),
    Deposit(u32, On, Cause, Evidence),
    /// With the lower and the upper half of the mask.
    Gain(u32, [u32; 2], Gain),
    Burden(u32, i32),
    Received(Received),
    Seen(u32, bool),
    MetWorker(u32),
    Acted(u32),
    Desk(u32, AtDesk),
    Application(Application),
}

const _: () = assert!(size_of::<Letter>() == 16);

impl From<Deposit> for Letter {
    fn from(Deposit { person, on, cause, evidence }: Deposit) -> Self {
        Self::Deposit(person, on, cause, evidence)
    }
}

/// Makes room for so many more things in a list that is kept from week to week. By itself it would grow to the double: with
/// millions of people that is much which nobody uses.
pub(super) fn make_room<T>(list: &mut Vec<T>, more: usize) {
    if list.capacity() - list.len() < more {
        list.reserve_exact(more.max(list.len() / 8 + 8));
    }
}

/// Puts one more thing into a list that is kept from week to week.
#[inline]
pub(super) fn put<T>(list: &mut Vec<T>, thing: T) {
    make_room(list, 1);
    list.push(thing);
}

/// People whose words of chance this week could let them do something, with the word: most others need no look.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// Those who could ask for a favour.
    pub asking: Vec<(u32, u32)>,
    /// Those who could act outside.
    pub acting: Vec<(u32, u32)>,
}

impl Agenda {
    /// Begins a week.
    pub(super) fn clear(&mut self) {
        self.asking.clear();
        self.acting.clear();
    }
}

/// Everything that a part of the world did in one phase.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    /// The people among whom it happened; nobody where the part is not one of people.
    pub home: Range<u32>,
    /// What happened to people elsewhere: the part of the population that is to be told, and what.
    pub(super) letters: Vec<(u32, Letter)>,
    /// Burdens after the phase of those whose burden was looked at, and whether it needs another look (Life only).
    pub drifts: Vec<(u32, u16, bool)>,
    /// Who could do something this week: written by Life, read by later phases of the same week.
    pub(super) agenda: Agenda,
    /// Onsets and relapses.
    pub onsets: Vec<Onset>,
    /// People with a new technical need.
    pub technical: Vec<u32>,
    /// Tie places that fall free: person and place.
    pub gone: Vec<(u32, u8)>,
    /// Ticks up to which no tie of a person can fade away.
    pub(super) ties_last_until: Vec<(u32, u16)>,
    /// Episodes.
    pub episodes: Vec<Episode>,
    /// Contacts without an episode.
    pub contacts: Vec<Contact>,
    /// Evidence outside own episodes.
    pub deposits: Vec<Deposit>,
    /// Insights gained: person, mask, how.
    pub gains: Vec<(u32, u64, Gain)>,
    /// Changes of burden other than by what episodes do: person, units of share.
    pub burdens: Vec<(u32, i32)>,
    /// Ties wished for.
    pub wishes: Vec<Wish>,
    /// Turns received.
    pub received: Vec<Received>,
    /// Members seen recovered or not at a meeting.
    pub seen: Vec<(u32, bool)>,
    /// People who met a worker.
    pub met_worker: Vec<u32>,
    /// Applications to networks.
    pub applications: Vec<Application>,
    /// The queue at the desk.
    pub desk: Vec<(u32, AtDesk)>,
    /// What workers heard.
    pub listened: Vec<Listened>,
    /// What happened inside networks: place of the network, event.
    pub networks: Vec<(u32, InNetwork)>,
    /// Insights made public: neighbourhood, category, bit, worker who hears of it.
    pub public: Vec<(u32, u8, u64, u32)>,
    /// People who acted outside.
    pub acted: Vec<u32>,
    /// Counts.
    pub tally: Tally,
    /// Networks that meet.
    pub(super) places: Vec<u32>,
    /// What is told and not yet heard.
    pub(super) told: Vec<super::encounter::Told>,
    /// Those who try the doors of networks.
    pub(super) trying: Vec<u32>,
    /// A list of lots that is being drawn.
    pub(super) lots: Vec<(u64, u32)>,
}

impl Chunk {
    fn clear(&mut self) {
        let Self {
            home,
            letters,
            drifts,
            agenda: _,
            onsets,
            technical,
            gone,
            ties_last_until,
            episodes,
            contacts,
            deposits,
            gains,
            burdens,
            wishes,
            received,
            seen,
            met_worker,
            applications,
            desk,
            listened,
            networks,
            public,
            acted,
            tally,
            places,
            told,
            trying,
            lots,
        } = self;
        *home = 0..0;
        letters.clear();
        drifts.clear();
        onsets.clear();
        technical.clear();
        gone.clear();
        ties_last_until.clear();
        episodes.clear();
        contacts.clear();
        deposits.clear();
        gains.clear();
        burdens.clear();
        wishes.clear();
        received.clear();
        seen.clear();
        met_worker.clear();
        applications.clear();
        desk.clear();
        listened.clear();
        networks.clear();
        public.clear();
        acted.clear();
        *tally = Tally::default();
        places.clear();
        told.clear();
        trying.clear();
        lots.clear();
    }

    /// Whether nothing happened to people: there is nothing for them to settle.
    pub(super) fn is_quiet(&self) -> bool {
        // Taken apart, so that none is forgotten: those left out are of workers, networks and neighbourhoods, or of the chunk.
        let Self {
            letters,
            drifts,
            onsets,
            technical,
            gone,
            ties_last_until,
            episodes,
            contacts,
            deposits,
            gains,
            burdens,
            received,
            seen,
            met_worker,
            applications,
            desk,
            acted,
            home: _,
            agenda: _,
            wishes: _,
            listened: _,
            networks: _,
            public: _,
            tally: _,
            places: _,
            told: _,
            trying: _,
            lots: _,
        } = self;
        let life = drifts.is_empty() && onsets.is_empty() && technical.is_empty();
        let fading = gone.is_empty() && ties_last_until.is_empty();
        let evidence = episodes.is_empty() && contacts.is_empty() && deposits.is_empty();
        let effects = gains.is_empty() && burdens.is_empty() && received.is_empty() && seen.is_empty();
        let services = met_worker.is_empty() && desk.is_empty() && applications.is_empty();
        life && fading && evidence && effects && services && acted.is_empty() && letters.is_empty()
    }

    /// Writes letters about what touches people who are not of this part, to the parts of `size` people in which they are.
    fn write_letters(&mut self, size: u32) {
        let (first, count, letters) = (self.home.start, self.home.len() as u32, &mut self.letters);
        let here = |person: u32| person.wrapping_sub(first) < count;
        let mut to = |person: u32, letter: Letter| {
            if !here(person) {
                put(letters, (person / size, letter));
            }
        };
        let both = |one: u32, other: u32| other != NOBODY && one / size != other / size;
        // Most of what happens stays in its part.
        let stays = |one: u32, other: u32| here(one) & (here(other) | (other == NOBODY));
        for &episode in self.episodes.iter().filter(|episode| !stays(episode.ego, episode.alter)) {
            to(episode.ego, Letter::Episode(episode));
            if both(episode.ego, episode.alter) {
                to(episode.alter, Letter::Episode(episode));
            }
        }
        for &contact in self.contacts.iter().filter(|contact| !stays(contact.ego, contact.alter)) {
            to(contact.ego, Letter::Contact(contact));
            if both(contact.ego, contact.alter) {
                to(contact.alter, Letter::Contact(contact));
            }
        }
        self.deposits.iter().for_each(|&deposit| to(deposit.person, deposit.into()));
        self.gains.iter().for_each(|&(person, mask, gain)| {
            to(person, Letter::Gain(person, [mask as u32, (mask >> 32) as u32], gain))
        });
        self.burdens.iter().for_each(|&(person, change)| to(person, Letter::Burden(person, change)));
        self.received.iter().for_each(|&received| to(received.person, Letter::Received(received)));
        self.seen.iter().for_each(|&(person, recovered)| to(person, Letter::Seen(person, recovered)));
        self.met_worker.iter().for_each(|&person| to(person, Letter::MetWorker(person)));
        self.acted.iter().for_each(|&person| to(person, Letter::Acted(person)));
        self.desk.iter().for_each(|&(person, event)| to(person, Letter::Desk(person, event)));
        self.applications.iter().for_each(|&application| to(application.person, Letter::Application(application)));
    }
}

/// What happened in a phase, in parts that do not depend on the number of threads. Kept from phase to phase, so that
/// nothing is allocated anew; from Life on it holds the agenda of the week.
#[derive(Clone, Debug, Default)]
pub struct Happened {
    chunks: Vec<Chunk>,
    used: usize,
}

/// Into at least so many pieces work is shared out, so that who is done early finds another to take; fewer parts are not
/// worth a second thread.
pub(super) const PIECES: usize = 32;

/// How many of so many parts make a piece: all, where they are few.
pub(super) fn parts_in_a_piece(parts: usize) -> usize {
    if parts < PIECES { parts.max(1) } else { parts / PIECES }
}

impl Happened {
    /// Fills `parts` parts, each by `observe` with its number, on as many cores as there are; the population is in parts
    /// of `size` people.
    pub fn observe(&mut self, parts: usize, size: u32, observe: impl Fn(usize, &mut Chunk) + Sync + Send) {
        if self.chunks.len() < parts {
            self.chunks.resize_with(parts, Chunk::default);
        }
        self.used = parts;
        let fill = |(part, chunk): (usize, &mut Chunk)| {
            chunk.clear();
            observe(part, chunk);
            chunk.write_letters(size);
        };
        #[cfg(feature = "parallel")]
        if parts >= PIECES {
            use rayon::prelude::*;
            self.chunks[..parts].par_iter_mut().enumerate().with_max_len(parts_in_a_piece(parts)).for_each(fill);
            return;
        }
        self.chunks[..parts].iter_mut().enumerate().for_each(fill);
    }

    /// The parts of the phase just observed, in order.
    #[must_use]
    pub fn parts(&self) -> &[Chunk] {
        &self.chunks[..self.used]
    }
}
