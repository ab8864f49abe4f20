//! Boxes in which a claim is reversed: planted ones are found, and noise is not. `tests/prim.sh` compares with the EMA Workbench.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::challenge::{
    Cases, Choice, Chosen, Column, Confirmed, End, Limits, Prim, Region, Trajectory, restrictions,
};
use std::fmt::Write;

#[path = "shared/lot.rs"]
#[allow(dead_code, reason = "a part of it is used")]
mod lot;
use lot::Lot;

/// A number from 0 to 1.
fn unit(lot: &mut Lot) -> f64 {
    (lot.draw() >> 11) as f64 / (1_u64 << 53) as f64
}

fn reals(lot: &mut Lot, n: usize) -> Column {
    Column::Real((0..n).map(|_| unit(lot)).collect())
}

fn number(column: &Column, point: usize) -> f64 {
    match column {
        Column::Real(values) | Column::Whole(values) => values[point],
        Column::Category { values, .. } => values[point] as f64,
    }
}

/// Points where `inside` says whether the claim is reversed, and with a share of them turned round by lot.
fn cases(lot: &mut Lot, columns: Vec<Column>, noise: f64, inside: impl Fn(&[f64]) -> bool) -> Cases {
    let n = match &columns[0] {
        Column::Real(values) | Column::Whole(values) => values.len(),
        Column::Category { values, .. } => values.len(),
    };
    let reversed = (0..n)
        .map(|point| {
            let values: Vec<f64> = columns.iter().map(|column| number(column, point)).collect();
            inside(&values) != (unit(lot) < noise)
        })
        .collect();
    Cases::new(columns, reversed).expect("even columns")
}

/// Six reals with a box planted in the first and the third.
fn planted(lot: &mut Lot, n: usize, noise: f64) -> Cases {
    let columns = (0..6).map(|_| reals(lot, n)).collect();
    cases(lot, columns, noise, |x| x[0] > 0.6 && x[2] < 0.5)
}

fn found(cases: &Cases) -> Vec<Chosen> {
    Prim::default().cover(cases, Choice::MOST_BOXES)
}

fn between(limits: &Limits) -> (Option<f64>, Option<f64>) {
    match limits {
        Limits::Between { low, high } => (*low, *high),
        Limits::Among(_) => panic!("a category: {limits:?}"),
    }
}

#[test]
fn a_planted_box_is_found_and_confirmed_and_nothing_else_is_restricted() {
    let mut lot = Lot::of("planted box");
    for round in 0..20 {
        let first = planted(&mut lot, 512, 0.0);
        let boxes = found(&first);
        let one = &boxes[0];
        assert_eq!(one.region.restricted(), [0, 2], "round {round}");
        // A peel takes one twentieth of what is left: at most one twentieth of the range, and chance beside.
        let (low, none) = between(&one.region.limits[0]);
        assert!((low.expect("a limit") - 0.6).abs() < 0.06 && none.is_none(), "round {round}: {one:?}");
        let (none, high) = between(&one.region.limits[2]);
        assert!((high.expect("a limit") - 0.5).abs() < 0.06 && none.is_none(), "round {round}: {one:?}");
        assert!(one.size.density() >= 0.8 && one.size.coverage() > 0.85, "round {round}: {:?}", one.size);
        let fresh = Confirmed::of(&one.region, &[], &planted(&mut lot, 512, 0.0));
        assert!(fresh.holds() && fresh.size.density() > 0.7, "round {round}: {fresh:?}");
        assert!(fresh.density.0 < fresh.size.density() && fresh.size.density() <= fresh.density.1);
    }
}

#[test]
fn a_planted_box_is_found_through_noise() {
    let mut lot = Lot::of("planted box in noise");
    for round in 0..20 {
        let boxes = found(&planted(&mut lot, 512, 0.1));
        let restricted = boxes[0].region.restricted();
        assert!(restricted.contains(&0) && restricted.contains(&2), "round {round}: {restricted:?}");
        let fresh = Confirmed::of(&boxes[0].region, &[], &planted(&mut lot, 512, 0.1));
        assert!(fresh.holds() && fresh.size.density() > 0.6, "round {round}: {fresh:?}");
    }
}

