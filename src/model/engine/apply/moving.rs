//! Places change hands: those who leave are gone, with all that hung on them, and newcomers come.

use super::super::happened::Happened;
use super::super::pending::Pending;
use crate::model::chance::NOBODY;
use crate::model::ledger::stock;
use crate::model::rules::moving::{newcomer, wishes};
use crate::model::share::share;
use crate::model::state::course::Course;
use crate::model::state::flags::{CARES, IN_NEED, MEMBER, PAST, QUEUED, RESTLESS, TECHNICAL, WAITING};
use crate::model::state::tie::HalfTie;
use crate::model::state::world::World;

impl World {
    /// Those who leave in this week are gone, and newcomers wish for ties.
    pub(super) fn change_hands(&mut self, happened: &Happened, pending: &mut Pending) {
        let leaving = || happened.effects().flat_map(|effects| effects.departures.iter()).map(|one| one.person);
        if leaving().next().is_none() {
            return;
        }
        leaving().for_each(|person| self.replace(person));
        self.forget_those_who_left();
        pending.wishes.extend(leaving().flat_map(|person| wishes(self.view(), person)));
        self.form_ties(pending);
    }

    /// A newcomer takes the place of `person`.
    fn replace(&mut self, person: u32) {
        let at = person as usize;
        let network = self.courses[at].member;
        let before = self.view().trusts(person);
        let mut course = Course::new(share(self.parameters.felt_at_entry));
        course.arrived = self.tick as u16;
        (self.people[at], self.courses[at]) = (newcomer(self.view(), person), course);
        self.idle.get_mut(at).into_iter().for_each(|idle| *idle = 0);
        self.spoken.get_mut(at).into_iter().for_each(|spoken| *spoken = 0);
        self.flags[at].set(RESTLESS | TECHNICAL | IN_NEED | WAITING | MEMBER | QUEUED | PAST | CARES, false);
        self.book_newcomer(person, before);
        self.untie(person);
        if network != NOBODY {
            self.networks[network as usize].part_with(|member| member == person);
            if self.networks[network as usize].members().is_empty() {
                self.close(network);
            }
        }
    }

    /// Books what the stocks gain by a newcomer in the place of somebody with such trust.
    fn book_newcomer(&mut self, person: u32, before: [f64; 4]) {
        if !self.booking {
            return;
        }
        let after = self.view().trusts(person);
        for (own, (before, after)) in self.ledger.stocks.iter_mut().zip(before.into_iter().zip(after)) {
            let change = i64::from(stock(after)) - i64::from(stock(before));
            own.moved += change;
            own.closing += change;
        }
    }

    /// The ties of `person` are gone at both ends.
    fn untie(&mut self, person: u32) {
        for slot in 0..self.ties.ends_of(person).len() as u8 {
            let end = self.ties.end(person, slot);
            if end.is_held() {
                let mut ties = self.ties.all_mut();
                ties.put(end.alter() as usize, end.reverse(), HalfTie::FREE);
                ties.put(person as usize, slot, HalfTie::FREE);
            }
        }
    }

    /// Whoever left in this week supports no network and waits for none, and nobody applies through them.
    fn forget_those_who_left(&mut self) {
        let (tick, courses) = (self.tick as u16, &self.courses);
        let left = |person: u32| courses[person as usize].arrived == tick;
        for network in self.networks.iter_mut().filter(|network| network.open && !network.supporters().is_empty()) {
            network.part_with(left);
        }
        self.waiting.retain_mut(|application| {
            if application.via != NOBODY && left(application.via) {
                application.via = NOBODY;
            }
            !left(application.person)
        });
    }
}
