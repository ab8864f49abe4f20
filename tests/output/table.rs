//! The table on the terminal.

use crate::made::{findings, outcome, run, scenario};
use mutua::model::indicator::Indicator;
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
