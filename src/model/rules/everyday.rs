//! Everyday (`docs/odd.md`, 4.2): people ask their ties for favours, in need more often, one tie after the other until one
//! agrees.

use super::comfort::comfort;
use super::hearsay::hear;
use super::view::View;
use super::willing::Standing;
use crate::model::chance::{Draw, NOBODY, Process, hit, with};
use crate::model::effects::{Effects, Episode, Told};
use crate::model::episode::{EpisodeKind, Help, Partner, Stake};
use crate::model::ledger::Cause;
use crate::model::parameters::{Parameters, Switches};
use crate::model::state::person::DEPENDENCE;
use crate::model::state::tie::End;
use crate::model::state::tie_lots::TieLots;

/// The chance that `person` asks for a favour this week: in need more often, unless they count on professionals alone.
#[inline]
#[must_use]
pub fn contact(view: View<'_>, person: u32) -> f64 {
    let parameters = view.parameters();
    if !view.in_need(person) {
        return parameters.everyday_contact;
    }
    if !view.switches().dependence_crowds_out {
        return parameters.everyday_contact * parameters.need_factor;
    }
    let turned_to_ties = 1.0 - view.bearing(person, DEPENDENCE);
    parameters.everyday_contact * (1.0 + (parameters.need_factor - 1.0) * turned_to_ties)
}

/// [`contact`] is never above this: of those who are not in need, and of everybody.
#[must_use]
pub fn contact_at_most(parameters: &Parameters) -> (f64, f64) {
    let Parameters { everyday_contact, need_factor, .. } = *parameters;
    let in_need = [everyday_contact * need_factor, everyday_contact * (1.0 + (need_factor - 1.0))];
    (everyday_contact, in_need.into_iter().fold(everyday_contact, f64::max))
}

/// Everyday life of one person in a week, from the first tie that is asked to the last; `word` decides whether they ask.
///
/// The engine has the requests of many people under way at once, and comes to the same.
pub fn week(view: View<'_>, person: u32, word: u32, effects: &mut Effects) {
    if !hit(word, contact(view, person)) {
        return;
    }
    let mut request = Request::of(view, person, &view.draw(Process::Ask, person, NOBODY, 0));
    while request.ask_next(view) {
        let agreed = request.agreed(view);
        request.answer(view, agreed, effects);
        if agreed {
            return;
        }
    }
}

/// The probability that a tie agrees to a favour: in everyday life there is no bonus, and concern is whole.
#[inline]
#[must_use]
pub fn willing(standing: &Standing, parameters: &Parameters, switches: &Switches) -> f64 {
    standing.willing(parameters, switches, 0.0, 1.0)
}

/// What the words `w0` to `w3` of a request decide, each with each tie: the order of asking, who agrees, how good the comfort
/// is, and who hears of it.
const ORDER: usize = 0;
const AGREES: usize = 1;
const COMFORT: usize = 2;
const HEARS: usize = 3;

/// A favour that somebody asks for until a tie agrees, see [`week`].
#[derive(Clone, Copy, Debug)]
pub struct Request {
    person: u32,
    /// The word under which ties agree.
    pub agrees: u32,
    /// The word under which comfort is good.
    comfort: u32,
    /// The end of the tie that is asked now.
    pub asked: End,
    /// The place of that tie among those of the one who asks.
    slot: u8,
    /// Ties asked, this one included.
    count: u8,
    /// The places of the two ties that would hear of it first, of which the one that is asked does not count.
    hears: [Option<u8>; 2],
    /// The lots of those not asked yet.
    order: TieLots,
}

impl Request {
    /// In place of a request where there is none.
    pub const NONE: Self = Self {
        person: 0,
        agrees: 0,
        comfort: 0,
        asked: End::FREE,
        slot: 0,
        count: 0,
        hears: [None; 2],
        order: TieLots::NONE,
    };

    /// Of `person`, who has asked nobody yet, with the luck of `draw`.
    #[inline]
    #[must_use]
    pub fn of(view: View<'_>, person: u32, draw: &Draw) -> Self {
        let alters = view.alters(person);
        let order = alters.lots(draw.0[ORDER]);
        let hears = if view.switches().hearsay { alters.lots(draw.0[HEARS]).two_smallest() } else { [None; 2] };
        let [agrees, comfort] = [draw.0[AGREES], draw.0[COMFORT]];
        Self { person, agrees, comfort, asked: End::FREE, slot: 0, count: 0, hears, order }
    }

    /// Asks the next tie; false if nobody is left, or as many were asked as one asks.
    #[inline]
    pub fn ask_next(&mut self, view: View<'_>) -> bool {
        if f64::from(self.count) >= view.parameters().asks {
            return false;
        }
        let Some(slot) = self.order.smallest() else { return false };
        self.order.take(slot);
        self.slot = slot as u8;
        self.asked = view.end(self.person, self.slot);
        self.count += 1;
        true
    }

    /// Whether the tie that is asked agrees.
    #[inline]
    #[must_use]
    pub fn agreed(&self, view: View<'_>) -> bool {
        let alter = self.asked.alter();
        let standing = view.standing(alter, self.person, view.balance(alter));
        hit(with(self.agrees, alter), willing(&standing, view.parameters(), view.switches()))
    }

    /// The tie that is asked answers.
    #[inline]
    pub fn answer(&self, view: View<'_>, agreed: bool, effects: &mut Effects) {
        let Self { person, asked, slot, .. } = *self;
        let (alter, far) = (asked.alter(), asked.reverse());
        let (cause, help) = if agreed {
            (Cause::Favour, favour(view, person, alter, with(self.comfort, alter)))
        } else {
            (Cause::Refusal, Help::Refused)
        };
        let kind = EpisodeKind::of(cause, Partner::Peer, Stake::Favour, help, true);
        effects.tally.requests += 1;
        effects.episodes.push(Episode { ego: person, alter, near: slot, far, kind });
        if let Some(slot) = self.listener() {
            hear(view, &Told { teller: person, slot, about: alter, kind }, effects);
        }
    }

    /// The place of the tie that hears how the one that is asked answered.
    #[inline]
    #[must_use]
    pub fn listener(&self) -> Option<u8> {
        self.hears[usize::from(self.hears[0] == Some(self.slot))]
    }
}

/// How a favour goes.
fn favour(view: View<'_>, person: u32, giver: u32, word: u32) -> Help {
    if view.switches().help_always_felt {
        return Help::Full;
    }
    let same = || view.category(giver) == view.category(person);
    comfort(word, view.in_need(person) && same(), view.parameters())
}
