//! Numbers, spans, dates and rates as one says them in Italian.

use crate::model::origin::Origin;
use crate::output::digits::grouped;
use crate::output::story::rough::{Often, Period, Span, year_of};

const SMALL: [&str; 13] =
    ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"];
const ORDINAL: [&str; 13] = [
    "",
    "primo",
    "secondo",
    "terzo",
    "quarto",
    "quinto",
    "sesto",
    "settimo",
    "ottavo",
    "nono",
    "decimo",
    "undicesimo",
    "dodicesimo",
];

/// A count: in words up to twelve; one is masculine.
pub(super) fn number(n: u32) -> String {
    SMALL.get(n as usize).map_or_else(|| thousands(n), |word| (*word).to_owned())
}

/// A count of feminine things that are not named.
pub(super) fn number_f(n: u32) -> String {
    if n == 1 { "una".to_owned() } else { number(n) }
}

/// A whole number with points, as in 12.345.
pub(super) fn thousands(n: u32) -> String {
    grouped(&n.to_string(), '.')
}

/// A count of things: "nessun favore", "un favore", "due favori".
pub(super) fn things(n: u32, none: &str, one: &str, many: &str) -> String {
    match n {
        0 => none.to_owned(),
        1 => one.to_owned(),
        _ => format!("{} {many}", number(n)),
    }
}

/// So many insights.
pub(super) fn insights(n: u32) -> String {
    things(n, "nessuna consapevolezza", "una consapevolezza", "consapevolezze")
}

/// How many times, once or more.
pub(super) fn times(n: u32) -> String {
    things(n, "mai", "una volta", "volte")
}

/// So many relapses.
pub(super) fn relapses(n: u32) -> String {
    things(n, "nessuna ricaduta", "una ricaduta", "ricadute")
}

/// A length of time, roughly.
pub(super) fn span(weeks: u32) -> String {
    match Span::of(weeks) {
        Span::NoWeek => "meno di una settimana".to_owned(),
        Span::Weeks(1) => "una settimana".to_owned(),
        Span::Weeks(n) => format!("{} settimane", number(n)),
        Span::Months(n) => format!("circa {} mesi", number(n)),
        Span::HalfYear => "circa sei mesi".to_owned(),
        Span::HalfYears(2) => "circa un anno".to_owned(),
        Span::HalfYears(3) => "circa un anno e mezzo".to_owned(),
        Span::HalfYears(n) if n.is_multiple_of(2) => format!("circa {} anni", number(n / 2)),
        Span::HalfYears(n) => format!("circa {} anni e mezzo", number(n / 2)),
    }
}

/// The whole time that is told.
pub(super) fn horizon(weeks: u32) -> String {
    match (weeks / 52, weeks % 52) {
        (0, 0) => "meno di una settimana".to_owned(),
        (1, 0) => "un anno".to_owned(),
        (years, 0) => format!("{} anni", number(years)),
        _ => things(weeks, "", "una settimana", "settimane"),
    }
}

/// In a year: "nel terzo anno", "nell'ottavo anno".
pub(super) fn in_year(year: u32) -> String {
    let ordinal = ORDINAL.get(year as usize).map_or_else(|| format!("{year}º"), |word| (*word).to_owned());
    // Ottavo, undicesimo, ottantesimo begin with a vowel.
    let vowel = ordinal.starts_with(['o', 'u', '8']);
    let article = if vowel { "nell'" } else { "nel " };
    format!("{article}{ordinal} anno")
}

/// In a week, with its year.
pub(super) fn date(week: u32) -> String {
    format!("{} (settimana {week})", in_year(year_of(week)))
}

/// How often, roughly; `None` if that is not worth saying.
pub(super) fn often(n: u32, weeks: u32) -> Option<String> {
    let often = Often::of(n, weeks)?;
    let period = match often.a {
        Period::Week => "alla settimana",
        Period::Month => "al mese",
        Period::Year => "all'anno",
    };
    Some(format!("circa {} {period}", times(often.times)))
}

/// Somebody by the tie to them.
pub(super) fn by_tie(tie: Option<Origin>) -> &'static str {
    match tie {
        Some(Origin::Kin) => "un familiare",
        Some(Origin::Neighbour) => "un conoscente",
        Some(Origin::CoMember) => "un compagno di gruppo",
        Some(Origin::Helper) => "una persona conosciuta aiutando",
        None => "una persona estranea",
    }
}

