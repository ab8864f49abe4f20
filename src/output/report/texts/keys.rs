//! Which texts there are: the same in every language.

/// A word and what it means.
pub(in super::super) struct Word {
    /// By what texts call it: the same in every language.
    pub(in super::super) id: &'static str,
    pub(in super::super) word: &'static str,
    pub(in super::super) means: &'static str,
}

impl Word {
    pub(super) const fn new(id: &'static str, word: &'static str, means: &'static str) -> Self {
        Self { id, word, means }
    }
}

/// Names by what they are called in files, and how they are read.
pub(super) type Names = &'static [(&'static str, &'static str)];

macro_rules! texts {
    ($($key:ident)*) => {
        /// All texts of a language.
        pub(in super::super) struct Texts {
            /// Words explained.
            pub(in super::super) glossary: &'static [Word],
            /// What indicators, populations, accounts and verdicts are called where that differs from the program's own words.
            pub(super) names: Names,
            $(pub(in super::super) $key: &'static str,)*
        }

        #[cfg(test)]
        impl Texts {
            /// Every text with its key.
            pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key)),*]
            }
        }
    };
}

texts! {
    brand skip contents glossary_title made_by file download not_known and and_more from_to interval points unit_scale
    found hangs_on sure unfinished worlds_there plot_label axes_close axes_whole
    level no_level clearly_more clearly_less too_little sure_is_not_large not_clear without_interval none_clear
    all_same same_too nothing_compared beside
    sure_intervals sure_uneven sure_no_world sure_single sure_validity sure_nothing_held validity_elsewhere
    no_forecast ask_ablation
    overview_title overview_says mean_of mean_of_those overview_bands short_caption
    assumptions_title sources_counted sizes in_towns regimes_title regime_changed field_changed absent regime_own
    set_here nothing_set own_regimes_caption like_shipped field as_shipped varied_caption low_to_high set_caption
    switches_caption defaults_title defaults_caption parameter switch on off value default range unit source
    again_title again_intro again_own fact_version fact_commit fact_seed fact_scenario files_title files_caption
    validity_title validity_counted validity_rule validity_straddles validity_outside validity_outside_caption
    validity_inside
    validity_inside_caption validity_unsaid validity_unsaid_caption figure known model side under used_as why below
    above inside
    states_title states_intro states_caption contrasts_title contrasts_intro contrasts_brackets contrasts_caption
    per_hour_title per_hour_intro
    per_hour_caption regime indicator
    sustainable_title sustainable_none sustainable_intro sustainable_counted sustainable_same money_counts
    sustainable_plot sustainable_caption ledger measure
    is_sustainable difference position trend
    ledgers_title ledgers_intro ledger_caption ledger_trust ledger_evidence ledger_hours trust_people trust_services
    balance_beyond balance_as_run balance_nobody evidence_says hours_says
    twins_title twins_intro twins_none twins_caption gap_says gap_not_clear gap_single gap_nothing gap_nobody
    gap_nobody_under correlation_title correlation_says
    pictures_title pictures_intro contrasts_plot contrasts_everyone_plot overview_everyone_title
    overview_everyone_says
    validity_plot oecd_title profile_title clear_counted none_counted bars_by_themselves marks_by_themselves
    other_veterans nobody_under nobody_shown lives_title lives_intro lives_pick
    varied spans no_values crossing_says no_crossing crossing_single cannot_cross crossings_title crossings_intro
    points_title points_caption
    point rows_left_out sweep_hangs_on
    missing_from_services missing_always ablation_title taken_away parts_do_not_add minus not_defined value_stands
    difference_stands
    no_clear_difference single_stands nothing_stands nothing_carries nothing_carries_single most_carried carried_title
    carried_intro carried_caption inert what_it_does carries against moves
    unclear taken stands without carried share_carried
    decomposition_title parts_are every_mixture equal_hours_are decomposition_undefined decomposition_single
    decomposition_nothing decomposition_not_clear most_is largest_is no_part_clear clear_parts parts_against
    unclear_parts nothing_parts parts_title parts_caption part bound worth_title worth_intro worth_caption worth
    all_parts share_of_it first_in last_in as_run_title equal_hours_title hours_used together_title
    together_intro together_caption together_worth other_part none_together
    morris_means sobol_means sensitivity_size sensitivity_ranges not_everywhere same_everywhere no_index matters_most
    indices_title indices_intro indices_caption factor flags
    challenge_size challenge_ranges challenge_sure challenge_holds challenge_short challenge_reversed challenge_not_read
    turned_reversed turned_missed turned_unread turned_nowhere turned_at turned_how
    box_confirmed box_not_confirmed box_empty box_covers box_everywhere boxes_title boxes_intro boxes_caption no_boxes
    boxes_says boxes_none_says limits found_points found_density fresh_points fresh_density fresh_coverage confirmed
    challenge_over challenge_size_draws challenge_over_hangs_on challenge_sure_draws challenge_clear_means
    turned_nowhere_draws turned_everywhere turned_everywhere_draws turned_clear turned_clear_of box_without_limits
    flip_nearest flip_none flip_back_nearest flip_back_none flip_away flips_title flips_intro flips_caption no_flips
    distance
    patterns_question patterns_counted patterns_power nothing_conditional nothing_held conditional_on patterns_hang_on
    patterns_defaults
    patterns_sets patterns_rule patterns_title patterns_caption pattern whose claim verdict depends_on worlds_needed
    number mean asked at_least at_most within outcome
    worlds pattern_caption
    fit_inside fit_covered fit_identified fit_unidentified fit_rival fit_rule fit_hangs_on fit_ended_acceptance fit_ended_budget
    fit_size fit_sure fit_figures_title fit_figures_intro fit_figures_caption fit_prior_says fit_model_says
    fit_parameters_title fit_parameters_intro fit_parameters_caption fit_prior fit_posterior fit_median fit_medoid
    fit_says_something fit_pairs_title fit_pairs_says
    uncertain_rule uncertain_title uncertain_hangs_on uncertain_size uncertain_says uncertain_nothing uncertain_than
    uncertain_difference uncertain_above uncertain_luck uncertain_caption uncertain_prior uncertain_share_is
    given_title given_intro given_caption given_share given_told given_yes given_no given_of sure_draws many_intervals
    test_mean test_ended test_hangs_on test_error test_luck test_rule test_plot test_plot_says test_title test_hypothesis test_needed
    test_claim_verdict test_caption test_looks_caption test_spent_holds test_spent_fails test_more
    claimed_title claimed_rule claimed_says claimed_direction_says claimed_within claimed_nothing claimed_caption
    claimed_number claimed_direction claimed_passed claimed_all
    test_over test_ended_draws test_error_draws test_over_sure test_fails_opposite test_fails_other_side
    test_fails_smaller test_fails_further test_at_seen test_at_seen_draws test_draws test_needed_draws
    picture_left_out
}

impl Texts {
    /// What something is called that has this name in files; as `otherwise` says, where the language has no other word.
    pub(in super::super) fn name(&self, name: &str, otherwise: &'static str) -> &'static str {
        self.names.iter().find(|(known, _)| *known == name).map_or(otherwise, |(_, called)| called)
    }
}
