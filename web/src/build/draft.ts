// A regime that is being written: the one it starts from, and the fields that differ from that.

import type { About, FieldRow, Fields, FieldValue } from "../model/protocol";
import type { RegimeSetup } from "../state/setup";
import { hasText } from "../texts";
import { regimeName } from "../ui/names";

export interface Draft {
  name: string;
  like: string;
  fields: Record<string, FieldValue>;
}

/** Written for a field that is to be absent. */
export const ABSENT = "none";

/** The field that brings a worker. */
const BRINGS_WORKER = "directiveness";
const LONGEST_NAME = 40;

export const fieldsOf = (about: About, like: string): Fields => about.regimes.find((one) => one.name === like)?.fields ?? {};

/** The value that a field has in a draft; undefined: it is absent. */
export function valueOf(about: About, draft: Draft, name: string): FieldValue | undefined {
  const own = draft.fields[name];
  if (own === ABSENT) return undefined;
  return own ?? fieldsOf(about, draft.like)[name];
}

const isSame = (a: FieldValue | undefined, b: FieldValue | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A draft with another value of a field. What is as in the regime it starts from is not written. */
export function withValue(about: About, draft: Draft, name: string, value: FieldValue | undefined): Draft {
  const base = fieldsOf(about, draft.like);
  const fields = { ...draft.fields };
  if (isSame(value, base[name])) delete fields[name];
  else fields[name] = value ?? ABSENT;
  return name === BRINGS_WORKER ? withWorker(about, { ...draft, fields }) : { ...draft, fields };
}

/** What goes with a worker comes and goes with the worker. */
function withWorker(about: About, draft: Draft): Draft {
  const there = valueOf(about, draft, BRINGS_WORKER) !== undefined;
  const fields = { ...draft.fields };
  for (const row of about.fields.filter((one) => one.needed === "with_worker")) {
    if (!there) delete fields[row.name];
    else if (fieldsOf(about, draft.like)[row.name] === undefined && fields[row.name] === undefined) {
      fields[row.name] = about.regimes.flatMap((one) => one.fields?.[row.name] ?? [])[0] ?? row.range?.low ?? 0;
    }
  }
  return { ...draft, fields };
}

/** Whether a field has a place in the form now. */
export function isShown(about: About, draft: Draft, row: FieldRow): boolean {
  return row.needed !== "with_worker" || valueOf(about, draft, BRINGS_WORKER) !== undefined;
}

/** A value to begin with where a field that was absent is to be there. */
function firstValue(about: About, row: FieldRow): FieldValue {
  const used = about.regimes.flatMap((one) => one.fields?.[row.name] ?? [])[0];
  return used ?? row.words[0] ?? row.range?.low ?? 0;
}

/** What a field goes back to: as in the regime that the draft starts from, else a value to begin with. */
export const startOf = (about: About, draft: Draft, row: FieldRow): FieldValue => fieldsOf(about, draft.like)[row.name] ?? firstValue(about, row);

export type NameProblem = "none" | "taken";

/** What is wrong with a name as it is typed: nothing is left of it, or another regime is called so. */
export function nameProblem(about: About, typed: string): NameProblem | undefined {
  const name = plainName(typed);
  if (name === "") return "none";
  const isTaken = hasText(`regime.${name}`) || about.regimes.some((one) => [one.name, plainName(regimeName(one.name))].includes(name));
  return isTaken ? "taken" : undefined;
}

/** What spreadsheets and statistics programs take for a number, a date, or nothing; the program refuses such names. */
const READ_OTHERWISE = /^(?:\d|(?:nan?|null|nil|none|inf(?:inity)?|true|false|yes|no)$|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-?\d*$)/;

/** A name that all programs read: small letters, digits and hyphens, and no name that is taken. */
export function safeName(wanted: string, taken: string[]): string {
  const plain = plainName(wanted);
  const name = plain === "" ? "my-own" : READ_OTHERWISE.test(plain) ? `my-${plain}` : plain;
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n += 1) if (!taken.includes(`${name}-${n}`)) return `${name}-${n}`;
}

const plainName = (wanted: string): string =>
  wanted
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST_NAME - 3)
    .replace(/-+$/, "");

/** The draft as a regime of a setup, with a safe name. */
export function regimeOf(about: About, draft: Draft): RegimeSetup {
  const taken = about.regimes.map((one) => one.name);
  return { name: safeName(draft.name, taken), like: draft.like, fields: draft.fields };
}
