// Where a reader draws a line: by dragging over it, or with one handle a year that arrow keys move.

import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Frame } from "../charts/lines_frame";
import { number, t } from "../texts";
import { valueText } from "../ui/measure";
import { keyStep } from "./predict_scale";

interface Props {
  frame: Frame;
  indicator: string;
  values: number[];
  change(values: number[]): void;
}

export function DrawPad({ frame, indicator, values, change }: Props) {
  const [year, setYear] = useState(1);
  const handles = useRef<(HTMLDivElement | null)[]>([]);
  const before = useRef<{ year: number; value: number } | undefined>(undefined);
  const last = values.length - 1;
  const step = keyStep(indicator, frame.scale);
  const put = (changes: [number, number][]) => {
    const next = [...values];
    for (const [at, value] of changes) next[at] = value;
    change(next);
  };

  const yearOf = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const place = frame.yearAt(event.clientX - event.currentTarget.getBoundingClientRect().left + frame.left);
    return Math.min(last, Math.max(1, Math.round(place)));
  };
  const draw = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const value = frame.valueAt(event.clientY - event.currentTarget.getBoundingClientRect().top + frame.top);
    const here = { year: yearOf(event), value };
    const from = before.current ?? here;
    before.current = here;
    // A fast finger passes over years: they get what lies between.
    const [first, end] = [Math.min(from.year, here.year), Math.max(from.year, here.year)];
    const between = Array.from({ length: end - first + 1 }, (_, i): [number, number] => {
      const at = first + i;
      const share = from.year === here.year ? 1 : (at - from.year) / (here.year - from.year);
      return [at, at === here.year ? here.value : from.value + share * (here.value - from.value)];
    });
    put(between.filter(([at]) => at !== from.year || at === here.year));
    setYear(here.year);
  };
  const down = (event: TargetedPointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    before.current = undefined;
    draw(event);
  };
  // The keyboard goes on where the finger stopped.
  const up = (event: TargetedPointerEvent<HTMLDivElement>) => handles.current[yearOf(event)]?.focus({ preventScroll: true });
  const press = (event: TargetedKeyboardEvent<HTMLDivElement>, at: number) => {
    const value = values[at] ?? 0;
    const moves: Record<string, number> = { ArrowUp: step, ArrowDown: -step, PageUp: 4 * step, PageDown: -4 * step };
    const years: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 1, End: last };
    const move = moves[event.key];
    const other = years[event.key];
    if (move === undefined && other === undefined) return;
    event.preventDefault();
    if (move !== undefined) put([[at, Math.min(frame.scale.high, Math.max(frame.scale.low, value + move))]]);
    if (other !== undefined) {
      const next = Math.min(last, Math.max(1, other));
      setYear(next);
      handles.current[next]?.focus();
    }
  };
  return (
    <div
      class="pad"
      role="group"
      aria-label={t("predict.pad")}
      style={{ left: `${frame.left}px`, top: `${frame.top}px`, width: `${frame.right - frame.left}px`, height: `${frame.bottom - frame.top}px` }}
      onPointerDown={down}
      onPointerUp={up}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && draw(event)}
    >
      {values.map((value, at) =>
        at === 0 ? null : (
          <div
            key={at}
            ref={(element) => {
              handles.current[at] = element;
            }}
            class="pad-handle"
            role="slider"
            tabIndex={at === Math.min(year, last) ? 0 : -1}
            aria-orientation="vertical"
            aria-label={t("chart.year_n", { year: number(at) })}
            aria-valuemin={frame.scale.low}
            aria-valuemax={frame.scale.high}
            aria-valuenow={value}
            aria-valuetext={valueText(indicator, value)}
            style={{ left: `${frame.x(at) - frame.left}px`, top: `${frame.y(value) - frame.top}px` }}
            onFocus={() => setYear(at)}
            onKeyDown={(event) => press(event, at)}
          />
        ),
      )}
    </div>
  );
}
