import { headerUnit, isUnit } from "./units.ts";

/** How many rows from the top are searched for the header. */
export const headerSearch = 50;

export interface Header {
  /** Index of the header's last row in the sample. */
  index: number;
  /** One text per column; a header of two rows is flattened to `upper/lower`. */
  headers: string[];
  /** How many of them are known. */
  score: number;
  /** What the rows above say, such as a title or 单位：万元. */
  above: string[];
}

/** Outer white space as offices type it, the ideographic space and zero-width marks included. */
const outerSpace = /^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g;

/** Text as it is kept: without outer white space, null where nothing is left. */
export const clean = (text: string): string | null => text.replace(outerSpace, "") || null;

/**
 * Finds the header among the first rows of a file: the row, or the two rows, with the most known names.
 * A row qualifies with two known names, or when at least half of its cells are known.
 */
export function findHeader(
  sample: (string | null)[][],
  known: (header: string) => boolean,
): Header | undefined {
  let best: Omit<Header, "above"> | undefined;
  const consider = (index: number, headers: string[]) => {
    const filled = headers.filter(Boolean);
    const score = filled.filter(known).length;
    if (score > (best?.score ?? 0) && (score >= 2 || score * 2 >= filled.length))
      best = { index, headers, score };
  };
  const rows = sample.slice(0, headerSearch).map((row) => row.map((cell) => cell ?? ""));
  rows.forEach((row, i) => {
    consider(i, row);
  });
  if (!best) return undefined;
  for (const lower of [best.index, best.index + 1]) {
    const upper = rows[lower - 1];
    const row = rows[lower];
    if (!upper || !row) continue;
    const flat = flatten(upper, row);
    const score = flat.filter(Boolean).filter(known).length;
    const asGood = lower === best.index && score === best.score;
    if (score > best.score || (asGood && (repeats(row, known) || upper.some(groupsUnder))))
      best = { index: lower, headers: flat, score };
  }
  best = withUnits(best, rows[best.index + 1] ?? []);
  return {
    ...best,
    headers: best.headers.map((h) => h.replace(/\s+/g, " ")),
    above: rows.slice(0, best.index).flatMap((row) => row.filter(Boolean)),
  };
}

/** Whether a cell over several names says what unit they are in, as 收入（万元） does. */
const groupsUnder = (cell: string): boolean => !/单位\s*[：:]/.test(cell) && headerUnit(cell).name !== cell;

/** Takes a row of units alone, as offices put it below the names, into the names that state none. */
function withUnits<T extends Omit<Header, "above">>(header: T, below: string[]): T {
  if (!below.some(Boolean) || !below.every((cell) => !cell || isUnit(cell))) return header;
  const headers = header.headers.map((name, i) =>
    name && below[i] && headerUnit(name).name === name
      ? `${name}（${below[i]!.replace(/^[（([【]|[）)\]】]$/g, "")}）`
      : name,
  );
  return { ...header, headers, index: header.index + 1 };
}

/** Whether known names stand twice in a row, as `人数` does under `男` and `女`. */
const repeats = (row: string[], known: (header: string) => boolean): boolean => {
  const names = row.filter((cell) => cell && known(cell));
  return new Set(names).size < names.length;
};

/** A cell merged across columns comes as its text and then blanks; one merged down leaves the lower row blank. */
function flatten(upper: string[], lower: string[]): string[] {
  let group = "";
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const above = upper[i] ?? "";
    const below = lower[i] ?? "";
    if (above) group = above;
    if (!below) {
      group = "";
      return above;
    }
    return group ? `${group}/${below}` : below;
  });
}
