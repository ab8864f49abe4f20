import { useId, useRef } from "preact/hooks";
import { hasText, type Key, t } from "../texts";
import { type Held, leverText } from "./levers";

/** A slider with its name, value, range, default and source. */
export function LeverControl({ held, move }: { held: Held; move(value: number): void }) {
  const { lever, value, first } = held;
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
  // An address may bring a value from beyond what is plausible: it is shown as it is.
  const [low, high] = [Math.min(held.low, value), Math.max(held.high, value)];
  const moved = value !== first;
  const share = (first - low) / (high - low);
  const text = (key: string) => t(`lever.${lever.id}.${key}` as Key);
  const single = `lever.${lever.id}.unit_one`;
  const unit = leverText(lever, value) === leverText(lever, 1) && hasText(single) ? t(single) : text("unit");
  return (
    <div class={moved ? "lever moved" : "lever"}>
      <div class="lever-head">
        <label for={id}>{text("name")}</label>
        <output for={id}>
          {leverText(lever, value)} <span class="quiet-text">{unit}</span>
        </output>
      </div>
      <div class="lever-track">
        <input
          id={id}
          ref={slider}
          type="range"
          min={low}
          max={high}
          step={lever.step}
          value={value}
          aria-describedby={`${id}-what`}
          aria-valuetext={`${leverText(lever, value)} ${unit}`}
          onInput={(event) => move(snapped(event.currentTarget.valueAsNumber, first, lever.step))}
        />
        <span class="lever-default" style={{ left: `calc((100% - 1rem) * ${share} + 0.5rem)` }} aria-hidden="true" />
      </div>
      <p class="lever-ends" aria-hidden="true">
        <span>{leverText(lever, low)}</span>
        <span>{leverText(lever, high)}</span>
      </p>
      <p id={`${id}-what`} class="lever-what">
        {text("what")} <em>{t(held.source)}</em>
        <span class="visually-hidden">
          {" "}
          {t("lever.range", { low: leverText(lever, low), high: leverText(lever, high), first: leverText(lever, first) })}
        </span>
      </p>
      {moved && (
        <button
          type="button"
          class="bare lever-reset"
          onClick={() => {
            move(first);
            slider.current?.focus();
          }}
        >
          {t("lever.reset", { value: leverText(lever, first) })}
        </button>
      )}
    </div>
  );
}

/** Steps begin at the low end, so they may miss the default: what is near enough is the default itself. */
function snapped(value: number, first: number, step: number): number {
  return Math.abs(value - first) < step / 2 ? first : Number(value.toFixed(6));
}
