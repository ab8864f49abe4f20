// One field of a regime as a part of a form, made from the model's own table: words to choose from, a number, or both.

import { useId } from "preact/hooks";
import type { FieldRow, FieldValue } from "../model/protocol";
import { hasText, number, t } from "../texts";
import { TypedNumber } from "../ui/number_field";
import type { Problem } from "./problems";

interface Props {
  row: FieldRow;
  value: FieldValue | undefined;
  /** The value to begin with where it is absent and is to be there, or was emptied. */
  first: FieldValue;
  problems: Problem[];
  onChange(value: FieldValue | undefined): void;
}

const said = (key: string, otherwise: string): string => (hasText(key) ? t(key) : otherwise);

export const fieldLabel = (name: string): string => said(`build.field.${name}`, name);
export const wordLabel = (word: string): string => said(`build.word.${word}`, word);

export function FieldPart({ row, value, first, problems, onChange }: Props) {
  const id = useId();
  const optional = row.needed === "or_none";
  const wrong = problems.length > 0;
  const described = [`${id}-meaning`, ...(wrong ? [`${id}-problem`] : [])].join(" ");
  return (
    <fieldset class={wrong ? "build-field build-wrong" : "build-field"} aria-describedby={described}>
      <legend>{fieldLabel(row.name)}</legend>
      <p class="quiet-text" id={`${id}-meaning`}>
        {said(`build.field.${row.name}.meaning`, row.meaning)}
      </p>
      {optional && (
        <label class="check">
          <input type="checkbox" checked={value !== undefined} onChange={(event) => onChange(event.currentTarget.checked ? first : undefined)} />
          <span>{said(`build.field.${row.name}.there`, t("build.there"))}</span>
        </label>
      )}
      {(value !== undefined || !optional) && <Control id={id} row={row} value={value} first={first} wrong={wrong} described={described} onChange={onChange} />}
      {wrong && (
        <div class="notice" id={`${id}-problem`}>
          {problems.map((one) => (
            <p key={one.what} lang="en">
              <code>{one.what}</code>
              {one.help !== "" && <span class="quiet-text"> {one.help}</span>}
            </p>
          ))}
        </div>
      )}
    </fieldset>
  );
}

type ControlProps = Omit<Props, "problems"> & { id: string; wrong: boolean; described: string };

function Control({ id, row, value, first, wrong, described, onChange }: ControlProps) {
  const { words, several, range } = row;
  if (several) {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <div class="build-words">
        {words.map((word) => (
          <label key={word} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(word)}
              onChange={(event) => onChange(words.filter((one) => (one === word ? event.currentTarget.checked : chosen.includes(one))))}
            />
            <span>{wordLabel(word)}</span>
          </label>
        ))}
      </div>
    );
  }
  if (range === null) {
    return (
      <div class="build-words">
        {words.map((word) => (
          <label key={word} class="check">
            <input type="radio" name={id} checked={value === word} onChange={() => onChange(word)} />
            <span>{wordLabel(word)}</span>
          </label>
        ))}
      </div>
    );
  }
  const isNumber = typeof value === "number";
  const unit = said(`build.unit.${range.unit.replaceAll(" ", "-")}`, range.unit);
  const allowed = t("build.range", { low: plain(range.low), high: plain(range.high), unit });
  return (
    <div class="build-number">
      {words.length > 0 && (
        <select
          aria-label={fieldLabel(row.name)}
          value={isNumber ? "number" : String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value === "number" ? Math.max(range.low, 1000) : event.currentTarget.value)}
        >
          {words.map((word) => (
            <option key={word} value={word}>
              {wordLabel(word)}
            </option>
          ))}
          <option value="number">{t("build.a_number")}</option>
        </select>
      )}
      {(isNumber || words.length === 0) && (
        <>
          {range.unit === "share" && (
            <input
              type="range"
              aria-label={t("build.slider", { field: fieldLabel(row.name) })}
              min={range.low}
              max={range.high}
              step={0.05}
              value={isNumber ? value : range.low}
              onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
            />
          )}
          <TypedNumber
            label={fieldLabel(row.name)}
            value={isNumber ? value : undefined}
            empty={typeof first === "number" ? first : range.low}
            whole={range.whole}
            invalid={wrong}
            described={described}
            wrong={t("build.no_number", { low: plain(range.low), high: plain(range.high) })}
            change={onChange}
          />
          <span class="quiet-text">{allowed}</span>
        </>
      )}
    </div>
  );
}

const plain = (value: number): string => number(value, Number.isInteger(value) ? 0 : 2);
