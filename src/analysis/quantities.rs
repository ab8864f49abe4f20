//! The one table of observed quantities: what kind of world a run was, in the terms in which evidence speaks of people, spells
//! and groups. One number a quantity and run; NaN where nothing can be said, as where the run was too short.

use super::readout::EVERYONE;
use super::survival::{ended, kept, lasting, median};
use crate::model::indicator::Indicator;
use crate::model::share::ONE;
use crate::model::structure::Present;
use crate::record::RunRecord;
use crate::record::observed::{Count, Observed, Pair, Pairs, Time};
use crate::scenario::Scenario;

/// Weeks in a year.
const YEAR: f64 = 52.0;
/// Weeks of one, two, four and twelve months, to the nearest whole week: a month is 52/12 weeks.
const MONTHS: [u32; 4] = [4, 9, 17, 52];
/// Units of thousand and a hundred thousand people.
const THOUSAND: f64 = 1000.0;
const HUNDRED_THOUSAND: f64 = 100_000.0;

/// One row of the table of observed quantities.
#[derive(Clone, Copy)]
pub struct QuantityRow {
    /// By what the code calls it.
    pub quantity: Quantity,
    /// The name used in result files and targets.
    pub name: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
    value: fn(&Seen<'_>) -> f64,
}

macro_rules! quantities {
    ($( $meaning:literal $variant:ident $name:literal: $unit:literal, $value:expr; )*) => {
        /// The observed quantities, as indices into what [`values`] gives.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Quantity { $( #[doc = $meaning] $variant, )* }

        /// Every observed quantity, in the order of [`values`].
        pub const QUANTITIES: &[QuantityRow] = &[ $( QuantityRow {
            quantity: Quantity::$variant, name: $name, unit: $unit, meaning: $meaning, value: $value,
        }, )* ];
    };
}

// A row reads: name in the code, name in files: unit, how it is made; the line above it is its meaning.
// *Struck*: with the first life problem since week 0, from the week in which it begins. *Recovered*: no longer in need at the
// end of a week. A *spell* goes from entering a network to leaving it.
quantities! {
    "Of those struck since week 0: recovered within 13 weeks of onset (Kaplan-Meier)."
    Recovered13 "recovered_13": "share", |seen| seen.ended(Time::Recovery, 13);
    "Of those struck since week 0: recovered within 26 weeks of onset (Kaplan-Meier)."
    Recovered26 "recovered_26": "share", |seen| seen.ended(Time::Recovery, 26);
    "Of those struck since week 0: recovered within 52 weeks of onset (Kaplan-Meier)."
    Recovered52 "recovered_52": "share", |seen| seen.ended(Time::Recovery, 52);
    "Weeks from onset within which half of those struck since week 0 have recovered (Kaplan-Meier)."
    WeeksToRecovery "weeks_to_recovery": "weeks", |seen| median(seen.curve(Time::Recovery));
    "Of those struck since week 0: still in need, without a break, 156 weeks after onset (Kaplan-Meier)."
    InNeed156 "in_need_156": "share", |seen| seen.within(156, lasting(seen.curve(Time::Recovery), 156));
    "Of those who entered a network for the first time: recovered within 13 weeks of entry (Kaplan-Meier)."
    EnteredRecovered13 "entered_recovered_13": "share", |seen| seen.ended(Time::EnteredRecovery, 13);
    "Weeks from first entry within which half have recovered (Kaplan-Meier)."
    EnteredWeeksToRecovery "entered_weeks_to_recovery": "weeks", |seen| median(seen.curve(Time::EnteredRecovery));
    "Of recoveries since week 0: in need again within 260 weeks (Kaplan-Meier)."
    Relapse260 "relapse_260": "share", |seen| seen.relapse(260);
    "Of recoveries since week 0: in need again within 520 weeks (Kaplan-Meier)."
    Relapse520 "relapse_520": "share", |seen| seen.relapse(520);
    "Of recoveries since week 0: in need again within 1,040 weeks (Kaplan-Meier)."
    Relapse1040 "relapse_1040": "share", |seen| seen.relapse(1040);
    "Of recoveries since week 0 of people who had entered a network by then: in need again within 832 weeks (Kaplan-Meier)."
    Relapse832Helped "relapse_832_helped": "share", |seen| seen.ended(Time::RelapseHelped, 832);
    "Of recoveries since week 0 of people who had entered no network by then: in need again within 832 weeks (Kaplan-Meier)."
    Relapse832Not "relapse_832_not": "share", |seen| seen.ended(Time::RelapseNotHelped, 832);
    "In need at the end of any of the last 52 weeks."
    Prevalence12Months "prevalence_12_months": "share of people", |seen| seen.per(Count::InNeedInYear, Count::YearSeen);
    "In need at the horizon."
    PrevalenceNow "prevalence_now": "share of people", |seen| seen.per(Count::InNeed, Count::People);
    "Members at the horizon."
    MemberNow "member_now": "share of people", |seen| seen.per(Count::Members, Count::People);
    "Members at the end of any of the last 52 weeks."
    MemberYear "member_year": "share of people", |seen| seen.per(Count::MemberInYear, Count::YearSeen);
    "Members at any time since week 0."
    MemberEver "member_ever": "share of people", |seen| seen.per(Count::EverMembers, Count::People);
    "Of the struck, here all who were in need at week 0 or had their first life problem since: entered a network."
    EnteredOfStruck "entered_of_struck": "share of the struck", |seen| seen.per(Count::StruckEntered, Count::Struck);
    "Entries through a tie to a member."
    EnteredByLink "entered_by_link": "share of entries", |seen| seen.per(Count::EntriesByLink, Count::Entries);
    "Entries through the services' desk, outreach or being sent."
    EnteredByServices "entered_by_services": "share of entries", |seen| seen.per(Count::EntriesByServices, Count::Entries);
    "First spells of more than 4 weeks: the share of more than 9 (two months; Kaplan-Meier)."
    KeptMonth2 "kept_month_2": "share of those kept one month", |seen| seen.kept(1);
    "First spells of more than 4 weeks: the share of more than 17 (four months; Kaplan-Meier)."
    KeptMonth4 "kept_month_4": "share of those kept one month", |seen| seen.kept(2);
    "First spells of more than 4 weeks: the share of more than 52 (twelve months; Kaplan-Meier)."
    KeptMonth12 "kept_month_12": "share of those kept one month", |seen| seen.kept(3);
    "Ended spells: left recovered."
    LeftRecovered "left_recovered": "share of ended spells", |seen| seen.left(Count::LeftRecovered);
    "Ended spells: ended in need, by the person's own leaving."
    DropOut "drop_out": "share of ended spells", |seen| seen.left(Count::LeftInNeed);
    "Ended spells: ended in need, as had been agreed."
    LeftAgreed "left_agreed": "share of ended spells", |seen| seen.left(Count::LeftAgreed);
    "Ended spells: ended because the group closed."
    LeftClosed "left_closed": "share of ended spells", |seen| seen.left(Count::LeftAlone);
    "Turns received in the four weeks after first entry."
    TurnsFirst4Weeks "turns_first_4_weeks": "turns", |seen| seen.per(Count::EarlyTurns, Count::FirstEntries);
    "Turns received in first spells after their first four weeks, for each year of them."
    TurnsLaterPerYear "turns_later_per_year": "turns a year", |seen| YEAR * seen.per(Count::LaterTurns, Count::LaterWeeks);
    "Turns received in ended spells."
    TurnsPerSpell "turns_per_spell": "turns", |seen| seen.count(Count::TurnsInSpells) / seen.spells();
    "Meetings in ended spells of a person alone with a worker: turns received over the turns of a meeting."
    MeetingsPerSpell "meetings_per_spell": "meetings", |seen| seen.meetings_alone();
    "Of members at the end of a quarter: members 26 weeks later."
    Stays26 "stays_26": "share", |seen| seen.per(Count::Stayed, Count::StayersAsked);
    "Of people in need who are no members at the end of a quarter: members 26 weeks later."
    Begins26 "begins_26": "share", |seen| seen.per(Count::Began, Count::BeginnersAsked);
    "Weeks from application to entry, of those who entered."
    WaitWeeks "wait_weeks": "weeks", |seen| seen.per(Count::Waited, Count::Entries);
    "Entries within six weeks of the application."
    SeenWithin6 "seen_within_6": "share of entries", |seen| seen.per(Count::EnteredSoon, Count::Entries);
    "Members of an open network, over the ends of quarters."
    GroupSize "group_size": "people", |seen| seen.per(Count::GroupMembers, Count::Groups);
    "Members in need of an open network, over the ends of quarters."
    GroupInNeed "group_in_need": "people", |seen| seen.per(Count::GroupInNeed, Count::Groups);
    "Open networks in which no member is in need, over the ends of quarters."
    GroupIdle "group_idle": "share of networks", |seen| seen.per(Count::GroupsIdle, Count::Groups);
    "People at a meeting that is held: members and supporters, without the worker."
    Present "present": "people", |seen| seen.per(Count::Present, Count::Meetings);
    "Members in need, of all members of open networks, over the ends of quarters."
    MembersInNeed "members_in_need": "share of members", |seen| seen.per(Count::GroupInNeed, Count::GroupMembers);
    "Meetings held in a year by an open network."
    MeetingsAYear "meetings_a_year": "meetings", |seen| YEAR * seen.per(Count::Meetings, Count::GroupWeeks);
    "Open networks at the horizon."
    GroupsPer100000 "groups_per_100000": "networks per 100,000 people",
        |seen| HUNDRED_THOUSAND * seen.per(Count::GroupsNow, Count::People);
    "People on the list at the horizon."
    Waiting "waiting": "people per 1,000", |seen| THOUSAND * seen.per(Count::Waiting, Count::People);
    "Networks founded since week 0: closed within five years (Kaplan-Meier)."
    NetworkClosed5Years "network_closed_5_years": "share of networks", |seen| seen.ended(Time::Network, 260);
    "Weeks since entry, of members at the horizon."
    TenurePresent "tenure_present": "weeks", |seen| seen.per(Count::Tenure, Count::Members);
    "Members at the horizon of networks with a worker, for each worker who follows any."
    Caseload "caseload": "people per worker", |seen| seen.per(Count::Cases, Count::WorkersActive);
    "Members at the horizon of networks with a worker, for each worker."
    CaseloadOfAll "caseload_of_all": "people per worker", |seen| seen.per(Count::Cases, Count::Workers);
    "Hours of workers at the desk and in meetings, of those that they have, since week 0."
    FaceToFace "face_to_face": "share of hours", |seen| seen.face_to_face();
    "People who met a worker in the last 52 weeks."
    ServiceUsersYear "service_users_year": "people per 1,000",
        |seen| THOUSAND * seen.per(Count::UserInYear, Count::YearSeen);
    "Requests for everyday help to one tie each that were met, since week 0."
    FavoursMet "favours_met": "share of requests", |seen| 1.0 - seen.per(Count::Refused, Count::Asked);
    "Gave help through a tie in the four weeks before the horizon."
    Gave4Weeks "gave_4_weeks": "share of people", |seen| seen.indicator(Indicator::Gave);
    "Have a tie whose other end they trust above one half, at the horizon."
    CountOn "count_on": "share of people", |seen| seen.indicator(Indicator::CountOn);
    "Ties held 364 weeks before the horizon that are still there."
    TiesKept364 "ties_kept_364": "share of ties", |seen| seen.per(Count::TiesKept364, Count::Ties364);
    "Ties held 52 weeks before the horizon that are still there."
    TiesKept52 "ties_kept_52": "share of ties", |seen| seen.per(Count::TiesKept52, Count::Ties52);
    "Ties at the horizon for each tie 364 weeks before."
    TiesChange364 "ties_change_364": "ratio", |seen| seen.per(Count::TiesAfter364, Count::Ties364);
    "Correlation over people of trust in people in general, 208 weeks before the horizon and at the horizon."
    TrustCorrelation208 "trust_correlation_208": "r", |seen| seen.correlation(Pair::Trust208);
    "The same correlation of what people would answer, at a reliability of one answer of 0.8 (assumed)."
    TrustAnswers208 "trust_answers_208": "r", |seen| RELIABILITY * seen.correlation(Pair::Trust208);
    "Mean trust in people in general at week 0."
    TrustWeek0 "trust_week_0": "share", |seen| seen.trust_week_0();
    "The mean trust in people in general with which people begin, as the scenario asks (initial_general)."
    TrustAsked "trust_asked": "share", |seen| seen.scenario.parameters.initial_general;
    "Mean trust in people in general at the horizon."
    StrangerTrust "stranger_trust": "share", |seen| seen.indicator(Indicator::General);
    "Mean trust in services at the horizon."
    ServicesTrust "services_trust": "share", |seen| seen.indicator(Indicator::Services);
    "Mean trust in ties to neighbours who are not kin, at the horizon."
    NeighbourTrust "neighbour_trust": "share",
        |seen| seen.per(Count::NeighbourTrust, Count::NeighbourTies) / f64::from(ONE);
    "Correlation over first entries of felt helpfulness, after 13 weeks or at exit, with being recovered 26 weeks after entry."
    AllianceOutcome "alliance_outcome": "r", |seen| seen.correlation(Pair::Alliance);
    "Correlation over people at the horizon of having given help in four weeks with one less burden."
    HelpingWellBeing "helping_well_being": "r", |seen| seen.correlation(Pair::Helping);
    "Newcomers whose first turn was answered: still members four weeks later."
    ReplyBackAnswered "reply_back_answered": "share", |seen| seen.per(Count::AnsweredStayed, Count::Answered);
    "Newcomers whose first turn was refused: still members four weeks later."
    ReplyBackUnanswered "reply_back_unanswered": "share", |seen| seen.per(Count::UnansweredStayed, Count::Unanswered);
}

impl Quantity {
    /// How many there are.
    pub const COUNT: usize = QUANTITIES.len();

