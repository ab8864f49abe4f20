//! Two-by-twos: four regimes that differ in some fields along one side and in other fields along the other, and nothing
//! else. What one difference adds to the other, a contrast of contrasts, is their interaction.
//!
//! Nobody declares them: structures of help are data, so whoever compares them sees a two-by-two.

use super::contrasts::{Adjustment, Read, Replicate, at_equal_turns, gain_per_hour};
use super::readout::{CELLS, Reading, cell};
use super::statistics::{Estimate, Moments, ROUNDING};
use crate::model::indicator::INDICATORS;
use crate::model::structure::{FIELDS, FieldValue, Structure};
use crate::scenario::Scenario;

/// Two-by-twos that are computed at most: the first of a scenario. A hundred regimes can form thousands, each with sums of
/// its own.
pub const MOST: usize = 64;

/// What is held equal between the four.
const BASES: [Adjustment; 3] = [Adjustment::AsRun, Adjustment::EqualTurns, Adjustment::PerWorkerHour];

/// Four regimes, by their indices in the scenario. Across, `regime` differs from `reference` as `other_regime` does from
/// `other_reference`; up, `regime` differs from `other_regime` as `reference` does from `other_reference`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoByTwo {
    /// The corner that is different in both.
    pub regime: usize,
    /// What is taken away from it.
    pub reference: usize,
    /// As `regime`, but for `other_fields`.
    pub other_regime: usize,
    /// What is taken away from that: the corner that comes first in the scenario.
    pub other_reference: usize,
    /// The fields in which `regime` and `reference` differ.
    pub fields: Vec<&'static str>,
    /// The fields in which `regime` and `other_regime` differ.
    pub other_fields: Vec<&'static str>,
}

/// Every two-by-two among the regimes of a scenario, at most [`MOST`]. The first corner is the one that comes first in the
/// scenario, and across is towards the next of its neighbours.
///
/// # Examples
/// ```
/// use mutua::analysis::interactions::two_by_twos;
/// use mutua::scenario::Scenario;
/// let text = r#"
///     regimes = ["none", "professional-centred", "listening-professional"]
///     [[regime]]
///     name = "seldom"
///     like = "professional-centred"
///     meets_every_weeks = 4
///     [[regime]]
///     name = "listening-seldom"
///     like = "listening-professional"
///     meets_every_weeks = 4
/// "#;
/// let scenario = Scenario::parse_as(text, "town.toml", "town", &[]).unwrap();
/// let found = two_by_twos(&scenario);
/// assert_eq!((found.len(), &found[0].fields[..]), (1, &["directiveness"][..]));
/// assert_eq!(found[0].other_fields, ["meets_every_weeks"]);
/// ```
#[must_use]
pub fn two_by_twos(scenario: &Scenario) -> Vec<TwoByTwo> {
    let values: Vec<Option<Values>> = scenario.regimes.iter().map(|regime| Some(values(&regime.structure?))).collect();
    let mut found = Vec::new();
    for first in 0..values.len() {
        for up in first + 1..values.len() {
            for across in up + 1..values.len() {
                let Some(square) = square(&values, [first, up, across]) else { continue };
                if found.len() == MOST {
                    return found;
                }
                found.push(square);
            }
        }
    }
    found
}

/// What the fields of a structure are, in the order of [`FIELDS`].
type Values = Vec<Option<FieldValue>>;

fn values(structure: &Structure) -> Values {
    FIELDS.iter().map(|row| row.of(structure)).collect()
}

/// The two-by-two of a corner and its two neighbours, if the corner opposite is there.
fn square(values: &[Option<Values>], [first, up, across]: [usize; 3]) -> Option<TwoByTwo> {
    let (corner, to_up, to_across) = (values[first].as_ref()?, values[up].as_ref()?, values[across].as_ref()?);
    let differ =
        |other: &Values| -> Vec<usize> { (0..corner.len()).filter(|field| corner[*field] != other[*field]).collect() };
    let (fields_up, fields_across) = (differ(to_up), differ(to_across));
    let apart = !fields_up.iter().any(|field| fields_across.contains(field));
    if fields_up.is_empty() || fields_across.is_empty() || !apart {
        return None;
    }
    let mut wanted = to_up.clone();
    fields_across.iter().for_each(|field| wanted[*field].clone_from(&to_across[*field]));
    let opposite = values
        .iter()
        .enumerate()
        .find(|(place, other)| *place > first && ![up, across].contains(place) && other.as_ref() == Some(&wanted))?;
    let named = |fields: Vec<usize>| fields.into_iter().map(|field| FIELDS[field].name).collect();
    Some(TwoByTwo {
        regime: opposite.0,
        reference: across,
        other_regime: up,
        other_reference: first,
        fields: named(fields_up),
        other_fields: named(fields_across),
    })
}

/// `(regime − reference) − (other_regime − other_reference)` of a two-by-two, in one indicator of one population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interaction<'a> {
    /// The four regimes.
    pub of: &'a TwoByTwo,
    /// What is held equal between the four. At equal turns all four are read when their people had received, on average,
    /// as many turns as those who had fewest at the horizon.
    pub basis: Adjustment,
    /// Index into [`crate::model::indicator::POPULATIONS`].
    pub population: usize,
    /// Index into [`INDICATORS`].
    pub indicator: usize,
    /// Mean, spread and interval over replicates that all four finished.
    pub difference: Estimate,
    /// Share of those replicates in which it is above 0; NaN if there are none.
    pub share_above_zero: f64,
}

/// All interactions of an ensemble, as sums.
#[derive(Clone, Debug)]
pub struct Interactions {
    squares: Vec<TwoByTwo>,
    /// Two-by-two by two-by-two, basis by basis, cell by cell.
    sums: Vec<Sums>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    moments: Moments,
    above_zero: u64,
}

