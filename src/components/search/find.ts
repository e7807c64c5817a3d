/** One page in the index: its address from the site's root, its title, its collection, and what stands on it. */
export interface IndexedPage {
  href: string;
  title: string;
  where: string;
  /** Headings and the findings of figures, each with the anchor where it stands. */
  parts: [anchor: string, text: string][];
}

/** A language's index as the site carries it: its pages, and the words of the search itself. */
export interface SearchIndex {
  words: { label: string; none: string; close: string };
  pages: IndexedPage[];
}

export interface Hit {
  href: string;
  text: string;
  /** The page, and its collection. */
  where: string;
}

const most = 30;

/**
 * What a reader looks for: every word must occur in a text or in the names of its page, and at least one in
 * the text itself. Words are matched as they stand, so a word is found inside a Chinese sentence, which has no
 * spaces. Where nothing has a Chinese word as a whole, texts with most of its neighbouring pairs of characters
 * come instead. Titles of pages come first.
 */
export function find(index: SearchIndex, query: string): Hit[] {
  const words = plain(query).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const every = (text: string, names: string) => {
    const all = `${text} ${names}`;
    return words.every((word) => all.includes(word)) && words.some((word) => text.includes(word));
  };
  const whole = hits(index, every);
  const pairs = words.flatMap(pairsOf);
  if (whole.length > 0 || pairs.length < 2) return whole;
  const needed = Math.ceil(pairs.length * 0.6);
  return hits(index, (text) => pairs.filter((pair) => text.includes(pair)).length >= needed);
}

function hits({ pages }: SearchIndex, fits: (text: string, names: string) => boolean): Hit[] {
  const titles: Hit[] = [];
  const parts: Hit[] = [];
  for (const { href, title, where, parts: own } of pages) {
    const names = plain(`${title} ${where}`);
    if (fits(plain(title), names)) titles.push({ href, text: title, where });
    for (const [anchor, text] of own)
      if (fits(plain(text), names))
        parts.push({ href: `${href}#${anchor}`, text, where: [where, title].filter(Boolean).join(" · ") });
  }
  return [...titles, ...parts].slice(0, most);
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Neighbouring pairs of Chinese characters. */
const pairsOf = (word: string): string[] =>
  (word.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2)),
  );
