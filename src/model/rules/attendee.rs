//! People at a meeting (`docs/odd.md`, 4.4): what they know, owe and feel moves from turn to turn, while trust waits until the
//! meeting is over.

use super::view::View;

/// Somebody at a meeting, as they are at this point of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who it is.
    pub id: u32,
    /// Category of their life problem; 0 if there never was one.
    pub category: u8,
    /// Whether they are helped in this network, and do not only support it.
    pub member: bool,
    /// Insights that they need, as a mask.
    pub needed: u64,
    /// Insights that they have, idle ones too, as a mask.
    pub insights: u64,
    /// Help that they received, fading.
    pub received: u32,
    /// Help that they gave, fading.
    pub given: u32,
    /// Felt helpfulness, a share.
    pub felt: u16,
    /// Whether they were sent and have not felt helped since.
    pub reluctant: bool,
    /// Turns received at this meeting.
    pub turns: u16,
}

impl Attendee {
    /// `id` as they arrive.
    #[must_use]
    pub fn arriving(view: View<'_>, id: u32, member: bool) -> Self {
        let (received, given) = view.received_and_given(id);
        Self {
            id,
            category: view.category(id),
            member,
            needed: view.needed(id),
            insights: view.insights(id) | view.idle(id),
            received,
            given,
            felt: view.felt(id),
            reluctant: view.reluctant(id),
            turns: 0,
        }
    }

    /// Needed insights that are missing, as a mask.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.needed & !self.insights
    }
}
