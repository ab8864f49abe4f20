//! The test vectors of sections 8 and 9: one function of sections 4 and 5 a line, worked out here as everywhere in the oracle.

use crate::chance::{Chance, Process, bell, hit, low, pick, unit, with};
use crate::numbers::{Evidence, advanced, round, share, two_to};

/// The words of a line, read one after the other.
struct Words<'a>(std::str::SplitWhitespace<'a>);

impl Words<'_> {
    fn text(&mut self) -> Result<&str, String> {
        self.0.next().ok_or_else(|| "a word is missing".to_owned())
    }

    fn number(&mut self) -> Result<f64, String> {
        let text = self.text()?;
        text.parse().map_err(|_| format!("`{text}` is not a number"))
    }

    fn whole(&mut self) -> Result<u64, String> {
        let text = self.text()?;
        text.parse().map_err(|_| format!("`{text}` is not a whole number"))
    }

    fn small(&mut self) -> Result<u32, String> {
        u32::try_from(self.whole()?).map_err(|_| "a number does not fit 32 bits".to_owned())
    }

    fn hexadecimal(&mut self) -> Result<u32, String> {
        let text = self.text()?;
        u32::from_str_radix(text, 16).map_err(|_| format!("`{text}` is not a word"))
    }

    fn four(&mut self) -> Result<[u32; 4], String> {
        Ok([self.hexadecimal()?, self.hexadecimal()?, self.hexadecimal()?, self.hexadecimal()?])
    }

    /// A person, or nobody.
    fn other(&mut self) -> Result<Option<u32>, String> {
        let text = self.text()?;
        if text == "–" { Ok(None) } else { text.parse().map(Some).map_err(|_| format!("`{text}` is nobody")) }
    }

    fn process(&mut self) -> Result<Process, String> {
        Ok(match self.text()? {
            "PRIOR" => Process::Prior,
            "RECIPROCITY" => Process::Reciprocity,
            "NEEDED" => Process::Needed,
            "WEEK" => Process::Week,
            "ASK" => Process::Ask,
            "LINK" => Process::Link,
            "TURN" => Process::Turn,
            "PRIVATE" => Process::Private,
            other => return Err(format!("no vector has the process `{other}`")),
        })
    }
}

/// The output of a test vector, such as that of `hit 7fffffff 0.5`, as the description writes it.
///
/// # Errors
/// If there is no such function, or its input cannot be read.
pub fn vector(line: &str) -> Result<String, String> {
    let mut words = Words(line.split_whitespace());
    let name = words.text()?.to_owned();
    match name.as_str() {
        "draw" | "lots" => of_chance(&name, &mut words),
        "with" => Ok(hexadecimals(&[with([words.hexadecimal()?; 4], words.small()?)[0]])),
        "hit" => Ok(if hit(words.hexadecimal()?, words.number()?) { "yes" } else { "no" }.to_owned()),
        "unit" => Ok(unit(words.hexadecimal()?).to_string()),
        "low" => Ok(low(words.hexadecimal()?).to_string()),
        "pick" => Ok(pick(words.hexadecimal()?, words.small()?).to_string()),
        "bell" => Ok(bell(words.four()?).to_string()),
        "share" => Ok(share(words.number()?).to_string()),
        "round" => Ok(round(words.number()?).to_string()),
        "two_to" => Ok(two_to(words.number()?).to_string()),
        "willing" => willing(&mut words),
        _ => of_evidence(&name, &mut words),
    }
}

fn hexadecimals(words: &[u32]) -> String {
    words.iter().map(|word| format!("{word:08x}")).collect::<Vec<_>>().join(" ")
}

fn of_chance(name: &str, words: &mut Words<'_>) -> Result<String, String> {
    let chance = Chance::new(words.small()?, words.small()?);
    let (process, person, other) = (words.process()?, words.small()?, words.other()?);
    let (tick, turn) = (words.small()?, words.small()?);
    if name == "draw" {
        return Ok(hexadecimals(&chance.draw(process, person, other, tick, turn)));
    }
    let (mask, count) = (words.whole()?, words.small()? as usize);
    Ok(chance.smallest(mask, count, process, person, other, [tick, turn]).to_string())
}

/// Willingness (4.2.1), by its four weights and what they weigh.
fn willing(words: &mut Words<'_>) -> Result<String, String> {
    let (base, of_reciprocity, of_tie, of_general) =
        (words.number()?, words.number()?, words.number()?, words.number()?);
    let (reciprocity, balance) = (words.number()?, words.number()?);
    let (trust, general) = (words.number()?, words.number()?);
    let (bonus, concern) = (words.number()?, words.number()?);
    let sum = base + of_reciprocity * reciprocity * (1.0 + balance) / 2.0 + of_tie * trust + of_general * general;
    Ok((concern * (sum + bonus)).clamp(0.0, 1.0).to_string())
}

/// The scale after so many ticks.
fn scale(fading: f64, ticks: u64) -> u64 {
    (0..ticks).fold(1 << 32, |scale, _| advanced(scale, fading).0)
}

fn of_evidence(name: &str, words: &mut Words<'_>) -> Result<String, String> {
    let fading = words.number()?;
    match name {
        "scale" => {
            let scale = scale(fading, words.whole()?);
            Ok(format!("{scale} {}", scale / 65536))
        }
        "grains" => {
            let (weight, ticks) = (words.number()?, words.whole()?);
            let (stake, value, unit) = (words.number()?, words.number()?, scale(fading, ticks) / 65536);
            let (mut belief, mut tie) = (Evidence::default(), Evidence::default());
            belief.take(stake, value, weight, unit);
            tie.take_in_steps(stake, value, weight, unit);
            Ok(format!("{} {} {} {}", belief.r, belief.s, tie.r, tie.s))
        }
        "belief" => {
            let (weight, strength) = (words.number()?, words.number()?);
            let (prior, stake, value) = (share(words.number()?), words.number()?, words.number()?);
            let (mut scale, mut evidence) = (scale(fading, 1), Evidence::default());
            evidence.take(stake, value, weight, scale / 65536);
            for _ in 0..words.whole()? {
                let (next, halves) = advanced(scale, fading);
                scale = next;
                if halves {
                    evidence.halve();
                }
            }
            Ok(format!("{} {} {}", evidence.r, evidence.s, evidence.trust(prior, strength, scale / 65536)))
        }
        "trust" => {
            let (strength, unit) = (words.number()?, scale(fading, words.whole()?) / 65536);
            let (prior, r, s) = (words.whole()? as i64, words.whole()?, words.whole()?);
            Ok(Evidence { r, s }.trust(prior, strength, unit).to_string())
        }
        other => Err(format!("no vector is called `{other}`")),
    }
}
