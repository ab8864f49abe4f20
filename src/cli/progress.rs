//! Progress of long work on standard error, and being interrupted.

use super::tell;
use crate::ensemble::replicate::Watch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shows how far an ensemble is, where somebody can see it, and listens for Ctrl-C.
pub(super) struct Progress {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
}

impl Progress {
    /// For so many runs and weeks of people. The bar is drawn on a terminal only and has no colours.
    pub(super) fn of(runs: u64, people_weeks: u64) -> Self {
        let progress = Self::shown(runs, people_weeks);
        progress.listen();
        progress
    }

    /// The same without listening for Ctrl-C, which then ends the program at once: for work that leaves nothing half done.
    pub(super) fn shown(runs: u64, people_weeks: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(people_weeks), ProgressDrawTarget::stderr());
        let template = "{msg} [{bar:30}] {percent:>3} %, {elapsed} so far, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(format!("{runs} runs"));
        Self { bar, stop: Arc::new(AtomicBool::new(false)) }
    }

    fn listen(&self) {
        let heard = Arc::clone(&self.stop);
        // Without a handler Ctrl-C ends the program at once, which loses results but nothing else.
        let _ = ctrlc::set_handler(move || {
            if heard.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
            // Terminals write ^C where they are.
            let _ = writeln!(std::io::stderr());
            tell("stopping: finishing the runs in hand, but no large worlds (again to stop at once, without results)");
        });
    }

    /// Lets runs that have not begun not begin.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub(super) fn was_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Takes the bar away; the weeks of people that were simulated.
    pub(super) fn finish(&self) -> u64 {
        let simulated = self.bar.position();
        self.bar.finish_and_clear();
        simulated
    }
}

impl Watch for Progress {
    fn advanced(&self, people_weeks: u64) {
        self.bar.inc(people_weeks);
    }

    fn spared(&self, people_weeks: u64) {
        self.bar.dec_length(people_weeks);
    }

    fn stopped(&self) -> bool {
        self.was_stopped()
    }
}

/// Blocks the signal that a file-size limit sends, before any thread is started: the write then fails with an error.
#[cfg(unix)]
pub(super) fn let_large_writes_fail() {
    let mut set = nix::sys::signal::SigSet::empty();
    set.add(nix::sys::signal::Signal::SIGXFSZ);
    let _ = set.thread_block();
}
