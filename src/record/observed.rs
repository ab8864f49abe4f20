//! What is always observed in a run: how long people are in need, stay well and stay members, who enters, how groups stand,
//! and what became of a sample of people. Whole numbers only, so that towns add up without rest; which quantities they come
//! to is in `analysis/quantities.rs`.

pub use crate::model::leaving::Leaving;

/// How long something lasted, as a count for each number of weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// Those that ended after so many weeks.
    pub ended: Vec<u32>,
    /// Those that went on when observation stopped after so many weeks.
    pub open: Vec<u32>,
}

impl Curve {
    /// One more that ended after so many weeks.
    pub fn end(&mut self, weeks: u32) {
        count_at(&mut self.ended, weeks);
    }

    /// One more that went on after so many weeks, when observation stopped.
    pub fn stop(&mut self, weeks: u32) {
        count_at(&mut self.open, weeks);
    }

    /// Adds those of other people.
    pub fn join(&mut self, other: &Self) {
        add_all(&mut self.ended, &other.ended);
        add_all(&mut self.open, &other.open);
    }
}

fn count_at(counts: &mut Vec<u32>, weeks: u32) {
    let at = weeks as usize;
    if at >= counts.len() {
        counts.resize(at + 1, 0);
    }
    counts[at] += 1;
}

fn add_all(own: &mut Vec<u32>, other: &[u32]) {
    if other.len() > own.len() {
        own.resize(other.len(), 0);
    }
    own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
}

/// Sums over pairs of numbers, of which a correlation is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// How many pairs.
    pub count: i64,
    /// Of the first numbers.
    pub first: i64,
    /// Of the second.
    pub second: i64,
    /// Of squares of the first.
    pub first_squared: i64,
    /// Of squares of the second.
    pub second_squared: i64,
    /// Of products.
    pub product: i64,
}

impl Pairs {
    /// One more pair. Numbers up to 2¹⁵ leave room for 2³³ pairs.
    pub fn add(&mut self, first: i64, second: i64) {
        let one = Self {
            count: 1,
            first,
            second,
            first_squared: first * first,
            second_squared: second * second,
            product: first * second,
        };
        self.join(&one);
    }

    /// Adds other pairs.
    pub fn join(&mut self, other: &Self) {
        let mut other = *other;
        self.numbers().into_iter().zip(other.numbers()).for_each(|(own, other)| *own += *other);
    }

    /// Every sum, in the order in which they are kept.
    pub fn numbers(&mut self) -> [&mut i64; 6] {
        let Self { count, first, second, first_squared, second_squared, product } = self;
        [count, first, second, first_squared, second_squared, product]
    }
}

/// An enumeration of which each variant is a place in a list, with its meaning.
macro_rules! places {
    ($(#[$of:meta])* $name:ident; $( $meaning:literal $variant:ident; )*) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum $name { $( #[doc = $meaning] $variant, )* }

        impl $name {
            /// How many there are.
            pub const COUNT: usize = [$( Self::$variant ),*].len();
        }
    };
}

places! {
    /// What is counted or added up.
    Count;
    "People."
    People;
    "People in need at the horizon."
    InNeed;
    "People of whom the last 52 weeks are known: all, where there were as many."
    YearSeen;
    "Of these: in need at the end of any of the weeks."
    InNeedInYear;
    "Of these: members at the end of any of the weeks."
    MemberInYear;
    "Of these: who met a worker in any of the weeks."
    UserInYear;
    "Members at the horizon."
    Members;
    "People who were members at any time since week 0."
    EverMembers;
    "Weeks since entry, of members at the horizon."
    Tenure;
    "The struck: people who were in need at week 0, or had their first life problem since."
    Struck;
    "Of these: who ever entered a network."
    StruckEntered;
    "Entries into networks."
    Entries;
    "Of these: through a tie to a member."
    EntriesByLink;
    "Of these: through the services' desk, outreach or being sent."
    EntriesByServices;
    "Weeks from application to entry."
    Waited;
    "Entries within six weeks of the application."
    EnteredSoon;
    "People on the list at the horizon."
    Waiting;
    "Spells that ended in need, by the person's own leaving."
    LeftInNeed;
    "Spells that ended recovered, by leaving."
    LeftRecovered;
    "Spells that ended because the group closed."
    LeftAlone;
    "Spells that ended in need, as had been agreed."
    LeftAgreed;
    "Turns received in ended spells."
    TurnsInSpells;
    "People whose first entry was observed for four weeks."
    FirstEntries;
    "Turns that they received in those four weeks."
    EarlyTurns;
    "Turns in first spells after their first four weeks."
    LaterTurns;
    "Weeks of first spells after their first four."
    LaterWeeks;
    "Members at the end of a quarter, of whom the next 26 weeks are known."
    StayersAsked;
    "Of these: members 26 weeks later."
    Stayed;
    "People in need who were no members at the end of a quarter, of whom the next 26 weeks are known."
    BeginnersAsked;
    "Of these: members 26 weeks later."
    Began;
    "Newcomers whose first turn was answered, observed for four weeks."
    Answered;
    "Of these: still members in the same spell."
    AnsweredStayed;
    "Newcomers whose first turn was refused, observed for four weeks."
    Unanswered;
    "Of these: still members in the same spell."
    UnansweredStayed;
    "Open networks, added up over the ends of quarters."
    Groups;
    "Members of them."
    GroupMembers;
    "Members of them who are in need."
    GroupInNeed;
    "Of the open networks: those in which no member is in need."
    GroupsIdle;
    "Open networks, added up over weeks."
    GroupWeeks;
    "Meetings that were held."
    Meetings;
    "People at them: members and supporters."
    Present;
    "Open networks at the horizon."
    GroupsNow;
    "Members at the horizon of networks that have a worker."
    Cases;
    "Workers."
    Workers;
    "Workers who follow a network at the horizon."
    WorkersActive;
    "Requests for everyday help to one tie each."
    Asked;
    "Of these: refused."
    Refused;
    "Their ties to neighbours who are not kin, at the horizon."
    NeighbourTies;
    "Trust in these ties, in units of share."
    NeighbourTrust;
    "Ties of the sample 364 weeks before the horizon."
    Ties364;
    "Of these: still there at the horizon."
    TiesKept364;
    "Ties of the sample at the horizon, where they are known of 364 weeks before."
    TiesAfter364;
    "Ties of the sample 52 weeks before the horizon."
    Ties52;
    "Of these: still there at the horizon."
    TiesKept52;
}

places! {
    /// What is observed until it ends or the run does.
    Time;
    "First life problems since week 0: from onset to recovery."
    Recovery;
    "First entries into a network: from entry to recovery."
    EnteredRecovery;
    "Recoveries since week 0 of people who had entered a network by then: to being in need again."
    RelapseHelped;
    "Recoveries since week 0 of all others: to being in need again."
    RelapseNotHelped;
    "First spells: from entry to leaving."
    FirstSpell;
    "Networks: from founding to closing."
    Network;
}

places! {
    /// What is correlated.
    Pair;
    "Trust in people in general of the sample: 208 weeks before the horizon, and at the horizon."
    Trust208;
    "First entries: felt helpfulness after 13 weeks or at exit, and being recovered 26 weeks after entry."
    Alliance;
    "The sample at the horizon: having given help in the last four weeks, and burden taken from one."
    Helping;
}

/// What is always observed in a run, or in several towns together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    counts: [i64; Count::COUNT],
    curves: [Curve; Time::COUNT],
    pairs: [Pairs; Pair::COUNT],
}

