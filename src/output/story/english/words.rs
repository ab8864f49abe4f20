//! Numbers, spans, dates and rates as one says them in English.

use crate::model::origin::Origin;
use crate::output::digits::with_thousands;
use crate::output::story::rough::{Often, Period, Span, year_of};

const SMALL: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A count: in words up to twelve; zero is "no".
pub(super) fn number(n: u32) -> String {
    SMALL.get(n as usize).map_or_else(|| thousands(n), |word| (*word).to_owned())
}

/// A whole number with commas, as in 12,345.
pub(super) fn thousands(n: u32) -> String {
    with_thousands(&n.to_string())
}

/// A count of things: "one favour", "two favours".
pub(super) fn things(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// How many times.
pub(super) fn times(n: u32) -> String {
    match n {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", number(n)),
    }
}

/// A count that stands by itself: zero is "none".
pub(super) fn so_many(n: u32) -> String {
    if n == 0 { "none".to_owned() } else { number(n) }
}

/// A part of a whole: "three of the 24 insights".
pub(super) fn part_of(n: u32, all: u32, what: &str) -> String {
    format!("{} of the {} {what}", so_many(n), number(all))
}

/// A length of time, roughly.
pub(super) fn span(weeks: u32) -> String {
    match Span::of(weeks) {
        Span::NoWeek => "less than a week".to_owned(),
        Span::Weeks(1) => "a week".to_owned(),
        Span::Weeks(n) => format!("{} weeks", number(n)),
        Span::Months(n) => format!("about {} months", number(n)),
        Span::HalfYear => "about half a year".to_owned(),
        Span::HalfYears(2) => "about a year".to_owned(),
        Span::HalfYears(3) => "about a year and a half".to_owned(),
        Span::HalfYears(n) if n.is_multiple_of(2) => format!("about {} years", number(n / 2)),
        Span::HalfYears(n) => format!("about {} and a half years", number(n / 2)),
    }
}

/// The whole time that is told.
pub(super) fn horizon(weeks: u32) -> String {
    match (weeks / 52, weeks % 52) {
        (0, 0) => "less than a week".to_owned(),
        (1, 0) => "one year".to_owned(),
        (years, 0) => format!("{} years", number(years)),
        _ => things(weeks, "week", "weeks"),
    }
}

/// A week, in its year.
pub(super) fn date(week: u32) -> String {
    format!("year {} (week {week})", year_of(week))
}

/// How often, roughly; `None` if that is not worth saying.
pub(super) fn often(n: u32, weeks: u32) -> Option<String> {
    let often = Often::of(n, weeks)?;
    let period = match often.a {
        Period::Week => "week",
        Period::Month => "month",
        Period::Year => "year",
    };
    Some(format!("about {} a {period}", times(often.times)))
}

/// Somebody by the tie to them.
pub(super) fn by_tie(tie: Option<Origin>) -> &'static str {
    match tie {
        Some(Origin::Kin) => "a relative",
        Some(Origin::Neighbour) => "an acquaintance",
        Some(Origin::CoMember) => "a co-member",
        Some(Origin::Helper) => "somebody met by helping",
        None => "a stranger",
    }
}

/// Several people by the ties to them.
pub(super) fn many_by_tie(tie: Origin) -> &'static str {
    match tie {
        Origin::Kin => "relatives",
        Origin::Neighbour => "acquaintances",
        Origin::CoMember => "co-members",
        Origin::Helper => "people met by helping",
    }
}

/// "one", "one and two", "one, two and three".
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_a_person_would() {
        assert_eq!(
            [number(0), number(1), number(12), number(13), number(1234)],
            ["no", "one", "twelve", "13", "1,234"]
        );
        assert_eq!([times(0), times(1), times(2), times(7)], ["never", "once", "twice", "seven times"]);
        assert_eq!(part_of(3, 6, "things"), "three of the six things");
        assert_eq!(part_of(0, 24, "insights"), "none of the 24 insights");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn spans_and_rates_are_rough_and_right() {
        let told = [0, 1, 8, 13, 26, 39, 52, 78, 104, 130, 500].map(span);
        let expected = [
            "less than a week",
            "a week",
            "eight weeks",
            "about three months",
            "about half a year",
            "about nine months",
            "about a year",
            "about a year and a half",
            "about two years",
            "about two and a half years",
            "about nine and a half years",
        ];
        assert_eq!(told, expected);
        assert_eq!(often(24, 52).as_deref(), Some("about twice a month"));
        assert_eq!(often(52, 52).as_deref(), Some("about once a week"));
        assert_eq!(often(30, 520).as_deref(), Some("about three times a year"));
        assert_eq!((often(3, 52), often(5, 520)), (None, None));
        assert_eq!([date(1), date(52), date(53)], ["year 1 (week 1)", "year 1 (week 52)", "year 2 (week 53)"]);
        assert_eq!([horizon(520), horizon(52), horizon(60)], ["ten years", "one year", "60 weeks"]);
    }
}