impl Interactions {
    /// No replicate yet.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let squares = two_by_twos(scenario);
        let sums = vec![Sums::default(); squares.len() * BASES.len() * CELLS];
        Self { squares, sums }
    }

    /// The two-by-twos.
    #[must_use]
    pub fn two_by_twos(&self) -> &[TwoByTwo] {
        &self.squares
    }

    /// All of them: two-by-two by two-by-two, basis by basis, population by population, indicator by indicator.
    pub fn iter(&self) -> impl Iterator<Item = Interaction<'_>> {
        let places = (0..self.squares.len()).flat_map(|square| (0..BASES.len()).map(move |basis| (square, basis)));
        places.flat_map(move |(square, basis)| (0..CELLS).map(move |cell| self.made(square, basis, cell)))
    }

    /// As run, the interaction of a two-by-two in one indicator of one population.
    ///
    /// # Panics
    /// If there is no such two-by-two, population or indicator.
    #[must_use]
    pub fn as_run(&self, square: usize, population: usize, indicator: usize) -> Interaction<'_> {
        self.made(square, 0, cell(population, indicator))
    }

    fn made(&self, square: usize, basis: usize, cell: usize) -> Interaction<'_> {
        let Sums { moments, above_zero } = &self.sums[(square * BASES.len() + basis) * CELLS + cell];
        let difference = moments.estimate();
        Interaction {
            of: &self.squares[square],
            basis: BASES[basis],
            population: cell / INDICATORS.len(),
            indicator: cell % INDICATORS.len(),
            difference,
            // 0 / 0 is NaN, as is meant.
            share_above_zero: *above_zero as f64 / difference.n as f64,
        }
    }

    /// Takes the runs of one replicate.
    pub(super) fn add(&mut self, replicate: &Replicate) {
        let mut rows = self.sums.chunks_exact_mut(CELLS);
        for square in &self.squares {
            let four = four(square, replicate);
            for (basis, row) in BASES.into_iter().zip(&mut rows) {
                let Some([a, b, c, d]) = four.and_then(|four| read(four, replicate, basis)) else { continue };
                for (place, sums) in row.iter_mut().enumerate() {
                    let value = difference([a[place], b[place], c[place], d[place]]);
                    sums.moments.add(value);
                    sums.above_zero += u64::from(value.is_finite() && value > 0.0);
                }
            }
        }
    }
}

/// The difference of two differences; 0 if it is only the rounding of the four.
fn difference([a, b, c, d]: [f64; 4]) -> f64 {
    let (value, largest) =
        ((a - b) - (c - d), [a, b, c, d].into_iter().fold(0.0, |most: f64, one| most.max(one.abs())));
    if value.abs() <= ROUNDING * largest { 0.0 } else { value }
}

/// The runs of a two-by-two, if all four were finished.
fn four<'a>(square: &TwoByTwo, replicate: &'a Replicate) -> Option<[&'a Read; 4]> {
    let TwoByTwo { regime, reference, other_regime, other_reference, .. } = *square;
    let run = |regime| replicate.run(regime);
    Some([run(regime)?, run(reference)?, run(other_regime)?, run(other_reference)?])
}

/// How the four are read; `None` where one cannot be.
fn read(four: [&Read; 4], replicate: &Replicate, basis: Adjustment) -> Option<[Reading; 4]> {
    Some(match basis {
        Adjustment::EqualTurns => at_equal_turns(four.map(|run| &run.record))?,
        Adjustment::PerWorkerHour => {
            let without = replicate.without()?;
            let gain = |run| Some(gain_per_hour(run, without)?.iter().map(|gap| gap.value).collect());
            let [a, b, c, d] = four.map(gain);
            [a?, b?, c?, d?]
        }
        _ => four.map(|run| run.at_horizon.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(regimes: &str) -> Vec<TwoByTwo> {
        let scenario = Scenario::parse_as(regimes, "town.toml", "town", &[]).unwrap();
        two_by_twos(&scenario)
    }

    #[test]
    fn shipped_ways_of_help_form_none() {
        let all = r#"regimes = ["none", "professional-centred", "case-centred", "mutual-self-help", "autonomous",
            "directive-group", "community"]"#;
        assert_eq!(found(all), []);
    }

    #[test]
    fn three_levels_by_two_form_three() {
        let mut text = String::from("regimes = [\"none\"]\n");
        for capacity in [4, 8, 12] {
            for directiveness in [0.0, 1.0] {
                text += &format!(
                    "[[regime]]\nname = \"g{capacity}-{directiveness}\"\nlike = \"mutual-self-help\"\n\
                     capacity = {capacity}\ndirectiveness = {directiveness:?}\n"
                );
            }
        }
        let found = found(&text);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|of| of.fields == ["directiveness"] && of.other_fields == ["capacity"]), "{found:?}");
        let corners = |of: &TwoByTwo| (of.regime, of.reference, of.other_regime, of.other_reference);
        assert_eq!(corners(&found[0]), (4, 3, 2, 1));
    }

    #[test]
    fn a_corner_that_differs_in_one_more_field_is_none() {
        let text = r#"
            regimes = ["professional-centred", "listening-professional"]
            [[regime]]
            name = "seldom"
            like = "professional-centred"
            meets_every_weeks = 4
            [[regime]]
            name = "listening-seldom"
            like = "listening-professional"
            meets_every_weeks = 4
        "#;
        assert_eq!(found(text).len(), 1);
        assert_eq!(found(&(text.to_owned() + "facilitation = 0.3")), []);
    }
}
