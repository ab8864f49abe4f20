// Lines over the years, one a regime, with bands over worlds. Beside each stands its name; a table says the same.

import { useRef, useState } from "preact/hooks";
import type { Findings } from "../model/protocol";
import { t } from "../texts";
import { kindOf, tickText, unitOf } from "../ui/measure";
import { capital, indicatorName, populationName, regimeName } from "../ui/names";
import { useWidth } from "../ui/use_width";
import { Cursor, CursorMarks, Readout } from "./lines_cursor";
import { type Curve, frameOf } from "./lines_frame";
import { Picture } from "./lines_picture";
import { extentOf, magnified, type Scale, scaleOver, steady } from "./lines_scale";
import { type Pen, pensOf } from "./pen";
import { LinesTable } from "./lines_table";
import { LinesTools } from "./lines_tools";

export interface LinesProps {
  findings: Findings;
  indicator: string;
  population: string;
  /** The regimes that are shown, by their places; all, if it is not said. */
  regimes?: number[];
  /** Without switch, buttons and table: for a small picture beside a text that says the same. */
  compact?: boolean;
  /** What a reader expected of one regime: a value a year from week 0 on. */
  prediction?: { regime: number; values: number[] } | null;
  title?: string;
  /** What stands beside it, on the same axis. */
  beside?: Findings[];
}

/** The curves of some regimes. */
export function curvesOf(findings: Findings, indicator: string, population: string, regimes?: number[]): Curve[] {
  const series = findings.series.find((one) => one.indicator === indicator && one.population === population);
  const pens = pensOf(findings.regimes);
  const all = (series?.regimes ?? []).map((one, regime) => ({ ...one, regime, name: findings.regimes[regime] ?? "", pen: pens[regime] as Pen }));
  return regimes === undefined ? all : all.filter((one) => regimes.includes(one.regime));
}

/** How little a magnified scale shows at least: less would make luck look like much. */
export const leastSpan = (indicator: string): number => (kindOf(indicator) === "count" ? 0 : 0.02);

export function Lines({ findings, indicator, population, regimes, compact = false, prediction = null, title, beside }: LinesProps) {
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const picture = useRef<SVGSVGElement>(null);
  const [whole, setWhole] = useState(false);
  const [at, look] = useState<number | null>(null);
  const before = useRef<{ what: string; scale: Scale } | undefined>(undefined);

  const { weeks } = findings;
  const curves = curvesOf(findings, indicator, population, regimes);
  const others = (beside ?? []).flatMap((one) => curvesOf(one, indicator, population, regimes));
  const extent = curves.length === 0 ? undefined : extentOf([...curves, ...others], prediction?.values);
  const what = `${indicator} ${population} ${whole}`;
  const { scale, cuts } = scaleFor(indicator, extent, whole, beside === undefined && before.current?.what === what ? before.current.scale : undefined);
  before.current = { what, scale };

  const heading = title ?? t("chart.title", { indicator: capital(indicatorName(indicator)), population: populationName(population) });
  const worlds = findings.n.length > 0 ? Math.min(...findings.n) : 0;
  if (extent === undefined) return <p class="quiet-text">{t("chart.nothing", { indicator: indicatorName(indicator) })}</p>;

  const height = Math.round(Math.min(420, Math.max(compact ? 220 : 290, width * 0.52)));
  const years = Math.max(1 / 4, (weeks[weeks.length - 1] ?? 0) / 52);
  const frame = frameOf(width, height, years, scale, indicator, curves.map((one) => regimeName(one.name)));
  const ends = { low: tickText(indicator, scale.low, scale.step), high: tickText(indicator, scale.high, scale.step) };
  const note = [
    unitOf(indicator),
    t(whole ? "chart.scale_whole" : "chart.scale_magnified", ends),
    worlds > 1 ? t("chart.bands", { worlds }) : t("chart.one_world"),
    ...(cuts ? [t("chart.cut")] : []),
  ].join(" ");
  return (
    <figure class="lines">
      <figcaption>
        <strong>{heading}</strong>
        <span class="quiet-text">{note}</span>
      </figcaption>
      <div class="lines-stage" ref={ref}>
        <Picture
          frame={frame}
          weeks={weeks}
          curves={curves}
          picture={picture}
          prediction={prediction?.values}
          label={t("chart.label", { title: heading, regimes: curves.map((one) => regimeName(one.name)).join(", ") })}
        >
          {at !== null && (
            <g data-screen-only>
              <CursorMarks frame={frame} weeks={weeks} curves={curves} at={at} />
            </g>
          )}
        </Picture>
        <Cursor frame={frame} weeks={weeks} indicator={indicator} curves={curves} at={at} look={look} />
      </div>
      <Readout weeks={weeks} indicator={indicator} curves={curves} at={at} />
      {!compact && (
        <>
          <LinesTools
            findings={findings}
            indicator={indicator}
            population={population}
            curves={curves}
            whole={whole}
            setWhole={setWhole}
            picture={picture}
            words={{ title: heading, note }}
          />
          <details>
            <summary>{t("chart.table")}</summary>
            <LinesTable weeks={weeks} indicator={indicator} curves={curves} worlds={worlds} caption={heading} />
          </details>
        </>
      )}
    </figure>
  );
}

function scaleFor(indicator: string, extent: ReturnType<typeof extentOf>, whole: boolean, before: Scale | undefined) {
  if (extent === undefined) return { scale: scaleOver(0, 1), cuts: false };
  if (whole) {
    const top = kindOf(indicator) === "count" ? extent.bands[1] : 1;
    return { scale: scaleOver(0, top || 1), cuts: false };
  }
  const { low, high, cuts } = magnified(extent, leastSpan(indicator));
  // Nothing that is measured here is below 0, and no share above 1.
  const most = kindOf(indicator) === "count" ? high : Math.min(1, high);
  return { scale: steady(before, Math.max(0, low), most), cuts };
}