impl Observed {
    /// Nothing yet.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            counts: [0; Count::COUNT],
            curves: std::array::from_fn(|_| Curve::default()),
            pairs: [Pairs::default(); Pair::COUNT],
        }
    }

    /// What was counted.
    #[must_use]
    pub fn count(&self, count: Count) -> i64 {
        self.counts[count as usize]
    }

    /// Counts so many more.
    pub fn add(&mut self, count: Count, more: i64) {
        self.counts[count as usize] += more;
    }

    /// Counts one more where something holds.
    pub fn mark(&mut self, count: Count, holds: bool) {
        self.add(count, i64::from(holds));
    }

    /// How long it lasted.
    #[must_use]
    pub fn curve(&self, time: Time) -> &Curve {
        &self.curves[time as usize]
    }

    /// The same, to be added to.
    pub fn curve_mut(&mut self, time: Time) -> &mut Curve {
        &mut self.curves[time as usize]
    }

    /// Sums of which the correlation is made.
    #[must_use]
    pub fn pairs(&self, pair: Pair) -> &Pairs {
        &self.pairs[pair as usize]
    }

    /// The same, to be added to.
    pub fn pairs_mut(&mut self, pair: Pair) -> &mut Pairs {
        &mut self.pairs[pair as usize]
    }

    /// Adds what was observed in another town.
    pub fn join(&mut self, other: &Self) {
        let mut other = other.clone();
        self.numbers().zip(other.numbers()).for_each(|(own, other)| *own += *other);
        self.curves.iter_mut().zip(&other.curves).for_each(|(own, other)| own.join(other));
    }

    /// Every number but those of the curves, in the order in which they are kept.
    pub fn numbers(&mut self) -> impl Iterator<Item = &mut i64> {
        self.counts.iter_mut().chain(self.pairs.iter_mut().flat_map(Pairs::numbers))
    }

    /// Every curve, in the order in which they are kept.
    pub fn curves(&mut self) -> impl Iterator<Item = &mut Curve> {
        self.curves.iter_mut()
    }
}

impl Default for Observed {
    fn default() -> Self {
        Self::empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_add_up_to_what_is_observed_in_one() {
        let (mut one, mut other, mut both) = (Observed::empty(), Observed::empty(), Observed::empty());
        for (number, town) in [(1, &mut one), (5, &mut other)] {
            for observed in [town, &mut both] {
                observed.add(Count::Waited, number);
                observed.mark(Count::Meetings, true);
                observed.curve_mut(Time::Recovery).end(number as u32);
                observed.curve_mut(Time::Recovery).stop(2);
                observed.pairs_mut(Pair::Alliance).add(number, number + 1);
            }
        }
        one.join(&other);
        assert_eq!(one, both);
        assert_eq!(one.curve(Time::Recovery), &Curve { ended: vec![0, 1, 0, 0, 0, 1], open: vec![0, 0, 2] });
        assert_eq!((one.count(Count::Waited), one.pairs(Pair::Alliance).product), (6, 2 + 30));
        let mut empty = Observed::empty();
        empty.join(&one);
        assert_eq!(empty, one);
    }
}
