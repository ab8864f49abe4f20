//! The one table: every number of the model, with its symbol, unit, range and source.
//!
//! The same table makes [`Parameters`], the documentation, `--set`, designs and error messages.
//! A row reads: name, symbol, unit, default, allowed range, kind, source; plausible range, source of that; the line above it
//! is its meaning. The allowed range is what the program can compute. The plausible range is what a careful person would
//! think possible in a real town: designs and sensitivity analyses take it where they name no other.

use super::row::{NumberKind, ParameterRow};

/// Searched for together, so that the world has the figures of evidence that are targets.
const FOUND: &str = "assumed; found by a search towards targets of evidence (docs/grounded.md)";

/// What nobody measured and what is no share: chances and rates a week, stakes, counts, ratios.
const HALF_TO_TWICE: &str = "assumed: half to twice the default";
/// A share or probability of a quarter or more.
const HALF_WAY: &str = "assumed: half way to either bound";
/// A share kept from week to week: what is lost of it.
const LOSS: &str = "assumed: half to twice the loss";
/// The theory stands on it, so a sceptic's value belongs to the range.
const FROM_NONE: &str = "assumed: from none to twice the default";
/// A search for values that agree with surveys, with other rules than these, ended beyond one of the ends.
const WIDENED: &str = "assumed: half to twice the default, widened by a search in another version of the model";
/// Where a search for values that agree with surveys, with other rules than these, ended.
const SEARCHED: &str = "assumed: ends of a search in another version of the model";

macro_rules! parameters {
    ($(
        $meaning:literal
        $name:ident: $symbol:literal, $unit:literal, $default:literal, $low:literal..=$high:literal, $kind:ident, $source:expr;
        $plausible_low:literal..=$plausible_high:literal, $plausible_source:expr;
    )*) => {
        /// The value of every parameter in one world. Fields are those of [`TABLE`], in its order.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Parameters { $( #[doc = $meaning] pub $name: f64, )* }

        /// The one table of parameters, in the order of the documentation.
        pub const TABLE: &[ParameterRow] = &[ $( ParameterRow {
            name: stringify!($name), symbol: $symbol, unit: $unit, default: $default,
            low: $low, high: $high, kind: NumberKind::$kind, source: $source,
            plausible_low: $plausible_low, plausible_high: $plausible_high, plausible_source: $plausible_source,
            meaning: $meaning,
        }, )* ];

        impl Default for Parameters {
            fn default() -> Self { Self { $( $name: $default, )* } }
        }

        impl Parameters {
            /// The value of the row called `name`; `None` if there is no such row.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<f64> {
                match name { $( stringify!($name) => Some(self.$name), )* _ => None }
            }

            /// The place of the row called `name`, to be written; `None` if there is no such row.
            pub fn get_mut(&mut self, name: &str) -> Option<&mut f64> {
                match name { $( stringify!($name) => Some(&mut self.$name), )* _ => None }
            }
        }
    };
}

