import type { ViewProps } from "../state/page";

export function LessonsView(_: ViewProps) {
  return <p>lessons</p>;
}
