// What the reader expected, and where it and the model part.

import { curvesOf } from "../charts/lines";
import type { Estimate, Findings } from "../model/protocol";
import { number, t } from "../texts";
import { drawingScale, sameWithin } from "../play/predict_scale";
import { verdictOf } from "../play/verdict";
import { verdictWords } from "../play/verdict_words";
import { printedStep, valueText } from "../ui/measure";
import { ordered } from "./claims";
import { type Answer, answerOf, between, burnedShare, differenceOf, FEWEST_WORLDS, levelOf, measured } from "./found";
import type { Expectation, Lesson, Points, What } from "./lesson";
import { livesAnswer } from "./lives_said";
import type { Lives } from "./use_lives";
import type { Run } from "./use_runs";
import { listed, quoted, range, say } from "./words";

/** Answers to an expectation; only what its kind asks for is there. */
export interface Expected {
  choice?: Answer;
  order?: string[];
  /** One a point, or one a regime. */
  values?: number[];
}

/** What an expectation begins with, before the reader has said anything. */
export function firstOf(expectation: Expectation, points: number): Expected {
  switch (expectation.kind) {
    case "choice":
      return {};
    case "order":
      return { order: expectation.regimes };
    case "share":
      return { values: expectation.regimes.map(() => 50) };
    case "line":
      return {};
    case "curve":
      return { values: Array.from({ length: points }, () => expectation.start) };
  }
}

export const isSaid = (expectation: Expectation, expected: Expected | undefined): boolean =>
  expected !== undefined && (expectation.kind !== "choice" || expected.choice !== undefined) && (expectation.kind !== "line" || expected.values !== undefined);

/** The values of a regime at the points of a dose. */
export function atPoints(points: Points, regime: string | undefined, runs: Run[], what: { population: string; indicator: string }): (Estimate | undefined)[] {
  const findings = runs[0]?.findings;
  if (points.of === "regimes") {
    const names = regime === undefined ? points.regimes : points.regimes.map(() => regime);
    return names.map((name) => findings && levelOf(findings, name, what));
  }
  return runs.map((run) => run.findings && levelOf(run.findings, regime ?? points.regime, what));
}

/** What is said once the model has run; empty until it can be said. */
export function comparedWith(lesson: Lesson, expected: Expected | undefined, runs: Run[], lives: Lives | undefined, pointNames: string[]): string[] {
  const { expectation } = lesson;
  const findings = runs[0]?.findings;
  if (expectation === null || expected === undefined) return [];
  if (expectation.kind === "choice" && expectation.measure.kind === "lives") {
    return lives === undefined || expected.choice === undefined ? [] : chosen(lesson, expected.choice, livesAnswer(lives));
  }
  if (findings === undefined || runs.some((run) => run.worlds < FEWEST_WORLDS)) return [];
  switch (expectation.kind) {
    case "choice": {
      if (expectation.measure.kind === "lives" || expected.choice === undefined) return [];
      const found = measured(expectation.measure, runs);
      return found === undefined ? [] : chosen(lesson, expected.choice, answerOf(found));
    }
    case "order":
      return orders(expectation, expected.order ?? [], runs);
    case "share":
      return expectation.regimes.flatMap((regime, i) => {
        const share = burnedShare(findings, regime, expectation.object);
        const values = { regime: quoted(regime), expected: number(expected.values?.[i] ?? 0), found: number(share ?? 0) };
        return share === undefined ? [] : [t("lesson.expected.share", values)];
      });
    case "curve":
      return curve(expectation, expected.values ?? [], runs, pointNames);
    case "line":
      return line(expectation, expected.values, findings);
  }
}

/** As where lines are drawn elsewhere on the page. */
function line(expectation: Extract<Expectation, { kind: "line" }>, values: number[] | undefined, findings: Findings): string[] {
  if (values === undefined) return [];
  const { indicator, population } = expectation.what;
  const regime = findings.regimes.indexOf(expectation.regime);
  const curves = curvesOf(findings, indicator, population);
  const same = sameWithin(indicator, drawingScale(indicator, curves[regime]?.mean[0] ?? 0, curves, values));
  const verdict = verdictOf({ findings, regime, indicator, population, values, same });
  return verdict === undefined ? [] : verdictWords(verdict, indicator, expectation.regime, findings.regimes[findings.reference] ?? "", same);
}

function chosen(lesson: Lesson, said: Answer, found: Answer): string[] {
  const option = (answer: Answer) => say(`lesson.${lesson.name}.${answer}`);
  if (said === found) return [t("lesson.expected.agree", { option: option(said) })];
  return [t("lesson.expected.part", { said: option(said), found: option(found) })];
}

function orders(expectation: Extract<Expectation, { kind: "order" }>, said: string[], runs: Run[]): string[] {
  const findings = runs[0]?.findings;
  if (findings === undefined) return [];
  let [clear, alike] = [0, 0];
  said.forEach((above, i) => {
    for (const below of said.slice(i + 1)) {
      const found = differenceOf(findings, above, below, expectation.what);
      const answer = found === undefined ? "same" : answerOf(found);
      if (answer !== "same") clear += 1;
      if (answer === "more") alike += 1;
    }
  });
  const order = ordered(findings, said, expectation.what).map((one) => quoted(one.regime));
  return [t("lesson.expected.order", { order: listed(order), clear: number(clear), alike: number(alike) })];
}

/** From the first point to the last: regimes of one run are told apart in the same worlds, variants are runs of their own. */
function wayOf(points: Points, found: (Estimate | undefined)[], findings: Findings | undefined, what: What): Estimate | undefined {
  const [first, last] = [found[0], found[found.length - 1]];
  if (points.of === "regimes") return findings && differenceOf(findings, points.regimes[points.regimes.length - 1] ?? "", points.regimes[0] ?? "", what);
  return first && last && between(last, first);
}

function curve({ what, points }: Extract<Expectation, { kind: "curve" }>, said: number[], runs: Run[], names: string[]): string[] {
  const { indicator } = what;
  const found = atPoints(points, undefined, runs, what);
  const apart = found.map((one, i) => (one?.mean == null ? -1 : Math.abs((said[i] ?? 0) - one.mean)));
  const worst = apart.indexOf(Math.max(...apart));
  const one = found[worst];
  if (one === undefined || one.mean === null) return [];
  const inside = found.filter((it, i) => it != null && it.low !== null && it.high !== null && (said[i] ?? 0) >= it.low && (said[i] ?? 0) <= it.high);
  const values = {
    point: names[worst] ?? "", expected: valueText(indicator, said[worst] ?? 0), found: valueText(indicator, one.mean),
    interval: range(indicator, one), inside: number(inside.length), all: number(found.length),
  };
  // A step of the last digit is no direction, nor is a difference that may as well be none.
  const way = (rise: number) => (Math.abs(rise) <= printedStep(indicator) * 1.001 ? "level" : rise > 0 ? "up" : "down");
  const rise = wayOf(points, found, runs[0]?.findings, what);
  const clear = rise !== undefined && answerOf(rise) !== "same" ? (rise.mean ?? 0) : 0;
  const ways = { said: t(`lesson.expected.${way((said[said.length - 1] ?? 0) - (said[0] ?? 0))}`), found: t(`lesson.expected.${way(clear)}`) };
  return [t("lesson.expected.ways", ways), t("lesson.expected.curve", values)];
}
