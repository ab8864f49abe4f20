//! The model as it stands in `docs/odd.md`, section 4: a file a section, in its order and under its names.
//!
//! A formula is a function of plain numbers. A protocol (who is asked in which order, the steps of a turn) reads the world
//! through a [`view::View`] and writes down [`Effects`](super::effects::Effects). Nothing here knows how people are packed,
//! into which parts a population is divided, or who is passed over in a week.
//!
//! A chance by which the engine passes over people stands beside its upper bound (`…_at_most`) or its condition of no effect
//! (`may_…`, `…_until`): whoever changes the one sees the other.
//!
//! [`life::week`], [`everyday::week`] and [`seek::week`] tell of one person, or of one worker's people, from beginning to end.
//! The engine works out many people at once and comes to the same; without screening it goes by these (`World::screen`), and a
//! test compares the two.
//!
//! What the engine and the state hold of a section, since it is done in sequence or is storage:
//!
//! | section | in `src/model/` | what |
//! | --- | --- | --- |
//! | 4.0 Set-up | `engine/initialise.rs` | the order of first wishes, the end of the burn-in |
//! | 4.1.1 Moving | `engine/apply/moving.rs` | how a place changes hands |
//! | 4.4.1 Turn | `engine/apply/mod.rs`, `state/network.rs` | what workers learn, what joins the repertoire |
//! | 4.5, 4.5.1 Stay, Admission | `engine/apply/admission.rs` | the order of steps, founding, splitting, entering |
//! | 4.7 Ties | `engine/apply/ties.rs` | what a wish leaves |
//! | 5.2 Beliefs | `state/belief.rs`, `state/tie.rs` | fading, the steps of ties |
//!
//! | section | file |
//! | --- | --- |
//! | 2 Coping | [`coping`] |
//! | 4.0 Set-up | [`setup`] |
//! | 4.1 Life | [`life`], [`situation`], [`pace`], [`turnover`] |
//! | 4.1.1 Moving | [`moving`] |
//! | 4.1.2 Carers | [`carers`] |
//! | 4.2 Everyday | [`everyday`] |
//! | 4.2.1 Willingness | [`willing`] |
//! | 4.2.2 Comfort | [`comfort`] |
//! | 4.2.3 Hearsay | [`hearsay`] |
//! | 4.3 Seek | [`seek`] |
//! | 4.4 Meet | [`meeting`], [`attendee`] |
//! | 4.4.1 Turn | [`turn`], `asking`, [`skill`] |
//! | 4.4.2 Felt help | [`felt`] |
//! | 4.4.3 Offer | [`offer`] |
//! | 4.4.4 Met often | [`familiar`] |
//! | 4.5 Stay | [`stay`], [`leaving`] |
//! | 4.5.1 Admission | [`admission`] |
//! | 4.6 Trust | [`trust`] |
//! | 4.7 Ties | [`ties`] |
//! | 4.8 Community | [`community`] |
//! | 5.2 Beliefs | [`belief`] |

pub mod admission;
mod asking;
pub mod attendee;
pub mod belief;
pub mod carers;
pub mod comfort;
pub mod community;
pub mod coping;
pub mod everyday;
pub mod familiar;
pub mod felt;
pub mod hearsay;
pub mod leaving;
pub mod life;
pub mod meeting;
pub mod moving;
pub mod offer;
pub mod pace;
pub mod seek;
pub mod setup;
pub mod situation;
pub mod skill;
pub mod stay;
pub mod ties;
pub mod trust;
pub mod turn;
pub mod turnover;
pub mod view;
pub mod willing;
