//! The books: social, human and economic, in exact integers.

use super::evidence::Evidence;
use super::share::round_small;
use thiserror::Error;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $( $(#[$vdoc:meta])* $variant:ident = $name:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $type { $( $(#[$vdoc])* $variant, )* }

        impl $type {
            /// Every value, in the order in which the books hold them.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The name used in result files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }
        }
    };
}

named! {
    /// What an episode was.
    Cause {
        /// An everyday favour that was done.
        Favour = "favour",
        /// A request, a turn or an invitation that was refused.
        Refusal = "refusal",
        /// A visit to the desk about a technical need.
        Visit = "visit",
        /// A turn in which the worker prescribed.
        Prescription = "prescription",
        /// A turn of dialogue.
        Dialogue = "dialogue",
        /// Weeks on a waiting list.
        Waiting = "waiting",
        /// A civic act.
        Act = "civic_act",
        /// An episode of somebody else, heard of.
        Hearsay = "hearsay",
        /// The onset or return of a life problem.
        Onset = "onset",
        /// Another member seen to recover or to worsen.
        Hope = "hope",
        /// Having been asked by a worker, who learnt from it.
        Asked = "asked",
    }
}

named! {
    /// What an evidence is about.
    Object {
        /// The person at the other end of a tie.
        Tie = "tie",
        /// Services.
        Services = "services",
        /// People in general.
        General = "people_in_general",
        /// Oneself.
        Empowerment = "empowerment",
        /// Professionals as the only ones who can.
        Dependence = "dependence",
    }
}

named! {
    /// How an insight was gained.
    Channel {
        /// Living with the problem.
        Alone = "alone",
        /// A worker's prescription that was followed.
        Prescription = "prescription",
        /// A dialogue.
        Dialogue = "dialogue",
        /// A private insight found in dialogue.
        Private = "private",
        /// Caught while others were speaking.
        Bystander = "bystander",
        /// Greeted with at entry.
        Greeting = "greeting",
        /// Found by helping somebody else.
        Giving = "giving",
    }
}

named! {
    /// The parts of a tick.
    Phase {
        /// What happens to people by themselves.
        Life = "life",
        /// Everyday requests among ties.
        Everyday = "everyday",
        /// Deciding to enter; visits to the desk.
        Seek = "seek",
        /// Meetings of helping networks.
        Meet = "meet",
        /// Staying, leaving, admitting, splitting, closing.
        Stay = "stay",
        /// Civic acts.
        Community = "community",
    }
}

/// Evidence that was staked, in grains (2⁻¹⁶ of one unit of evidence).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Evidence staked.
    pub staked: i64,
    /// The part that was honoured.
    pub honoured: i64,
    /// The part that was burned.
    pub burned: i64,
}

/// One stock of trust: the sum of a belief over all people, in units of 2⁻³⁰.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// The stock at week 0.
    pub opening: i64,
    /// Sum of the rises of single people, phase by phase.
    pub regenerated: [i64; Phase::ALL.len()],
    /// Sum of the falls of single people, phase by phase, as a number above 0.
    pub consumed: [i64; Phase::ALL.len()],
    /// Change by fading of evidence, either way.
    pub faded: i64,
    /// Change by people who left and newcomers who took their places, either way.
    pub moved: i64,
    /// The stock now.
    pub closing: i64,
}

/// The unit of [`Stock`]: one fully trusting person.
pub const STOCK_UNIT: f64 = 1_073_741_824.0;
/// The unit of [`Flow`]: one unit of evidence.
pub const FLOW_UNIT: f64 = 65_536.0;

/// What each of the four beliefs of a person is about, in their order: of each a stock is kept.
pub const STOCKS: [Object; 4] = [Object::General, Object::Services, Object::Empowerment, Object::Dependence];

/// The three books of one run, from week 0 on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Social: evidence by cause and object.
    pub evidence: [[Flow; Object::ALL.len()]; Cause::ALL.len()],
    /// Social and human: stocks of [`STOCKS`].
    pub stocks: [Stock; STOCKS.len()],
    /// Human: insights gained, by channel.
    pub insights_gained: [i64; Channel::ALL.len()],
    /// Human: unneeded insights adopted by mistake.
    pub insights_mistaken: i64,
    /// Human: insights of a group's repertoire that were lost when it closed.
    pub insights_lost: i64,
    /// Economic: thousandths of worker hours supplied.
    pub supplied: i64,
    /// Economic: thousandths of worker hours used at the desk.
    pub desk: i64,
    /// Economic: thousandths of worker hours used in meetings.
    pub meetings: i64,
    /// Economic: thousandths of unpaid hours in meetings.
    pub unpaid: i64,
    /// Economic: person-weeks in need.
    pub weeks_in_need: i64,
    /// Turns in which a worker prescribed.
    pub prescriptions: i64,
    /// Turns of dialogue.
    pub dialogues: i64,
    /// Visits to the desk.
    pub visits: i64,
    /// Everyday requests to one tie each.
    pub requests: i64,
    /// Requests, turns and invitations refused.
    pub refusals: i64,
    /// Entries into networks.
    pub entries: i64,
    /// Members who left of themselves before they had recovered; not those whose group was dissolved.
    pub dropouts: i64,
    /// Civic acts.
    pub acts: i64,
}