#[test]
fn what_is_found_in_noise_is_refused_by_fresh_points() {
    let mut lot = Lot::of("noise");
    let rounds = 200;
    let (mut boxes, mut confirmed, mut by_chance, mut all) = (0, 0, 0, [0; 4]);
    for _ in 0..rounds {
        let mut noise = || {
            let columns = (0..8).map(|_| reals(&mut lot, 256)).collect();
            cases(&mut lot, columns, 0.3, |_| false)
        };
        let (first, fresh) = (noise(), noise());
        if let Some(one) = found(&first).first() {
            boxes += 1;
            confirmed += usize::from(Confirmed::of(&one.region, &[], &fresh).holds());
        }
        // The last box of the trajectory, which nobody would choose: dense where it was found, and nowhere else.
        let steps = Prim::default().trajectory(&first, first.all()).steps;
        let last = steps.last().expect("a step");
        let again = Confirmed::of(&last.region, &[], &fresh);
        by_chance += usize::from(again.holds());
        let (here, there) = (last.size, again.size);
        let counts = [here.inside, here.reversed, there.inside, there.reversed];
        all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
    }
    println!("noise: {boxes} boxes chosen in {rounds} rounds, {confirmed} of them confirmed");
    let [found, fresh] = [0, 2].map(|place| all[place + 1] as f64 / all[place] as f64);
    println!("noise: last boxes {found:.3} dense where found, {fresh:.3} at fresh points, {by_chance} confirmed");
    // A quasi-p-value of 0.05 for every limit lets few pass, and one in forty of those is to be expected at fresh points.
    assert!(boxes <= 20 && confirmed <= 3, "{confirmed} of {boxes}");
    // Of 200, five by chance; 15 would be more than four standard deviations above that.
    assert!(by_chance <= 15, "{by_chance}");
    let spread = (0.3 * 0.7 / all[2] as f64).sqrt();
    assert!(found > 0.4 && (fresh - 0.3).abs() < 5.0 * spread, "{found} {fresh}");
}

#[test]
fn nothing_is_found_where_nothing_is_reversed_or_no_factor_matters() {
    let mut lot = Lot::of("nothing reversed");
    let columns: Vec<Column> = (0..3).map(|_| reals(&mut lot, 100)).collect();
    assert!(found(&cases(&mut lot, columns.clone(), 0.0, |_| false)).is_empty());
    let everywhere = found(&cases(&mut lot, columns, 0.0, |_| true));
    assert_eq!(everywhere.len(), 1);
    assert!(everywhere[0].region.restricted().is_empty());
    let flat = Cases::new(vec![Column::Real(vec![1.0; 10])], (0..10).map(|i| i % 2 == 0).collect()).expect("even");
    assert!(found(&flat).is_empty());
}

#[test]
fn categories_and_whole_numbers_are_restricted_as_such() {
    let mut lot = Lot::of("categories");
    for _ in 0..10 {
        let n = 512;
        let category = Column::Category { of: 4, values: (0..n).map(|_| lot.below(4)).collect() };
        let whole = Column::Whole((0..n).map(|_| lot.below(12) as f64).collect());
        let columns = vec![reals(&mut lot, n), whole, category, reals(&mut lot, n)];
        let all = cases(&mut lot, columns, 0.0, |x| x[1] >= 6.0 && (x[2] == 1.0 || x[2] == 3.0));
        let boxes = found(&all);
        assert_eq!(boxes[0].region.restricted(), [1, 2]);
        assert_eq!(boxes[0].region.limits[2], Limits::Among(vec![false, true, false, true]));
        let (low, high) = between(&boxes[0].region.limits[1]);
        assert!(low.is_some_and(|low| [5.0, 6.0, 7.0].contains(&low)) && high.is_none(), "{low:?}");
        assert!(boxes[0].restrictions.iter().all(|one| one.quasi_p <= Choice::WORTHLESS));
        assert_eq!(boxes[0].restrictions.iter().map(|one| one.end).collect::<Vec<_>>(), [End::Low, End::Among]);
    }
}

#[test]
fn a_second_box_is_found_where_the_first_is_not() {
    let mut lot = Lot::of("two boxes");
    let columns: Vec<Column> = (0..4).map(|_| reals(&mut lot, 1024)).collect();
    let all = cases(&mut lot, columns, 0.0, |x| (x[0] > 0.6 && x[1] > 0.5) || (x[0] < 0.3 && x[2] < 0.5));
    let boxes = found(&all);
    assert!(boxes.len() >= 2, "{boxes:?}");
    let covered: f64 = boxes.iter().map(|one| one.size.coverage()).sum();
    assert!(covered > 0.9 && covered <= 1.0, "{covered}");
}

#[test]
fn a_trajectory_goes_from_all_points_to_few_and_gains_at_every_step() {
    let mut lot = Lot::of("trajectory");
    let all = planted(&mut lot, 512, 0.05);
    let Trajectory { steps, .. } = Prim::default().trajectory(&all, all.all());
    assert_eq!((steps[0].size.mass(), steps[0].size.coverage()), (1.0, 1.0));
    for pair in steps.windows(2) {
        assert!(pair[1].size.density() > pair[0].size.density());
    }
    for step in &steps {
        assert!(step.size.mass() >= 0.05);
        assert_eq!(step.region.inside(&all, &all.all()).len(), step.size.inside);
    }
    let again = Prim::default().trajectory(&all, all.all());
    assert_eq!(again.steps, steps);
}

#[test]
fn uneven_tables_are_refused() {
    assert!(Cases::new(vec![Column::Real(vec![1.0])], vec![true, false]).is_err());
    assert!(Cases::new(vec![Column::Real(vec![f64::NAN])], vec![true]).is_err());
    let error = Cases::new(vec![Column::Category { of: 2, values: vec![2] }], vec![true]).unwrap_err();
    assert!(error.to_string().contains("factor 0"));
}

