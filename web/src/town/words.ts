// What is said of weeks, people and regimes in the town.

import type { Engine } from "../model/engine";
import type { Setup } from "../state/setup";
import { type Key, number, t } from "../texts";
import type { Seen } from "./use_towns";
import { type Frame, needOf, waits } from "./frames";

export { regimeName } from "../ui/names";

/** Whether a regime of a setup opens networks at all; else it is the world in which the twins live. */
export function hasNetworks(engine: Engine, setup: Setup, regime: number): boolean {
  const own = setup.regimes[regime];
  const like = engine.about.regimes.find((one) => one.name === own?.like);
  return own !== undefined && (like?.fields != null || Object.keys(own.fields).length > 0);
}

/** Years begin with week 1, as in the stories. */
export function when(week: number): string {
  if (week === 0) return t("town.when.start");
  return t("town.when", { year: Math.floor((week - 1) / 52) + 1, week: String(week) });
}

/** A count with its noun, of which there is a text for one and one for many. */
export const counted = (key: string, count: number): string => t(`${key}.${count === 1 ? "one" : "many"}` as Key, { count });

/** A town in a week, in one sentence. */
export function townInWords({ counts, town }: Seen, place: number): string {
  const at = (values: number[]) => values[place] ?? 0;
  return t("town.summary", {
    people: town.people,
    need: counted("town.count.need", at(counts.in_need)),
    recovered: counted("town.count.recovered", at(counts.recovered)),
    members: counted("town.count.members", at(counts.members)),
    networks: counted("town.count.networks", at(counts.networks)),
    trust: number(at(counts.trust), 1),
  });
}

/** A person in a frame, in a few words. */
export function personInWords(frame: Frame, person: number): string {
  const status = frame.status[person] ?? 0;
  const member = frame.member[person] ?? 0;
  const supports = frame.supports[person] ?? 0;
  const parts = [
    t(`town.need.${needOf(status)}` as Key),
    t("town.person.trust", { trust: number((100 * (frame.trust[person] ?? 0)) / 255) }),
  ];
  if (member !== 0) parts.push(t("town.person.member", { network: member }));
  if (supports !== 0) parts.push(t("town.person.supports", { network: supports }));
  if (waits(status)) parts.push(t("town.person.waits"));
  return parts.join(t("town.and"));
}