    /// Its row in the table.
    #[must_use]
    pub const fn row(self) -> &'static QuantityRow {
        &QUANTITIES[self as usize]
    }

    /// The quantity at this place in the table.
    #[must_use]
    pub fn at(place: usize) -> Option<Self> {
        QUANTITIES.get(place).map(|row| row.quantity)
    }

    /// The quantity of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        QUANTITIES.iter().find(|row| row.name == name).map(|row| row.quantity)
    }
}

/// Every quantity of a run of `scenario`, in the order of [`QUANTITIES`]; NaN where nothing can be said.
#[must_use]
pub fn values(record: &RunRecord, scenario: &Scenario) -> [f64; Quantity::COUNT] {
    std::array::from_fn(|quantity| QUANTITIES[quantity].quantity.value(record, scenario))
}

impl Quantity {
    /// It in a run of `scenario`; NaN where nothing can be said.
    #[must_use]
    pub fn value(self, record: &RunRecord, scenario: &Scenario) -> f64 {
        let nothing = Observed::empty();
        let observed = record.observed.as_ref().unwrap_or(&nothing);
        (self.row().value)(&Seen { observed, record, scenario })
    }
}

/// What quantities are made of.
struct Seen<'a> {
    observed: &'a Observed,
    record: &'a RunRecord,
    scenario: &'a Scenario,
}

