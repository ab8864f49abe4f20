//! What a difference is made of, in one sentence that never says more than its intervals.

use crate::analysis::decomposition::Whole;
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{Form, INDICATORS, Per};
use crate::output::table::cells::signed;
use crate::scenario::Parts;

/// The sentence about one indicator of people who are called so.
pub(super) fn sentence(parts: &Parts, people: &str, indicator: usize, whole: &Whole) -> String {
    let label = INDICATORS[indicator].label.to_lowercase();
    let named =
        |part: &usize| format!("{} {}", parts.all[*part].label(), with_interval(&whole.parts[*part].value, indicator));
    let list = |of: &[usize]| of.iter().map(named).collect::<Vec<_>>().join("; ");
    let (contrast, ranked) = (with_interval(&whole.contrast, indicator), whole.ranked());
    if whole.contrast.n == 0 {
        return format!("The difference in {label} ({people}) is not defined under every mixture.");
    }
    if whole.contrast.n == 1 {
        return format!("In one world {label} ({people}) differs by {contrast}: {}.", list(&ranked));
    }
    let value = |part: &usize| whole.parts[*part].value;
    let (clear, rest): (Vec<usize>, Vec<usize>) = ranked.into_iter().partition(|part| value(part).is_clear());
    let unclear: Vec<usize> = rest.into_iter().filter(|part| value(part).mean != 0.0 || value(part).sd > 0.0).collect();
    let most = |part: &usize| whole.shares().is_some_and(|shares| shares[*part] > 0.5);
    let mut text = match (whole.contrast.is_clear(), clear.split_first()) {
        (true, Some((first, others))) => {
            let what = if most(first) { "most is" } else { "the largest clear part is" };
            let mut text = format!("Of the difference in {label} ({people}), {contrast}, {what} {}", named(first));
            if !others.is_empty() {
                text += &format!("; {}", list(others));
            }
            text
        }
        (true, None) => format!("Of the difference in {label} ({people}), {contrast}, no part is clear"),
        (false, None) => format!("There is no clear difference in {label} ({people}): {contrast}"),
        (false, Some(_)) => {
            format!("There is no clear difference in {label} ({people}), {contrast}, and clear parts: {}", list(&clear))
        }
    };
    if !unclear.is_empty() {
        text += &format!(". Not clear: {}", list(&unclear));
    }
    text + "."
}

/// How an indicator is read: by what it is multiplied, and with how many decimals.
pub(super) fn reading(indicator: usize) -> (f64, usize) {
    let row = &INDICATORS[indicator];
    match row.shown.form {
        Form::Percent => (100.0, 2),
        Form::Hours => (1.0, 0),
        _ if row.per == Per::ThousandPeople => (1.0, 0),
        Form::Count => (1.0, 3),
        _ => (1.0, 4),
    }
}

/// A mean and the ends of its interval.
fn with_interval(estimate: &Estimate, indicator: usize) -> String {
    let (factor, decimals) = reading(indicator);
    let e = estimate.scaled(factor);
    match e.low.is_finite() {
        true => format!("{} [{}, {}]", signed(e.mean, decimals), signed(e.low, decimals), signed(e.high, decimals)),
        false => signed(e.mean, decimals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::decomposition::Worth;
    use crate::scenario::Scenario;

    /// What is said of a difference and its four parts, each by its values in a few worlds.
    fn said(values: &[[f64; 4]]) -> String {
        let parts = Parts::between(&Scenario::default(), "professional-centred", "autonomous", &[]).unwrap();
        assert_eq!(parts.all.len(), 4);
        let of = |part: usize| Estimate::of(&values.iter().map(|world| world[part]).collect::<Vec<_>>());
        let worth = |part: usize| Worth { value: of(part), first: of(part), last: of(part) };
        let contrast = Estimate::of(&values.iter().map(|world| world.iter().sum()).collect::<Vec<_>>());
        let whole = Whole { contrast, parts: (0..4).map(worth).collect(), pairs: Vec::new() };
        sentence(&parts, "everyone", 0, &whole)
    }

    #[test]
    fn a_sentence_says_most_only_where_it_is_most() {
        let most = said(&[[0.5, 0.1, 0.0, 0.01], [0.6, 0.1, 0.0, -0.001]]);
        assert!(most.starts_with("Of the difference in trust in people in general (everyone), +0.6545 ["), "{most}");
        assert!(most.contains(", most is being several ") || most.contains(", the largest clear part is "), "{most}");
        let half = said(&[[0.2, 0.1, 0.2, 0.1], [0.2001, 0.1, 0.2, 0.1]]);
        assert!(
            half.contains("the largest clear part is a worker at all +0.2001 [+0.1994, +0.2007]; how often"),
            "{half}"
        );
        assert!(!half.contains("Not clear"), "{half}");
        let against = said(&[[0.5, -0.1, 0.0, 0.0], [0.5001, -0.1, 0.0, 0.0]]);
        assert!(
            against.contains("largest clear part") && against.ends_with("being several -0.1000 [-0.1000, -0.1000]."),
            "{against}"
        );
        let unclear = said(&[[0.5, -0.5, 0.3, 0.0], [0.5, -0.5, -0.3, 0.0]]);
        assert!(unclear.starts_with("There is no clear difference in trust"), "{unclear}");
        assert!(
            unclear.contains("and clear parts: a worker at all +0.5000") && unclear.contains("Not clear: how often"),
            "{unclear}"
        );
        let single = said(&[[0.5, -0.5, 0.3, 0.0]]);
        assert!(
            single.starts_with("In one world trust in people in general (everyone) differs by +0.3000: "),
            "{single}"
        );
        assert!(said(&[]).contains("not defined"));
    }
}
