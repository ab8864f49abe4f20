// What the page asks of the model, and what it answers: the types of wasm/src/page.

export type Request =
  | { do: "about" }
  | { do: "check"; scenario: string }
  | { do: "run"; scenario: string; regime: number; replicate: number }
  | { do: "gather"; scenario: string }
  | { do: "findings"; populations: string[]; indicators: string[] }
  | { do: "town"; scenario: string; regime: number; replicate: number; every: number }
  | { do: "life"; scenario: string; regime: number; replicate: number; person: number; language: string }
  | { do: "pick"; scenario: string; regime: number; replicate: number; kind: PersonKind };

export type PersonKind = "veteran" | "dropout" | "never_entered" | "giver";

/** A row of a table of the model. */
export interface Row {
  name: string;
  meaning: string;
}

export interface ParameterRow extends Row {
  unit: string;
  default: number;
  low: number;
  high: number;
  whole: boolean;
  source: string;
  plausible_low: number;
  plausible_high: number;
}

export interface SwitchRow extends Row {
  default: boolean;
  /** Whether it turns a mechanism on or off; else it is a control. */
  mechanism: boolean;
}

export interface SizeRow extends Row {
  default: number;
  low: number;
  high: number;
  unit: string;
}

export interface FieldRow extends Row {
  words: string[];
  /** Whether several of the words may be chosen. */
  several: boolean;
  range: { low: number; low_in_group: number; high: number; unit: string; whole: boolean } | null;
  needed: "always" | "with_worker" | "or_none" | "optional";
}

export interface IndicatorRow extends Row {
  unit: string;
}

export type FieldValue = string | string[] | number;
export type Fields = Record<string, FieldValue>;

export interface ShippedRegime {
  name: string;
  summary: string;
  /** Null: a world without helping networks. */
  fields: Fields | null;
}

export interface About {
  version: string;
  parameters: ParameterRow[];
  switches: SwitchRow[];
  sizes: SizeRow[];
  fields: FieldRow[];
  indicators: IndicatorRow[];
  populations: Row[];
  regimes: ShippedRegime[];
}

/** All that is wrong with a scenario, or what it is. */
export type Checked =
  | { problems: string }
  | {
      problems?: undefined;
      question: string;
      seed: number;
      people: number;
      weeks: number;
      burn_in_weeks: number;
      record_every_weeks: number;
      replicates: number;
      regimes: { name: string; fields: Fields | null }[];
      hash: string;
      resolved: string;
    };

/** Over worlds; a bound is null for a single world, a mean where the indicator is not defined. */
export interface Estimate {
  mean: number | null;
  low: number | null;
  high: number | null;
  n: number;
}

export interface Series {
  population: string;
  indicator: string;
  /** By regime: one value a recorded week. */
  regimes: { mean: (number | null)[]; low: (number | null)[]; high: (number | null)[]; horizon: Estimate | null }[];
}

/** regime − reference, as run. */
export interface Contrast {
  regime: number;
  reference: number;
  population: string;
  indicator: string;
  difference: Estimate;
}

/** (regime − reference) − (other_regime − other_reference), as run. */
export interface Interaction {
  regime: number;
  reference: number;
  other_regime: number;
  other_reference: number;
  fields: string[];
  other_fields: string[];
  population: string;
  indicator: string;
  difference: Estimate;
}

export interface Account {
  ledger: string;
  account: string;
  cause: string;
  object: string;
  unit: string;
}

export interface Findings {
  weeks: number[];
  regimes: string[];
  /** The regime from which the others are told apart. */
  reference: number;
  /** Worlds that are there, by regime. */
  n: number[];
  series: Series[];
  contrasts: Contrast[];
  interactions: Interaction[];
  books: { accounts: Account[]; estimates: Estimate[][] };
  /** Regime, replicate, hash of the final state: those of `mutua run`. */
  hashes: [number, number, string][];
}

/** Somebody's years week by week, from week 0. */
export interface Weeks {
  trust_in_people: number[];
  trust_in_services: number[];
  empowerment: number[];
  dependence: number[];
  burden: number[];
  /** 0 no life problem yet, 1 in need, 2 recovered. */
  need: number[];
  member: boolean[];
  waiting: boolean[];
  hash: string;
}

/** A story as the model tells it, in the reader's language. */
export interface StoryText {
  title: string;
  paragraphs: string[];
  /** Where it comes from, in brackets, so that it can be told again. */
  source: string;
}

export interface LifeAnswer extends StoryText {
  /** The week in which the two lives part; null if they are one and the same. */
  parts: number | null;
  here: Weeks;
  /** The same person in the world without helping networks. */
  there: Weeks;
}

export type Picked = { person: number; of: number } | null;
