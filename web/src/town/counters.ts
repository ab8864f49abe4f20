// What is counted in a town and shown: under its map, in its table, and in the words of its picture. A further one is a row here.

import { type Key, number, t } from "../texts";
import type { Counts } from "./counts";
import { counted } from "./words";

interface Counter {
  of: keyof Counts;
  /** Its name above a column. */
  head: Key;
  digits: number;
  /** With its noun; what has none stands in the table only. */
  said?(value: number): string;
}

export const COUNTERS: Counter[] = [
  { of: "in_need", head: "town.table.need", digits: 0, said: (count) => counted("town.count.need", count) },
  { of: "recovered", head: "town.table.recovered", digits: 0, said: (count) => counted("town.count.recovered", count) },
  { of: "members", head: "town.table.members", digits: 0, said: (count) => counted("town.count.members", count) },
  { of: "supporters", head: "town.table.supporters", digits: 0 },
  { of: "networks", head: "town.table.networks", digits: 0, said: (count) => counted("town.count.networks", count) },
  { of: "trust", head: "town.table.trust", digits: 1, said: (trust) => t("town.count.trust", { trust: number(trust, 1) }) },
];

/** What is counted in a week, each with its noun. */
export const countersSaid = (counts: Counts, place: number): string[] =>
  COUNTERS.flatMap(({ of, said }) => (said === undefined ? [] : [said(counts[of][place] ?? 0)]));

/** The same of a town, in one sentence. */
export const townInWords = (counts: Counts, people: number, place: number): string =>
  t("town.summary", { people, counts: countersSaid(counts, place).join(t("town.and")) });
