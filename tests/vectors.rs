//! The numbers in sections 8 and 9 of `docs/odd.md` are those of the program and of the oracle, whichever is asked.
//! `MUTUA_WRITE_DOCS=1 cargo test --test vectors` writes them anew.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mutua::model::chance::{Chance, Draw, NOBODY, Process, hit, low, pick, unit, with};
use mutua::model::engine::happened::Happened;
use mutua::model::ledger::Phase;
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::rules::belief::trust;
use mutua::model::rules::pace::two_to;
use mutua::model::rules::trust::{evidence, weighed};
use mutua::model::rules::willing::Standing;
use mutua::model::share::{round, share, value};
use mutua::model::state::belief::{Belief, Scale};
use mutua::model::state::setting::Setting;
use mutua::model::state::tie::Past;
use mutua::model::state::world::World;
use mutua::model::tick::step;
use mutua::scenario::Scenario;
use mutua_oracle::{Oracle, vector};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::str::SplitWhitespace;
use std::sync::Mutex;

/// What stands between the input of a vector and its output.
const GIVES: &str = " → ";

fn description() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/odd.md")
}

/// Two tests write the same file when they are asked to.
static WRITING: Mutex<()> = Mutex::new(());

/// Compares the lines of the description with what they are to be, or makes them so when asked.
fn check(change: impl FnOnce(&str) -> String) {
    let _alone = WRITING.lock();
    let text = std::fs::read_to_string(description()).expect("a readable description");
    let expected = change(&text);
    if std::env::var_os("MUTUA_WRITE_DOCS").is_some() {
        std::fs::write(description(), expected).expect("a writable description");
        return;
    }
    for (found, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(found, expected, "write it anew with MUTUA_WRITE_DOCS=1");
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

/// The text with every line of the parts marked as vectors changed.
fn with_vectors(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let (mut changed, mut inside) = (String::new(), false);
    for line in text.split_inclusive('\n') {
        inside = (inside || line.starts_with("<!-- vectors -->")) && !line.starts_with("<!-- end -->");
        if inside && !line.starts_with("<!--") && !line.starts_with("```") && !line.trim().is_empty() {
            changed += &change(line.trim_end());
            changed.push('\n');
        } else {
            changed += line;
        }
    }
    changed
}

#[test]
fn program_and_oracle_give_every_vector() {
    let mut count = 0;
    check(|text| {
        with_vectors(text, |line| {
            count += 1;
            let input = line.split(GIVES).next().expect("a first part").trim_end();
            let ours = ours(input);
            assert_eq!(vector(input).as_ref(), Ok(&ours), "the oracle on `{input}`");
            format!("{input}{GIVES}{ours}")
        })
    });
    assert!(count >= 60, "only {count} vectors");
}

/// The output of a vector by the functions of the program.
fn ours(line: &str) -> String {
    let mut words = line.split_whitespace();
    let name = words.next().expect("a name");
    let mut word = || u32::from_str_radix(next(&mut words), 16).expect("a word in hexadecimal digits");
    match name {
        "with" => {
            let word = word();
            hexadecimals(&[with(word, number(&mut words))])
        }
        "hit" => {
            let word = word();
            if hit(word, number(&mut words)) { "yes" } else { "no" }.to_owned()
        }
        "unit" => unit(word()).to_string(),
        "low" => low(word()).to_string(),
        "pick" => {
            let word = word();
            pick(word, number(&mut words)).to_string()
        }
        "bell" => Draw([word(), word(), word(), word()]).bell().to_string(),
        "share" => share(number(&mut words)).to_string(),
        "round" => round(number(&mut words)).to_string(),
        "two_to" => two_to(number(&mut words)).to_string(),
        "willing" => willing(&mut words),
        "draw" | "lots" => of_chance(name, &mut words),
        _ => of_evidence(name, &mut words),
    }
}

fn next<'a>(words: &mut SplitWhitespace<'a>) -> &'a str {
    words.next().expect("one more word")
}

fn number<T: std::str::FromStr>(words: &mut SplitWhitespace<'_>) -> T {
    let text = next(words);
    text.parse().unwrap_or_else(|_| panic!("`{text}` is a number"))
}

fn hexadecimals(words: &[u32]) -> String {
    words.iter().map(|word| format!("{word:08x}")).collect::<Vec<_>>().join(" ")
}

fn of_chance(name: &str, words: &mut SplitWhitespace<'_>) -> String {
    let processes = [
        ("PRIOR", Process::Prior),
        ("RECIPROCITY", Process::Reciprocity),
        ("NEEDED", Process::Needed),
        ("WEEK", Process::Week),
        ("ASK", Process::Ask),
        ("LINK", Process::Link),
        ("TURN", Process::Turn),
        ("PRIVATE", Process::Private),
    ];
    let chance = Chance::new(number(words), number(words));
    let process = next(words);
    let process = processes.iter().find(|(known, _)| *known == process).expect("a known process").1;
    let person = number(words);
    let other = next(words).parse().unwrap_or(NOBODY);
    let (tick, turn) = (number(words), number(words));
    if name == "draw" {
        return hexadecimals(&chance.draw(process, person, other, tick, turn).0);
    }
    chance.lots(process, person, other, tick, turn).smallest_of([(number(words), number(words))]).to_string()
}

