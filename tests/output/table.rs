//! The table on the terminal.

use crate::made::{findings, outcome, run, scenario};
use mutua::model::indicator::{EVER_ENTERED, Indicator, STRUCK};
use mutua::output::table;

#[test]
fn the_table_says_where_nothing_is_clear() {
    let scenario = scenario(&["none", "worse", "a-regime-with-a-very-long-name"], 3, 0);
    let dependence = Indicator::Dependence as usize;
    let mut records = Vec::new();
    for replicate in 0..3 {
        let luck = 0.01 * f64::from(replicate);
        records.push(run(0, replicate, &[0], |_, _| 0.4));
        records.push(run(1, replicate, &[0], move |_, i| 0.4 - 0.1 + luck + f64::from(i == dependence)));
        records.push(run(2, replicate, &[0], move |_, _| 0.4 + luck - 0.01));
    }
    let findings = findings(&scenario, &outcome(records));
    let text = table(&scenario, &findings, false);
    assert!(text.lines().all(|l| l.chars().count() <= 100) && text.is_ascii(), "{text}");
    let above = |text: &str| text.split("Sustainable?").next().unwrap().to_owned();
    let differences = above(&text);
    let line = |start: &str| differences.lines().rfind(|l| l.starts_with(start)).unwrap();
    assert!(line("worse").contains("-0.090 +-0.025") && line("worse").contains("-9.0 +-2.5"), "{text}");
    assert_eq!(line("a-regime").matches("not clear").count(), 5, "{text}");
    let coloured = above(&table(&scenario, &findings, true));
    let line = coloured.lines().rfind(|l| l.starts_with("worse")).unwrap();
    assert_eq!(line.matches("\x1b[31m").count(), 5, "lower trust and higher dependence are both worse: {line}");
}

/// Findings in which the struck and everyone have values of their own, of so many replicates.
fn told(replicates: u32) -> String {
    let scenario = scenario(&["none", "group"], replicates, 0);
    let mut records = Vec::new();
    for replicate in 0..replicates {
        for regime in 0..2 {
            let mut record = run(regime, replicate, &[0], |_, _| 0.25);
            let gain = if regime == 1 { 0.1 + 0.01 * f64::from(replicate) } else { 0.0 };
            record.snapshots[0].rows[STRUCK].values = std::array::from_fn(|_| 0.5 + gain);
            if regime == 0 {
                record.snapshots[0].rows[EVER_ENTERED].values = std::array::from_fn(|_| f64::NAN);
            }
            records.push(record);
        }
    }
    table(&scenario, &findings(&scenario, &outcome(records)), false)
}

#[test]
fn the_struck_are_told_of_first_then_those_who_entered_then_everyone() {
    let text = told(3);
    assert!(text.lines().all(|l| l.chars().count() <= 100) && text.is_ascii(), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let at = |label: &str| -> Vec<usize> { (0..lines.len()).filter(|line| lines[*line] == label).collect() };
    let [struck, entered, everyone] = ["people struck:", "people who entered:", "everyone:"].map(at);
    assert!(struck.len() == 2 && entered.len() == 1 && everyone.len() == 2, "{text}");
    assert!(struck[0] < entered[0] && entered[0] < everyone[0] && everyone[0] < struck[1], "{text}");
    assert!(lines[struck[0] + 1].contains("0.50") && lines[everyone[0] + 1].contains("0.25"), "{text}");
    assert!(lines[entered[0] + 1].starts_with("group"), "nobody entered a world without help:\n{text}");
    assert!(lines[struck[1] + 1].starts_with("group") && lines[struck[1] + 1].contains("+0.110"), "{text}");
    assert!(lines[everyone[1] + 1].contains("none at all"), "{text}");
}

#[test]
fn with_hardly_any_replicates_the_table_says_what_intervals_can_say() {
    let [one, two, three] = [1, 2, 3].map(told);
    assert!(one.contains("One replicate: no interval") && one.contains("(n=1)"), "{one}");
    // Student's t with 1 and 9 degrees of freedom is 12.7 and 2.26.
    assert!(two.contains("9 standard deviations") && two.contains("(of ten: 0.7)"), "{two}");
    assert!(!three.contains("replicates: ") && !three.contains("One replicate"), "{three}");
    assert!([one, two, three].iter().flat_map(|text| text.lines()).all(|line| line.chars().count() <= 100));
}
