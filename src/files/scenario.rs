//! Reading a scenario from a file, and the file of points that it may name.

use crate::scenario::{
    InvalidScenarioError, MAX_FILE_BYTES, MAX_LIST_BYTES, Place, Problem, Scenario, Source, likely, name_in, read_text,
    shipped_scenario_names,
};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

impl Scenario {
    /// Reads and validates the scenario at `path`, with overrides as [`Scenario::parse_as`] takes them.
    ///
    /// The scenario is called like its file, without the ending.
    ///
    /// # Errors
    /// Everything that is wrong with the file and the overrides, in one go.
    pub fn load(path: &Path, sets: &[String]) -> Result<Self, InvalidScenarioError> {
        let shown = path.display().to_string();
        let text = text_of(path, &shown)?;
        scenario_at(path, &shown, &text, &name_of(path, &shown), sets)
    }

    /// Reads the resolved scenario at `path`, under the name that it had when it was written. Without such a name it is
    /// called like its file.
    ///
    /// # Errors
    /// Everything that is wrong with the file, in one go.
    pub fn load_resolved(path: &Path) -> Result<Self, InvalidScenarioError> {
        let shown = path.display().to_string();
        let text = text_of(path, &shown)?;
        let name = name_in(&text).map_or_else(|| name_of(path, &shown), str::to_owned);
        scenario_at(path, &shown, &text, &name, &[])
    }
}

fn text_of(path: &Path, shown: &str) -> Result<String, InvalidScenarioError> {
    let bytes = read(path, MAX_FILE_BYTES).map_err(|error| unreadable(path, shown, &error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let what = format!("is larger than {MAX_FILE_BYTES} bytes, so it is not taken for a scenario");
        return Err(InvalidScenarioError::unreadable(shown, what, None));
    }
    String::from_utf8(bytes).map_err(|error| not_text(shown, &error))
}

/// The stem of the file's name.
fn name_of(path: &Path, shown: &str) -> String {
    path.file_stem().map_or_else(|| shown.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

fn scenario_at(
    path: &Path,
    shown: &str,
    text: &str,
    name: &str,
    sets: &[String],
) -> Result<Scenario, InvalidScenarioError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = |file: &str| list_of(&folder.join(file));
    read_text(&Source::new(shown, text, Some(&beside)), name, sets)
}

/// The text of a file of points, or what is wrong with it.
///
/// # Errors
/// What is wrong with it, in words.
pub fn list_of(path: &Path) -> Result<String, String> {
    match read(path, MAX_LIST_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err("there is no such file".to_owned()),
        Err(error) => Err(format!("cannot be read: {error}")),
        Ok(bytes) if bytes.len() as u64 > MAX_LIST_BYTES => Err(format!("is larger than {MAX_LIST_BYTES} bytes")),
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| "is not UTF-8 text: save it as \"CSV UTF-8\"".to_owned()),
    }
}

/// The bytes of a file; one more than `most` of one that is larger.
fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large from one that just fits.
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, shown: &str, error: &io::Error) -> InvalidScenarioError {
    if path.is_dir() {
        let what = "is a directory; a scenario is a TOML file".to_owned();
        return InvalidScenarioError::unreadable(shown, what, None);
    }
    let what = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let help = likely(&stem, shipped_scenario_names()).map(|name| format!("did you mean `{name}`?"));
    InvalidScenarioError::unreadable(shown, what, help)
}

fn not_text(file: &str, error: &std::string::FromUtf8Error) -> InvalidScenarioError {
    let valid = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let problem = Problem {
        place: Place::At { file: file.to_owned(), line, column },
        key: String::new(),
        value: None,
        what: "is not UTF-8 text".to_owned(),
        help: Some("save the file with the encoding UTF-8".to_owned()),
        quote: None,
    };
    InvalidScenarioError::new(vec![problem], 0)
}
