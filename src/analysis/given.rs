//! How much each parameter of a posterior matters, from nothing but its draws and what came out at them: first-order indices
//! given data, which hold where parameters depend on each other.
//!
//! The index of a parameter is the share of the variance of the output that is left to its mean at each value of the
//! parameter, `Var(E[Y | X]) / Var(Y)`. It is estimated by ranks (Gamboa, Gremaud, Klein and Lagnoux 2022, after Chatterjee):
//! draws stand in the order of the parameter, and the output at each is multiplied by that at its neighbours. As published the
//! last is a neighbour of the first; here each end has one neighbour, for where an output rises all along, the ends are as
//! different as can be, and of few draws that takes away much. What moves along with a parameter counts for it, too:
//! indices do not add up to 1 and say nothing of causes.
//!
//! Draws of one particle are the same in every parameter, so as neighbours they would make any parameter seem to matter. They
//! are one: their mean, which weighs as much as they are many. A neighbour weighs as much as it stands for. Where every
//! particle weighs the same this is the estimator as published, but for its ends. Particles that are equal in one parameter stand in an order by
//! fixed lots.

use super::cores::on_all_cores;
use super::design::Design;
use super::design::lots::{Purpose, lot, shuffled};
use super::fit::quantile;
use super::statistics::NORMAL_975;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Particles with an output at least: below, neighbours are strangers.
pub const LEAST_PARTICLES: usize = 10;
/// Orders by lot that show what pure noise makes.
const ORDERS: u32 = 1999;
/// The part of pure noise that lies below what is taken for more.
const SURE: f64 = 0.95;

/// How much one parameter matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenIndex {
    /// The share of the variance that is its own; NaN where the parameter does not vary. May lie a little below 0.
    pub value: f64,
    /// Lower end of its 95 % interval, for many particles.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How much each parameter matters to one output.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenAnswer {
    /// Parameter by parameter.
    pub indices: Vec<GivenIndex>,
    /// What the index of a parameter that says nothing stays below in 95 % of cases.
    pub noise: f64,
    /// What the largest of as many indices as there are stays below in 95 % of cases, if no parameter says anything.
    pub most: f64,
    /// Particles that have an output.
    pub particles: usize,
}

impl GivenAnswer {
    /// Whether the index of a parameter is more than noise makes of any of them.
    #[must_use]
    pub fn is_told(&self, parameter: usize) -> bool {
        self.indices.get(parameter).is_some_and(|index| index.value > self.most)
    }

    /// The parameters that vary, those first that matter most.
    #[must_use]
    pub fn ranked(&self) -> Vec<usize> {
        let value = |place: usize| self.indices[place].value;
        let mut order: Vec<usize> = (0..self.indices.len()).filter(|place| value(*place).is_finite()).collect();
        order.sort_by(|a, b| value(*b).total_cmp(&value(*a)));
        order
    }
}

/// Draws of a posterior in the order of each of its parameters.
#[derive(Clone, Debug)]
pub struct GivenDraws {
    parameters: Vec<Arc<str>>,
    /// The particle of each draw.
    particle: Vec<usize>,
    /// Particles.
    count: usize,
    /// Their order by each parameter; empty where it does not vary.
    orders: Vec<Vec<u32>>,
    /// Their orders by nothing.
    by_lot: Vec<Vec<u32>>,
}

impl GivenDraws {
    /// The draws that a design takes, with lots by its scenario's `seed`.
    #[must_use]
    pub fn of(design: &Design, seed: u32) -> Self {
        let mut places = BTreeMap::new();
        let particle: Vec<usize> = (0..design.len())
            .map(|draw| {
                let next = places.len();
                *places.entry(design.row(draw)).or_insert(next)
            })
            .collect();
        let mut first = vec![0; places.len()];
        (0..particle.len()).rev().for_each(|draw| first[particle[draw]] = draw);
        let points: Vec<_> = first.into_iter().map(|draw| design.point(draw)).collect();
        let values = design.keys().iter().map(|key| {
            let set = |point: &super::design::DesignPoint| {
                point.settings.iter().find(|(set, _)| set == key).map_or("", |(_, value)| value.as_str()).to_owned()
            };
            numbers(&points.iter().map(set).collect::<Vec<String>>())
        });
        let values: Vec<Vec<f64>> = values.collect();
        Self::new(design.keys().to_vec(), &values, particle, seed)
    }

    /// Draws of particles, each by its place, of which `values` holds each parameter.
    #[must_use]
    pub fn new(parameters: Vec<Arc<str>>, values: &[Vec<f64>], particle: Vec<usize>, seed: u32) -> Self {
        let count = particle.iter().map(|place| place + 1).max().unwrap_or(0);
        let orders = values.iter().enumerate().map(|(parameter, values)| order(values, parameter as u32, seed));
        let by_lot = |number| shuffled(seed, Purpose::Noise, number, count as u32);
        Self { orders: orders.collect(), by_lot: (0..ORDERS).map(by_lot).collect(), parameters, particle, count }
    }

