//! The science. Knows no file, clock, terminal, thread count or hash order, and no name of a regime.
//!
//! - [`rules`]: the model as it stands in `docs/odd.md`; the law of trust is [`rules::trust`].
//! - [`engine`]: how it is computed.
//! - [`state`]: what there is, as plain data, packed; rules see it through [`rules::view::View`].
//! - The words of both: [`parameters`] and [`structure`], which a scenario sets; [`effects`] and kinds of [`episode`];
//!   [`chance`]; the [`ledger`] and the [`indicator`]s.
//!
//! [`tick`] is a week.

mod bits;
pub mod chance;
pub mod effects;
pub mod engine;
pub mod episode;
pub mod evidence;
pub mod indicator;
pub mod insight;
mod lanes;
pub mod leaving;
pub mod ledger;
pub mod measure;
pub mod origin;
pub mod parameters;
pub mod rules;
pub mod share;
pub mod state;
pub mod structure;
pub mod tick;
