// The compiled model behind its few exports. Runs in a worker, or in a test under Node.

import type { Request } from "./protocol";

interface Exports {
  memory: WebAssembly.Memory;
  mutua_room(bytes: number): number;
  mutua_ask(): number;
  mutua_give(): number;
  mutua_answer(): number;
  mutua_answer_bytes(): number;
}

/** The model refused a request; the message is its own. */
export class Refused extends Error {}

export class Model {
  private constructor(private readonly exports: Exports) {}

  static async of(module: WebAssembly.Module): Promise<Model> {
    const instance = await WebAssembly.instantiate(module, {});
    return new Model(instance.exports as unknown as Exports);
  }

  /** Asks for bytes. */
  bytes(request: Request): Uint8Array {
    this.write(new TextEncoder().encode(JSON.stringify(request)));
    return this.answer(this.exports.mutua_ask());
  }

  /** Asks for JSON. */
  json<T>(request: Request): T {
    return JSON.parse(new TextDecoder().decode(this.bytes(request))) as T;
  }

  /** Hands over the record of a run of the scenario that is gathered. */
  give(record: Uint8Array): void {
    this.write(record);
    this.answer(this.exports.mutua_give());
  }

  private write(bytes: Uint8Array): void {
    const at = this.exports.mutua_room(bytes.length);
    new Uint8Array(this.exports.memory.buffer, at, bytes.length).set(bytes);
  }

  private answer(good: number): Uint8Array {
    const { memory, mutua_answer, mutua_answer_bytes } = this.exports;
    const answer = new Uint8Array(memory.buffer, mutua_answer(), mutua_answer_bytes()).slice();
    if (!good) throw new Refused(new TextDecoder().decode(answer));
    return answer;
  }
}
