import { useEffect, useId, useState } from "preact/hooks";
import { number, t } from "../texts";

interface Props {
  label: string;
  note?: string;
  value: number;
  low: number;
  high: number;
  step: number;
  change(value: number): void;
}

/** A whole number that is taken over when it is complete and in range: half of a number is not an order. */
export function NumberField({ label, note, value, low, high, step, change }: Props) {
  const [typed, setTyped] = useState(String(value));
  const id = useId();
  useEffect(() => setTyped(String(value)), [value]);
  const wanted = Number(typed);
  const good = typed.trim() !== "" && Number.isInteger(wanted) && wanted >= low && wanted <= high;
  const take = () => (good ? wanted !== value && change(wanted) : setTyped(String(value)));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={low}
        max={high}
        step={step}
        value={typed}
        aria-invalid={!good}
        aria-describedby={`${id}-note`}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
      <span id={`${id}-note`} class="quiet-text">
        {good ? note : t("size.wrong", { low: number(low), high: number(high) })}
      </span>
    </div>
  );
}
