//! Sustainability: whether a regime uses up what it draws on, ledger by ledger, or leaves less of it than the world without
//! helping networks has.
//!
//! Social work is sustainable where it does not consume resources without regenerating them (Raineri 2017). There are
//! three kinds of resources, hence three ledgers, which may disagree and are never added up.
//!
//! Two questions are asked of each measure, both of the difference from the world without helping networks in the same
//! replicate: the same people with the same luck. Where do the struck **stand** at the horizon, and where is it **going**: how
//! much does that of everyone rise or fall a year over the last five? What is used up falls year by year; what is only lower has fallen
//! once. Each answer needs both bounds of a 95 % interval, and *not shown* is an answer of its own.

use super::statistics::Estimate;
use super::trend::years_until;
use crate::model::indicator::{EVERYONE, Indicator, STRUCK};

/// How far above or below the world without helping networks a belief or coping may lie and still count as the same, on
/// its scale from 0 to 1. Assumed.
pub const TOLERANCE: f64 = 0.005;

/// How much a belief or coping may rise or fall a year against the world without helping networks and still count as level:
/// what comes to [`TOLERANCE`] over the five years of a trend. Assumed.
pub const TOLERANCE_PER_YEAR: f64 = 0.001;

/// Where a belief counts as run out, on its scale from 0 to 1. Assumed.
const BELIEF_RUN_OUT: f64 = 0.3;

/// Where coping does: it is lower from the start. Assumed.
const COPING_RUN_OUT: f64 = 0.1;

/// Something that a regime may use up or regenerate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LedgerMeasure {
    /// `social`, `human` or `economic`.
    pub ledger: &'static str,
    /// The name used in result files.
    pub name: &'static str,
    /// A title for plots.
    pub label: &'static str,
    /// Unit of the difference.
    pub unit: &'static str,
    /// Not lower than without helping networks if the lower 95 % bound of the difference is at least this.
    pub criterion: f64,
    /// Rises and falls of no more than this a year are level.
    pub per_year: f64,
    /// Where it counts as run out.
    pub threshold: f64,
}

/// Every measure, in the order of the result file: ledger by ledger.
pub const LEDGER_MEASURES: [LedgerMeasure; 6] = [
    of_people("social", "trust_in_people", "Trust in people", BELIEF_RUN_OUT),
    of_people("social", "trust_in_services", "Trust in services", BELIEF_RUN_OUT),
    of_people("human", "coping", "Coping", COPING_RUN_OUT),
    of_people("human", "empowerment", "Empowerment", BELIEF_RUN_OUT),
    of_people("human", "less_dependence", "Less dependence", BELIEF_RUN_OUT),
    LedgerMeasure {
        ledger: "economic",
        name: "net_money",
        label: "Net money",
        unit: "euro_per_1000_people",
        criterion: 0.0,
        per_year: 0.0,
        threshold: 0.0,
    },
];

/// The ledgers, in the order of [`LEDGER_MEASURES`].
pub const LEDGERS: [&str; 3] = ["social", "human", "economic"];

/// The place of net money in [`LEDGER_MEASURES`].
pub const NET_MONEY: usize = LEDGER_MEASURES.len() - 1;

/// Of whom beliefs and coping are read: of those struck first, of everyone beside. Money is that of the whole town.
pub const JUDGED: [usize; 2] = [STRUCK, EVERYONE];

/// What is read of people, and its sign: less dependence counts as a gain, and its level is 1 − dependence.
pub(super) const READ: [(Indicator, f64); NET_MONEY] = [
    (Indicator::General, 1.0),
    (Indicator::Services, 1.0),
    (Indicator::Coping, 1.0),
    (Indicator::Empowerment, 1.0),
    (Indicator::Dependence, -1.0),
];

const fn of_people(ledger: &'static str, name: &'static str, label: &'static str, threshold: f64) -> LedgerMeasure {
    let (criterion, per_year) = (-TOLERANCE, TOLERANCE_PER_YEAR);
    LedgerMeasure { ledger, name, label, unit: "share", criterion, per_year, threshold }
}

/// Where a regime stands at the horizon beside the world without helping networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Higher by more than is tolerated: the lower bound says so.
    Above,
    /// No further away than is tolerated, either way: both bounds say so.
    Same,
    /// Lower by more than is tolerated: the upper bound says so.
    Below,
    /// Not lower by more than is tolerated, as the lower bound says; whether the same or above is not shown.
    NotBelow,
    /// The interval cannot tell, or there is none.
    NotShown,
}

impl Position {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Same => "same",
            Self::Below => "below",
            Self::NotBelow => "not below",
            Self::NotShown => NOT_SHOWN,
        }
    }
}

/// Where a regime is going, beside the world without helping networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It falls by more than is tolerated: the upper bound says so.
    UsedUp,
    /// It neither rises nor falls by more than is tolerated: both bounds say so.
    Level,
    /// It rises by more than is tolerated: the lower bound says so.
    Building,
    /// It does not fall by more than is tolerated, as the lower bound says; whether level or building is not shown.
    NotUsedUp,
    /// The interval cannot tell, or there is none.
    NotShown,
}

impl Trend {
    /// The words in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::UsedUp => "used up",
            Self::Level => "level",
            Self::Building => "building",
            Self::NotUsedUp => "not used up",
            Self::NotShown => NOT_SHOWN,
        }
    }
}

const NOT_SHOWN: &str = "not shown";

