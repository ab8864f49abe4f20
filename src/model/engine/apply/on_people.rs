//! How each kind of effect on people is applied to those whom it touches in a part.

use super::part::{OnPeople, Part};
use crate::model::chance::NOBODY;
use crate::model::effects::{
    Acted, Application, AtDesk, BurdenChange, Contact, Deposit, DeskEvent, Episode, Gain, Gained, GaveWorker, Lost,
    MetWorker, On, Seen, TurnsReceived, UNTIED,
};
use crate::model::ledger::{Cause, Object, STOCKS};
use crate::model::rules::trust::weighed;
use crate::model::state::belief::more;
use crate::model::state::flags::{QUEUED, TECHNICAL, WAITING};
use crate::model::state::person::EMPOWERMENT;
use crate::model::state::tie::{HalfTie, NEVER};

impl OnPeople for Deposit {
    #[inline]
    fn apply(&self, part: &mut Part<'_>) {
        let Self { person, on, cause, evidence } = *self;
        let Some(at) = part.here(person) else { return };
        let trace = weighed(evidence, part.common.parameters.burned_weight);
        match on {
            On::Tie(slot) => {
                part.book(cause, Object::Tie, evidence);
                let scale = part.common.scale;
                part.ties.past(at, slot).take(evidence.honoured, trace.weighed, &scale);
            }
            On::Belief(belief) => {
                part.book(cause, STOCKS[usize::from(belief)], evidence);
                part.believe(at, usize::from(belief), &trace);
            }
        }
    }

    #[inline]
    fn prefetch(&self, part: &Part<'_>) {
        match self.on {
            On::Tie(slot) => part.prefetch_tie(self.person, slot),
            On::Belief(_) => part.prefetch_person(self.person),
        }
    }
}

impl OnPeople for Episode {
    #[inline(always)]
    fn apply(&self, part: &mut Part<'_>) {
        let outcome = part.common.outcomes.of(self.kind);
        let (helped, left) = (outcome.terms.cause != Cause::Refusal, &outcome.scaled);
        let one = part.common.scale.unit;
        if let Some(at) = part.here(self.ego) {
            part.books.count(self);
            if self.near != UNTIED {
                part.meet(at, self.near, helped).take_steps(left.tie);
            }
            let person = part.note(at);
            // All four, also those that it leaves as they are: at once they take less than one by one.
            person.beliefs.iter_mut().zip(left.beliefs).for_each(|(belief, evidence)| belief.take(evidence));
            if !helped {
                person.refusals = person.refusals.saturating_add(1);
            } else if self.alter != NOBODY {
                person.received = more(person.received, one);
            }
            part.burden(at, outcome.relief);
        }
        if let Some(at) = part.here(self.alter) {
            if self.far != UNTIED {
                part.meet(at, self.far, false);
            }
            if helped {
                let person = part.note(at);
                person.beliefs[EMPOWERMENT].take(left.giver);
                person.given = more(person.given, one);
                part.burden(at, outcome.load);
            }
        }
    }

    #[inline]
    fn prefetch(&self, part: &Part<'_>) {
        for (person, slot) in [(self.ego, self.near), (self.alter, self.far)] {
            part.prefetch_person(person);
            part.prefetch_tie(person, slot);
        }
    }
}

impl OnPeople for Contact {
    fn apply(&self, part: &mut Part<'_>) {
        for (person, slot) in [(self.ego, self.near), (self.alter, self.far)] {
            if let Some(at) = part.here(person) {
                part.meet(at, slot, false);
            }
        }
    }
}

impl OnPeople for Lost {
    fn apply(&self, part: &mut Part<'_>) {
        for (person, slot) in [(self.ego, self.near), (self.alter, self.far)] {
            if let Some(at) = part.here(person) {
                part.ties.put(at, slot, HalfTie::FREE);
            }
        }
    }
}

impl OnPeople for Gain {
    fn apply(&self, part: &mut Part<'_>) {
        let Some(at) = part.here(self.person) else { return };
        let mask = u64::from(self.insights);
        let new = i64::from((mask & !part.courses[at].insights).count_ones());
        part.courses[at].insights |= mask;
        match self.how {
            Gained::By(channel) => part.books.ledger.insights_gained[channel as usize] += new,
            Gained::ByMistake => part.books.ledger.insights_mistaken += new,
        }
    }
}

impl OnPeople for BurdenChange {
    fn apply(&self, part: &mut Part<'_>) {
        if let Some(at) = part.here(self.person) {
            part.burden(at, self.change);
        }
    }
}

impl OnPeople for TurnsReceived {
    fn apply(&self, part: &mut Part<'_>) {
        let Some(at) = part.here(self.person) else { return };
        (part.courses[at].felt, part.courses[at].reluctant) = (self.felt, self.reluctant);
        let person = &mut part.people[at];
        person.turns = person.turns.saturating_add(self.turns);
    }
}

impl OnPeople for Seen {
    fn apply(&self, part: &mut Part<'_>) {
        if let Some(at) = part.here(self.person) {
            part.courses[at].seen_recovered = self.recovered;
        }
    }
}

impl OnPeople for GaveWorker {
    fn apply(&self, part: &mut Part<'_>) {
        let one = part.common.scale.unit;
        if let Some(at) = part.here(self.person) {
            part.people[at].given = more(part.people[at].given, one);
        }
    }
}

impl OnPeople for MetWorker {
    fn apply(&self, part: &mut Part<'_>) {
        if let Some(at) = part.here(self.person) {
            part.people[at].worker_met = part.common.tick;
        }
    }
}

impl OnPeople for Acted {
    fn apply(&self, part: &mut Part<'_>) {
        if let Some(at) = part.here(self.person) {
            part.people[at].acts = part.people[at].acts.saturating_add(1);
        }
    }
}

impl OnPeople for AtDesk {
    fn apply(&self, part: &mut Part<'_>) {
        let Some(at) = part.here(self.person) else { return };
        let joined = self.event == DeskEvent::Joined;
        part.people[at].desk_since = if joined { part.common.tick } else { NEVER };
        part.flags[at].set(QUEUED, joined);
        if self.event == DeskEvent::Solved {
            part.flags[at].set(TECHNICAL, false);
        }
    }
}

impl OnPeople for Application {
    fn apply(&self, part: &mut Part<'_>) {
        let Some(at) = part.here(self.person) else { return };
        part.courses[at].apply(part.common.tick);
        part.flags[at].set(WAITING, true);
    }
}
