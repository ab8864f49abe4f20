// A worker: one copy of the model, which answers one message after the other.

import { Model } from "./module";
import type { Request } from "./protocol";

/** To a worker. The first message brings the model. */
export type ToWorker =
  | { module: WebAssembly.Module }
  | { id: number; request: Request; as: "bytes" | "json" }
  | { id: number; give: Uint8Array };

/** From a worker: an answer, or why there is none. `fatal`: the model is broken and the worker of no use any more. */
export type FromWorker = { id: number; answer: unknown } | { id: number; error: string; fatal: boolean };

let model: Promise<Model> | undefined;

async function answer(message: Exclude<ToWorker, { module: WebAssembly.Module }>): Promise<unknown> {
  if (model === undefined) throw new Error("the model has not come");
  const here = await model;
  if ("give" in message) {
    here.give(message.give);
    return null;
  }
  return message.as === "bytes" ? here.bytes(message.request) : here.json(message.request);
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if ("module" in data) {
    model = Model.of(data.module);
    return;
  }
  try {
    const said: FromWorker = { id: data.id, answer: await answer(data) };
    const bytes = said.answer instanceof Uint8Array ? [said.answer.buffer] : [];
    self.postMessage(said, { transfer: bytes });
  } catch (reason) {
    const error = reason instanceof Error ? reason.message : String(reason);
    const said: FromWorker = { id: data.id, error, fatal: reason instanceof WebAssembly.RuntimeError };
    self.postMessage(said);
  }
};
