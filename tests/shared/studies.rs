//! Small studies of every kind, each in a tenth of a second or two.

use super::ended::{Ended, ended};
use super::result::{Files, result};
use super::{Folder, mutua};
use std::fs;
use std::path::Path;

/// A town.
pub const TOWN: &str = r#"
people = 40
weeks = 30
burn_in_weeks = 20
replicates = 3
record_every_weeks = 10
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02
"#;

/// Towns of a country.
const COUNTRY: &str = r#"
people = 103
people_per_town = 25
weeks = 60
burn_in_weeks = 20
replicates = 2
record_every_weeks = 10
regimes = ["none", "mutual-self-help"]

[parameters]
people_per_neighbourhood = 25
onset_per_week = 0.02
"#;

const CLAIMS: &str = "\n[[hypothesis]]\nid = \"more\"\nclaim = \"Groups teach\"\nindicator = \"turns_received\"\nregime = \"mutual-self-help\"\nthan = \"none\"\ndirection = \"above\"\nsmallest = 0.001\n\n[[hypothesis]]\nid = \"never\"\nclaim = \"Groups make a world of burdens\"\nindicator = \"burden\"\nregime = \"mutual-self-help\"\nthan = \"none\"\ndirection = \"above\"\nsmallest = 0.5\n";
const BY_LIST: &str = "\n[design]\nkind = \"points\"\nfile = \"list.csv\"\n";
const LIST: &str = "stake_shared,hope\n0.1,true\n0.2,false\n0.3,true\n";
const BY_FACTORS: &str = "\n[design]\nkind = \"one-at-a-time\"\n[[design.factor]]\nkey = \"stake_shared\"\nlow = 0.1\nhigh = 0.3\nlevels = 3\n[[design.factor]]\nkey = \"hope\"\n";

/// A study as it is typed, but for where it goes.
#[derive(Clone, Debug)]
pub struct Study {
    /// What it is called here.
    pub name: &'static str,
    /// The subcommand and all that says what is asked.
    pub typed: Vec<String>,
}

impl Study {
    fn of(name: &'static str, typed: &str, seed: u32) -> Self {
        let mut typed: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        if typed[0] == "test" {
            // Its seed follows from what is claimed of how many people.
            typed.extend(["--set".to_owned(), format!("people={}", 40 + seed % 50)]);
        } else if typed[0] != "merge" && typed[0] != "verify" {
            typed.extend(["--set".to_owned(), format!("seed={seed}")]);
        }
        Self { name, typed }
    }

    /// All kinds, with this seed. Those that are joined have to be there: [`parts`].
    pub fn all(seed: u32) -> Vec<Self> {
        [
            ("run", "run town.toml"),
            ("country", "run country.toml"),
            ("sweep", "sweep list.toml"),
            ("sensitivity", "sensitivity factors.toml --method morris --points 2 --resamples 100"),
            ("ablate", "ablate town.toml --only hope,hearsay"),
            (
                "patterns",
                "patterns --only P4,P9b --replicates 2 --set people=100 --set weeks=30 --set burn_in_weeks=20",
            ),
            ("test", "test claims.toml --most 80"),
            ("challenge", "test challenge.toml --challenge --points 20"),
            ("merge", "merge part-1 part-2"),
            ("story", "story town.toml --regime mutual-self-help --person 7"),
        ]
        .map(|(name, typed)| Self::of(name, typed, seed))
        .to_vec()
    }

    /// That of this name.
    pub fn named(name: &str, seed: u32) -> Self {
        let found = Self::all(seed).into_iter().find(|study| study.name == name);
        found.unwrap_or_else(|| panic!("there is no study {name}"))
    }

    /// Whether `--resume` goes on with it; the others are short, and asked for again.
    pub fn resumes(&self) -> bool {
        !["merge", "story"].contains(&self.name)
    }

    /// Whether `verify` knows it.
    pub fn verifies(&self) -> bool {
        self.name != "story"
    }

    /// What is to be typed for results in `out`.
    pub fn arguments<'a>(&'a self, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        let typed = self.typed.iter().map(String::as_str);
        typed.chain(["--out", out]).chain(more.iter().copied()).collect()
    }

    /// Does it, from its start to its end.
    pub fn go(&self, folder: &Folder, out: &str, more: &[&str]) -> Ended {
        ended(&mut mutua(folder, &self.arguments(out, more)))
    }

    /// Does it in peace in a folder of its own, and gives what is right.
    pub fn undisturbed(&self, folder: &Folder, out: &str) -> Files {
        self.go(folder, out, &[]).done();
        result(&folder.path(out))
    }
}

/// Writes the scenarios.
pub fn write_inputs(folder: &Folder) {
    for (name, text) in [
        ("town.toml", TOWN.to_owned()),
        ("country.toml", COUNTRY.to_owned()),
        ("list.toml", format!("{TOWN}{BY_LIST}")),
        ("list.csv", LIST.to_owned()),
        ("claims.toml", format!("{TOWN}{CLAIMS}")),
        ("challenge.toml", format!("{TOWN}{CLAIMS}{BY_FACTORS}")),
        ("factors.toml", format!("{TOWN}{BY_FACTORS}")),
    ] {
        fs::write(folder.path(name), text).expect("a written file");
    }
}

/// Does the two parts of a run, as `part-1` and `part-2`.
pub fn parts(folder: &Folder, seed: u32) {
    do_parts(folder, &Study::named("run", seed), ["part-1", "part-2"]);
}

/// Does the two parts of a study, and gives their folders.
pub fn parts_of(folder: &Folder, study: &Study) -> [String; 2] {
    let outs = [1, 2].map(|part| format!("{}-part-{part}", study.name));
    do_parts(folder, study, outs.each_ref().map(String::as_str));
    outs
}

fn do_parts(folder: &Folder, study: &Study, outs: [&str; 2]) {
    for (out, shard) in outs.iter().zip(["1/2", "2/2"]) {
        study.go(folder, out, &["--shard", shard]).done();
    }
}

/// Whether `verify` has nothing against what is in a folder.
pub fn verify(folder: &Folder, out: &Path, more: &[&str]) -> Ended {
    let out = out.to_string_lossy();
    ended(&mut mutua(folder, &[&["verify", &out], more].concat()))
}