/// Willingness by its four weights and what they weigh.
fn willing(words: &mut SplitWhitespace<'_>) -> String {
    let [willing_base, willing_reciprocity, willing_tie, willing_general] = std::array::from_fn(|_| number(words));
    let [reciprocity, balance, asker, general, bonus, concern]: [f64; 6] = std::array::from_fn(|_| number(words));
    let parameters =
        Parameters { willing_base, willing_reciprocity, willing_tie, willing_general, ..Parameters::default() };
    let standing = Standing { reciprocity, balance, prior: f64::NAN, general, asker };
    standing.willing(&parameters, &Switches::default(), bonus, concern).to_string()
}

/// The scale after so many ticks.
fn scale(fading: f64, ticks: u32) -> Scale {
    let mut scale = Scale::new(fading);
    (0..ticks).for_each(|_| _ = scale.advance());
    scale
}

/// A belief as a number.
fn believed(belief: &Belief, prior: u16, strength: f64, scale: &Scale) -> f64 {
    trust(belief.numbers(), value(prior), strength, scale.one())
}

fn of_evidence(name: &str, words: &mut SplitWhitespace<'_>) -> String {
    let fading: f64 = number(words);
    match name {
        "scale" => {
            let scale = scale(fading, number(words));
            format!("{} {}", scale.fine, scale.unit)
        }
        "grains" => {
            let (weight, scale) = (number(words), scale(fading, number(words)));
            let trace = weighed(evidence(number(words), number(words)), weight);
            let (belief, mut tie) = (scale.of(&trace), Past::new(0));
            tie.take(trace.evidence.honoured, trace.weighed, &scale);
            format!("{} {} {} {}", belief.r, belief.s, tie.evidence().r, tie.evidence().s)
        }
        "belief" => {
            let (weight, strength): (f64, f64) = (number(words), number(words));
            let (prior, evidence) = (share(number(words)), evidence(number(words), number(words)));
            let mut scale = scale(fading, 1);
            let mut belief = scale.of(&weighed(evidence, weight));
            for _ in 0..number(words) {
                if scale.advance() {
                    belief.halve();
                }
            }
            format!("{} {} {}", belief.r, belief.s, believed(&belief, prior, strength, &scale))
        }
        "trust" => {
            let (strength, scale): (f64, _) = (number(words), scale(fading, number(words)));
            let (prior, r, s) = (number(words), number(words), number(words));
            believed(&Belief { r, s }, prior, strength, &scale).to_string()
        }
        other => panic!("no vector is called {other}"),
    }
}

/// The people of the worked favour: who asks, who refuses, who agrees, who hears of both.
const PEOPLE: [u32; 4] = [5, 8, 12, 4];

/// The state of these people, by person and field, those of ties with the other end.
type State = BTreeMap<(u32, String), i128>;

/// The state of [`PEOPLE`] out of all lines of a state.
fn of_people(lines: impl IntoIterator<Item = (&'static str, u32, String, i128)>) -> State {
    let (mut state, mut alter) = (State::new(), 0);
    for (entity, number, field, value) in lines {
        if entity != "person" || !PEOPLE.contains(&number) {
            continue;
        }
        if field == "tie_alter" {
            alter = value;
        } else if field.starts_with("tie_") {
            state.insert((number, format!("{field} ({alter})")), value);
        } else {
            state.insert((number, field), value);
        }
    }
    state
}

/// The scenario that the description has in its section 9.
fn worked(text: &str) -> Scenario {
    let section = text.split("## 9.").nth(1).expect("a section 9");
    let toml = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a scenario in it");
    Scenario::parse_as(toml, "favour.toml", "favour", &[]).expect("a valid scenario")
}

/// The states after Life and after Everyday of the first tick, by the program.
fn by_program(scenario: &Scenario) -> [State; 2] {
    let (parameters, switches) = (scenario.parameters.clone(), scenario.switches.clone());
    let setting = Setting { people: scenario.people, seed: scenario.seed, replicate: 0, parameters, switches };
    let (mut world, mut happened) = (World::new(&setting).expect("a world"), Happened::default());
    [Phase::Life, Phase::Everyday].map(|phase| {
        step(phase, &mut world, &mut happened);
        let mut lines = Vec::new();
        world.describe(|entry| lines.push((entry.entity, entry.number, entry.field.to_string(), entry.value)));
        of_people(lines)
    })
}

/// The same by the oracle.
fn by_oracle(scenario: &Scenario) -> [State; 2] {
    let mut oracle = Oracle::new(&scenario.to_toml(), "none", 0).expect("the oracle reads a resolved scenario");
    ["life", "everyday"].map(|phase| {
        assert_eq!(oracle.phase(), phase);
        of_people(oracle.state().into_iter().map(|line| (line.entity, line.number, line.field, line.value)))
    })
}

/// What a favour changes, as a table.
fn changes([before, after]: &[State; 2]) -> String {
    let mut table = "| person | field | before | after |\n| --- | --- | --- | --- |\n".to_owned();
    for person in PEOPLE {
        for (key @ (_, field), value) in after.iter().filter(|((id, _), _)| *id == person) {
            let was = before[key];
            if was != *value {
                let _ = writeln!(table, "| {person} | `{field}` | {was} | {value} |");
            }
        }
    }
    table
}

#[test]
fn the_worked_favour_is_what_program_and_oracle_do() {
    const MARK: &str = "<!-- generated: favour -->\n";
    check(|text| {
        let scenario = worked(text);
        assert_eq!(scenario.parameters.stake_favour, Parameters::default().stake_favour);
        let table = changes(&by_program(&scenario));
        assert_eq!(table, changes(&by_oracle(&scenario)));
        let from = text.find(MARK).expect("a part for the favour") + MARK.len();
        let to = from + text[from..].find("<!-- end -->").expect("the part ends");
        format!("{}{table}{}", &text[..from], &text[to..])
    });
}
