//! How ties come and go by themselves, apart from what helps them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::model::engine::happened::Happened;
use mutua::model::origin::Origin;
use mutua::model::state::person::GENERAL;
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::tick::tick;
use mutua::scenario::Scenario;
use std::collections::BTreeMap;

/// A town in which ties neither fade nor come from civic acts: only turnover touches them.
const STILL: &str = r#"
    question = "Who is still tied?"
    seed = 5
    people = 1500
    weeks = 104
    burn_in_weeks = 0
    replicates = 1
    regimes = ["none"]
    [parameters]
    from = "1"
    tie_fading = 1
    civic_act = 0
    people_per_neighbourhood = 150
    [switches]
    tie_turnover = true
"#;

fn still(sets: &[&str]) -> World {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    let scenario = Scenario::parse_as(STILL, "still", "still", &sets).expect("a valid scenario");
    let (people, seed, parameters, switches) = (scenario.people, scenario.seed, scenario.parameters, scenario.switches);
    World::new(&Setting { people, seed, replicate: 0, parameters, switches }).expect("a world")
}

/// The ties of a world: who is tied to whom, each once, and where the tie comes from.
fn ties(world: &World) -> BTreeMap<(u32, u32), Origin> {
    let of =
        |id: u32| world.ties().of(id).filter(|tie| tie.is_held()).map(move |tie| ((id, tie.alter()), tie.origin()));
    (0..world.people().len() as u32).flat_map(of).filter(|((one, other), _)| one < other).collect()
}

fn live(world: &mut World, weeks: u32) {
    let mut happened = Happened::default();
    (0..weeks).for_each(|_| tick(world, &mut happened).expect("balanced books"));
}

/// Each of the two ends chooses a tie half as often as it is lost: 52 weeks at 0.01 leave 0.99⁵² = 59 % of the ties that are
/// not kin, and all kin.
#[test]
fn ties_are_lost_at_their_rate_and_kin_are_not() {
    let mut world = still(&["tie_loss=0.01", "tie_gain=0"]);
    let before = ties(&world);
    live(&mut world, 52);
    let after = ties(&world);
    assert!(after.iter().all(|(pair, origin)| before[pair] == *origin), "a tie was gained");
    let count =
        |ties: &BTreeMap<_, _>, kin: bool| ties.values().filter(|&&origin| (origin == Origin::Kin) == kin).count();
    assert!(count(&before, true) > 500 && count(&before, true) == count(&after, true), "kin were lost");
    let kept = count(&after, false) as f64 / count(&before, false) as f64;
    assert!((kept - 0.593).abs() < 0.03, "{kept} of the others were kept");
}

/// Everybody wishes at the same rate while they have a place. About two in three wishes come true: of the others, one of the
/// two has no place left, or they are tied already.
#[test]
fn acquaintances_are_made_by_those_who_have_a_place() {
    let mut world = still(&["tie_loss=0", "tie_gain=0.01"]);
    let before = ties(&world);
    live(&mut world, 30);
    let after = ties(&world);
    assert!(before.iter().all(|(pair, origin)| after[pair] == *origin), "a tie was lost");
    let gained: Vec<_> = after.iter().filter(|(pair, _)| !before.contains_key(pair)).collect();
    assert!(gained.iter().all(|(_, origin)| **origin == Origin::Neighbour));
    let wished = 0.01 * 30.0 * 1500.0;
    let share = gained.len() as f64 / wished;
    assert!((0.5..0.8).contains(&share), "{} ties of {wished} wishes", gained.len());
    let far =
        gained.iter().filter(|((one, other), _)| world.neighbourhood(*one) != world.neighbourhood(*other)).count();
    let far = far as f64 / gained.len() as f64;
    assert!((far - 0.15).abs() < 0.06, "{far} of them are far");
    let mut full = still(&["tie_loss=0", "tie_gain=0.1", "tie_places=2"]);
    let places = |world: &World| 2 * ties(world).len();
    live(&mut full, 104);
    assert!(places(&full) <= 2 * 1500 && places(&full) > 2 * 1400, "{} of 3,000 places are taken", places(&full));
}

/// Without the mechanism not one tie goes or comes.
#[test]
fn where_ties_do_not_turn_over_all_stay() {
    let mut world = still(&["tie_turnover=false", "tie_loss=0.1", "tie_gain=0.1"]);
    let before = ties(&world);
    live(&mut world, 104);
    assert_eq!(before, ties(&world));
}

/// Trust in a tie before anything happened in it, and what it comes to by where the tie comes from.
#[test]
fn trust_in_a_tie_begins_by_where_it_comes_from() {
    let shares = ["tie_prior_kin=0.5", "tie_prior_neighbour=0.25", "tie_prior_other=0"];
    let (raised, plain) = (still(&[&["tie_priors=true"], &shares[..]].concat()), still(&["tie_priors=false"]));
    let (mut kin, mut others) = (0, 0);
    for id in 0..1500 {
        for (slot, _) in raised.view().ties(id) {
            let prior = raised.view().prior(id, GENERAL);
            let is_kin = raised.view().end(id, slot).origin() == Origin::Kin;
            let share = if is_kin { 0.5 } else { 0.25 };
            let expected = prior + (1.0 - prior) * share;
            assert!((raised.view().tie_trust(id, slot) - expected).abs() < 1e-12, "{id}, {slot}");
            assert!((plain.view().tie_trust(id, slot) - prior).abs() < 1e-12, "{id}, {slot}");
            (kin, others) = (kin + u32::from(is_kin), others + u32::from(!is_kin));
        }
    }
    assert!(kin > 1000 && others > 3000, "{kin} kin, {others} others");
}

/// Requests are worked out for many at once, and as for one, with priors by where ties come from, too.
#[test]
fn favours_are_asked_for_as_the_rules_tell_with_priors_of_ties() {
    let after = |sets: &[&str], screened: bool| {
        let mut world = still(sets);
        world.screen(screened);
        live(&mut world, 20);
        world.hash()
    };
    let on = ["tie_priors=true"];
    assert_eq!(after(&on, true), after(&on, false));
    assert_ne!(after(&on, true), after(&[], true), "priors of ties change nothing");
    let nothing = ["tie_priors=true", "tie_prior_kin=0", "tie_prior_neighbour=0", "tie_prior_other=0"];
    assert_eq!(after(&nothing, true), after(&[], true), "a prior that is raised by nothing is another one");
}
