//! Reading figures: a figure without interval, grade or source is refused, and so is one whose interval is not what its
//! rule makes of it.

use super::figure::{About, Figure, Grade, HeldAgainst, IntervalRule, Purpose};
use crate::analysis::quantities::Quantity;
use crate::analysis::statistics::{correlation_interval, share_interval};
use thiserror::Error;
use toml::de::{DeTable, DeValue};

/// How far a bound may be from what its rule gives: the files have four decimals.
const ROUNDED: f64 = 6e-5;

/// Why the figures cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{figure}: {what}")]
pub struct FigureError {
    /// The figure, by its name or its number from 1; else the file.
    pub figure: String,
    /// What is wrong, and what is allowed.
    pub what: String,
}

/// Reads figures from TOML as in `targets/evidence.toml`.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read(text: &str) -> Result<Vec<Figure>, FigureError> {
    let of_file = |what: String| FigureError { figure: "the file of figures".to_owned(), what };
    let tree = DeTable::parse(text).map_err(|error| of_file(error.message().to_owned()))?;
    let tree = tree.into_inner();
    if let Some((other, _)) = tree.iter().find(|(key, _)| key.get_ref() != "figure") {
        return Err(of_file(format!("{}: there is only [[figure]]", other.get_ref())));
    }
    let list = tree.get("figure").map(|list| list.get_ref());
    let Some(DeValue::Array(list)) = list else { return Err(of_file("there is no [[figure]]".to_owned())) };
    let mut figures: Vec<Figure> = Vec::with_capacity(list.len());
    for (place, item) in list.iter().enumerate() {
        let DeValue::Table(table) = item.get_ref() else { return Err(of_file("a figure is a table".to_owned())) };
        let typed = Typed { table, place };
        let figure = typed.figure()?;
        if figures.iter().any(|earlier| earlier.id == figure.id) {
            return Err(typed.wrong("id", "is there twice"));
        }
        figures.push(figure);
    }
    Ok(figures)
}

/// The keys of a figure.
const KEYS: [&str; 15] = [
    "id", "says", "value", "low", "high", "unit", "interval", "n", "between", "grade", "use", "about", "quantity",
    "cannot", "source",
];

/// A figure as typed.
struct Typed<'t> {
    table: &'t DeTable<'t>,
    place: usize,
}

impl Typed<'_> {
    fn figure(&self) -> Result<Figure, FigureError> {
        if let Some((key, _)) = self.table.iter().find(|(key, _)| !KEYS.contains(&key.get_ref().as_ref())) {
            return Err(self.wrong(key.get_ref(), &format!("is not known; there are {}", KEYS.join(", "))));
        }
        let figure = Figure {
            id: self.text("id")?,
            says: self.text("says")?,
            value: self.number("value")?,
            low: self.number("low")?,
            high: self.number("high")?,
            unit: self.text("unit")?,
            rule: self.rule()?,
            grade: self.word("grade", Grade::WORDS, Grade::of)?,
            purpose: self.word("use", Purpose::WORDS, Purpose::of)?,
            about: self.word("about", About::WORDS, About::of)?,
            held: self.held()?,
            source: self.text("source")?,
        };
        self.interval_fits(&figure)?;
        Ok(figure)
    }

    /// Whether the figure is inside its interval, and the interval is what the rule makes of it.
    fn interval_fits(&self, figure: &Figure) -> Result<(), FigureError> {
        let Figure { value, low, high, .. } = *figure;
        if !(low..=high).contains(&value) {
            return Err(self.wrong("value", &format!("{value} must be from low, {low}, to high, {high}")));
        }
        let Some((should, be)) = made(figure) else { return Ok(()) };
        if (low - should).abs() > ROUNDED || (high - be).abs() > ROUNDED {
            let what = format!("the rule gives {should:.4} to {be:.4}, not {low} to {high}");
            return Err(self.wrong("interval", &what));
        }
        Ok(())
    }

    fn rule(&self) -> Result<IntervalRule, FigureError> {
        let rule = match self.text("interval")?.as_str() {
            "survey" => IntervalRule::Survey(self.number("n")? as u32),
            "stated" => IntervalRule::Stated,
            "range" => IntervalRule::Range(self.text("between")?),
            "assumed" => IntervalRule::Assumed,
            _ => return Err(self.wrong("interval", "must be survey, stated, range or assumed")),
        };
        Ok(rule)
    }

    fn held(&self) -> Result<HeldAgainst, FigureError> {
        match (self.table.get("quantity"), self.table.get("cannot")) {
            (Some(_), None) => {
                let name = self.text("quantity")?;
                let Some(quantity) = Quantity::named(&name) else {
                    return Err(self.wrong("quantity", &format!("no quantity is called {name}")));
                };
                let (unit, ours) = (self.text("unit")?, quantity.row().unit);
                if unit != ours {
                    return Err(self.wrong("unit", &format!("{name} is counted in {ours}, not {unit}")));
                }
                Ok(HeldAgainst::Quantity(quantity))
            }
            (None, Some(_)) => Ok(HeldAgainst::Nothing(self.text("cannot")?)),
            _ => Err(self.wrong("quantity", "a figure has either a quantity or cannot, the reason why there is none")),
        }
    }

    fn word<T>(&self, key: &str, words: &[&str], of: fn(&str) -> Option<T>) -> Result<T, FigureError> {
        let typed = self.text(key)?;
        of(&typed).ok_or_else(|| self.wrong(key, &format!("must be {}, not {typed}", words.join(" or "))))
    }

    fn text(&self, key: &str) -> Result<String, FigureError> {
        match self.table.get(key).map(|value| value.get_ref()) {
            Some(DeValue::String(text)) if !text.trim().is_empty() => Ok(text.to_string()),
            Some(_) => Err(self.wrong(key, "must be a text that is not empty")),
            None => Err(self.wrong(key, "is missing")),
        }
    }

    fn number(&self, key: &str) -> Result<f64, FigureError> {
        let typed = match self.table.get(key).map(|value| value.get_ref()) {
            Some(DeValue::Float(number)) => number.as_str(),
            Some(DeValue::Integer(number)) => number.as_str(),
            Some(_) => return Err(self.wrong(key, "must be a number")),
            None => return Err(self.wrong(key, "is missing")),
        };
        let number = typed.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| self.wrong(key, "must be a number in plain decimals"))
    }

    fn wrong(&self, key: &str, what: &str) -> FigureError {
        let id = match self.table.get("id").map(|id| id.get_ref()) {
            Some(DeValue::String(id)) => id.to_string(),
            _ => format!("figure {}", self.place + 1),
        };
        FigureError { figure: id, what: format!("{key}: {what}") }
    }
}

