// Sentences that are made of numbers. Each holds whatever the numbers are: what an interval leaves open is not claimed.

import type { Estimate, Findings } from "../model/protocol";
import { number, t } from "../texts";
import { valueText } from "../ui/measure";
import { answerOf, booked, burnedShare, differenceOf, FEWEST_WORLDS, interactionOf, levelOf, measured } from "./found";
import type { Claim, LedgerObject, What } from "./lesson";
import type { Run } from "./use_runs";
import { gap, interval, listed, plain, quoted, say, sizedInterval, subject, worldsText } from "./words";

/** The sentence of a claim; undefined until enough worlds are there. Lives have sentences of their own. */
export function claimed(claim: Exclude<Claim, { kind: "lives" }>, runs: Run[], parameter?: string): string | undefined {
  const { findings } = runs[0] ?? {};
  if (findings === undefined || runs.some((run) => run.worlds < FEWEST_WORLDS) && claim.kind === "variants") return undefined;
  if ((runs[0]?.worlds ?? 0) < FEWEST_WORLDS) return undefined;
  switch (claim.kind) {
    case "difference":
      return difference(findings, claim.regime, claim.reference, claim.what, runs, parameter);
    case "interaction":
      return interaction(findings, claim.what);
    case "variants":
      return variants(claim, runs, parameter ?? "");
    case "highest":
      return highest(findings, claim.regimes, claim.what);
    case "dose":
      return dose(findings, claim.regimes, claim.what);
    case "burned":
      return burned(findings, claim.regimes, claim.object);
    case "stock":
      return stock(findings, claim.regimes, claim.object);
  }
}

/** An interval as its sentence needs it: one that says which way is told without signs. */
const intervalOf = (indicator: string, one: Estimate): string => (answerOf(one) === "same" ? interval : sizedInterval)(indicator, one);

function compared(one: Estimate, a: string, b: string, what: What): string {
  const values = { a: quoted(a), b: quoted(b), interval: intervalOf(what.indicator, one), gap: gap(what.indicator, one.mean ?? 0) };
  if (one.low === 0 && one.high === 0) return t("lesson.claim.equal", values);
  return say(`lesson.claim.${answerOf(one)}`, values);
}

function difference(findings: Findings, a: string, b: string, what: What, runs: Run[], parameter?: string): string | undefined {
  const one = differenceOf(findings, a, b, what);
  if (one === undefined) return undefined;
  if (runs.length === 1 || parameter === undefined) return `${subject(what)} ${compared(one, a, b, what)} ${worldsText(one.n)}`;
  const each = runs.flatMap((run) => {
    const found = run.findings && run.worlds >= FEWEST_WORLDS ? differenceOf(run.findings, a, b, what) : undefined;
    const value = plain(run.setup.parameters[parameter] ?? 0);
    return found ? [`${say(`lesson.variant.${parameter}.long`, { value })}, ${compared(found, a, b, what).replace(/\.$/, "")}`] : [];
  });
  return `${subject(what)} ${each.join("; ")}. ${worldsText(one.n, runs.length, parameter)}`;
}

export const variantName = (run: Run, parameter: string): string =>
  say(`lesson.variant.${parameter}`, { value: plain(run.setup.parameters[parameter] ?? 0) });

function interaction(findings: Findings, what: What): string | undefined {
  const found = interactionOf(findings, what);
  if (found === undefined || found.difference.mean === null) return undefined;
  const name = (place: number) => quoted(findings.regimes[place] ?? "");
  const values = {
    a: name(found.regime), b: name(found.reference), c: name(found.other_regime), d: name(found.other_reference),
    gap: gap(what.indicator, found.difference.mean), interval: intervalOf(what.indicator, found.difference),
  };
  const said = say(`lesson.claim.interaction_${answerOf(found.difference)}`, values);
  return `${subject(what)} ${said} ${worldsText(found.difference.n)}`;
}

function variants(claim: Extract<Claim, { kind: "variants" }>, runs: Run[], parameter: string): string | undefined {
  const one = measured(claim, runs);
  const [first, last] = [runs[0], runs[runs.length - 1]];
  if (one === undefined || first === undefined || last === undefined) return undefined;
  const { indicator } = claim.what;
  const said = say(`lesson.claim.variants_${answerOf(one)}`, {
    a: quoted(claim.regime), b: quoted(claim.reference), first: variantName(first, parameter), last: variantName(last, parameter),
    gap: gap(indicator, one.mean ?? 0), interval: intervalOf(indicator, one),
  });
  return `${subject(claim.what)} ${said} ${worldsText(one.n, runs.length, parameter)}`;
}

