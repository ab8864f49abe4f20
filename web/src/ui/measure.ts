// How the values of an indicator are written: as a place on a scale from 0 to 1, as per cent of people, or as a number of things.

import { type Key, number, percent, signed, t } from "../texts";

export type Kind = "scale" | "percent" | "count";

const SCALES = [
  "generalised_trust", "institutional_trust", "empowerment", "dependence", "particularised_trust", "burden", "coping",
  "reciprocity", "trusted_by_ties",
];
const COUNTS: Record<string, { digits: number; unit: Key }> = {
  bonding_ties: { digits: 2, unit: "unit.per_person" },
  bridging_ties: { digits: 2, unit: "unit.per_person" },
  reciprocated_ties: { digits: 2, unit: "unit.per_person" },
  kin_ties: { digits: 2, unit: "unit.per_person" },
  neighbour_ties: { digits: 2, unit: "unit.per_person" },
  far_ties: { digits: 2, unit: "unit.per_person" },
  ties_across_problems: { digits: 2, unit: "unit.per_person" },
  made_ties: { digits: 2, unit: "unit.per_person" },
  networks_supported: { digits: 3, unit: "unit.per_person" },
  civic_acts: { digits: 2, unit: "unit.per_person_since" },
  refused: { digits: 2, unit: "unit.per_person_since" },
  turns_received: { digits: 2, unit: "unit.per_person_since" },
  networks_open: { digits: 1, unit: "unit.per_1000" },
  worker_hours: { digits: 0, unit: "unit.hours_per_1000" },
  unpaid_hours: { digits: 0, unit: "unit.hours_per_1000" },
};

export const kindOf = (indicator: string): Kind =>
  indicator in COUNTS ? "count" : SCALES.includes(indicator) ? "scale" : "percent";

/** In what it is measured. */
export const unitOf = (indicator: string): string =>
  t(COUNTS[indicator]?.unit ?? (kindOf(indicator) === "scale" ? "unit.scale" : "unit.percent"));

/** Indicators that the model knows for the whole town only. */
export const forEveryoneOnly = (indicator: string): boolean =>
  ["networks_open", "worker_hours", "unpaid_hours"].includes(indicator);

const digitsOf = (indicator: string): number => COUNTS[indicator]?.digits ?? 3;

export function valueText(indicator: string, value: number | null): string {
  if (value === null) return t("chart.no_value");
  return kindOf(indicator) === "percent" ? percent(value, 1) : number(value, digitsOf(indicator));
}

/** Digits with which a value that is not 0 is not written as 0, up to five. */
function digitsFor(value: number, digits: number): number {
  const enough = [0, 1, 2, 3, 4, 5].find((one) => one >= digits && Number(value.toFixed(one)) !== 0);
  return enough ?? digits;
}

/** A difference with its sign, of shares in percentage points without their unit. What is not 0 is not written as 0. */
export function differenceNumber(indicator: string, difference: number): string {
  const isShare = kindOf(indicator) === "percent";
  const value = isShare ? difference * 100 : difference;
  return signed(value, digitsFor(value, isShare ? 1 : digitsOf(indicator)));
}

/** The same with its unit. */
export function differenceText(indicator: string, difference: number): string {
  const value = differenceNumber(indicator, difference);
  return kindOf(indicator) === "percent" ? t("unit.points", { value }) : value;
}

/** What one step of the last digit that is written comes to. */
export const printedStep = (indicator: string): number => (kindOf(indicator) === "percent" ? 0.001 : 10 ** -digitsOf(indicator));

/** The same without a sign. */
export function distanceText(indicator: string, distance: number): string {
  if (kindOf(indicator) === "percent") return t("unit.points", { value: number(distance * 100, 1) });
  return number(distance, digitsOf(indicator));
}

/** A tick of an axis: as few digits as tell one tick from the next. */
export function tickText(indicator: string, value: number, step: number): string {
  const scale = kindOf(indicator) === "percent" ? 100 : 1;
  const digits = Math.max(0, Math.ceil(-Math.log10(step * scale) - 1e-9));
  return scale === 100 ? percent(value, digits) : number(value, digits);
}
