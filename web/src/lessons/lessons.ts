// The lessons, in their order. A further one is an object here and texts under `lesson.NAME.…`.

import { SHIPPED_FOUR, shipped } from "../state/setup";
import { type Lesson, like, type What } from "./lesson";

const struck = (indicator: string): What => ({ population: "struck", indicator });
const everyone = (indicator: string): What => ({ population: "everyone", indicator });

/** In how many turns the professional prescribes. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];
const PRESCRIBES = SHARES.map((share) => like(`prescribes-${share * 100}`, "professional-centred", { directiveness: share }));
const prescribes = PRESCRIBES.map((one) => one.name);

/** Alone and in a group, as in the program's scenario two-by-two: the cells differ in nothing else. */
const ALONE = { facilitation: 0.7, meetings_agreed: "none", catchment: 20000 };
const GROUP = { ...ALONE, aim: "plural", present: "peers", capacity: 12, turns_per_meeting: 11 };
const TWO_BY_TWO = ["prescribing-alone", "listening-alone", "prescribing-group", "listening-group"];

export const LESSONS: Lesson[] = [
  {
    name: "two-doors",
    minutes: 8,
    setup: { regimes: ["none", "professional-centred", "mutual-self-help"].map(shipped) },
    doors: ["professional-centred", "mutual-self-help"],
    expectation: { kind: "choice", measure: { kind: "lives" } },
    figures: [{ kind: "lives" }, { kind: "lines", what: struck("generalised_trust") }],
    claims: [
      { kind: "lives" },
      { kind: "difference", regime: "mutual-self-help", reference: "professional-centred", what: struck("generalised_trust") },
      { kind: "difference", regime: "mutual-self-help", reference: "professional-centred", what: struck("recovered") },
    ],
    hangs: [
      { name: "voice", off: true, change: { parameters: { voice_loss: 0 } } },
      { name: "overflow", off: true, change: { switches: { purpose_overflows: false } } },
    ],
    assumed: ["voice_loss", "voice_expected", "same_shoes", "stake_life", "stake_shared"],
    shown: struck("generalised_trust"),
    leads: "play",
  },
  {
    name: "who-decides",
    minutes: 8,
    setup: { regimes: [shipped("none"), ...PRESCRIBES] },
    expectation: {
      kind: "curve",
      what: struck("institutional_trust"),
      points: { of: "regimes", regimes: prescribes, at: SHARES },
      start: 0.5,
      range: [0.4, 0.6],
    },
    figures: [{ kind: "dose", what: struck("institutional_trust"), points: { of: "regimes", regimes: prescribes, at: SHARES }, more: ["none"] }],
    claims: [
      { kind: "dose", regimes: prescribes, what: struck("institutional_trust") },
      { kind: "difference", regime: "prescribes-100", reference: "none", what: struck("institutional_trust") },
      { kind: "dose", regimes: prescribes, what: struck("recovered") },
    ],
    hangs: [
      { name: "voice", off: true, change: { parameters: { voice_loss: 0 } } },
      { name: "textbook", off: false, change: { parameters: { needed_textbook: 16, needed_experiential: 8, needed_private: 0 } } },
    ],
    assumed: ["voice_loss", "voice_expected", "missed_factor", "burned_weight", "needed_textbook", "needed_experiential", "needed_private"],
    shown: struck("institutional_trust"),
    leads: "play",
  },
  {
    name: "alone-or-together",
    minutes: 10,
    setup: {
      people: 2000,
      replicates: 8,
      regimes: [
        shipped("none"),
        like("prescribing-alone", "professional-centred", ALONE),
        like("listening-alone", "professional-centred", { ...ALONE, directiveness: 0 }),
        like("prescribing-group", "professional-centred", GROUP),
        like("listening-group", "professional-centred", { ...GROUP, directiveness: 0 }),
      ],
      parameters: { workers_per_1000: 0.6, worker_hours: 60, caseload: 1000 },
      switches: { confidence_to_speak: false },
    },
    expectation: { kind: "choice", measure: { kind: "interaction", what: struck("generalised_trust") } },
    figures: [
      {
        kind: "bars",
        whats: [struck("generalised_trust"), struck("institutional_trust"), struck("recovered")],
        regimes: TWO_BY_TWO,
        reference: "none",
      },
    ],
    claims: [
      { kind: "interaction", what: struck("generalised_trust") },
      { kind: "difference", regime: "listening-alone", reference: "prescribing-alone", what: struck("generalised_trust") },
      { kind: "difference", regime: "listening-group", reference: "listening-alone", what: struck("generalised_trust") },
      { kind: "interaction", what: struck("institutional_trust") },
    ],
    hangs: [
      { name: "overflow", off: true, change: { switches: { purpose_overflows: false } } },
      { name: "put", off: true, change: { switches: { put_to_the_group: false } } },
      { name: "town", off: false, change: { people: 20000, replicates: 3 } },
    ],
    assumed: ["same_shoes", "stake_keeping_well", "stake_known", "overflow", "willing_meeting"],
    shown: struck("generalised_trust"),
    leads: "play",
  },
  {
    name: "a-promise",
    minutes: 7,
    setup: {
      regimes: [
        shipped("none"),
        shipped("professional-centred"),
        shipped("pseudo-participatory"),
        shipped("listening-professional"),
        like("promise-kept", "listening-professional", { announced_voice: 1 }),
      ],
    },
    expectation: { kind: "line", regime: "pseudo-participatory", what: struck("institutional_trust") },
    figures: [{ kind: "lines", what: struck("institutional_trust") }],
    claims: [
      { kind: "difference", regime: "pseudo-participatory", reference: "professional-centred", what: struck("institutional_trust") },
      { kind: "difference", regime: "promise-kept", reference: "listening-professional", what: struck("institutional_trust") },
      { kind: "difference", regime: "pseudo-participatory", reference: "professional-centred", what: struck("recovered") },
    ],
    hangs: [
      { name: "promise", off: true, change: { switches: { promise: false } } },
      { name: "burned", off: false, change: { parameters: { burned_weight: 1 } } },
    ],
    assumed: ["voice_expected", "voice_loss", "burned_weight", "hearsay_weight"],
    shown: struck("institutional_trust"),
    leads: "play",
  },
  {
    name: "the-ledger",
    minutes: 10,
    setup: { regimes: SHIPPED_FOUR.map(shipped) },
    expectation: { kind: "share", object: "services", regimes: ["professional-centred", "case-centred", "mutual-self-help"] },
    figures: [{ kind: "flow", object: "services", regimes: ["professional-centred", "case-centred", "mutual-self-help", "none"] }],
    claims: [
      { kind: "burned", regimes: ["professional-centred", "case-centred", "mutual-self-help"], object: "services" },
      { kind: "stock", regimes: ["professional-centred", "case-centred", "mutual-self-help", "none"], object: "services" },
    ],
    hangs: [
      { name: "voice", off: true, change: { parameters: { voice_loss: 0 } } },
      { name: "hearsay", off: true, change: { switches: { hearsay: false } } },
    ],
    assumed: ["stake_life", "missed_factor", "burned_weight", "evidence_fading", "hearsay_weight"],
    shown: struck("institutional_trust"),
    leads: "play",
  },
  {
    name: "running-out",
    minutes: 10,
    setup: {
      people: 2000,
      weeks: 1560,
      replicates: 4,
      regimes: ["none", "professional-centred", "mutual-self-help"].map(shipped),
    },
    variants: { parameter: "workers_per_1000", values: [0.5, 1.5, 4] },
    expectation: {
      kind: "curve",
      what: everyone("institutional_trust"),
      points: { of: "variants", regime: "professional-centred" },
      start: 0.5,
      range: [0.4, 0.6],
    },
    figures: [
      {
        kind: "dose",
        what: everyone("institutional_trust"),
        points: { of: "variants", regime: "professional-centred" },
        more: ["mutual-self-help", "none"],
      },
      { kind: "lines", what: everyone("institutional_trust") },
    ],
    claims: [
      { kind: "variants", regime: "professional-centred", reference: "none", what: everyone("institutional_trust") },
      { kind: "difference", regime: "professional-centred", reference: "none", what: everyone("institutional_trust") },
      { kind: "difference", regime: "mutual-self-help", reference: "none", what: everyone("institutional_trust") },
    ],
    hangs: [
      { name: "waiting", off: true, change: { switches: { waiting_felt: false } } },
      { name: "moving", off: true, change: { switches: { people_move: false } } },
    ],
    assumed: ["evidence_fading", "prior_strength", "moving_per_week", "worker_hours", "waiting_felt_weeks"],
    shown: everyone("institutional_trust"),
    leads: "play",
  },
  {
    name: "professionals-win",
    minutes: 8,
    setup: {
      regimes: SHIPPED_FOUR.map(shipped),
      parameters: { needed_textbook: 12, needed_experiential: 0, needed_private: 0, same_shoes: 0, willing_meeting: 0, voice_expected: 0 },
    },
    expectation: { kind: "order", regimes: SHIPPED_FOUR, what: struck("recovered") },
    figures: [
      {
        kind: "bars",
        whats: [struck("recovered"), struck("institutional_trust"), struck("empowerment"), struck("dependence")],
        regimes: ["professional-centred", "case-centred", "mutual-self-help"],
        reference: "none",
      },
    ],
    claims: [
      { kind: "highest", regimes: SHIPPED_FOUR, what: struck("recovered") },
      { kind: "highest", regimes: SHIPPED_FOUR, what: struck("institutional_trust") },
      { kind: "highest", regimes: SHIPPED_FOUR, what: struck("dependence") },
    ],
    hangs: [
      { name: "say", off: false, change: { parameters: { voice_expected: 0.5 } } },
      { name: "lived", off: false, change: { parameters: { needed_textbook: 6, needed_experiential: 12, needed_private: 6, same_shoes: 0.25 } } },
    ],
    assumed: ["needed_textbook", "needed_experiential", "needed_private", "voice_expected", "same_shoes"],
    shown: struck("recovered"),
    leads: "play",
  },
  {
    name: "your-own",
    minutes: 15,
    setup: {},
    expectation: null,
    figures: [],
    claims: [],
    hangs: [],
    assumed: [],
    shown: struck("generalised_trust"),
    leads: "build",
  },
];

export const lessonOf = (name: string): Lesson | undefined => LESSONS.find((one) => one.name === name);
