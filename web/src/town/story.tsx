// A story as the model tells it, in sentences.

import type { StoryText } from "../model/protocol";

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
