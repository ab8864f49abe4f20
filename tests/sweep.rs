//! Sweeps and sensitivity analyses from outside: files, threads, interruption, refusals.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::experiments::{Points, Study, StudyRequest};
use mutua::files;
use mutua::model::indicator::{INDICATORS, IndicatorValues, POPULATIONS, Snapshot};
use mutua::model::ledger::Ledger;
use mutua::output::points::{Surveyed, write_sweep};
use mutua::output::{ReportRequest, Stage, Timings};
use mutua::record::{FailedRun, Run, RunRecord};
use mutua::scenario::Scenario;
use shared::{Folder, done, mutua, results, told};
use std::convert::Infallible;
use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, UNIX_EPOCH};

const SCENARIO: &str = r#"
people = 120
weeks = 60
burn_in_weeks = 20
replicates = 2
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02

[design]
kind = "factorial"

[[design.factor]]
key = "regime.mutual-self-help.directiveness"
low = 0.0
high = 1.0
levels = 3

[[design.factor]]
key = "hope"
"#;

fn lines(folder: &Folder, file: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.path(file)).expect("a readable file");
    text.lines().map(str::to_owned).collect()
}

fn run_command(folder: &Folder, arguments: &[&str]) -> Output {
    mutua(folder, arguments).output().expect("the command starts")
}

/// Cuts the journal of an ensemble short, as a kill would: its results are gone, some runs are kept.
fn cut_short(folder: &Folder, result: &str) {
    let (root, laid_down) = (folder.path(result), folder.path(result).join("runs.bin"));
    let runs = fs::read(&laid_down).expect("runs");
    fs::write(root.join("runs.bin"), &runs[..runs.len() * 2 / 5]).expect("some runs");
    for name in ["manifest.json", "points.csv"] {
        fs::remove_file(root.join(name)).expect("a file less");
    }
}

#[test]
fn a_sweep_gives_the_same_bytes_for_every_number_of_threads_and_after_an_end_on_the_way() {
    let folder = Folder::with_town(SCENARIO);
    let said = done(&folder, &["sweep", "town.toml", "--threads", "1", "--out", "one"]);
    assert!(said.contains("6 points x 2 regimes x 2 replicates = 24 runs"), "{said}");
    done(&folder, &["sweep", "town.toml", "--threads", "3", "--out", "three"]);
    let one = results(&folder, "one");
    assert!(one == results(&folder, "three"), "{:?}", one.keys());
    assert_eq!(one.keys().filter(|name| name.starts_with("plots")).count(), 13);

    cut_short(&folder, "three");
    let said = done(&folder, &["sweep", "town.toml", "--out", "three", "--resume"]);
    assert!(said.contains("of them done"), "{said}");
    let resumed = results(&folder, "three");
    assert!(one == resumed);
    let said = done(&folder, &["sweep", "town.toml", "--out", "three", "--resume"]);
    assert!(said.contains("finished already"), "{said}");
    let said = done(&folder, &["verify", "three", "--all"]);
    assert!(said.contains("24 of 24 runs repeated"), "{said}");
    assert_eq!(run_command(&folder, &["sweep", "town.toml", "--out", "three"]).status.code(), Some(2));
}

/// One number is varied, and regimes cross: the more is prescribed, the more people depend, and half of the turns lie between
/// none and all of them.
const OVER_ONE_NUMBER: &str = r#"
people = 300
weeks = 150
burn_in_weeks = 20
replicates = 4
regimes = ["none"]

[parameters]
onset_per_week = 0.02
workers_per_1000 = 40

[[regime]]
name = "half"
like = "professional-centred"
directiveness = 0.5

[[regime]]
name = "varied"
like = "professional-centred"

[design]
kind = "factorial"

[[design.factor]]
key = "regime.varied.directiveness"
values = [1.0, 0.0, 0.75]
"#;

