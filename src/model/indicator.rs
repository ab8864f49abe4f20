//! What is shown of a world: indicators by population. They are means of what a census counts (`census.rs`).

use super::engine::census::Census;
use super::ledger::STOCK_UNIT;
use super::share::ONE;
use super::state::world::World;

/// A population over which indicators are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PopulationRow {
    /// The name used in result files.
    pub name: &'static str,
    /// Who belongs to it.
    pub meaning: &'static str,
}

/// Every population, in the order of [`Snapshot::rows`].
pub const POPULATIONS: &[PopulationRow] = &[
    PopulationRow { name: "everyone", meaning: "all people" },
    PopulationRow { name: "in_need", meaning: "people whose life problem is not recovered" },
    PopulationRow { name: "members", meaning: "people helped in a network" },
    PopulationRow { name: "newcomers", meaning: "members for less than 9 weeks (two months)" },
    PopulationRow { name: "veterans", meaning: "members for more than 104 weeks (two years)" },
    PopulationRow { name: "ever_entered", meaning: "people who have been members at any time" },
    PopulationRow { name: "never_in_need", meaning: "people who never had a life problem" },
];

/// All people, in [`POPULATIONS`].
pub const EVERYONE: usize = 0;
/// Those helped in a network.
pub const MEMBERS: usize = 2;
/// Those who are members for less than two months.
pub const NEWCOMERS: usize = 3;
/// Those who are members for more than two years.
pub const VETERANS: usize = 4;
/// Those who have been members at any time.
pub const EVER_ENTERED: usize = 5;
/// Those who never had a life problem.
pub const NEVER_IN_NEED: usize = 6;

/// One indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The name used in result files.
    pub name: &'static str,
    /// A title for plots and tables.
    pub label: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Whether more of it is to be wished; `None` where that depends.
    pub more_is_better: Option<bool>,
    /// How it is computed.
    pub meaning: &'static str,
}

macro_rules! indicators {
    ($( $variant:ident $name:literal, $label:literal, $unit:literal, $better:expr, $meaning:literal; )*) => {
        /// The indicators, as indices into [`Row::values`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Indicator { $( #[doc = $meaning] $variant, )* }

        /// Every indicator, in the order of [`Row::values`].
        pub const INDICATORS: &[IndicatorRow] = &[ $( IndicatorRow {
            name: $name, label: $label, unit: $unit, more_is_better: $better, meaning: $meaning,
        }, )* ];
    };
}

