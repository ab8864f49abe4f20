//! Read-outs: indicators sorted under the dimensions in which social capital is asked for elsewhere.
//!
//! Two of them: the four dimensions of the OECD, and a profile like that of Onyx and Bullen. A dimension is shown as its
//! items, each an indicator at the horizon; items are not weighed and not added up, because nothing in the model says how
//! much one should count beside another. What a questionnaire asks and the model has no state for is left out, and said
//! to be in `docs/readouts.md`.

use super::statistics::Estimate;
use super::summary::Summary;
use crate::model::indicator::{EVER_ENTERED, EVERYONE, INDICATORS, Indicator, MEMBERS, NEWCOMERS, STRUCK, VETERANS};

/// What an item of a dimension is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// An indicator as it is.
    Is(Indicator),
    /// One less an indicator that is a share, under a name and a label of its own.
    Without(Indicator, &'static str, &'static str),
}

/// One item of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is computed from.
    pub state: State,
    /// What of the dimension it stands for.
    pub stands_for: &'static str,
}

/// A dimension and its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The name used in result files.
    pub name: &'static str,
    /// A title for plots.
    pub label: &'static str,
    /// Its items; none where the model has no state for it.
    pub items: &'static [Item],
}

/// A set of dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOut {
    /// The name used in result files.
    pub name: &'static str,
    /// The dimensions, in the order of the source.
    pub dimensions: &'static [Dimension],
}

/// The four dimensions of social capital of the OECD.
pub const OECD: ReadOut = ReadOut {
    name: "oecd",
    dimensions: &[
        Dimension {
            name: "personal_relationships",
            label: "Personal relationships",
            items: &[
                is(Indicator::Kin, "family"),
                is(Indicator::Neighbours, "people nearby"),
                is(Indicator::Far, "people elsewhere"),
                is(Indicator::InContact, "being in touch"),
            ],
        },
        Dimension {
            name: "social_network_support",
            label: "Social network support",
            items: &[
                is(Indicator::CountOn, "having somebody to turn to"),
                is(Indicator::Helped, "support that came"),
                is(Indicator::Reciprocated, "support that goes both ways"),
            ],
        },
        Dimension {
            name: "civic_engagement",
            label: "Civic engagement",
            items: &[
                is(Indicator::CivicActs, "how much is done for others outside"),
                is(Indicator::Acted, "how many do it"),
                is(Indicator::Supported, "volunteering in a network around somebody else"),
            ],
        },
        Dimension {
            name: "trust_and_cooperative_norms",
            label: "Trust and cooperative norms",
            items: &[
                is(Indicator::General, "trust in people in general"),
                is(Indicator::Services, "trust in institutions"),
                is(Indicator::Particularised, "trust in people one knows"),
                is(Indicator::Reciprocity, "the norm of reciprocity"),
            ],
        },
    ],
};