#[test]
fn crossings_are_there_where_one_number_is_varied_and_are_the_same_in_parts_resumed_and_verified() {
    let folder = Folder::with_town(OVER_ONE_NUMBER);
    let said = done(&folder, &["sweep", "town.toml", "--threads", "1", "--out", "whole"]);
    let (_, lead) = said.split_once("Where the lead passes over ").expect("where it passes");
    assert!(lead.starts_with("regime.varied.directiveness: the struck"), "{said}");
    assert!(lead.lines().all(|line| line.chars().count() <= 100), "{said}");
    let (_, dependence) = lead.split_once("Dependence on professionals\n").expect("dependence");
    let line = dependence.lines().find(|line| line.contains("varied is above half")).expect("a crossing");
    assert!(line.starts_with("    from 0.") && line.ends_with(": 4 of 4 replicates"), "{line}");
    let plot = fs::read_to_string(folder.path("whole/plots/response_dependence.svg")).expect("a plot");
    assert!(plot.contains("Upright stroke"), "no crossing is drawn");
    let rows = lines(&folder, "whole/crossings.csv");
    let header = "factor,regime,reference,population,indicator,value,above,mean,sd,low,high,n,share_crossing,clear";
    assert!(rows[0] == header && rows.len() > 5, "{rows:?}");
    for row in &rows[1..] {
        let cells: Vec<&str> = row.split(',').collect();
        let value: f64 = cells[5].parse().expect("a number");
        assert!((0.0..=1.0).contains(&value) && (cells[6] == cells[1] || cells[6] == cells[2]), "{row}");
    }
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        done(&folder, &["sweep", "town.toml", "--shard", part, "--out", out]);
    }
    done(&folder, &["merge", "part-2", "part-1", "--out", "joined"]);
    let whole = results(&folder, "whole");
    assert!(whole == results(&folder, "joined"));
    cut_short(&folder, "joined");
    done(&folder, &["sweep", "town.toml", "--out", "joined", "--resume", "--threads", "3"]);
    assert!(whole == results(&folder, "joined"));
    done(&folder, &["verify", "whole"]);
    fs::write(folder.path("whole/crossings.csv"), "factor\n").expect("a changed table");
    let told = run_command(&folder, &["verify", "whole"]);
    assert_eq!(told.status.code(), Some(1));
    let told = String::from_utf8_lossy(&told.stdout).into_owned() + &shared::told(&told);
    assert!(told.contains("crossings.csv"), "{told}");
}

#[test]
fn nothing_crosses_where_words_or_two_factors_are_varied() {
    let folder = Folder::with_town(SCENARIO);
    let said = done(&folder, &["sweep", "town.toml", "--out", "two"]);
    assert!(!said.contains("Where the lead passes") && !folder.path("two/crossings.csv").exists(), "{said}");
    let one = SCENARIO.replace("[[design.factor]]\nkey = \"hope\"\n", "");
    let words = one.replace("regime.mutual-self-help.directiveness\"\nlow = 0.0\nhigh = 1.0\nlevels = 3", "hope\"");
    fs::write(folder.path("town.toml"), words).expect("a scenario");
    let said = done(&folder, &["sweep", "town.toml", "--out", "words"]);
    assert!(!said.contains("Where the lead passes") && !folder.path("words/crossings.csv").exists(), "{said}");
}

#[test]
fn parts_of_a_sweep_joined_are_the_whole() {
    let folder = Folder::with_town(SCENARIO);
    done(&folder, &["sweep", "town.toml", "--out", "whole"]);
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        done(&folder, &["sweep", "town.toml", "--shard", part, "--out", out]);
    }
    assert_eq!(run_command(&folder, &["merge", "part-1", "--out", "joined"]).status.code(), Some(2));
    done(&folder, &["merge", "part-2", "part-1", "--out", "joined"]);
    assert!(results(&folder, "whole") == results(&folder, "joined"));
}

#[test]
fn parts_of_a_sensitivity_analysis_joined_are_the_whole() {
    let folder = Folder::with_town(SCENARIO);
    let morris = ["sensitivity", "town.toml", "--method", "morris", "--points", "3"];
    let with = |more: &[&str]| done(&folder, &[&morris[..], more].concat());
    with(&["--out", "whole"]);
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        with(&["--shard", part, "--out", out]);
    }
    done(&folder, &["merge", "part-1", "part-2", "--out", "joined"]);
    with(&["--out", "joined", "--resume"]);
    assert!(results(&folder, "whole") == results(&folder, "joined"));
}

