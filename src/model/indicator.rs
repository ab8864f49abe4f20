//! The one table of indicators: what is shown of a world, by population, and where. A census (`census`) counts them.

mod columns;

pub use columns::{Form, Per, Shown, Span, Step};

use columns::{FILES, Twins};

/// A population over which indicators are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PopulationRow {
    /// The name used in result files.
    pub name: &'static str,
    /// What it is called in titles.
    pub label: &'static str,
    /// Who belongs to it.
    pub meaning: &'static str,
}

/// Every population, in the order of [`Snapshot::rows`].
pub const POPULATIONS: &[PopulationRow] = &[
    population("everyone", "everyone", "all people"),
    population("in_need", "people in need", "people whose life problem is not recovered"),
    population("members", "members", "people helped in a network"),
    population("newcomers", "newcomers", "members for less than 9 weeks (two months)"),
    population("veterans", "veterans", "members for more than 104 weeks (two years)"),
    population("ever_entered", "people who entered", "people who have been members at any time"),
    population("never_in_need", "people never in need", "people who never had a life problem"),
    population(
        "struck",
        "people struck",
        "people in need at week 0, or whose first life problem came since: the same people under every regime",
    ),
];

const fn population(name: &'static str, label: &'static str, meaning: &'static str) -> PopulationRow {
    PopulationRow { name, label, meaning }
}

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
/// Those in need at week 0, or whose first life problem came since. First onset is a matter of chance alone, so with the same
/// luck they are the same people under every regime.
pub const STRUCK: usize = 7;
/// The people of whom a service is judged: results are told of them first.
pub const HEADLINE: usize = STRUCK;

/// Of whom results are told, the headline first: the struck, those who entered, everyone.
pub const TOLD_OF: [usize; 3] = [HEADLINE, EVER_ENTERED, EVERYONE];

/// One indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// By what the code calls it.
    pub indicator: Indicator,
    /// The name used in result files.
    pub name: &'static str,
    /// A title for plots and tables.
    pub label: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Whether more of it is to be wished; `None` where that depends.
    pub more_is_better: Option<bool>,
    /// Denominator.
    pub per: Per,
    /// The steps in which it is counted.
    pub step: Step,
    /// Whether it counts up from week 0.
    pub span: Span,
    /// Where it is shown beside the files of results.
    pub shown: Shown,
    /// How it is computed.
    pub meaning: &'static str,
}

macro_rules! indicators {
    ($( $meaning:literal $variant:ident $name:literal: $label:literal, $unit:literal, $better:ident, $per:ident, $step:ident, $span:ident, $shown:expr; )*) => {
        /// The indicators, as indices into [`IndicatorValues::values`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Indicator { $( #[doc = $meaning] $variant, )* }

        /// Every indicator, in the order of [`IndicatorValues::values`].
        pub const INDICATORS: &[IndicatorRow] = &[ $( IndicatorRow {
            indicator: Indicator::$variant, name: $name, label: $label, unit: $unit, more_is_better: $better,
            per: Per::$per, step: Step::$step, span: Span::$span, shown: $shown, meaning: $meaning,
        }, )* ];
    };
}

const MORE: Option<bool> = Some(true);
const LESS: Option<bool> = Some(false);
const DEPENDS: Option<bool> = None;

