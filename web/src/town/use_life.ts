// A person's life beside their twin's, as the model tells it.

import { useEffect, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import type { LifeAnswer, Weeks } from "../model/protocol";
import { storyOf, type StoryText } from "./story";

/** Whose life, and in which world. */
export interface LifeOf {
  engine: Engine;
  /** The text of the scenario. */
  scenario: string;
  /** The regime, by its place in the scenario. */
  regime: number;
  replicate: number;
  person: number;
  /** In which the story is told; see `storyLanguage`. */
  language: string;
}

export interface Life {
  story: StoryText;
  /** Under the regime, and in the world without helping networks. */
  here: Weeks;
  there: Weeks;
}

export interface LifeNow {
  life: Life | undefined;
  /** Why there is none, in the model's words. */
  failed: string | undefined;
}

/** Lives that were asked for last: the story and the picture of a life ask for the same one. */
const RECENT = 8;
const recent = new Map<string, Promise<LifeAnswer>>();

function asked({ engine, scenario, regime, replicate, person, language }: LifeOf, key: string): Promise<LifeAnswer> {
  const known = recent.get(key);
  if (known !== undefined) return known;
  const answer = engine.life(scenario, regime, replicate, person, language);
  answer.catch(() => recent.delete(key));
  recent.set(key, answer);
  for (const old of [...recent.keys()].slice(0, -RECENT)) recent.delete(old);
  return answer;
}

/** Somebody may walk from person to person with the arrow keys: a life is asked for when they stand still. */
const PAUSE = 250;

const NONE: LifeNow = { life: undefined, failed: undefined };

export function useLife(of: LifeOf): LifeNow {
  const [now, setNow] = useState<LifeNow>(NONE);
  const key = [of.regime, of.replicate, of.person, of.language, of.scenario].join(" ");
  useEffect(() => {
    let isWanted = true;
    setNow(NONE);
    const ask = () =>
      asked(of, key).then(
        ({ text, here, there }) => isWanted && setNow({ life: { story: storyOf(text), here, there }, failed: undefined }),
        (reason: unknown) =>
          isWanted && setNow({ life: undefined, failed: reason instanceof Error ? reason.message : String(reason) }),
      );
    const timer = setTimeout(ask, recent.has(key) ? 0 : PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [of.engine, key]);
  return now;
}

/** The first week in which anything that is known of the two lives differs; undefined if they are one and the same. */
export function partingOf({ here, there }: Life): number | undefined {
  const columns = [
    "trust_in_people", "trust_in_services", "empowerment", "dependence", "burden", "need", "member", "waiting",
  ] as const;
  const weeks = Math.max(here.need.length, there.need.length);
  for (let week = 0; week < weeks; week += 1) {
    if (columns.some((column) => here[column][week] !== there[column][week])) return week;
  }
  return undefined;
}

/** From which week up to which one something held, one after the other. */
export function spells(holds: (week: number) => boolean, weeks: number): [number, number][] {
  const found: [number, number][] = [];
  for (let week = 0; week < weeks; week += 1) {
    if (!holds(week)) continue;
    const last = found[found.length - 1];
    if (last !== undefined && last[1] === week - 1) last[1] = week;
    else found.push([week, week]);
  }
  return found;
}
