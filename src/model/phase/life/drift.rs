//! Burdens drift, eight at a time: up with what weighs on everybody, down with coping and empowerment, with luck either way.

use crate::model::TOGETHER;
use crate::model::belief::{Belief, Scale};
use crate::model::chance::low;
use crate::model::course::{Course, coping};
use crate::model::parameters::Parameters;
use crate::model::person::{EMPOWERMENT, Person};
use crate::model::share::{ONE, rounded, whole};

/// What the burdens of some people drift by, and how far.
#[derive(Default)]
pub(super) struct Drifting {
    burden: [u16; TOGETHER],
    /// Whether there was ever a problem.
    problem: [bool; TOGETHER],
    /// Insights that are needed, and how many of them are had.
    needed: [u32; TOGETHER],
    had: [u32; TOGETHER],
    empowerment: [Belief; TOGETHER],
    prior: [u16; TOGETHER],
    /// The word whose lower half is the luck of the week.
    luck: [u32; TOGETHER],
}

impl Drifting {
    #[inline]
    pub(super) fn put(&mut self, at: usize, person: &Person, course: &Course, luck: u32) {
        self.burden[at] = person.burden;
        self.problem[at] = person.category > 0;
        self.needed[at] = course.needed.count_ones();
        self.had[at] = (course.insights & course.needed).count_ones();
        self.empowerment[at] = person.beliefs[EMPOWERMENT];
        self.prior[at] = person.prior[EMPOWERMENT];
        self.luck[at] = luck;
    }

    /// Their burdens a week later, up with what weighs on everybody and down with coping and empowerment; and whether
    /// these may change by themselves in the week after.
    // Inlined, it would be mixed with what is around it, and no longer be worked out together.
    #[inline(never)]
    pub(super) fn drift(&self, parameters: &Parameters, scale: &Scale) -> [(u16, bool); TOGETHER] {
        let (mut burdens, mut rise) = ([0; TOGETHER], [0; TOGETHER]);
        // Not an iterator, and no branch: so the compiler sees that all can be worked out at once.
        for at in 0..TOGETHER {
            let coping = coping(self.had[at], self.needed[at]);
            let empowerment = self.empowerment[at].trust(self.prior[at], parameters.prior_strength, scale);
            let luck = (2.0 * low(self.luck[at]) - 1.0) * parameters.burden_luck;
            let change = change(parameters, coping, empowerment, luck);
            let burden = (f64::from(self.burden[at]) + change).max(0.0).min(f64::from(ONE));
            burdens[at] = whole(burden) & -i32::from(self.problem[at] | (self.burden[at] > 0));
            rise[at] = -i32::from(self.problem[at]) & -i32::from(rises(parameters, coping));
        }
        let mut drifted = [(0, false); TOGETHER];
        for at in 0..TOGETHER {
            drifted[at] = (burdens[at] as u16, (burdens[at] | rise[at]) != 0);
        }
        drifted
    }
}

/// The change of a burden in a week, a whole number in units of share.
#[inline]
fn change(parameters: &Parameters, coping: f64, empowerment: f64, luck: f64) -> f64 {
    let fall = parameters.coping_strength * coping * (0.5 + 0.5 * empowerment);
    rounded((parameters.burden_drift - fall + luck) * f64::from(ONE))
}

/// Whether no burden can become one by itself, with the worst of luck and no empowerment at all.
#[inline]
fn rises(parameters: &Parameters, coping: f64) -> bool {
    change(parameters, coping, 0.0, parameters.burden_luck) > 0.0
}
