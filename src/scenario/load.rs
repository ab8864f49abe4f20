//! Reading a scenario from a file or a text.

use super::likely::likely;
use super::problem::{Place, Problem, Problems};
use super::resolved::name_in;
use super::shipped::shipped_scenario_names;
use super::typed::Source;
use super::{Scenario, validate};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest scenario file in bytes; a resolved one has about fifteen thousand.
pub const MAX_FILE_BYTES: u64 = 1 << 20;

impl Scenario {
    /// Reads and validates the scenario at `path`, with the overrides in `sets` (each `key=value`) written over it.
    ///
    /// A key is one of the file (`people`), a parameter or switch, plain or with its table (`hope`, `switches.hope`),
    /// `sources.NAME`, or `regime.NAME.FIELD` of a regime that is run, shipped ones included. Where a parameter and a
    /// switch share a name, true and false mean the switch. A value is TOML, else a text as it stands. Of several
    /// overrides of one key the last counts. A field so set reaches that regime alone, not those that are like it.
    ///
    /// The scenario is called like its file, without the ending. A name that could not name a folder of results is
    /// refused: blank, longer than 100 bytes, with a dot or a space at an end, a slash or a control character in it.
    ///
    /// # Errors
    /// Everything that is wrong with the file and the overrides, in one go.
    pub fn load(path: &Path, sets: &[String]) -> Result<Self, Problems> {
        let shown = path.display().to_string();
        let text = text_of(path, &shown)?;
        scenario_at(path, &shown, &text, &name_of(path, &shown), sets)
    }

    /// Reads the resolved scenario at `path`, under the name that it had when it was written. Without such a name it is
    /// called like its file.
    ///
    /// # Errors
    /// Everything that is wrong with the file, in one go.
    pub fn load_resolved(path: &Path) -> Result<Self, Problems> {
        let shown = path.display().to_string();
        let text = text_of(path, &shown)?;
        let name = name_in(&text).map_or_else(|| name_of(path, &shown), str::to_owned);
        scenario_at(path, &shown, &text, &name, &[])
    }

    /// Validates the scenario in `text`; problems call it `source_name`, the scenario is called `scenario_name`.
    /// A text has no folder, so a design whose points stand in a file is refused.
    ///
    /// # Errors
    /// Everything that is wrong with the text and the overrides, in one go.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let sets = ["replicates=3".to_owned()];
    /// let scenario = Scenario::parse("people = 2000", "small.toml", "small", &sets).unwrap();
    /// assert_eq!((scenario.people, scenario.replicates), (2000, 3));
    ///
    /// let problems = Scenario::parse("poeple = 2000", "small.toml", "small", &[]).unwrap_err();
    /// assert!(problems.to_string().contains("did you mean `people`?"));
    /// ```
    pub fn parse(text: &str, source_name: &str, scenario_name: &str, sets: &[String]) -> Result<Self, Problems> {
        validate::scenario(&Source::new(source_name, text, None), scenario_name, sets)
    }
}

fn text_of(path: &Path, shown: &str) -> Result<String, Problems> {
    let bytes = read(path).map_err(|error| unreadable(path, shown, &error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let what = format!("is larger than {MAX_FILE_BYTES} bytes, so it is not taken for a scenario");
        return Err(Problems::unreadable(shown, what, None));
    }
    String::from_utf8(bytes).map_err(|error| not_text(shown, &error))
}

/// The stem of the file's name.
fn name_of(path: &Path, shown: &str) -> String {
    path.file_stem().map_or_else(|| shown.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

fn scenario_at(path: &Path, shown: &str, text: &str, name: &str, sets: &[String]) -> Result<Scenario, Problems> {
    let folder = Some(path.parent().unwrap_or(Path::new("")));
    validate::scenario(&Source::new(shown, text, folder), name, sets)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large from one that just fits.
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, shown: &str, error: &io::Error) -> Problems {
    if path.is_dir() {
        let what = "is a directory; a scenario is a TOML file".to_owned();
        return Problems::unreadable(shown, what, None);
    }
    let what = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let help = likely(&stem, shipped_scenario_names()).map(|name| format!("did you mean `{name}`?"));
    Problems::unreadable(shown, what, help)
}

fn not_text(file: &str, error: &std::string::FromUtf8Error) -> Problems {
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
    Problems::new(vec![problem], 0)
}
