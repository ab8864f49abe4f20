// The marks of one regime: a band, a line with its dashes, markers along it, and a name at its end.

import type { Curve, Frame, Label } from "./lines_frame";
import type { Pen } from "./pen";

/** Marks a year apart would hide the line. */
const MARKER_EVERY_YEARS = 2;

/** Runs of points without a gap, as paths. */
function runs(curve: (number | null)[]): number[][] {
  const found: number[][] = [];
  let run: number[] = [];
  curve.forEach((value, i) => {
    if (value !== null) run.push(i);
    else if (run.length > 0) [run] = [[], found.push(run)];
  });
  if (run.length > 0) found.push(run);
  return found;
}

const path = (points: [number, number][]): string =>
  points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

export function Band({ curve, weeks, frame }: { curve: Curve; weeks: number[]; frame: Frame }) {
  const both = curve.low.map((low, i) => (low === null || curve.high[i] === null ? null : i));
  const x = (i: number) => frame.x((weeks[i] ?? 0) / 52);
  const shapes = runs(both).map((run) => {
    const upper = run.map((i): [number, number] => [x(i), frame.y(curve.high[i] ?? 0)]);
    const lower = run.map((i): [number, number] => [x(i), frame.y(curve.low[i] ?? 0)]);
    return `${path([...upper, ...lower.reverse()])}Z`;
  });
  return <path d={shapes.join("")} fill={curve.pen.colour} fill-opacity="0.13" stroke="none" />;
}

export function Line({ curve, weeks, frame }: { curve: Curve; weeks: number[]; frame: Frame }) {
  const { pen } = curve;
  const at = (i: number): [number, number] => [frame.x((weeks[i] ?? 0) / 52), frame.y(curve.mean[i] ?? 0)];
  const d = runs(curve.mean).map((run) => path(run.map(at))).join("");
  // Each regime begins its markers a little later, so that those of lines that lie together can be told apart.
  const years = Array.from({ length: Math.ceil(frame.years / MARKER_EVERY_YEARS) }, (_, i) => i * MARKER_EVERY_YEARS);
  const marks = years
    .map((year) => weeks.findIndex((week) => week >= (year + 0.5 + (curve.regime % 4) * 0.25) * 52))
    .filter((i) => i >= 0 && curve.mean[i] !== null);
  return (
    <g>
      <path d={d} fill="none" stroke={pen.colour} stroke-width="2.25" stroke-dasharray={pen.dash.join(" ") || undefined} />
      {marks.map((i) => (
        <Marker key={i} pen={pen} at={at(i)} />
      ))}
    </g>
  );
}

export function Marker({ pen, at: [x, y] }: { pen: Pen; at: [number, number] }) {
  const fill = { fill: pen.colour, stroke: "var(--raised, #fff)", "stroke-width": 1 };
  if (pen.marker === "circle") return <circle cx={x} cy={y} r="4" {...fill} />;
  if (pen.marker === "square") return <rect x={x - 3.6} y={y - 3.6} width="7.2" height="7.2" {...fill} />;
  if (pen.marker === "diamond") return <path d={`M${x} ${y - 5}l5 5l-5 5l-5 -5Z`} {...fill} />;
  return <path d={`M${x} ${y - 5}l5 8.6h-10Z`} {...fill} />;
}

export function Names({ labels, frame }: { labels: Label[]; frame: Frame }) {
  return (
    <g font-size={frame.small ? 12 : 13} font-weight="600">
      {labels.map((label) => {
        const { colour } = label;
        const first = label.y - (label.rows.length * 15) / 2 + 11;
        return (
          <g key={label.regime}>
            <path
              d={`M${frame.right + 2} ${label.end.toFixed(1)}L${frame.right + 13} ${label.y.toFixed(1)}`}
              stroke={colour}
              fill="none"
            />
            {label.rows.map((row, i) => (
              <text key={i} x={frame.right + 16} y={(first + i * 15).toFixed(1)} fill={colour}>
                {row}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}
