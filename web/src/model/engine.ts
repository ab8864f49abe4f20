// The model as the page holds it: compiled once, in a few workers.

import { Lane } from "./lane";
import type { About, Checked, LifeAnswer, PersonKind, Picked } from "./protocol";

/** Text of the worker and the compressed model, put in by build.mjs. */
declare const WORKER_SOURCE: string;
declare const MODEL_GZIP_BASE64: string;

/** Regimes that are run at a time at most: a lane each. */
const RUNNERS = 4;

export class Engine {
  private constructor(
    readonly about: About,
    /** They run worlds; a regime has its lane, so that the world at week 0 is kept there. */
    readonly runners: Lane[],
    /** It gathers what comes of them. */
    readonly gatherer: Lane,
    /** Towns and lives that are looked at. */
    readonly viewer: Lane,
  ) {}

  static async start(): Promise<Engine> {
    const module = await WebAssembly.compile(await unpacked(MODEL_GZIP_BASE64));
    const source = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
    const lane = () => new Lane(() => new Worker(source), module);
    const gatherer = lane();
    const about = await gatherer.json<About>({ do: "about" });
    return new Engine(about, Array.from({ length: RUNNERS }, lane), gatherer, lane());
  }

  runner(regime: number): Lane {
    return this.runners[regime % RUNNERS] as Lane;
  }

  check(scenario: string): Promise<Checked> {
    return this.gatherer.json({ do: "check", scenario });
  }

  /** The bytes of a town, as wasm/src/page/town.rs describes them. */
  town(scenario: string, regime: number, replicate: number, every: number): Promise<Uint8Array> {
    return this.viewer.bytes({ do: "town", scenario, regime, replicate, every });
  }

  life(scenario: string, regime: number, replicate: number, person: number, language: string): Promise<LifeAnswer> {
    return this.viewer.json({ do: "life", scenario, regime, replicate, person, language });
  }

  pick(scenario: string, regime: number, replicate: number, kind: PersonKind): Promise<Picked> {
    return this.viewer.json({ do: "pick", scenario, regime, replicate, kind });
  }
}

async function unpacked(base64: string): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
