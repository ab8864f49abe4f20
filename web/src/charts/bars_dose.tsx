// Values at the points of a dose: what the model finds, with intervals, and what a reader expected. A reader may draw on it.

import type { TargetedPointerEvent } from "preact";
import { useRef } from "preact/hooks";
import type { Estimate } from "../model/protocol";
import { t } from "../texts";
import { useWidth } from "../ui/use_width";
import { FONT } from "./lines_frame";
import { textWidth, wrapped } from "./lines_labels";
import { Marker } from "./lines_marks";
import { scaleOver } from "./lines_scale";
import { type Pen } from "./pen";
import { TableBehind } from "../ui/table_behind";

export interface DoseRow {
  name: string;
  pen: Pen;
  /** One a point; undefined where it is not known yet. */
  values: (Estimate | undefined)[];
}

interface Props {
  title: string;
  note: string;
  axis: string;
  /** Names of the points, and where they are on the axis. */
  points: string[];
  at: number[];
  rows: DoseRow[];
  expected: number[] | undefined;
  /** From what to what the axis goes at least. */
  range?: number[];
  text(value: number): string;
  tick(value: number, step: number): string;
  /** Present where the reader may draw. */
  draw?(point: number, value: number): void;
}

const HEIGHT = 300;
const [TOP, BOTTOM] = [14, 252];

