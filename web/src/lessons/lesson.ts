// What a lesson is: plain data. Its words are in the texts, under `lesson.NAME.…`; nothing here or there states a result.

import { FIRST_SETUP, type RegimeSetup, type Setup } from "../state/setup";

/** An indicator of a population. */
export interface What {
  population: string;
  indicator: string;
}

/** What is made otherwise than in the lesson's own runs. */
export interface Change {
  people?: number;
  replicates?: number;
  parameters?: Record<string, number>;
  switches?: Record<string, boolean>;
}

/** Something that is more, less, or not clearly either. Regimes are named. */
export type Measure =
  | { kind: "difference"; regime: string; reference: string; what: What }
  /** What one difference adds to another: (a − b) − (c − d), as the model finds it in a design of two by two. */
  | { kind: "interaction"; what: What }
  /** A difference between regimes in the last variant, beside the same in the first. */
  | { kind: "variants"; regime: string; reference: string; what: What }
  /** One person's value at the end of the first life, beside the second. */
  | { kind: "lives" };

/** What the reader says before the model runs. */
export type Expectation =
  | { kind: "choice"; measure: Measure }
  /** From the highest to the lowest. */
  | { kind: "order"; regimes: string[]; what: What }
  /** A value for each point of a dose: regimes, or variants of one regime. */
  | { kind: "curve"; what: What; points: Points; start: number; range: [number, number] }
  /** A line over the years. */
  | { kind: "line"; regime: string; what: What }
  /** Of a hundred units of trust that are staked, how many are burned. */
  | { kind: "share"; object: LedgerObject; regimes: string[] };

export type LedgerObject = "services" | "people_in_general";

/** The points of a dose on an axis. */
export type Points = { of: "regimes"; regimes: string[]; at: number[] } | { of: "variants"; regime: string };

export type Figure =
  | { kind: "lines"; what: What }
  | { kind: "dose"; what: What; points: Points; more?: string[] }
  | { kind: "bars"; whats: What[]; regimes: string[]; reference: string }
  | { kind: "flow"; object: LedgerObject; regimes: string[] }
  | { kind: "lives" };

/** A sentence that is made of numbers. */
export type Claim =
  | Measure
  | { kind: "highest"; regimes: string[]; what: What }
  | { kind: "dose"; regimes: string[]; what: What }
  | { kind: "burned"; regimes: string[]; object: LedgerObject }
  | { kind: "stock"; regimes: string[]; object: LedgerObject };

/** Something that the answer may hang on. `off`: a mechanism is switched off; else something is made otherwise. */
export interface Hang {
  name: string;
  off: boolean;
  change: Change;
}

export interface Lesson {
  name: string;
  minutes: number;
  setup: Partial<Setup>;
  /** The same setup at several values of a parameter, run one after the other. */
  variants?: { parameter: string; values: number[] };
  /** The two doors through which one person is followed. */
  doors?: [string, string];
  expectation: Expectation | null;
  figures: Figure[];
  /** The first is the lesson's answer, which is told again for what is switched off. */
  claims: Claim[];
  hangs: Hang[];
  /** Parameters on which the answer rests, whose sources are told. */
  assumed: string[];
  /** What is looked at when the reader goes on. */
  shown: What;
  /** Where the lesson ends. */
  leads: "play" | "build";
}

export type Step = "question" | "expect" | "run" | "hangs" | "assumed" | "go";

/** The steps of a lesson: what it has no data for is left out. */
export function stepsOf(lesson: Lesson): Step[] {
  const steps: [Step, boolean][] = [
    ["question", true],
    ["expect", lesson.expectation !== null],
    ["run", lesson.figures.length > 0],
    ["hangs", lesson.hangs.length > 0],
    ["assumed", lesson.assumed.length > 0],
    ["go", lesson.assumed.length === 0],
  ];
  return steps.filter(([, there]) => there).map(([step]) => step);
}

export const like = (name: string, like: string, fields: RegimeSetup["fields"] = {}): RegimeSetup => ({ name, like, fields });

/** The setup of a lesson, with a change. */
export function setupOf(lesson: Lesson, change: Change = {}): Setup {
  const own: Setup = { ...FIRST_SETUP, ...lesson.setup };
  return {
    ...own,
    people: change.people ?? own.people,
    replicates: change.replicates ?? own.replicates,
    parameters: { ...own.parameters, ...change.parameters },
    switches: { ...own.switches, ...change.switches },
  };
}

/** All setups that a lesson runs: one, or one a variant. */
export function setupsOf(lesson: Lesson, change: Change = {}): Setup[] {
  const { variants } = lesson;
  if (variants === undefined) return [setupOf(lesson, change)];
  return variants.values.map((value) => {
    const parameters = { [variants.parameter]: value, ...change.parameters };
    return setupOf(lesson, { ...change, parameters });
  });
}

const whatsOf = (part: Claim | Figure | Expectation): What[] => {
  if ("measure" in part) return whatsOf(part.measure);
  if ("whats" in part) return part.whats;
  return "what" in part ? [part.what] : [];
};

/** What the model is asked about a lesson's runs. */
export function askedOf(lesson: Lesson): { populations: string[]; indicators: string[] } {
  const parts = [...lesson.claims, ...lesson.figures, ...(lesson.expectation ? [lesson.expectation] : [])];
  const whats = [...parts.flatMap(whatsOf), lesson.shown];
  return {
    populations: [...new Set(whats.map((one) => one.population))],
    indicators: [...new Set(whats.map((one) => one.indicator))],
  };
}
