//! A toy whose posterior is known: parameters are seen through normal noise. Whether a fit finds it, and whether it is right on
//! average: the ranks of truths among draws of their posteriors are even (simulation-based calibration).
//!
//! `MUTUA_SEED` draws others, `MUTUA_LONG=1` makes 200 fits, and `MUTUA_FIT_TOY=FOLDER` writes what `tests/beside_pyabc.py` and
//! `tests/ranks.py` read.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::design::lots::{Purpose, lot};
use mutua::analysis::fit::{Course, Ended, Evaluation, FitSizes, Goal, Posterior, Survey, Told};
use mutua::scenario::{Factor, Scale};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Standard deviation of what is seen of a parameter.
const NOISE: f64 = 0.1;

fn factor(key: &str) -> Factor {
    Factor { key: key.to_owned(), scale: Scale::Real { low: 0.0, high: 1.0, levels: None } }
}

fn goal(value: f64, fitted: bool) -> Goal {
    let id = "seen".to_owned();
    Goal {
        id,
        value,
        low: value,
        high: value,
        error: NOISE,
        discrepancy: 0.0,
        weight: 1.0,
        survey: Survey::Unknown,
        fitted,
    }
}

const SIZES: FitSizes = FitSizes {
    evaluations: 4000,
    population: 400,
    trajectories: 4,
    fitted: 2,
    predictive: 100,
    least_acceptance: 0.02,
};

/// A normal number that depends on seed and key: the luck of the toy.
fn luck(seed: u32, number: u32, goal: u32) -> f64 {
    let [a, b, ..] = lot(seed, Purpose::Worlds, [number, goal, 7]);
    let unit = |word: u32| (f64::from(word) + 0.5) / 4_294_967_296.0;
    (-2.0 * libm::log(unit(a))).sqrt() * libm::cos(std::f64::consts::TAU * unit(b))
}

/// Fits the toy: the first two parameters are seen, each with noise; all others do nothing.
fn fitted(factors: usize, goals: Vec<Goal>, sizes: FitSizes, seed: u32) -> Told {
    let factors = (0..factors).map(|number| factor(&format!("p{number}"))).collect();
    let goals_count = goals.len();
    let mut course = Course::new(factors, goals, sizes, seed).expect("a fit");
    while let Some(batch) = course.ask(&|_| true) {
        let evaluate = |(number, units): (u32, &Vec<f64>)| {
            let seen = |goal: usize| units[goal] + NOISE * luck(seed, number, goal as u32);
            Some(vec![(0..goals_count).map(seen).collect()])
        };
        let evaluations: Vec<Evaluation> = (batch.first..).zip(&batch.units).map(evaluate).collect();
        course.tell(evaluations);
    }
    course.told().expect("an end").clone()
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
    assert!(short.generations.last().expect("a population").evaluated <= 900);
    let long = fitted(2, goals(), FitSizes { evaluations: 100_000, least_acceptance: 0.2, ..SIZES }, 14);
    assert_eq!(long.ended, Ended::Acceptance);
    assert!(long.generations.windows(2).all(|pair| pair[1].tolerance <= pair[0].tolerance));
}

#[test]
fn an_unsound_fit_is_refused() {
    let course =
        |goals, sizes| Course::new(vec![factor("a")], goals, sizes, 1).map(|_| ()).expect_err("refused").to_string();
    let goals = || vec![goal(0.4, true)];
    assert!(course(vec![goal(0.4, false)], SIZES).contains("no target"));
    assert!(course(goals(), FitSizes { population: 5, ..SIZES }).contains("even number"));
    assert!(course(goals(), FitSizes { evaluations: 499, ..SIZES }).contains("at least 500"));
    assert!(course(goals(), FitSizes { predictive: 1, ..SIZES }).contains("predictive"));
}

/// The seed of all that is drawn; printed, so that a failure can be had again.
fn seed() -> u32 {
    let seed = std::env::var("MUTUA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    println!("MUTUA_SEED={seed}");
    seed
}

/// Where tables are to be written for other programs.
fn folder() -> Option<PathBuf> {
    std::env::var_os("MUTUA_FIT_TOY").map(PathBuf::from)
}

/// Draws of a posterior among which a truth has its rank.
const DRAWS: usize = 39;

/// How many draws of its posterior lie below each of many truths, which are drawn from the prior: every number of them is as
/// frequent as any other where posteriors are right (Talts et al. 2018).
fn ranks(fits: u32, seed: u32) -> Vec<usize> {
    let one = |number| {
        let unit = |key: u32| (f64::from(lot(seed, Purpose::Worlds, [number, key, 99])[0]) + 0.5) / 4_294_967_296.0;
        let truths = [unit(0), unit(1)];
        let seen = |place: usize| truths[place] + NOISE * luck(seed ^ 0x5EED, number, place as u32);
        let told = fitted(2, vec![goal(seen(0), true), goal(seen(1), true)], SIZES, seed.wrapping_add(number));
        let draws = Posterior::systematic(&told.posterior.weights(), DRAWS, unit(2));
        let values = told.posterior.values(0);
        draws.iter().filter(|&&draw| values[draw] < truths[0]).count()
    };
    (0..fits).map(one).collect()
}

#[test]
fn ranks_of_the_truth_are_even() {
    let long = std::env::var_os("MUTUA_LONG").is_some();
    // Bins of equal width, and the 99.9 % point of chi-squared with one degree less.
    let (fits, bins, most) = if long { (200, 10, 27.88) } else { (40, 4, 16.27) };
    let ranks = ranks(fits, seed());
    let mut counts = vec![0_u32; bins];
    ranks.iter().for_each(|rank| counts[rank * bins / (DRAWS + 1)] += 1);
    let expected = f64::from(fits) / bins as f64;
    let squares = counts.iter().map(|&count| (f64::from(count) - expected) * (f64::from(count) - expected) / expected);
    let chi: f64 = squares.sum();
    println!("{fits} fits, ranks in {bins} bins: {counts:?}; chi-squared {chi:.2}, at most {most}");
    if let Some(folder) = folder() {
        let table = ranks.iter().fold(String::from("rank\n"), |table, rank| table + &format!("{rank}\n"));
        std::fs::write(folder.join("ranks.csv"), table).expect("a written table");
    }
    assert!(chi < most, "{chi} {counts:?}");
}

/// Writes the posterior of the toy for `tests/beside_pyabc.py`.
#[test]
#[ignore = "writes what tests/pyabc.sh compares"]
fn write_for_pyabc() {
    let folder = folder().expect("MUTUA_FIT_TOY names a folder");
    let sizes = FitSizes { evaluations: 20_000, population: 2000, ..SIZES };
    let told = fitted(2, vec![goal(0.4, true), goal(0.7, true)], sizes, seed());
    let mut table = String::from("weight,p0,p1\n");
    for (particle, weight) in told.posterior.particles.iter().zip(told.posterior.weights()) {
        writeln!(table, "{weight},{},{}", particle.units[0], particle.units[1]).expect("a string");
    }
    std::fs::write(folder.join("posterior.csv"), table).expect("a written table");
}
