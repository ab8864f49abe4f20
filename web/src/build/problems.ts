// The program's own messages about a scenario, one by one, with the field that each is about.

export interface Problem {
  /** Undefined: it is about no single field. */
  field: string | undefined;
  what: string;
  help: string;
}

/** `scenario:10:8: regime.mine.capacity = 1: what is wrong`, and beneath it `help: …`. */
export function problemsOf(text: string, fields: string[]): Problem[] {
  const found: Problem[] = [];
  for (const line of text.split("\n")) {
    const help = line.match(/^\s+help: (.*)$/)?.[1];
    const last = found[found.length - 1];
    if (help !== undefined && last !== undefined) {
      last.help = help;
      continue;
    }
    if (line.trim() === "") continue;
    const [, path, what] = line.match(/^scenario:\d+:\d+: (\S+)(.*)$/) ?? [undefined, "", line];
    const field = fields.find((one) => path?.replace(/:$/, "").endsWith(`.${one}`));
    found.push({ field, what: field === undefined ? `${path}${what}` : `${field}${what}`, help: "" });
  }
  return found;
}
