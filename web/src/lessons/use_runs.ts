// The runs of a lesson: one setup after the other, each live, and kept, so that going back costs nothing.

import { useEffect, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import type { Findings } from "../model/protocol";
import { LiveStudy } from "../model/study";
import { isLarge, scenarioOf, type Setup } from "../state/setup";

export interface Run {
  setup: Setup;
  findings: Findings | undefined;
  worlds: number;
  failed: string | undefined;
}

interface Asked {
  populations: string[];
  indicators: string[];
}

/** What was found, by what was asked; the oldest is forgotten. */
const kept = new Map<string, Omit<Run, "setup">>();
const KEPT = 40;

const keyOf = (setup: Setup, asked: Asked): string =>
  [scenarioOf(setup), ...asked.populations, "", ...asked.indicators].join("\n");

function keep(key: string, run: Omit<Run, "setup">): void {
  kept.delete(key);
  kept.set(key, run);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
}

const isDone = (run: Run): boolean => run.failed !== undefined || run.worlds >= run.setup.replicates;

/** Runs setups in their order. */
export function useRuns(engine: Engine, setups: Setup[], asked: Asked): Run[] {
  const [, setTurn] = useState(0);
  const again = () => setTurn((turn) => turn + 1);
  const runs = setups.map((setup): Run => {
    const found = kept.get(keyOf(setup, asked));
    return { setup, findings: found?.findings, worlds: found?.worlds ?? 0, failed: found?.failed };
  });
  const next = runs.find((run) => !isDone(run))?.setup;
  const key = next === undefined ? "" : keyOf(next, asked);
  useEffect(() => {
    if (next === undefined) return;
    const study = new LiveStudy(engine, {
      found(findings, worlds) {
        // A run that is begun again tells what is known already until it knows more.
        if (worlds < (kept.get(key)?.worlds ?? 0)) return;
        keep(key, { findings, worlds, failed: undefined });
        again();
      },
      failed(reason) {
        keep(key, { findings: undefined, worlds: 0, failed: reason });
        again();
      },
    });
    const large = isLarge(next);
    study.ask({ scenario: scenarioOf(next), regimes: next.regimes.length, replicates: next.replicates, ...asked, large });
    return () => study.stop();
  }, [key]);
  return runs;
}
