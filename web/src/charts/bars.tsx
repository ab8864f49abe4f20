// Bars with intervals over worlds, one a regime, from a common zero. Name and value stand at each; a table says the same.

import type { Estimate } from "../model/protocol";
import { t } from "../texts";
import { useWidth } from "../ui/use_width";
import { textWidth } from "./lines_labels";
import { scaleOver } from "./lines_scale";
import { FONT } from "./lines_frame";
import { Marker } from "./lines_marks";
import type { Pen } from "./pen";
import { TableBehind } from "../ui/table_behind";

export interface Bar {
  name: string;
  pen: Pen;
  estimate: Estimate;
}

interface Props {
  title: string;
  /** What stands under the title: from what the bars are told apart, in what unit. */
  note: string;
  bars: Bar[];
  /** What the axis has to hold besides. */
  range?: number[];
  /** How a value is written, and a tick of the axis. */
  text(value: number): string;
  tick(value: number, step: number): string;
}

const ROW = 46;
const TOP = 6;

export function Bars({ title, note, bars, range = [], text, tick }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>(480);
  const ends = bars.flatMap(({ estimate: { mean, low, high } }) => [mean ?? 0, low ?? mean ?? 0, high ?? mean ?? 0]);
  const scale = scaleOver(Math.min(0, ...ends, ...range), Math.max(0, ...ends, ...range), width < 420 ? 3 : 5);
  const height = TOP + bars.length * ROW + 26;
  const edge = Math.ceil(Math.max(...scale.ticks.map((one) => textWidth(tick(one, scale.step), `12px ${FONT}`))) / 2) + 2;
  const x = (value: number) => edge + ((width - 2 * edge) * (value - scale.low)) / (scale.high - scale.low);
  return (
    <figure class="bars">
      <figcaption>
        <strong>{title}</strong>
        <span class="quiet-text">
          {note} {t("chart.scale_magnified", { low: tick(scale.low, scale.step), high: tick(scale.high, scale.step) })}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={t("lesson.chart.label", { title, values: bars.map((one) => `${one.name} ${spoken(one, text)}`).join("; ") })}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          font-family={FONT}
          font-size="13"
        >
          {scale.ticks.map((one) => (
            <g key={one}>
              <path d={`M${x(one)} ${TOP}V${height - 22}`} stroke={one === 0 ? "var(--ink)" : "var(--rule)"} stroke-width="1" />
              <text x={x(one)} y={height - 6} text-anchor="middle" font-size="12" fill="var(--quiet)">
                {tick(one, scale.step)}
              </text>
            </g>
          ))}
          {bars.map((bar, i) => (
            <Row key={bar.name} bar={bar} y={TOP + i * ROW} x={x} text={text} width={width} />
          ))}
        </svg>
      </div>
      <BarsTable title={title} bars={bars} text={text} />
    </figure>
  );
}

const spoken = (bar: Bar, text: (value: number) => string): string =>
  bar.estimate.mean === null ? t("lesson.chart.no_value") : text(bar.estimate.mean);

interface RowProps {
  bar: Bar;
  y: number;
  width: number;
  x(value: number): number;
  text(value: number): string;
}

function Row({ bar, y, x, text, width }: RowProps) {
  const { mean, low, high } = bar.estimate;
  const middle = y + 31;
  const said = spoken(bar, text);
  return (
    <g>
      <text x={2} y={y + 16} fill={bar.pen.colour} font-weight="600" class="bars-name">
        {bar.name}
      </text>
      <text x={width - 2} y={y + 16} text-anchor="end" fill="var(--ink)" class="bars-name">
        {said}
      </text>
      {mean !== null && (
        <g>
          <rect x={Math.min(x(0), x(mean))} y={middle - 6} width={Math.abs(x(mean) - x(0))} height="12" fill={bar.pen.colour} fill-opacity="0.28" />
          {low !== null && high !== null && (
            <path
              d={`M${x(low)} ${middle}H${x(high)}M${x(low)} ${middle - 5}v10M${x(high)} ${middle - 5}v10`}
              stroke={bar.pen.colour}
              stroke-width="2"
            />
          )}
          <Marker pen={bar.pen} at={[x(mean), middle]} />
        </g>
      )}
    </g>
  );
}

function BarsTable({ title, bars, text }: Pick<Props, "title" | "bars" | "text">) {
  return (
    <TableBehind title={title}>
      <thead>
        <tr>
          <th scope="col">{t("lesson.chart.way")}</th>
          <th scope="col">{t("lesson.chart.mean")}</th>
          <th scope="col">{t("lesson.chart.interval")}</th>
          <th scope="col">{t("lesson.chart.worlds")}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.name}>
            <th scope="row">{bar.name}</th>
            <td>{spoken(bar, text)}</td>
            <td>
              {bar.estimate.low === null || bar.estimate.high === null
                ? t("lesson.chart.no_value")
                : t("chart.from_to", { low: text(bar.estimate.low), high: text(bar.estimate.high) })}
            </td>
            <td>{bar.estimate.n}</td>
          </tr>
        ))}
      </tbody>
    </TableBehind>
  );
}