#[test]
fn the_tables_of_a_sweep_hold_every_point_regime_population_and_indicator() {
    let folder = Folder::with_town(SCENARIO);
    done(&folder, &["sweep", "town.toml", "--out", "out"]);
    let points = lines(&folder, "out/points.csv");
    assert_eq!(points[0], "point,regime.mutual-self-help.directiveness,hope");
    assert_eq!((points.len(), points[1].as_str(), points[6].as_str()), (7, "1,0.0,false", "6,1.0,true"));
    let cells = POPULATIONS.len() * INDICATORS.len();
    assert_eq!(lines(&folder, "out/responses.csv").len(), 1 + 6 * 2 * cells);
    assert_eq!(lines(&folder, "out/response_contrasts.csv").len(), 1 + 6 * cells);
    // What is varied in the other regime alone changes nothing in the world without help.
    let row = |point: &str| {
        let begin = format!("{point},");
        let lines = lines(&folder, "out/responses.csv").into_iter().filter(|line| line.starts_with(&begin));
        let find = |regime: &str, lines: &[String]| {
            let cells = format!(",{regime},everyone,institutional_trust,");
            lines.iter().find_map(|line| line.split_once(&cells).map(|(_, rest)| rest.to_owned()))
        };
        let lines: Vec<String> = lines.collect();
        ["none", "mutual-self-help"].map(|regime| find(regime, &lines).expect("a row"))
    };
    let ([none, group], [none_again, other_group]) = (row("1"), row("5"));
    assert_eq!(none, none_again);
    assert_ne!(group, other_group);
}

#[test]
fn every_replicate_of_a_sweep_has_its_rows_as_its_run_was_read() {
    let folder = Folder::with_town(SCENARIO);
    done(&folder, &["sweep", "town.toml", "--out", "out"]);
    let rows = lines(&folder, "out/responses_by_replicate.csv");
    let factors = "regime.mutual-self-help.directiveness,hope";
    assert_eq!(rows[0], format!("point,{factors},regime,replicate,population,indicator,value"));
    let points = lines(&folder, "out/points.csv");
    let mut expected = Vec::new();
    for point in &points[1..] {
        for replicate in 0..2 {
            for regime in ["none", "mutual-self-help"] {
                let cells = POPULATIONS.iter().flat_map(|p| INDICATORS.iter().map(move |i| (p.name, i.name)));
                expected.extend(cells.map(|(p, i)| format!("{point},{regime},{replicate},{p},{i}")));
            }
        }
    }
    let keys: Vec<&str> = rows[1..].iter().filter_map(|row| row.rsplit_once(',')).map(|(keys, _)| keys).collect();
    assert!(keys.iter().eq(expected.iter()), "by point, replicate, regime, population and indicator");

    let set = ["--set", "regime.mutual-self-help.directiveness=0.5", "--set", "hope=true"];
    done(&folder, &[&["run", "town.toml", "--out", "run"][..], &set].concat());
    let lived = lines(&folder, "run/trajectories.csv");
    let column = lived[0].split(',').position(|name| name == "burden").expect("a column");
    let empty = rows[1..].iter().filter(|row| row.ends_with(',')).count();
    assert!(empty > 0 && empty < rows.len() / 2, "a share of nobody is not defined, {empty}");
    for (regime, replicate) in [("none", 0), ("none", 1), ("mutual-self-help", 0), ("mutual-self-help", 1)] {
        let begin = format!("4,0.5,true,{regime},{replicate},everyone,burden,");
        let found = rows.iter().find_map(|row| row.strip_prefix(&begin)).expect("a row");
        let of_run =
            |line: &&String| line.starts_with(&format!("{regime},{replicate},")) && line.contains(",everyone,");
        let weeks = lived.iter().filter(of_run).map(|line| line.split(',').collect::<Vec<_>>());
        let last_year = weeks.filter(|cells| cells[2].parse::<u32>().is_ok_and(|week| week > 60 - 52));
        let values: Vec<f64> = last_year.map(|cells| cells[column].parse().expect("a number")).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((found.parse::<f64>().expect("a number") - mean).abs() < 1e-12, "{begin} {found}, {mean}");
    }
}

