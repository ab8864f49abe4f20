//! A small study, from the text of a scenario to summaries, contrasts, ledgers, twins and a story.
//!
//! JavaScript writes the text byte by byte, asks for the study, and reads the answer byte by byte: slow, but no memory is
//! shared, so that nothing here is unsafe. A page would do it with wasm-bindgen.

use mutua::analysis::twins::Term;
use mutua::experiments::chronicle::Twins;
use mutua::model::measure::MEASURES;
use mutua::output::Language;
use mutua::output::story::{Chosen, Story, StoryPerson};
use mutua::{EVERYONE, EnsembleResults, INDICATORS, RunOptions, Scenario};
use std::error::Error;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whose story is told.
const PERSON: u32 = 7;

/// Runs the scenario in `text`, and writes down all that is computed from it, numbers to the last digit.
///
/// # Errors
/// If there is no such scenario, or it cannot be run.
pub fn study(text: &str) -> Result<String, Box<dyn Error>> {
    let results = Scenario::parse(text)?.run(&RunOptions::default())?;
    let mut said = String::new();
    if let Some(failed) = results.failed.first() {
        return Err(failed.reason.clone().into());
    }
    for run in &results.records {
        writeln!(said, "run {} {} {:016x}", run.replicate, run.regime, run.state_hash)?;
    }
    summaries(&mut said, &results)?;
    findings(&mut said, &results)?;
    said.push_str(&story(&results.scenario)?);
    Ok(said)
}

fn summaries(said: &mut String, results: &EnsembleResults) -> Result<(), Box<dyn Error>> {
    for (place, regime) in results.scenario.regimes.iter().enumerate() {
        for (indicator, row) in INDICATORS.iter().enumerate() {
            let found = results.findings.summary.at_horizon(place, EVERYONE, indicator).ok_or("no such indicator")?;
            writeln!(said, "mean {} {} {:?} {:?} {:?}", regime.name, row.name, found.mean, found.low, found.high)?;
        }
    }
    Ok(())
}

fn findings(said: &mut String, results: &EnsembleResults) -> Result<(), Box<dyn Error>> {
    let found = &results.findings;
    for one in found.contrasts.iter().filter(|one| one.population == EVERYONE) {
        let (basis, indicator) = (one.basis.name(), INDICATORS[one.indicator].name);
        let (mean, above) = (one.difference.mean, one.share_above_zero);
        writeln!(said, "contrast {} {} {basis} {indicator} {mean:?} {above:?}", one.regime, one.reference)?;
    }
    for (regime, estimates) in found.books.estimates.iter().enumerate() {
        for (account, estimate) in found.books.accounts.iter().zip(estimates) {
            writeln!(said, "ledger {regime} {account:?} {:?}", estimate.mean)?;
        }
    }
    writeln!(said, "twins {:?} {:?} {:?}", Term::ALL.map(Term::name), MEASURES.len(), found.twins)?;
    Ok(writeln!(said, "sustainability {:?}", found.sustainability)?)
}

/// The story of somebody under the last regime.
fn story(scenario: &Scenario) -> Result<String, Box<dyn Error>> {
    let regime = scenario.regimes.last().ok_or("there is no regime")?;
    let twins = Twins::at_week_0(scenario, regime.structure, 0, &())?.ok_or("stopped")?;
    let lives = twins.lives(PERSON, &())?.ok_or("stopped")?;
    let person = StoryPerson { scenario, regime, replicate: 0, person: PERSON };
    Ok(Story::of(person, Chosen::Asked, &lives).text(Language::English))
}

/// The text that JavaScript writes, and what is said of it.
struct Desk {
    text: Vec<u8>,
    said: Vec<u8>,
}

static DESK: Mutex<Desk> = Mutex::new(Desk { text: Vec::new(), said: Vec::new() });

fn desk() -> MutexGuard<'static, Desk> {
    DESK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the next byte of the text.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_write(byte: u8) {
    desk().text.push(byte);
}

/// Does the study; how many bytes there are to be read. If it cannot be done they say why.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_study() -> u32 {
    let text = std::mem::take(&mut desk().text);
    let said = String::from_utf8(text).map_err(Into::into).and_then(|text| study(&text));
    let said = said.unwrap_or_else(|reason| format!("{reason}\n"));
    let mut desk = desk();
    desk.said = said.into_bytes();
    desk.said.len() as u32
}

/// The byte of the answer at this place; 0 behind its end.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_read(place: u32) -> u8 {
    desk().said.get(place as usize).copied().unwrap_or(0)
}
