// The scale on which a reader draws. It is chosen from the start alone where it can be, so that it does not give away the end.

import { extentOf, type Scale, scaleOver } from "../charts/lines_scale";
import type { Curve } from "../charts/lines_frame";
import { kindOf } from "../ui/measure";

/** Room on either side of where the line begins, on a scale from 0 to 1. */
const ROOM = 0.1;

export function drawingScale(indicator: string, start: number, curves: Curve[], values: number[]): Scale {
  const kind = kindOf(indicator);
  const all = extentOf(curves)?.means[1] ?? 1;
  if (kind === "percent") return scaleOver(0, 1);
  if (kind === "count") return scaleOver(0, Math.max(all * 1.5, ...values) || 1);
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return scaleOver(within(Math.min(start - ROOM, ...values)), within(Math.max(start + ROOM, ...values)));
}

/** How far one press of a key moves a value. */
export function keyStep(indicator: string, scale: Scale): number {
  const kind = kindOf(indicator);
  return kind === "scale" ? 0.005 : kind === "percent" ? 0.01 : scale.step / 10;
}

/** A value as it is kept: no more digits than anybody means. */
export const kept = (indicator: string, value: number): number => Number(value.toFixed(kindOf(indicator) === "count" ? 3 : 4));

/** Differences that count as none: what one press of a key moves. */
export const sameWithin = keyStep;