/// Writes points and trajectories for `tests/prim.py`, into the folder that `MUTUA_PRIM` names.
#[test]
#[ignore = "run by tests/prim.sh"]
fn write_for_prim() {
    let folder = std::path::PathBuf::from(std::env::var("MUTUA_PRIM").expect("MUTUA_PRIM names a folder"));
    let mut lot = Lot::of("tables for the EMA Workbench");
    let usual = Prim::default();
    let write = |name: &str, prim: Prim, cases: &Cases| {
        std::fs::write(folder.join(format!("{name}-points.csv")), points_of(cases)).expect("written");
        let settings = format!("{:?},{:?},{:?}\n", prim.peel_share, prim.paste_share, prim.least_mass);
        std::fs::write(folder.join(format!("{name}-settings.csv")), settings).expect("written");
        std::fs::write(folder.join(format!("{name}-boxes.csv")), boxes_of(prim, cases)).expect("written");
    };
    write("planted", usual, &planted(&mut lot, 512, 0.0));
    write("noisy", usual, &planted(&mut lot, 400, 0.15));
    let wide = Prim { peel_share: 0.1, paste_share: 0.1, least_mass: 0.1 };
    write("steps_of_a_tenth", wide, &planted(&mut lot, 333, 0.1));
    let columns = (0..40).map(|_| reals(&mut lot, 512)).collect();
    write("many_factors", usual, &cases(&mut lot, columns, 0.1, |x| x[7] + x[11] > 1.4));
    let columns = (0..3).map(|_| reals(&mut lot, 200)).collect();
    write("noise", usual, &cases(&mut lot, columns, 0.3, |_| false));
    let n = 600;
    let few = Column::Whole((0..n).map(|_| lot.below(5) as f64).collect());
    let kind = Column::Category { of: 4, values: (0..n).map(|_| lot.below(4)).collect() };
    let columns = vec![reals(&mut lot, n), reals(&mut lot, n), few, kind];
    let mixed = cases(&mut lot, columns, 0.08, |x| x[0] > 0.4 && x[2] >= 2.0 && x[3] != 2.0);
    write("mixed", usual, &mixed);
    let many = Column::Whole((0..n).map(|_| lot.below(300) as f64).collect());
    let columns = vec![reals(&mut lot, n), many];
    write("whole", usual, &cases(&mut lot, columns, 0.05, |x| x[0] < 0.5 && x[1] > 120.0));
}

fn points_of(cases: &Cases) -> String {
    let kinds = cases.columns().iter().enumerate().map(|(factor, column)| match column {
        Column::Real(_) => format!("f{factor}:real"),
        Column::Whole(_) => format!("f{factor}:whole"),
        Column::Category { .. } => format!("f{factor}:category"),
    });
    let mut text = kinds.collect::<Vec<_>>().join(",") + ",reversed\n";
    for point in 0..cases.len() {
        for column in cases.columns() {
            write!(text, "{:?},", number(column, point)).expect("a string");
        }
        writeln!(text, "{}", u8::from(cases.is_reversed(point))).expect("a string");
    }
    text
}

/// Two trajectories, the second one among the points outside the last box of the first.
fn boxes_of(prim: Prim, cases: &Cases) -> String {
    let mut text =
        String::from("round,step,inside,reversed,coverage,density,mass,restricted,factor,end,limit,quasi_p\n");
    let mut left = cases.all();
    for round in 0..2 {
        let Trajectory { steps, among } = prim.trajectory(cases, left.clone());
        for (number, step) in steps.iter().enumerate() {
            let size = step.size;
            let begin = format!(
                "{round},{number},{},{},{:?},{:?},{:?},{}",
                size.inside,
                size.reversed,
                size.coverage(),
                size.density(),
                size.mass(),
                step.region.restricted().len()
            );
            writeln!(text, "{begin},,,,").expect("a string");
            for one in restrictions(cases, &among, &step.region) {
                let limit = match (&step.region.limits[one.factor], one.end) {
                    (Limits::Between { low: Some(limit), .. }, End::Low)
                    | (Limits::Between { high: Some(limit), .. }, End::High) => format!("{limit:?}"),
                    (Limits::Among(kept), End::Among) => {
                        let kept = kept.iter().enumerate().filter(|(_, kept)| **kept);
                        kept.map(|(category, _)| format!("{:?}", category as f64)).collect::<Vec<_>>().join(" ")
                    }
                    other => panic!("no limit: {other:?}"),
                };
                writeln!(text, "{begin},f{},{:?},{limit},{:?}", one.factor, one.end, one.quasi_p).expect("a string");
            }
        }
        let last: &Region = &steps.last().expect("a step").region;
        left.retain(|point| !last.holds(cases, *point));
    }
    text
}