/// Whether it is sustainable: neither used up nor below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerVerdict {
    /// It was shown to be neither used up nor below.
    Yes,
    /// It was shown to be used up, or below, or both.
    No,
    /// Neither was shown: the intervals are too wide, or, with fewer than two replicates, there are none.
    NotShown,
}

impl LedgerVerdict {
    /// The words in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotShown => NOT_SHOWN,
        }
    }
}

/// The lowest point of the mean difference since week 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lowest {
    /// The difference, mean over replicates.
    pub difference: f64,
    /// The first recorded week in which it was as low.
    pub week: u32,
}

/// Years until a measure is run out if it goes on as over the last five, while the world without helping networks stays as
/// it is. NaN where it never is, where it was shown not to be used up, and of the struck, for the slope is everyone's; 0 where
/// it is run out already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearsLeft {
    /// By the mean slope.
    pub expected: f64,
    /// By the lower bound of the slope.
    pub soonest: f64,
    /// By the upper bound of the slope.
    pub latest: f64,
}

/// How a regime stands in one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LedgerStanding {
    /// Index of the regime in the scenario.
    pub regime: usize,
    /// Index into [`LEDGER_MEASURES`].
    pub measure: usize,
    /// Of whom it is read: one of [`JUDGED`]; money of everyone.
    pub population: usize,
    /// The gain over the world without helping networks, over the replicates that both finished.
    pub difference: Estimate,
    /// Place among the regimes in this measure and population by the mean difference, 1 for the largest; equal differences
    /// share a place. `None` if there is no difference.
    pub rank: Option<usize>,
    /// How much the gain of everyone rises or falls a year, over the last [`super::trend::TREND_WEEKS`], whoever the standing is
    /// of. The struck become more from week to week: those who come have had little time to gain or lose, so that a line
    /// through the means of the struck tells of who comes rather than of what becomes of it.
    pub slope: Estimate,
    /// What there is of it at the horizon in those replicates: the belief itself, for dependence 1 less it, and for money
    /// the gain.
    pub level: Estimate,
    /// When the gain was lowest; `None` if there is no difference.
    pub lowest: Option<Lowest>,
}

impl LedgerStanding {
    fn row(&self) -> &'static LedgerMeasure {
        &LEDGER_MEASURES[self.measure]
    }

    /// Where it stands at the horizon.
    #[must_use]
    pub fn position(&self) -> Position {
        match side(&self.difference, self.row().criterion.abs()) {
            Side::Above => Position::Above,
            Side::Within => Position::Same,
            Side::NotBelow => Position::NotBelow,
            Side::Below => Position::Below,
            Side::NotShown => Position::NotShown,
        }
    }

    /// Where it is going.
    #[must_use]
    pub fn trend(&self) -> Trend {
        match side(&self.slope, self.row().per_year) {
            Side::Above => Trend::Building,
            Side::Within => Trend::Level,
            Side::NotBelow => Trend::NotUsedUp,
            Side::Below => Trend::UsedUp,
            Side::NotShown => Trend::NotShown,
        }
    }

    /// Whether the regime is sustainable in this measure: neither used up nor below.
    #[must_use]
    pub fn verdict(&self) -> LedgerVerdict {
        match (self.position(), self.trend()) {
            (Position::Below, _) | (_, Trend::UsedUp) => LedgerVerdict::No,
            (Position::NotShown, _) | (_, Trend::NotShown) => LedgerVerdict::NotShown,
            _ => LedgerVerdict::Yes,
        }
    }

    /// How long it lasts.
    #[must_use]
    pub fn years_left(&self) -> YearsLeft {
        let may_fall = self.population == EVERYONE && matches!(self.trend(), Trend::UsedUp | Trend::NotShown);
        let level = if may_fall { self.level.mean } else { f64::NAN };
        let by = |slope| years_until(level, self.row().threshold, slope);
        YearsLeft { expected: by(self.slope.mean), soonest: by(self.slope.low), latest: by(self.slope.high) }
    }
}

/// On which side of nought an interval lies, where so much is tolerated either way.
enum Side {
    Above,
    Within,
    /// Within or above.
    NotBelow,
    Below,
    NotShown,
}

/// A bound that is just what is tolerated is tolerated. Without an interval nothing is shown.
fn side(Estimate { low, high, .. }: &Estimate, tolerated: f64) -> Side {
    let (not_below, not_above) = (*low >= -tolerated, *high <= tolerated);
    match (not_below, not_above) {
        _ if *low > tolerated => Side::Above,
        (true, true) => Side::Within,
        (true, false) => Side::NotBelow,
        _ if *high < -tolerated => Side::Below,
        _ => Side::NotShown,
    }
}

/// The standing of every regime in every measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Sustainability {
    /// The regime without helping networks that the others are read against; `None` if the scenario has none, and then
    /// there is nothing to say.
    pub without: Option<usize>,
    /// Regime by regime, measure by measure, those struck before everyone; the world without helping networks is left out.
    pub standings: Vec<LedgerStanding>,
}

impl Sustainability {
    /// The standing by which a regime is judged in the measure at a place in [`LEDGER_MEASURES`]: of those struck; of money,
    /// of the whole town.
    #[must_use]
    pub fn at(&self, regime: usize, measure: usize) -> Option<&LedgerStanding> {
        self.standings.iter().find(|standing| (standing.regime, standing.measure) == (regime, measure))
    }

    /// The same of everyone.
    #[must_use]
    pub fn of_everyone(&self, regime: usize, measure: usize) -> Option<&LedgerStanding> {
        let place = (regime, measure, EVERYONE);
        self.standings.iter().find(|standing| (standing.regime, standing.measure, standing.population) == place)
    }
}
