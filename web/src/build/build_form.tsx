// The form: from what it starts, its name, and every field of the model's table.

import { useId } from "preact/hooks";
import type { About, FieldRow } from "../model/protocol";
import { hasText, t } from "../texts";
import { capital, regimeName } from "../ui/names";
import { type Draft, type NameProblem, isShown, startOf, valueOf, withValue } from "./draft";
import { FieldPart } from "./field_row";
import type { Problem } from "./problems";

/** What a way of help is, in short. All else that the table holds stands folded beneath. */
const FIRST = ["aim", "present", "directiveness", "entry", "meets_every_weeks", "capacity"];

interface Props {
  about: About;
  draft: Draft;
  problems: Problem[];
  safeName: string;
  wrongName: NameProblem | undefined;
  onChange(draft: Draft): void;
}

export function BuildForm({ about, draft, problems, safeName, wrongName, onChange }: Props) {
  const id = useId();
  const bases = about.regimes.filter((one) => one.fields !== null);
  const base = bases.find((one) => one.name === draft.like);
  const summary = `build.summary.${draft.like}`;
  const shown = about.fields.filter((row) => isShown(about, draft, row));
  const others = problems.filter((one) => !shown.some((row) => row.name === one.field));
  const changed = Object.keys(draft.fields).length;
  const [first, more] = [true, false].map((isFirst) => shown.filter((row) => FIRST.includes(row.name) === isFirst)) as [FieldRow[], FieldRow[]];
  const part = (row: FieldRow) => (
    <FieldPart
      key={row.name}
      row={row}
      value={valueOf(about, draft, row.name)}
      first={startOf(about, draft, row)}
      problems={problems.filter((one) => one.field === row.name)}
      onChange={(value) => onChange(withValue(about, draft, row.name, value))}
    />
  );
  return (
    <form class="build-form" onSubmit={(event) => event.preventDefault()} aria-label={t("build.title")}>
      <div class="field">
        <label for={`${id}-like`}>{t("build.like")}</label>
        <select id={`${id}-like`} value={draft.like} onChange={(event) => onChange({ ...draft, like: event.currentTarget.value, fields: {} })}>
          {bases.map((one) => (
            <option key={one.name} value={one.name}>
              {capital(regimeName(one.name))}
            </option>
          ))}
        </select>
        <span class="quiet-text">{hasText(summary) ? t(summary) : base?.summary}</span>
      </div>
      <div class="field">
        <label for={`${id}-name`}>{t("build.name")}</label>
        <input id={`${id}-name`} value={draft.name} maxLength={40} autocomplete="off" spellcheck={false} aria-describedby={`${id}-safe`} aria-invalid={wrongName !== undefined} onInput={(event) => onChange({ ...draft, name: event.currentTarget.value })} />
        <span class="quiet-text" id={`${id}-safe`}>
          {wrongName !== undefined ? <strong>{t(`build.name.${wrongName}`)}</strong> : <>{t("build.name.safe")} <code>{safeName}</code></>}
        </span>
      </div>
      {others.length > 0 && (
        <div class="notice">
          {others.map((one) => (
            <p key={one.what} lang="en">
              <code>{one.what}</code> {one.help}
            </p>
          ))}
        </div>
      )}
      <p class="row">
        <span class="quiet-text">{t(changed === 1 ? "build.changed_one" : "build.changed", { changed })}</span>
        {changed > 0 && (
          <button type="button" onClick={() => onChange({ ...draft, fields: {} })}>
            {t("build.reset")}
          </button>
        )}
      </p>
      {first.map(part)}
      <details open={more.some((row) => row.name in draft.fields || problems.some((one) => one.field === row.name)) || undefined}>
        <summary>{t("build.more")}</summary>
        <div class="build-more">{more.map(part)}</div>
      </details>
    </form>
  );
}
