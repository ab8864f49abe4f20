//! Readings of worlds → bounds and verdicts, look by look.

use super::levels::TestPlan;
use crate::analysis::rule::{Asks, Outcome, Seen};
use crate::analysis::statistics::{Estimate, Moments};
use crate::scenario::{Direction, Hypothesis};

/// What a hypothesis asks of its number.
#[must_use]
pub fn asks(hypothesis: &Hypothesis) -> Asks {
    match hypothesis.direction {
        Direction::Above => Asks::AtLeast(hypothesis.smallest),
        // Minus zero would be written as such.
        Direction::Below => Asks::AtMost(0.0 - hypothesis.smallest),
        Direction::Within => Asks::Within(hypothesis.smallest),
    }
}

/// A hypothesis at a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LookRow {
    /// Place of the hypothesis in the scenario.
    pub hypothesis: usize,
    /// Place of the look.
    pub look: usize,
    /// Worlds that were looked at.
    pub worlds: u32,
    /// Worlds that have the number.
    pub n: usize,
    /// Its mean; NaN where no world has it.
    pub mean: f64,
    /// Its standard deviation; NaN below two worlds.
    pub sd: f64,
    /// How far its values lean to one side (third moment over the cube of the spread); NaN where they do not vary.
    pub skewness: f64,
    /// Lower end of the repeated interval; infinite where the look may decide nothing, NaN below two worlds.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Error that is spent until here at the end by which it holds.
    pub spent_holds: f64,
    /// Error that is spent until here at the end by which it fails.
    pub spent_fails: f64,
    /// The verdict until here: once there is one it stays.
    pub outcome: Outcome,
}

/// A mean of values whose skewness over the root of their number is larger has bounds that are missed more often than is
/// promised, on the side to which they lean: by `tests` 1.6 times as often with 0.16, and 3.4 times with 0.45.
pub const LEANS: f64 = 0.1;

impl LookRow {
    /// Whether the values lean so far to one side that the bounds are not to be trusted to the letter: more than that, and
    /// more than two standard errors of a skewness, which few values have by chance alone.
    #[must_use]
    pub fn leans(&self) -> bool {
        let n = self.n as f64;
        self.skewness.abs() > (LEANS * n.sqrt()).max(2.0 * (6.0 / n).sqrt())
    }
}

/// What is shown of a hypothesis that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The opposite: the whole interval lies at the smallest effect of interest on the other side of 0, or beyond it.
    Opposite,
    /// The whole interval lies on the other side of 0, but may reach nearer to 0 than the smallest effect.
    OtherSide,
    /// Only that the effect, if there is any, is smaller than the smallest of interest.
    Smaller,
    /// The whole interval lies further from 0 than the number was claimed to lie.
    Further,
}

impl Failure {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Opposite => "opposite",
            Self::OtherSide => "other-side",
            Self::Smaller => "smaller",
            Self::Further => "further",
        }
    }

    /// What a row shows of its hypothesis beyond that it fails; `None` where it does not fail. The interval is valid over all
    /// looks together, so what is read of it is wrong no more often than the verdict.
    #[must_use]
    pub fn of(hypothesis: &Hypothesis, row: &LookRow) -> Option<Self> {
        if row.outcome != Outcome::Fails {
            return None;
        }
        let smallest = hypothesis.smallest;
        // The end of the interval that lies furthest in the direction that was claimed.
        let furthest = match hypothesis.direction {
            Direction::Above => row.high,
            Direction::Below => 0.0 - row.low,
            Direction::Within => return Some(Self::Further),
        };
        Some(match furthest {
            furthest if furthest < 0.0 && furthest <= -smallest => Self::Opposite,
            furthest if furthest < 0.0 => Self::OtherSide,
            _ => Self::Smaller,
        })
    }
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimResult {
    /// By what it is called.
    pub id: String,
    /// The places of its parts among the hypotheses.
    pub parts: Vec<usize>,
    /// What became of all parts together.
    pub outcome: Outcome,
}

/// A test as far as it went.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    /// Look by look, hypothesis by hypothesis.
    pub rows: Vec<LookRow>,
    /// The claims, in the order of their first parts.
    pub claims: Vec<ClaimResult>,
    /// Looks that were taken.
    pub looks: usize,
    /// Whether no more worlds are asked for: everything is decided, or all worlds are there.
    pub ended: bool,
}

impl Tested {
    /// The last row of a hypothesis; `None` before the first look.
    #[must_use]
    pub fn last(&self, hypothesis: usize) -> Option<&LookRow> {
        self.rows.iter().rev().find(|row| row.hypothesis == hypothesis)
    }

