//! The one table of switches: what can be turned off, and what a control throws.

/// What a switch is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwitchRole {
    /// It turns a mechanism on or off, which an ablation takes away.
    Mechanism,
    /// Thrown, it shows what an analysis says where there is nothing to say: an ablation leaves it alone.
    Control,
}

/// One row of the table of switches.
#[derive(Clone, Copy, Debug)]
pub struct SwitchRow {
    /// The name used in scenarios, in `--set` and as field of [`Switches`].
    pub name: &'static str,
    /// Position when the scenario says nothing.
    pub default: bool,
    /// Mechanism or control.
    pub role: SwitchRole,
    /// What is on when it is on.
    pub meaning: &'static str,
}

macro_rules! switches {
    ($( $meaning:literal $name:ident: $default:literal, $role:ident; )*) => {
        /// The position of every switch in one world. Fields are those of [`SWITCHES`], in its order.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(clippy::struct_excessive_bools, reason = "a table of switches is a table of booleans")]
        pub struct Switches { $( #[doc = $meaning] pub $name: bool, )* }

        /// The one table of switches, in the order of the documentation.
        pub const SWITCHES: &[SwitchRow] = &[ $( SwitchRow {
            name: stringify!($name), default: $default, role: SwitchRole::$role, meaning: $meaning,
        }, )* ];

        impl Default for Switches {
            fn default() -> Self { Self { $( $name: $default, )* } }
        }

        impl Switches {
            /// The position of the switch called `name`; `None` if there is no such switch.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<bool> {
                match name { $( stringify!($name) => Some(self.$name), )* _ => None }
            }

            /// The switch called `name`, to be thrown; `None` if there is no such switch.
            pub fn get_mut(&mut self, name: &str) -> Option<&mut bool> {
                match name { $( stringify!($name) => Some(&mut self.$name), )* _ => None }
            }
        }
    };
}

switches! {
    "Willingness answers to trust in the asker; off: to the prior instead."
    direct_reciprocity: true, Mechanism;
    "Willingness answers to help received and given; off: as if in balance."
    upstream_reciprocity: true, Mechanism;
    "Willingness answers to trust in people in general; off: to its prior."
    generalised_reciprocity: true, Mechanism;
    "Episodes are told to one listener."
    hearsay: true, Mechanism;
    "Seeking answers to present trust; off: to the prior."
    seek_by_trust: true, Mechanism;
    "Entering a group takes confidence to speak (empowerment)."
    confidence_to_speak: true, Mechanism;
    "Others present may catch an insight that they need."
    bystanders: true, Mechanism;
    "An insight voiced by two members becomes the group's repertoire and greets newcomers."
    repertoire: true, Mechanism;
    "Seeing a member recover or worsen is evidence for those present."
    hope: true, Mechanism;
    "Giving relieves the giver's own burden."
    giver_relief: true, Mechanism;
    "Giving lets the giver find an own insight."
    giver_insights: true, Mechanism;
    "Giving is evidence for the giver's empowerment."
    giver_competence: true, Mechanism;
    "A network around one person without progress recruits; a community network invites residents."
    recruiting: true, Mechanism;
    "A guide finds among those present one more likely to know, and tries again when felt help is low."
    matching: true, Mechanism;
    "Private insights may come to light in dialogue."
    private_insights: true, Mechanism;
    "An unneeded insight may be adopted by mistake."
    mistakes: true, Mechanism;
    "Workers learn insights by listening and from what became public."
    worker_learning: true, Mechanism;
    "Workers learn facilitation by practising it, and their own empowerment bears on it."
    worker_practice: true, Mechanism;
    "Recovered members of a plural or community network may stay as givers; off: they leave."
    veterans_stay: true, Mechanism;
    "New ties form between co-members, with those recruited and in civic acts."
    tie_forming: true, Mechanism;
    "Empowered, trusting, reciprocating people act outside."
    civic_acts: true, Mechanism;
    "A civic act may make an insight public, which greets newcomers and workers."
    public_insights: true, Mechanism;
    "Community networks act as a group once they have pooled experience, else drift towards the worker."
    group_acts: true, Mechanism;
    "People in need who depend on professionals turn less to their ties."
    dependence_crowds_out: true, Mechanism;
    "What was announced is what is expected; off: the promise is forgotten."
    promise: true, Mechanism;
    "Waiting is felt as a refusal by services."
    waiting_felt: true, Mechanism;
    "Trust in a tie begins above trust in people in general, by where the tie comes from."
    tie_priors: true, Mechanism;
    "Ties that are not kin are lost by chance, and acquaintances are made."
    tie_turnover: true, Mechanism;
    "Somebody of the kin of who is struck may take on a part of the burden, and lives the problem too."
    carers: true, Mechanism;
    "People leave, and newcomers take their places, as chance has it in every world."
    people_move: true, Mechanism;
    "Each episode has a pace of its own, at which its burden drifts."
    paces: true, Mechanism;
    "Some people have more needed insights at onset than others."
    uneven_insights: true, Mechanism;
    "People differ in the help that they hope for at entry; off: all hope for the same."
    hopes_differ: true, Mechanism;
    "Members are more likely to leave a meeting of strangers; off: who is there does not matter."
    leave_strangers: true, Mechanism;
    "Recovered clients who depend on the professional stay on, and former clients are sooner back at the desk; off: they leave at once."
    dependence_holds: true, Mechanism;
    "Acting outside takes civic skill, which speaking in front of several practises; off: it takes none."
    civic_skills: true, Mechanism;
    "A close group that works on its members' own lives may come to act outside, too; off: it never does."
    purpose_overflows: true, Mechanism;
    "A success without a say is evidence against oneself (Illich's reading of the empowerment paradox); off: evidence in proportion to voice."
    illich_attribution: false, Mechanism;
    "Recovered members take turns too, about keeping well; off: only members in need do."
    everybody_takes_turns: true, Mechanism;
    "A turn is put to all present, one after the other, until one agrees; off: to one of them."
    put_to_the_group: true, Mechanism;
    "Those one knows say less about people in general than strangers do; off: as much."
    known_say_less: true, Mechanism;
    "A greeting teaches a few insights at most; off: all that are recognised."
    greeting_cap: true, Mechanism;
    "A meeting without a turn takes no hours of the worker; off: it takes them all."
    paid_when_held: true, Mechanism;
    "A worker who learns from a member has asked for help: the member has given, which is evidence for oneself."
    worker_asks: true, Mechanism;
    "Facilitation is learnt from how each turn was felt; off: from every turn as much."
    practice_felt: true, Mechanism;
    "A control: all help that is given is felt as 1."
    help_always_felt: false, Control;
    "A control: no insights are offered in turns, so that being listened to is all that is left of them."
    comfort_alone: false, Control;
    "A control: one half stands in place of every belief wherever it bears on what people do or get."
    beliefs_idle: false, Control;
    "Help has effects on insights and burden; off, a control: it is only felt."
    help_effect: true, Control;
}
