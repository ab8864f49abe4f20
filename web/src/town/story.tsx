// A story as the model tells it, in sentences.

export interface StoryText {
  title: string;
  paragraphs: string[];
  /** Where it comes from, so that it can be told again. */
  source: string;
}

/** The parts of a story that comes as one wrapped text: a title that begins with `# `, paragraphs, a source in parentheses. */
export function storyOf(text: string): StoryText {
  const parts = text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, " ").trim());
  const title = parts[0]?.startsWith("# ") ? (parts.shift() as string).slice(2) : "";
  const source = parts[parts.length - 1]?.startsWith("(") ? (parts.pop() as string).replace(/^\(|\)$/g, "") : "";
  return { title, paragraphs: parts, source };
}

export function Story({ title, paragraphs, source, level }: StoryText & { level: 3 | 4 }) {
  const Head = `h${level}` as const;
  return (
    <article class="town-story">
      <Head>{title}</Head>
      {paragraphs.map((paragraph, place) => (
        <p key={place}>{paragraph}</p>
      ))}
      <p class="town-source">{source}</p>
    </article>
  );
}
