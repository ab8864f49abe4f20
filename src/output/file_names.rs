//! The names of files in a folder of results that more than one kind of study has.

/// The file that lists what is in a folder of results.
pub const MANIFEST: &str = "manifest.json";
/// The file of the resolved scenario.
pub const SCENARIO: &str = "scenario.toml";
/// When and how fast it was done: the one file that may differ between two runs of the same study.
pub const TIMINGS: &str = "timings.json";
/// The page that tells a result, in the default language.
pub const REPORT: &str = "report.html";
/// The table of points.
pub const POINTS: &str = "points.csv";
/// The table of spells of membership, of a run that asks for it.
pub const MEMBERS: &str = "members.csv";
/// The table of helping networks by quarters, of a run that asks for it.
pub const NETWORKS: &str = "networks.csv";
/// The table of a sample of persons, of a run that asks for it.
pub const PEOPLE: &str = "people.csv";
/// The file of a sensitivity design, as one text.
pub const DESIGN: &str = "design.txt";
/// The folder of plots inside a folder of results. Of what is in it, pictures are ours.
pub const PLOTS: &str = "plots";
/// What stands in the name of every file of a story, between the regime and the number of the person.
pub const PERSON: &str = "-person-";
/// The ending of pictures.
pub const PICTURE: &str = ".svg";
