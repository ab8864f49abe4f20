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

/** Middles of labels of these heights between top and bottom, moved as little as can be so that none lies on another. */
export function spread(wanted: number[], heights: number[], top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  // Labels that would touch are moved together, around the middle of what they want.
  const groups: { labels: number[]; height: number; middle: number }[] = [];
  const within = (middle: number, height: number) => Math.max(top + height / 2, Math.min(middle, bottom - height / 2));
  for (const label of order) {
    let group = { labels: [label], height: heights[label] ?? 0, middle: wanted[label] ?? 0 };
    group.middle = within(group.middle, group.height);
    for (let above = groups[groups.length - 1]; above !== undefined; above = groups[groups.length - 1]) {
      if (above.middle + above.height / 2 <= group.middle - group.height / 2) break;
      groups.pop();
      const labels = [...above.labels, ...group.labels];
      const height = above.height + group.height;
      const middle = labels.reduce((sum, one) => sum + (wanted[one] ?? 0), 0) / labels.length;
      group = { labels, height, middle: within(middle, height) };
    }
    groups.push(group);
  }
  const placed = [...wanted];
  for (const group of groups) {
    let free = group.middle - group.height / 2;
    for (const label of group.labels) {
      placed[label] = free + (heights[label] ?? 0) / 2;
      free += heights[label] ?? 0;
    }
  }
  return placed;
}