/** Regimes from the highest to the lowest mean. */
export function ordered(findings: Findings, regimes: string[], what: What): { regime: string; level: Estimate }[] {
  const levels = regimes.flatMap((regime) => {
    const level = levelOf(findings, regime, what);
    return level === undefined ? [] : [{ regime, level }];
  });
  return levels.sort((a, b) => (b.level.mean ?? 0) - (a.level.mean ?? 0));
}

function highest(findings: Findings, regimes: string[], what: What): string | undefined {
  const order = ordered(findings, regimes, what);
  const [first, ...others] = order;
  if (first === undefined || others.length === 0) return undefined;
  const unclear = others.filter((one) => {
    const found = differenceOf(findings, first.regime, one.regime, what);
    return found === undefined || answerOf(found) !== "more";
  });
  const values = {
    order: order.map((one) => `${quoted(one.regime)} ${valueText(what.indicator, one.level.mean)}`).join(", "),
    first: quoted(first.regime),
    others: listed(unclear.map((one) => quoted(one.regime))),
  };
  const verdict = t(unclear.length === 0 ? "lesson.claim.highest_clear" : "lesson.claim.highest_unclear", values);
  return `${subject(what)} ${t("lesson.claim.order", values)} ${verdict} ${worldsText(first.level.n)}`;
}

/** From the first of a row of regimes to the last, step by step. */
function dose(findings: Findings, regimes: string[], what: What): string | undefined {
  const steps = regimes.slice(1).flatMap((regime, i) => {
    const one = differenceOf(findings, regime, regimes[i] ?? "", what);
    return one === undefined ? [] : [answerOf(one)];
  });
  const [first, last] = [regimes[0] ?? "", regimes[regimes.length - 1] ?? ""];
  const whole = differenceOf(findings, last, first, what);
  if (whole === undefined || steps.length < regimes.length - 1) return undefined;
  const count = (answer: string) => steps.filter((one) => one === answer).length;
  const values = { steps: number(steps.length), more: number(count("more")), less: number(count("less")), same: number(count("same")) };
  const alike = steps[0] !== undefined && count(steps[0]) === steps.length;
  const counts = alike ? say(`lesson.claim.steps_${steps[0]}`, values) : t("lesson.claim.steps", values);
  return `${subject(what)} ${compared(whole, last, first, what)} ${counts} ${worldsText(whole.n)}`;
}

function burned(findings: Findings, regimes: string[], object: LedgerObject): string | undefined {
  const shares = regimes.flatMap((regime) => {
    const share = burnedShare(findings, regime, object);
    return share === undefined ? [] : [{ regime, share }];
  });
  if (shares.length === 0) return undefined;
  const said = shares.map(({ regime, share }) =>
    t("lesson.claim.burned_of", { regime: quoted(regime), burned: number(share), staked: number(booked(findings, regime, object, "staked")?.mean ?? 0) }),
  );
  const lead = t("lesson.claim.burned", { object: say(`lesson.object.${object}`) });
  return `${lead} ${said.join("; ")}. ${worldsText(Math.min(...findings.n))}`;
}

function stock(findings: Findings, regimes: string[], object: LedgerObject): string | undefined {
  const said = regimes.flatMap((regime) => {
    const [opening, closing] = ["opening", "closing"].map((account) => booked(findings, regime, object, account));
    if (!opening || !closing) return [];
    const [regenerated, consumed] = ["regenerated", "consumed"].map((account) => booked(findings, regime, object, account)?.mean ?? 0);
    const values = {
      regime: quoted(regime), regenerated: number(regenerated ?? 0), consumed: number(consumed ?? 0),
      opening: number(opening.mean ?? 0), closing: number(closing.mean ?? 0),
    };
    return [t("lesson.claim.stock_of", values)];
  });
  if (said.length === 0) return undefined;
  return `${t("lesson.claim.stock", { object: say(`lesson.object.${object}`) })} ${said.join(" ")} ${worldsText(Math.min(...findings.n))}`;
}
