// Predict, then see: a reader draws the line that they expect for one regime, and only then sees what the model says.

import { useEffect, useRef } from "preact/hooks";
import { curvesOf } from "../charts/lines";
import { type Frame, frameOf } from "../charts/lines_frame";
import { Picture } from "../charts/lines_picture";
import type { About, Findings } from "../model/protocol";
import type { Setup } from "../state/setup";
import { t } from "../texts";
import { tickText, unitOf } from "../ui/measure";
import { capital, indicatorName, populationName, regimeName } from "../ui/names";
import { useWidth } from "../ui/use_width";
import { DrawPad } from "./draw_pad";
import { drawingScale, kept, sameWithin } from "./predict_scale";
import { PredictTable } from "./predict_table";
import { Probe } from "./probe";
import { verdictOf } from "./verdict";
import { verdictWords } from "./verdict_words";

export interface PredictProps {
  findings: Findings;
  /** The regime whose line is drawn, by its place. */
  regime: number;
  indicator: string;
  population: string;
  /** A value a year from week 0 on; null: nothing is drawn yet. */
  prediction: number[] | null;
  onChange(values: number[]): void;
  revealed: boolean;
  /** Absent where something else on the page leads on to what the model says. */
  onReveal?(): void;
  /** With these, mechanisms can be switched off after the reveal, to see what a difference hangs on. */
  probe?: { about: About; setup: Setup; change(setup: Setup): void; ready: boolean };
}

export function Predict(props: PredictProps) {
  const { findings, regime, indicator, population, prediction, onChange, revealed, onReveal } = props;
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const result = useRef<HTMLHeadingElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    // Only after the button: whoever opens an address with a line that was revealed has not asked for the focus.
    if (revealed && asked.current) result.current?.focus();
  }, [revealed]);

  const name = findings.regimes[regime] ?? "";
  const years = Math.floor((findings.weeks[findings.weeks.length - 1] ?? 0) / 52);
  const all = curvesOf(findings, indicator, population);
  const start = all[regime]?.mean[0] ?? all[findings.reference]?.mean[0] ?? 0;
  const flat = Array.from({ length: years + 1 }, () => start);
  const drawn = prediction !== null && prediction.length === years + 1;
  // The line begins where the model does, even if other worlds came after it was drawn.
  const values = drawn ? [start, ...prediction.slice(1)] : flat;
  const reference = findings.reference === regime ? [] : [findings.reference];
  const curves = all.filter((one) => reference.includes(one.regime) || (revealed && one.regime === regime));
  const scale = drawingScale(indicator, start, all, [...values, ...(revealed ? (all[regime]?.mean ?? []) : [])].filter((one): one is number => one !== null));
  const height = Math.round(Math.min(400, Math.max(300, width * 0.5)));
  const frame: Frame = frameOf(width, height, Math.max(1, years), scale, indicator, all.map((one) => regimeName(one.name)));
  const change = (values: number[]) => onChange(values.map((value) => kept(indicator, value)));
  const same = sameWithin(indicator, scale);
  const what = { regime: regimeName(name), indicator: indicatorName(indicator), population: populationName(population), years };
  const verdict = revealed && drawn ? verdictOf({ findings, regime, indicator, population, values, same }) : undefined;
  return (
    <div class="predict">
      <h3>{t(revealed ? "predict.title_done" : "predict.title", { ...what, indicator: capital(what.indicator) })}</h3>
      <p>{t(revealed ? "predict.done" : "predict.how", what)}</p>
      <p class="quiet-text">
        {unitOf(indicator)}{" "}
        {t("predict.scale", { low: tickText(indicator, scale.low, scale.step), high: tickText(indicator, scale.high, scale.step) })}
      </p>
      <div class="lines-stage" ref={ref}>
        <Picture frame={frame} weeks={findings.weeks} curves={curves} prediction={revealed && !drawn ? undefined : values} label={t(revealed ? "predict.label_revealed" : "predict.label", what)} />
        {!revealed && <DrawPad frame={frame} indicator={indicator} values={values} change={change} />}
      </div>
      {!revealed && (
        <div class="controls">
          <PredictTable indicator={indicator} values={values} change={change} />
          {onReveal && (
            <div class="row">
              <button
                type="button"
                class="primary"
                disabled={!drawn}
                onClick={() => {
                  asked.current = true;
                  onReveal();
                }}
              >
                {t("predict.reveal")}
              </button>
              {!drawn && <span class="quiet-text">{t("predict.draw_first")}</span>}
            </div>
          )}
        </div>
      )}
      {verdict !== undefined && (
        <div class="verdict">
          <h3 ref={result} tabIndex={-1}>
            {t("verdict.title")}
          </h3>
          <ul>
            {verdictWords(verdict, indicator, name, findings.regimes[findings.reference] ?? "", same).map((sentence, i) => (
              <li key={i}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {revealed && props.probe !== undefined && (
        <Probe {...props.probe} findings={findings} regime={regime} indicator={indicator} population={population} />
      )}
    </div>
  );
}
