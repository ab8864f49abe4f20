//! Properties of any scenario and of any text, valid or not.

#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use super::name::{why_no_regime, why_no_scenario};
use super::resolved::name_in;
use super::{
    DesignKind, DesignTable, Direction, Factor, Hypothesis, Observable, Observe, Place, Regime, Rival, Scale, Scenario,
    When, shipped_scenarios,
};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::model::parameters::{NumberKind, Parameters, SWITCHES, Switches, TABLE};
use crate::model::structure::{Aim, FIELDS, FieldRange, FieldValue, Needed, PAIRS, Structure, Takes};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Any valid structure.
fn structures() -> impl Strategy<Value = Structure> {
    let fits = prop::sample::select(PAIRS.to_vec());
    let places = prop::collection::vec(prop::option::of(0.0..=1.0_f64), FIELDS.len());
    (fits, places, 1_usize..16).prop_map(|((aim, present), places, doors)| {
        let mut structure = Structure { aim, present, ..Structure::peers() };
        for (row, place) in FIELDS.iter().zip(places) {
            let value = match (row.takes, row.needed, place) {
                (Takes::Word(_), ..) => continue,
                (_, Needed::OrNone(_), None) => None,
                (Takes::Words(words), ..) => {
                    let open = words.iter().enumerate().filter(|(door, _)| doors >> door & 1 > 0);
                    Some(FieldValue::Words(open.map(|(_, word)| *word).collect()))
                }
                (Takes::WordOrNumber(words, _), _, None) => Some(FieldValue::Word(words[doors % words.len()])),
                (
                    Takes::Number(FieldRange { low_in_group: low, high, kind, .. })
                    | Takes::WordOrNumber(_, FieldRange { low_in_group: low, high, kind, .. }),
                    _,
                    place,
                ) => {
                    let number = (low + place.unwrap_or(0.5) * (high - low)).clamp(low, high);
                    Some(FieldValue::Number(if kind == NumberKind::Whole { number.round() } else { number }))
                }
            };
            row.put(&mut structure, value.as_ref());
        }
        structure.meetings_agreed = structure.meetings_agreed.filter(|_| aim == Aim::Focal);
        structure
    })
}

/// Any value of every parameter, put right where several must agree.
fn all_parameters() -> impl Strategy<Value = Parameters> {
    prop::collection::vec(0.0..=1.0_f64, TABLE.len()).prop_map(|places| {
        let mut parameters = Parameters::default();
        for (row, place) in TABLE.iter().zip(places) {
            let value = (row.low + place * (row.high - row.low)).clamp(row.low, row.high);
            let value = if row.kind == NumberKind::Whole { value.round() } else { value };
            *parameters.get_mut(row.name).expect("a row") = value;
        }
        let p = &mut parameters;
        p.onset_burden_high = p.onset_burden_high.max(p.onset_burden_low);
        p.comfort_good = p.comfort_good.max(p.comfort_poor);
        p.needed_textbook = p.needed_textbook.max(1.0);
        p.initial_insights = p.initial_insights.min(p.needed_textbook + p.needed_experiential + p.needed_private);
        parameters
    })
}

/// Any valid design that needs no file.
fn designs() -> impl Strategy<Value = DesignTable> {
    let levels = || prop::option::of(2_u32..=4);
    let factors = (levels(), 0.0..0.4_f64, 0.5..1.0_f64, 10_i64..50, 60_i64..1000).prop_flat_map(
        move |(levels, low, high, few, many)| {
            let levels = levels.or(Some(3));
            let real = Factor { key: "voice_loss".to_owned(), scale: Scale::Real { low, high, levels } };
            let whole = Factor { key: "people".to_owned(), scale: Scale::Whole { low: few, high: many, levels } };
            let switch = Factor {
                key: "switches.hope".to_owned(),
                scale: Scale::Values(vec!["false".to_owned(), "true".to_owned()]),
            };
            prop::sample::subsequence(vec![real, whole, switch], 1..=3)
        },
    );
    (factors, 0..4_u8, 1_u32..=1_000_000).prop_map(|(mut factors, kind, points)| {
        let kind = match kind {
            0 => DesignKind::Factorial,
            1 => DesignKind::OneAtATime,
            2 => DesignKind::Sobol { points },
            _ => DesignKind::LatinHypercube { points },
        };
        if matches!(kind, DesignKind::Sobol { .. } | DesignKind::LatinHypercube { .. }) {
            for factor in &mut factors {
                if let Scale::Real { levels, .. } | Scale::Whole { levels, .. } = &mut factor.scale {
                    *levels = None;
                }
            }
        }
        DesignTable { kind, factors }
    })
}

/// Any valid hypotheses of a scenario that runs these regimes.
fn hypotheses(seeds: &[(usize, f64)], regimes: &[Regime]) -> Vec<Hypothesis> {
    let one = |(place, &(number, smallest)): (usize, &(usize, f64))| {
        let observable = match number % 3 {
            0 => Observable::Quantity(number % 3 + 13),
            _ => Observable::Indicator {
                indicator: INDICATORS[number % 8].indicator,
                population: number % POPULATIONS.len(),
                when: if number % 2 == 0 { When::Horizon } else { When::Weeks { first: 0, last: 0 } },
            },
        };
        let (regime, than) = (number % regimes.len(), (number + 1) % regimes.len());
        Hypothesis {
            id: format!("h{place}"),
            claim: format!("\"{number}\" is less # than"),
            part_of: (number % 5 == 0).then(|| "both".to_owned()),
            observable,
            regime: regimes[regime].name.clone(),
            than: (than != regime).then(|| regimes[than].name.clone()),
            // The other way round: a difference that is none of itself.
            beside: (than != regime && number % 3 == 0)
                .then(|| [regimes[than].name.clone(), regimes[regime].name.clone()]),
            direction: Direction::WORDS[number % 3].1,
            smallest: smallest + 1e-6,
        }
    };
    seeds.iter().enumerate().map(one).collect()
}

