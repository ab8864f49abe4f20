//! Burdens drift, eight at a time, see [`life::drift`].

use crate::model::lanes::LANES;
use crate::model::parameters::{Parameters, Switches};
use crate::model::rules::belief::bearing;
use crate::model::rules::coping::coping;
use crate::model::rules::life;
use crate::model::rules::view::trust_of;
use crate::model::share::{ONE, whole};
use crate::model::state::belief::{Belief, Scale};
use crate::model::state::course::Course;
use crate::model::state::person::{EMPOWERMENT, Person};

/// What the burdens of some people drift by, and how far.
#[derive(Default)]
pub(super) struct Drifts {
    burden: [u16; LANES],
    /// Whether there was ever a problem.
    problem: [bool; LANES],
    /// Insights that are needed, and how many of them are had.
    needed: [u32; LANES],
    had: [u32; LANES],
    empowerment: [Belief; LANES],
    prior: [u16; LANES],
    pace: [u16; LANES],
    /// The word whose lower half is the luck of the week.
    luck: [u32; LANES],
}

impl Drifts {
    #[inline]
    pub(super) fn put(&mut self, at: usize, person: &Person, course: &Course, luck: u32) {
        self.burden[at] = person.burden;
        self.problem[at] = person.category > 0;
        self.needed[at] = course.needed.count_ones();
        self.had[at] = (course.insights & course.needed).count_ones();
        self.empowerment[at] = person.beliefs[EMPOWERMENT];
        self.prior[at] = person.prior[EMPOWERMENT];
        self.pace[at] = course.pace;
        self.luck[at] = luck;
    }

    /// Their burdens a week later, up with what weighs on everybody and down with coping and empowerment; and whether
    /// these may change by themselves in the week after.
    // Inlined, it would be mixed with what is around it, and no longer be worked out together.
    #[inline(never)]
    pub(super) fn drift(&self, parameters: &Parameters, switches: &Switches, scale: &Scale) -> [(u16, bool); LANES] {
        let (mut burdens, mut rise) = ([0; LANES], [0; LANES]);
        // Not an iterator, and no branch: so the compiler sees that all can be worked out at once.
        for at in 0..LANES {
            let coping = coping(self.had[at], self.needed[at]);
            let empowerment = trust_of(&self.empowerment[at], self.prior[at], parameters.prior_strength, scale);
            let empowerment = bearing(empowerment, switches.beliefs_idle);
            let pace = self.pace[at];
            let change = life::drift(coping, empowerment, life::luck(self.luck[at]), pace, parameters);
            let burden = (f64::from(self.burden[at]) + change).max(0.0).min(f64::from(ONE));
            burdens[at] = whole(burden) & -i32::from(self.problem[at] | (self.burden[at] > 0));
            rise[at] = -i32::from(self.problem[at]) & -i32::from(life::burden_may_rise(coping, pace, parameters));
        }
        let mut drifted = [(0, false); LANES];
        for at in 0..LANES {
            drifted[at] = (burdens[at] as u16, (burdens[at] | rise[at]) != 0);
        }
        drifted
    }
}
