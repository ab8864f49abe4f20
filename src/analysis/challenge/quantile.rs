//! How much of a factor one step takes: a share of the points, from one end, and all that are equal to the last of them.

use super::cases::Column;
use super::region::End;

/// A share of numbers, taken from one end of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Taken {
    /// The innermost number that is taken.
    pub(super) taken: f64,
    /// The next number after it, which is not; `None` if all are taken.
    pub(super) next: Option<f64>,
}

impl Taken {
    /// Takes a share of `values` from one end: as many as come first at the place `(n − 1)·share` of their order, at least
    /// one, and all that are equal to the last of them. `None` if there are no numbers.
    ///
    /// From above the place is computed from `1 − share`, as the reference does: where it is a whole number, rounding decides.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
    pub(super) fn of(mut values: Vec<f64>, share: f64, from: End) -> Option<Self> {
        values.sort_unstable_by(f64::total_cmp);
        let last = values.len().checked_sub(1)?;
        let (taken, next) = if from == End::High {
            let taken = values[((last as f64 * (1.0 - share)).ceil() as usize).min(last)];
            (taken, values.iter().rev().find(|value| **value < taken))
        } else {
            let taken = values[((last as f64 * share).floor() as usize).min(last)];
            (taken, values.iter().find(|value| **value > taken))
        };
        Some(Self { taken, next: next.copied() })
    }

    /// The limit at `end` that leaves outside what was taken; `None` if nothing is left.
    pub(super) fn peeled(self, column: &Column, end: End) -> Option<f64> {
        self.next.map(|next| limit(column, end, f64::midpoint(self.taken, next)))
    }

    /// The limit at `end` that leaves inside what was taken.
    pub(super) fn pasted(self, column: &Column, end: End) -> f64 {
        self.next.map_or(self.taken, |next| limit(column, end, f64::midpoint(self.taken, next)))
    }
}

/// The limit between two values: midway, of whole numbers the next one inside.
fn limit(column: &Column, end: End, midway: f64) -> f64 {
    match (column, end) {
        (Column::Whole(_), End::Low) => midway.ceil(),
        (Column::Whole(_), _) => midway.floor(),
        _ => midway,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_taken_from_each_end_with_all_equal_values() {
        let of = |values: &[f64], share, from| Taken::of(values.to_vec(), share, from).unwrap();
        let ten: Vec<f64> = (1..=11).map(f64::from).collect();
        // Places 1 and 9: two from each end.
        assert_eq!(of(&ten, 0.1, End::Low), Taken { taken: 2.0, next: Some(3.0) });
        assert_eq!(of(&ten, 0.1, End::High), Taken { taken: 10.0, next: Some(9.0) });
        assert_eq!(of(&[1.0, 1.0, 1.0, 4.0], 0.05, End::Low), Taken { taken: 1.0, next: Some(4.0) });
        assert_eq!(of(&[1.0, 4.0, 4.0, 4.0], 0.05, End::High), Taken { taken: 4.0, next: Some(1.0) });
        assert_eq!(of(&[2.0; 5], 0.05, End::High).next, None);
        assert_eq!(Taken::of(Vec::new(), 0.05, End::Low), None);
    }

    #[test]
    fn limits_lie_midway_and_those_of_whole_numbers_are_whole() {
        let (real, whole) = (Column::Real(Vec::new()), Column::Whole(Vec::new()));
        let some = Taken { taken: 2.0, next: Some(5.0) };
        assert_eq!((some.peeled(&real, End::Low), some.peeled(&whole, End::Low)), (Some(3.5), Some(4.0)));
        assert_eq!((some.pasted(&real, End::High), some.pasted(&whole, End::High)), (3.5, 3.0));
        let all = Taken { taken: 2.0, next: None };
        assert_eq!((all.peeled(&real, End::Low), all.pasted(&real, End::Low)), (None, 2.0));
    }
}
