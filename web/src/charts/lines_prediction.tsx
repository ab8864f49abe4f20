// What a reader expected, beside what came: dots that no regime has, a ring a year, and a name.

import { t } from "../texts";
import type { Frame } from "./lines_frame";

export function PredictionLine({ frame, prediction }: { frame: Frame; prediction: { values: number[] } }) {
  const points = prediction.values.map((value, year): [number, number] => [frame.x(year), frame.y(value)]);
  const last = points[points.length - 1] ?? [0, 0];
  return (
    <g class="lines-prediction">
      <polyline points={points.map((point) => point.join(",")).join(" ")} fill="none" stroke="var(--accent)" stroke-width="2.5" stroke-dasharray="1 6" stroke-linecap="round" />
      {points.map(([x, y], year) => (
        <circle key={year} cx={x} cy={y} r="4.5" fill="var(--ground)" stroke="var(--accent)" stroke-width="2" />
      ))}
      <text
        x={last[0] - 8}
        y={last[1] - 12 < frame.top + 8 ? last[1] + 20 : last[1] - 12}
        text-anchor="end"
        font-size="13"
        font-weight="600"
        fill="var(--accent)"
      >
        {t("chart.your_line")}
      </text>
    </g>
  );
}
