//! The `[design]` of a scenario: what is varied, over which values, and in which kind of design.
//!
//! | file | what it does |
//! | --- | --- |
//! | `table` | a design as data |
//! | `read` | the table as typed → a [`DesignTable`] |
//! | `scale`, `factor` | the values that a factor takes, and one `[[design.factor]]` as typed |
//! | `points`, `file` | the points that a design lists, and the CSV file that lists them |
//! | `posterior` | what the table of a posterior is, of which a design may take draws |
//! | `cells` | the rows and cells of such a file |
//! | `limits` | how much a design may hold |
//! | `value` | keys and values in the one way in which designs write them |
//! | `standing` | where a scenario itself stands among the values of a factor |
//! | `sets` | overrides that a design would write over |
//! | `trial` | whether a key takes a value: asked of the validation that `--set` passes too |

mod cells;
mod factor;
mod file;
mod limits;
mod points;
mod posterior;
mod read;
mod scale;
mod sets;
mod standing;
mod table;
mod trial;
mod value;

pub use file::{MAX_LIST_BYTES, named_list};
pub use limits::{MAX_FACTORS, MAX_POINTS, POINTS_LIST};
pub use points::{Column, Draws, PointsFile};
pub use posterior::{NO_PARAMETERS, PARTICLE, POSTERIOR, WEIGHT};
pub(super) use read::read;
pub use scale::{Factor, Scale};
pub use standing::same_value;
pub use table::{DesignKind, DesignTable};
pub(super) use value::{plain_key, value_as_toml};
