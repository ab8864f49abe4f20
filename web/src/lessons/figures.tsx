// The pictures of a lesson, as its data asks for them.

import { Bars } from "../charts/bars";
import { Dose } from "../charts/bars_dose";
import { Flow } from "../charts/flow";
import { rangeOf, Stock, type StockStep } from "../charts/flow_stock";
import { Lines } from "../charts/lines";
import type { Estimate, Findings } from "../model/protocol";
import { number, t } from "../texts";
import { differenceText, tickText, unitOf, valueText } from "../ui/measure";
import { capital, regimeName } from "../ui/names";
import { variantName } from "./claims";
import { lessonPen } from "./expect";
import { atPoints, type Expected } from "./expected";
import { booked, differenceOf } from "./found";
import type { Figure, LedgerObject, Lesson } from "./lesson";
import { LivesPicture } from "./lives";
import type { Lives } from "./use_lives";
import type { Run } from "./use_runs";
import { heading, quoted, say } from "./words";

export interface FiguresProps {
  lesson: Lesson;
  runs: Run[];
  lives: Lives | undefined;
  expected: Expected | undefined;
  pointNames: string[];
  /** Results that are shown beside these: both have the same axes, so that a difference is seen. */
  beside?: { runs: Run[]; lives: Lives | undefined };
}

/** What an axis has to hold of some estimates. */
const endsOf = (estimates: (Estimate | undefined)[]): number[] =>
  estimates.flatMap((one) => (one === undefined ? [] : [one.mean, one.low, one.high])).filter((one): one is number => one !== null);

export function Figures(props: FiguresProps) {
  return (
    <>
      {props.lesson.figures.map((figure, i) => (
        <One key={i} figure={figure} {...props} />
      ))}
    </>
  );
}

function One({ figure, lesson, runs, lives, expected, pointNames, beside }: FiguresProps & { figure: Figure }) {
  const findings = runs[0]?.findings;
  if (figure.kind === "lives") {
    return lives ? <LivesPicture lives={lives} beside={beside?.lives} regimes={(lesson.setup.regimes ?? []).map((one) => one.name)} /> : null;
  }
  if (findings === undefined) return null;
  const otherFindings = beside?.runs[0]?.findings;
  const worlds = t("lesson.figure.worlds", { worlds: number(Math.min(...findings.n)) });
  switch (figure.kind) {
    case "lines":
      return <YearLines figure={figure} lesson={lesson} runs={runs} expected={expected} others={beside?.runs ?? []} />;
    case "bars":
      return (
        <>
          <div class={figure.whats.length % 2 === 0 ? "side-by-side pairs" : "side-by-side"}>
            {figure.whats.map((what) => (
              <Bars
                key={`${what.population} ${what.indicator}`}
                title={heading(what)}
                note={`${t("lesson.figure.beside", { reference: quoted(figure.reference) })} ${worlds}`}
                bars={figure.regimes.map((regime) => ({
                  name: capital(regimeName(regime)),
                  pen: lessonPen(lesson, regime),
                  estimate: differenceOf(findings, regime, figure.reference, what) ?? { mean: null, low: null, high: null, n: 0 },
                }))}
                range={otherFindings ? endsOf(figure.regimes.map((regime) => differenceOf(otherFindings, regime, figure.reference, what))) : []}
                text={(value) => differenceText(what.indicator, value)}
                tick={(value, step) => tickText(what.indicator, value, step).replace("-", "−")}
              />
            ))}
          </div>
          <p class="quiet-text">{t("lesson.figure.overlap")}</p>
        </>
      );
    case "dose": {
      const { points, what } = figure;
      const row = (regime: string | undefined, name: string, pen: string) => ({
        name, pen: lessonPen(lesson, pen), values: atPoints(points, regime, runs, what),
      });
      const main = points.of === "regimes" ? row(undefined, t("lesson.figure.model"), points.regimes[0] ?? "") : row(points.regime, regimeName(points.regime), points.regime);
      return (
        <Dose
          title={heading(what)}
          note={`${unitOf(what.indicator)} ${worlds}${points.of === "regimes" ? ` ${t("lesson.figure.overlap")}` : ""}`}
          axis={say(`lesson.axis.${points.of}`)}
          points={pointNames}
          at={points.of === "regimes" ? points.at : pointNames.map((_, i) => i)}
          rows={[main, ...(figure.more ?? []).map((regime) => row(regime, regimeName(regime), regime))]}
          expected={expected?.values}
          range={endsOf([points.of === "regimes" ? undefined : points.regime, ...(figure.more ?? [])].flatMap((regime) => atPoints(points, regime, beside?.runs ?? [], what)))}
          text={(value) => valueText(what.indicator, value)}
          tick={(value, step) => tickText(what.indicator, value, step)}
        />
      );
    }
    case "flow":
      return <Flows findings={findings} beside={otherFindings} object={figure.object} regimes={figure.regimes} />;
  }
}

