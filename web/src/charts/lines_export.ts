// The lines as files: a table that any program reads, and the picture as it is seen, able to stand alone.

import type { Findings } from "../model/protocol";
import { t } from "../texts";
import { download } from "../ui/download";
import type { Curve } from "./lines_frame";

/** What is written above and below the picture in a file. */
export interface Words {
  title: string;
  note: string;
}

/** Columns as in the program's tables; the decimal mark is a point in every language, as programs expect. */
export function csvOf(findings: Findings, population: string, indicator: string, curves: Curve[]): string {
  const rows = curves.flatMap((curve) =>
    findings.weeks.map((week, i) => {
      const cells = [curve.name, population, indicator, week, curve.mean[i], curve.low[i], curve.high[i]];
      return [...cells, findings.n[curve.regime]].map((cell) => cell ?? "").join(",");
    }),
  );
  return ["regime,population,indicator,week,mean,low,high,worlds", ...rows, ""].join("\n");
}

const PAINTED = ["fill", "stroke", "font-size", "font-weight", "text-anchor"];

/** The picture as a file that needs nothing from this page: its colours are written out, those of a light page. */
export function standalone(svg: SVGSVGElement, words: Words): { text: string; width: number; height: number } {
  const [width, drawn] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const stage = document.createElement("div");
  stage.className = "visually-hidden";
  stage.style.colorScheme = "light";
  stage.append(copy);
  document.body.append(stage);
  copy.querySelectorAll<SVGElement>("[data-screen-only]").forEach((one) => one.remove());
  copy.querySelectorAll<SVGElement>("path,circle,rect,text,g").forEach((one) => {
    const style = getComputedStyle(one);
    for (const name of PAINTED) {
      if (one.hasAttribute(name) && name !== "text-anchor") one.setAttribute(name, style.getPropertyValue(name));
    }
  });
  const ground = getComputedStyle(stage).getPropertyValue("--ground");
  stage.style.color = "var(--ink)";
  stage.style.backgroundColor = ground === "" ? "#fff" : "var(--ground)";
  const { color, backgroundColor } = getComputedStyle(stage);
  stage.remove();

  const above = 34;
  const rows = broken(words.note, Math.floor((width - 16) / 6.4));
  const height = drawn + above + rows.length * 16 + 10;
  const make = (name: string, attributes: Record<string, string | number>, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    return element;
  };
  const moved = make("g", { transform: `translate(0 ${above})` });
  moved.append(...copy.childNodes);
  copy.append(
    make("rect", { width, height, fill: backgroundColor }),
    make("text", { x: 8, y: 22, "font-size": 15, "font-weight": 600, fill: color }, words.title),
    moved,
    ...rows.map((row, i) => make("text", { x: 8, y: drawn + above + 14 + i * 16, "font-size": 12, fill: color }, row)),
  );
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.removeAttribute("class");
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function broken(text: string, letters: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const row = rows[rows.length - 1];
    if (row !== undefined && row.length + word.length < letters) rows[rows.length - 1] = `${row} ${word}`;
    else rows.push(word);
  }
  return rows;
}

/** The same picture in dots, twice as fine as on a screen. */
export async function pngOf(svg: SVGSVGElement, words: Words): Promise<Blob> {
  const { text, width, height } = standalone(svg, words);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob === null) throw new Error(t("chart.no_png"));
  return blob;
}

export function saveSvg(name: string, svg: SVGSVGElement, words: Words): void {
  download(`${name}.svg`, standalone(svg, words).text, "image/svg+xml");
}
