import type { ViewProps } from "../state/page";

export function BuildView(_: ViewProps) {
  return <p>build</p>;
}
