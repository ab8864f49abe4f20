// The year that is looked at: by mouse, by finger, or by arrow keys. What the lines say there is written beneath them.

import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useState } from "preact/hooks";
import { number, t } from "../texts";
import { valueText } from "../ui/measure";
import { capital, regimeName } from "../ui/names";
import type { Curve, Frame } from "./lines_frame";
import { Marker } from "./lines_marks";

/** The recorded week nearest to a year. */
export const weekAt = (weeks: number[], year: number): number =>
  weeks.reduce((best, week, i) => (Math.abs(week - year * 52) < Math.abs((weeks[best] ?? 0) - year * 52) ? i : best), 0);

/** Where a key takes a slider from here; undefined: it is no key of a slider. */
export function stepped(key: string, at: number, last: number): number | undefined {
  const to: Record<string, number> = {
    ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1,
    PageUp: at + 5, PageDown: at - 5, Home: 0, End: last,
  };
  const next = to[key];
  return next === undefined ? undefined : Math.min(last, Math.max(0, next));
}

export function CursorMarks({ frame, weeks, curves, at }: { frame: Frame; weeks: number[]; curves: Curve[]; at: number }) {
  const x = frame.x((weeks[at] ?? 0) / 52);
  return (
    <g>
      <path d={`M${x} ${frame.top}V${frame.bottom}`} stroke="var(--quiet)" stroke-width="1" stroke-dasharray="2 3" />
      {curves.map((curve) => {
        const value = curve.mean[at];
        if (value === null || value === undefined) return null;
        return <Marker key={curve.regime} pen={curve.pen} at={[x, frame.y(value)]} />;
      })}
    </g>
  );
}

interface CursorProps {
  frame: Frame;
  weeks: number[];
  indicator: string;
  curves: Curve[];
  /** The recorded week that is looked at, by its place. */
  at: number | null;
  look(at: number | null): void;
}

/** Lies over the picture. */
export function Cursor({ frame, weeks, indicator, curves, at, look }: CursorProps) {
  // Only what the keyboard asks for is told: a mouse passes over many years.
  const [told, setTold] = useState("");
  const year = Math.round((weeks[at ?? weeks.length - 1] ?? 0) / 52);
  const point = (event: TargetedPointerEvent<HTMLDivElement>) =>
    look(weekAt(weeks, frame.yearAt(event.clientX - event.currentTarget.getBoundingClientRect().left + frame.left)));
  const press = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Escape") return look(null);
    const next = stepped(event.key, year, Math.floor(frame.years));
    if (next === undefined) return;
    event.preventDefault();
    const place = weekAt(weeks, next);
    look(place);
    const values = curves.map((one) => `${regimeName(one.name)} ${valueText(indicator, one.mean[place] ?? null)}`);
    setTold(`${t("chart.year_n", { year: number(next) })}: ${values.join("; ")}`);
  };
  return (
    <>
      <div
        class="lines-cursor"
        role="slider"
        tabIndex={0}
        aria-label={t("chart.cursor")}
        aria-valuemin={0}
        aria-valuemax={Math.floor(frame.years)}
        aria-valuenow={year}
        aria-valuetext={t("chart.year_n", { year: number(year) })}
        style={{ left: `${frame.left}px`, top: `${frame.top}px`, width: `${frame.right - frame.left}px`, height: `${frame.bottom - frame.top}px` }}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={(event) => event.pointerType === "mouse" && look(null)}
        onKeyDown={press}
        onBlur={() => setTold("")}
      />
      <p class="visually-hidden" role="status">
        {told}
      </p>
    </>
  );
}

/** What the lines say at the cursor, or at the end. */
export function Readout({ weeks, indicator, curves, at }: Omit<CursorProps, "frame" | "look">) {
  const place = at ?? weeks.length - 1;
  const years = (weeks[place] ?? 0) / 52;
  return (
    <div class="lines-readout">
      <span class="lines-when">{capital(t("chart.year_n", { year: number(years, Number.isInteger(years) ? 0 : 2) }))}</span>
      {curves.map((curve) => (
        <span key={curve.regime} class="lines-value">
          <svg width="30" height="12" aria-hidden="true">
            <path d="M0 6H30" stroke={curve.pen.colour} stroke-width="2.25" stroke-dasharray={curve.pen.dash.join(" ") || undefined} />
            <Marker pen={curve.pen} at={[15, 6]} />
          </svg>
          {regimeName(curve.name)} <strong>{valueText(indicator, curve.mean[place] ?? null)}</strong>
        </span>
      ))}
    </div>
  );
}
