//! Reading a resolved scenario: the values of section 6 and the structures of help as data.

use toml::{Table, Value};

/// A number that may be written with or without a decimal point.
fn number(table: &Table, name: &str) -> Result<f64, String> {
    match table.get(name) {
        Some(Value::Float(x)) => Ok(*x),
        Some(Value::Integer(x)) => Ok(*x as f64),
        other => Err(format!("`{name}` is not a number: {other:?}")),
    }
}

/// A whole number that fits 32 bits.
fn whole(table: &Table, name: &str) -> Result<u32, String> {
    let found = table.get(name).and_then(Value::as_integer).ok_or_else(|| format!("`{name}` is not a whole number"))?;
    u32::try_from(found).map_err(|_| format!("`{name}` does not fit 32 bits"))
}

/// A word.
fn word<'a>(table: &'a Table, name: &str) -> Result<&'a str, String> {
    table.get(name).and_then(Value::as_str).ok_or_else(|| format!("`{name}` is not a text"))
}

/// A table.
fn part<'a>(table: &'a Table, name: &str) -> Result<&'a Table, String> {
    table.get(name).and_then(Value::as_table).ok_or_else(|| format!("`[{name}]` is missing"))
}

/// A number that may be left out.
fn optional(table: &Table, name: &str) -> Result<Option<f64>, String> {
    if table.contains_key(name) { number(table, name).map(Some) } else { Ok(None) }
}

macro_rules! parameters {
    ($($name:ident)*) => {
        /// The parameters of section 6 that bear on the state.
        #[derive(Clone, Debug)]
        pub struct Parameters { $(pub $name: f64,)* }

        impl Parameters {
            fn read(table: &Table) -> Result<Self, String> {
                Ok(Self { $($name: number(table, stringify!($name))?,)* })
            }
        }
    };
}

parameters! {
    evidence_fading prior_strength burned_weight stake_shared stake_known hearsay_weight voice_loss voice_expected
    stake_favour stake_life stake_keeping_well missed_factor comfort_good comfort_poor comfort_chance same_shoes felt_memory
    felt_at_entry felt_at_entry_sd hope_stake
    initial_general initial_services initial_empowerment initial_dependence initial_sd reciprocity_mean
    reciprocity_sd people_per_neighbourhood tie_places initial_tie_wishes far_tie_share tie_fading tie_floor
    tie_prior_kin tie_prior_neighbour tie_prior_other tie_loss tie_gain
    categories needed_textbook needed_experiential needed_private initial_insights initial_insights_spread onset_per_week relapse_factor
    onset_burden_low onset_burden_high recovered_below technical_per_week burden_drift coping_strength burden_luck pace_sd
    learning_alone
    everyday_contact need_factor asks willing_base willing_reciprocity willing_tie willing_general willing_meeting
    giver_load relief_receiving relief_giving giver_insight
    insights_per_turn discernment bystander mistaken_adoption mistake_burden greeting_insights private_find
    seek_per_week desk_per_week outreach_per_week mandate_per_week sent_concern founding visit_solved waiting_felt_weeks
    drop_out leaving_strangers going_on dependence_grip veteran_leaving veteran_restlessness first_supporters recruit_after_weeks recruit_looks alone_weeks
    familiar_after
    workers_per_1000 worker_hours caseload desk_share desk_hours worker_learning worker_practice practice_by_feeling worker_empowerment
    civic_act civic_practice civic_base bridge_chance public_chance pooled_enough worker_drift
    moving_per_week overflow carer_chance carer_burden
}

macro_rules! switches {
    ($($name:ident)*) => {
        /// The switches of section 6.
        #[derive(Clone, Debug)]
        pub struct Switches { $(pub $name: bool,)* }

        impl Switches {
            fn read(table: &Table) -> Result<Self, String> {
                Ok(Self { $($name: table.get(stringify!($name)).and_then(Value::as_bool)
                    .ok_or_else(|| format!("switch `{}` is missing", stringify!($name)))?,)* })
            }
        }
    };
}

switches! {
    direct_reciprocity upstream_reciprocity generalised_reciprocity hearsay seek_by_trust confidence_to_speak
    bystanders repertoire hope giver_relief giver_insights giver_competence recruiting matching private_insights
    mistakes worker_learning worker_practice veterans_stay tie_forming civic_acts public_insights group_acts
    dependence_crowds_out promise waiting_felt tie_priors tie_turnover people_move carers purpose_overflows paces uneven_insights hopes_differ leave_strangers
    dependence_holds civic_skills illich_attribution
    everybody_takes_turns put_to_the_group known_say_less greeting_cap worker_asks practice_felt
    help_always_felt help_effect comfort_alone beliefs_idle
}

