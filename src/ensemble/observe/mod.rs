//! What is observed in a world beside its census. Observing draws no lots of the model and changes nothing.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`memberships`] | who entered a network and who left it in a week, and why |

pub mod memberships;
