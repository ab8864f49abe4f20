import { useRef } from "preact/hooks";
import type { Findings } from "../model/protocol";
import type { Setup } from "../state/setup";

/** Whether findings are those of this setup: after a change the old ones stay until the first worlds of the new one are there. */
export function useFresh(findings: Findings | undefined, setup: Setup): boolean {
  const seen = useRef<{ findings: Findings | undefined; setup: Setup }>({ findings, setup });
  if (seen.current.findings !== findings) seen.current = { findings, setup };
  return findings !== undefined && seen.current.setup === setup;
}
