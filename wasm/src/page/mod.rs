//! What a page in a browser asks of the model: a request is a text in JSON, an answer is JSON or bytes.
//!
//! JavaScript asks for room, writes the request into it, asks, and reads the answer where it is said to lie. That is all
//! that the two share, so that no glue has to be generated, and nothing here is unsafe.
//!
//! | request | file | answer |
//! | --- | --- | --- |
//! | `about` | `about` | JSON: the tables of parameters, switches, fields, indicators, populations, shipped regimes |
//! | `check` | `about` | JSON: what a scenario is once it is read |
//! | `run` | `runs` | bytes: the record of one run |
//! | `gather`, `findings` | `runs` | nothing; JSON: what is computed from the records that were given in |
//! | `town` | `town` | bytes: everybody in a town, frame by frame |
//! | `life` | `life` | JSON: a story, and the weeks of both lives |
//! | `pick` | `life` | JSON: somebody whose life is worth telling |

mod about;
mod life;
mod runs;
mod town;

use runs::{Gathered, Week0};
use serde::Deserialize;
use serde_json::Value;
use std::error::Error;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a page may ask for.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Request {
    /// What there is.
    About,
    /// Whether a scenario can be run.
    Check { scenario: String },
    /// One run.
    Run { scenario: String, regime: usize, replicate: u32 },
    /// From now on records of this scenario are given in.
    Gather { scenario: String },
    /// What is computed from the records so far.
    Findings { populations: Vec<String>, indicators: Vec<String> },
    /// A town from week 0 to the horizon, a frame every so many weeks.
    Town { scenario: String, regime: usize, replicate: u32, every: u32 },
    /// A person beside their twin.
    Life { scenario: String, regime: usize, replicate: u32, person: u32, language: String },
    /// Somebody of a kind.
    Pick { scenario: String, regime: usize, replicate: u32, kind: String },
}

/// Bytes, or JSON as bytes.
pub type Answer = Result<Vec<u8>, Box<dyn Error>>;

/// What lies between two requests.
#[derive(Default)]
struct Desk {
    /// Where JavaScript writes.
    room: Vec<u8>,
    answer: Vec<u8>,
    week_0: Option<Week0>,
    gathered: Option<Gathered>,
}

impl Desk {
    fn ask(&mut self) -> Answer {
        let room = std::mem::take(&mut self.room);
        match serde_json::from_slice(&room)? {
            Request::About => json(&about::about()),
            Request::Check { scenario } => json(&about::check(&scenario)),
            Request::Run { scenario, regime, replicate } => runs::run(&mut self.week_0, &scenario, regime, replicate),
            Request::Gather { scenario } => {
                self.gathered = Some(Gathered::new(&scenario)?);
                Ok(Vec::new())
            }
            Request::Findings { populations, indicators } => {
                json(&self.gathered.as_ref().ok_or("nothing was gathered")?.findings(&populations, &indicators)?)
            }
            Request::Town { scenario, regime, replicate, every } => town::town(&scenario, regime, replicate, every),
            Request::Life { scenario, regime, replicate, person, language } => {
                json(&life::life(&scenario, regime, replicate, person, &language)?)
            }
            Request::Pick { scenario, regime, replicate, kind } => {
                json(&life::pick(&scenario, regime, replicate, &kind)?)
            }
        }
    }

    /// Takes the record that lies in the room.
    fn give(&mut self) -> Answer {
        let room = std::mem::take(&mut self.room);
        self.gathered.as_mut().ok_or("nothing is gathered")?.give(&room)?;
        Ok(Vec::new())
    }

    /// Keeps the answer, or why there is none; whether there is one.
    fn keep(&mut self, answer: Answer) -> bool {
        let good = answer.is_ok();
        self.answer = answer.unwrap_or_else(|reason| reason.to_string().into_bytes());
        good
    }
}

fn json(value: &Value) -> Answer {
    Ok(serde_json::to_vec(value)?)
}

static DESK: Mutex<Option<Desk>> = Mutex::new(None);

fn at_desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    let mut desk: MutexGuard<'_, Option<Desk>> = DESK.lock().unwrap_or_else(PoisonError::into_inner);
    work(desk.get_or_insert_default())
}

/// Answers one request, as [`mutua_ask`] does. What lies between two requests stays.
///
/// # Errors
/// If it is none, or cannot be answered: the reason is what a page is told.
pub fn answer(request: &[u8]) -> Answer {
    at_desk(|desk| {
        desk.room = request.to_vec();
        desk.ask()
    })
}

/// Room for this many bytes of a request or a record; where it lies.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_room(bytes: u32) -> *mut u8 {
    at_desk(|desk| {
        desk.room.clear();
        desk.room.resize(bytes as usize, 0);
        desk.room.as_mut_ptr()
    })
}

/// Answers the request in the room; whether there is an answer, else it is the reason.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_ask() -> bool {
    at_desk(|desk| {
        let answer = desk.ask();
        desk.keep(answer)
    })
}

/// Takes the record in the room; whether it belongs to what is gathered, else the answer is the reason.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_give() -> bool {
    at_desk(|desk| {
        let answer = desk.give();
        desk.keep(answer)
    })
}

/// Where the answer lies, until the next request.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_answer() -> *const u8 {
    at_desk(|desk| desk.answer.as_ptr())
}

/// Bytes of the answer.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_answer_bytes() -> u32 {
    at_desk(|desk| desk.answer.len() as u32)
}

#[cfg(test)]
mod tests;
