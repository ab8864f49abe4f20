// A button that copies a text. Where a browser forbids that, as some do for a file on a disk, the text is shown, selected.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../texts";

interface Props {
  /** What the button says. */
  children: string;
  text: () => string;
  class?: string;
}

export function CopyButton({ children, text, class: kind }: Props) {
  const [copied, setCopied] = useState<"" | "yes" | "by-hand">("");
  const [shown, setShown] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (copied === "by-hand") field.current?.select();
  }, [copied, shown]);
  const copy = async () => {
    const wanted = text();
    setShown(wanted);
    setCopied("");
    setCopied((await written(wanted)) ? "yes" : "by-hand");
  };
  return (
    <span class="copy">
      <button type="button" class={kind} onClick={copy}>
        {children}
      </button>
      <span role="status" class="quiet-text">
        {copied === "yes" ? t("copy.done") : copied === "by-hand" ? t("copy.by_hand") : ""}
      </span>
      {copied === "by-hand" && (
        <span class="field">
          <label for={id}>{t("copy.text")}</label>
          <textarea id={id} ref={field} readOnly rows={Math.min(6, shown.split("\n").length + 1)} value={shown} />
        </span>
      )}
    </span>
  );
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writtenOldWay(text);
  }
}

/** The way before the clipboard had an interface of its own: it is allowed in more places. */
function writtenOldWay(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
