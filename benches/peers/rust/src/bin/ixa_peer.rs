//! Everyday help (SPEC.md) in ixa: people are entities with properties, ties a data plugin, a week is a plan.
//!
//! Ties are not edges of ixa's network: an edge there cannot be changed, and reading a list of them clones it.

use ixa::prelude::*;
use ixa::rand::{Rng, RngExt};
use peers::{
    ASKING, ASKS, Arguments, Evidence, FADING, HEADER, Owed, PLACES, SHARED, Ties, bell, comfort, pick, willing,
};
use std::error::Error;

define_entity!(Person);
define_rng!(TownRng);
define_rng!(WeekRng);

/// What a person never changes: read together, so kept together.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Disposition {
    prior: f32,
    reciprocity: f32,
    /// The person's ends of ties.
    first_end: u32,
    degree: u32,
}
impl_property!(Disposition, Person);

#[derive(Clone, Copy, Debug, PartialEq)]
struct PriorEmpowerment(f32);
impl_property!(PriorEmpowerment, Person);

#[derive(Clone, Copy, Debug, PartialEq)]
struct General(Evidence);
impl_property!(General, Person);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Empowerment(Evidence);
impl_property!(Empowerment, Person);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Help(Owed);
impl_property!(Help, Person);

const NONE: Evidence = Evidence { honoured: 0.0, burned: 0.0 };

#[derive(Default)]
struct TiesOfTown {
    alter: Vec<PersonId>,
    back: Vec<u32>,
    evidence: Vec<Evidence>,
    /// Weight of new evidence.
    unit: f32,
}
define_data_plugin!(TiesPlugin, TiesOfTown, TiesOfTown::default());

/// One request: to be added when all have decided, so that they decide on the week as it began.
struct Asked {
    asker: PersonId,
    end: usize,
    felt: f32,
}

fn set_up(context: &mut Context, people: u32) -> Result<(), IxaError> {
    let (properties, ties) = context.sample(TownRng, |random| {
        let mut uniform = || random.random::<f64>();
        let properties: Vec<_> = (0..people)
            .map(|_| {
                (
                    bell(&mut uniform, 0.45, 0.09, 0.02, 0.98),
                    bell(&mut uniform, 0.6, 0.09, 0.02, 0.98),
                    bell(&mut uniform, 0.5, 0.2, 0.0, 1.0),
                )
            })
            .collect();
        (properties, Ties::form(people, &mut uniform))
    });
    let mut ids = Vec::with_capacity(people as usize);
    for ((prior, prior_empowerment, reciprocity), ends) in properties.into_iter().zip(ties.start.windows(2)) {
        let disposition = Disposition { prior, reciprocity, first_end: ends[0], degree: ends[1] - ends[0] };
        ids.push(context.add_entity(with!(
            Person,
            disposition,
            PriorEmpowerment(prior_empowerment),
            General(NONE),
            Empowerment(NONE),
            Help(Owed::default()),
        ))?);
    }
    *context.get_data_mut(TiesPlugin) = TiesOfTown {
        alter: ties.alter.into_iter().map(|j| ids[j as usize]).collect(),
        back: ties.back,
        evidence: vec![NONE; ties.start[people as usize] as usize],
        unit: 1.0,
    };
    Ok(())
}

fn week(context: &mut Context) {
    context.get_data_mut(TiesPlugin).unit /= FADING;
    // One look-up of the generator for all, and not one a number.
    let asked = context.sample(WeekRng, |random| {
        let mut asked = Vec::new();
        for person in context.get_entity_iterator::<Person>() {
            if random.random::<f64>() < ASKING {
                ask(context, random, person, &mut asked);
            }
        }
        asked
    });
    let unit = context.get_data(TiesPlugin).unit;
    for Asked { asker, end, felt } in asked {
        let ties = context.get_data_mut(TiesPlugin);
        ties.evidence[end].leave(felt, unit);
        let giver = ties.alter[end];
        let General(mut general) = context.get_property(asker);
        general.leave(felt, SHARED * unit);
        context.set_property(asker, General(general));
        if felt > 0.0 {
            for person in [asker, giver] {
                let Empowerment(mut empowerment) = context.get_property(person);
                empowerment.leave(felt, SHARED * unit);
                context.set_property(person, Empowerment(empowerment));
            }
            let Help(mut owed) = context.get_property(asker);
            owed.received += unit;
            context.set_property(asker, Help(owed));
            let Help(mut owed) = context.get_property(giver);
            owed.given += unit;
            context.set_property(giver, Help(owed));
        }
    }
}

fn ask(context: &Context, random: &mut impl Rng, asker: PersonId, asked: &mut Vec<Asked>) {
    let ties = context.get_data(TiesPlugin);
    let Disposition { first_end, degree, .. } = context.get_property(asker);
    let degree = degree as usize;
    let mut order: [u32; PLACES] = [0, 1, 2, 3, 4, 5, 6, 7];
    for turn in 0..ASKS.min(degree) {
        order.swap(turn, turn + pick(random.random(), degree - turn));
        let end = (first_end + order[turn]) as usize;
        let giver = ties.alter[end];
        let Disposition { prior, reciprocity, .. } = context.get_property(giver);
        let General(general) = context.get_property(giver);
        let Help(owed) = context.get_property(giver);
        let back = ties.evidence[ties.back[end] as usize].trust(prior, ties.unit);
        let agreed =
            random.random::<f32>() < willing(reciprocity, owed, ties.unit, back, general.trust(prior, ties.unit));
        let felt = if agreed { comfort(random.random()) } else { 0.0 };
        asked.push(Asked { asker, end, felt });
        if agreed {
            return;
        }
    }
}

fn record(context: &Context, week: u32) {
    let ties = context.get_data(TiesPlugin);
    let mut in_people = 0.0;
    let mut in_ties = 0.0;
    for person in context.get_entity_iterator::<Person>() {
        let Disposition { prior, first_end, degree, .. } = context.get_property(person);
        let General(general) = context.get_property(person);
        in_people += f64::from(general.trust(prior, ties.unit));
        for end in first_end..first_end + degree {
            in_ties += f64::from(ties.evidence[end as usize].trust(prior, ties.unit));
        }
    }
    let people = context.get_entity_count::<Person>() as f64;
    println!("{week},{},{}", in_people / people, in_ties / ties.evidence.len() as f64);
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read()?;
    let mut context = Context::new();
    context.init_random(arguments.seed);
    set_up(&mut context, arguments.people)?;
    println!("{HEADER}");
    for number in 1..=arguments.weeks {
        let recorded = arguments.recorded(number);
        context.add_plan(f64::from(number), move |context| {
            week(context);
            if recorded {
                record(context, number);
            }
        });
    }
    context.execute();
    Ok(())
}