/// Several people by the ties to them.
pub(super) fn many_by_tie(tie: Origin) -> &'static str {
    match tie {
        Origin::Kin => "familiari",
        Origin::Neighbour => "conoscenti",
        Origin::CoMember => "compagni di gruppo",
        Origin::Helper => "persone conosciute aiutando",
    }
}

/// "uno", "uno e due", "uno, due e tre"; "ed" before an e.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), and(last)),
    }
}

/// "e", or "ed" before an e.
pub(super) fn and(next: &str) -> &'static str {
    if next.starts_with(['e', 'è']) { "ed" } else { "e" }
}

/// To somebody: "a un familiare", "all'operatore".
pub(super) fn to(who: &str) -> String {
    joined("a", "all'", who)
}

/// Of somebody: "di un familiare", "dell'operatore".
pub(super) fn of(who: &str) -> String {
    joined("di", "dell'", who)
}

fn joined(alone: &str, with_article: &str, who: &str) -> String {
    who.strip_prefix("l'").map_or_else(|| format!("{alone} {who}"), |noun| format!("{with_article}{noun}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_a_person_would() {
        assert_eq!([number(1), number(12), number(13), number(1234)], ["uno", "dodici", "13", "1.234"]);
        assert_eq!([thousands(999), thousands(20_000), thousands(1_234_567)], ["999", "20.000", "1.234.567"]);
        assert_eq!([number_f(1), number_f(2)], ["una", "due"]);
        assert_eq!([times(0), times(1), times(2), times(40)], ["mai", "una volta", "due volte", "40 volte"]);
        let insights = [0, 1, 11].map(insights);
        assert_eq!(insights, ["nessuna consapevolezza", "una consapevolezza", "undici consapevolezze"]);
        assert_eq!(listed(&["uno".into(), "due".into(), "tre".into()]), "uno, due e tre");
        assert_eq!(listed(&["è uscita".into(), "è entrata".into()]), "è uscita ed è entrata");
        assert_eq!([listed(&[]), listed(&["uno".into()])], ["", "uno"]);
    }

    #[test]
    fn spans_and_rates_are_rough_and_right() {
        let told = [0, 1, 8, 13, 26, 39, 52, 78, 104, 130, 500].map(span);
        let expected = [
            "meno di una settimana",
            "una settimana",
            "otto settimane",
            "circa tre mesi",
            "circa sei mesi",
            "circa nove mesi",
            "circa un anno",
            "circa un anno e mezzo",
            "circa due anni",
            "circa due anni e mezzo",
            "circa nove anni e mezzo",
        ];
        assert_eq!(told, expected);
        assert_eq!(often(24, 52).as_deref(), Some("circa due volte al mese"));
        assert_eq!(often(52, 52).as_deref(), Some("circa una volta alla settimana"));
        assert_eq!(often(30, 520).as_deref(), Some("circa tre volte all'anno"));
        assert_eq!((often(3, 52), often(5, 520)), (None, None));
        assert_eq!([horizon(520), horizon(52), horizon(60)], ["dieci anni", "un anno", "60 settimane"]);
        assert_eq!([horizon(0), horizon(1)], ["meno di una settimana", "una settimana"]);
    }

    #[test]
    fn dates_have_the_article_that_the_year_asks_for() {
        let told = [1, 52, 53, 364, 365, 521, 572, 677].map(date);
        let expected = [
            "nel primo anno (settimana 1)",
            "nel primo anno (settimana 52)",
            "nel secondo anno (settimana 53)",
            "nel settimo anno (settimana 364)",
            "nell'ottavo anno (settimana 365)",
            "nell'undicesimo anno (settimana 521)",
            "nell'undicesimo anno (settimana 572)",
            "nel 14º anno (settimana 677)",
        ];
        assert_eq!(told, expected);
        assert_eq!(
            [12, 13, 18, 80, 88, 90].map(in_year),
            ["nel dodicesimo anno", "nel 13º anno", "nel 18º anno", "nell'80º anno", "nell'88º anno", "nel 90º anno",]
        );
    }

    #[test]
    fn prepositions_grow_together_with_the_article() {
        assert_eq!([to("l'operatore"), to("un familiare")], ["all'operatore", "a un familiare"]);
        assert_eq!([of("l'operatore"), of("qualcuno")], ["dell'operatore", "di qualcuno"]);
    }
}
