//! Draws of a posterior by themselves, and of its two halves, as lists of points: a test may end after any number of draws, and
//! a challenge searches one half and confirms by the other.

use crate::analysis::design::lots::{Purpose, between, lot};
use crate::analysis::fit::Posterior;
use crate::scenario::{NO_PARAMETERS, PARTICLE, POSTERIOR, WEIGHT, sha256_of};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Particles of each half of a posterior at least: a box holds one in twenty of them.
const LEAST_HALF: u32 = 20;
/// Draws of each half, where it has as many particles and no other number is asked for.
const MOST_OF_HALF: u32 = 512;

/// Why there are no draws.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DrawsError {
    /// It is no table.
    #[error("line {line}: {what}")]
    Table {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// It lacks a column, or what it has is no posterior.
    #[error("{0}: {POSTERIOR}")]
    NoPosterior(String),
    /// A list of draws that is not that of the test.
    #[error(
        "the scenario lists {draws} draws of a posterior, and the test may have {units}: it is not the list that was made for it"
    )]
    Number {
        /// Draws that are listed.
        draws: usize,
        /// Those that there may be.
        units: u32,
    },
    /// Too few particles to search some of them and to confirm by others.
    #[error(
        "{there} of its particles count, and a challenge needs at least {}: one half is searched, and the other half, which had no part in that, confirms", 2 * LEAST_HALF
    )]
    Few {
        /// Those that count.
        there: usize,
    },
}

/// A posterior by which a study was asked, of which the design of its scenario lists draws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosteriorFile {
    /// The name of the file.
    pub posterior: String,
    /// SHA-256 of its text in hexadecimal digits.
    pub sha256: String,
}

impl PosteriorFile {
    /// A file of this name with this text.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        Self { posterior: name.to_owned(), sha256: sha256_of(text.as_bytes()) }
    }
}

/// The particles of a posterior.
struct Particles {
    head: csv::StringRecord,
    /// The columns that are parameters.
    keys: Vec<usize>,
    rows: Vec<csv::StringRecord>,
    /// The heaviest has 1.
    weights: Vec<f64>,
}

/// A list of points: so many draws by weight, each by itself, so that the first are the same however many follow.
pub(super) fn drawn_singly(posterior: &str, draws: u32, seed: u32) -> Result<String, DrawsError> {
    let particles = Particles::read(posterior)?;
    let one = |draw: u32| {
        let lot = between(lot(seed, Purpose::Predictive, [2, draw, 0])[0]);
        Posterior::systematic(&particles.weights, 1, lot)
    };
    Ok(particles.list((0..draws).flat_map(one)))
}

/// A list of points to search and as many to confirm, by weight: those of one half of the particles, by lot, and those of the
/// other half, so that no particle is in both.
pub(super) fn drawn_apart(posterior: &str, points: Option<u32>, seed: u32) -> Result<(String, u32), DrawsError> {
    let particles = Particles::read(posterior)?;
    let mut order: Vec<usize> = (0..particles.weights.len()).filter(|&place| particles.weights[place] > 0.0).collect();
    order.sort_by_key(|&place| lot(seed, Purpose::Predictive, [3, place as u32, 0]));
    let half = order.len() / 2;
    if half < LEAST_HALF as usize {
        return Err(DrawsError::Few { there: order.len() });
    }
    let points = points.unwrap_or_else(|| MOST_OF_HALF.min(half as u32));
    let drawn = |(part, places): (u32, &[usize])| {
        let mut places = places.to_vec();
        places.sort_unstable();
        let weights: Vec<f64> = places.iter().map(|&place| particles.weights[place]).collect();
        let start = between(lot(seed, Purpose::Predictive, [4, part, 0])[0]);
        let taken = Posterior::systematic(&weights, points as usize, start);
        taken.into_iter().map(|taken| places[taken]).collect::<Vec<_>>()
    };
    let all = [(0, &order[..half]), (1, &order[half..])].map(drawn).concat();
    Ok((particles.list(all), points))
}

