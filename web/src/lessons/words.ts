// Words of lessons: texts by names that come from data, and numbers as sentences tell them.

import type { About, Estimate } from "../model/protocol";
import { hasText, number, t } from "../texts";
import { differenceNumber, differenceText, distanceText, kindOf, valueText } from "../ui/measure";
import { capital, indicatorName, populationName, regimeName } from "../ui/names";
import type { Change, Lesson, What } from "./lesson";

type Values = Record<string, string | number>;

/** A text by a name that is put together; its key, where there is none: a test finds that. */
export const say = (key: string, values: Values = {}): string => (hasText(key) ? t(key, values) : key);

/** Numbers that texts of a lesson may name: its own, else the model's defaults; `then_…`: those of a change. */
export function valuesOf(about: About, lesson: Lesson, change: Change = {}): Values {
  const written = (prefix: string, numbers: Record<string, number>) =>
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${prefix}${name}`, plain(value)]));
  const defaults = Object.fromEntries(about.parameters.map((row) => [row.name, row.default]));
  return {
    ...written("", { ...defaults, ...lesson.setup.parameters }),
    ...written("then_", change.parameters ?? {}),
    budgets: listed((lesson.variants?.values ?? []).map(plain)),
  };
}

/** The same, or nothing where there is no such text. */
export const sayIf = (key: string, values: Values = {}): string => (hasText(key) ? t(key, values) : "");

/** How far apart, without a sign; what rounds to nothing is told as under the last digit. */
export function gap(indicator: string, distance: number): string {
  const size = Math.abs(distance);
  const least = kindOf(indicator) === "percent" ? 0.001 : kindOf(indicator) === "scale" ? 0.001 : 0;
  if (size > 0 && size < least / 2) return t("lesson.claim.under", { least: distanceText(indicator, least) });
  return distanceText(indicator, size);
}

/** An interval of a difference. */
export function interval(indicator: string, one: Estimate): string {
  if (one.low === null || one.high === null) return "";
  // The unit of a share stands once, after both ends.
  if (kindOf(indicator) === "percent") {
    const [low, high] = [differenceNumber(indicator, one.low), differenceNumber(indicator, one.high)];
    return t("lesson.claim.interval", { low, high: t("unit.points", { value: high }) });
  }
  return t("lesson.claim.interval", { low: differenceText(indicator, one.low), high: differenceText(indicator, one.high) });
}

/** An interval of how far apart two are: without signs, as the words before it say which way. */
export function sizedInterval(indicator: string, { low, high }: Estimate): string {
  if (low === null || high === null) return "";
  const ends = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  const [least = 0, most = 0] = ends;
  const first = kindOf(indicator) === "percent" ? number(least * 100, 1) : distanceText(indicator, least);
  return t("lesson.claim.interval", { low: first, high: distanceText(indicator, most) });
}

/** An interval of values. */
export function range(indicator: string, one: Estimate): string {
  if (one.low === null || one.high === null) return "";
  return t("lesson.claim.interval", { low: valueText(indicator, one.low), high: valueText(indicator, one.high) });
}

export const subject = ({ indicator, population }: What): string =>
  t("lesson.claim.subject", { indicator: capital(indicatorName(indicator)), population: populationName(population) });

/** The same as the heading of a picture. */
export const heading = ({ indicator, population }: What): string =>
  t("chart.title", { indicator: capital(indicatorName(indicator)), population: populationName(population) });

/** Over how many worlds; where a parameter is varied, how many for each of its values. */
export const worldsText = (n: number, runs = 1, parameter?: string): string =>
  runs > 1 && parameter !== undefined
    ? say(`lesson.variant.${parameter}.worlds`, { worlds: number(n), runs: number(runs) })
    : t("lesson.claim.worlds", { worlds: number(n) });

/** Names one after the other, with the language's “and” before the last. */
export function listed(names: string[]): string {
  const last = names[names.length - 1] ?? "";
  return names.length < 2 ? last : t("lesson.claim.and", { first: names.slice(0, -1).join(", "), last });
}

/** A number as it is, without digits that are not there. */
export const plain = (value: number): string => number(value, Math.min(6, (String(value).split(".")[1] ?? "").length));

export const quoted = (regime: string): string => t("lesson.claim.regime", { name: regimeName(regime) });
