// Names at the ends of lines: broken into short rows, and moved so that none lies on another.

let ruler: CanvasRenderingContext2D | null | undefined;

/** How wide a text is, in pixels. */
export function textWidth(text: string, font: string): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * 8;
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** Rows of a name no wider than this, broken after a space, a hyphen or a slash where it can be. */
export function wrapped(name: string, widest: number, font: string): string[] {
  const parts = name.split(/(?<=[\s/-])/);
  const rows: string[] = [];
  for (const part of parts) {
    const row = rows[rows.length - 1];
    if (row !== undefined && textWidth((row + part).trimEnd(), font) <= widest) rows[rows.length - 1] = row + part;
    else rows.push(part);
  }
  return rows.map((row) => row.trimEnd());
}

/** Middles of labels of these heights, as near as can be to where they are wanted, between top and bottom. */
export function spread(wanted: number[], heights: number[], top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let free = top;
  for (const i of order) {
    const half = (heights[i] ?? 0) / 2;
    placed[i] = Math.max(wanted[i] ?? 0, free + half);
    free = (placed[i] ?? 0) + half;
  }
  free = bottom;
  for (const i of order.reverse()) {
    const half = (heights[i] ?? 0) / 2;
    placed[i] = Math.min(placed[i] ?? 0, free - half);
    free = (placed[i] ?? 0) - half;
  }
  return placed;
}
