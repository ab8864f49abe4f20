//! Progress of long work on standard error, and being interrupted.

use super::durations::duration;
use super::stopping;
use crate::ensemble::observer::Watch;
use crate::output::count;
use std::io::{IsTerminal, Write, stderr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The line is drawn again after this time at the earliest.
const EVERY: Duration = Duration::from_millis(100);
/// Columns of a terminal that does not tell.
const COLUMNS: usize = 80;

/// Shows on a terminal how far an ensemble is, and knows whether the program was asked to stop.
pub(super) struct Progress {
    /// What it is of, in words.
    what: String,
    begun: Instant,
    /// Weeks of people that were simulated, and that there are.
    done: AtomicU64,
    all: AtomicU64,
    /// What was drawn; `None` where there is no terminal.
    drawn: Option<Mutex<Drawn>>,
    stop: AtomicBool,
    /// Whether a request to stop is obeyed between runs.
    polls: bool,
}

/// The line on the terminal.
struct Drawn {
    at: Instant,
    characters: usize,
}

impl Progress {
    /// For so many runs and weeks of people. The line is drawn on a terminal only and has no colours.
    pub(super) fn of(runs: u64, people_weeks: u64) -> Self {
        stopping::poll_from_now_on();
        Self { polls: true, ..Self::shown(runs, people_weeks) }
    }

    /// The same where Ctrl-C ends the program at once: for work that leaves nothing half done.
    pub(super) fn shown(runs: u64, people_weeks: u64) -> Self {
        let is_seen = stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|kind| kind != "dumb");
        let begun = Instant::now();
        Self {
            what: count(runs as usize, "run"),
            begun,
            done: AtomicU64::new(0),
            all: AtomicU64::new(people_weeks),
            drawn: is_seen.then(|| Mutex::new(Drawn { at: begun, characters: 0 })),
            stop: AtomicBool::new(false),
            polls: false,
        }
    }

    /// Keeps runs that have not begun from beginning.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub(super) fn was_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.polls && stopping::asked()
    }

    /// Takes the line away; the weeks of people that were simulated.
    pub(super) fn finish(&self) -> u64 {
        if let Some(mut drawn) = self.drawn.as_ref().and_then(|drawn| drawn.lock().ok()) {
            drawn.draw("");
        }
        self.done.load(Ordering::Relaxed)
    }

    /// Draws the line, unless it was drawn just now or another thread draws it.
    fn show(&self) {
        let Some(mut drawn) = self.drawn.as_ref().and_then(|drawn| drawn.try_lock().ok()) else { return };
        if drawn.at.elapsed() < EVERY {
            return;
        }
        drawn.at = Instant::now();
        let (done, all) = (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        drawn.draw(&line(&self.what, done, all, self.begun.elapsed(), columns()));
    }
}

impl Watch for Progress {
    fn advanced(&self, people_weeks: u64) {
        self.done.fetch_add(people_weeks, Ordering::Relaxed);
        self.show();
    }

    fn spared(&self, people_weeks: u64) {
        let less = |all: u64| Some(all.saturating_sub(people_weeks));
        let _ = self.all.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    fn stopped(&self) -> bool {
        self.was_stopped()
    }
}

impl Drawn {
    /// Draws a line of ASCII in the place of the last one, and blanks over what would stay of that. It does not matter if the
    /// terminal is closed.
    fn draw(&mut self, line: &str) {
        let over = self.characters.saturating_sub(line.len()).min(columns().saturating_sub(1 + line.len()));
        let end = if line.is_empty() { "\r" } else { "" };
        let _ = stderr().write_all(format!("\r{line}{:over$}{end}", "").as_bytes());
        self.characters = line.len();
    }
}

/// Columns of the terminal, which may change at any time.
fn columns() -> usize {
    let size = terminal_size::terminal_size_of(stderr());
    size.map(|(width, _)| usize::from(width.0)).filter(|columns| *columns > 0).unwrap_or(COLUMNS)
}

/// As much as fits, with a column left free: a terminal may go to the next line as soon as the last one is written to.
fn line(what: &str, done: u64, all: u64, elapsed: Duration, columns: usize) -> String {
    let done = done.min(all);
    let share = if all == 0 { 1.0 } else { done as f64 / all as f64 };
    let so_far = elapsed.as_secs_f64();
    let left = if done == 0 { "? left".to_owned() } else { duration(so_far * (1.0 / share - 1.0)) + " left" };
    let (percent, so_far) = (format!("{:.0} %", (100.0 * share).floor()), duration(so_far));
    let bar = |length: usize| {
        let full = (share * length as f64) as usize;
        let tip = if full < length { ">" } else { "" };
        format!("[{:length$}]", "=".repeat(full) + tip)
    };
    let forms = [
        format!("{what} {} {percent:>5}, {so_far} so far, {left}", bar(30)),
        format!("{what} {} {percent:>5}, {so_far} so far, {left}", bar(10)),
        format!("{what} {} {percent:>5}, {left}", bar(10)),
        format!("{what}: {percent}, {left}"),
        format!("{percent}, {left}"),
        percent,
    ];
    forms.into_iter().find(|form| form.len() < columns).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_every_terminal() {
        let (whole, long) = (1_000_000, Duration::from_secs(500_000));
        for columns in 1..200 {
            for done in [0, 1, 3333, whole - 1, whole, whole + 1] {
                let line = line("100000 runs", done, whole, long, columns);
                assert!(line.len() < columns, "{columns} columns: {line}");
                assert!(columns < 7 || line.contains('%'), "{columns} columns: {line}");
            }
        }
    }

    #[test]
    fn the_line_says_what_there_is_room_for() {
        let line = |columns| line("6 runs", 1, 4, Duration::from_secs(10), columns);
        assert_eq!(line(80), "6 runs [=======>                      ]  25 %, 10 s so far, 30 s left");
        assert_eq!(line(40), "6 runs [==>       ]  25 %, 30 s left");
        assert_eq!(line(30), "6 runs: 25 %, 30 s left");
        assert_eq!(line(18), "25 %, 30 s left");
        assert_eq!(line(8), "25 %");
        assert_eq!(line(0), "");
    }
}