// A row reads: name in the code, name in files: label, unit, which way is better, denominator, steps, span, where it is
// shown; the line above it is its meaning.
indicators! {
    "Mean trust in people in general."
    General "generalised_trust": "Trust in people in general", "share", MORE, Person, Stock, Level,
        FILES.overview(0).terminal(["trust in", "people"], Form::Share).difference().split();
    "Mean trust in services."
    Services "institutional_trust": "Trust in services", "share", MORE, Person, Stock, Level,
        FILES.overview(1).terminal(["trust in", "services"], Form::Share).difference().split();
    "Mean belief in oneself."
    Empowerment "empowerment": "Empowerment", "share", MORE, Person, Stock, Level,
        FILES.overview(2).terminal(["empower-", "ment"], Form::Share).difference().split();
    "Mean belief that only the professional can."
    Dependence "dependence": "Dependence on professionals", "share", LESS, Person, Stock, Level,
        FILES.overview(3).terminal(["depen-", "dence"], Form::Share).difference().split();
    "Mean trust over all ties held by the population."
    Particularised "particularised_trust": "Trust in one's ties", "share", MORE, Tie, Stock, Level, FILES.plot(4);
    "Ties within the neighbourhood and not across categories."
    Bonding "bonding_ties": "Bonding ties", "ties per person", MORE, Person, One, Level, FILES.twins();
    "Ties across neighbourhoods, or between different categories of life problem."
    Bridging "bridging_ties": "Bridging ties", "ties per person", MORE, Person, One, Level, FILES.plot(11).twins();
    "People who met a worker in the last 26 weeks."
    Linking "linking_ties": "Linking ties", "share of people", MORE, Person, One, Level, FILES;
    "Ties through which help came in at both ends within 52 weeks."
    Reciprocated "reciprocated_ties": "Reciprocated ties", "ties per person", MORE, Person, One, Level, FILES;
    "Civic acts since week 0."
    CivicActs "civic_acts": "Civic acts", "acts per person since week 0", MORE, Person, One, Total,
        FILES.overview(10).terminal(["civic", "acts"], Form::Count).twins();
    "Mean burden."
    Burden "burden": "Burden", "share", LESS, Person, Share, Level, FILES.plot(5).split();
    "Mean share of needed insights that are had, over those with a life problem."
    Coping "coping": "Coping", "share", MORE, PersonWithProblem, Stock, Level, FILES.plot(6);
    "Share recovered, of those with a life problem."
    Recovered "recovered": "Recovered", "share of those with a problem", MORE, PersonWithProblem, One, Level,
        FILES.overview(7).terminal(["recov-", "ered"], Form::Percent).difference();
    "Share whose life problem is not recovered."
    InNeed "in_need": "In need", "share of people", LESS, Person, One, Level,
        FILES.plot(8).twins();
    "Share helped in a network, of those in need."
    TakeUp "take_up": "Take-up", "share of those in need", DEPENDS, PersonInNeed, One, Level, FILES.plot(9);
    "Share on a waiting list for a network."
    Waiting "waiting": "Waiting", "share of people", LESS, Person, One, Level, FILES;
    "Requests, turns and invitations of this person that were refused, since week 0."
    Refused "refused": "Refused requests", "requests per person since week 0", LESS, Person, One, Total, FILES;
    "Turns about the person's own problem, since week 0."
    Turns "turns_received": "Turns received", "turns per person since week 0", DEPENDS, Person, One, Total, FILES;
    "Mean disposition to reciprocate. Nothing changes it: populations differ in it by who is in them."
    Reciprocity "reciprocity": "Disposition to reciprocate", "share", DEPENDS, Person, Share, Level, FILES;
    "Ties to kin."
    Kin "kin_ties": "Ties to kin", "ties per person", MORE, Person, One, Level, FILES;
    "Ties within the neighbourhood, those to kin left out."
    Neighbours "neighbour_ties": "Ties to neighbours", "ties per person", MORE, Person, One, Level, FILES;
    "Ties to people of other neighbourhoods."
    Far "far_ties": "Ties beyond the neighbourhood", "ties per person", MORE, Person, One, Level, FILES;
    "Ties between people with different categories of life problem."
    Across "ties_across_problems": "Ties across life problems", "ties per person", MORE, Person, One, Level, FILES;
    "Ties between co-members of a network, with those it recruited, and from civic acts."
    Made "made_ties": "Ties made by helping", "ties per person", MORE, Person, One, Level, FILES;
    "People who had contact through a tie in the last 4 weeks."
    InContact "in_contact": "In contact", "share of people", MORE, Person, One, Level, FILES;
    "People with a tie whose other end they trust above one half."
    CountOn "someone_to_count_on": "Someone to count on", "share of people", MORE, Person, One, Level, FILES;
    "People to whom help came in through a tie in the last 4 weeks."
    Helped "helped_lately": "Helped lately", "share of people", MORE, Person, One, Level, FILES;
    "People to whom help came in through a tie to a neighbour who is not kin in the last 4 weeks."
    HelpedNear "helped_by_neighbours": "Helped by neighbours", "share of people", MORE, Person, One, Level, FILES;
    "People from whom help came in at the other end of a tie in the last 4 weeks."
    Gave "gave_lately": "Gave help lately", "share of people", MORE, Person, One, Level, FILES;
    "Mean trust, over all ties held by the population, of the other end in this one."
    TrustedBack "trusted_by_ties": "Trusted by one's ties", "share", MORE, Tie, Stock, Level, FILES;
    "People with at least one civic act since week 0."
    Acted "acted": "Acted at least once", "share of people", MORE, Person, One, Total, FILES;
    "Networks in which the person supports others without being helped there."
    Supported "networks_supported": "Networks supported", "networks per person", MORE, Person, One, Level, FILES;
    "People who have entered a network at least once since week 0: the reach of help."
    Entered "entered": "Ever entered", "share of people", DEPENDS, Person, One, Total,
        FILES.plot(9).terminal(["ever", "entered"], Form::Percent);
    "Open helping networks; for everyone only."
    Networks "networks_open": "Networks open", "networks per 1,000 people", DEPENDS, ThousandPeople, One, Level,
        FILES;
    "Hours of workers used since week 0; for everyone only."
    WorkerHours "worker_hours": "Worker hours used", "hours per 1,000 people since week 0", DEPENDS, ThousandPeople, Thousandth, Total,
        FILES.at(12).terminal(["worker", "hours"], Form::Hours);
    "Hours given in meetings by people who are not workers, since week 0; for everyone only."
    UnpaidHours "unpaid_hours": "Unpaid hours", "hours per 1,000 people since week 0", DEPENDS, ThousandPeople, Thousandth, Total,
        FILES;
}