impl Particles {
    fn read(posterior: &str) -> Result<Self, DrawsError> {
        let mut reader = csv::ReaderBuilder::new().from_reader(posterior.as_bytes());
        let wrong = |error: csv::Error| {
            let line = error.position().map_or(1, |position| position.line() as usize);
            DrawsError::Table { line, what: "is not a row like the others".to_owned() }
        };
        let head = reader.headers().map_err(wrong)?.clone();
        let place = |name: &str| head.iter().position(|column| column == name);
        let (Some(_), Some(weight)) = (place(PARTICLE), place(WEIGHT)) else {
            return Err(DrawsError::NoPosterior(format!(
                "it has the columns {}",
                head.iter().take(6).collect::<Vec<_>>().join(", ")
            )));
        };
        let keys: Vec<usize> = (0..head.len()).filter(|column| !NO_PARAMETERS.contains(&&head[*column])).collect();
        let (mut rows, mut weights) = (Vec::new(), Vec::new());
        for row in reader.records() {
            let row = row.map_err(wrong)?;
            let typed = row[weight].trim();
            match typed.parse::<f64>() {
                Ok(number) if number.is_finite() && number >= 0.0 => weights.push(number),
                _ => {
                    let line = row.position().map_or(0, |position| position.line() as usize);
                    let what = format!("the weight must be a number from 0, not {typed}");
                    return Err(DrawsError::Table { line, what });
                }
            }
            if let Some(&key) = keys.iter().find(|&&key| row[key].trim().is_empty()) {
                let line = row.position().map_or(0, |position| position.line() as usize);
                return Err(DrawsError::Table { line, what: format!("has no value of {}", &head[key]) });
            }
            rows.push(row);
        }
        if keys.is_empty() || weights.iter().all(|weight| *weight == 0.0) {
            return Err(DrawsError::NoPosterior("it has no particle that counts, or no parameter".to_owned()));
        }
        // Their sum may be more than a number can be.
        let heaviest = weights.iter().copied().fold(0.0, f64::max);
        weights.iter_mut().for_each(|weight| *weight /= heaviest);
        Ok(Self { head, keys, rows, weights })
    }

    /// The particles at these places, each a point.
    fn list(&self, places: impl IntoIterator<Item = usize>) -> String {
        let Self { head, keys, rows, .. } = self;
        let mut list = String::from("point");
        keys.iter().for_each(|&key| list += &format!(",{}", &head[key]));
        for (number, place) in (1..).zip(places) {
            list += &format!("\n{number}");
            keys.iter().for_each(|&key| list += &format!(",{}", &rows[place][key]));
        }
        list.push('\n');
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTERIOR: &str =
        "particle,weight,distance,worlds_seed,stake_shared,hope\n7,0.25,1,5,0.1,true\n9,0.75,1,6,0.3,false\n";

    #[test]
    fn draws_by_themselves_are_by_weight_and_do_not_hang_on_how_many_there_are() {
        let list = drawn_singly(POSTERIOR, 400, 1).unwrap();
        let few = drawn_singly(POSTERIOR, 30, 1).unwrap();
        assert!(list.starts_with(&few) && list.lines().count() == 401);
        let light = list.lines().filter(|line| line.ends_with(",0.1,true")).count();
        // 100 are expected, with a standard deviation of 9.
        assert!((70..130).contains(&light) && light != 100, "{light}");
        assert_ne!(drawn_singly(POSTERIOR, 30, 2).unwrap(), few);
    }

    #[test]
    fn no_particle_is_both_searched_and_fresh() {
        let mut text = "particle,weight,asks\n".to_owned();
        (0..61).for_each(|particle| text += &format!("{particle},{},{particle}\n", particle % 5));
        let (list, points) = drawn_apart(&text, None, 7).unwrap();
        // Every fifth has no weight.
        assert_eq!(points, 24);
        let values: Vec<&str> = list.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
        let (search, fresh) = values.split_at(24);
        assert_eq!(fresh.len(), 24);
        assert!(fresh.iter().all(|value| !search.contains(value)));
        assert!(values.iter().all(|value| value.parse::<u32>().unwrap() % 5 > 0));
        assert_eq!(drawn_apart(&text, Some(100), 7).unwrap().0.lines().count(), 201);
        assert!(drawn_apart(POSTERIOR, None, 1).unwrap_err().to_string().contains("2 of its particles count"));
    }

    #[test]
    fn what_is_no_posterior_is_refused() {
        let told = |text: &str| drawn_singly(text, 3, 1).unwrap_err().to_string();
        assert!(told("a,b\n1,2\n").contains("it has the columns a, b"));
        assert!(told(&POSTERIOR.replace("0.75", "-1")).contains("line 3: the weight must be a number from 0, not -1"));
        assert!(told("particle,weight,hope\n1,0,true\n").contains("no particle that counts"));
        assert!(told(&POSTERIOR.replace("9,0.75,1", "9,0.75")).contains("line 3"));
        assert!(told(&POSTERIOR.replace("0.3,false", "0.3,")).contains("line 3: has no value of hope"));
    }
}
