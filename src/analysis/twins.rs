//! Twins over replicates: how much of the gap between veterans and everybody is what help did to them.
//!
//! Cross-sections compare veterans with everybody and cannot say why they differ. Here everybody has a twin, who meets the
//! same luck in a world without helping networks, and the gap splits without rest (`docs/twins.md`).

use super::readout::WINDOW_WEEKS;
use super::statistics::{Estimate, Moments, mean};
use crate::model::measure::MEASURES;
use crate::record::RunRecord;
use crate::record::draws::Draws;
use crate::record::twins::{GROUPS, Group, TwinRecord, TwinWeek};
use crate::scenario::Scenario;
use std::collections::BTreeMap;

/// The gap between veterans and everybody, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Term {
    /// ⟨Xᴿ⟩_V − ⟨Xᴿ⟩_P: veterans minus everybody, as a survey would find it.
    Gap,
    /// τ_E: what help did to those who entered at least two years ago.
    Effect,
    /// τ_V − τ_E: those who gained more stayed.
    Retention,
    /// ⟨X⁰⟩_V − ⟨X⁰⟩_E: those who stayed would have stood higher anyway.
    Attrition,
    /// ⟨X⁰⟩_E − ⟨X⁰⟩_P: those who entered would have stood higher anyway.
    Selection,
    /// ⟨X⁰⟩_O − ⟨X⁰⟩_P: the part of selection that is having a problem at all.
    Trouble,
    /// ⟨X⁰⟩_E − ⟨X⁰⟩_O: the part of selection that is entering, among those with a problem.
    Entry,
    /// −(n_E τ_E + n_J τ_J)/n_P: entrants lift the mean with which they are compared.
    OwnPart,
    /// −(n_N/n_P) τ_N: what help did to those who never entered lifts that mean too.
    SpillOver,
}

impl Term {
    /// Every term, the gap first.
    pub const ALL: [Self; 9] = [
        Self::Gap,
        Self::Effect,
        Self::Retention,
        Self::Attrition,
        Self::Selection,
        Self::Trouble,
        Self::Entry,
        Self::OwnPart,
        Self::SpillOver,
    ];
    /// The terms that add up to the gap, selection in its two parts.
    pub const PARTS: [Self; 7] =
        [Self::Effect, Self::Retention, Self::Attrition, Self::Trouble, Self::Entry, Self::OwnPart, Self::SpillOver];

    /// The name used in result files.
    #[must_use]
    pub fn name(self) -> &'static str {
        [
            "gap",
            "effect",
            "retention",
            "attrition",
            "selection",
            "selection_trouble",
            "selection_entry",
            "own_part",
            "spill_over",
        ][self as usize]
    }

    /// What it is, for plots.
    #[must_use]
    pub fn label(self) -> &'static str {
        [
            "veterans minus everybody",
            "effect on entrants",
            "retention, by gain",
            "attrition, by standing",
            "selection",
            "selection: having a problem",
            "selection: entering with one",
            "entrants' part of the mean",
            "spill-over on the rest",
        ][self as usize]
    }
}

const TERMS: usize = Term::ALL.len();
/// Numbers in the split of a gap in one measure, with the correlation of twins.
pub const NUMBERS_OF_A_SPLIT: usize = TERMS + 1;
const M: usize = MEASURES.len();

/// The split of one measure in one week, a value a term; `None` while there are no veterans.
///
/// # Examples
/// ```
/// use mutua::analysis::twins::split;
/// use mutua::record::twins::TwinWeek;
/// assert!(split(&TwinWeek::empty(13), 0).is_none());
/// ```
#[must_use]
pub fn split(week: &TwinWeek, measure: usize) -> Option<[f64; TERMS]> {
    use Group::{Entrants, Everyone, Joined, Never, Troubled, Veterans};
    if week.count[Veterans as usize] == 0 {
        return None;
    }
    let (with, without) = (|group| week.with(measure, group), |group| week.without(measure, group));
    // A group of nobody takes no part in the mean of everybody.
    let part = |group| match week.people(group) {
        0.0 => 0.0,
        people => people / week.people(Everyone) * week.tau(measure, group),
    };
    let effect = week.tau(measure, Entrants);
    let value = |term| match term {
        Term::Gap => with(Veterans) - with(Everyone),
        Term::Effect => effect,
        Term::Retention => week.tau(measure, Veterans) - effect,
        Term::Attrition => without(Veterans) - without(Entrants),
        Term::Selection => without(Entrants) - without(Everyone),
        Term::Trouble => without(Troubled) - without(Everyone),
        Term::Entry => without(Entrants) - without(Troubled),
        Term::OwnPart => -(part(Entrants) + part(Joined)),
        Term::SpillOver => -part(Never),
    };
    Some(Term::ALL.map(value))
}

/// The split at the horizon: the mean over those weeks of the window that have veterans; `None` if none has.
#[must_use]
pub fn at_horizon(weeks: &[TwinWeek], horizon: u32, measure: usize) -> Option<[f64; TERMS]> {
    let splits = window(weeks, horizon).filter_map(|week| split(week, measure)).collect::<Vec<_>>();
    (!splits.is_empty()).then(|| Term::ALL.map(|term| mean(splits.iter().map(|split| split[term as usize]))))
}

/// The weeks of the window at the horizon.
pub fn window(weeks: &[TwinWeek], horizon: u32) -> impl Iterator<Item = &TwinWeek> {
    weeks.iter().filter(move |week| week.week > horizon.saturating_sub(WINDOW_WEEKS))
}

/// Beside which twins people are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Luck {
    /// Twins who meet the same luck.
    Same,
    /// Twins who meet other luck from week 0 on.
    Other,
}

