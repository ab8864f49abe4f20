import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Town } from "./frames";
import { type Direction, type Layout, nearest, nextTo } from "./layout";
import { type Look, Painter } from "./painter";
import { paletteAt, useScheme } from "./palette";

export interface TownCanvasProps {
  town: Town;
  layout: Layout;
  /** The frame that is shown. */
  place: number;
  look: Look;
  /** What the picture shows, in words. */
  words: string;
  /** What can be done with it. */
  label: string;
  choose(person: number | null): void;
}

const KEYS: Record<string, Direction> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/** Fingers are broad: so far from a dot, in pixels, a tap still means it. */
const REACH = 14;

/** The picture of a town: people are chosen by tapping them, or by arrow keys from neighbour to neighbour. */
export function TownCanvas({ town, layout, place, look, words, label, choose }: TownCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter | undefined>(undefined);
  const [width, setWidth] = useState(0);
  const scheme = useScheme();

  useEffect(() => {
    const element = frame.current as HTMLDivElement;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    painter.current = new Painter(canvas.current as HTMLCanvasElement, town, layout);
  }, [town, layout]);
  useLayoutEffect(() => {
    if (width > 0) painter.current?.prepare(width, devicePixelRatio, paletteAt(frame.current as HTMLDivElement));
  }, [town, layout, width, scheme]);
  useLayoutEffect(() => {
    painter.current?.paint(place, look);
  }, [town, layout, width, scheme, place, look.colour, look.ties, look.person]);

  const tapped = (event: MouseEvent) => {
    const box = (canvas.current as HTMLCanvasElement).getBoundingClientRect();
    const within = Math.max(layout.pitch, REACH / box.width);
    const person = nearest(layout, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.width, within);
    if (person !== null) choose(person);
  };
  const pressed = (event: KeyboardEvent) => {
    const direction = KEYS[event.key];
    if (event.key === "Escape") choose(null);
    else if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    else choose(look.person === null || look.person >= town.people ? 0 : nextTo(layout, look.person, direction));
    event.preventDefault();
  };
  return (
    <div class="town-map" ref={frame} tabIndex={0} role="application" aria-label={label} onKeyDown={pressed}>
      <canvas ref={canvas} role="img" aria-label={words} onClick={tapped} style={{ aspectRatio: `1 / ${layout.height}` }} />
    </div>
  );
}
