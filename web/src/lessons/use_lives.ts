// One person behind two doors: looked for in one world after the other until somebody came in through both.

import { useEffect, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import { Dropped } from "../model/lane";
import type { Weeks, StoryText } from "../model/protocol";
import { scenarioOf } from "../state/setup";
import { number, storyLanguage, t } from "../texts";
import { type Change, type Lesson, setupOf } from "./lesson";

/** Worlds that are searched at most; after that, whoever came in through the second door will do. */
const SEARCHED = 6;
/** So long a member behind each door. */
const WEEKS_INSIDE = 8;

export interface Lives {
  person: number;
  replicate: number;
  /** Of how many it is one: those who gave turns behind the second door. */
  of: number;
  doors: { regime: string; weeks: Weeks; story: StoryText }[];
  none: Weeks;
}

export interface Whom {
  replicate: number;
  person: number;
  of: number;
}

export interface LivesNow {
  lives: Lives | undefined;
  /** Why there are none, as a sentence. */
  failed: string | undefined;
}

const NONE: LivesNow = { lives: undefined, failed: undefined };

const found = new Map<string, LivesNow>();

/** The lives of somebody: of `whom`, or of the first who fits from the world `from` on. */
export function useLives(engine: Engine, lesson: Lesson, change: Change, from: number, whom?: Whom): LivesNow {
  const scenario = scenarioOf(setupOf(lesson, change));
  const key = [scenario, lesson.doors?.join(" "), whom ? `${whom.replicate} ${whom.person}` : from, storyLanguage()].join("\n");
  const [told, setTold] = useState<{ key: string; now: LivesNow } | undefined>(undefined);
  useEffect(() => {
    if (lesson.doors === undefined || found.has(key)) return;
    let wanted = true;
    livesNow(engine, lesson, scenario, from, whom, () => wanted).then((now) => {
      if (!wanted) return;
      // What failed is tried again when it is asked for again.
      if (now.lives !== undefined) found.set(key, now);
      setTold({ key, now });
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  return found.get(key) ?? (told?.key === key ? told.now : NONE);
}

/** The lives, or why there are none. What nobody waits for any more is neither. */
export async function livesNow(
  engine: Pick<Engine, "life" | "pick">,
  lesson: Lesson,
  scenario: string,
  from: number,
  whom: Whom | undefined,
  wanted: () => boolean,
): Promise<LivesNow> {
  try {
    const lives = await look(engine, lesson, scenario, from, whom, wanted);
    if (lives !== undefined || !wanted()) return { lives, failed: undefined };
    return { lives, failed: t("lesson.lives.nobody", { first: number(from + 1), last: number(from + SEARCHED) }) };
  } catch (reason) {
    if (reason instanceof Dropped) return NONE;
    return { lives: undefined, failed: t("lesson.run.failed", { reason: reason instanceof Error ? reason.message : String(reason) }) };
  }
}

async function look(
  engine: Pick<Engine, "life" | "pick">,
  lesson: Lesson,
  scenario: string,
  from: number,
  whom: Whom | undefined,
  wanted: () => boolean,
): Promise<Lives | undefined> {
  const doors = lesson.doors ?? [];
  const regimes = (lesson.setup.regimes ?? []).map((one) => one.name);
  const last = doors[doors.length - 1] ?? "";
  const of = async ({ replicate, person, of }: Whom): Promise<Lives> => {
    const told = [];
    for (const door of doors) told.push(await engine.life(scenario, regimes.indexOf(door), replicate, person, storyLanguage()));
    const [first] = told;
    if (first === undefined) throw new Error("a lesson on lives has doors");
    return {
      person, replicate, of,
      doors: told.map((one, i) => ({ regime: doors[i] ?? "", weeks: one.here, story: one })),
      none: first.there,
    };
  };
  if (whom !== undefined) return of(whom);
  let best: Lives | undefined;
  for (let replicate = from; replicate < from + SEARCHED && wanted(); replicate += 1) {
    const picked = await engine.pick(scenario, regimes.indexOf(last), replicate, "giver");
    if (picked === null) continue;
    const lives = await of({ replicate, ...picked });
    best ??= lives;
    if (lives.doors.every((one) => one.weeks.member.filter(Boolean).length >= WEEKS_INSIDE)) return lives;
  }
  return best;
}
