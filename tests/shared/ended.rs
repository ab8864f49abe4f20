//! Commands that may neither hang nor fail without a word.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Longer than anything small takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A command that is under way, whose words are kept.
pub struct Started {
    /// The process.
    pub child: Child,
    words: [JoinHandle<String>; 2],
    since: Instant,
}

/// How a command ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    /// How.
    pub status: ExitStatus,
    /// Standard output.
    pub printed: String,
    /// Standard error.
    pub told: String,
    /// How long it took.
    pub took: Duration,
}

/// Starts a command.
pub fn start(command: &mut Command) -> Started {
    let since = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
    let out = listen(child.stdout.take().expect("a pipe"));
    let err = listen(child.stderr.take().expect("a pipe"));
    Started { child, words: [out, err], since }
}

fn listen(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What a killed command said up to then is enough.
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// A command from its start to its end.
pub fn ended(command: &mut Command) -> Ended {
    start(command).within(PATIENCE)
}

impl Started {
    /// Kills it where it stands, and says whether it was still under way.
    pub fn kill(mut self) -> bool {
        let under_way = self.child.try_wait().expect("a child").is_none();
        let _ = self.child.kill();
        let status = self.child.wait().expect("a child");
        under_way && status.code().is_none()
    }

    /// Waits for its end; if a command takes longer, it is killed, and the test fails.
    #[track_caller]
    pub fn within(self, limit: Duration) -> Ended {
        self.if_within(limit).unwrap_or_else(|| panic!("hangs: not at its end after {limit:?}"))
    }

    /// Waits for its end; nothing if it takes longer, when it is killed.
    pub fn if_within(mut self, limit: Duration) -> Option<Ended> {
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            if self.since.elapsed() > limit {
                let _ = self.child.kill();
                let _ = self.child.wait();
                return None;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let took = self.since.elapsed();
        let [printed, told] = self.words.map(|words| words.join().expect("a listener"));
        Some(Ended { status, printed, told, took })
    }
}

impl Ended {
    /// The exit code; -1 if a signal ended it.
    pub fn code(&self) -> i32 {
        self.status.code().unwrap_or(-1)
    }

    /// What is wrong with how it ended, whatever it was asked: a panic, a signal, no word.
    pub fn fault(&self) -> Option<String> {
        let said = format!("{}{}", self.printed, self.told);
        match self.code() {
            -1 => Some(format!("ended by a signal: {}; {said}", self.status)),
            0..=2 | 130 if said.contains("panicked at") => Some(format!("panicked: {said}")),
            1 | 2 if self.told.trim().trim_start_matches("mutua:").trim().is_empty() => {
                Some(format!("exit code {} without a word", self.code()))
            }
            0..=2 => None,
            code => Some(format!("exit code {code}: {said}")),
        }
    }

    /// It went well.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code(), 0, "{}", self.told);
        self
    }

    /// It was refused, and said why.
    #[track_caller]
    pub fn refused(self) -> Self {
        assert_eq!(self.code(), 2, "{}{}", self.printed, self.told);
        assert_eq!(self.fault(), None);
        self
    }
}
