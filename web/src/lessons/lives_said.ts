// What can be said of one person's lives, from their own numbers alone.

import type { Weeks } from "../model/protocol";
import { number, signed, t } from "../texts";
import { capital } from "../ui/names";
import type { Answer } from "./found";
import type { Lives } from "./use_lives";
import { quoted } from "./words";

/** Nearer than this, two lives are told as ending alike. */
const ALIKE = 0.02;

const end = (values: number[]): number => values[values.length - 1] ?? 0;

/** The end of the second life beside that of the first. */
export function livesAnswer(lives: Lives): Answer {
  const [first, second] = lives.doors;
  const apart = end(second?.weeks.trust_in_people ?? []) - end(first?.weeks.trust_in_people ?? []);
  return Math.abs(apart) < ALIKE ? "same" : apart > 0 ? "more" : "less";
}

/** A sentence for each life, and one that compares. */
export function livesSaid(lives: Lives): string[] {
  const [first, second] = lives.doors;
  if (first === undefined || second === undefined) return [];
  const [a, b] = [end(first.weeks.trust_in_people), end(second.weeks.trust_in_people)];
  const values = { a: quoted(second.regime), b: quoted(first.regime), gap: number(Math.abs(b - a), 2) };
  const answer = livesAnswer(lives);
  return [
    t(answer === "same" ? "lesson.lives.same" : answer === "more" ? "lesson.lives.more" : "lesson.lives.less", values),
    ...[...lives.doors, { regime: "none", weeks: lives.none }].map((door) => one(door.regime, door.weeks)),
  ];
}

function one(regime: string, weeks: Weeks): string {
  const count = (holds: boolean[]) => holds.filter(Boolean).length;
  const change = (values: number[]) => signed(end(values) - (values[0] ?? 0), 2);
  const values = {
    regime: capital(quoted(regime)),
    need: count(weeks.need.map((one) => one === 1)),
    inside: count(weeks.member),
    people: number(end(weeks.trust_in_people), 2),
    people_change: change(weeks.trust_in_people),
    services: number(end(weeks.trust_in_services), 2),
    services_change: change(weeks.trust_in_services),
  };
  return t(values.inside > 0 ? "lesson.lives.one_inside" : "lesson.lives.one_outside", values);
}
