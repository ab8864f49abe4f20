// The keys and values of an address, each read once and checked; what is wrong is gathered.

import type { Key } from "../texts";

/** What was wrong, to be said in the reader's language. */
export interface Problem {
  key: Key;
  values: Record<string, string | number>;
}

export class Pairs {
  readonly problems: Problem[] = [];
  /** All keys that were asked for. */
  readonly known = new Set<string>();
  private readonly values = new Map<string, string>();

  constructor(code: string) {
    for (const part of code.split("&").filter((one) => one !== "")) {
      const at = part.indexOf("=");
      const key = decoded(part.slice(0, at));
      const value = decoded(part.slice(at + 1));
      if (at < 1 || key === undefined || value === undefined) this.wrong({ key: "address.malformed", values: { part: short(part) } });
      else if (this.values.has(key)) this.wrong({ key: "address.twice", values: { name: short(key) } });
      else this.values.set(key, value);
    }
  }

  wrong(problem: Problem): void {
    this.problems.push(problem);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  text(key: string): string | undefined {
    this.known.add(key);
    return this.values.get(key);
  }

  keys(): string[] {
    return [...this.values.keys()];
  }

  unread(): string[] {
    return this.keys().filter((key) => !this.known.has(key));
  }

  word<T extends string>(key: string, words: readonly T[], first: T): T {
    const text = this.text(key);
    if (text === undefined) return first;
    const found = words.find((word) => word === text);
    if (found === undefined) this.wrong({ key: "address.word", values: { name: key, value: short(text), help: nearest(text, words) } });
    return found ?? first;
  }

  /** The name of something, as mutua allows names. */
  name(key: string): string | null {
    const text = this.text(key);
    if (text === undefined) return null;
    if (!isName(text)) this.wrong({ key: "address.name", values: { name: key, value: short(text) } });
    return text;
  }

  whole(key: string, low: number, high: number, first: number): number {
    return this.number(key, low, high, first, true);
  }

  number(key: string, low: number, high: number, first: number, whole = false): number {
    const text = this.text(key);
    if (text === undefined) return first;
    const value = numberOf(text);
    if (value === undefined) this.wrong({ key: "address.number", values: { name: key, value: short(text) } });
    else if (value < low || value > high) this.wrong({ key: "address.range", values: { name: key, value: short(text), low: String(low), high: String(high) } });
    else if (whole && !Number.isInteger(value)) this.wrong({ key: "address.whole", values: { name: key, value: short(text) } });
    return value ?? first;
  }

  /** Numbers with commas between them, from 0 to `high`. */
  numbers(key: string, least: number, most: number, high: number): number[] | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const found = text.split(",").map(numberOf);
    const good = found.filter((one): one is number => one !== undefined && one >= 0 && one <= high);
    if (good.length === found.length && good.length >= least && good.length <= most) return good;
    this.wrong({ key: "address.list", values: { name: key, value: short(text) } });
    return undefined;
  }
}

export const isName = (text: string): boolean => /^[a-z0-9_][a-z0-9_-]{0,39}$/.test(text);

/** No blanks, no words, no number that other programs would not read. */
export const numberOf = (text: string): number | undefined =>
  /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/.test(text) ? Number(text) : undefined;

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Which of these names was probably meant; empty if none is near. */
export function nearest(name: string, known: Iterable<string>): string {
  const near = [...known].map((one) => ({ one, steps: distance(name.slice(0, 60), one) }));
  const best = near.sort((a, b) => a.steps - b.steps)[0];
  return best !== undefined && best.steps <= Math.max(1, Math.min(4, name.length / 2)) ? best.one : "";
}

/** How many letters are to be put in, taken out or changed from one to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
