// Where a reader's line and the model part: computed from the numbers, with the model's intervals. verdict_words.ts says it.

import { weekAt } from "../charts/lines_cursor";
import type { Estimate, Findings } from "../model/protocol";

export interface Verdict {
  /** Years after the start that have a value in both. */
  years: number;
  /** The largest gap, reader less model, and when. */
  gap: number;
  when: number;
  /** Years in which the reader is above the model, and below it, by more than counts as the same. */
  above: number;
  below: number;
  /** The reader's end against the interval of the model's: undefined while there is none. */
  end: "inside" | "above" | "below" | undefined;
  endGap: number;
  direction: Direction | undefined;
  worlds: number;
}

/** Which way the lines go: beside the world that all are compared with, or since the start where there is none. */
export interface Direction {
  beside: "reference" | "start";
  /** What the model says: a difference whose interval does not hold 0, or no clear one. */
  model: Side | "unclear";
  reader: Side | "same";
  difference: Estimate;
}

export type Side = "above" | "below";

interface Asked {
  findings: Findings;
  regime: number;
  indicator: string;
  population: string;
  /** What the reader expects: a value a year from week 0 on. */
  values: number[];
  /** Differences no larger than this count as none. */
  same: number;
}

export function verdictOf({ findings, regime, indicator, population, values, same }: Asked): Verdict | undefined {
  const series = findings.series.find((one) => one.indicator === indicator && one.population === population);
  const curve = series?.regimes[regime];
  if (series === undefined || curve === undefined) return undefined;
  const at = (year: number) => weekAt(findings.weeks, year);
  const gaps = values.flatMap((value, year) => {
    const mean = curve.mean[at(year)] ?? null;
    return year === 0 || mean === null ? [] : [{ year, gap: value - mean }];
  });
  const first = gaps[0];
  const last = gaps[gaps.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const widest = gaps.reduce((most, one) => (Math.abs(one.gap) > Math.abs(most.gap) ? one : most), first);
  const end = values[last.year] ?? 0;
  return {
    years: gaps.length,
    gap: widest.gap,
    when: widest.year,
    above: gaps.filter((one) => one.gap > same).length,
    below: gaps.filter((one) => one.gap < -same).length,
    end: placeIn(end, curve.low[at(last.year)] ?? null, curve.high[at(last.year)] ?? null),
    endGap: last.gap,
    direction: besideReference() ?? sinceStart(),
    worlds: findings.n[regime] ?? 0,
  };

  function besideReference(): Direction | undefined {
    const { reference } = findings;
    if (regime === reference) return undefined;
    const contrast = findings.contrasts.find(
      (one) => one.regime === regime && one.reference === reference
        && one.population === population && one.indicator === indicator,
    );
    const other = series?.regimes[reference]?.mean[at(last?.year ?? 0)] ?? null;
    if (contrast === undefined || contrast.difference.mean === null || other === null) return undefined;
    return { beside: "reference", model: clearSide(contrast.difference), reader: sideOf(end - other, same), difference: contrast.difference };
  }

  function sinceStart(): Direction | undefined {
    const from = curve?.mean[0] ?? null;
    const place = at(last?.year ?? 0);
    const [mean, low, high] = [curve?.mean[place] ?? null, curve?.low[place] ?? null, curve?.high[place] ?? null];
    if (from === null || mean === null) return undefined;
    const less = (value: number | null) => (value === null ? null : value - from);
    const difference = { mean: mean - from, low: less(low), high: less(high), n: findings.n[regime] ?? 0 };
    return { beside: "start", model: clearSide(difference), reader: sideOf(end - from, same), difference };
  }
}

function placeIn(value: number, low: number | null, high: number | null): Verdict["end"] {
  if (low === null || high === null) return undefined;
  return value < low ? "below" : value > high ? "above" : "inside";
}

/** Without an interval nothing is clear. */
export function clearSide({ low, high }: Estimate): Side | "unclear" {
  if (low !== null && low > 0) return "above";
  if (high !== null && high < 0) return "below";
  return "unclear";
}

const sideOf = (difference: number, same: number): Side | "same" =>
  Math.abs(difference) <= same ? "same" : difference > 0 ? "above" : "below";
