//! Requests to stop: by Ctrl-C, by a request to end, by a hang-up. One place for the whole program.
//!
//! Every thread blocks these signals, and one thread waits for them: nothing runs inside a signal handler. A signal that
//! was ignored when the program began, as `nohup` or a shell's `&` has it, is left alone and stays ignored.

use super::stopping::{self, is_polled};
use super::terminal::tell;
use std::io::Write;
use std::process::exit;

/// The exit code of a program that is stopped on the spot.
const AT_ONCE: i32 = 130;

/// Asks the program to stop, and says so.
fn ask() {
    stopping::ask();
    // If nothing reads standard error this may wait for ever. It must not delay the next signal.
    let _ = std::thread::Builder::new().spawn(|| {
        // Terminals write ^C where they are.
        let _ = writeln!(std::io::stderr());
        tell("stopping after the current runs (in large worlds at once). Ctrl-C again stops now; --resume continues later");
    });
}

/// Listens from here on. To be called before any other thread is started.
#[cfg(unix)]
pub(super) use unix::listen;

#[cfg(unix)]
mod unix {
    use super::{AT_ONCE, ask, exit, is_polled};
    use nix::sys::signal::{SigSet, Signal, raise};
    use std::time::{Duration, Instant};

    /// What asks to stop.
    const ASKING: [Signal; 3] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP];
    /// `timeout` sends its signal to the program and then to its group, a shell and the system each a hang-up of their own:
    /// within this time they are one.
    const ONE: Duration = Duration::from_secs(1);

    pub(in super::super) fn listen() {
        let_large_writes_fail();
        let ignored = ignored();
        let signals: SigSet = ASKING.into_iter().filter(|signal| !ignores(ignored, *signal)).collect();
        if signals.thread_block().is_ok() {
            let waiting = std::thread::Builder::new().name("signals".to_owned());
            if waiting.spawn(move || wait(signals)).is_err() {
                let _ = signals.thread_unblock();
            }
        }
    }

    /// A write beyond a file-size limit is then reported as an error and does not end the program silently.
    fn let_large_writes_fail() {
        let mut set = SigSet::empty();
        set.add(Signal::SIGXFSZ);
        let _ = set.thread_block();
    }

    /// The signals that are ignored, as bits. Linux keeps those that are blocked for whoever waits for them, ignored or not,
    /// and tells here which they are. Other systems drop what is ignored before anybody waits for it; where neither holds,
    /// all of them are heard.
    fn ignored() -> u64 {
        std::fs::read_to_string("/proc/self/status").map_or(0, |status| bits(&status))
    }

    fn bits(status: &str) -> u64 {
        let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        line.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
    }

    fn ignores(bits: u64, signal: Signal) -> bool {
        bits >> (signal as u32 - 1) & 1 == 1
    }

    fn wait(signals: SigSet) {
        let mut first: Option<Instant> = None;
        while let Ok(signal) = signals.wait() {
            if !is_polled() {
                end_by(signal);
            }
            match first {
                None => {
                    first = Some(Instant::now());
                    ask();
                }
                Some(first) if is_another(signal, first.elapsed()) => exit(AT_ONCE),
                Some(_) => {}
            }
        }
    }

    /// Whether a signal, so long after the first one, is a second request. Ctrl-C pressed twice is always one.
    fn is_another(signal: Signal, since: Duration) -> bool {
        signal == Signal::SIGINT || since >= ONE
    }

    /// Ends the program by the signal itself: a shell that runs it in a loop then knows to end the loop.
    fn end_by(signal: Signal) {
        let mut one = SigSet::empty();
        one.add(signal);
        let _ = one.thread_unblock().and_then(|()| raise(signal));
        exit(AT_ONCE);
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_is_ignored_is_read_from_the_status() {
            let found =
                bits("Name:\tmutua\nSigBlk:\t0000000000000002\nSigIgn:\t0000000000001001\nSigCgt:\t0000000000004002\n");
            assert!(ignores(found, Signal::SIGHUP) && ignores(found, Signal::SIGPIPE));
            assert!(!ignores(found, Signal::SIGINT) && !ignores(found, Signal::SIGTERM));
            assert_eq!((bits(""), bits("SigIgn:\tnonsense\n")), (0, 0));
        }

        #[test]
        fn a_signal_sent_twice_is_one_but_ctrl_c_twice_is_two() {
            let (at_once, later) = (Duration::from_millis(1), Duration::from_secs(2));
            assert!(is_another(Signal::SIGINT, at_once) && is_another(Signal::SIGTERM, later));
            assert!(!is_another(Signal::SIGTERM, at_once) && !is_another(Signal::SIGHUP, at_once));
        }
    }
}

/// Listens from here on.
#[cfg(windows)]
pub(super) fn listen() {
    // Without a handler Ctrl-C ends the program at once, which loses results but nothing else.
    let _ = ctrlc::set_handler(|| {
        if !is_polled() || stopping::asked() {
            exit(AT_ONCE);
        }
        ask();
    });
}

/// Elsewhere there is nothing to listen to.
#[cfg(not(any(unix, windows)))]
pub(super) fn listen() {}
