//! Fitting: which values of parameters agree with what is known, by approximate Bayesian computation.
//!
//! | file | what it does |
//! | --- | --- |
//! | `goal` | what the model is held against, and on which scale |
//! | `held` | the figures of a scenario, or those of evidence, as goals |
//! | `distance` | how far a particle is from all goals, after imitating the surveys that found them |
//! | `screening` | which parameters are worth fitting |
//! | `kernel` | how new particles are made from old ones |
//! | `population` | particles with weights, and what becomes of them in a generation |
//! | `course` | the whole course of a fit: it asks for particles to be evaluated and is told what came of them |
//! | `sizes`, `told` | how large it is, and what came of it |
//! | `posterior` | what the last population says of each parameter |
//! | `predictive` | what it says of each goal, in worlds of fresh luck |
//! | `rivalry` | whether a simpler model says it as well |
//! | `weighted` | means and quantiles of values with weights |
//! | `draws` | keyed chance |
//!
//! # The method
//! Sequential Monte Carlo with an adaptive tolerance (Lenormand, Jabot and Deffuant 2013, *Computational Statistics* 28): a
//! generation keeps the better half of its particles, makes as many new ones around them, and weighs those by how much more
//! likely the prior makes them than the way they were made. It ends when few of the new ones are better than the worst that
//! was kept, or when what may be simulated is used up.
//!
//! Parameters that are not fitted are drawn anew from their priors for each particle, so that the posterior says what is
//! known of the others whatever these are. Particles are numbered, and everything depends on numbers and results alone,
//! never on which result came first.

mod course;
mod distance;
mod draws;
mod goal;
mod held;
mod kernel;
mod population;
mod posterior;
mod predictive;
mod rivalry;
mod screening;
mod sizes;
mod told;
mod weighted;

pub use course::{Batch, Course, Evaluation, Stage, Worlds};
pub use distance::FAR;
pub use goal::{DISCREPANCY, Goal, GoalScale, Survey};
pub use held::{FigureHeld, Goals, Left};
pub use population::Particle;
pub use posterior::{IDENTIFIED, Marginal, Posterior};
pub use predictive::{GoalFit, Spread};
pub use rivalry::{Beside, Draws, FigureBeside, Ground, Nearer, Of, Rivalry};
pub use screening::{Screened, Screening};
pub use sizes::{FitSizes, SizesError};
pub use told::{Ended, Generation, Told};
pub use weighted::quantile;