    /// The look at which a hypothesis was decided.
    #[must_use]
    pub fn decided(&self, hypothesis: usize) -> Option<&LookRow> {
        self.rows.iter().find(|row| row.hypothesis == hypothesis && row.outcome != Outcome::Undecided)
    }

    /// The row that speaks for a hypothesis: that of its verdict, else its last.
    #[must_use]
    pub fn told(&self, hypothesis: usize) -> Option<&LookRow> {
        self.decided(hypothesis).or_else(|| self.last(hypothesis))
    }
}

/// Judges the worlds read so far, one list a world with a number a hypothesis, NaN where there is none. Looks are taken in
/// order until everything is decided; worlds beyond the last look that is full are not looked at.
#[must_use]
pub fn judge(plan: &TestPlan, hypotheses: &[Hypothesis], worlds: &[Vec<f64>]) -> Tested {
    let mut rows: Vec<LookRow> = Vec::new();
    let mut outcomes = vec![Outcome::Undecided; hypotheses.len()];
    let mut moments = vec![Moments::default(); hypotheses.len()];
    let (mut seen, mut taken) = (0, 0);
    for (look, &size) in plan.looks.iter().enumerate() {
        let Some(new) = worlds.get(seen..size as usize) else { break };
        for world in new {
            moments.iter_mut().zip(world).for_each(|(moments, &value)| moments.add(value));
        }
        seen = size as usize;
        taken = look + 1;
        for (place, one) in hypotheses.iter().enumerate() {
            let mut row = at(plan, (place, one), (look, size), &moments[place].estimate());
            if outcomes[place] == Outcome::Undecided {
                outcomes[place] = asks(one).judge(Seen { low: row.low, high: row.high, n: row.n, worlds: seen });
            }
            row.outcome = outcomes[place];
            row.skewness = skewness(&worlds[..seen], place, (row.mean, row.sd));
            rows.push(row);
        }
        if outcomes.iter().all(|outcome| *outcome != Outcome::Undecided) {
            break;
        }
    }
    let decided = taken > 0 && outcomes.iter().all(|outcome| *outcome != Outcome::Undecided);
    Tested { rows, claims: claims(hypotheses, &outcomes), looks: taken, ended: decided || taken == plan.looks.len() }
}

/// A hypothesis at a look, before its verdict.
fn at(
    plan: &TestPlan,
    (hypothesis, one): (usize, &Hypothesis),
    (look, worlds): (usize, u32),
    estimate: &Estimate,
) -> LookRow {
    let Estimate { mean, sd, n, .. } = *estimate;
    let (holds, fails) = (plan.holds(hypothesis), plan.fails(hypothesis));
    let error = sd / (n as f64).sqrt();
    // Nothing times infinity is nothing known.
    let reach = |boundary: &super::Boundary| match boundary.student(look, n) {
        far if far.is_infinite() && !sd.is_nan() => f64::INFINITY,
        far => far * error,
    };
    let (below, above) = match one.direction {
        Direction::Above | Direction::Within => (reach(holds), reach(fails)),
        Direction::Below => (reach(fails), reach(holds)),
    };
    LookRow {
        hypothesis,
        look,
        worlds,
        n,
        mean,
        sd,
        skewness: f64::NAN,
        low: mean - below,
        high: mean + above,
        spent_holds: holds.spent[look],
        spent_fails: fails.spent[look],
        outcome: Outcome::Undecided,
    }
}

/// How far the numbers of a hypothesis lean to one side.
fn skewness(worlds: &[Vec<f64>], place: usize, (mean, sd): (f64, f64)) -> f64 {
    let (mut cubes, mut n) = (0.0, 0.0);
    for value in worlds.iter().filter_map(|world| world.get(place)).filter(|value| value.is_finite()) {
        let far = (value - mean) / sd;
        cubes += far * far * far;
        n += 1.0;
    }
    // Nothing divided by nothing is NaN, as is meant.
    cubes / n
}

fn claims(hypotheses: &[Hypothesis], outcomes: &[Outcome]) -> Vec<ClaimResult> {
    let mut claims: Vec<ClaimResult> = Vec::new();
    for (place, one) in hypotheses.iter().enumerate() {
        match claims.iter_mut().find(|claim| claim.id == one.claim_id()) {
            Some(claim) => claim.parts.push(place),
            None => {
                let id = one.claim_id().to_owned();
                claims.push(ClaimResult { id, parts: vec![place], outcome: Outcome::Undecided });
            }
        }
    }
    for claim in &mut claims {
        claim.outcome = Outcome::of_all(claim.parts.iter().map(|&part| outcomes[part]));
    }
    claims
}
