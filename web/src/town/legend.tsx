import { useEffect, useRef } from "preact/hooks";
import type { TownColour } from "../state/page";
import { type Key, t } from "../texts";
import { NEEDS, type Need } from "./frames";
import { mark, PARTS, SIZES, TRUST_STEPS } from "./marks";
import { paletteAt, useScheme } from "./palette";

const ROOM = 22;

/** A dot as on the map, drawn by the same hand. */
function Dot({ need, size, colour, row }: { need: Need; size: number; colour: TownColour | null; row: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const palette = paletteAt(element.parentElement as HTMLElement);
    const density = devicePixelRatio;
    element.width = element.height = ROOM * density;
    const pen = element.getContext("2d") as CanvasRenderingContext2D;
    const middle = (ROOM * density) / 2;
    const fill = colour === null ? palette.quiet : (palette.people[colour][row] as string);
    mark(pen, need, middle, middle, size * 20 * density, { fill, ground: palette.ground, rim: palette.ink });
  }, [scheme, need, size, colour, row]);
  return <canvas ref={canvas} class="town-dot" aria-hidden="true" />;
}

/** How people, ties and networks are drawn. */
export function Legend({ colour }: { colour: TownColour }) {
  const steps = SIZES.map((_, level) => {
    const [low, high] = [TRUST_STEPS[level - 1], TRUST_STEPS[level]];
    if (low === undefined) return t("town.legend.under", { high: high as number });
    return high === undefined ? t("town.legend.over", { low }) : t("town.legend.between", { low, high });
  });
  const shaded = (what: TownColour, row: number) => ({ colour: what === colour ? what : null, row });
  return (
    <div class="town-legend">
      <Rows head="town.legend.need">
        {NEEDS.map((need, row) => (
          <li key={need}>
            <Dot need={need} size={0.62} {...shaded("need", row)} /> {t(`town.need.${need}`)}
          </li>
        ))}
      </Rows>
      <Rows head="town.legend.trust">
        {steps.map((step, row) => (
          <li key={row}>
            <Dot need="never" size={SIZES[row] as number} {...shaded("trust", row)} /> {step}
          </li>
        ))}
      </Rows>
      <Rows head="town.legend.membership">
        {PARTS.map((part) => (
          <li key={part}>
            <span class={`town-sample ${colour === "membership" ? "is-coloured" : ""}`} data-part={part} aria-hidden="true" />
            {t(`town.part.${part}`)}
          </li>
        ))}
        <li>
          <span class="town-sample" data-part="hub" aria-hidden="true" />
          {t("town.legend.hub")}
        </li>
        <li>
          <span class="town-sample" data-part="tie" aria-hidden="true" />
          {t("town.legend.tie")}
        </li>
      </Rows>
    </div>
  );
}

function Rows({ head, children }: { head: Key; children: preact.ComponentChildren }) {
  return (
    <div>
      <h4>{t(head)}</h4>
      <ul>{children}</ul>
    </div>
  );
}