impl Indicator {
    /// Its row in the table.
    #[must_use]
    pub const fn row(self) -> &'static IndicatorRow {
        &INDICATORS[self as usize]
    }
}

/// A list of some indicators.
#[derive(Clone, Copy)]
enum List {
    Plots,
    Overview,
    Terminal,
    Differences,
    Twins,
}

impl List {
    const fn has(self, shown: &Shown) -> bool {
        match self {
            Self::Plots => shown.in_plots,
            Self::Overview => shown.in_overview,
            Self::Terminal => shown.on_terminal,
            Self::Differences => shown.as_difference,
            Self::Twins => !matches!(shown.twins, Twins::Not),
        }
    }

    const fn len(self) -> usize {
        let (mut len, mut at) = (0, 0);
        while at < INDICATORS.len() {
            len += self.has(&INDICATORS[at].shown) as usize;
            at += 1;
        }
        len
    }

    /// Those in it by their place, those of the same place in the order of the table.
    const fn by_place<const N: usize>(self) -> [Indicator; N] {
        let mut list = [Indicator::General; N];
        let (mut len, mut place) = (0, 0);
        while place <= u8::MAX as u16 {
            let mut at = 0;
            while at < INDICATORS.len() {
                if self.has(&INDICATORS[at].shown) && INDICATORS[at].shown.place as u16 == place {
                    list[len] = INDICATORS[at].indicator;
                    len += 1;
                }
                at += 1;
            }
            place += 1;
        }
        list
    }

    /// Those in it in the order of the table.
    const fn by_row<const N: usize>(self) -> [Indicator; N] {
        let mut list = [Indicator::General; N];
        let (mut len, mut at) = (0, 0);
        while at < INDICATORS.len() {
            if self.has(&INDICATORS[at].shown) {
                list[len] = INDICATORS[at].indicator;
                len += 1;
            }
            at += 1;
        }
        list
    }
}

/// The indicators by which runs, designs and sensitivities are told in plots, for everyone.
pub const MAIN: [Indicator; List::Plots.len()] = List::Plots.by_place();
/// Those of them that are told first: in overviews and on the terminal.
pub const OVERVIEW: [Indicator; List::Overview.len()] = List::Overview.by_place();
/// The columns of the table on the terminal.
pub const ON_TERMINAL: [Indicator; List::Terminal.len()] = List::Terminal.by_place();
/// Those of them whose difference from the reference is told, too.
pub const DIFFERENCES: [Indicator; List::Differences.len()] = List::Differences.by_place();
/// Those in which people are compared with their twins.
pub(super) const OF_TWINS: [Indicator; List::Twins.len()] = List::Twins.by_row();

/// The indicators of one population in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorValues {
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
    /// The values of each population, in the order of [`POPULATIONS`].
    pub rows: Vec<IndicatorValues>,
}