parameters! {
    "Share of past evidence that still counts a week later."
    evidence_fading: "λ", "per week", 0.989, 0.9..=1.0, Real, FOUND; 0.978..=0.9945, LOSS;
    "Strength of the personal prior of every belief."
    prior_strength: "m", "evidence", 10.0, 1.0..=200.0, Real, FOUND; 5.0..=26.0, WIDENED;
    "How much more burned trust weighs than honoured trust."
    burned_weight: "κ", "ratio", 1.5, 0.0..=5.0, Real, "assumed; contested (Slovic), so 1 belongs to every sweep";
        1.0..=4.0, "as much (Australia 2020) to four times as much, the lower end of 4 to 14 (Skogan 2006); seen, contested";
    "Share of a stake that reaches people in general, services through a guide, and the self."
    stake_shared: "σ", "share", 0.3, 0.0..=1.0, Real, "assumed"; 0.15..=0.65, HALF_WAY;
    "Share of what reaches people in general that still does when the other is known."
    stake_known: "–", "share", 0.2, 0.0..=1.0, Real, "panels: taking part hardly moves trust in strangers (van Ingen and Bekkers, seen); the figure is assumed";
        0.1..=1.0, "assumed: from half the default to the whole";
    "Weight of hearsay against own experience."
    hearsay_weight: "ω", "share", 0.15, 0.0..=1.0, Real, "assumed"; 0.075..=0.3, HALF_TO_TWICE;
    "Loss of felt help for each unit of voice missing from what was expected."
    voice_loss: "ν", "share", 0.8, 0.0..=1.0, Real, "assumed";
        0.0..=0.9, "assumed: from none, as no effect size was found, half way to the upper bound";
    "Voice expected in help with a life problem when nothing was announced."
    voice_expected: "–", "share", 0.5, 0.0..=1.0, Real, "assumed"; 0.25..=0.75, HALF_WAY;
    "Stake of a favour or of a technical visit."
    stake_favour: "–", "evidence", 1.0, 0.0..=10.0, Real, "assumed"; 0.5..=2.0, HALF_TO_TWICE;
    "Stake of a turn about one's life problem."
    stake_life: "–", "evidence", 2.0, 0.0..=10.0, Real, "assumed"; 1.0..=4.0, HALF_TO_TWICE;
    "Stake of a turn about keeping well, of a member who has recovered."
    stake_keeping_well: "–", "evidence", 0.5, 0.0..=10.0, Real, "assumed; a quarter of stake_life, the version less kind to mutual help";
        0.0..=2.0, "assumed: from none to what is at stake in a life problem";
    "Factor on the stake of advice that was followed and missed."
    missed_factor: "–", "ratio", 2.0, 1.0..=5.0, Real, "assumed"; 1.0..=4.0, HALF_TO_TWICE;
    "Felt help when comfort is good."
    comfort_good: "–", "share", 0.8, 0.0..=1.0, Real, "assumed"; 0.55..=0.95, "assumed: always above poor comfort";
    "Felt help when comfort is poor."
    comfort_poor: "–", "share", 0.35, 0.0..=1.0, Real, "assumed";
        0.175..=0.5, "assumed: half way to the lower bound, always below good comfort";
    "Chance that comfort is good, whoever gives it."
    comfort_chance: "–", "probability", 0.67, 0.0..=1.0, Real, FOUND; 0.335..=0.835, HALF_WAY;
    "Added chance of good comfort from somebody who has lived the same problem."
    same_shoes: "–", "probability", 0.25, 0.0..=1.0, Real, "assumed"; 0.0..=0.5, FROM_NONE;
    "Weight of the newest turn in felt helpfulness."
    felt_memory: "μ", "share", 0.165, 0.0..=1.0, Real, FOUND; 0.0825..=0.33, HALF_TO_TWICE;
    "Felt helpfulness expected at entry."
    felt_at_entry: "–", "share", 0.5, 0.0..=1.0, Real, "assumed"; 0.25..=0.75, HALF_WAY;
    "Spread between people of the felt helpfulness expected at entry."
    felt_at_entry_sd: "–", "share", 0.18, 0.0..=0.5, Real, FOUND; 0.04..=0.4, WIDENED;
    "Stake, before sharing, of seeing another member recover or worsen."
    hope_stake: "–", "evidence", 1.0, 0.0..=10.0, Real, "assumed"; 0.0..=2.0, FROM_NONE;

    "Mean prior of trust in people in general."
    initial_general: "–", "share", 0.46, 0.02..=0.98, Real, FOUND;
        0.21..=0.59, "Italy: 21 % (ISTAT 2018, second-hand) to 59 % (OECD 2023, seen) trust people; read as a mean";
    "Mean prior of trust in services."
    initial_services: "–", "share", 0.5, 0.02..=0.98, Real, "assumed";
        0.35..=0.65, "from 35 % trust in the civil service (Italy, OECD 2023, seen); the upper end is assumed";
    "Mean prior of empowerment."
    initial_empowerment: "–", "share", 0.6, 0.02..=0.98, Real, "assumed"; 0.31..=0.79, HALF_WAY;
    "Mean prior of dependence."
    initial_dependence: "–", "share", 0.2, 0.02..=0.98, Real, "assumed"; 0.1..=0.4, HALF_TO_TWICE;
    "Spread of the priors between people."
    initial_sd: "–", "share", 0.09, 0.0..=0.3, Real, "assumed"; 0.045..=0.18, HALF_TO_TWICE;
    "Mean disposition to reciprocate."
    reciprocity_mean: "–", "share", 0.5, 0.0..=1.0, Real, "assumed"; 0.25..=0.75, HALF_WAY;
    "Spread of the disposition to reciprocate."
    reciprocity_sd: "–", "share", 0.2, 0.0..=0.5, Real, "assumed"; 0.1..=0.4, HALF_TO_TWICE;
    "People in a neighbourhood."
    people_per_neighbourhood: "–", "people", 250.0, 10.0..=100000.0, Whole, "assumed"; 125.0..=500.0, HALF_TO_TWICE;
    "Places for ties that a person has."
    tie_places: "–", "ties", 8.0, 1.0..=16.0, Whole, "assumed; between the first layers of personal networks, 5 and 15 (second-hand)";
        5.0..=15.0, "first layers of personal networks, 5 and 15 (second-hand)";
    "Ties each person wishes for at the start."
    initial_tie_wishes: "–", "ties", 3.0, 0.0..=8.0, Whole, "assumed"; 2.0..=6.0, HALF_TO_TWICE;
    "Share of initial ties that reach beyond the neighbourhood."
    far_tie_share: "–", "share", 0.15, 0.0..=1.0, Real, "assumed"; 0.075..=0.3, HALF_TO_TWICE;
    "Strength a tie keeps after a week without contact."
    tie_fading: "δt", "per week", 0.998, 0.9..=1.0, Real, "assumed"; 0.996..=0.999, LOSS;
    "Strength below which a tie is gone."
    tie_floor: "δ0", "share", 0.7, 0.01..=0.99, Real, "assumed"; 0.355..=0.845, HALF_WAY;

    "How far the prior of trust in kin is raised from that in people in general towards full trust."
    tie_prior_kin: "–", "share", 0.57, 0.0..=1.0, Real,
        "assumed: found by a search in another version of the model; the direction is seen in surveys, see the next row"; 0.44..=0.68, SEARCHED;
    "The same for neighbours and acquaintances."
    tie_prior_neighbour: "–", "share", 0.44, 0.0..=1.0, Real,
        "assumed: found by a search in another version of the model; a lost wallet would be returned by a neighbour 69.4 %, by a stranger 11.1 % (Italy 2015, second-hand)";
        0.38..=0.5, SEARCHED;
    "The same for co-members, and for those met by helping."
    tie_prior_other: "–", "share", 0.21, 0.0..=1.0, Real, "assumed: found by a search in another version of the model"; 0.17..=0.26, SEARCHED;
    "Chance that a tie that is not kin is lost, whatever happens in it."
    tie_loss: "–", "per week", 0.0011, 0.0..=0.1, Real,
        "48 % of ties kept after seven years, kin among them (Mollenhorst, Netherlands; second-hand); found by a search towards it (docs/grounded.md)";
        0.0005..=0.0025, WIDENED;
    "Chance that somebody with a free place wishes for a new tie."
    tie_gain: "–", "per week", 0.009, 0.0..=0.1, Real,
        "assumed; networks keep their size (Mollenhorst, Netherlands; second-hand)"; 0.004..=0.018, WIDENED;
    "Chance, at a first onset, that somebody of the kin takes on a carer's burden."
    carer_chance: "–", "probability", 0.3, 0.0..=1.0, Real, "assumed"; 0.1..=0.5, "assumed: a third of the default to more than half as much again";
    "Burden of a carer at the start, as part of that of who was struck."
    carer_burden: "–", "share", 0.6, 0.0..=1.0, Real, "assumed"; 0.3..=0.8, HALF_WAY;
    "Chance that somebody leaves for good, by moving away or by death, and a newcomer takes the place."
    moving_per_week: "–", "per week", 0.0012, 0.0..=0.05, Real, FOUND;
        0.0006..=0.0015, "assumed: from half the default to 8 in a hundred a year";

    "Categories of life problem."
    categories: "–", "categories", 5.0, 1.0..=8.0, Whole, "assumed"; 3.0..=8.0, HALF_TO_TWICE;
    "Textbook insights that a situation needs."
    needed_textbook: "–", "insights of 16", 6.0, 0.0..=16.0, Whole, "assumed"; 3.0..=12.0, HALF_TO_TWICE;
    "Experiential insights that a situation needs."
    needed_experiential: "–", "insights of 24", 12.0, 0.0..=24.0, Whole, "assumed"; 6.0..=24.0, HALF_TO_TWICE;
    "Idiosyncratic insights that a situation needs."
    needed_private: "–", "insights of 24", 6.0, 0.0..=24.0, Whole, "assumed"; 3.0..=12.0, HALF_TO_TWICE;
    "Needed insights that a person has at onset."
    initial_insights: "–", "insights", 6.0, 0.0..=24.0, Whole, FOUND; 3.0..=12.0, HALF_TO_TWICE;
    "How far first insights of a person may be from the mean, as a share of it."
    initial_insights_spread: "–", "share", 0.5, 0.0..=1.0, Real, "assumed"; 0.05..=0.8, "assumed: widened to the ends of a search in another version of the model";
    "Chance of a first life problem."
    onset_per_week: "–", "per week", 0.0027, 0.0..=0.1, Real, FOUND; 0.0009..=0.0054, WIDENED;
    "Relapse hazard of the recovered, as a multiple of onset, before coping."
    relapse_factor: "–", "ratio", 0.235, 0.0..=50.0, Real, FOUND; 0.1175..=0.75, WIDENED;
    "Smallest burden at onset."
    onset_burden_low: "–", "share", 0.32, 0.0..=1.0, Real, FOUND;
        0.3..=0.66, "assumed: half way to the upper bound, never below the burden of the recovered";
    "Largest burden at onset."
    onset_burden_high: "–", "share", 0.9, 0.0..=1.0, Real, "assumed";
        0.8..=1.0, "assumed: never below the smallest burden at onset";
    "Burden below which a life problem counts as recovered."
    recovered_below: "–", "share", 0.25, 0.01..=0.99, Real, "assumed";
        0.15..=0.3, "assumed: never above the smallest burden at onset";
    "Chance of a new technical need."
    technical_per_week: "–", "per week", 0.00055, 0.0..=0.1, Real, FOUND; 0.000275..=0.0011, HALF_TO_TWICE;
    "Upward drift of burden."
    burden_drift: "–", "per week", 0.0028, 0.0..=0.1, Real, FOUND; 0.0002..=0.0056, WIDENED;
    "Fall of burden at full coping and full empowerment."
    coping_strength: "–", "per week", 0.049, 0.0..=0.5, Real, FOUND; 0.0245..=0.098, HALF_TO_TWICE;
    "Largest weekly luck in burden, either way."
    burden_luck: "–", "per week", 0.005, 0.0..=0.1, Real, FOUND; 0.0025..=0.037, WIDENED;
    "Spread, between episodes, of the logarithm of the pace of a burden."
    pace_sd: "–", "logarithm", 1.4, 0.0..=3.0, Real,
        "median episode 6 months, mean 10.7 (ten Have 2018, seen), which a search in another version of the model met with it; assumed";
        0.7..=1.8, "assumed: from half the default to where the mean pace is five times the median";
    "Chance that living with the problem teaches a needed experiential insight."
    learning_alone: "–", "per week", 0.034, 0.0..=0.5, Real, FOUND; 0.017..=0.068, HALF_TO_TWICE;

    "Chance of asking one's ties for a favour."
    everyday_contact: "–", "per week", 0.09, 0.0..=1.0, Real, FOUND; 0.045..=0.18, HALF_TO_TWICE;
    "Factor on everyday contact of people in need."
    need_factor: "–", "ratio", 2.0, 0.0..=10.0, Real, "assumed"; 1.0..=4.0, HALF_TO_TWICE;
    "Ties asked at most in one week."
    asks: "–", "ties", 3.0, 1.0..=8.0, Whole, "assumed"; 2.0..=6.0, HALF_TO_TWICE;
    "Willingness to help that hangs on nothing."
    willing_base: "–", "probability", 0.4, 0.0..=1.0, Real, FOUND; 0.2..=0.7, HALF_WAY;
    "Weight of reciprocity in willingness."
    willing_reciprocity: "–", "probability", 0.35, 0.0..=1.0, Real, "assumed"; 0.175..=0.675, HALF_WAY;
    "Weight of trust in the asker in willingness."
    willing_tie: "–", "probability", 0.3, 0.0..=1.0, Real, "assumed"; 0.15..=0.65, HALF_WAY;
    "Weight of trust in people in general in willingness."
    willing_general: "–", "probability", 0.35, 0.0..=1.0, Real, "assumed"; 0.175..=0.675, HALF_WAY;
    "Added willingness of those who came to a meeting."
    willing_meeting: "–", "probability", 0.0, 0.0..=0.45, Real, "assumed; none, the version less kind to mutual help";
        0.0..=0.4, "assumed: from none to where nearly everybody agrees";
    "Burden that giving costs."
    giver_load: "γ", "burden", 0.005, 0.0..=0.1, Real, "assumed"; 0.0025..=0.01, HALF_TO_TWICE;
    "Relief of burden from help received, at full felt help."
    relief_receiving: "γ1", "burden", 0.005, 0.0..=0.2, Real, FOUND; 0.0025..=0.01, HALF_TO_TWICE;
    "Relief of the giver's own burden, at full felt help."
    relief_giving: "γ2", "burden", 0.01, 0.0..=0.2, Real, "assumed"; 0.0..=0.02, FROM_NONE;
    "Chance that a giver finds an own needed insight in a turn."
    giver_insight: "γ3", "probability", 0.15, 0.0..=1.0, Real, "assumed"; 0.0..=0.3, FROM_NONE;

    "Insights offered in a turn."
    insights_per_turn: "–", "insights", 3.0, 1.0..=4.0, Whole, "assumed"; 1.0..=4.0, WIDENED;
    "Chance that whoever selects recognises a needed insight."
    discernment: "–", "probability", 0.7, 0.0..=1.0, Real, "assumed"; 0.35..=0.85, HALF_WAY;
    "Chance that somebody else present catches a voiced insight they need."
    bystander: "β", "probability", 0.3, 0.0..=1.0, Real, "assumed";
        0.03..=0.65, "assumed: half way to either bound, widened by a search in another version of the model";
    "Chance that an unneeded insight is adopted by mistake."
    mistaken_adoption: "ε", "probability", 0.1, 0.0..=1.0, Real, "assumed"; 0.05..=0.2, HALF_TO_TWICE;
    "Burden added by an insight adopted by mistake."
    mistake_burden: "–", "burden", 0.01, 0.0..=0.2, Real, "assumed"; 0.005..=0.02, HALF_TO_TWICE;
    "Insights that a newcomer learns at the greeting at most."
    greeting_insights: "–", "insights", 1.0, 0.0..=40.0, Whole, "assumed"; 0.0..=2.0, FROM_NONE;
    "Chance of finding a private insight in a dialogue with full trust or a perfect guide."
    private_find: "φ", "probability", 0.3, 0.0..=1.0, Real, "assumed"; 0.15..=0.65, HALF_WAY;
    "Chance that a person with full burden and full trust decides to enter, through a tie to a member or on their own initiative."
    seek_per_week: "–", "per week", 0.0244, 0.0..=1.0, Real, FOUND; 0.0122..=0.05, WIDENED;
    "Chance that somebody with full trust goes to the desk: with a technical need, or with full burden to enter a network."
    desk_per_week: "–", "per week", 0.1, 0.0..=1.0, Real, FOUND; 0.05..=0.2, HALF_TO_TWICE;
    "Chance that outreach reaches a person with full burden and full trust, who then decides."
    outreach_per_week: "–", "per week", 0.0232, 0.0..=1.0, Real, FOUND; 0.0116..=0.05, WIDENED;
    "Chance that a person with full burden is sent."
    mandate_per_week: "–", "per week", 0.02, 0.0..=1.0, Real, "assumed"; 0.01..=0.04, HALF_TO_TWICE;
    "Motivation of those who were sent, until they feel helped."
    sent_concern: "–", "share", 0.5, 0.0..=1.0, Real, "Raineri 2017 says that concern cannot be commanded; the figure is assumed";
        0.25..=0.75, HALF_WAY;
    "Part of the wish to enter that becomes own initiative where there is neither a worker nor a tie to a member."
    founding: "–", "share", 0.2, 0.0..=1.0, Real, "assumed"; 0.1..=0.4, HALF_TO_TWICE;
    "Chance that a visit to the desk solves a technical need."
    visit_solved: "–", "probability", 0.9, 0.0..=1.0, Real, "assumed"; 0.45..=0.95, HALF_WAY;
    "Weeks of waiting that are felt as one refusal by services."
    waiting_felt_weeks: "–", "weeks", 4.0, 1.0..=104.0, Whole, "assumed"; 2.0..=8.0, HALF_TO_TWICE;
    "Chance at a meeting that a member who feels no help drops out."
    drop_out: "–", "probability", 0.415, 0.0..=1.0, Real, FOUND;
        0.04..=0.7075, "assumed: half way to either bound, widened by a search in another version of the model";
    "Added chance at a meeting that a member leaves to whom everybody else present is a stranger."
    leaving_strangers: "–", "probability", 0.097, 0.0..=1.0, Real, FOUND; 0.0485..=0.194, HALF_TO_TWICE;
    "Chance that a worker goes on when the meetings agreed are over."
    going_on: "–", "probability", 0.5, 0.0..=1.0, Real, "assumed"; 0.25..=0.75, HALF_WAY;
    "Weeks in a row for which somebody free of dependence would have to let go before a recovered client leaves."
    dependence_grip: "–", "exponent", 6.0, 1.0..=20.0, Whole, "assumed"; 3.0..=12.0, HALF_TO_TWICE;
    "Scale of the chance that a recovered member leaves."
    veteran_leaving: "–", "per week", 0.005, 0.0..=1.0, Real, FOUND; 0.0025..=0.011, WIDENED;
    "Level from which reciprocity and trust keep a recovered member."
    veteran_restlessness: "–", "ratio", 1.5, 1.0..=3.0, Real, "assumed"; 1.25..=2.25, HALF_WAY;
    "Supporters invited when a network is founded around one person."
    first_supporters: "–", "people", 3.0, 0.0..=15.0, Whole, "assumed"; 2.0..=6.0, HALF_TO_TWICE;
    "Weeks without progress or new support after which a network recruits."
    recruit_after_weeks: "–", "weeks", 8.0, 1.0..=104.0, Whole, "assumed"; 4.0..=16.0, HALF_TO_TWICE;
    "People looked at when recruiting beyond one's ties."
    recruit_looks: "–", "people", 8.0, 1.0..=64.0, Whole, "assumed"; 4.0..=16.0, HALF_TO_TWICE;
    "Meetings after which members of one network have met often."
    familiar_after: "–", "meetings", 7.0, 1.0..=520.0, Whole, FOUND;
        5.0..=14.0, "assumed: from where a search in another version of the model began to twice the default";
    "Weeks after which a group of one gives up."
    alone_weeks: "–", "weeks", 21.0, 1.0..=520.0, Whole, FOUND; 11.0..=42.0, HALF_TO_TWICE;
    "Social workers for each 1,000 people."
    workers_per_1000: "–", "workers", 4.0, 0.1..=100.0, Real, "assumed";
        0.5..=8.0, "assumed: from one worker for 2,000 people to twice the default";
    "Hours of a worker for people."
    worker_hours: "–", "hours per week", 10.0, 0.0..=60.0, Real, "assumed; scarce enough that people wait in the first years";
        5.0..=20.0, "assumed: half to twice the default; 6.9 are face to face in the UK (15 % of 45.9, 2012, second-hand)";
    "Networks that a worker follows at most."
    caseload: "–", "networks", 40.0, 0.0..=1000.0, Whole, "assumed";
        20.0..=80.0, "assumed: half to twice the default; 25 in the UK (2012, second-hand)";
    "Share of the hours kept for the desk."
    desk_share: "–", "share", 0.1, 0.0..=1.0, Real, "assumed"; 0.05..=0.2, HALF_TO_TWICE;
    "Hours of a visit to the desk."
    desk_hours: "–", "hours", 0.5, 0.1..=8.0, Real, "assumed"; 0.25..=1.0, HALF_TO_TWICE;
    "Length of a turn, for everybody present."
    hours_per_turn: "–", "hours", 0.25, 0.05..=2.0, Real, "six turns make the 1.5 hours of a club (seen: CAT rules)";
        0.125..=0.75, "a club's 1.5 hours among 12 to 2 families (seen: CAT rules)";
    "Chance that a worker learns an insight voiced in dialogue."
    worker_learning: "η", "probability", 0.1, 0.0..=1.0, Real, "assumed"; 0.05..=0.2, HALF_TO_TWICE;
    "Share of missing facilitation skill gained in a turn of dialogue."
    worker_practice: "η1", "share", 0.002, 0.0..=0.1, Real, "assumed"; 0.001..=0.004, HALF_TO_TWICE;
    "How much practice is learnt from what is felt: 0 counts turns, 1 weighs each by how it was felt."
    practice_by_feeling: "–", "share", 1.0, 0.0..=1.0, Real, "Raineri 2017: facilitation is learnt from feedback; the weight is assumed";
        0.0..=1.0, "assumed: from counting to feeling";
    "Initial empowerment of workers."
    worker_empowerment: "–", "share", 0.6, 0.02..=0.98, Real, "assumed"; 0.31..=0.79, HALF_WAY;
    "Chance of a civic act at full empowerment, trust and reciprocity."
    civic_act: "–", "per week", 0.05, 0.0..=1.0, Real, "assumed"; 0.025..=0.1, HALF_TO_TWICE;
    "Share of missing civic skill gained by giving in one turn, where three or more are present."
    civic_practice: "–", "share", 0.02, 0.0..=1.0, Real, "assumed"; 0.005..=0.05, "assumed: half of skill after 14 to 140 turns given";
    "Part of the chance of a civic act that needs no civic skill."
    civic_base: "–", "share", 0.5, 0.0..=1.0, Real, "assumed"; 0.25..=0.75, HALF_WAY;
    "Chance that a civic act leaves a tie."
    bridge_chance: "–", "probability", 0.2, 0.0..=1.0, Real, "assumed"; 0.1..=0.4, HALF_TO_TWICE;
    "Chance that a civic act makes an insight public."
    public_chance: "–", "probability", 0.1, 0.0..=1.0, Real, "assumed"; 0.05..=0.2, HALF_TO_TWICE;
    "Insights that a community network must have pooled before it acts."
    pooled_enough: "–", "insights", 6.0, 0.0..=40.0, Whole, "assumed"; 3.0..=12.0, HALF_TO_TWICE;
    "Chance, after a meeting, that a plural network that has pooled enough, and whose members are all tied, begins to act outside."
    overflow: "–", "probability", 0.02, 0.0..=1.0, Real, "assumed"; 0.005..=0.05, "assumed: a quarter of the default to more than twice";
    "Drift of an unpooled community network towards its worker, at each meeting."
    worker_drift: "–", "share", 0.05, 0.0..=1.0, Real, "assumed"; 0.025..=0.1, HALF_TO_TWICE;
    "Cost of a worker's hour."
    cost_per_hour: "–", "euro per hour", 35.0, 0.0..=1000.0, Real, "assumed"; 17.5..=70.0, HALF_TO_TWICE;
    "Worth of a week in which a person is not in need."
    productive_week: "–", "euro per week", 300.0, 0.0..=10000.0, Real, "assumed"; 150.0..=600.0, HALF_TO_TWICE;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::insight;
    use crate::model::state::{tie_lots, worker};

    #[test]
    fn no_parameter_asks_for_more_than_the_state_has_room_for() {
        let high = |name| TABLE.iter().find(|row| row.name == name).map(|row| row.high as usize);
        assert_eq!(high("tie_places"), Some(tie_lots::MOST_PLACES));
        assert_eq!(high("categories"), Some(worker::MOST_CATEGORIES));
        assert_eq!(high("insights_per_turn"), Some(insight::MOST_OFFERED));
    }

    #[test]
    fn every_default_is_plausible_and_every_plausible_value_allowed() {
        for row in TABLE {
            let (low, high) = (row.plausible_low, row.plausible_high);
            assert!(low < high && row.allows(low) && row.allows(high), "{}: {low} to {high}", row.name);
            assert!(row.is_plausible(row.default) && row.allows(row.default), "{}: {}", row.name, row.default);
            assert!(!row.is_plausible(low - 1e-9) && !row.is_plausible(high + 1e-9), "{}", row.name);
        }
    }

    /// Half to twice `middle`, as whole as the row is, and no further than is allowed.
    fn half_to_twice(row: &ParameterRow, middle: f64) -> [f64; 2] {
        let whole = |end: f64| if row.kind == NumberKind::Whole { end.round() } else { end };
        [middle / 2.0, middle * 2.0].map(|end| whole(end).clamp(row.low, row.high))
    }

    /// A range is where it says that it comes from: a figure, or *assumed* by a rule, which it keeps.
    #[test]
    fn every_plausible_range_has_a_source_and_keeps_the_rule_that_it_names() {
        for row in TABLE {
            let source = row.plausible_source;
            assert!(["assumed", "seen", "second-hand"].iter().any(|word| source.contains(word)), "{}", row.name);
            assert!(!source.contains("memory"), "{} uses an unverified figure", row.name);
            let found = [row.plausible_low, row.plausible_high];
            let near = |rule: [f64; 2]| rule.iter().zip(found).all(|(a, b)| (a - b).abs() < 1e-9);
            let [low, high] = half_to_twice(row, row.default);
            let kept = match source {
                HALF_WAY => near([row.low, row.high].map(|bound| f64::midpoint(bound, row.default))),
                LOSS => near([2.0, 0.5].map(|factor| 1.0 - factor * (1.0 - row.default))),
                FROM_NONE => near([0.0, high]),
                WIDENED => found[0] <= low && high <= found[1] && !near([low, high]),
                _ if source.starts_with(HALF_TO_TWICE) => near([low, high]),
                _ => true,
            };
            assert!(kept, "{}: {found:?} is not {source}", row.name);
        }
    }
}
