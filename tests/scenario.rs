//! Scenarios: what is accepted, what is refused, and how it is said.

#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::interactions::two_by_twos;
use mutua::model::parameters::{NumberKind, Parameters, Switches, TABLE};
use mutua::model::structure::{self, Entry, Structure};
use mutua::scenario::{FIELDS, InvalidScenarioError, Place, SIZES, Scenario, sha256_of, shipped, shipped_scenarios};

fn read(text: &str) -> Result<Scenario, InvalidScenarioError> {
    read_with(text, &[])
}

fn read_with(text: &str, sets: &[&str]) -> Result<Scenario, InvalidScenarioError> {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    Scenario::parse_as(text, "town.toml", "town", &sets)
}

/// The problems of a text as they are shown.
fn told(text: &str) -> String {
    read(text).expect_err(text).to_string()
}

fn told_with(text: &str, sets: &[&str]) -> String {
    read_with(text, sets).expect_err(text).to_string()
}

fn structure_of(scenario: &Scenario, name: &str) -> Structure {
    let regime = scenario.regimes.iter().find(|regime| regime.name == name);
    regime.expect(name).structure.expect("a structure")
}

fn shipped_structure(name: &str) -> Structure {
    shipped().iter().find(|regime| regime.name == name).expect(name).structure.expect("a structure")
}

// What is shipped

#[test]
fn shipped_regimes_read_without_problems() {
    let names: Vec<&str> = shipped().iter().map(|regime| regime.name.as_str()).collect();
    let expected = [
        "none",
        "professional-centred",
        "listening-professional",
        "case-centred",
        "mutual-self-help",
        "autonomous",
        "directive-group",
        "pseudo-participatory",
        "community",
    ];
    assert_eq!(names, expected);
    for regime in shipped() {
        assert!(regime.summary.ends_with('.'), "{} has no summary", regime.name);
        assert_eq!(regime.structure.is_none(), regime.name == "none");
    }
}

#[test]
fn shipped_variants_differ_from_their_origin_in_what_they_say() {
    let group = shipped_structure("mutual-self-help");
    let link = Entry { link: true, ..Entry::default() };
    assert_eq!(shipped_structure("autonomous"), Structure { worker: None, entry: link, ..group });
    assert_eq!(shipped_structure("autonomous"), Structure::peers());
    let directed = shipped_structure("directive-group");
    assert_eq!(directed.worker.map(|worker| worker.directiveness), Some(1.0));
    assert_eq!((directed.turns_per_meeting, directed.capacity), (6, 12));
    let promised = Structure { announced_voice: Some(1.0), ..shipped_structure("professional-centred") };
    assert_eq!(shipped_structure("pseudo-participatory"), promised);
    let professional = shipped_structure("professional-centred");
    assert_eq!(differing(&professional, &shipped_structure("listening-professional")), ["directiveness"]);
    assert_eq!(shipped_structure("listening-professional").worker.map(|worker| worker.directiveness), Some(0.0));
}

/// The fields in which two structures differ.
fn differing(a: &Structure, b: &Structure) -> Vec<&'static str> {
    structure::FIELDS.iter().filter(|row| row.of(a) != row.of(b)).map(|row| row.name).collect()
}

