//! A toy whose posterior is known: parameters are seen through normal noise.

use super::*;
use crate::analysis::design::lots::{Purpose, lot};
use crate::scenario::{Factor, Scale};

/// Standard deviation of what is seen of a parameter.
const NOISE: f64 = 0.1;

pub(super) fn factor(key: &str) -> Factor {
    Factor { key: key.to_owned(), scale: Scale::Real { low: 0.0, high: 1.0, levels: None } }
}

pub(super) fn goal(value: f64, fitted: bool) -> Goal {
    let id = "seen".to_owned();
    Goal { id, value, low: value, high: value, error: NOISE, discrepancy: 0.0, weight: 1.0, survey: Survey::Unknown, fitted }
}

pub(super) const SIZES: FitSizes =
    FitSizes { evaluations: 4000, population: 400, trajectories: 4, fitted: 2, predictive: 100, least_acceptance: 0.02 };

/// A normal number that depends on seed and key: the luck of the toy.
fn luck(seed: u32, number: u32, goal: u32) -> f64 {
    let [a, b, ..] = lot(seed, Purpose::Worlds, [number, goal, 7]);
    let unit = |word: u32| (f64::from(word) + 0.5) / 4_294_967_296.0;
    (-2.0 * libm::log(unit(a))).sqrt() * libm::cos(std::f64::consts::TAU * unit(b))
}

/// Fits the toy: the first two parameters are seen, each with noise; all others do nothing.
pub(super) fn fitted(factors: usize, goals: Vec<Goal>, sizes: FitSizes, seed: u32) -> Told {
    let factors = (0..factors).map(|number| factor(&format!("p{number}"))).collect();
    let mut course = Course::new(factors, goals, sizes, seed).unwrap();
    while let Some(batch) = course.ask(&|_| true) {
        let evaluate = |(number, units): (u32, &Vec<f64>)| {
            let seen = |goal: usize| units[goal] + NOISE * luck(seed, number, goal as u32);
            Some(vec![(0..course.goals().len()).map(seen).collect()])
        };
        let evaluations = (batch.first..).zip(&batch.units).map(evaluate).collect();
        course.tell(evaluations);
    }
    course.told().unwrap().clone()
}

#[test]
fn a_known_posterior_is_found() {
    let told = fitted(2, vec![goal(0.4, true), goal(0.7, true)], SIZES, 11);
    for (place, seen) in [(0, 0.4), (1, 0.7)] {
        let marginal = told.posterior.marginal(place);
        assert!((marginal.mean - seen).abs() < 0.03, "{marginal:?}");
        // Normal around what was seen, a little wider for the tolerance.
        assert!((0.09..0.14).contains(&marginal.sd) && marginal.identified, "{marginal:?}");
    }
    assert!(told.posterior.correlation(0, 1).abs() < 0.25);
    assert_eq!(told.posterior.fitted, [0, 1]);
    assert!(told.goals.iter().all(|goal| goal.posterior.holds(0.4) || goal.posterior.holds(0.7)));
}

#[test]
fn what_nothing_answers_to_is_not_fitted_and_not_identified() {
    let told = fitted(6, vec![goal(0.4, true), goal(0.7, true)], SIZES, 12);
    assert_eq!(told.screening.fitted(), [0, 1], "{:?}", told.screening);
    for place in 2..6 {
        let marginal = told.posterior.marginal(place);
        assert!(!marginal.identified && (marginal.sd - 0.2887).abs() < 0.04, "{place}: {marginal:?}");
    }
}

#[test]
fn a_check_moves_nothing() {
    let with = |value| fitted(2, vec![goal(0.4, true), goal(value, false)], SIZES, 13).posterior;
    assert_eq!(with(0.1), with(0.9));
    assert!(!with(0.1).marginal(1).identified);
}

#[test]
fn a_fit_ends_by_its_budget_or_its_acceptance_and_says_which() {
    let goals = || vec![goal(0.4, true), goal(0.7, true)];
    let short = fitted(2, goals(), FitSizes { evaluations: 1000, ..SIZES }, 14);
    assert_eq!(short.ended, Ended::Budget);
    assert!(short.generations.last().unwrap().evaluated <= 900);
    let long = fitted(2, goals(), FitSizes { evaluations: 100_000, least_acceptance: 0.2, ..SIZES }, 14);
    assert_eq!(long.ended, Ended::Acceptance);
    assert!(long.generations.windows(2).all(|pair| pair[1].tolerance <= pair[0].tolerance));
}

#[test]
fn an_unsound_fit_is_refused() {
    let course = |goals, sizes| Course::new(vec![factor("a")], goals, sizes, 1).map(|_| ()).unwrap_err().to_string();
    let goals = || vec![goal(0.4, true)];
    assert!(course(vec![goal(0.4, false)], SIZES).contains("no target"));
    assert!(course(goals(), FitSizes { population: 5, ..SIZES }).contains("even number"));
    assert!(course(goals(), FitSizes { evaluations: 499, ..SIZES }).contains("at least 500"));
    assert!(course(goals(), FitSizes { predictive: 1, ..SIZES }).contains("predictive"));
}

/// How often the truth is above a draw of the posterior, over many truths drawn from the prior: all ranks are as frequent
/// where the posterior is right (Talts et al. 2018). Pearson's chi-squared over `bins` bins.
pub(super) fn chi_squared(fits: u32, bins: usize, seed: u32) -> (f64, Vec<u32>) {
    let mut counts = vec![0_u32; bins];
    for number in 0..fits {
        let unit = |key: u32| (f64::from(lot(seed, Purpose::Worlds, [number, key, 99])[0]) + 0.5) / 4_294_967_296.0;
        let truths = [unit(0), unit(1)];
        let seen = |place: usize| truths[place] + NOISE * luck(seed ^ 0x5EED, number, place as u32);
        let told = fitted(2, vec![goal(seen(0), true), goal(seen(1), true)], SIZES, seed.wrapping_add(number));
        let lot = unit(2);
        let draws = Posterior::systematic(&told.posterior.weights(), bins * 8 - 1, lot);
        let values = told.posterior.values(0);
        let rank = draws.iter().filter(|&&draw| values[draw] < truths[0]).count();
        counts[rank * bins / (bins * 8)] += 1;
    }
    let expected = f64::from(fits) / bins as f64;
    let squares = counts.iter().map(|&count| (f64::from(count) - expected) * (f64::from(count) - expected) / expected);
    (squares.sum(), counts)
}

#[test]
fn ranks_of_the_truth_are_even() {
    let (chi, counts) = chi_squared(60, 5, 2026);
    // 99.9 % point of 4 degrees of freedom.
    assert!(chi < 18.5, "{chi} {counts:?}");
}
