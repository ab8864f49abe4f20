//! Exit codes: all of them, and what they mean.

use std::process::ExitCode;

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Done,
    /// Something failed on the way: results could not be written, or a run failed. Code 1.
    Failed,
    /// What was asked for cannot be done as asked: arguments, scenario, a result that exists, too little memory. Nothing was written. Code 2.
    Refused,
    /// Stopped by the user or the system; finished runs were kept. Code 130.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Refused => 2,
            Exit::Interrupted => 130,
        })
    }
}

/// Something to tell on standard error, and the code to end with.
#[derive(Debug)]
pub struct Stop {
    /// What to tell.
    pub message: String,
    /// How to end.
    pub exit: Exit,
}

impl Stop {
    /// What was asked for cannot be done as asked.
    pub fn refused(message: impl ToString) -> Self {
        Self { message: message.to_string(), exit: Exit::Refused }
    }

    /// Something failed on the way.
    pub fn failed(message: impl ToString) -> Self {
        Self { message: message.to_string(), exit: Exit::Failed }
    }
}