indicators! {
    General "generalised_trust", "Trust in people in general", "share", Some(true), "Mean trust in people in general.";
    Services "institutional_trust", "Trust in services", "share", Some(true), "Mean trust in services.";
    Empowerment "empowerment", "Empowerment", "share", Some(true), "Mean belief in oneself.";
    Dependence "dependence", "Dependence on professionals", "share", Some(false), "Mean belief that only the professional can.";
    Particularised "particularised_trust", "Trust in one's ties", "share", Some(true), "Mean trust over all ties held by the population.";
    Bonding "bonding_ties", "Bonding ties", "ties per person", Some(true), "Ties within the neighbourhood and not across categories.";
    Bridging "bridging_ties", "Bridging ties", "ties per person", Some(true), "Ties across neighbourhoods, or between different categories of life problem.";
    Linking "linking_ties", "Linking ties", "share of people", Some(true), "People who met a worker in the last 26 weeks.";
    Reciprocated "reciprocated_ties", "Reciprocated ties", "ties per person", Some(true), "Ties through which help came in at both ends within 52 weeks.";
    CivicActs "civic_acts", "Civic acts", "acts per person since week 0", Some(true), "Civic acts since week 0.";
    Burden "burden", "Burden", "share", Some(false), "Mean burden.";
    Coping "coping", "Coping", "share", Some(true), "Mean share of needed insights that are had, over those with a life problem.";
    Recovered "recovered", "Recovered", "share of those with a problem", Some(true), "Share recovered, of those with a life problem.";
    InNeed "in_need", "In need", "share of people", Some(false), "Share whose life problem is not recovered.";
    TakeUp "take_up", "Take-up", "share of those in need", None, "Share helped in a network, of those in need.";
    Waiting "waiting", "Waiting", "share of people", Some(false), "Share on a waiting list for a network.";
    Refused "refused", "Refused requests", "requests per person since week 0", Some(false), "Requests, turns and invitations of this person that were refused, since week 0.";
    Turns "turns_received", "Turns received", "turns per person since week 0", None, "Turns about the person's own problem, since week 0.";
    Reciprocity "reciprocity", "Disposition to reciprocate", "share", None, "Mean disposition to reciprocate. Nothing changes it: populations differ in it by who is in them.";
    Kin "kin_ties", "Ties to kin", "ties per person", Some(true), "Ties to kin.";
    Neighbours "neighbour_ties", "Ties to neighbours", "ties per person", Some(true), "Ties within the neighbourhood, those to kin left out.";
    Far "far_ties", "Ties beyond the neighbourhood", "ties per person", Some(true), "Ties to people of other neighbourhoods.";
    Across "ties_across_problems", "Ties across life problems", "ties per person", Some(true), "Ties between people with different categories of life problem.";
    Made "made_ties", "Ties made by helping", "ties per person", Some(true), "Ties between co-members of a network, with those it recruited, and from civic acts.";
    InContact "in_contact", "In contact", "share of people", Some(true), "People who had contact through a tie in the last 4 weeks.";
    CountOn "someone_to_count_on", "Someone to count on", "share of people", Some(true), "People with a tie whose other end they trust above one half.";
    Helped "helped_lately", "Helped lately", "share of people", Some(true), "People to whom help came in through a tie in the last 4 weeks.";
    HelpedNear "helped_by_neighbours", "Helped by neighbours", "share of people", Some(true), "People to whom help came in through a tie to a neighbour who is not kin in the last 4 weeks.";
    Gave "gave_lately", "Gave help lately", "share of people", Some(true), "People from whom help came in at the other end of a tie in the last 4 weeks.";
    TrustedBack "trusted_by_ties", "Trusted by one's ties", "share", Some(true), "Mean trust, over all ties held by the population, of the other end in this one.";
    Acted "acted", "Acted at least once", "share of people", Some(true), "People with at least one civic act since week 0.";
    Supported "networks_supported", "Networks supported", "networks per person", Some(true), "Networks in which the person supports others without being helped there.";
    Networks "networks_open", "Networks open", "networks per 1,000 people", None, "Open helping networks; for everyone only.";
    WorkerHours "worker_hours", "Worker hours used", "hours per 1,000 people since week 0", None, "Hours of workers used since week 0; for everyone only.";
    UnpaidHours "unpaid_hours", "Unpaid hours", "hours per 1,000 people since week 0", None, "Hours given in meetings by people who are not workers, since week 0; for everyone only.";
}

/// The indicators of one population in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// People in the population.
    pub count: u32,
    /// One value an indicator, in the order of [`INDICATORS`]; NaN where it is not defined.
    pub values: [f64; INDICATORS.len()],
}

/// All indicators of a world in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Weeks since the end of the burn-in.
    pub week: u32,
    /// One row a population, in the order of [`POPULATIONS`].
    pub rows: Vec<Row>,
}

/// What the whole is in the sums of an indicator.
pub(super) fn unit(indicator: usize) -> f64 {
    const STOCKS: [Indicator; 7] = [
        Indicator::General,
        Indicator::Services,
        Indicator::Empowerment,
        Indicator::Dependence,
        Indicator::Particularised,
        Indicator::TrustedBack,
        Indicator::Coping,
    ];
    const SHARES: [Indicator; 2] = [Indicator::Burden, Indicator::Reciprocity];
    const THOUSANDTHS: [Indicator; 2] = [Indicator::WorkerHours, Indicator::UnpaidHours];
    let is = |of: &[Indicator]| of.iter().any(|&one| one as usize == indicator);
    if is(&STOCKS) {
        STOCK_UNIT
    } else if is(&SHARES) {
        f64::from(ONE)
    } else if is(&THOUSANDTHS) {
        1000.0
    } else {
        1.0
    }
}

impl Snapshot {
    /// Looks at a world. `week` is the number of weeks since the end of the burn-in.
    #[must_use]
    pub fn of(world: &World, week: u32) -> Self {
        Census::of(world, week).snapshot()
    }
}
