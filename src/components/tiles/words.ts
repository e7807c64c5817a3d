import { textWidth } from "../draw/key.js";

/**
 * A name in at most `lines` lines no wider than `width` pixels of 12-pixel type. A word that is wider alone is
 * parted evenly with a hyphen, Chinese without one; what does not fit ends in an ellipsis.
 */
export function wrap(name: string, width: number, lines: number): string[] {
  const found: string[] = [];
  let whole = false;
  for (const word of name.split(" ")) {
    const [first, ...rest] = parts(word, width);
    const joined = `${found.at(-1)} ${first}`;
    if (whole && rest.length === 0 && textWidth(joined) <= width) found[found.length - 1] = joined;
    else found.push(first!, ...rest);
    whole = rest.length === 0;
  }
  if (found.length <= lines) return found;
  const kept = found.slice(0, lines);
  return [...kept.slice(0, -1), `${[...kept.at(-1)!].slice(0, -1).join("")}…`];
}

/** A word in as few parts of about one length as fit. */
function parts(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const hyphen = word < "\u2e80" ? "-" : "";
  const letters = [...word];
  const count = Math.ceil(textWidth(word) / Math.max(13, width - textWidth(hyphen)));
  const each = Math.ceil(letters.length / count);
  const cut: string[] = [];
  for (let at = 0; at < letters.length; at += each) cut.push(letters.slice(at, at + each).join(""));
  return cut.map((part, at) => (at < cut.length - 1 ? part + hyphen : part));
}
