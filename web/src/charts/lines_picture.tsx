// The picture itself: gridlines, axes, bands, lines and names. It is as wide as there is room, so that text keeps its size.

import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";
import { number, t } from "../texts";
import { tickText } from "../ui/measure";
import { regimeName } from "../ui/names";
import { type Curve, endOf, FONT, type Frame, labelsOf, READER } from "./lines_frame";
import { Band, Line, Names } from "./lines_marks";
import { PredictionLine } from "./lines_prediction";

export interface PictureProps {
  frame: Frame;
  weeks: number[];
  curves: Curve[];
  /** What it shows, in one sentence. */
  label: string;
  picture?: Ref<SVGSVGElement>;
  /** What a reader expects: a value a year. */
  prediction?: number[] | undefined;
  /** Drawn above the lines, inside of the frame. */
  children?: ComponentChildren;
}

export function Picture({ frame, weeks, curves, label, picture, prediction, children }: PictureProps) {
  const clip = useId();
  const ends = curves.flatMap((curve) => {
    const end = endOf(curve);
    return end === undefined ? [] : [{ regime: curve.regime, name: regimeName(curve.name), colour: curve.pen.colour, value: end.value }];
  });
  const expected = prediction?.[prediction.length - 1];
  if (expected !== undefined) ends.push({ regime: READER, name: t("chart.your_line"), colour: "var(--accent)", value: expected });
  return (
    <svg
      ref={picture ?? null}
      class="lines-picture"
      width={frame.width}
      height={frame.height}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      font-family={FONT}
      role="img"
      aria-label={label}
    >
      <clipPath id={clip}>
        <rect x={frame.left - 6} y={frame.top - 4} width={frame.right - frame.left + 12} height={frame.bottom - frame.top + 8} />
      </clipPath>
      <Axes frame={frame} />
      <g clip-path={`url(#${clip})`}>
        {curves.map((curve) => (
          <Band key={curve.regime} curve={curve} weeks={weeks} frame={frame} />
        ))}
        {curves.map((curve) => (
          <Line key={curve.regime} curve={curve} weeks={weeks} frame={frame} />
        ))}
        {prediction !== undefined && <PredictionLine frame={frame} values={prediction} />}
        {children}
      </g>
      <Names labels={labelsOf(frame, ends)} frame={frame} />
    </svg>
  );
}

function Axes({ frame }: { frame: Frame }) {
  const { left, right, top, bottom, scale } = frame;
  return (
    <g font-size={frame.small ? 12 : 13} fill="var(--quiet)">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${frame.y(tick)}H${right}`} stroke="var(--rule)" stroke-width="1" />
          <text x={left - 6} y={frame.y(tick) + 4} text-anchor="end">
            {tickText(frame.indicator, tick, scale.step)}
          </text>
        </g>
      ))}
      {frame.yearTicks.map((year) => (
        <g key={year}>
          <path d={`M${frame.x(year)} ${bottom}v5`} stroke="var(--quiet)" stroke-width="1" />
          <text x={frame.x(year)} y={bottom + 19} text-anchor="middle">
            {number(year)}
          </text>
        </g>
      ))}
      <path d={`M${left} ${top}V${bottom}H${right}`} fill="none" stroke="var(--quiet)" stroke-width="1" />
      <text x={(left + right) / 2} y={bottom + 37} text-anchor="middle">
        {t("chart.axis_years")}
      </text>
    </g>
  );
}
