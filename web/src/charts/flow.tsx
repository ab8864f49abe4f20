// Trust that was put at stake, as a flow from what it was staked in to what became of it. Widths are amounts, on one scale for
// all pictures that stand together. What is burned is hatched: nothing is told by colour alone.

import { useId } from "preact/hooks";
import { number, t } from "../texts";
import { useWidth } from "../ui/use_width";
import { spread } from "./lines_labels";
import { FONT } from "./lines_frame";
import { TableBehind } from "../ui/table_behind";

export interface Source {
  name: string;
  honoured: number;
  burned: number;
}

interface Props {
  title: string;
  note: string;
  /** The title of the table. */
  caption: string;
  sources: Source[];
  /** The largest amount among the pictures that stand together. */
  most: number;
}

const TALLEST = 240;
const GAP = 5;
const LABEL = 32;

export function Flow({ title, note, caption, sources, most }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>(440);
  const hatch = useId();
  const shown = sources.filter((one) => one.honoured + one.burned > 0);
  const size = (amount: number) => (most > 0 ? (TALLEST * amount) / most : 0);
  const total = (part: "honoured" | "burned") => shown.reduce((sum, one) => sum + one[part], 0);
  const sinks = [total("honoured"), total("burned")] as const;
  const tall = shown.reduce((sum, one) => sum + size(one.honoured + one.burned) + GAP, 0);
  const height = Math.max(tall, LABEL * Math.max(2, shown.length), size(sinks[0] + sinks[1]) + 24) + 12;
  const side = Math.min(120, width * 0.3);
  const [left, right] = [side, width - side];

  const tops = stacked(shown.map((one) => size(one.honoured + one.burned)), height);
  const ends = stacked(sinks.map(size), height, 24);
  const names = spread(shown.map((one, i) => (tops[i] ?? 0) + size(one.honoured + one.burned) / 2), shown.map(() => LABEL), 0, height);
  const ending = spread(sinks.map((one, i) => (ends[i] ?? 0) + size(one) / 2), [LABEL, LABEL], 0, height);
  const done = [0, 0];
  const ribbons = shown.flatMap((one, i) =>
    (["honoured", "burned"] as const).map((part, sink) => {
      const from = (tops[i] ?? 0) + (part === "burned" ? size(one.honoured) : 0);
      const to = (ends[sink] ?? 0) + (done[sink] ?? 0);
      done[sink] = (done[sink] ?? 0) + size(one[part]);
      return { key: `${one.name} ${part}`, part, d: ribbon(left + 10, right - 10, from, to, size(one[part])) };
    }),
  );
  const said = shown.map((one) => t("lesson.flow.source", { name: one.name, honoured: number(one.honoured), burned: number(one.burned) }));
  return (
    <figure class="flow">
      <figcaption>
        <strong>{title}</strong>
        <span class="quiet-text">{note}</span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={t("lesson.chart.label", { title, values: said.join(" ") })}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          font-family={FONT}
          font-size="12.5"
        >
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" fill="var(--burned)" fill-opacity="0.35" />
            <path d="M0 0V7" stroke="var(--burned)" stroke-width="4" />
          </pattern>
          {ribbons.map(({ key, part, d }) => (
            <path key={key} d={d} fill={part === "burned" ? `url(#${hatch})` : "var(--honoured)"} fill-opacity={part === "burned" ? 1 : 0.55} />
          ))}
          {shown.map((one, i) => (
            <g key={one.name}>
              <rect x={left} y={tops[i] ?? 0} width="10" height={Math.max(1, size(one.honoured + one.burned))} fill="var(--ink)" />
              <Label x={left - 6} y={names[i] ?? 0} anchor="end" name={one.name} amount={one.honoured + one.burned} />
            </g>
          ))}
          {sinks.map((amount, sink) => (
            <g key={sink}>
              <rect x={right - 10} y={ends[sink] ?? 0} width="10" height={Math.max(1, size(amount))} fill={sink === 1 ? `url(#${hatch})` : "var(--honoured)"} />
              <Label x={right + 6} y={ending[sink] ?? 0} anchor="start" name={t(sink === 1 ? "lesson.flow.burned" : "lesson.flow.honoured")} amount={amount} />
            </g>
          ))}
        </svg>
      </div>
      <FlowTable title={caption} sources={shown} sinks={sinks} />
    </figure>
  );
}

/** Tops of parts that stand on each other with a gap, in the middle of the height. */
function stacked(sizes: number[], height: number, gap = GAP): number[] {
  const all = sizes.reduce((sum, one) => sum + one, 0) + gap * Math.max(0, sizes.length - 1);
  let y = Math.max(0, (height - all) / 2);
  return sizes.map((size) => {
    const top = y;
    y += size + gap;
    return top;
  });
}

function ribbon(x1: number, x2: number, y1: number, y2: number, size: number): string {
  const middle = (x1 + x2) / 2;
  const [a, b] = [y1 + size, y2 + size];
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}V${b}C${middle} ${b} ${middle} ${a} ${x1} ${a}Z`;
}

function Label({ x, y, anchor, name, amount }: { x: number; y: number; anchor: "start" | "end"; name: string; amount: number }) {
  return (
    <text x={x} y={y - 2} text-anchor={anchor} fill="var(--ink)">
      {name}
      <tspan x={x} dy="15" font-weight="600">
        {number(amount)}
      </tspan>
    </text>
  );
}

function FlowTable({ title, sources, sinks }: { title: string; sources: Source[]; sinks: readonly [number, number] }) {
  const row = (name: string, honoured: number, burned: number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{number(honoured + burned)}</td>
      <td>{number(honoured)}</td>
      <td>{number(burned)}</td>
    </tr>
  );
  return (
    <TableBehind title={title}>
      <thead>
        <tr>
          <th scope="col">{t("lesson.flow.staked_in")}</th>
          <th scope="col">{t("lesson.flow.staked")}</th>
          <th scope="col">{t("lesson.flow.honoured")}</th>
          <th scope="col">{t("lesson.flow.burned")}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((one) => row(one.name, one.honoured, one.burned))}
        {row(t("lesson.flow.all"), sinks[0], sinks[1])}
      </tbody>
    </TableBehind>
  );
}
