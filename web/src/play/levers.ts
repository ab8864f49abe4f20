// The levers of the play view, as data: what each moves, in which steps, and how its value is written. Ranges of parameters
// are the plausible ones of the model's own table.

import type { About } from "../model/protocol";
import { type Setup, withField, withValue } from "../state/setup";
import { type Key, number, percent } from "../texts";

export interface Lever {
  id: string;
  group: "help" | "means" | "trust";
  /** A parameter of the model, or a field of one regime. */
  moves: { parameter: string } | { regime: string; field: string; low: number; high: number };
  step: number;
  written: "percent" | "percent_fine" | "number" | "weeks";
}

const PROFESSIONAL = "professional-centred";
const MUTUAL = "mutual-self-help";

export const LEVERS: Lever[] = [
  { id: "professional_prescribes", group: "help", moves: { regime: PROFESSIONAL, field: "directiveness", low: 0, high: 1 }, step: 0.05, written: "percent" },
  { id: "guide_prescribes", group: "help", moves: { regime: MUTUAL, field: "directiveness", low: 0, high: 1 }, step: 0.05, written: "percent" },
  { id: "professional_meets", group: "help", moves: { regime: PROFESSIONAL, field: "meets_every_weeks", low: 1, high: 8 }, step: 1, written: "weeks" },
  { id: "group_meets", group: "help", moves: { regime: MUTUAL, field: "meets_every_weeks", low: 1, high: 8 }, step: 1, written: "weeks" },
  { id: "workers", group: "means", moves: { parameter: "workers_per_1000" }, step: 0.5, written: "number" },
  { id: "seeking", group: "means", moves: { parameter: "seek_per_week" }, step: 0.0001, written: "percent_fine" },
  { id: "voice", group: "trust", moves: { parameter: "voice_loss" }, step: 0.05, written: "percent" },
  { id: "stake", group: "trust", moves: { parameter: "stake_life" }, step: 0.25, written: "number" },
  { id: "hope", group: "trust", moves: { parameter: "hope_stake" }, step: 0.25, written: "number" },
  { id: "hearsay", group: "trust", moves: { parameter: "hearsay_weight" }, step: 0.005, written: "percent_fine" },
];

/** A lever with all that is known of it in a setup. */
export interface Held {
  lever: Lever;
  value: number;
  first: number;
  low: number;
  high: number;
  /** Where its default comes from. */
  source: Key;
  /** The setup with another value of it. */
  moved(value: number): Setup;
}

/** Undefined where the setup has no regime that it could move. */
export function held(lever: Lever, setup: Setup, about: About): Held | undefined {
  const { moves } = lever;
  if ("parameter" in moves) {
    const row = about.parameters.find((one) => one.name === moves.parameter);
    if (row === undefined) return undefined;
    return {
      lever,
      value: setup.parameters[row.name] ?? row.default,
      first: row.default,
      low: row.plausible_low,
      high: row.plausible_high,
      source: sourceOf(row.source),
      moved: (value) => withValue(setup, "parameters", row.name, value, row.default),
    };
  }
  const { regime, field, low, high } = moves;
  const now = setup.regimes.find((one) => one.name === regime);
  const first = about.regimes.find((one) => one.name === now?.like)?.fields?.[field];
  if (now === undefined || typeof first !== "number") return undefined;
  const value = now.fields[field] ?? first;
  return {
    lever,
    value: typeof value === "number" ? value : first,
    first,
    low,
    high,
    source: "lever.source_structure",
    moved: (value) => withField(setup, regime, field, value, first),
  };
}

/** The table of the model says "assumed", or how a figure was found; anything else is a source of its own. */
function sourceOf(source: string): Key {
  if (!source.startsWith("assumed")) return "lever.source_seen";
  return source.includes("found by a search") ? "lever.source_searched" : "lever.source_assumed";
}

export function leverText(lever: Lever, value: number): string {
  if (lever.written === "percent") return percent(value);
  if (lever.written === "percent_fine") return percent(value, lever.step < 0.001 ? 2 : 1);
  const digits = lever.step < 0.5 ? 2 : 1;
  return number(value, Number.isInteger(value) ? 0 : digits);
}