impl Luck {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Same, Self::Other];

    /// The word in result files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
        }
    }

    fn of(self, record: &TwinRecord) -> &[TwinWeek] {
        match self {
            Self::Same => &record.same_luck,
            Self::Other => &record.other_luck,
        }
    }
}

/// One measure of one regime, or of one of its weeks.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    /// An estimate a term, over replicates that have veterans.
    pub terms: [Estimate; TERMS],
    /// The correlation of those who never entered with their twins.
    pub correlation: Estimate,
}

/// What the waiting list says of one measure.
#[derive(Clone, Copy, Debug)]
pub struct LotEffects {
    /// Those who won minus those who lost.
    pub apart: Estimate,
    /// Their twins: a lot does not know them, so this is 0 but for chance.
    pub twins_apart: Estimate,
    /// The difference of their twin differences, which would be `apart` if twins differed in nothing but help.
    pub tau_apart: Estimate,
}

/// What all runs of one regime say beside their twins.
#[derive(Clone, Debug)]
pub struct OfRegime {
    /// Index of the regime.
    pub regime: usize,
    /// At the horizon, by luck and measure.
    pub at_horizon: [[Split; M]; 2],
    /// By week, with the same luck, by measure.
    pub by_week: Vec<(u32, [Split; M])>,
    /// People in each group at the horizon, as shares of everybody.
    pub shares: [Estimate; GROUPS],
    /// Draws of the waiting list in a replicate, and people in them.
    pub draws: (Estimate, Estimate),
    /// Turns received since the draw: won minus lost.
    pub turns: Estimate,
    /// What the waiting list says, by measure.
    pub lots: [LotEffects; M],
}

#[derive(Clone, Copy, Debug, Default)]
struct SplitMoments {
    terms: [Moments; TERMS],
    correlation: Moments,
}

impl SplitMoments {
    fn add(&mut self, split: Option<[f64; TERMS]>, correlation: f64) {
        for (moments, value) in self.terms.iter_mut().zip(split.iter().flatten()) {
            moments.add(*value);
        }
        self.correlation.add(correlation);
    }

    fn finish(&self) -> Split {
        Split { terms: self.terms.map(|moments| moments.estimate()), correlation: self.correlation.estimate() }
    }
}

/// The twins of one regime while runs come in.
#[derive(Clone, Debug, Default)]
struct OfRegimeFold {
    at_horizon: [[SplitMoments; M]; 2],
    by_week: BTreeMap<u32, [SplitMoments; M]>,
    shares: [Moments; GROUPS],
    draws: (Moments, Moments),
    turns: Moments,
    lots: [[Moments; 3]; M],
}

/// Twins while runs come in.
#[derive(Clone, Debug)]
pub(super) struct TwinsBuilder {
    horizon: u32,
    regimes: Vec<Option<OfRegimeFold>>,
}

impl TwinsBuilder {
    pub(super) fn new(scenario: &Scenario) -> Self {
        Self { horizon: scenario.weeks, regimes: vec![None; scenario.regimes.len()] }
    }

    pub(super) fn add(&mut self, record: &RunRecord) {
        if let (Some(twins), Some(regime)) = (&record.twins, self.regimes.get_mut(record.regime)) {
            regime.get_or_insert_default().add(twins, self.horizon);
        }
    }

    pub(super) fn finish(self) -> Vec<OfRegime> {
        let some = self.regimes.into_iter().enumerate().filter_map(|(regime, fold)| Some((regime, fold?)));
        some.map(|(regime, fold)| fold.finish(regime)).collect()
    }
}

impl OfRegimeFold {
    fn add(&mut self, record: &TwinRecord, horizon: u32) {
        for (luck, splits) in Luck::ALL.into_iter().zip(&mut self.at_horizon) {
            let weeks = luck.of(record);
            for (measure, moments) in splits.iter_mut().enumerate() {
                let correlations = window(weeks, horizon).map(|week| week.correlation(measure));
                let correlation = mean(correlations.filter(|value| value.is_finite()));
                moments.add(at_horizon(weeks, horizon, measure), correlation);
            }
        }
        for week in &record.same_luck {
            let splits = self.by_week.entry(week.week).or_default();
            for (measure, moments) in splits.iter_mut().enumerate() {
                moments.add(split(week, measure), week.correlation(measure));
            }
        }
        for (group, moments) in self.shares.iter_mut().enumerate() {
            let share = |week: &TwinWeek| week.count[group] as f64 / week.people(Group::Everyone);
            moments.add(mean(window(&record.same_luck, horizon).map(share)));
        }
        self.add_draws(&record.draws);
    }

    fn add_draws(&mut self, draws: &Draws) {
        self.draws.0.add(draws.draws as f64);
        self.draws.1.add((draws.won + draws.lost) as f64);
        self.turns.add(draws.turns_apart());
        for (measure, [apart, twins_apart, tau_apart]) in self.lots.iter_mut().enumerate() {
            apart.add(draws.apart(measure));
            twins_apart.add(draws.twins_apart(measure));
            tau_apart.add(draws.apart(measure) - draws.twins_apart(measure));
        }
    }

    fn finish(self, regime: usize) -> OfRegime {
        let splits = |moments: [SplitMoments; M]| moments.map(|moments| moments.finish());
        OfRegime {
            regime,
            at_horizon: self.at_horizon.map(splits),
            by_week: self.by_week.into_iter().map(|(week, moments)| (week, splits(moments))).collect(),
            shares: self.shares.map(|moments| moments.estimate()),
            draws: (self.draws.0.estimate(), self.draws.1.estimate()),
            turns: self.turns.estimate(),
            lots: self.lots.map(|[apart, twins_apart, tau_apart]| LotEffects {
                apart: apart.estimate(),
                twins_apart: twins_apart.estimate(),
                tau_apart: tau_apart.estimate(),
            }),
        }
    }
}
