//! Who is asked in a turn, and who agrees to give (`docs/odd.md`, 4.4.1): one of those present, or all, one after the other.

use super::attendee::Attendee;
use super::felt::FELT;
use super::turn::{Meeting, Turn};
use super::willing::balance;
use crate::model::chance::{Draw, NOBODY, Process, with};
use crate::model::insight::SHARED;
use crate::model::share::value;
use crate::model::structure::MAX_CAPACITY;
use arrayvec::ArrayVec;

/// Those who are asked, in their order: whether not first, by lot, and their places among those present.
type Others = ArrayVec<(bool, u32, usize), { MAX_CAPACITY as usize }>;

impl Meeting<'_> {
    /// Who agrees to give, with their luck; else who refused: the one who was asked, or nobody in particular of several.
    pub(super) fn asked(&self, turn: &Turn) -> Result<(usize, Draw), u32> {
        let draw = self.view.draw(Process::Match, self.people[turn.receiver].id, NOBODY, turn.number);
        let first = self.giver(turn, &draw);
        let agrees = |at: usize| {
            let luck = draw.with(self.people[at].id);
            self.agrees(at, turn, &luck).then_some((at, luck))
        };
        if !self.view.switches().put_to_the_group {
            return agrees(first).ok_or(self.people[first].id);
        }
        let lots = self.people.iter().enumerate().map(|(at, person)| (at != first, with(draw.0[0], person.id), at));
        let mut others: Others = lots.filter(|&(.., at)| at != turn.receiver).collect();
        others.sort_unstable();
        others.into_iter().find_map(|(.., at)| agrees(at)).ok_or(NOBODY)
    }

    /// Whether the person at `at` agrees to give.
    fn agrees(&self, at: usize, turn: &Turn, luck: &Draw) -> bool {
        let (view, giver) = (self.view, self.people[at]);
        let owed = balance(giver.received, giver.given, view.one());
        let bonus = view.parameters().willing_meeting;
        let concern = value(view.concern(giver.reluctant));
        let standing = view.standing(giver.id, self.people[turn.receiver].id, owed);
        luck.hit(1, standing.willing(view.parameters(), view.switches(), bonus, concern))
    }

    /// Who is asked first: by lot, or found by the guide among those who know most of what is missing.
    fn giver(&self, turn: &Turn, draw: &Draw) -> usize {
        let receiver = self.people[turn.receiver];
        let likely = if self.matched(turn, &receiver) { self.most_known(turn.receiver) } else { 0 };
        let mut best: Option<(u32, usize)> = None;
        for (at, person) in self.people.iter().enumerate() {
            if at == turn.receiver || (likely > 0 && could_tell(person, &receiver) != likely) {
                continue;
            }
            let lot = with(draw.0[0], person.id);
            if best.is_none_or(|(least, _)| lot < least) {
                best = Some((lot, at));
            }
        }
        best.map_or(turn.receiver, |(_, at)| at)
    }

    /// Whether the guide matches, with a second try where help was felt little.
    fn matched(&self, turn: &Turn, receiver: &Attendee) -> bool {
        if !self.has_worker() || !self.view.switches().matching {
            return false;
        }
        let miss = 1.0 - self.skill;
        let again = value(receiver.felt) < FELT;
        turn.draw.hit(1, if again { 1.0 - miss * miss } else { self.skill })
    }

    /// The most that anybody else present could tell the receiver.
    fn most_known(&self, receiver: usize) -> u32 {
        let others = self.people.iter().enumerate().filter(|(at, _)| *at != receiver);
        others.map(|(_, person)| could_tell(person, &self.people[receiver])).max().unwrap_or(0)
    }
}

/// How many of the missing insights of the receiver this person could tell: only who has the same problem can.
fn could_tell(person: &Attendee, receiver: &Attendee) -> u32 {
    if person.category != receiver.category {
        return 0;
    }
    (person.insights & SHARED & receiver.missing()).count_ones()
}