/// The rows of a table of a sweep of which one run failed and another is missing.
#[test]
fn runs_that_failed_or_are_missing_have_no_rows_among_the_replicates() {
    let folder = Folder::with_town(SCENARIO);
    let text = fs::read_to_string(folder.path("town.toml")).expect("a scenario");
    let scenario = Scenario::parse_as(&text, "town.toml", "town", &[]).expect("a scenario");
    let study = Study::new(&StudyRequest::Sweep, Some(scenario.clone())).expect("a sweep");
    let ensemble = study.ensemble().expect("runs");
    let Points::Design(design) = &ensemble.points else { panic!("a design") };
    let run = |number: u64| -> Option<Result<Run, Infallible>> {
        let (unit, regime) = (number / 2, (number % 2) as usize);
        let (replicate, point) = ensemble.plan.unit(unit);
        match (point, replicate, regime) {
            (1, 0, 1) => None,
            (2, 1, 0) => Some(Ok(Err(FailedRun { point, regime, replicate, reason: "why".to_owned() }))),
            _ => Some(Ok(Ok(made(number, (point, regime, replicate))))),
        }
    };
    fs::create_dir(folder.path("stage")).expect("a folder");
    let stage = files::Folder::open(&folder.path("stage")).expect("a folder");
    let stage = Stage::in_folder(stage, &folder.path("stage")).expect("a stage");
    let surveyed = Surveyed {
        about: &study.description,
        scenario: &scenario,
        scenarios: &ensemble.scenarios,
        plan: &ensemble.plan,
        keys: ensemble.points.keys(),
        point: &|index| ensemble.points.point(index),
        timings: &Timings { started: UNIX_EPOCH, elapsed: Duration::ZERO, threads: 1, people_weeks: 0 },
        reports: &ReportRequest::default(),
    };
    write_sweep(&stage, design, &surveyed, run).expect("written");
    let rows = lines(&folder, "stage/responses_by_replicate.csv");
    let cells = POPULATIONS.len() * INDICATORS.len();
    assert_eq!(rows.len(), 1 + (6 * 2 * 2 - 2) * cells);
    let of = |begin: &str| rows.iter().filter(|row| row.starts_with(begin)).count();
    assert_eq!((of("2,0.0,true,mutual-self-help,0,"), of("2,0.0,true,mutual-self-help,1,")), (0, cells));
    assert_eq!((of("3,0.5,false,none,1,"), of("3,0.5,false,none,0,")), (0, cells));
    // Each run has one value, by which it is known.
    assert!(rows.contains(&format!("6,1.0,true,mutual-self-help,1,everyone,burden,{}", ensemble.plan.runs() - 1)));
}

/// A run whose every value is `number`.
fn made(number: u64, (point, regime, replicate): (u32, usize, u32)) -> RunRecord {
    let row = IndicatorValues { count: 1, values: [number as f64; INDICATORS.len()] };
    let snapshots = vec![Snapshot { week: 60, rows: vec![row; POPULATIONS.len()] }];
    RunRecord {
        point,
        regime,
        replicate,
        snapshots,
        ledger: Ledger::default(),
        twins: None,
        observed: None,
        rows: None,
        state_hash: number,
    }
}

#[test]
fn the_point_of_a_sweep_is_the_run_with_that_value_set() {
    let folder = Folder::with_town(SCENARIO);
    done(&folder, &["sweep", "town.toml", "--out", "swept"]);
    let set = ["--set", "regime.mutual-self-help.directiveness=0.5", "--set", "hope=true"];
    done(&folder, &[&["run", "town.toml", "--out", "run"][..], &set].concat());
    let ending = |file: &str, begin: &str| {
        let found = lines(&folder, file).into_iter().find_map(|line| line.strip_prefix(begin).map(str::to_owned));
        found.expect("a row").split(',').take(4).collect::<Vec<_>>().join(",")
    };
    let swept =
        ending("swept/response_contrasts.csv", "4,0.5,true,mutual-self-help,none,everyone,institutional_trust,");
    assert_eq!(swept, ending("run/contrasts.csv", "mutual-self-help,none,as_run,everyone,institutional_trust,"));
}

