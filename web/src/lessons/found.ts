// Numbers of a lesson, looked up in what was found.

import type { Estimate, Findings } from "../model/protocol";
import type { LedgerObject, Measure, What } from "./lesson";
import type { Run } from "./use_runs";

/** Means over fewer worlds are not told in sentences. */
export const FEWEST_WORLDS = 3;

/** What a difference says: which way it goes, if that is clear. */
export type Answer = "more" | "less" | "same";

/** `same`: the interval contains 0, or both are the same in every world. */
export function answerOf(difference: Estimate): Answer {
  const { low, high } = difference;
  if (low === null || high === null || (low <= 0 && high >= 0)) return "same";
  return low > 0 ? "more" : "less";
}

export const placeOf = (findings: Findings, regime: string): number => findings.regimes.indexOf(regime);

const isOf = (one: { population: string; indicator: string }, what: What): boolean =>
  one.population === what.population && one.indicator === what.indicator;

const known = (one: Estimate | null | undefined): Estimate | undefined => (one?.mean === null ? undefined : (one ?? undefined));

/** The value of a regime at the end. */
export function levelOf(findings: Findings, regime: string, what: What): Estimate | undefined {
  const series = findings.series.find((one) => isOf(one, what));
  return known(series?.regimes[placeOf(findings, regime)]?.horizon);
}

/** A regime less a reference at the end, in the same worlds. The model tells each pair one way round only. */
export function differenceOf(findings: Findings, regime: string, reference: string, what: What): Estimate | undefined {
  const [a, b] = [placeOf(findings, regime), placeOf(findings, reference)];
  const of = (regime: number, reference: number) =>
    known(
      findings.contrasts.find(
        (one) => one.regime === regime && one.reference === reference && isOf(one, what),
      )?.difference,
    );
  const turned = of(b, a);
  return of(a, b) ?? (turned && negated(turned));
}

const negated = ({ mean, low, high, n }: Estimate): Estimate => {
  const minus = (value: number | null) => (value === null ? null : 0 - value);
  return { mean: minus(mean), low: minus(high), high: minus(low), n };
};

/** The first interaction of the design; a lesson on one has a single one. */
export function interactionOf(findings: Findings, what: What) {
  return findings.interactions.find((one) => isOf(one, what));
}

/**
 * How much larger one estimate is than another of other runs. They are not paired, so the interval is that of two that know
 * nothing of each other: rather too wide than too narrow where the same people met the same luck.
 */
export function between(later: Estimate, earlier: Estimate): Estimate {
  const mean = (later.mean ?? 0) - (earlier.mean ?? 0);
  const half = (one: Estimate) => (one.low === null || one.high === null ? null : (one.high - one.low) / 2);
  const [a, b] = [half(later), half(earlier)];
  const width = a === null || b === null ? null : Math.hypot(a, b);
  return {
    mean,
    low: width === null ? null : mean - width,
    high: width === null ? null : mean + width,
    n: Math.min(later.n, earlier.n),
  };
}

/** What a measure comes to in these runs; undefined until it is known. One life is no matter of worlds. */
export function measured(measure: Exclude<Measure, { kind: "lives" }>, runs: Run[]): Estimate | undefined {
  const findings = runs[0]?.findings;
  if (findings === undefined) return undefined;
  if (measure.kind === "interaction") return known(interactionOf(findings, measure.what)?.difference);
  const { regime, reference, what } = measure;
  if (measure.kind === "difference") return differenceOf(findings, regime, reference, what);
  const last = runs[runs.length - 1]?.findings;
  const [early, late] = [findings, last].map((one) => one && differenceOf(one, regime, reference, what));
  return early && late && between(late, early);
}

/** The sum of accounts of a regime: its mean, and the interval if it is a single account. */
export function booked(
  findings: Findings,
  regime: string,
  object: LedgerObject,
  account: string,
  cause?: string,
): Estimate | undefined {
  const estimates = findings.books.estimates[placeOf(findings, regime)];
  const chosen = findings.books.accounts.flatMap((one, i) => {
    const fits = one.account === account && one.object === object && (cause === undefined || one.cause === cause);
    const estimate = estimates?.[i];
    return fits && estimate !== undefined && estimate.mean !== null ? [estimate] : [];
  });
  const [only] = chosen;
  if (only === undefined) return undefined;
  if (chosen.length === 1) return only;
  return { mean: chosen.reduce((sum, one) => sum + (one.mean ?? 0), 0), low: null, high: null, n: only.n };
}

/** Of a hundred units that were staked, how many were burned; undefined where nothing was. */
export function burnedShare(findings: Findings, regime: string, object: LedgerObject): number | undefined {
  const staked = booked(findings, regime, object, "staked")?.mean ?? 0;
  const burned = booked(findings, regime, object, "burned")?.mean ?? 0;
  return staked > 0 ? (100 * burned) / staked : undefined;
}
