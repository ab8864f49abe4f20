//! Shapley values of a game of a few parts, with what a part is worth first and last, and what two are worth together.

use crate::analysis::statistics::ROUNDING;

/// A game, split.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The value of all parts, less that of none.
    pub whole: f64,
    /// The Shapley value of each part; together they are the whole.
    pub parts: Vec<f64>,
    /// What each part adds to none.
    pub first: Vec<f64>,
    /// What each part adds to all others.
    pub last: Vec<f64>,
    /// The Shapley interaction index of every two parts, (0, 1), (0, 2), … (1, 2), …: how much more they add together than each
    /// by itself.
    pub pairs: Vec<f64>,
}

/// Every two of so many parts: (0, 1), (0, 2), … (1, 2), ….
pub(super) fn pairs(parts: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..parts).flat_map(move |one| (one + 1..parts).map(move |other| (one, other)))
}

/// Splits the game whose value for a set of parts stands at its number: bit `p` is set where part `p` is in it. Not a number
/// anywhere makes all of it not a number.
///
/// # Panics
/// If there are not 2^k values, with k at least 1.
///
/// # Examples
/// ```
/// use mutua::analysis::decomposition::split;
/// // The first part adds 1, the second 2, and both together 4 more.
/// let game = split(&[0.0, 1.0, 2.0, 7.0]);
/// assert_eq!((game.whole, game.parts, game.pairs), (7.0, vec![3.0, 4.0], vec![4.0]));
/// assert_eq!((game.first, game.last), (vec![1.0, 2.0], vec![5.0, 6.0]));
/// ```
#[must_use]
pub fn split(values: &[f64]) -> Split {
    assert!(values.len() > 1 && values.len().is_power_of_two(), "a value for every set of at least one part");
    let (parts, all) = (values.len().trailing_zeros() as usize, values.len() - 1);
    let defined = values.iter().all(|value| value.is_finite());
    let value = |set: usize| if defined { values[set] } else { f64::NAN };
    let adds = |part: usize, set: usize| value(set | 1 << part) - value(set);
    let each = |of: &dyn Fn(usize) -> f64| (0..parts).map(of).collect::<Vec<f64>>();
    Split {
        whole: value(all) - value(0),
        parts: each(&|part| mean_over_orders(parts, 1 << part, |set| adds(part, set))),
        first: each(&|part| adds(part, 0)),
        last: each(&|part| adds(part, all & !(1 << part))),
        pairs: pairs(parts)
            .map(|(one, other)| {
                mean_over_orders(parts, 1 << one | 1 << other, |set| {
                    let four = [set | 1 << one | 1 << other, set | 1 << one, set | 1 << other, set].map(value);
                    beyond(four)
                })
            })
            .collect(),
    }
}

/// The mean of what is said of each set of the other parts, each set weighed by the share of orders in which it comes first.
/// `these` are taken as one part. Sets of one size weigh the same, so their mean is taken first: a constant stays what it is.
fn mean_over_orders(parts: usize, these: usize, of: impl Fn(usize) -> f64) -> f64 {
    let others = parts - these.count_ones() as usize;
    let mut by_size = vec![(0.0, 0.0); others + 1];
    for set in (0..1_usize << parts).filter(|set| set & these == 0) {
        let (sum, count) = &mut by_size[set.count_ones() as usize];
        *sum += of(set);
        *count += 1.0;
    }
    by_size.iter().map(|(sum, count)| sum / count).sum::<f64>() / (others + 1) as f64
}