    /// How many different particles were drawn.
    #[must_use]
    pub fn particles(&self) -> usize {
        self.count
    }

    /// What the parameters are called.
    #[must_use]
    pub fn parameters(&self) -> &[Arc<str>] {
        &self.parameters
    }

    /// How much each parameter matters to each of several outputs, of which `output` gives the value at each draw. `None`
    /// where too few particles have one ([`LEAST_PARTICLES`]), or it is the same at all.
    pub fn answers(&self, outputs: usize, output: impl Fn(usize) -> Vec<f64> + Sync) -> Vec<Option<GivenAnswer>> {
        on_all_cores(0..outputs, |number| Some(self.answer(&output(number))))
    }

    /// How much each parameter matters to one output.
    #[must_use]
    pub fn answer(&self, outputs: &[f64]) -> Option<GivenAnswer> {
        let seen = Seen::of(&self.particle, self.count, outputs)?;
        let none = GivenIndex { value: f64::NAN, low: f64::NAN, high: f64::NAN };
        let index = |order: &Vec<u32>| if order.is_empty() { none } else { seen.index(order) };
        let indices: Vec<GivenIndex> = self.orders.iter().map(index).collect();
        let varying = self.orders.iter().filter(|order| !order.is_empty()).count();
        let noise: Vec<f64> = self.by_lot.iter().map(|order| Chain::of(&seen, order).value()).collect();
        let even = vec![1.0; noise.len()];
        let at = |part| quantile(&noise, &even, part);
        let largest = at(libm::pow(SURE, 1.0 / varying.max(1) as f64));
        Some(GivenAnswer { indices, noise: at(SURE), most: largest, particles: seen.count })
    }
}

/// Values as numbers: switches and words by their kind.
fn numbers(values: &[String]) -> Vec<f64> {
    let mut kinds: Vec<&str> = values.iter().map(String::as_str).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let all: Option<Vec<f64>> = values.iter().map(|value| value.parse().ok()).collect();
    all.unwrap_or_else(|| {
        values.iter().map(|value| kinds.partition_point(|kind| *kind < value.as_str()) as f64).collect()
    })
}

/// Particles in the order of one parameter, equal ones by lot; empty if all are equal.
fn order(values: &[f64], parameter: u32, seed: u32) -> Vec<u32> {
    if values.windows(2).all(|two| two[0] == two[1]) {
        return Vec::new();
    }
    let lots: Vec<[u32; 4]> =
        (0..values.len()).map(|one| lot(seed, Purpose::Ties, [one as u32, parameter, 0])).collect();
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        values[a].total_cmp(&values[b]).then(lots[a].cmp(&lots[b])).then(a.cmp(&b))
    });
    order
}

/// One output at the particles, as it differs from its mean.
struct Seen {
    /// What each weighs; 0 where it has none.
    weights: Vec<f64>,
    values: Vec<f64>,
    /// Particles that have one.
    count: usize,
    /// The weighted sum of squares.
    squares: f64,
}

impl Seen {
    /// `None` if too few have one, or it does not vary.
    fn of(particle: &[usize], particles: usize, outputs: &[f64]) -> Option<Self> {
        let (mut weights, mut values) = (vec![0.0; particles], vec![0.0; particles]);
        for (place, output) in particle.iter().zip(outputs).filter(|(_, output)| output.is_finite()) {
            weights[*place] += 1.0;
            values[*place] += output;
        }
        let all: f64 = weights.iter().sum();
        let mean = values.iter().sum::<f64>() / all;
        for (value, weight) in values.iter_mut().zip(&weights).filter(|(_, weight)| **weight > 0.0) {
            *value = *value / weight - mean;
        }
        let size = outputs.iter().filter(|output| output.is_finite()).fold(0.0, |most: f64, one| most.max(one.abs()));
        weights.iter_mut().for_each(|weight| *weight /= all);
        let squares: f64 = weights.iter().zip(&values).map(|(weight, value)| weight * value * value).sum();
        let count = weights.iter().filter(|weight| **weight > 0.0).count();
        // What rounding leaves is nothing that varies.
        (count >= LEAST_PARTICLES && squares.sqrt() > 1e-12 * size).then_some(Self { weights, values, count, squares })
    }

    /// The index of a parameter by whose order the particles stand, with its interval.
    fn index(&self, order: &[u32]) -> GivenIndex {
        let chain = Chain::of(self, order);
        let (value, half) = (chain.value(), NORMAL_975 * chain.error());
        GivenIndex { value, low: value - half, high: value + half }
    }
}

