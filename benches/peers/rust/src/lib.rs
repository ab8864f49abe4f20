//! What the two Rust peers have in common: the numbers of SPEC.md, the first ties, the command line, what is printed.

use std::error::Error;

pub const NEIGHBOURHOOD: u32 = 250;
pub const WISHES: u32 = 3;
pub const FAR: f64 = 0.15;
pub const PLACES: usize = 8;
pub const ASKING: f64 = 0.15;
pub const ASKS: usize = 3;
pub const STRENGTH: f32 = 20.0;
pub const FADING: f32 = 0.993;
pub const BURNED: f32 = 1.5;
pub const SHARED: f32 = 0.3;

/// Evidence for and against; 32 bits are enough, and half the memory to move.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    pub honoured: f32,
    pub burned: f32,
}

impl Evidence {
    /// The trust that this makes of a prior, where `unit` is the weight of new evidence.
    ///
    /// New evidence gets heavier instead of all old evidence lighter: fading for nothing.
    pub fn trust(self, prior: f32, unit: f32) -> f32 {
        let held = STRENGTH * unit;
        (self.honoured + prior * held) / (self.honoured + self.burned + held)
    }

    pub fn leave(&mut self, felt: f32, stake: f32) {
        self.honoured += stake * felt;
        self.burned += stake * BURNED * (1.0 - felt);
    }
}

/// Help received and given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Owed {
    pub received: f32,
    pub given: f32,
}

/// The chance that somebody agrees who trusts the asker and people in general so much.
pub fn willing(reciprocity: f32, owed: Owed, unit: f32, tie: f32, general: f32) -> f32 {
    let balance = (owed.received - owed.given) / (owed.received + owed.given + unit);
    0.15 + 0.35 * reciprocity * (1.0 + balance) / 2.0 + 0.3 * tie + 0.35 * general
}

/// Felt help that was given, for a uniform number.
pub fn comfort(uniform: f64) -> f32 {
    if uniform < 0.5 { 0.8 } else { 0.35 }
}

/// A number that is spread like a bell: four uniform ones together, as in mutua.
pub fn bell(uniform: &mut impl FnMut() -> f64, mean: f64, sd: f64, low: f64, high: f64) -> f32 {
    let sum: f64 = (0..4).map(|_| uniform()).sum();
    (mean + sd * (sum - 2.0) * 3f64.sqrt()).clamp(low, high) as f32
}

/// A whole number below `count`.
pub fn pick(uniform: f64, count: usize) -> usize {
    (uniform * count as f64) as usize
}

/// Ties as compressed rows: `start[i]..start[i + 1]` are the ends of person `i`.
pub struct Ties {
    pub start: Vec<u32>,
    /// Whom each end leads to.
    pub alter: Vec<u32>,
    /// The other end of the same tie.
    pub back: Vec<u32>,
}

impl Ties {
    pub fn form(people: u32, uniform: &mut impl FnMut() -> f64) -> Ties {
        let mut wishes = Vec::with_capacity((people * WISHES) as usize);
        for i in 0..people {
            let first = i / NEIGHBOURHOOD * NEIGHBOURHOOD;
            let size = NEIGHBOURHOOD.min(people - first);
            for _ in 0..WISHES {
                let far = (uniform() < FAR || size == 1) && size < people;
                let j = if far {
                    let j = pick(uniform(), (people - size) as usize) as u32;
                    if j >= first { j + size } else { j }
                } else {
                    let j = first + pick(uniform(), (size - 1) as usize) as u32;
                    if j >= i { j + 1 } else { j }
                };
                wishes.push((i, j));
            }
        }
        for last in (1..wishes.len()).rev() {
            wishes.swap(last, pick(uniform(), last + 1));
        }
        let mut tied = vec![[0; PLACES]; people as usize];
        let mut degree = vec![0; people as usize];
        for (a, b) in wishes {
            let (i, j) = (a as usize, b as usize);
            if degree[i] < PLACES && degree[j] < PLACES && !tied[i][..degree[i]].contains(&b) {
                tied[i][degree[i]] = b;
                tied[j][degree[j]] = a;
                degree[i] += 1;
                degree[j] += 1;
            }
        }
        let mut start = vec![0];
        let mut ends = 0;
        for degree in &degree {
            ends += *degree as u32;
            start.push(ends);
        }
        let mut alter = Vec::with_capacity(ends as usize);
        let mut back = Vec::with_capacity(ends as usize);
        for i in 0..people as usize {
            for &j in &tied[i][..degree[i]] {
                alter.push(j);
                let place = tied[j as usize][..degree[j as usize]].iter().position(|&other| other == i as u32);
                back.push(start[j as usize] + place.unwrap_or(0) as u32);
            }
        }
        Ties { start, alter, back }
    }
}

/// `PEOPLE WEEKS SEED`
pub struct Arguments {
    pub people: u32,
    pub weeks: u32,
    pub seed: u64,
}

impl Arguments {
    pub fn read() -> Result<Arguments, Box<dyn Error>> {
        let words: Vec<String> = std::env::args().skip(1).collect();
        let [people, weeks, seed] = words.as_slice() else {
            return Err("three arguments: PEOPLE WEEKS SEED".into());
        };
        Ok(Arguments { people: people.parse()?, weeks: weeks.parse()?, seed: seed.parse()? })
    }

    pub fn recorded(&self, week: u32) -> bool {
        week.is_multiple_of(26) || week == self.weeks
    }
}

pub const HEADER: &str = "week,mean_general_trust,mean_tie_trust";
