//! Particles of a fit, as they are kept in an archive.

use crate::ensemble::archive::Archive;
use crate::ensemble::journal::Journal;
use crate::experiments::fit::{Evaluated, Evaluations, FitStudy};

/// Those that an archive keeps.
pub(super) fn kept(fit: &FitStudy, archive: &Archive) -> Result<Evaluations, String> {
    evaluations(fit, |index| archive.holds(index), |index| archive.bytes(index).map_err(|error| error.to_string()))
}

/// Those of a finished fit.
pub(super) fn kept_in(fit: &FitStudy, journal: &Journal) -> Result<Evaluations, String> {
    evaluations(fit, |index| journal.holds(index), |index| journal.read(index).map_err(|error| error.to_string()))
}

fn evaluations(
    fit: &FitStudy,
    holds: impl Fn(u64) -> bool,
    bytes: impl Fn(u64) -> Result<Vec<u8>, String>,
) -> Result<Evaluations, String> {
    let mut all = Evaluations::new();
    for number in (0..fit.particles()).filter(|number| holds(u64::from(*number))) {
        let evaluated = Evaluated::decode(&bytes(number.into())?, fit.held.len());
        let unreadable = || format!("particle {number} cannot be understood; start over with --force");
        all.insert(number, evaluated.ok_or_else(unreadable)?);
    }
    Ok(all)
}

/// How many were simulated.
pub(super) fn simulated(all: &Evaluations) -> u64 {
    all.values().filter(|one| matches!(one, Evaluated::Worlds(_))).count() as u64
}

/// How many could not be simulated.
pub(super) fn failed(all: &Evaluations) -> u64 {
    all.values().filter(|one| matches!(one, Evaluated::Failed(_))).count() as u64
}

/// The message about particles that failed.
pub(super) fn failure(all: &Evaluations) -> Option<String> {
    let first = all.iter().find_map(|(number, one)| match one {
        Evaluated::Failed(reason) => Some((number, reason)),
        _ => None,
    });
    let (number, reason) = first?;
    Some(format!(
        "{} particles failed and count as far from every figure, the first of them number {number}: {reason}",
        failed(all)
    ))
}
