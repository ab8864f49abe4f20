//! Those who take on a carer's burden have it from now on.

use super::super::happened::Happened;
use crate::model::effects::Carer;
use crate::model::rules::coping::in_need;
use crate::model::share::value;
use crate::model::state::flags::{CARES, IN_NEED, PAST, RESTLESS};
use crate::model::state::world::World;

impl World {
    /// Carers take on their burden. They are few, and may be anywhere.
    pub(super) fn take_on_burdens(&mut self, happened: &Happened) {
        self.new_carers.clear();
        for &Carer { onset, burden } in happened.effects().flat_map(|effects| effects.carers.iter()) {
            let at = onset.person as usize;
            (self.people[at].category, self.people[at].burden) = (onset.category, burden);
            let course = &mut self.courses[at];
            (course.needed, course.insights, course.pace) = (onset.needed, onset.insights, onset.pace);
            let in_need = in_need(onset.category, value(burden), &self.parameters);
            self.flags[at].set(RESTLESS | CARES | PAST, true);
            self.flags[at].set(IN_NEED, in_need);
            self.new_carers.push(onset.person);
        }
        self.new_carers.sort_unstable();
    }
}