/// Whose problem is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    Focal,
    Plural,
    Community,
}

/// Who is there besides the worker, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    Client,
    CloseTies,
    Peers,
    Residents,
}

/// What a worker brings to a structure.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    pub directiveness: f64,
    pub facilitation: f64,
    pub hours_per_meeting: f64,
}

/// Whom a group serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Catchment {
    Neighbourhood,
    Town,
    People(u32),
}

/// A structure of help.
#[derive(Clone, Debug)]
pub struct Structure {
    pub aim: Aim,
    pub present: Present,
    pub role: Option<Role>,
    pub announced_voice: Option<f64>,
    pub meets_every_weeks: u32,
    pub turns_per_meeting: u32,
    pub capacity: usize,
    pub desk: bool,
    pub link: bool,
    pub outreach: bool,
    pub mandate: bool,
    pub meetings_agreed: Option<f64>,
    pub worker_hours: Option<f64>,
    pub catchment: Catchment,
}

impl Structure {
    /// A group: peers or residents are present.
    pub fn is_group(&self) -> bool {
        matches!(self.present, Present::Peers | Present::Residents)
    }

    fn read(table: &Table) -> Result<Self, String> {
        let aim = match word(table, "aim")? {
            "focal" => Aim::Focal,
            "plural" => Aim::Plural,
            "community" => Aim::Community,
            other => return Err(format!("unknown aim `{other}`")),
        };
        let present = match word(table, "present")? {
            "client" => Present::Client,
            "close-ties" => Present::CloseTies,
            "peers" => Present::Peers,
            "residents" => Present::Residents,
            other => return Err(format!("unknown presence `{other}`")),
        };
        let parts = ["directiveness", "facilitation", "worker_hours_per_meeting"];
        let role = if parts.iter().any(|name| table.contains_key(*name)) {
            Some(Role {
                directiveness: number(table, parts[0])?,
                facilitation: number(table, parts[1])?,
                hours_per_meeting: number(table, parts[2])?,
            })
        } else {
            None
        };
        let doors = table.get("entry").and_then(Value::as_array).ok_or("`entry` is not a list")?;
        let door = |name: &str| doors.iter().any(|found| found.as_str() == Some(name));
        Ok(Self {
            aim,
            present,
            role,
            announced_voice: optional(table, "announced_voice")?,
            meets_every_weeks: whole(table, "meets_every_weeks")?,
            turns_per_meeting: whole(table, "turns_per_meeting")?,
            capacity: whole(table, "capacity")? as usize,
            desk: door("desk"),
            link: door("link"),
            outreach: door("outreach"),
            mandate: door("mandate"),
            meetings_agreed: optional(table, "meetings_agreed")?,
            worker_hours: optional(table, "worker_hours")?,
            catchment: match table.get("catchment") {
                None => Catchment::Neighbourhood,
                Some(Value::Integer(_)) => Catchment::People(whole(table, "catchment")?),
                Some(_) => match word(table, "catchment")? {
                    "neighbourhood" => Catchment::Neighbourhood,
                    "town" => Catchment::Town,
                    other => return Err(format!("unknown catchment `{other}`")),
                },
            },
        })
    }
}

/// Everything that a world is told from outside.
#[derive(Clone, Debug)]
pub struct Settings {
    pub seed: u32,
    pub people: u32,
    pub burn_in_weeks: u32,
    pub p: Parameters,
    pub on: Switches,
    /// The structure under study; none in the regime "none".
    pub structure: Option<Structure>,
}

impl Settings {
    /// Reads the text of a resolved scenario, for one of its regimes.
    pub fn read(text: &str, regime: &str) -> Result<Self, String> {
        let table: Table = text.parse().map_err(|error| format!("not TOML: {error}"))?;
        let structure = if regime == "none" {
            None
        } else {
            let regimes = table.get("regime").and_then(Value::as_array).ok_or("no `[[regime]]`")?;
            let named = regimes.iter().filter_map(Value::as_table);
            let found = named.into_iter().find(|one| one.get("name").and_then(Value::as_str) == Some(regime));
            Some(Structure::read(found.ok_or_else(|| format!("no regime `{regime}`"))?)?)
        };
        let people = whole(&table, "people")?;
        if people < 2 {
            return Err("fewer than two people have nobody to be tied to".to_owned());
        }
        Ok(Self {
            seed: whole(&table, "seed")?,
            people,
            burn_in_weeks: whole(&table, "burn_in_weeks")?,
            p: Parameters::read(part(&table, "parameters")?)?,
            on: Switches::read(part(&table, "switches")?)?,
            structure,
        })
    }
}