fn shipped_scenario(name: &str) -> Scenario {
    Scenario::load(format!("scenarios/{name}.toml").as_ref(), &[]).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn cells_of_a_two_by_two_differ_in_what_their_scenario_says_and_in_nothing_else() {
    const GROUP: [&str; 4] = ["aim", "present", "turns_per_meeting", "capacity"];
    const PAIR: [&str; 3] = ["aim", "present", "capacity"];
    for (name, companies) in
        [("two-by-two", &[("pair", &PAIR[..]), ("group", &GROUP)][..]), ("two-by-two-hours", &[("group", &GROUP)])]
    {
        let scenario = shipped_scenario(name);
        assert!(!scenario.switches.confidence_to_speak, "{name}: the door of a group would be another one");
        assert_eq!(scenario.regimes.len(), 3 + 2 * companies.len());
        let cell = |way: &str, company: &str| structure_of(&scenario, &format!("{way}-{company}"));
        for (company, fields) in [("alone", &[][..])].iter().chain(companies) {
            let [prescribing, listening] = ["prescribing", "listening"].map(|way| cell(way, company));
            assert_eq!(differing(&prescribing, &listening), ["directiveness"], "{name}, {company}");
            let shares = [prescribing, listening].map(|cell| cell.worker.map(|worker| worker.directiveness));
            assert_eq!(shares, [Some(1.0), Some(0.0)]);
            for way in ["prescribing", "listening"] {
                assert_eq!(differing(&cell(way, "alone"), &cell(way, company)), *fields, "{name}, {way}, {company}");
            }
        }
        let found = two_by_twos(&scenario);
        let whole =
            found.iter().find(|of| scenario.regimes[of.regime].name == "listening-group").expect("one in groups");
        assert_eq!((whole.fields.as_slice(), whole.other_fields.as_slice()), (&["directiveness"][..], &GROUP[..]));
        let named = [whole.reference, whole.other_regime, whole.other_reference].map(|at| &scenario.regimes[at].name);
        assert_eq!(named, ["prescribing-group", "listening-alone", "prescribing-alone"]);
    }
    let [turns, hours] = ["two-by-two", "two-by-two-hours"].map(shipped_scenario);
    for regime in &hours.regimes {
        assert!(turns.regimes.contains(regime), "{} is another cell at equal hours", regime.name);
    }
}

#[test]
fn shipped_scenarios_read_without_problems_and_ask_a_question() {
    let scenarios = shipped_scenarios();
    assert_eq!(scenarios.len(), 21);
    assert_eq!(std::fs::read_dir("scenarios").expect("scenarios").count(), 21, "one is not embedded");
    for (name, question, text) in scenarios {
        let path = format!("scenarios/{name}.toml");
        let scenario = Scenario::load(path.as_ref(), &[]).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!((scenario.name.as_str(), &scenario.question), (name, &question));
        assert!(question.ends_with('?'), "{name}");
        assert!(text.starts_with("# ") && text.contains("\n# Assumed: ") && text.contains("\n# Sourced: "), "{name}");
        for parameter in scenario.sources.keys() {
            assert!(text.contains(&format!("\n{parameter} = ")), "{name} gives a source for {parameter} and no value");
        }
        // One parameter is called so.
        assert!(!text.replace("felt_memory", "").contains("memory"), "{name} uses an unverified figure");
        assert_eq!(Scenario::parse_as(&scenario.to_toml(), &path, name, &[]), Ok(scenario));
    }
}

/// `targets/search.py` reads figures where the page of validity reads them, and varies parameters alone.
#[test]
fn the_scenario_of_the_search_is_that_of_validity_in_small() {
    let search = Scenario::load("targets/search.toml".as_ref(), &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let validity = shipped_scenario("validity");
    assert_eq!((search.weeks, search.burn_in_weeks), (validity.weeks, validity.burn_in_weeks));
    assert!(search.regimes.iter().all(|regime| validity.regimes.contains(regime)));
    let factors = search.design.expect("a design").factors;
    assert!(factors.len() > 40 && factors.iter().all(|factor| TABLE.iter().any(|row| row.name == factor.key)));
}

#[test]
fn the_empty_scenario_is_the_default_one() {
    let scenario = read("").expect("no problems");
    let names: Vec<&str> = scenario.regimes.iter().map(|regime| regime.name.as_str()).collect();
    assert_eq!(names, ["none", "professional-centred", "case-centred", "mutual-self-help"]);
    assert_eq!((scenario.seed, scenario.people, scenario.weeks, scenario.burn_in_weeks), (1, 5000, 520, 520));
    assert_eq!((scenario.record_every_weeks, scenario.replicates), (13, 30));
    assert_eq!((scenario.parameters, scenario.switches), (Parameters::default(), Switches::default()));
}

// InvalidScenarioError

#[test]
fn all_problems_of_a_file_are_told_at_once_and_in_order() {
    let text = "poeple = 5\nweeks = 2.0\n[parameters]\n  evidence_fading = 1.7\n\"è\" = 1\n[switches]\n\"è\".\"é\" = 1\nhope = 1\n";
    let problems = read_with(text, &["replicates=0", "zebra=1"]).expect_err("eight problems");
    let places: Vec<String> = problems.iter().map(|problem| format!("{} {}", problem.place, problem.key)).collect();
    let expected = [
        "town.toml:1:1 poeple",
        "town.toml:2:9 weeks",
        "town.toml:4:21 parameters.evidence_fading",
        "town.toml:5:1 parameters.è",
        "town.toml:7:1 switches.è",
        "town.toml:8:8 switches.hope",
        "--set replicates=0 replicates",
        "--set zebra=1 zebra",
    ];
    assert_eq!(places, expected);
}

#[test]
fn all_lines_that_are_not_toml_are_told_at_once() {
    let problems = read("weeks = 3\nseed = = 4\nquestion = \"è\" 7\n[parameters\n").expect_err("three problems");
    let lines: Vec<String> = problems.iter().map(|problem| problem.place.to_string()).collect();
    assert_eq!(lines, ["town.toml:2:8", "town.toml:3:16", "town.toml:4:12"]);
}

#[test]
fn a_problem_reads_like_a_compilers() {
    let expected = "town.toml:2:19: parameters.evidence_fading = 1.7: must be from 0.9 to 1 (per week)\n    \
                    help: Share of past evidence that still counts a week later.";
    assert_eq!(told("[parameters]\nevidence_fading = 1.7"), expected);
}

#[test]
fn each_kind_of_problem_is_told() {
    let cases: &[(&str, &str)] = &[
        // names
        ("poeple = 5", "1:1: poeple: unknown key\n    help: did you mean `people`?"),
        ("evidence_fading = 0.99", "`evidence_fading` is a parameter: write it under [parameters]"),
        ("hope = true", "`hope` is a switch: write it under [switches]"),
        ("[parameters]\npeople = 50", "`people` stands at the top of the file"),
        ("[parameters]\nEvidence-Fadng = 1", "did you mean `evidence_fading`?"),
        ("[parameters]\nzebra = 1", "`mutua check` prints them all"),
        ("[switches]\nhoep = true", "2:1: switches.hoep: unknown key\n    help: did you mean `hope`?"),
        ("[sources]\ntie_fadin = \"x\"", "no parameter has this name\n    help: did you mean `tie_fading`?"),
        ("regimes = [\"mutual-selfhelp\"]", "did you mean `mutual-self-help`?"),
        // kinds
        ("question = 3", "must be a text, not a whole number\n    help: write it in quotes: \"3\""),
        ("people = 2000.0", "must be a whole number, in digits alone, from 10 to 60000000 (people)"),
        ("people = \"many\"", "people = \"many\": must be a whole number from 10 to 60000000 (people), not a text"),
        ("people = 1979-05-27", "not a date"),
        ("weeks = true", "not true or false"),
        ("regimes = \"none\"", "must be a list of names in [brackets], not a text"),
        ("regimes = [1]", "1:12: regimes = 1: must be a text"),
        ("parameters = 3", "must be a table, [parameters], not a whole number"),
        ("[[switches]]", "must be a table, [switches], not a list"),
        ("[regime]", "must be written as [[regime]], not a table"),
        ("regime = [1]", "must be a table"),
        ("[switches]\nhope = \"yes\"", "2:8: switches.hope = \"yes\": must be true or false, not a text"),
        ("[parameters]\ntie_places = 8.0", "must be a whole number, in digits alone, from 1 to 16 (ties)"),
        ("[parameters]\ntie_fading = true", "must be a number from 0.9 to 1 (per week), not true or false"),
        // not finite, out of range
        ("[parameters]\ntie_fading = nan", "2:14: parameters.tie_fading = nan: must be a finite number from 0.9 to 1"),
        ("[parameters]\ntie_fading = -inf", "must be a finite number"),
        ("[parameters]\ntie_fading = 1e999", "must be a finite number"),
        ("seed = 4294967296", "must be from 0 to 4294967295"),
        ("seed = -1", "must be from 0 to 4294967295"),
        ("seed = 99999999999999999999999999999999999999999", "must be from 0 to 4294967295"),
        ("weeks = 5200\nburn_in_weeks = 5200", "2:17: burn_in_weeks = 5200: burn-in and horizon together"),
        // what must agree
        ("[parameters]\nonset_burden_low = 0.95", "onset_burden_low (0.95) must not be above onset_burden_high (0.9)"),
        ("[parameters]\ncomfort_good = 0.2", "2:16: parameters.comfort_good = 0.2: comfort_poor (0.35) must not be"),
        (
            "[parameters]\nneeded_textbook = 0\nneeded_experiential = 0\nneeded_private = 0",
            "4:18: parameters.needed_private = 0: a situation must need at least one insight",
        ),
        (
            "[parameters]\nneeded_textbook = 1\nneeded_experiential = 0\nneeded_private = 0",
            "initial_insights (6) must not be above the number of insights needed (1)",
        ),
        // twice
        ("regimes = [\"none\", \"none\"]", "1:20: regimes = \"none\": is listed twice"),
        ("regimes = []", "must name at least one regime"),
        ("people = 50\npeople = 60", "2:1: not valid TOML: duplicate key\n    | people = 60\n    | ^"),
        // syntax
        ("weeks = 3\nseed = = 4\n", "2:8: not valid TOML"),
        ("[parameters", "\n    | [parameters\n    |            ^"),
        ("question = \"open", "not valid TOML"),
    ];
    for (text, expected) in cases {
        let told = told(text);
        assert!(told.contains(expected), "{text}\ntells\n{told}\ninstead of\n{expected}");
        assert_eq!(told.matches("town.toml").count(), 1, "more than one problem:\n{told}");
    }
}

#[test]
fn each_kind_of_problem_with_a_regime_is_told() {
    let cases: &[(&str, &str)] = &[
        (
            "capacity = 3",
            "1:1: regime.mine: lacks `aim`, `present`, `meets_every_weeks`, `turns_per_meeting` and `entry`",
        ),
        ("like = \"mutual\"", "3:8: regime.mine.like = \"mutual\": must name a shipped regime or an earlier one"),
        ("like = \"mutual-selfhelp\"", "did you mean `mutual-self-help`?"),
        ("like = \"none\"", "`none` has no structure to take over"),
        (
            "like = \"community\"\ncapcity = 3",
            "4:1: regime.mine.capcity: unknown key\n    help: did you mean `capacity`?",
        ),
        ("like = \"community\"\npresent = \"resident\"", "did you mean `residents`?"),
        (
            "like = \"community\"\naim = \"plural\"",
            "goes with present `peers`; present `residents` goes with aim `community`",
        ),
        ("like = \"community\"\naim = \"focal\"", "goes with present `client` or `close-ties`"),
        (
            "like = \"mutual-self-help\"\npresent = \"client\"",
            "4:11: regime.mine.present = \"client\": in regime.mine aim `plural`",
        ),
        ("like = \"mutual-self-help\"\ncapacity = 1", "with present `peers` capacity must be from 2 to 48 (people)"),
        (
            "like = \"case-centred\"\naim = \"plural\"\npresent = \"peers\"\ncapacity = 49",
            "must be from 1 to 48 (people)",
        ),
        (
            "like = \"professional-centred\"\naim = \"plural\"\npresent = \"peers\"\nmeetings_agreed = \"none\"",
            "5:11: regime.mine.present = \"peers\": with",
        ),
        ("like = \"community\"\nmeets_every_weeks = 53", "must be from 1 to 52 (weeks)"),
        ("like = \"community\"\nturns_per_meeting = 0", "must be from 1 to 40 (turns)"),
        ("like = \"community\"\nworker_hours_per_meeting = 0.01", "must be from 0.05 to 20 (hours)"),
        ("like = \"community\"\nworker_hours = 61", "must be from 0 to 60 (hours per week)"),
        ("like = \"case-centred\"\nmeetings_agreed = 0", "must be from 1 to 520 (meetings)"),
        (
            "like = \"community\"\nmeetings_agreed = 8",
            "4:19: regime.mine.meetings_agreed = 8: with aim `community` there is no meetings_agreed",
        ),
        ("like = \"community\"\nannounced_voice = 2", "must be from 0 to 1 (share)"),
        ("like = \"community\"\nfacilitation = \"none\"", "must be a number from 0 to 1 (share), not a text"),
        ("like = \"autonomous\"\nfacilitation = 0.3", "needs a worker, and there is none"),
        (
            "like = \"autonomous\"\ndirectiveness = 0\nfacilitation = 0.3",
            "4:17: regime.mine.directiveness = 0: brings a worker, who needs `worker_hours_per_meeting`",
        ),
        (
            "like = \"community\"\ndirectiveness = \"none\"\nfacilitation = 0.3",
            "5:16: regime.mine.facilitation = 0.3: needs",
        ),
        ("like = \"community\"\ncatchment = 9", "must be from 10 to 60000000 (people)"),
        ("like = \"community\"\ncatchment = 900.5", "must be a whole number, in digits alone,"),
        ("like = \"community\"\ncatchment = \"towns\"", "did you mean `town`?"),
        ("like = \"community\"\nentry = []", "must name at least one of"),
        ("like = \"community\"\nentry = [\"link\", \"link\"]", "4:18: regime.mine.entry = \"link\": is named twice"),
        ("like = \"community\"\nentry = [\"desks\"]", "did you mean `desk`?"),
        ("like = \"community\"\nentry = \"desk\"", "must be a list of"),
    ];
    for (fields, expected) in cases {
        let text = format!("[[regime]]\nname = \"mine\"\n{fields}");
        let told = told(&text);
        assert!(told.contains(expected), "{text}\ntells\n{told}\ninstead of\n{expected}");
        assert_eq!(told.matches("town.toml").count(), 1, "more than one problem:\n{told}");
    }
    for (name, expected) in [
        ("\"none\"", "cannot be redefined"),
        ("\"My regime\"", "must be 1 to 40 lower-case letters"),
        ("\"\"", "must be 1 to 40 lower-case letters"),
        ("3", "regime[0].name = 3: must be a text"),
    ] {
        let told = told(&format!("[[regime]]\nname = {name}\nlike = \"community\""));
        assert!(told.contains(expected), "{told}");
    }
    assert!(told("[[regime]]\nlike = \"community\"").contains("1:1: regime[0].name: a regime needs a name"));
    let twice = "[[regime]]\nname = \"a\"\nlike = \"community\"\n";
    assert!(told(&twice.repeat(2)).contains("5:8: regime[1].name = \"a\": is the name of an earlier regime"));
    let later = "[[regime]]\nname = \"a\"\nlike = \"b\"\n[[regime]]\nname = \"b\"\nlike = \"community\"\n";
    assert!(told(later).contains("3:8: regime.a.like = \"b\": must name a shipped regime or an earlier one"));
}

#[test]
fn a_problem_of_an_inherited_field_is_told_once_where_it_stands() {
    let text =
        "[[regime]]\nname = \"a\"\nlike = \"community\"\ncapacity = 99\n[[regime]]\nname = \"b\"\nlike = \"a\"\n";
    let problems = read(text).expect_err("one problem");
    assert_eq!(problems.len(), 1, "{problems}");
    assert!(problems.to_string().starts_with("town.toml:4:12: regime.a.capacity = 99"));
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = |name: &str| dir.path().join(name);
    let told = |name: &str| Scenario::load(&path(name), &[]).expect_err(name).to_string();
    assert!(told("three-regime.toml").ends_with("there is no such file\n    help: did you mean `three-regimes`?"));
    assert!(told("").contains("is a directory"));
    std::fs::write(path("latin.toml"), b"seed = 3\nquestion = \"\xe8\"").expect("written");
    assert!(told("latin.toml").contains("latin.toml:2:13: is not UTF-8 text"));
    std::fs::write(path("large.toml"), "#".repeat(1 << 21)).expect("written");
    assert!(told("large.toml").contains("is larger than 1048576 bytes"));
    std::fs::write(path("town.toml"), "\u{feff}people = 70\r\n").expect("written");
    let scenario = Scenario::load(&path("town.toml"), &[]).expect("a byte order mark and carriage returns are fine");
    assert_eq!((scenario.people, scenario.name.as_str()), (70, "town"));
}

#[test]
fn a_flood_of_problems_is_cut_short() {
    let problems = read(&format!("regimes = [{}]", "1,".repeat(100_000))).expect_err("many");
    assert_eq!((problems.len(), problems.iter().count()), (100_000, 200));
    assert!(problems.to_string().ends_with("and 99800 more"));
}

// Names

#[test]
fn a_regime_may_not_be_called_what_other_programs_read_otherwise() {
    let named =
        |name: &str| format!("regimes = [\"none\"]\n[[regime]]\nname = \"{name}\"\nlike = \"mutual-self-help\"\n");
    for (name, reason) in [
        ("nan", "read as missing"),
        ("na", "read as missing"),
        ("null", "read as missing"),
        ("inf", "read as infinity"),
        ("infinity", "read as infinity"),
        ("true", "read as a truth value"),
        ("false", "read as a truth value"),
        ("1e5", "read as a number"),
        ("007", "read as a number"),
        ("sept-1", "read as a date"),
        ("-inf", "must not begin with a hyphen"),
        ("=sum", "must be 1 to 40"),
        ("N/A", "must be 1 to 40"),
        ("", "must be 1 to 40"),
    ] {
        let told = told(&named(name));
        assert!(told.starts_with("town.toml:3:8: regime[0].name = ") && told.contains(reason), "{name}: {told}");
        assert!(told.contains("help: "), "{told}");
        assert_eq!(told.matches("town.toml").count(), 1, "{told}");
    }
    for name in ["nan-1", "inference", "open-25", "12-steps"] {
        assert!(read(&named(name)).is_ok(), "{name}");
    }
}

#[test]
fn a_scenario_may_not_be_called_what_names_no_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = format!("{}.toml", "x".repeat(101));
    for name in ["...toml", ".toml", " .toml", "a .toml", "a..toml", "a\nb.toml", "a\u{1b}[2J.toml", "a\\b.toml", &long]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, "people = 100").expect("written");
        let told = Scenario::load(&path, &[]).expect_err(name).to_string();
        assert!(told.contains("rename the file") && told.lines().count() == 2, "{name:?}: {told}");
        assert!(!told.contains('\u{1b}'), "{told:?}");
    }
    for name in ["", "..", "a/b", "../a"] {
        assert!(Scenario::parse_as("", "town.toml", name, &[]).is_err(), "{name}");
    }
}

