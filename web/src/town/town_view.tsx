import type { ViewProps } from "../state/page";

export function TownView(_: ViewProps) {
  return <p>town</p>;
}
