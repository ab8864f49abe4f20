// What a reader expected, beside what came: dots that no regime has, and a ring a year.

import type { Frame } from "./lines_frame";

export function PredictionLine({ frame, values }: { frame: Frame; values: number[] }) {
  const points = values.map((value, year): [number, number] => [frame.x(year), frame.y(value)]);
  return (
    <g>
      <polyline points={points.map((point) => point.join(",")).join(" ")} fill="none" stroke="var(--accent)" stroke-width="2.5" stroke-dasharray="1 6" stroke-linecap="round" />
      {points.map(([x, y], year) => (
        <circle key={year} cx={x} cy={y} r="4.5" fill="var(--ground)" stroke="var(--accent)" stroke-width="2" />
      ))}
    </g>
  );
}
