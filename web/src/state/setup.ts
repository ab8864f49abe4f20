// What is run: a town, its regimes, and what differs from the defaults. The same as a scenario file, which it can be written as.

import type { FieldValue } from "../model/protocol";

/** A regime: one that mutua ships, or one that is like it but for some fields. */
export interface RegimeSetup {
  name: string;
  /** The shipped regime that it starts from; its own name if nothing is changed. */
  like: string;
  fields: Record<string, FieldValue>;
}

export interface Setup {
  question: string;
  seed: number;
  people: number;
  burn_in_weeks: number;
  weeks: number;
  replicates: number;
  regimes: RegimeSetup[];
  /** Parameters and switches that are not at their defaults. */
  parameters: Record<string, number>;
  switches: Record<string, boolean>;
}

export const SHIPPED_FOUR = ["none", "professional-centred", "case-centred", "mutual-self-help"];

export const shipped = (name: string): RegimeSetup => ({ name, like: name, fields: {} });

/** Four regimes of 1,000 people, five years without services and ten with them. */
export const FIRST_SETUP: Setup = {
  question: "",
  seed: 1,
  people: 1000,
  burn_in_weeks: 260,
  weeks: 520,
  replicates: 12,
  regimes: SHIPPED_FOUR.map(shipped),
  parameters: {},
  switches: {},
};

/** How much a page runs: more of it would keep a browser busy for minutes, or need more memory than a phone has. */
export const PAGE_LIMITS = {
  people: { low: 10, high: 20_000 },
  burn_in_weeks: { low: 0, high: 1_040 },
  weeks: { low: 52, high: 2_080 },
  replicates: { low: 1, high: 100 },
  regimes: { low: 1, high: 8 },
};

const isOwn = (regime: RegimeSetup): boolean => regime.name !== regime.like || Object.keys(regime.fields).length > 0;

/** A text as TOML writes it: as JSON does, but for the one control character that JSON leaves as it is. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

function toml(value: FieldValue | boolean): string {
  if (Array.isArray(value)) return `[${value.map((one) => quoted(one)).join(", ")}]`;
  return typeof value === "string" ? quoted(value) : String(value);
}

/** The scenario file of a setup. */
export function scenarioOf(setup: Setup): string {
  const lines = [
    ...(setup.question === "" ? [] : [`question = ${quoted(setup.question)}`]),
    `seed = ${setup.seed}`,
    `people = ${setup.people}`,
    `burn_in_weeks = ${setup.burn_in_weeks}`,
    `weeks = ${setup.weeks}`,
    `replicates = ${setup.replicates}`,
    // Those of one's own among them: without their names here they would be run after all others, at other places.
    `regimes = ${toml(setup.regimes.map((regime) => regime.name))}`,
  ];
  const table = (head: string, values: Record<string, number | boolean>) => {
    const rows = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
    if (rows.length > 0) lines.push("", `[${head}]`, ...rows);
  };
  table("parameters", setup.parameters);
  table("switches", setup.switches);
  for (const regime of setup.regimes.filter(isOwn)) {
    lines.push("", "[[regime]]", `name = ${toml(regime.name)}`, `like = ${toml(regime.like)}`);
    for (const [field, value] of Object.entries(regime.fields)) lines.push(`${field} = ${toml(value)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Whether a world takes so long that its run is better ended than waited for when something else is asked. */
export const isLarge = (setup: Pick<Setup, "people" | "weeks" | "burn_in_weeks">): boolean =>
  setup.people * (setup.weeks + setup.burn_in_weeks) > 5_000_000;

/** The setup with a value of a parameter or switch; without it, if it is the default. */
export function withValue<T extends "parameters" | "switches">(
  setup: Setup,
  table: T,
  name: string,
  value: Setup[T][string],
  first: Setup[T][string],
): Setup {
  const { [name]: _, ...others } = setup[table] as Record<string, number | boolean>;
  return { ...setup, [table]: value === first ? others : { ...others, [name]: value } };
}

/** The setup with a field of one of its regimes; without it, if the regime has it already. */
export function withField(setup: Setup, regime: string, field: string, value: FieldValue, first: FieldValue | undefined): Setup {
  const regimes = setup.regimes.map((one) => {
    if (one.name !== regime) return one;
    const { [field]: _, ...others } = one.fields;
    return { ...one, fields: value === first ? others : { ...others, [field]: value } };
  });
  return { ...setup, regimes };
}

const isChanged = (regime: RegimeSetup): boolean => regime.name === regime.like && Object.keys(regime.fields).length > 0;

/** How much is not as it comes: parameters, switches and, if they are asked for, fields of shipped regimes. */
export function countChanged(setup: Setup, regimes: boolean): number {
  const fields = regimes ? setup.regimes.filter(isChanged).flatMap((one) => Object.keys(one.fields)).length : 0;
  return Object.keys(setup.parameters).length + Object.keys(setup.switches).length + fields;
}

/** The same town with all of that as it comes; a regime of the reader's own stays. */
export const putBack = (setup: Setup): Setup => ({
  ...setup,
  parameters: {},
  switches: {},
  regimes: setup.regimes.map((one) => (isChanged(one) ? shipped(one.name) : one)),
});
