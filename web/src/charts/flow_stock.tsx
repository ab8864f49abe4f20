// What became of a stock of trust: what there was, what rose and fell, what faded, and what there is. One step beneath the other.

import { number, signed, t } from "../texts";
import { useWidth } from "../ui/use_width";
import { FONT } from "./lines_frame";
import { scaleOver } from "./lines_scale";

export interface StockStep {
  name: string;
  /** A level, or a change of it. */
  amount: number;
  level: boolean;
}

interface Props {
  title: string;
  note: string;
  /** The title of the table. */
  caption: string;
  steps: StockStep[];
  /** From what to what all pictures go that stand together. */
  range: [number, number];
}

const ROW = 40;

/** From where to where each step goes. */
export function spansOf(steps: StockStep[]): [number, number][] {
  let at = 0;
  return steps.map((step) => {
    const from = step.level ? 0 : at;
    at = step.level ? step.amount : at + step.amount;
    return [from, at];
  });
}

/** The range that holds what steps go through, where levels begin outside of it. */
export function rangeOf(all: StockStep[][]): [number, number] {
  const places = all.flatMap((steps) => spansOf(steps).map(([, to]) => to));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const room = (high - low) * 0.1 || 1;
  return [low - room, high + room];
}

export function Stock({ title, note, caption, steps, range }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>(440);
  const scale = scaleOver(range[0], range[1], width < 420 ? 3 : 5);
  const height = steps.length * ROW + 26;
  const x = (value: number) => 14 + ((width - 28) * (Math.max(value, scale.low) - scale.low)) / (scale.high - scale.low);
  const text = (step: StockStep) => (step.level ? number(step.amount, 1) : signed(step.amount, 1));
  const spans = spansOf(steps);
  return (
    <figure class="flow">
      <figcaption>
        <strong>{title}</strong>
        <span class="quiet-text">
          {note} {t("predict.scale", { low: number(scale.low), high: number(scale.high) })}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={t("lesson.chart.label", { title, values: steps.map((one) => `${one.name} ${text(one)}`).join("; ") })}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          font-family={FONT}
          font-size="12.5"
        >
          {scale.ticks.map((one) => (
            <g key={one}>
              <path d={`M${x(one)} 0V${height - 22}`} stroke="var(--rule)" />
              <text x={x(one)} y={height - 6} text-anchor="middle" font-size="12" fill="var(--quiet)">
                {number(one)}
              </text>
            </g>
          ))}
          {steps.map((step, i) => {
            const [from, to] = spans[i] ?? [0, 0];
            const colour = step.level ? "var(--quiet)" : step.amount < 0 ? "var(--burned)" : "var(--honoured)";
            return (
              <g key={step.name}>
                <text x="2" y={i * ROW + 14} fill="var(--ink)" class="bars-name">
                  {step.name}
                </text>
                <text x={width - 2} y={i * ROW + 14} text-anchor="end" font-weight="600" fill="var(--ink)" class="bars-name">
                  {text(step)}
                </text>
                <rect x={Math.min(x(from), x(to))} y={i * ROW + 20} width={Math.max(1.5, Math.abs(x(to) - x(from)))} height="12" fill={colour} />
              </g>
            );
          })}
        </svg>
      </div>
      <details>
        <summary>{t("chart.table")}</summary>
        <div class="table-frame" role="region" tabIndex={0} aria-label={caption}>
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t("lesson.flow.step")}</th>
                <th scope="col">{t("lesson.flow.amount")}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.name}>
                  <th scope="row">{step.name}</th>
                  <td>{text(step)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