/// A ledger that does not balance: the state of the run cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the ledger of {account} does not balance at tick {tick}: booked {booked}, counted {counted}")]
pub struct UnbalancedError {
    /// Weeks since the start of the burn-in.
    pub tick: u32,
    /// Which account.
    pub account: &'static str,
    /// What the books say.
    pub booked: i64,
    /// What a recount finds.
    pub counted: i64,
}

/// What a belief adds to its stock.
#[inline]
pub(super) fn stock(trust: f64) -> i32 {
    round_small(trust * STOCK_UNIT)
}

impl Flow {
    /// Books the same evidence so many times.
    pub(super) fn add(&mut self, evidence: Evidence, times: i64) {
        self.staked += times * i64::from(evidence.staked);
        self.honoured += times * i64::from(evidence.honoured);
        self.burned += times * i64::from(evidence.burned());
    }
}

impl Stock {
    /// Books the rise or fall of one person's belief in a phase.
    pub(super) fn change(&mut self, phase: Phase, change: i64) {
        self.closing += change;
        if change > 0 {
            self.regenerated[phase as usize] += change;
        } else {
            self.consumed[phase as usize] -= change;
        }
    }
}

impl Ledger {
    /// Adds what parts of the population wrote down: evidence, changes of stocks, insights. Several times a week, and so
    /// only these; [`Ledger::join`] adds all there is.
    pub(super) fn add(&mut self, other: &Self) {
        for (own, other) in self.evidence.iter_mut().flatten().zip(other.evidence.iter().flatten()) {
            own.staked += other.staked;
            own.honoured += other.honoured;
            own.burned += other.burned;
        }
        for (own, other) in self.stocks.iter_mut().zip(&other.stocks) {
            own.closing += other.closing;
            for phase in 0..Phase::ALL.len() {
                own.regenerated[phase] += other.regenerated[phase];
                own.consumed[phase] += other.consumed[phase];
            }
        }
        for (own, other) in self.insights_gained.iter_mut().zip(other.insights_gained) {
            *own += other;
        }
        self.insights_mistaken += other.insights_mistaken;
    }
}

impl Ledger {
    /// The first account that does not add up: its name, what is booked, what is counted.
    pub(super) fn imbalance(&self) -> Option<(&'static str, i64, i64)> {
        for flow in self.evidence.iter().flatten() {
            if flow.staked != flow.honoured + flow.burned {
                return Some(("evidence", flow.staked, flow.honoured + flow.burned));
            }
        }
        for (stock, object) in self.stocks.iter().zip(STOCKS) {
            let moved = stock.regenerated.iter().sum::<i64>() - stock.consumed.iter().sum::<i64>();
            let moved = moved + stock.faded + stock.moved;
            if stock.opening + moved != stock.closing {
                return Some((object.name(), stock.closing, stock.opening + moved));
            }
        }
        None
    }
}

impl Ledger {
    /// Every number in the books, in the order in which they are kept: one list for writing, reading and adding up. It
    /// names every field, so that a new one cannot be forgotten.
    pub fn numbers(&mut self) -> impl Iterator<Item = &mut i64> {
        let Self {
            evidence,
            stocks,
            insights_gained,
            insights_mistaken,
            insights_lost,
            supplied,
            desk,
            meetings,
            unpaid,
            weeks_in_need,
            prescriptions,
            dialogues,
            visits,
            requests,
            refusals,
            entries,
            dropouts,
            acts,
        } = self;
        let flows = evidence.iter_mut().flatten();
        let flows = flows.flat_map(|flow| [&mut flow.staked, &mut flow.honoured, &mut flow.burned]);
        let stocks = stocks.iter_mut().flat_map(|stock| {
            let Stock { opening, regenerated, consumed, faded, moved, closing } = stock;
            [opening].into_iter().chain(regenerated).chain(consumed).chain([faded, moved, closing])
        });
        let whole = [insights_mistaken, insights_lost, supplied, desk, meetings, unpaid, weeks_in_need];
        let counts = [prescriptions, dialogues, visits, requests, refusals, entries, dropouts, acts];
        flows.chain(stocks).chain(insights_gained).chain(whole).chain(counts)
    }

    /// Adds the books of another town, in the same week.
    pub fn join(&mut self, other: &Self) {
        let mut other = other.clone();
        self.numbers().zip(other.numbers()).for_each(|(own, other)| *own += *other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::state::person::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES};

    #[test]
    fn stocks_are_of_the_beliefs_in_the_order_in_which_a_person_holds_them() {
        let about = [GENERAL, SERVICES, EMPOWERMENT, DEPENDENCE].map(|belief| STOCKS[belief]);
        assert_eq!(about, [Object::General, Object::Services, Object::Empowerment, Object::Dependence]);
    }
}
