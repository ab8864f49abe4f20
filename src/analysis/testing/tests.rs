//! How often verdicts are wrong, in streams of values whose mean is known. Everything is keyed, so the same streams come again.

use super::{Failure, LookRow, TestPlan, asks, judge, worlds_at_seen};
use crate::analysis::rule::{Outcome, Seen};
use crate::scenario::{Direction, Hypothesis, Scenario};

/// Streams of each kind.
const STREAMS: u64 = 2000;
/// Three standard errors of a share of 2.5 % in so many streams.
const SLACK: f64 = 0.0105;
/// The seed of all streams.
const SEED: u64 = 20_260_729;

/// What values are like that have mean 0 and standard deviation 1.
#[derive(Clone, Copy, Debug)]
enum Values {
    Normal,
    /// Mostly a little below 0, now and then far above: a skewness of 2.
    Exponential,
    /// The difference of two exponential values: heavy tails on both sides, as between two worlds of the same luck.
    Laplace,
}

/// A value for a key, uniform in 0..1 without its ends.
fn uniform(stream: u64, world: u64, which: u64) -> f64 {
    let mut x =
        SEED ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (world << 20 | which).wrapping_mul(0xd1b5_4a32_d192_ed03);
    for _ in 0..3 {
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^= x >> 31;
    }
    ((x >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

impl Values {
    fn draw(self, stream: u64, world: u64, hypothesis: u64) -> f64 {
        let [first, second] = [0, 1].map(|which| uniform(stream, world, 2 * hypothesis + which));
        let exponential = |u: f64| -libm::log(u);
        match self {
            Self::Normal => (2.0 * exponential(first)).sqrt() * libm::cos(2.0 * std::f64::consts::PI * second),
            Self::Exponential => exponential(first) - 1.0,
            Self::Laplace => (exponential(first) - exponential(second)) / std::f64::consts::SQRT_2,
        }
    }
}

fn hypotheses(directions: &[(Direction, Option<&str>)], smallest: f64) -> Vec<Hypothesis> {
    let claim = "id = 'x'\nclaim = 'x'\nindicator = 'burden'\nregime = 'none'\ndirection = 'above'\nsmallest = 1";
    let first = Scenario::parse(&format!("[[hypothesis]]\n{claim}")).unwrap().hypotheses.remove(0);
    let one = |(place, &(direction, part_of)): (usize, &(Direction, Option<&str>))| Hypothesis {
        id: format!("h{place}"),
        part_of: part_of.map(str::to_owned),
        direction,
        smallest,
        ..first.clone()
    };
    directions.iter().enumerate().map(one).collect()
}

/// The shares of streams in which any claim holds, and in which any fails.
fn shares(values: Values, claims: &[Hypothesis], most: u32, truth: f64) -> (f64, f64) {
    let plan = TestPlan::of(claims, most);
    let (mut holds, mut fails) = (0, 0);
    for stream in 0..STREAMS {
        let world = |world| (0..claims.len() as u64).map(|one| truth + values.draw(stream, world, one)).collect();
        let worlds: Vec<Vec<f64>> = (0..u64::from(most)).map(world).collect();
        let tested = judge(&plan, claims, &worlds);
        holds += u32::from(tested.claims.iter().any(|claim| claim.outcome == Outcome::Holds));
        fails += u32::from(tested.claims.iter().any(|claim| claim.outcome == Outcome::Fails));
    }
    (f64::from(holds) / STREAMS as f64, f64::from(fails) / STREAMS as f64)
}

#[test]
fn at_the_smallest_effect_neither_verdict_comes_too_often() {
    for most in [20, 40, 160] {
        for values in [Values::Normal, Values::Laplace] {
            for (direction, truth) in [(Direction::Above, 0.3), (Direction::Below, -0.3)] {
                let (holds, fails) = shares(values, &hypotheses(&[(direction, None)], 0.3), most, truth);
                println!("seed {SEED}, {values:?}, {most} worlds, {direction:?}: holds {holds}, fails {fails}");
                assert!(
                    holds <= 0.025 + SLACK && fails <= 0.025 + SLACK,
                    "{values:?} {most} {direction:?}: {holds} {fails}"
                );
            }
        }
    }
}

#[test]
fn where_nothing_differs_nothing_is_found() {
    for values in [Values::Normal, Values::Laplace, Values::Exponential] {
        let (holds, fails) = shares(values, &hypotheses(&[(Direction::Above, None)], 0.0), 160, 0.0);
        println!("seed {SEED}, {values:?}, smallest 0: holds {holds}, fails {fails}");
        let (found, _) = shares(values, &hypotheses(&[(Direction::Above, None)], 0.3), 160, 0.0);
        println!("seed {SEED}, {values:?}, smallest 0.3: holds {found}");
        assert!(found <= SLACK, "{found}");
    }
}

#[test]
fn skewed_values_cost_what_the_docs_say() {
    for (most, fails_at_most) in [(20, 0.10), (40, 0.085), (160, 0.055), (640, 0.045)] {
        let (holds, fails) = shares(Values::Exponential, &hypotheses(&[(Direction::Above, None)], 0.0), most, 0.0);
        assert!(holds <= 0.025 && fails <= fails_at_most, "{most}: {holds} {fails}");
        println!("seed {SEED}, exponential, {most} worlds: holds {holds}, fails {fails}");
    }
}

#[test]
fn equivalence_and_claims_in_parts_keep_what_they_promise() {
    let within = hypotheses(&[(Direction::Within, None)], 0.3);
    for truth in [0.3, -0.3] {
        let (holds, fails) = shares(Values::Normal, &within, 160, truth);
        println!("seed {SEED}, within at {truth}: holds {holds}, fails {fails}");
        assert!(holds <= 0.025 + SLACK && fails <= 0.025 + SLACK);
    }
    let several = hypotheses(&[(Direction::Above, None), (Direction::Above, None), (Direction::Above, None)], 0.3);
    let (holds, fails) = shares(Values::Normal, &several, 160, 0.3);
    println!("seed {SEED}, any of three claims: holds {holds}, fails {fails}");
    assert!(holds <= 0.025 + SLACK && fails <= 0.025 + SLACK);
    let part = Some("all");
    let parts = hypotheses(&[(Direction::Above, part), (Direction::Above, part), (Direction::Above, part)], 0.3);
    let (holds, fails) = shares(Values::Normal, &parts, 160, 0.3);
    println!("seed {SEED}, a claim of three parts: holds {holds}, fails {fails}");
    assert!(holds <= 0.025 + SLACK && fails <= 0.025 + SLACK);
}

#[test]
fn what_is_there_is_found_as_often_as_was_told() {
    let claims = hypotheses(&[(Direction::Above, None)], 0.1);
    let plan = TestPlan::of(&claims, 160);
    let distance = super::distances(&plan, 0, Direction::Above)[3].unwrap();
    let (holds, _) = shares(Values::Normal, &claims, 160, 0.1 + distance);
    println!("seed {SEED}, {distance} beyond the smallest effect: holds {holds}");
    // An earlier look may find it, too.
    assert!((0.88..0.95).contains(&holds), "{holds}");
    let (_, fails) = shares(Values::Normal, &claims, 160, 0.1 - distance);
    assert!((0.88..0.95).contains(&fails), "{fails}");
}

/// A row of a first look at these bounds, with its verdict by the rule.
fn row(one: &Hypothesis, (low, high): (f64, f64), sd: f64) -> LookRow {
    let seen = Seen { low, high, n: 20, worlds: 20 };
    LookRow {
        hypothesis: 0,
        look: 0,
        worlds: 20,
        n: 20,
        mean: 0.5 * (low + high),
        sd,
        skewness: 0.0,
        low,
        high,
        spent_holds: 0.0,
        spent_fails: 0.0,
        outcome: asks(one).judge(seen),
    }
}

#[test]
fn what_fails_tells_the_opposite_from_too_small_an_effect() {
    let of = |direction, smallest: f64, bounds| {
        let one = &hypotheses(&[(direction, None)], smallest)[0];
        Failure::of(one, &row(one, bounds, 1.0))
    };
    use Direction::{Above, Below, Within};
    assert_eq!(of(Above, 0.1, (-0.3, -0.1)), Some(Failure::Opposite));
    assert_eq!(of(Above, 0.1, (-0.3, -0.05)), Some(Failure::OtherSide));
    assert_eq!(of(Above, 0.1, (-0.3, 0.05)), Some(Failure::Smaller));
    assert_eq!(of(Above, 0.1, (-0.3, 0.15)), None, "it is undecided");
    assert_eq!(of(Above, 0.1, (0.2, 0.3)), None, "it holds");
    assert_eq!(of(Below, 0.1, (0.1, 0.3)), Some(Failure::Opposite));
    assert_eq!(of(Below, 0.1, (0.0, 0.3)), Some(Failure::Smaller));
    assert_eq!(of(Above, 0.0, (-0.3, -0.01)), Some(Failure::Opposite), "every effect is of interest");
    assert_eq!(of(Within, 0.1, (0.2, 0.3)), Some(Failure::Further));
}

#[test]
fn so_many_worlds_as_the_difference_seen_needs_decide_in_nine_of_ten_tests() {
    for (direction, smallest, mean) in [
        (Direction::Above, 1.0, 1.3),
        (Direction::Above, 1.0, 0.7),
        (Direction::Below, 0.5, -0.8),
        (Direction::Within, 1.0, 0.6),
    ] {
        let all = hypotheses(&[(direction, None)], smallest);
        let plan = TestPlan::of(&all, 20);
        let seen = row(&all[0], (mean - 2.0, mean + 2.0), 1.0);
        let worlds = worlds_at_seen(&plan, &all[0], &seen).unwrap();
        assert!((60..400).contains(&worlds), "{worlds}");
        let plan = TestPlan::of(&all, worlds as u32);
        let decided = |stream: &u64| {
            let read: Vec<Vec<f64>> =
                (0..worlds).map(|world| vec![mean + Values::Normal.draw(*stream, world, 0)]).collect();
            judge(&plan, &all, &read).claims[0].outcome != Outcome::Undecided
        };
        let share = (0..400).filter(decided).count() as f64 / 400.0;
        println!("{direction:?} {mean}: {worlds} worlds decide in {share}");
        assert!((0.85..0.97).contains(&share), "{direction:?} {mean}: {worlds} worlds decide in {share}");
    }
    let one = &hypotheses(&[(Direction::Above, None)], 1.0);
    let plan = TestPlan::of(one, 20);
    assert_eq!(worlds_at_seen(&plan, &one[0], &row(&one[0], (0.0, 2.0), 1.0)), None, "it lies at the edge");
    assert_eq!(worlds_at_seen(&plan, &one[0], &row(&one[0], (2.0, 3.0), 1.0)), None, "it is decided");
    let few = LookRow { n: 17, ..row(&one[0], (0.0, 3.0), 1.0) };
    assert_eq!(worlds_at_seen(&plan, &one[0], &few), None, "more worlds would not have the number either");
}
