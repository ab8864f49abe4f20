//! Names as they fit a column: shortened together, so that those that differ still differ.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Each of `names` in at most `width` characters, in the same order. What is too long loses a piece of its middle, for
/// which `mark` stands. Two different names never come out the same if `width` leaves room for `mark` and the number of
/// names. Characters count as one column each: names of regimes are a to z, digits, `-` and `_`.
pub(super) fn shortened<'a>(names: impl IntoIterator<Item = &'a str>, width: usize, mark: &str) -> Vec<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let room = width.saturating_sub(mark.chars().count());
    // Names differ most often at the end; what they have in common is at the beginning.
    let least = room / 3;
    let tails = (least..=room).chain((0..least).rev());
    let all_with = |tail: usize| names.iter().map(|name| cut(name, width, mark, tail)).collect::<Vec<_>>();
    // The first of those that tell most of them apart.
    let shown = tails.map(all_with).min_by_key(|shown| Reverse(distinct(shown.iter().map(String::as_str))));
    let shown = shown.unwrap_or_default();
    match distinct(shown.iter().map(String::as_str)) == distinct(names.iter().copied()) {
        true => shown,
        false => numbered(&names, shown, width, mark),
    }
}

/// One name by itself.
#[cfg(test)]
fn one(name: &str, width: usize, mark: &str) -> String {
    shortened([name], width, mark).remove(0)
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.collect::<BTreeSet<_>>().len()
}

/// The first and the last characters of a name that is too long.
fn cut(name: &str, width: usize, mark: &str, tail: usize) -> String {
    let length = name.chars().count();
    if length <= width {
        return name.to_owned();
    }
    let room = width.saturating_sub(mark.chars().count());
    let tail = tail.min(room);
    let head: String = name.chars().take(room - tail).collect();
    let mark: String = mark.chars().take(width).collect();
    head + &mark + &name.chars().skip(length - tail).collect::<String>()
}

/// Where no cut keeps all different: those that look like another after the cut get a number instead of an end.
fn numbered(names: &[&str], mut shown: Vec<String>, width: usize, mark: &str) -> Vec<String> {
    let alike = |a: usize, b: usize| names[a] != names[b] && shown[a] == shown[b];
    let clash = |a: &usize| names[*a] != shown[*a] && (0..names.len()).any(|b| alike(*a, b));
    let clashing: Vec<usize> = (0..names.len()).filter(clash).collect();
    let mut taken: BTreeSet<String> = shown.iter().cloned().collect();
    for (place, index) in clashing.iter().enumerate() {
        let earlier = clashing[..place].iter().find(|earlier| names[**earlier] == names[*index]);
        shown[*index] = match earlier {
            Some(earlier) => shown[*earlier].clone(),
            None => with_number(names[*index], width, mark, &taken),
        };
        taken.insert(shown[*index].clone());
    }
    shown
}

/// The beginning of a name, and the first number that gives a name that is free.
fn with_number(name: &str, width: usize, mark: &str, taken: &BTreeSet<String>) -> String {
    let with = |number: usize| {
        let end = format!("{mark}{number}");
        let head = name.chars().take(width.saturating_sub(end.chars().count()));
        head.chain(end.chars()).collect::<String>()
    };
    (1..=taken.len() + 1).map(with).find(|name| !taken.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_end_that_tells_two_names_apart_stays() {
        let names = ["none", "professional-centred-25", "professional-centred-75"];
        assert_eq!(shortened(names, 20, "..."), ["none", "professional...ed-25", "professional...ed-75"]);
        assert_eq!(shortened(names, 23, "..."), names);
        assert_eq!(shortened(names, 12, "…"), ["none", "professi…-25", "professi…-75"]);
    }

    #[test]
    fn names_that_differ_at_the_beginning_or_in_the_middle_differ() {
        let (end, begin) = ("x".repeat(30), "y".repeat(30));
        let names = [format!("a{end}"), format!("b{end}"), format!("{begin}a{end}"), format!("{begin}b{end}")];
        let shown = shortened(names.iter().map(String::as_str), 20, "...");
        let ends = ["axxxxxxxxxxx...xxxxx", "bxxxxxxxxxxx...xxxxx", "yyyyyyyyyyyyyyyy...1", "yyyyyyyyyyyyyyyy...2"];
        assert_eq!(shown, ends);
    }

    #[test]
    fn characters_are_not_cut_in_two() {
        assert_eq!(one("größer-und-größer-ü", 10, "…"), "größer…r-ü");
        assert_eq!(one("abc", 2, "..."), "..");
        assert_eq!(one("abc", 0, "..."), "");
    }

    /// Names that are much like each other, as those of real scenarios are.
    fn alike() -> impl Strategy<Value = Vec<String>> {
        let part =
            prop_oneof!["[ab]{0,3}", Just("professional-centred".to_owned()), Just("x".repeat(17)), "[a-z.…]{0,9}"];
        let name = prop::collection::vec(part, 1..6).prop_map(|parts| parts.concat());
        prop::collection::vec(name, 1..60)
    }

    proptest! {
        #[test]
        fn different_names_look_different_and_fit(names in alike(), width in 6_usize..40, dots in any::<bool>()) {
            let mark = if dots { "..." } else { "…" };
            let shown = shortened(names.iter().map(String::as_str), width, mark);
            prop_assert_eq!(shown.len(), names.len());
            for (one, name) in shown.iter().zip(&names) {
                prop_assert!(one.chars().count() <= width, "{} in {}", one, width);
                prop_assert!(one == name || name.chars().count() > width);
            }
            for (a, b) in (0..names.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
                prop_assert_eq!(names[a] == names[b], shown[a] == shown[b], "{} and {}", &names[a], &names[b]);
            }
        }
    }
}