/// Any valid rivals.
fn rivals(seeds: &[(usize, f64)]) -> Vec<Rival> {
    let one = |(place, &(number, share)): (usize, &(usize, f64))| Rival {
        name: format!("rival-{place}"),
        says: format!("\"{number}\" is less # than"),
        set: vec![
            format!("switches.{}={}", SWITCHES[number % SWITCHES.len()].name, share < 0.5),
            format!("bystander={share}"),
        ],
        tells: (0..number % 3).map(|check| format!("check {check}")).collect(),
        because: "so".to_owned(),
    };
    seeds.iter().enumerate().map(one).collect()
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    let people = (10_u32..=60_000_000, 20_u32..=60_000_000);
    let sizes = (any::<u32>(), people, 1_u32..=5000, 0_u32..=5000, 1_u32..=520, 1_u32..=100_000);
    let names = "[a-z0-9_-]{1,40}".prop_filter("a name", |name| why_no_regime(name).is_none());
    let regimes = prop::collection::btree_map(names, prop::option::of(structures()), 1..6);
    let switches = prop::collection::vec(any::<bool>(), SWITCHES.len());
    let sources = prop::collection::btree_map(0..TABLE.len(), any::<String>(), 0..4);
    let design = prop::option::of(designs());
    let observe = (any::<bool>(), any::<bool>(), prop_oneof![Just(0.0), 0.0..=1.0_f64]);
    let claimed = prop::collection::vec((0_usize..1000, 0.0..1.0_f64), 0..4);
    let name = any::<String>().prop_filter("a name", |name| why_no_scenario(name).is_none());
    (name, any::<String>(), sizes, regimes, all_parameters(), switches, sources, (observe, design, claimed)).prop_map(
        |(
            name,
            question,
            sizes,
            regimes,
            parameters,
            positions,
            sources,
            ((members, networks, share), design, claimed),
        )| {
            let mut switches = Switches::default();
            for (row, position) in SWITCHES.iter().zip(positions) {
                *switches.get_mut(row.name).expect("a row") = position;
            }
            let (seed, (people, people_per_town), weeks, burn_in_weeks, record_every_weeks, replicates) = sizes;
            let regimes = regimes.into_iter().filter(|(name, _)| name != "none");
            let named = |(name, structure): (String, Option<Structure>)| Regime { name, structure };
            let mut regimes: Vec<Regime> = regimes.filter(|(_, structure)| structure.is_some()).map(named).collect();
            regimes.push(Regime { name: "none".to_owned(), structure: None });
            let sources: BTreeMap<String, String> =
                sources.into_iter().map(|(row, text)| (TABLE[row].name.to_owned(), text)).collect();
            let observe = Observe { members, networks, people: (share * f64::from(people)) as u32 };
            let hypotheses = hypotheses(&claimed, &regimes);
            let rivals = rivals(&claimed);
            Scenario {
                name,
                question,
                seed,
                people,
                people_per_town,
                weeks,
                burn_in_weeks,
                record_every_weeks,
                replicates,
                regimes,
                parameters,
                switches,
                sources,
                observe,
                design,
                targets: Vec::new(),
                hypotheses,
                rivals,
            }
        },
    )
}

/// A shipped text with a piece cut out and another put in.
fn damaged() -> impl Strategy<Value = String> {
    let pieces =
        prop::sample::select(vec!["=", "[", "]]", "\"", "\n", "nan", "none", "{", ".", "'''", "1e9", "\u{0}", "è"]);
    (0..shipped_scenarios().len(), any::<prop::sample::Index>(), 0..40_usize, pieces).prop_map(
        |(which, start, length, piece)| {
            let chars: Vec<char> = shipped_scenarios()[which].2.chars().filter(|c| *c != '#').collect();
            let start = start.index(chars.len());
            let end = (start + length).min(chars.len());
            chars[..start].iter().copied().chain(piece.chars()).chain(chars[end..].iter().copied()).collect()
        },
    )
}

proptest! {
    #[test]
    fn a_resolved_scenario_reads_back_equal(scenario in scenarios()) {
        let text = scenario.to_toml();
        let again = Scenario::parse_as(&text, "town.toml", &scenario.name, &[]);
        prop_assert_eq!(again.as_ref(), Ok(&scenario));
        prop_assert_eq!(name_in(&text), Some(scenario.name.as_str()));
        prop_assert_eq!(again.map(|scenario| scenario.to_toml()), Ok(text));
    }

    #[test]
    fn no_text_and_no_override_makes_it_panic(text in any::<String>(), set in any::<String>(), value in any::<String>()) {
        let sets = [set, format!("regime.case-centred.entry={value}"), format!("people={value}")];
        let told = Scenario::parse_as(&text, &value, &text, &sets).map_err(|problems| problems.to_string());
        prop_assert!(told.is_err());
    }

    #[test]
    fn no_damage_makes_it_panic(text in damaged()) {
        if let Err(problems) = Scenario::parse_as(&text, "town.toml", "town", &[]) {
            prop_assert!(!problems.is_empty());
            for problem in &problems {
                let in_file = matches!(problem.place, Place::At { line, column, .. } if line > 0 && column > 0);
                prop_assert!(in_file, "{}", problem);
            }
        }
    }
}
