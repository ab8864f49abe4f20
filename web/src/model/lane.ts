// A lane: one worker and what waits for it. What has become pointless is dropped before it is begun.

import { Refused } from "./module";
import type { Request } from "./protocol";
import type { FromWorker, ToWorker } from "./worker";

/** Work that was dropped because something newer was asked for. */
export class Dropped extends Error {}

interface Job {
  message: { request: Request; as: "bytes" | "json" } | { give: Uint8Array };
  done(answer: unknown): void;
  failed(reason: Error): void;
}

export class Lane {
  private worker: Worker | undefined;
  private readonly waiting: Job[] = [];
  private current: Job | undefined;
  private id = 0;

  constructor(
    private readonly start: () => Worker,
    private readonly module: WebAssembly.Module,
  ) {}

  bytes(request: Request): Promise<Uint8Array> {
    return this.put({ request, as: "bytes" }) as Promise<Uint8Array>;
  }

  json<T>(request: Request): Promise<T> {
    return this.put({ request, as: "json" }) as Promise<T>;
  }

  give(record: Uint8Array): Promise<void> {
    return this.put({ give: record }) as Promise<void>;
  }

  /** Drops what waits. `at_once`: what is being done, too, which takes a new worker. */
  drop(at_once = false): void {
    for (const job of this.waiting.splice(0)) job.failed(new Dropped());
    if (at_once && this.current !== undefined) {
      const { current } = this;
      this.end();
      current.failed(new Dropped());
    }
  }

  private put(message: Job["message"]): Promise<unknown> {
    return new Promise((done, failed) => {
      this.waiting.push({ message, done, failed });
      this.next();
    });
  }

  private next(): void {
    if (this.current !== undefined) return;
    const job = this.waiting.shift();
    if (job === undefined) return;
    this.current = job;
    this.id += 1;
    const message: ToWorker = { id: this.id, ...job.message };
    const transfer = "give" in job.message ? [job.message.give.buffer] : [];
    this.begun().postMessage(message, { transfer });
  }

  private begun(): Worker {
    if (this.worker === undefined) {
      this.worker = this.start();
      this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data);
      this.worker.onerror = (event) => this.hear({ id: this.id, error: event.message, fatal: true });
      const first: ToWorker = { module: this.module };
      this.worker.postMessage(first);
    }
    return this.worker;
  }

  private hear(said: FromWorker): void {
    const job = this.current;
    if (job === undefined || said.id !== this.id) return;
    this.current = undefined;
    if ("error" in said) {
      if (said.fatal) this.end();
      job.failed(new Refused(said.error));
    } else {
      job.done(said.answer);
    }
    this.next();
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.current = undefined;
  }
}
