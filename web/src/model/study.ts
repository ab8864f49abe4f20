// A study that is live: the newest scenario is run, first one world of each regime, then more behind it.

import type { Engine } from "./engine";
import { Dropped } from "./lane";
import type { Findings } from "./protocol";

/** What is to be known of a scenario. */
export interface Asked {
  /** The text of the scenario, with as many replicates as are to be run. */
  scenario: string;
  regimes: number;
  replicates: number;
  populations: string[];
  indicators: string[];
  /** Whether a run takes so long that it is better ended than waited for. */
  large: boolean;
}

export interface Heard {
  /** Called after the first world of each regime, and then as more worlds are there. */
  found(findings: Findings, replicates: number): void;
  /** The scenario was refused, or a world failed. */
  failed(reason: string): void;
}

export class LiveStudy {
  private turn = 0;
  /** Whether a run of what was asked last takes so long that it is better ended than waited for. */
  private isLarge = false;

  constructor(
    private readonly engine: Engine,
    private readonly heard: Heard,
  ) {}

  /** Leaves what was asked before, and begins with this. */
  ask(asked: Asked): void {
    this.stop();
    this.isLarge = asked.large;
    const { turn } = this;
    this.run(asked, turn).catch((reason: unknown) => {
      if (turn !== this.turn || reason instanceof Dropped) return;
      this.heard.failed(reason instanceof Error ? reason.message : String(reason));
    });
  }

  stop(): void {
    this.turn += 1;
    for (const lane of this.engine.runners) lane.drop(this.isLarge);
    this.engine.gatherer.drop();
  }

  private async run(asked: Asked, turn: number): Promise<void> {
    const { engine } = this;
    const { scenario } = asked;
    const gathered = engine.gatherer.bytes({ do: "gather", scenario });
    // It is awaited below. If the scenario is refused, so are its runs, and one of them says so.
    gathered.catch(() => undefined);
    let told = 0;
    for (let replicate = 0; replicate < asked.replicates; replicate += 1) {
      const regimes = Array.from({ length: asked.regimes }, (_, regime) => regime);
      const runs = regimes.map((regime) => engine.runner(regime).bytes({ do: "run", scenario, regime, replicate }));
      const records = await Promise.all(runs);
      await gathered;
      if (turn !== this.turn) return;
      for (const record of records) await engine.gatherer.give(record);
      // Each telling takes a moment, and the more worlds there are the less one more changes.
      const worlds = replicate + 1;
      if (worlds < told * 1.3 && worlds < asked.replicates) continue;
      told = worlds;
      const { populations, indicators } = asked;
      const findings = await engine.gatherer.json<Findings>({ do: "findings", populations, indicators });
      if (turn !== this.turn) return;
      this.heard.found(findings, worlds);
    }
  }
}