/// The interval that the rule makes of the figure; `None` where it is given by the source.
fn made(figure: &Figure) -> Option<(f64, f64)> {
    let Figure { value, ref rule, ref unit, .. } = *figure;
    match rule {
        IntervalRule::Survey(n) if unit == "r" => Some(correlation_interval(value, f64::from(*n))),
        IntervalRule::Survey(n) => Some(share_interval(value, f64::from(*n))),
        IntervalRule::Assumed => {
            let part = if unit.starts_with("share") { value.min(1.0 - value) } else { value.abs() };
            Some((value - 0.25 * part, value + 0.25 * part))
        }
        IntervalRule::Stated | IntervalRule::Range(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A figure that can be read, line by line.
    const GOOD: [&str; 12] = [
        "id = \"a\"",
        "says = \"it\"",
        "value = 0.12",
        "low = 0.0873",
        "high = 0.1628",
        "unit = \"share\"",
        "interval = \"survey\"",
        "n = 286",
        "grade = \"seen\"",
        "use = \"check\"",
        "about = \"group\"",
        "source = \"somebody\"",
    ];

    fn with(cannot: &str, change: impl Fn(&str) -> Option<String>) -> Result<Vec<Figure>, FigureError> {
        let lines: Vec<String> = GOOD.iter().filter_map(|line| change(line)).collect();
        read(&format!("[[figure]]\n{}\n{cannot}\n", lines.join("\n")))
    }

    fn same(line: &str) -> Option<String> {
        Some(line.to_owned())
    }

    #[test]
    fn a_figure_that_lacks_anything_is_refused_by_what_it_lacks() {
        assert_eq!(with("cannot = \"why\"", same).unwrap()[0].rule, IntervalRule::Survey(286));
        for line in GOOD {
            let key = line.split(' ').next().unwrap();
            let error = with("cannot = \"why\"", |other| (other != line).then(|| other.to_owned())).unwrap_err();
            assert!(error.to_string().contains(&format!("{key}: is missing")), "{error}");
        }
        assert!(with("", same).is_err() && with("cannot = \" \"", same).is_err());
    }

    #[test]
    fn what_is_not_known_or_not_sure_is_refused() {
        let changed = |from: &'static str, to: &'static str| {
            with("cannot = \"why\"", |line| Some(line.replace(from, to))).unwrap_err().to_string()
        };
        assert!(changed("seen", "memory").contains("grade: must be seen or second-hand, not memory"));
        assert!(changed("check", "claim").contains("use: must be target or check"));
        assert!(changed("0.1628", "0.18").contains("interval: the rule gives 0.0873 to 0.1628"));
        assert!(changed("0.12", "0.2").contains("value: 0.2 must be from low"));
        assert!(changed("n = 286", "n = nan").contains("n: must be a number"));
        assert!(changed("says", "says2").contains("says2: is not known"));
        let error = with("quantity = \"happiness\"", same).unwrap_err().to_string();
        assert!(error.contains("no quantity is called happiness"), "{error}");
    }

    #[test]
    fn a_quarter_of_a_share_is_the_same_for_what_it_leaves() {
        let text = |value: f64, low: f64, high: f64| {
            let lines = with("cannot = \"why\"", |line| match line.split(' ').next() {
                Some("value") => Some(format!("value = {value}")),
                Some("low") => Some(format!("low = {low}")),
                Some("high") => Some(format!("high = {high}")),
                Some("interval") => Some("interval = \"assumed\"".to_owned()),
                _ => Some(line.to_owned()),
            });
            lines.map(|_| ()).map_err(|error| error.to_string())
        };
        assert_eq!((text(0.2, 0.15, 0.25), text(0.8, 0.75, 0.85)), (Ok(()), Ok(())));
        assert!(text(0.8, 0.6, 1.0).is_err());
    }
}