export function Dose({ title, note, axis, points, at, rows, expected, range, text, tick, draw }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>(520);
  const held = useRef<number | null>(null);
  const known = rows.flatMap((row) => row.values.flatMap((one) => (one === undefined ? [] : [one.mean, one.low, one.high])));
  const all = [...known.filter((one): one is number => one !== null), ...(expected ?? []), ...(range ?? [])];
  const scale = all.length > 0 ? scaleOver(Math.min(...all), Math.max(...all)) : scaleOver(0, 1);
  const font = `12px ${FONT}`;
  const left = Math.ceil(Math.max(...scale.ticks.map((one) => textWidth(tick(one, scale.step), font)))) + 28;
  const right = width - Math.max(28, Math.ceil(textWidth(points[points.length - 1] ?? "", font) / 2) + 2);
  const [first, last] = [Math.min(...at), Math.max(...at)];
  const x = (place: number) => left + ((right - left) * (place - first)) / (last - first || 1);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * (value - scale.low)) / (scale.high - scale.low);
  const path = (values: (number | null | undefined)[]) => {
    const there = values.flatMap((value, i) => (value === null || value === undefined ? [] : [`${x(at[i] ?? 0)} ${y(value)}`]));
    return there.length > 1 ? `M${there.join("L")}` : "";
  };

  const put = (event: TargetedPointerEvent<SVGSVGElement>, begins: boolean) => {
    if (draw === undefined) return;
    const box = event.currentTarget.getBoundingClientRect();
    const here = event.clientX - box.left;
    const value = scale.low + ((BOTTOM - (event.clientY - box.top)) / (BOTTOM - TOP)) * (scale.high - scale.low);
    if (begins) {
      event.currentTarget.setPointerCapture(event.pointerId);
      const away = at.map((place) => Math.abs(x(place) - here));
      held.current = away.indexOf(Math.min(...away));
    }
    if (held.current === null) return;
    const step = (scale.high - scale.low) / 100;
    const kept = Math.min(scale.high, Math.max(scale.low, value));
    draw(held.current, Math.round(kept / step) * step);
  };

  // While the reader draws, it is still expected.
  const expectedName = t(draw ? "lesson.chart.expecting" : "lesson.chart.expected");
  const told = [
    ...rows.map((row) => `${row.name}: ${row.values.map((one, i) => `${points[i]} ${said(one, text)}`).join(", ")}`),
    ...(expected ? [`${expectedName}: ${expected.map((one, i) => `${points[i]} ${text(one)}`).join(", ")}`] : []),
  ];
  return (
    <figure class="dose">
      <figcaption>
        <strong>{title}</strong>
        <span class="quiet-text">
          {note} {t("chart.scale_magnified", { low: tick(scale.low, scale.step), high: tick(scale.high, scale.step) })}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          class={draw ? "dose-drawn" : undefined}
          aria-label={t("lesson.chart.label", { title, values: told.join("; ") })}
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          font-family={FONT}
          font-size="12"
          onPointerDown={(event) => put(event, true)}
          onPointerMove={(event) => put(event, false)}
          onPointerUp={() => (held.current = null)}
          onPointerCancel={() => (held.current = null)}
        >
          {scale.ticks.map((one) => (
            <g key={one}>
              <path d={`M${left - 18} ${y(one)}H${right + 18}`} stroke="var(--rule)" />
              <text x={left - 22} y={y(one) + 4} text-anchor="end" fill="var(--quiet)">
                {tick(one, scale.step)}
              </text>
            </g>
          ))}
          {points.map((name, i) => (
            <text key={name} x={x(at[i] ?? 0)} y={BOTTOM + 18} text-anchor="middle" fill="var(--ink)">
              {wrapped(name, (right - left) / Math.max(1, points.length - 1), font).map((row, k) => (
                <tspan key={k} x={x(at[i] ?? 0)} dy={k === 0 ? 0 : 14}>
                  {row}
                </tspan>
              ))}
            </text>
          ))}
          <text x={(left + right) / 2} y={HEIGHT - 4} text-anchor="middle" fill="var(--quiet)">
            {axis}
          </text>
          {rows.map((row) => (
            <g key={row.name}>
              <path d={path(row.values.map((one) => one?.mean))} fill="none" stroke={row.pen.colour} stroke-width="2" stroke-dasharray={row.pen.dash.join(" ") || undefined} />
              {row.values.map((one, i) =>
                one === undefined || one.mean === null ? null : (
                  <g key={i}>
                    {one.low !== null && one.high !== null && (
                      <path d={`M${x(at[i] ?? 0)} ${y(one.low)}V${y(one.high)}`} stroke={row.pen.colour} stroke-width="4" stroke-opacity="0.5" />
                    )}
                    <Marker pen={row.pen} at={[x(at[i] ?? 0), y(one.mean)]} />
                  </g>
                ),
              )}
            </g>
          ))}
          {expected && (
            <g>
              <path d={path(expected)} fill="none" stroke="var(--accent)" stroke-width="2.5" stroke-dasharray="1 5" stroke-linecap="round" />
              {expected.map((one, i) => (
                <circle key={i} cx={x(at[i] ?? 0)} cy={y(one)} r={draw ? 11 : 6} fill="var(--raised)" stroke="var(--accent)" stroke-width="3" />
              ))}
            </g>
          )}
        </svg>
      </div>
      <ul class="key" aria-hidden="true">
        {rows.map((row) => (
          <li key={row.name}>
            <svg width="34" height="12">
              <path d="M0 6H34" stroke={row.pen.colour} stroke-width="2" stroke-dasharray={row.pen.dash.join(" ") || undefined} />
              <Marker pen={row.pen} at={[17, 6]} />
            </svg>
            {row.name}
          </li>
        ))}
        {expected && (
          <li>
            <svg width="34" height="14">
              <path d="M0 7H34" stroke="var(--accent)" stroke-width="2.5" stroke-dasharray="1 5" stroke-linecap="round" />
              <circle cx="17" cy="7" r="5" fill="var(--raised)" stroke="var(--accent)" stroke-width="2.5" />
            </svg>
            {expectedName}
          </li>
        )}
      </ul>
      {!draw && <DoseTable title={title} points={points} rows={rows} expected={expected} text={text} />}
    </figure>
  );
}

const said = (one: Estimate | undefined, text: (value: number) => string): string =>
  one === undefined || one.mean === null ? t("lesson.chart.no_value") : text(one.mean);

function DoseTable({ title, points, rows, expected, text }: Pick<Props, "title" | "points" | "rows" | "expected" | "text">) {
  return (
    <TableBehind title={title}>
      <thead>
        <tr>
          <th scope="col">{t("lesson.chart.point")}</th>
          {rows.map((row) => (
            <th key={row.name} scope="col">
              {row.name}
            </th>
          ))}
          {expected && <th scope="col">{t("lesson.chart.expected")}</th>}
        </tr>
      </thead>
      <tbody>
        {points.map((point, i) => (
          <tr key={point}>
            <th scope="row">{point}</th>
            {rows.map((row) => {
              const one = row.values[i];
              return (
                <td key={row.name}>
                  {said(one, text)}
                  {one && one.low !== null && one.high !== null && (
                    <span class="lines-bounds">{t("chart.from_to", { low: text(one.low), high: text(one.high) })}</span>
                  )}
                </td>
              );
            })}
            {expected && <td>{text(expected[i] ?? 0)}</td>}
          </tr>
        ))}
      </tbody>
    </TableBehind>
  );
}
