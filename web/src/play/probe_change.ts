// What a mechanism does to a result: the same worlds' luck with it and without it.

import type { Estimate, Findings } from "../model/protocol";

export interface Change {
  /** Whether it is a difference from the reference, or the level of the regime. */
  of: "difference" | "level";
  before: Estimate;
  after: Estimate;
  /** After less before. Its interval takes the two as independent, which is wider than need be: they share their luck. */
  change: Estimate;
}

export function changeOf(before: Findings, after: Findings, regime: number, indicator: string, population: string): Change | undefined {
  const contrasts = [before, after].map((one) => differenceOf(one, regime, indicator, population));
  const levels = [before, after].map((one) => levelOf(one, regime, indicator, population));
  const of = contrasts.every((one) => one !== undefined && one.mean !== null) ? "difference" : "level";
  const [was, is] = of === "difference" ? contrasts : levels;
  if (was === undefined || is === undefined || was.mean === null || is.mean === null) return undefined;
  const mean = is.mean - was.mean;
  const half = Math.hypot(halfOf(was), halfOf(is));
  const known = Number.isFinite(half);
  return {
    of,
    before: was,
    after: is,
    change: { mean, low: known ? mean - half : null, high: known ? mean + half : null, n: Math.min(was.n, is.n) },
  };
}

function differenceOf(findings: Findings, regime: number, indicator: string, population: string): Estimate | undefined {
  return findings.contrasts.find(
    (one) => one.regime === regime && one.reference === findings.reference
      && one.population === population && one.indicator === indicator,
  )?.difference;
}

function levelOf(findings: Findings, regime: number, indicator: string, population: string): Estimate | undefined {
  const series = findings.series.find((one) => one.indicator === indicator && one.population === population);
  return series?.regimes[regime]?.horizon ?? undefined;
}

/** Half of an interval; not a number where there is none. */
const halfOf = ({ low, high }: Estimate): number => (low === null || high === null ? Number.NaN : (high - low) / 2);
