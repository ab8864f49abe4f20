//! What a life problem is for the one whom it strikes (`docs/odd.md`, 4.1): its category, what it needs, what is known at once;
//! and in which week it strikes for the first time.

use super::pace::pace;
use super::view::View;
use crate::model::chance::{NOBODY, Process, hit, pick, unit};
use crate::model::effects::Onset;
use crate::model::insight::{EXPERIENTIAL, PRIVATE, TEXTBOOK};
use crate::model::parameters::{Parameters, Switches};
use crate::model::share::rounded;

/// The word of the week's draw by which a problem strikes (and, its lower half, the luck in burden).
pub const STRIKE: usize = 0;

/// Whether this word of the week strikes somebody who never had a problem of their own.
#[inline]
#[must_use]
pub fn strikes_first(word: u32, parameters: &Parameters) -> bool {
    hit(word, parameters.onset_per_week)
}

/// Whether the first onset of `person`, who never had a problem, is in this week.
#[must_use]
pub fn first_onset_now(view: View<'_>, person: u32) -> bool {
    view.category(person) == 0
        && strikes_first(view.draw(Process::Week, person, NOBODY, 0).0[STRIKE], view.parameters())
}

/// The life problem that `person` has in every world: a matter of chance alone, and of when they came.
pub fn situation(view: View<'_>, person: u32) -> Onset {
    let (chance, parameters, arrived) = (view.chance(), view.parameters(), view.arrived(person));
    let [kind, start, ..] = chance.draw(Process::Situation, person, NOBODY, arrived, 0).0;
    let needed = chance.lots(Process::Needed, person, NOBODY, arrived, 0).smallest_of([
        (TEXTBOOK, parameters.needed_textbook as u32),
        (EXPERIENTIAL, parameters.needed_experiential as u32),
        (PRIVATE, parameters.needed_private as u32),
    ]);
    let first = chance.lots(Process::FirstInsights, person, NOBODY, arrived, 0);
    let insights = first.smallest_of([(needed, first_insights(start, parameters, view.switches()))]);
    let category = 1 + pick(kind, parameters.categories as u32) as u8;
    Onset { person, category, needed, insights, pace: pace(view, person), first: true }
}

/// How many needed insights somebody has at onset, if they need as many: so many as the mean, or some more or fewer.
fn first_insights(word: u32, parameters: &Parameters, switches: &Switches) -> u32 {
    let Parameters { initial_insights: mean, initial_insights_spread: spread, .. } = *parameters;
    if !switches.uneven_insights {
        return mean as u32;
    }
    rounded(mean * (1.0 + spread * (2.0 * unit(word) - 1.0))) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_insights_differ_either_way() {
        let parameters = Parameters { initial_insights: 8.0, initial_insights_spread: 0.25, ..Parameters::default() };
        let switches = Switches { uneven_insights: true, ..Switches::default() };
        let had = |word| first_insights(word, &parameters, &switches);
        assert_eq!([0, u32::MAX / 4, u32::MAX / 2, u32::MAX].map(had), [6, 7, 8, 10]);
        let all = Parameters { initial_insights_spread: 1.0, ..parameters };
        assert_eq!([0, u32::MAX].map(|word| first_insights(word, &all, &switches)), [0, 16]);
        assert_eq!(first_insights(0, &all, &Switches { uneven_insights: false, ..switches }), 8);
    }
}
