//! `timings.json`: everything that may differ between two runs of the same scenario.

use super::error::OutputError;
use super::file_names::TIMINGS;
use super::stage::{Stage, Staged};
use serde::Serialize;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// When an ensemble was run, how long it took, on what.
#[derive(Clone, Debug, PartialEq)]
pub struct Timings {
    /// When the first run was started.
    pub started: SystemTime,
    /// From the start of the first run to the end of the last.
    pub elapsed: Duration,
    /// Threads that worked.
    pub threads: usize,
    /// Weeks of people that were simulated, burn-ins included.
    pub people_weeks: u64,
}

/// The file. Fields are written in this order.
#[derive(Serialize)]
struct Report {
    started: String,
    seconds: f64,
    threads: usize,
    cores: Option<usize>,
    people_weeks: u64,
    people_weeks_per_second: f64,
}

impl Timings {
    /// Completes the file on the stage.
    pub(super) fn stage(&self, stage: &Stage) -> Result<Staged, OutputError> {
        stage.write_json(TIMINGS, &self.report())
    }

    fn report(&self) -> Report {
        let seconds = self.elapsed.as_secs_f64();
        Report {
            started: utc(self.started),
            seconds,
            threads: self.threads,
            cores: std::thread::available_parallelism().ok().map(usize::from),
            people_weeks: self.people_weeks,
            people_weeks_per_second: if seconds > 0.0 { self.people_weeks as f64 / seconds } else { 0.0 },
        }
    }
}

/// A moment as in RFC 3339, in universal time; moments before 1970 read as its first second.
#[must_use]
pub fn utc(moment: SystemTime) -> String {
    let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let (year, month, day) = date(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The date so many days after 1 January 1970, counting years from March so that the leap day comes last.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        let at = |seconds| utc(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01T00:00:00Z");
        assert_eq!(at(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(at(1_735_689_599), "2024-12-31T23:59:59Z");
    }
}