/** Lines over the years; of several variants, each. */
function YearLines({ figure, lesson, runs, expected, others }: { figure: Extract<Figure, { kind: "lines" }>; lesson: Lesson; runs: Run[]; expected: Expected | undefined; others: Run[] }) {
  const all = [...runs, ...others].flatMap((one) => one.findings ?? []);
  const { expectation, variants } = lesson;
  const said = expectation?.kind === "line" ? expected?.values : undefined;
  return (
    <div class={runs.length > 1 ? "side-by-side" : undefined}>
      {runs.map((run, i) => {
        if (run.findings === undefined) return null;
        const regime = expectation?.kind === "line" ? run.findings.regimes.indexOf(expectation.regime) : -1;
        return (
          <Lines
            key={i}
            findings={run.findings}
            indicator={figure.what.indicator}
            population={figure.what.population}
            {...(all.length > 1 ? { beside: all } : {})}
            {...(said && regime >= 0 ? { prediction: { regime, values: said } } : {})}
            {...(variants ? { title: `${heading(figure.what)}, ${variantName(run, variants.parameter)}` } : {})}
          />
        );
      })}
    </div>
  );
}

const CAUSES = ["prescription", "dialogue", "visit", "waiting", "hearsay", "favour", "refusal", "civic_act"];

function Flows({ findings, beside, object, regimes }: { findings: Findings; beside: Findings | undefined; object: LedgerObject; regimes: string[] }) {
  const sourcesIn = (findings: Findings) => regimes.map((regime) =>
    CAUSES.map((cause) => ({
      name: say(`lesson.cause.${cause}`),
      honoured: booked(findings, regime, object, "honoured", cause)?.mean ?? 0,
      burned: booked(findings, regime, object, "burned", cause)?.mean ?? 0,
    })),
  );
  const stocksIn = (findings: Findings) => regimes.map((regime) => stockOf(findings, regime, object));
  const both = [findings, ...(beside ? [beside] : [])];
  const most = Math.max(...both.flatMap(sourcesIn).map((all) => all.reduce((sum, one) => sum + one.honoured + one.burned, 0)));
  const range = rangeOf(both.flatMap(stocksIn));
  const [sources, stocks] = [sourcesIn(findings), stocksIn(findings)];
  const named = { object: say(`lesson.object.${object}`) };
  const [staked, stock] = [t("lesson.flow.staked_title", named), t("lesson.flow.stock_title", named)];
  const worlds = t("lesson.figure.flow_worlds", { worlds: number(Math.min(...findings.n)) });
  return (
    <>
      <h4>{staked}</h4>
      <div class="side-by-side pairs">
        {regimes.map((regime, i) => (
          <Flow key={regime} title={capital(regimeName(regime))} caption={`${staked}: ${regimeName(regime)}`} note={`${t("lesson.flow.unit")} ${worlds}`} sources={sources[i] ?? []} most={most} />
        ))}
      </div>
      <h4>{stock}</h4>
      <p>{t("lesson.flow.stock_read")}</p>
      <div class="side-by-side pairs">
        {regimes.map((regime, i) => (
          <Stock key={regime} title={capital(regimeName(regime))} caption={`${stock}: ${regimeName(regime)}`} note={`${t("lesson.flow.stock_unit")} ${worlds}`} steps={stocks[i] ?? []} range={range} />
        ))}
      </div>
    </>
  );
}

function stockOf(findings: Findings, regime: string, object: LedgerObject): StockStep[] {
  const amount = (account: string) => booked(findings, regime, object, account)?.mean ?? 0;
  const step = (account: string, sign: number, level: boolean) => ({ name: say(`lesson.stock.${account}`), amount: sign * amount(account), level });
  return [
    step("opening", 1, true),
    step("regenerated", 1, false),
    step("consumed", -1, false),
    step("faded", 1, false),
    step("moved", 1, false),
    step("closing", 1, true),
  ];
}
