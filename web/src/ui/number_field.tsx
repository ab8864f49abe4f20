import { useEffect, useId, useState } from "preact/hooks";
import { languageNow, number, t } from "../texts";

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

/** A number as somebody types it, with a comma or a point; undefined: it is none, or not yet. */
export function typedNumber(typed: string, whole = false): number | undefined {
  const text = typed.trim();
  // Of whole numbers a mark before three digits parts thousands.
  const plain = whole && /^\d{1,3}([.,]\d{3})+$/.test(text) ? text.replace(/[.,]/g, "") : text.replace(",", ".").replace("−", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

const written = (value: number | undefined): string =>
  value === undefined ? "" : languageNow() === "it" ? String(value).replace(".", ",") : String(value);

interface TypedProps {
  label: string;
  value: number | undefined;
  /** What an emptied field stands for. */
  empty: number;
  whole: boolean;
  invalid: boolean;
  described: string;
  /** Said where what is typed is no number. */
  wrong: string;
  change(value: number): void;
}

/** A number with decimals. What is typed stays as it is typed, and is taken over as soon as it is a number. */
export function TypedNumber({ label, value, empty, whole, invalid, described, wrong, change }: TypedProps) {
  const [typed, setTyped] = useState(written(value));
  const id = useId();
  const read = (text: string) => (text.trim() === "" ? empty : typedNumber(text, whole));
  const good = read(typed) !== undefined;
  useEffect(() => {
    if (read(typed) !== value) setTyped(written(value));
  }, [value]);
  const settle = () => setTyped(written(value));
  return (
    <>
      <input
        type="text"
        inputMode={whole ? "numeric" : "decimal"}
        autocomplete="off"
        aria-label={label}
        aria-invalid={invalid || !good}
        aria-describedby={good ? described : `${id} ${described}`}
        placeholder={written(empty)}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          const wanted = read(event.currentTarget.value);
          if (wanted !== undefined && wanted !== value) change(wanted);
        }}
        onBlur={settle}
        onKeyDown={(event) => event.key === "Enter" && settle()}
      />
      {!good && (
        <span id={id} class="quiet-text" role="alert">
          {wrong}
        </span>
      )}
    </>
  );
}