/// Particles in a row, each with its weight and its value.
struct Chain {
    all: Vec<(f64, f64)>,
    /// The sum over particles of the product with their neighbours.
    products: f64,
    squares: f64,
}

impl Chain {
    fn of(seen: &Seen, order: &[u32]) -> Self {
        let pair = |place: &u32| (seen.weights[*place as usize], seen.values[*place as usize]);
        let all: Vec<(f64, f64)> = order.iter().map(pair).filter(|(weight, _)| *weight > 0.0).collect();
        let mut chain = Self { products: 0.0, squares: seen.squares, all };
        for place in 0..chain.all.len() {
            chain.products += chain.term(place);
        }
        chain
    }

    /// The neighbour before a place, if it is not the first.
    fn before(&self, place: usize) -> Option<(f64, f64)> {
        self.all.get(place.checked_sub(1)?).copied()
    }

    /// The neighbour after a place, if it is not the last.
    fn after(&self, place: usize) -> Option<(f64, f64)> {
        self.all.get(place + 1).copied()
    }

    /// The particle at a place times the mean of its neighbours, by its weight.
    fn term(&self, place: usize) -> f64 {
        let (weight, value) = self.all[place];
        let [before, after] = [self.before(place), self.after(place)].map(|beside| beside.unwrap_or((0.0, 0.0)));
        weight * value * (before.0 * before.1 + after.0 * after.1) / (before.0 + after.0)
    }

    fn value(&self) -> f64 {
        self.products / self.squares
    }

