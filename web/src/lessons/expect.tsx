// Saying what one expects: a choice, an order, values at points, or shares. All of it by keyboard, too.

import { useState } from "preact/hooks";
import { Dose } from "../charts/bars_dose";
import { type Pen, pensOf } from "../charts/pen";
import type { Findings } from "../model/protocol";
import { Predict } from "../play/predict";
import { number, t } from "../texts";
import { tickText, valueText } from "../ui/measure";
import { capital, regimeName } from "../ui/names";
import type { Expected } from "./expected";
import type { Answer } from "./found";
import type { Expectation, Lesson } from "./lesson";
import { heading, plain, say } from "./words";

interface Props {
  lesson: Lesson;
  expectation: Expectation;
  expected: Expected;
  pointNames: string[];
  /** For a line: where it begins. Undefined until the first worlds are there. */
  findings: Findings | undefined;
  onChange(expected: Expected): void;
}

export function Expect({ lesson, expectation, expected, pointNames, findings, onChange }: Props) {
  switch (expectation.kind) {
    case "choice":
      return <Choice lesson={lesson} chosen={expected.choice} onChange={(choice) => onChange({ choice })} />;
    case "order":
      return <Order order={expected.order ?? []} onChange={(order) => onChange({ order })} />;
    case "share":
      return (
        <div class="stack">
          {expectation.regimes.map((regime, i) => (
            <Slider
              key={regime}
              name={capital(regimeName(regime))}
              value={expected.values?.[i] ?? 50}
              range={[0, 100]}
              step={1}
              text={(value) => t("lesson.expect.burned", { value })}
              onChange={(value) => onChange({ values: replaced(expected.values ?? [], i, value) })}
            />
          ))}
        </div>
      );
    case "line":
      return findings === undefined ? (
        <p class="quiet-text">{t("lesson.expect.soon")}</p>
      ) : (
        <Predict
          findings={findings}
          regime={findings.regimes.indexOf(expectation.regime)}
          indicator={expectation.what.indicator}
          population={expectation.what.population}
          prediction={expected.values ?? null}
          onChange={(values) => onChange({ values })}
          revealed={false}
        />
      );
    case "curve":
      return <Curve expectation={expectation} expected={expected} pointNames={pointNames} onChange={onChange} />;
  }
}

const replaced = <T,>(list: T[], at: number, value: T): T[] => list.map((one, i) => (i === at ? value : one));

const ANSWERS: Answer[] = ["more", "less", "same"];

function Choice({ lesson, chosen, onChange }: { lesson: Lesson; chosen: Answer | undefined; onChange(choice: Answer): void }) {
  return (
    <fieldset class="lesson-choices">
      <legend class="visually-hidden">{say(`lesson.${lesson.name}.expect`)}</legend>
      {ANSWERS.map((answer) => (
        <label key={answer} class="lesson-choice">
          <input type="radio" name={`expect-${lesson.name}`} checked={chosen === answer} onChange={() => onChange(answer)} />
          <span>{say(`lesson.${lesson.name}.${answer}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Order({ order, onChange }: { order: string[]; onChange(order: string[]): void }) {
  const [moved, setMoved] = useState("");
  const move = (at: number, by: number) => {
    const [here, there] = [order[at], order[at + by]];
    if (here === undefined || there === undefined) return;
    onChange(order.map((one, i) => (i === at ? there : i === at + by ? here : one)));
    setMoved(t("lesson.expect.moved", { name: regimeName(here), place: number(at + by + 1), all: number(order.length) }));
  };
  return (
    <>
      <ol class="lesson-order">
        {order.map((regime, i) => (
          <li key={regime}>
            <span>{capital(regimeName(regime))}</span>
            {/* Not disabled at the ends: a button that goes away under the finger takes the focus with it. */}
            <button type="button" aria-disabled={i === 0} aria-label={t("lesson.expect.up", { name: regimeName(regime) })} onClick={() => move(i, -1)}>
              ↑
            </button>
            <button type="button" aria-disabled={i === order.length - 1} aria-label={t("lesson.expect.down", { name: regimeName(regime) })} onClick={() => move(i, 1)}>
              ↓
            </button>
          </li>
        ))}
      </ol>
      <p class="visually-hidden" role="status">
        {moved}
      </p>
    </>
  );
}

function Curve({ expectation, expected, pointNames, onChange }: Omit<Props, "lesson" | "expectation" | "findings"> & { expectation: Extract<Expectation, { kind: "curve" }> }) {
  const { indicator } = expectation.what;
  const { range } = expectation;
  const values = expected.values ?? [];
  const at = expectation.points.of === "regimes" ? expectation.points.at : pointNames.map((_, i) => i);
  const put = (i: number, value: number) => onChange({ values: replaced(values, i, value) });
  return (
    <div class="lesson-curve">
      <Dose
        title={heading(expectation.what)}
        note={t("lesson.expect.draw", { low: plain(range[0]), high: plain(range[1]) })}
        axis={say(`lesson.axis.${expectation.points.of}`)}
        points={pointNames}
        at={at}
        rows={[]}
        expected={values}
        range={range}
        text={(value) => valueText(indicator, value)}
        tick={(value, step) => tickText(indicator, value, step)}
        draw={put}
      />
      <details>
        <summary>{t("lesson.expect.sliders")}</summary>
        {pointNames.map((name, i) => (
          <Slider
            key={name}
            name={name}
            value={values[i] ?? 0}
            range={range}
            step={0.002}
            text={(value) => valueText(indicator, value)}
            onChange={(value) => put(i, value)}
          />
        ))}
      </details>
    </div>
  );
}

interface SliderProps {
  name: string;
  value: number;
  range: [number, number];
  step: number;
  text(value: number): string;
  onChange(value: number): void;
}

function Slider({ name, value, range, step, text, onChange }: SliderProps) {
  return (
    <label class="lesson-slider">
      <span class="lesson-slider-name">{name}</span>
      <input
        type="range"
        min={range[0]}
        max={range[1]}
        step={step}
        value={value}
        aria-valuetext={text(value)}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <output class="lesson-slider-value">{text(value)}</output>
    </label>
  );
}

/** The pen of a regime of a lesson. */
export function lessonPen(lesson: Lesson, regime: string): Pen {
  const names = (lesson.setup.regimes ?? []).map((one) => one.name);
  return pensOf(names)[names.indexOf(regime)] as Pen;
}
