// Where a reader's line and the model part, in sentences. Each is true of the numbers whatever they are.

import type { Estimate } from "../model/protocol";
import { type Key, number, t } from "../texts";
import { differenceText, distanceText, valueText } from "../ui/measure";
import { regimeName } from "../ui/names";
import type { Direction, Verdict } from "./verdict";

/** A difference, or a level, with its interval if there is one. */
export function withInterval(indicator: string, { mean, low, high }: Estimate, as: "difference" | "level" = "difference"): string {
  const text = (value: number) => (as === "difference" ? differenceText : valueText)(indicator, value);
  if (mean === null) return t("chart.no_value");
  if (low === null || high === null) return text(mean);
  return t("verdict.interval", { mean: text(mean), low: text(low), high: text(high) });
}

export function verdictWords(verdict: Verdict, indicator: string, regime: string, reference: string, same: number): string[] {
  const { gap, when, years, above, below } = verdict;
  const values = { gap: distanceText(indicator, Math.abs(gap)), year: number(when), years: number(years), above: number(above), below: number(below), close: number(years - above - below), same: distanceText(indicator, same) };
  const near = Math.abs(gap) <= same;
  const overall: Key = near ? "verdict.near" : gap > 0 ? "verdict.widest_above" : "verdict.widest_below";
  return [
    t(overall, values),
    ...(near ? [] : [t(above === years ? "verdict.always_above" : below === years ? "verdict.always_below" : "verdict.counts", values)]),
    ...(verdict.direction === undefined ? [] : [directionWords(verdict.direction, indicator, regime, reference)]),
    endWords(verdict, indicator),
    t(verdict.worlds > 1 ? "verdict.worlds" : "verdict.one_world", { worlds: number(verdict.worlds) }),
  ];
}

function directionWords(direction: Direction, indicator: string, regime: string, reference: string): string {
  const { beside, model, reader } = direction;
  const key = (name: `model_${Direction["model"]}` | `reader_${Direction["reader"]}`) => t(`verdict.${beside}_${name}`, {
    regime: regimeName(regime), reference: regimeName(reference), difference: withInterval(indicator, direction.difference),
  });
  const outcome = model === "unclear" ? "verdict.cannot_be_wrong" : model === reader ? "verdict.right" : reader === "same" ? "verdict.missed" : "verdict.wrong";
  return [key(`model_${model}`), key(`reader_${reader}`), t(outcome)].join(" ");
}

function endWords({ end, endGap }: Verdict, indicator: string): string {
  if (end === undefined) return t("verdict.end_unknown");
  return t(`verdict.end_${end}`, { gap: distanceText(indicator, Math.abs(endGap)) });
}
