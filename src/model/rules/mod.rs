//! The model as it stands in `docs/odd.md`, section 4: a file a section, in its order and under its names.
//!
//! A formula is a function of plain numbers. A protocol (who is asked in which order, the steps of a turn) reads the world
//! through a [`view::View`] and writes down [`Effects`](super::effects::Effects). Nothing here knows how people are packed,
//! into which parts a population is divided, or who is passed over in a week.
//!
//! A chance by which the engine passes over people stands beside its upper bound (`…_at_most`) or its condition of no effect
//! (`may_…`, `…_until`): whoever changes the one sees the other.
//!
//! | section | file |
//! | --- | --- |
//! | 2 Coping | [`coping`] |
//! | 4.0 Set-up | [`setup`] |
//! | 4.1 Life | [`life`] |
//! | 4.2 Everyday | [`everyday`] |
//! | 4.2.1 Willingness | [`willing`] |
//! | 4.2.2 Comfort | [`comfort`] |
//! | 4.2.3 Hearsay | [`hearsay`] |
//! | 4.3 Seek | [`seek`] |
//! | 4.4 Meet | [`meeting`], [`attendee`] |
//! | 4.4.1 Turn | [`turn`], [`skill`] |
//! | 4.4.2 Felt help | [`felt`] |
//! | 4.4.3 Offer | [`offer`] |
//! | 4.5 Stay | [`stay`] |
//! | 4.5.1 Admission | [`admission`] |
//! | 4.6 Trust | [`trust`] |
//! | 4.7 Ties | [`ties`] |
//! | 4.8 Community | [`community`] |
//! | 5.2 Beliefs | [`belief`] |

pub mod admission;
pub mod attendee;
pub mod belief;
pub mod comfort;
pub mod community;
pub mod coping;
pub mod everyday;
pub mod felt;
pub mod hearsay;
pub mod life;
pub mod meeting;
pub mod offer;
pub mod seek;
pub mod setup;
pub mod skill;
pub mod stay;
pub mod ties;
pub mod trust;
pub mod turn;
pub mod view;
pub mod willing;