    /// The standard error of the index, for many particles. The index is a sum over neighbours, of which only those that share
    /// a particle depend on each other beyond where they stand. How much they do is seen in differences two steps apart, which
    /// leave out where they stand.
    fn error(&self) -> f64 {
        let (value, last) = (self.value(), self.all.len() - 1);
        let pair = |place: usize| {
            let [(weight, one), (next_weight, other)] = [self.all[place], self.all[place + 1]];
            let before = self.before(place).map_or(0.0, |(weight, _)| weight);
            let after = self.after(place + 1).map_or(0.0, |(weight, _)| weight);
            let counts = weight * next_weight * (1.0 / (before + next_weight) + 1.0 / (weight + after));
            counts * one * other - value * 0.5 * (weight * one * one + next_weight * other * other)
        };
        let pairs: Vec<f64> = (0..last).map(pair).collect();
        let own: f64 = pairs.iter().map(|pair| pair * pair).sum();
        let shared: f64 = pairs.windows(4).map(|of| (of[0] - of[2]) * (of[1] - of[3])).sum();
        let shared = shared * pairs.len() as f64 / (pairs.len() - 3) as f64;
        // An estimate of a variance that is none: then pairs are taken for independent.
        let variance = if own + 2.0 * shared > 0.25 * own { own + 2.0 * shared } else { own };
        variance.sqrt() / self.squares
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::design::lots::between;
    use std::f64::consts::PI;

    /// Even numbers from 0 to 1, by lot.
    fn even(count: u32, of: u32, seed: u32) -> Vec<f64> {
        (0..count).map(|one| between(lot(seed, Purpose::Fresh, [one, of, 0])[0])).collect()
    }

    /// Normal numbers, by lot.
    fn normal(count: u32, of: u32, seed: u32) -> Vec<f64> {
        let one = |one| {
            let words = lot(seed, Purpose::Fresh, [one, of, 1]).map(between);
            (-2.0 * libm::log(words[0])).sqrt() * libm::cos(2.0 * PI * words[1])
        };
        (0..count).map(one).collect()
    }

    fn given(values: &[Vec<f64>], seed: u32) -> GivenDraws {
        let names = (0..values.len()).map(|number| format!("p{number}").into()).collect();
        GivenDraws::new(names, values, (0..values[0].len()).collect(), seed)
    }

    #[test]
    fn the_indices_of_ishigami_are_found() {
        let x: Vec<Vec<f64>> =
            (0..4).map(|of| even(4000, of, 1).iter().map(|u| (2.0 * u - 1.0) * PI).collect()).collect();
        let y = (0..4000).map(|i| {
            let (one, other, square) = (libm::sin(x[0][i]), libm::sin(x[1][i]), x[2][i] * x[2][i]);
            one + 7.0 * other * other + 0.1 * square * square * one
        });
        let found = given(&x, 1).answer(&y.collect::<Vec<f64>>()).unwrap();
        for (index, known) in found.indices.iter().zip([0.3139, 0.4424, 0.0, 0.0]) {
            assert!((index.value - known).abs() < 0.05, "{found:?}");
            assert!(index.low < known && known < index.high, "{found:?}");
        }
        assert_eq!([0, 1, 2, 3].map(|parameter| found.is_told(parameter)), [true, true, false, false]);
        assert_eq!(found.ranked()[..2], [1, 0]);
    }

    #[test]
    fn parameters_that_depend_on_each_other_have_the_indices_that_are_known() {
        // Of the sum of two normals that are correlated by r each explains (1 + r) / 2; of one by itself the other explains r².
        let r: f64 = 0.6;
        let (one, own) = (normal(4000, 0, 2), normal(4000, 1, 2));
        let other: Vec<f64> = one.iter().zip(&own).map(|(a, b)| r * a + (1.0 - r * r).sqrt() * b).collect();
        let given = given(&[one.clone(), other.clone()], 2);
        let sum: Vec<f64> = one.iter().zip(&other).map(|(a, b)| a + b).collect();
        let of_sum = given.answer(&sum).unwrap();
        assert!(of_sum.indices.iter().all(|index| (index.value - 0.8).abs() < 0.03), "{of_sum:?}");
        let alone = given.answer(&one).unwrap();
        assert!(alone.indices[0].value > 0.99 && (alone.indices[1].value - r * r).abs() < 0.05, "{alone:?}");
    }

    #[test]
    fn nothing_is_told_from_nothing_about_as_rarely_as_is_said() {
        let (mut beyond, mut told) = (0, 0);
        for seed in 0..100 {
            let x: Vec<Vec<f64>> = (0..20).map(|of| even(60, of, seed)).collect();
            let found = given(&x, seed).answer(&normal(60, 30, seed)).unwrap();
            beyond += found.indices.iter().filter(|index| index.value > found.noise).count();
            told += usize::from((0..20).any(|parameter| found.is_told(parameter)));
        }
        assert!((60..=150).contains(&beyond), "{beyond} of 2000, about 100 are expected");
        assert!(told <= 12, "{told} of 100, about 5 are expected");
    }

    #[test]
    fn intervals_hold_the_truth_about_as_often_as_they_say() {
        // The sum of an even number and another with a third of its spread: nine tenths.
        let held = (0..200).filter(|seed| {
            let x = vec![even(100, 0, *seed), even(100, 1, *seed)];
            let y: Vec<f64> = x[0].iter().zip(&x[1]).map(|(a, b)| a + b / 3.0).collect();
            let index = given(&x, *seed).answer(&y).unwrap().indices[0];
            index.low < 0.9 && 0.9 < index.high
        });
        let held = held.count();
        assert!((175..=200).contains(&held), "{held} of 200");
        let of_nothing = (0..200).filter(|seed| {
            let index = given(&[even(100, 0, *seed)], *seed).answer(&normal(100, 30, *seed)).unwrap().indices[0];
            index.low < 0.0 && 0.0 < index.high
        });
        let of_nothing = of_nothing.count();
        assert!((175..=198).contains(&of_nothing), "{of_nothing} of 200");
    }

    #[test]
    fn particles_that_were_drawn_often_make_no_parameter_seem_to_matter() {
        // Twelve draws each of twenty particles: beside each other they would be equal in everything.
        let x: Vec<Vec<f64>> = (0..5).map(|of| even(20, of, 4)).collect();
        let particle: Vec<usize> = (0..240).map(|draw| draw / 12).collect();
        let names = (0..5).map(|number| format!("p{number}").into()).collect();
        let output = normal(20, 9, 4);
        let outputs: Vec<f64> = particle.iter().map(|place| output[*place]).collect();
        let often = GivenDraws::new(names, &x, particle, 4).answer(&outputs).unwrap();
        let once = given(&x, 4).answer(&output).unwrap();
        assert!((0..5).all(|parameter| (often.indices[parameter].value - once.indices[parameter].value).abs() < 1e-12));
        assert!((0..5).all(|parameter| !often.is_told(parameter)), "{often:?}");
    }

    #[test]
    fn what_does_not_vary_and_too_few_particles_have_no_index() {
        let x = vec![vec![1.0; 30], even(30, 0, 5), (0..30).map(|one| f64::from(one % 2)).collect()];
        let y: Vec<f64> = (0..30).map(|one| f64::from(one % 2) + 0.01 * f64::from(one % 7)).collect();
        let found = given(&x, 5).answer(&y).unwrap();
        assert!(found.indices[0].value.is_nan() && found.is_told(2) && !found.is_told(0), "{found:?}");
        assert!(given(&x, 5).answer(&[3.0; 30]).is_none());
        let few: Vec<f64> = y.iter().enumerate().map(|(at, one)| if at < 9 { *one } else { f64::NAN }).collect();
        assert!(given(&x, 5).answer(&few).is_none());
        assert_eq!(numbers(&["true".to_owned(), "false".to_owned()]), [1.0, 0.0]);
    }
}
