import { useEffect, useRef, useState } from "preact/hooks";
import { isLarge, scenarioOf, type Setup } from "../state/setup";
import type { Engine } from "./engine";
import type { Findings } from "./protocol";
import { LiveStudy } from "./study";

export interface StudyNow {
  /** What was found last; of the setup before, until the first worlds of this one are there. */
  findings: Findings | undefined;
  /** Worlds of each regime that are in it. */
  worlds: number;
  /** Why the setup cannot be run; else undefined. */
  failed: string | undefined;
  /** Milliseconds from the last change to the first findings. */
  latency: number | undefined;
}

/** Runs a setup as soon as it changes: findings come after the first world of each regime, and get narrower. */
export function useStudy(engine: Engine, setup: Setup, populations: string[], indicators: string[]): StudyNow {
  const [now, setNow] = useState<StudyNow>({ findings: undefined, worlds: 0, failed: undefined, latency: undefined });
  const began = useRef(0);
  const study = useRef<LiveStudy | undefined>(undefined);
  study.current ??= new LiveStudy(engine, {
    found(findings, worlds) {
      const took = worlds === 1 ? performance.now() - began.current : undefined;
      setNow((now) => ({ findings, worlds, failed: undefined, latency: took ?? now.latency }));
    },
    failed(reason) {
      setNow((now) => ({ ...now, failed: reason }));
    },
  });
  const scenario = scenarioOf(setup);
  const asked = [scenario, ...populations, "", ...indicators].join("\n");
  useEffect(() => {
    began.current = performance.now();
    study.current?.ask({
      scenario,
      regimes: setup.regimes.length,
      replicates: setup.replicates,
      populations,
      indicators,
      large: isLarge(setup),
    });
    return () => study.current?.stop();
  }, [asked]);
  return now;
}
