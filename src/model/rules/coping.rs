//! Need and coping (`docs/odd.md`, 2).

use crate::model::parameters::Parameters;
use crate::model::share::least;

/// Whether somebody with a problem of this `category` (0: there never was one) and this burden, `0..=1`, is in need. With a
/// problem and not in need they are recovered.
#[inline]
#[must_use]
pub fn in_need(category: u8, burden: f64, parameters: &Parameters) -> bool {
    category > 0 && burden >= parameters.recovered_below
}

/// The least burden, a share, with which somebody with a life problem is [`in_need`].
#[must_use]
pub fn least_burden_in_need(parameters: &Parameters) -> u16 {
    least(parameters.recovered_below)
}

/// Coping with so many of the needed insights had: the share of them; 1 if none is needed.
#[inline]
#[must_use]
pub fn coping(had: u32, needed: u32) -> f64 {
    let share = f64::from(had) / f64::from(needed);
    if needed == 0 { 1.0 } else { share }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::share::{ONE, value};

    #[test]
    fn the_least_burden_is_where_need_begins() {
        for recovered_below in [0.01, 0.25, 0.333, 0.5, 0.9999, 0.99] {
            let parameters = Parameters { recovered_below, ..Parameters::default() };
            let least = least_burden_in_need(&parameters);
            let needs = |burden: u16| in_need(1, value(burden), &parameters);
            assert!((0..=ONE).all(|burden| needs(burden) == (burden >= least)), "{recovered_below}");
            assert!(!in_need(0, 1.0, &parameters));
        }
    }
}