#[test]
fn a_resolved_scenario_keeps_its_name_to_the_last_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scenario.toml");
    let long = "x".repeat(100);
    for name in ["town", &long, "größe 2, as resolved", "誰を, as resolved.x", "a  b", "# Scenario", "\u{200d}a"] {
        let scenario = Scenario::parse_as("people = 100", "town.toml", name, &[]).expect(name);
        std::fs::write(&path, scenario.to_toml()).expect("written");
        assert_eq!(Scenario::load_resolved(&path).as_ref(), Ok(&scenario), "{name}");
    }
    let resolved = read("").expect("valid").to_toml();
    std::fs::write(&path, resolved.replace("# Scenario town", "# Scenario ../../town")).expect("written");
    let told = Scenario::load_resolved(&path).expect_err("no name").to_string();
    assert!(told.contains("holds a slash"), "{told}");
    std::fs::write(&path, "people = 100").expect("written");
    assert_eq!(Scenario::load_resolved(&path).expect("valid").name, "scenario");
}

#[test]
fn what_is_hidden_in_a_scenario_is_shown_and_steers_nothing() {
    let hostile = r"\u001b]0;x\u0007\u001b[2J\u202e";
    let own = format!("[[regime]]\nname = \"{hostile}\"\nlike = \"{hostile}\"\n\"{hostile}\" = 1\n");
    let text = format!("\"{hostile}\" = 1\nregimes = [\"{hostile}\"]\n{own}[design]\nkind = \"{hostile}\"\n");
    let problems = read_with(&text, &["\u{1b}[2J=1", "people=\u{1b}", "regime.\u{202e}.x=\u{9b}"]).expect_err("bad");
    let shown = problems.to_string();
    assert!(problems.len() >= 8, "{shown}");
    assert!(!shown.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')), "{shown:?}");
    let raw = Scenario::parse_as("a = \u{1b}[2J", "\u{1b}.toml", "town", &[]).expect_err("not TOML").to_string();
    assert!(raw.contains(r"\u{1b}.toml:1:") && !raw.contains('\u{1b}'), "{raw:?}");
}

// Limits

#[test]
fn limits_are_asked_before_long_work() {
    let many: String = (0..20_000).map(|i| format!("[[regime]]\nname = \"r{i}\"\nlike = \"none\"\n")).collect();
    let told = told(&many);
    assert!(told.contains("must be at most 100 regimes, not 20000") && told.lines().count() == 1, "{told}");
    let long = "x".repeat(1_000_000);
    let told = told_with("", &[&format!("regime.{long}.x=1"), &format!("{long}=1"), &format!("people={long}")]);
    assert!(told.len() < 10_000 && told.lines().count() >= 3, "{}", told.len());
    let sets: Vec<String> = (0..10_001).map(|i| format!("parameters.p{i}=1")).collect();
    let problems = Scenario::parse_as("", "town.toml", "town", &sets).expect_err("too many");
    assert_eq!(problems.len(), 1, "{problems}");
    assert!(problems.to_string().contains("more than 10000 overrides: 10001"), "{problems}");
}

#[test]
fn lines_and_columns_are_right_at_every_end_of_a_line() {
    let text = "\u{feff}\n# è\r\n\n  poeple = 1\r\nquestion = \"è\"; x\n";
    let told_of = |text: &str| read(text).expect_err(text).to_string();
    assert!(told_of("\u{feff}\n# è\r\n\n  poeple = 1\r\n").starts_with("town.toml:4:3: poeple"));
    assert!(told_of(text).starts_with("town.toml:5:15: not valid TOML"), "{}", told_of(text));
    assert!(told_of("\u{feff}poeple = 1").starts_with("town.toml:1:1: poeple"));
    assert!(told_of("a = [\n").starts_with("town.toml:"));
}

// Ranges

#[test]
fn every_parameter_is_accepted_at_its_limits_and_refused_beyond() {
    // What must agree is opened wide, so that each row can be tried alone.
    let wide = "onset_burden_low=0 onset_burden_high=1 comfort_poor=0 comfort_good=1 initial_insights=0";
    for row in TABLE {
        let write =
            |value: f64| if row.kind == NumberKind::Whole { format!("{value:.0}") } else { format!("{value:?}") };
        let step = if row.kind == NumberKind::Whole { 1.0 } else { 1e-9 };
        let needs = if row.name == "initial_insights" { " needed_experiential=24" } else { "" };
        let try_with = |value: String| {
            let sets: Vec<String> =
                format!("{wide}{needs} {}={value}", row.name).split(' ').map(str::to_owned).collect();
            Scenario::parse_as("", "town.toml", "town", &sets)
        };
        for limit in [row.low, row.high] {
            let scenario = try_with(write(limit)).unwrap_or_else(|problems| panic!("{problems}"));
            assert_eq!(scenario.parameters.get(row.name), Some(limit));
        }
        for beyond in [write(row.low - step), write(row.high + step), "nan".into(), "inf".into(), "-inf".into()] {
            let told = try_with(beyond.clone()).expect_err(row.name).to_string();
            let range = format!("from {} to {} ({})", row.low, row.high, row.unit);
            let start = format!("--set {0}={beyond}: parameters.{0} = {beyond}: ", row.name);
            assert!(told.starts_with(&start) && told.contains(&range), "{told}");
        }
        if row.high.floor() >= row.low {
            let whole = try_with(format!("{:.0}", row.high.floor()));
            assert!(whole.is_ok(), "{} does not take a number without a point", row.name);
        }
    }
}

#[test]
fn every_size_is_accepted_at_its_limits_and_refused_beyond() {
    for row in SIZES {
        let other = if row.name == "weeks" { "burn_in_weeks=0" } else { "weeks=1" };
        for limit in [row.low, row.high] {
            assert!(read_with("", &[other, &format!("{}={limit}", row.name)]).is_ok(), "{} {limit}", row.name);
        }
        for beyond in [i64::from(row.low) - 1, i64::from(row.high) + 1] {
            let told = told_with("", &[&format!("{}={beyond}", row.name)]);
            assert!(told.contains(&format!("must be from {} to {} ({})", row.low, row.high, row.unit)), "{told}");
        }
    }
}

// Overrides

#[test]
fn overrides_reach_every_kind_of_key() {
    let file = "people = 50\n[parameters]\ntie_fading = 0.99\n[[regime]]\nname = \"mine\"\nlike = \"community\"";
    let sets = [
        "question=What is it?",
        "people=60",
        "people=70",
        "parameters.tie_fading=0.98",
        "burned_weight=1",
        "hope=false",
        "switches.mistakes = false",
        "worker_learning=false",
        "parameters.worker_learning=0.2",
        "worker_practice=0.001",
        "sources.burned_weight=a guess",
        "regimes=[\"mine\", \"mutual-self-help\"]",
        "regime.mine.capacity=9",
        "regime.mutual-self-help.directiveness=none",
        "regime.mutual-self-help.entry=[\"mandate\"]",
    ];
    let scenario = read_with(file, &sets).expect("no problems");
    assert_eq!((scenario.question.as_str(), scenario.people), ("What is it?", 70));
    assert_eq!((scenario.parameters.tie_fading, scenario.parameters.burned_weight), (0.98, 1.0));
    assert_eq!((scenario.parameters.worker_learning, scenario.parameters.worker_practice), (0.2, 0.001));
    assert_eq!((scenario.switches.hope, scenario.switches.mistakes), (false, false));
    assert_eq!((scenario.switches.worker_learning, scenario.switches.worker_practice), (false, true));
    assert_eq!(scenario.source_of("burned_weight"), "a guess");
    let names: Vec<&str> = scenario.regimes.iter().map(|regime| regime.name.as_str()).collect();
    assert_eq!(names, ["mine", "mutual-self-help"]);
    assert_eq!(structure_of(&scenario, "mine"), Structure { capacity: 9, ..shipped_structure("community") });
    let entry = Entry { mandate: true, ..Entry::default() };
    let alone = Structure { worker: None, entry, ..shipped_structure("mutual-self-help") };
    assert_eq!(structure_of(&scenario, "mutual-self-help"), alone);
}

#[test]
fn an_override_is_the_same_as_writing_it_in_the_file() {
    let written = read("weeks = 9\n[parameters]\nburned_weight = 1.25\n[switches]\nhope = false").expect("fine");
    assert_eq!(read_with("weeks = 3", &["weeks=9", "burned_weight=1.25", "hope=false"]), Ok(written));
}

#[test]
fn an_override_of_a_regime_does_not_reach_those_that_are_like_it() {
    let file = "[[regime]]\nname = \"mine\"\nlike = \"mutual-self-help\"";
    let scenario = read_with(file, &["regime.mutual-self-help.capacity=5"]).expect("fine");
    assert_eq!(structure_of(&scenario, "mutual-self-help").capacity, 5);
    assert_eq!(structure_of(&scenario, "mine").capacity, 12);
}

#[test]
fn problems_of_overrides_name_the_override() {
    for (set, expected) in [
        ("weeks", "--set weeks: must be key=value"),
        ("weeks=", "--set weeks=: weeks: has no value"),
        ("weeks=many", "--set weeks=many: weeks = many: must be a whole number from 1 to 5200 (weeks), not a text"),
        ("wekes=3", "help: did you mean `weeks`?"),
        ("paramters.tie_fadin=1", "help: did you mean `parameters.tie_fading`?"),
        ("parameters.tie_fadin=1", "help: did you mean `tie_fading`?"),
        ("parameters.a.b=1", "unknown key"),
        ("parameters=1", "must be a table"),
        ("regimes=[none", "quote it for the shell"),
        ("regime.none.aim=focal", "`none` has no structure"),
        ("regime.community.capacity=3", "regime `community` is not run in this scenario"),
        ("regime.case-centered.capacity=3", "did you mean `case-centred`?"),
        ("regime.case-centred.name=x", "is written in the file"),
        ("regime.case-centred.capcity=3", "did you mean `capacity`?"),
        ("regime.case-centred.capacity=0", "regime.case-centred.capacity = 0: must be from 1 to 48 (people)"),
        ("regime.case-centred.present=peers", "in regime.case-centred aim `focal` does not fit with present `peers`"),
    ] {
        let problems = read_with("", &[set]).expect_err(set);
        assert_eq!(problems.len(), 1, "{problems}");
        assert!(problems.iter().all(|problem| problem.place == Place::Set(set.to_owned())), "{problems}");
        assert!(problems.to_string().contains(expected), "{problems}");
    }
}

// Regimes

#[test]
fn own_regimes_come_after_those_listed_and_may_replace_shipped_ones() {
    let own = |name: &str, rest: &str| format!("[[regime]]\nname = \"{name}\"\n{rest}\n");
    let text = format!(
        "regimes = [\"b\", \"none\", \"community\"]\n{}{}{}",
        own("a", "like = \"community\"\nannounced_voice = 0.5\nworker_hours = 20"),
        own("b", "like = \"a\"\nannounced_voice = \"none\"\nworker_hours = \"none\"\ndirectiveness = \"none\""),
        own("community", "like = \"community\"\ncapacity = 20"),
    );
    let scenario = read(&text).expect("no problems");
    let names: Vec<&str> = scenario.regimes.iter().map(|regime| regime.name.as_str()).collect();
    assert_eq!(names, ["b", "none", "community", "a"]);
    let community = shipped_structure("community");
    let a = Structure { announced_voice: Some(0.5), worker_hours: Some(20.0), ..community };
    assert_eq!(structure_of(&scenario, "a"), a);
    assert_eq!(structure_of(&scenario, "b"), Structure { worker: None, ..community });
    assert_eq!(structure_of(&scenario, "community"), Structure { capacity: 20, ..community });
}

#[test]
fn every_field_is_documented_and_read() {
    let mut told = told("[[regime]]\nname = \"mine\"\n");
    for row in FIELDS {
        told = format!("[[regime]]\nname = \"mine\"\n{} = {{}}", row.name);
        assert!(!read(&told).expect_err(row.name).to_string().contains("unknown key"), "{}", row.name);
        assert!(row.meaning.ends_with('.') && !row.allowed().is_empty());
    }
    assert!(!told.is_empty());
}

/// The range that the table of fields tells is the one that is accepted.
#[test]
fn every_field_is_accepted_at_the_limits_told_and_refused_beyond() {
    let told_of = |name: &str, value: f64| {
        let set = format!("regime.mutual-self-help.{name}={value}");
        read_with("", &[&set]).map_or_else(|problems| problems.to_string(), |_| String::new())
    };
    let mut ranges = 0;
    for row in FIELDS {
        let allowed = row.allowed();
        let Some((low, rest)) = allowed.split_once(" to ") else { continue };
        let (high, unit) = rest.split_once(" (").expect("a range with a unit");
        let unit = unit.split(')').next().expect("a unit");
        let (low, high): (f64, f64) = (low.parse().expect("a number"), high.parse().expect("a number"));
        let step = if ["weeks", "turns", "people"].contains(&unit) { 1.0 } else { 0.01 };
        let range = format!("from {low} to {high} ({unit})");
        for value in [low, high] {
            assert!(!told_of(row.name, value).contains(&range), "{}: {}", row.name, told_of(row.name, value));
        }
        for value in [low - step, high + step] {
            assert!(told_of(row.name, value).contains(&range), "{}: {}", row.name, told_of(row.name, value));
        }
        ranges += 1;
    }
    assert_eq!(ranges, 10, "numbers among the fields");
}

// The resolved scenario

#[test]
fn sources_tell_where_a_value_comes_from() {
    let text = "[parameters]\ntie_fading = 0.99\nburned_weight = 2\nhours_per_turn = 0.25\n[sources]\ntie_fading = \"a survey (seen)\"";
    let scenario = read(text).expect("no problems");
    assert_eq!(scenario.source_of("tie_fading"), "a survey (seen)");
    assert_eq!(scenario.source_of("burned_weight"), "assumed in the scenario");
    assert_eq!(scenario.source_of("hours_per_turn"), "six turns make the 1.5 hours of a club (seen: CAT rules)");
    let overridden = read_with(text, &["tie_fading=0.98"]).expect("no problems");
    assert_eq!(
        overridden.source_of("tie_fading"),
        "assumed in the scenario",
        "the file's source was for another value"
    );
}

#[test]
fn the_hash_hangs_on_all_but_the_name() {
    let named = |name, text| Scenario::parse_as(text, "town.toml", name, &[]).expect("no problems").hash();
    assert_eq!(named("a", "weeks = 9"), named("b", "weeks = 9"));
    // Comments may get better words.
    let text = Scenario::parse_as("", "town.toml", "town", &[]).expect("no problems").to_toml();
    let bare = text.lines().skip(1).map(|line| format!("{}\n", line.split("  # ").next().unwrap_or(line)));
    assert_eq!(named("a", ""), sha256_of(bare.collect::<String>().as_bytes()));
    assert_eq!(named("a", "").len(), 64);
    let others =
        ["weeks = 9", "seed = 2", "[parameters]\nburned_weight = 1.4999999999999998", "[switches]\nhope = false"];
    for other in others {
        assert_ne!(named("a", ""), named("a", other), "{other}");
    }
    assert_ne!(named("a", ""), read_with("", &["regime.case-centred.capacity=7"]).expect("fine").hash());
}
