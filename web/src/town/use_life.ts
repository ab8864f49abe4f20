// A person's life beside their twin's, as the model tells it.

import { useEffect, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import type { LifeAnswer } from "../model/protocol";

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

export interface LifeNow {
  life: LifeAnswer | undefined;
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
        (life) => isWanted && setNow({ life, failed: undefined }),
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