#[test]
fn bad_designs_are_refused_with_their_lines_and_nothing_is_written() {
    let wrong = SCENARIO.replace("high = 1.0", "high = 7.0").replace("\"hope\"", "\"hpoe\"");
    let folder = Folder::with_town(&wrong);
    for command in [&["sweep", "town.toml"][..], &["sensitivity", "town.toml", "--method", "morris"]] {
        let output = run_command(&folder, command);
        let said = told(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("town.toml:") && said.contains("hpoe"), "{said}");
    }
    let folder = Folder::with_town("people = 120");
    let output = run_command(&folder, &["sweep", "town.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("no [design]"), "{}", told(&output));
    assert!(!folder.path("results").exists());
}

#[test]
fn a_sensitivity_analysis_ranks_factors_and_can_be_gone_on_with_by_the_same_design_only() {
    let folder = Folder::with_town(SCENARIO);
    let morris = ["sensitivity", "town.toml", "--method", "morris", "--points", "3", "--resamples", "100"];
    let said = done(&folder, &[&morris[..], &["--threads", "1", "--out", "one"]].concat());
    assert!(said.contains("9 points x 2 regimes x 2 replicates = 36 runs"), "{said}");
    assert!(said.contains("What matters most to mutual-self-help minus none"), "{said}");
    done(&folder, &[&morris[..], &["--threads", "3", "--out", "three"]].concat());
    let one = results(&folder, "one");
    assert!(one == results(&folder, "three"), "{:?}", one.keys());
    let said = done(&folder, &["verify", "one", "--all"]);
    assert!(said.contains("36 of 36 runs repeated"), "{said}");
    let points = lines(&folder, "one/points.csv");
    assert_eq!((points.len(), points[0].as_str()), (10, "point,regime.mutual-self-help.directiveness,hope"));
    // An output is that of the run with the values of its point.
    let outputs = lines(&folder, "one/outputs.csv");
    assert_eq!(outputs[0], points[0].clone() + ",regime,basis,population,indicator,value");
    assert_eq!(outputs.len(), 1 + 9 * 3 * 13);
    let cells: Vec<&str> = points[7].split(',').collect();
    let sets = [format!("regime.mutual-self-help.directiveness={}", cells[1]), format!("hope={}", cells[2])];
    done(&folder, &["run", "town.toml", "--set", &sets[0], "--set", &sets[1], "--out", "run"]);
    let ending = |file: &str, begin: &str| {
        let found = lines(&folder, file).into_iter().find_map(|line| line.strip_prefix(begin).map(str::to_owned));
        found.expect("a row").split(',').next().map(str::to_owned)
    };
    let output = format!("{},mutual-self-help,difference,struck,empowerment,", points[7]);
    let contrast = "mutual-self-help,none,as_run,struck,empowerment,";
    assert_eq!(ending("one/outputs.csv", &output), ending("run/contrasts.csv", contrast));
    // Values of two regimes and one difference, thirteen indicators, two factors, three measures.
    let indices = lines(&folder, "one/indices.csv");
    assert_eq!(indices.len(), 1 + 3 * 13 * 2 * 3);
    let silent = "none,struck,institutional_trust,value,regime.mutual-self-help.directiveness,mu_star,0,0,0,";
    assert!(indices.iter().any(|line| line.starts_with(silent) && line.len() > silent.len()), "flagged");

    cut_short(&folder, "three");
    let other = ["sensitivity", "town.toml", "--method", "morris", "--points", "4", "--out", "three", "--resume"];
    let output = run_command(&folder, &other);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("another ensemble"), "{}", told(&output));
    done(&folder, &[&morris[..], &["--out", "three", "--resume"]].concat());
    assert!(one == results(&folder, "three"));
}

#[test]
fn indices_of_sobol_are_written_and_wrong_questions_refused() {
    let folder = Folder::with_town(SCENARIO);
    let sobol = ["sensitivity", "town.toml", "--method", "sobol", "--points", "2", "--resamples", "100"];
    done(&folder, &[&sobol[..], &["--out", "out", "--regime", "none"]].concat());
    assert_eq!(lines(&folder, "out/points.csv").len(), 1 + 2 * 4);
    for more in [["--regime", "nowhere"], ["--levels", "4"]] {
        let output = run_command(&folder, &[&sobol[..], &["--out", "refused"], &more].concat());
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    }
    fs::write(folder.path("points.csv"), "hope\ntrue\nfalse\n").expect("a file");
    let listed = "people = 120\n[design]\nkind = \"points\"\nfile = \"points.csv\"\n";
    fs::write(folder.path("listed.toml"), listed).expect("a file");
    let output = run_command(&folder, &["sensitivity", "listed.toml", "--method", "sobol", "--out", "refused"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("lists its points"), "{}", told(&output));
    assert!(!folder.path("refused").exists());
}

#[cfg(unix)]
#[test]
fn an_interrupted_sweep_says_so_and_is_gone_on_with() {
    let folder = Folder::with_town(&SCENARIO.replace("replicates = 2", "replicates = 60"));
    let long = ["sweep", "town.toml", "--threads", "1", "--set", "people=200"];
    let mut child =
        mutua(&folder, &[&long[..], &["--out", "out"]].concat()).stderr(Stdio::piped()).spawn().expect("it");
    let journal = folder.path("out/unfinished/journal.bin");
    let begun = || fs::metadata(&journal).is_ok_and(|found| found.len() > 100_000);
    for _ in 0..3000 {
        if begun() || child.try_wait().expect("a state").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(130), "{}", told(&output));
    assert!(told(&output).contains("--resume"), "{}", told(&output));
    done(&folder, &[&long[..], &["--out", "out", "--resume"]].concat());
    done(&folder, &[&long[..], &["--out", "whole"]].concat());
    assert!(results(&folder, "out") == results(&folder, "whole"));
}

#[test]
fn an_override_of_a_factor_is_refused_where_the_design_is_run_and_taken_where_it_is_left_aside() {
    let folder = Folder::with_town(SCENARIO);
    for set in ["regime.mutual-self-help.directiveness=0.33", "hope=false", " switches . hope = true"] {
        for command in [&["sweep"][..], &["check"], &["sensitivity", "--method", "morris", "--points", "2"]] {
            let output = run_command(&folder, &[command, &["town.toml", "--set", set]].concat());
            assert_eq!(output.status.code(), Some(2), "{command:?} {set}");
            assert!(told(&output).contains("is a factor of the design"), "{}", told(&output));
        }
    }
    assert!(!folder.path("results").exists());
    let run = ["run", "town.toml", "--out", "run", "--replicates", "1", "--set"];
    done(&folder, &[&run[..], &["regime.mutual-self-help.directiveness=0.33"]].concat());
    assert!(fs::read_to_string(folder.path("run/scenario.toml")).expect("it").contains("directiveness = 0.33\n"));
}

#[test]
fn the_table_of_points_of_a_sweep_swept_again_gives_the_same_tables() {
    for kind in ["factorial", "one-at-a-time"] {
        let folder = Folder::with_town(&SCENARIO.replace("factorial", kind).replace("weeks = 60", "weeks = 20"));
        done(&folder, &["sweep", "town.toml", "--out", "first", "--replicates", "1"]);
        let design = "kind = \"points\"\nfile = \"first/points.csv\"\n";
        let town = fs::read_to_string(folder.path("town.toml")).expect("it");
        let (before, _) = town.split_once("kind = ").expect("a design");
        fs::write(folder.path("again.toml"), format!("{before}{design}")).expect("a file");
        done(&folder, &["sweep", "again.toml", "--out", "second", "--replicates", "1"]);
        for table in ["points.csv", "responses.csv", "response_contrasts.csv"] {
            assert_eq!(
                lines(&folder, &format!("first/{table}")),
                lines(&folder, &format!("second/{table}")),
                "{kind} {table}"
            );
        }
    }
}

#[test]
fn truth_values_stand_in_tables_in_one_way_however_they_were_typed() {
    let folder = Folder::with_town(
        "people = 40\nweeks = 10\nburn_in_weeks = 5\nreplicates = 1\nregimes = ['none']\n\
        [design]\nkind = 'points'\nfile = 'list.csv'\n",
    );
    fs::write(folder.path("list.csv"), "\u{feff}stake_shared;hope;people\r\n0.1;TRUE;40.0\r\n0.2;False;50\r\n")
        .expect("a file");
    done(&folder, &["sweep", "town.toml", "--out", "out"]);
    let lines = lines(&folder, "out/points.csv");
    assert_eq!(lines, ["point,stake_shared,hope,people", "1,0.1,true,40", "2,0.2,false,50"]);
}
