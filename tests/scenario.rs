//! Scenarios: what is accepted, what is refused and how it is said.
use mutua::scenario::{Scenario, shipped, shipped_scenarios};

#[test]
fn shipped_regimes_read_without_problems() {
    let names: Vec<&str> = shipped().iter().map(|regime| regime.name.as_str()).collect();
    let expected = [
        "none",
        "professional-centred",
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
fn shipped_scenarios_read_without_problems() {
    assert_eq!(shipped_scenarios().len(), 7);
    for (name, question, text) in shipped_scenarios() {
        let scenario = Scenario::parse(text, &format!("scenarios/{name}.toml"), name, &[]).unwrap_or_else(|p| panic!("{p}"));
        assert!(question.ends_with('?'));
        println!("{}", scenario.to_toml());
        assert_eq!(Scenario::parse(&scenario.to_toml(), "resolved", name, &[]), Ok(scenario));
    }
}
