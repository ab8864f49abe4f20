//! Differences sorted by what may be said of them, and the sentence that says it: never more than the intervals say.

use super::speech::{Speaker, code};
use crate::analysis::Findings;
use crate::analysis::contrasts::Adjustment;
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{Indicator, IndicatorRow};
use crate::scenario::Scenario;
use maud::{Markup, html};

/// Regimes named in one sentence at most of those that are alike.
const NAMED: usize = 5;

/// Differences of regimes from a reference, the largest first.
#[derive(Default)]
pub(super) struct Compared {
    /// Clearly higher: the whole interval is above 0.
    pub(super) up: Vec<(usize, Estimate)>,
    /// Clearly lower.
    pub(super) down: Vec<(usize, Estimate)>,
    /// The interval holds 0.
    pub(super) unclear: Vec<(usize, Estimate)>,
    /// No difference at all: the same in every world.
    pub(super) same: Vec<(usize, Estimate)>,
    /// Without an interval: one replicate says nothing of luck.
    pub(super) single: Vec<(usize, Estimate)>,
}

impl Compared {
    pub(super) fn of(differences: impl IntoIterator<Item = (usize, Estimate)>) -> Self {
        let mut all: Vec<_> = differences.into_iter().filter(|(_, difference)| difference.n > 0).collect();
        all.sort_by(|(_, a), (_, b)| b.mean.abs().total_cmp(&a.mean.abs()));
        let mut sorted = Self::default();
        for (regime, difference) in all {
            let group = match difference {
                _ if difference.low > 0.0 => &mut sorted.up,
                _ if difference.high < 0.0 => &mut sorted.down,
                _ if is_nothing(&difference) => &mut sorted.same,
                _ if difference.low.is_finite() => &mut sorted.unclear,
                _ => &mut sorted.single,
            };
            group.push((regime, difference));
        }
        sorted
    }

    /// Those of a run in one indicator of a population, from the reference.
    pub(super) fn in_run(findings: &Findings, reference: usize, of: (usize, Indicator)) -> Self {
        let (population, indicator) = (of.0, of.1 as usize);
        let difference = |regime| {
            let found = findings.contrasts.at((regime, reference), Adjustment::AsRun, (population, indicator))?;
            Some((regime, found.difference))
        };
        Self::of((0..findings.summary.regimes).filter(|regime| *regime != reference).filter_map(difference))
    }

    pub(super) fn is_empty(&self) -> bool {
        [&self.up, &self.down, &self.unclear, &self.same, &self.single].into_iter().all(Vec::is_empty)
    }

    /// The sentences that say so, each with what is above and what below.
    pub(super) fn told(&self, speaker: &Speaker, scenario: &Scenario, row: &IndicatorRow) -> Markup {
        let texts = speaker.texts;
        if self.is_empty() {
            return speaker.text(texts.nothing_compared);
        }
        let nothing_clear = self.up.is_empty() && self.down.is_empty() && self.single.is_empty();
        if nothing_clear && self.unclear.is_empty() {
            return speaker.text(texts.all_same);
        }
        if nothing_clear && self.same.is_empty() {
            return speaker.say(texts.none_clear, &[("all", &self.named(speaker, scenario, row, &self.unclear))]);
        }
        let groups = [
            (texts.clearly_more, &self.up),
            (texts.clearly_less, &self.down),
            (texts.not_clear, &self.unclear),
            (texts.without_interval, &self.single),
        ];
        html! {
            @for (text, group) in groups {
                @if !group.is_empty() { (speaker.say(text, &[("all", &self.named(speaker, scenario, row, group))])) " " }
            }
            @if !self.same.is_empty() {
                @let all: Vec<Markup> = self.same.iter().map(|(regime, _)| code(name(scenario, *regime))).collect();
                (speaker.say(texts.same_too, &[("all", &speaker.list(&all))])) " "
            }
        }
    }

    fn named(&self, speaker: &Speaker, scenario: &Scenario, row: &IndicatorRow, group: &[(usize, Estimate)]) -> Markup {
        let one = |(regime, difference): &(usize, Estimate)| {
            let little = speaker.little(row, difference).filter(|_| difference.is_clear());
            html! {
                (code(name(scenario, *regime))) " " (speaker.difference(row, difference))
                @if let Some(under) = little { " " (speaker.say(speaker.texts.too_little, &[("under", &under)])) }
            }
        };
        let shown: Vec<Markup> = group.iter().take(NAMED).map(one).collect();
        let more = group.len().saturating_sub(NAMED);
        html! {
            (speaker.list(&shown))
            @if more > 0 { " " (speaker.say(speaker.texts.and_more, &[("n", &speaker.whole(more))])) }
        }
    }
}

/// Whether it is 0 in every world of several.
pub(super) fn is_nothing(difference: &Estimate) -> bool {
    (difference.mean, difference.low, difference.high) == (0.0, 0.0, 0.0)
}

/// The name of a regime.
pub(super) fn name(scenario: &Scenario, regime: usize) -> &str {
    scenario.regimes.get(regime).map_or("", |regime| regime.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_interval_without_nought_is_clear() {
        let of = |values: &[f64]| Estimate::of(values);
        let all = [of(&[1.0, 1.1, 1.2]), of(&[-1.0, -1.1]), of(&[-1.0, 1.1]), of(&[0.0, 0.0]), of(&[3.0]), of(&[])];
        let sorted = Compared::of(all.into_iter().enumerate());
        let places = |group: &[(usize, Estimate)]| group.iter().map(|(place, _)| *place).collect::<Vec<_>>();
        assert_eq!((places(&sorted.up), places(&sorted.down)), (vec![0], vec![1]));
        assert_eq!((places(&sorted.unclear), places(&sorted.single)), (vec![2], vec![4]));
        assert_eq!(places(&sorted.same), vec![3]);
    }
}