impl Seen<'_> {
    fn count(&self, count: Count) -> f64 {
        self.observed.count(count) as f64
    }

    /// One count for each of another; 0 for each of 0 is NaN, as is meant.
    fn per(&self, count: Count, of: Count) -> f64 {
        self.count(count) / self.count(of)
    }

    fn curve(&self, time: Time) -> &crate::record::observed::Curve {
        self.observed.curve(time)
    }

    /// A share within so many weeks, where the run is as long. In a shorter one all of a few may have ended, and worlds in
    /// which they have are not like those in which they have not.
    fn within(&self, weeks: u32, share: f64) -> f64 {
        if self.scenario.weeks >= weeks { share } else { f64::NAN }
    }

    fn ended(&self, time: Time, weeks: u32) -> f64 {
        self.within(weeks, ended(self.curve(time), weeks))
    }

    fn relapse(&self, weeks: u32) -> f64 {
        let mut all = self.curve(Time::RelapseHelped).clone();
        all.join(self.curve(Time::RelapseNotHelped));
        self.within(weeks, ended(&all, weeks))
    }

    /// First spells that last so many of [`MONTHS`], of those that last one.
    fn kept(&self, month: usize) -> f64 {
        self.within(MONTHS[month], kept(self.curve(Time::FirstSpell), MONTHS[0], MONTHS[month]))
    }

    /// Ended spells.
    fn spells(&self) -> f64 {
        let ways = [Count::LeftInNeed, Count::LeftRecovered, Count::LeftAlone, Count::LeftAgreed];
        ways.iter().map(|&left| self.count(left)).sum()
    }

    fn left(&self, why: Count) -> f64 {
        self.count(why) / self.spells()
    }

    /// Meetings of a spell, where all turns of a meeting are those of one person; NaN elsewhere.
    fn meetings_alone(&self) -> f64 {
        let structure = self.scenario.regimes.get(self.record.regime).and_then(|regime| regime.structure);
        let alone = structure.filter(|structure| structure.present == Present::Client);
        let turns = alone.map_or(f64::NAN, |structure| f64::from(structure.turns_per_meeting));
        self.count(Count::TurnsInSpells) / self.spells() / turns
    }

    fn face_to_face(&self) -> f64 {
        let ledger = &self.record.ledger;
        (ledger.desk + ledger.meetings) as f64 / ledger.supplied as f64
    }

    /// An indicator of everyone at the horizon.
    fn indicator(&self, indicator: Indicator) -> f64 {
        let last = self.record.snapshots.last();
        last.map_or(f64::NAN, |last| super::readout::value(last, EVERYONE, indicator as usize))
    }

    fn trust_week_0(&self) -> f64 {
        let first = self.record.snapshots.first().filter(|first| first.week == 0);
        first.map_or(f64::NAN, |first| super::readout::value(first, EVERYONE, Indicator::General as usize))
    }

    fn correlation(&self, pair: Pair) -> f64 {
        correlation(self.observed.pairs(pair))
    }
}

/// How much of the variance of an answer to one question is not error: assumed. Two answers correlate by so much less than
/// what they are about.
const RELIABILITY: f64 = 0.8;

/// The correlation of pairs; NaN where one of the two does not vary.
fn correlation(pairs: &Pairs) -> f64 {
    let wide = |x: i64| i128::from(x);
    let Pairs { count, first, second, first_squared, second_squared, product } = *pairs;
    let n = wide(count);
    let covariance = n * wide(product) - wide(first) * wide(second);
    let variances =
        (n * wide(first_squared) - wide(first) * wide(first), n * wide(second_squared) - wide(second) * wide(second));
    // 0 divided by 0 is NaN, as is meant.
    covariance as f64 / ((variances.0 as f64).sqrt() * (variances.1 as f64).sqrt())
}
