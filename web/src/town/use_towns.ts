// The two towns that are looked at, as the model gives them. What is not looked at any more is let go.

import { useEffect, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import { Dropped } from "../model/lane";
import { type Counts, countsOf } from "./counts";
import { type Town, townOf } from "./frames";
import { type Layout, layoutOf } from "./layout";

export interface Seen {
  town: Town;
  counts: Counts;
}

export interface Towns {
  sides: [Seen, Seen];
  /** One map for both. */
  layout: Layout;
}

export interface TownsNow {
  /** Undefined until both are there. */
  towns: Towns | undefined;
  /** Why there are none, in the model's words. */
  failed: string | undefined;
}

/** Weeks from frame to frame: four, and more where so many people would fill the memory of a phone. */
export function everyFor(people: number, weeks: number): number {
  const bytes = (every: number) => (people * 20 * weeks) / every;
  return [4, 13, 26, 52].find((every) => bytes(every) <= 12_000_000) ?? 52;
}

const NONE: TownsNow = { towns: undefined, failed: undefined };

export function useTowns(
  engine: Engine, scenario: string, sides: [number, number], replicate: number, every: number,
): TownsNow {
  const [now, setNow] = useState<TownsNow>(NONE);
  const asked = `${sides.join(" ")} ${replicate} ${every} ${scenario}`;
  useEffect(() => {
    let isWanted = true;
    setNow(NONE);
    const seen = async (regime: number): Promise<Seen> => {
      const town = townOf(await engine.town(scenario, regime, replicate, every));
      return { town, counts: countsOf(town) };
    };
    const both = async (): Promise<void> => {
      const left = await seen(sides[0]);
      if (!isWanted) return;
      const right = sides[1] === sides[0] ? left : await seen(sides[1]);
      if (!isWanted) return;
      setNow({ towns: { sides: [left, right], layout: layoutOf(left.town) }, failed: undefined });
    };
    both().catch((reason: unknown) => {
      if (!isWanted || reason instanceof Dropped) return;
      setNow({ towns: undefined, failed: reason instanceof Error ? reason.message : String(reason) });
    });
    return () => {
      isWanted = false;
    };
  }, [engine, asked]);
  return now;
}