/// What two add together beyond each by itself; 0 if it is only the rounding of the four.
fn beyond([both, one, other, none]: [f64; 4]) -> f64 {
    let value = (both - one) - (other - none);
    let largest = [both, one, other, none].into_iter().fold(0.0, |most: f64, one| most.max(one.abs()));
    if value.abs() <= ROUNDING * largest { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every order of so many parts.
    fn orders(parts: usize) -> Vec<Vec<usize>> {
        if parts == 0 {
            return vec![Vec::new()];
        }
        let with = |order: &Vec<usize>| {
            (0..parts)
                .map(|place| {
                    let mut order = order.clone();
                    order.insert(place, parts - 1);
                    order
                })
                .collect::<Vec<_>>()
        };
        orders(parts - 1).iter().flat_map(with).collect()
    }

    /// Shapley values by walking through every order.
    fn by_orders(values: &[f64]) -> Vec<f64> {
        let parts = values.len().trailing_zeros() as usize;
        let all = orders(parts);
        let mut sums = vec![0.0; parts];
        for order in &all {
            let mut set = 0;
            for part in order {
                sums[*part] += values[set | 1 << part] - values[set];
                set |= 1 << part;
            }
        }
        sums.iter().map(|sum| sum / all.len() as f64).collect()
    }

    /// The interaction of two by walking through every order of the others with the two as one.
    fn pair_by_orders(values: &[f64], (one, other): (usize, usize)) -> f64 {
        let parts = values.len().trailing_zeros() as usize;
        let all: Vec<Vec<usize>> = orders(parts)
            .into_iter()
            .filter(|order| {
                let place = |part| order.iter().position(|one| *one == part);
                place(other) == place(one).map(|place| place + 1)
            })
            .collect();
        let of = |order: &Vec<usize>| {
            let set = order.iter().take_while(|part| **part != one).fold(0, |set, part| set | 1 << part);
            values[set | 1 << one | 1 << other] - values[set | 1 << one] - values[set | 1 << other] + values[set]
        };
        all.iter().map(of).sum::<f64>() / all.len() as f64
    }

    fn game() -> impl Strategy<Value = Vec<f64>> {
        (1_u32..=6).prop_flat_map(|parts| prop::collection::vec(-1000.0..1000.0, 1 << parts))
    }

    proptest! {
        #[test]
        fn it_is_what_all_orders_say_and_adds_up(values in game()) {
            let found = split(&values);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
            prop_assert!(found.parts.iter().zip(by_orders(&values)).all(|(a, b)| near(*a, b)), "{found:?}");
            for (pair, index) in pairs(found.parts.len()).zip(&found.pairs) {
                prop_assert!(near(*index, pair_by_orders(&values, pair)), "{pair:?}");
            }
            // To the last digits of numbers of this size.
            let sum: f64 = found.parts.iter().sum();
            prop_assert!((sum - found.whole).abs() <= 64.0 * f64::EPSILON * 1000.0, "{} and {sum}", found.whole);
        }

        #[test]
        fn an_additive_game_gives_back_what_was_put_in(worth in prop::collection::vec(-8_i32..8, 1..=6)) {
            let value = |set: usize| (0..worth.len()).filter(|part| set >> part & 1 == 1).map(|part| worth[part]).sum::<i32>();
            let values: Vec<f64> = (0..1 << worth.len()).map(|set| f64::from(value(set))).collect();
            let found = split(&values);
            let worth: Vec<f64> = worth.iter().map(|one| f64::from(*one)).collect();
            prop_assert_eq!(&found.parts, &worth);
            prop_assert_eq!((&found.first, &found.last), (&worth, &worth));
            prop_assert!(found.pairs.iter().all(|pair| *pair == 0.0));
        }

        #[test]
        fn a_part_that_changes_nothing_is_worth_exactly_nought(values in game(), at in 0_usize..7) {
            let parts = values.len().trailing_zeros() as usize;
            let at = at.min(parts);
            let without = |set: usize| set & ((1 << at) - 1) | set >> 1 & !((1 << at) - 1);
            let with: Vec<f64> = (0..values.len() * 2).map(|set| values[without(set)]).collect();
            let found = split(&with);
            prop_assert_eq!((found.parts[at], found.first[at], found.last[at]), (0.0, 0.0, 0.0));
            for ((one, other), pair) in pairs(parts + 1).zip(&found.pairs) {
                prop_assert!(one != at && other != at || *pair == 0.0);
            }
        }
    }

    #[test]
    fn two_parts_that_act_only_together_share_what_they_do() {
        // Of three parts the first and the third are worth 6 together, the second nothing.
        let values: Vec<f64> = (0..8).map(|set| if set & 5 == 5 { 6.0 } else { 0.0 }).collect();
        let found = split(&values);
        assert_eq!((found.parts, found.whole), (vec![3.0, 0.0, 3.0], 6.0));
        assert_eq!((found.first, found.last), (vec![0.0, 0.0, 0.0], vec![6.0, 0.0, 6.0]));
        assert_eq!(found.pairs, [0.0, 6.0, 0.0]);
    }

    #[test]
    fn what_is_missing_in_one_cell_is_missing_in_all() {
        let found = split(&[0.0, f64::NAN, 1.0, 2.0]);
        assert!(found.whole.is_nan() && found.parts.iter().chain(&found.last).all(|value| value.is_nan()));
    }
}