/// A profile like that of the questionnaire of Onyx and Bullen.
pub const PROFILE: ReadOut = ReadOut {
    name: "onyx_bullen_like",
    dimensions: &[
        Dimension {
            name: "community_participation",
            label: "Community participation",
            items: &[
                is(Indicator::CivicActs, "how much is done for others outside"),
                is(Indicator::Acted, "how many do it"),
                is(Indicator::Supported, "taking part in a network around somebody else"),
                is(Indicator::Made, "whom taking part has brought"),
            ],
        },
        Dimension {
            name: "proactivity",
            label: "Proactivity in a social context",
            items: &[
                is(Indicator::Empowerment, "believing that one can do something"),
                is(Indicator::Gave, "doing something for others"),
            ],
        },
        Dimension {
            name: "trust_and_safety",
            label: "Feelings of trust and safety",
            items: &[
                is(Indicator::General, "trust in people in general"),
                is(Indicator::Services, "trust in services"),
            ],
        },
        Dimension {
            name: "neighbourhood_connections",
            label: "Neighbourhood connections",
            items: &[
                is(Indicator::Neighbours, "knowing one's neighbours"),
                is(Indicator::HelpedNear, "help among neighbours"),
            ],
        },
        Dimension {
            name: "family_and_friends_connections",
            label: "Family and friends connections",
            items: &[
                is(Indicator::Kin, "family"),
                is(Indicator::InContact, "being in touch"),
                is(Indicator::CountOn, "having somebody to turn to"),
            ],
        },
        Dimension {
            name: "tolerance_of_diversity",
            label: "Tolerance of diversity",
            items: &[
                is(Indicator::Far, "ties to people elsewhere"),
                is(Indicator::Across, "ties to people with another kind of problem"),
            ],
        },
        Dimension {
            name: "value_of_life",
            label: "Value of life",
            items: &[
                is(Indicator::TrustedBack, "being valued by those one is tied to"),
                Item {
                    state: State::Without(Indicator::Burden, "unburdened", "Free of burden"),
                    stands_for: "a life that is not weighed down",
                },
            ],
        },
        Dimension { name: "work_connections", label: "Work connections", items: &[] },
    ],
};

/// Both read-outs, in the order of the result file.
pub const READ_OUTS: [ReadOut; 2] = [OECD, PROFILE];

/// The populations that are read, in the order of the result file.
pub const READ_OVER: [usize; 6] = [EVERYONE, MEMBERS, NEWCOMERS, VETERANS, EVER_ENTERED, STRUCK];

const fn is(indicator: Indicator, stands_for: &'static str) -> Item {
    Item { state: State::Is(indicator), stands_for }
}

impl Item {
    /// The indicator that it is computed from.
    #[must_use]
    pub fn indicator(&self) -> Indicator {
        match self.state {
            State::Is(indicator) | State::Without(indicator, ..) => indicator,
        }
    }

    /// The name used in result files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.state {
            State::Is(indicator) => INDICATORS[indicator as usize].name,
            State::Without(_, name, _) => name,
        }
    }

    /// A title for plots.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self.state {
            State::Is(indicator) => INDICATORS[indicator as usize].label,
            State::Without(_, _, label) => label,
        }
    }

    /// Unit of its value.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        INDICATORS[self.indicator() as usize].unit
    }

    /// What it is computed from, as a formula over names of indicators.
    #[must_use]
    pub fn formula(&self) -> String {
        let name = INDICATORS[self.indicator() as usize].name;
        match self.state {
            State::Is(_) => name.to_owned(),
            State::Without(..) => format!("1 - {name}"),
        }
    }

    /// Its estimate at the horizon over a population, an index into [`crate::model::indicator::POPULATIONS`]. `None`
    /// outside the summary.
    #[must_use]
    pub fn read(&self, summary: &Summary, regime: usize, population: usize) -> Option<Estimate> {
        let found = summary.at_horizon(regime, population, self.indicator() as usize)?;
        Some(match self.state {
            State::Is(_) => found,
            State::Without(..) => {
                let turned = found.negated();
                Estimate { mean: 1.0 + turned.mean, low: 1.0 + turned.low, high: 1.0 + turned.high, ..turned }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::POPULATIONS;

    #[test]
    fn populations_are_those_meant() {
        let names = READ_OVER.map(|population| POPULATIONS[population].name);
        assert_eq!(names, ["everyone", "members", "newcomers", "veterans", "ever_entered", "struck"]);
    }

    #[test]
    fn names_are_unique_in_a_read_out_and_what_is_turned_round_is_a_share() {
        for read_out in READ_OUTS {
            let items = read_out.dimensions.iter().flat_map(|dimension| dimension.items);
            let mut names: Vec<&str> = items.clone().map(Item::name).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{}", read_out.name);
            assert!(items.clone().all(|item| matches!(item.state, State::Is(_)) || item.unit() == "share"));
        }
    }
}
