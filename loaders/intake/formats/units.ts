/** Units as offices state them: behind a number, in a header, in a row below it, or once above the table. */

/** Words that may follow a number, by what they measure, with what one of them is worth in its base unit. */
const words: Record<string, Record<string, number>> = {
  yuan: { 元: 1, 块: 1, 圆: 1, yuan: 1, rmb: 1 },
  mu: { 亩: 1, 公顷: 15, mu: 1, ha: 15 },
  kg: { 千克: 1, 公斤: 1, 斤: 0.5, 吨: 1000, kg: 1, t: 1000 },
  persons: { 人: 1, 名: 1, 人次: 1 },
  households: { 户: 1 },
  head: { 头: 1, 只: 1, 匹: 1, 峰: 1, 羽: 1, 口: 1, "头(只)": 1 },
  days: { 天: 1, 日: 1 },
  rows: { 条: 1, 行: 1 },
};

/** Words that only name what is counted. */
const countWords = Object.fromEntries(
  ["个", "家", "次", "项", "件", "套", "处", "台", "份", "岁", "年", "座", "间", "栋"].map((w) => [w, 1]),
);
export const multipliers: Record<string, number> = { "": 1, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8 };
const parts: Record<string, number> = { "%": 0.01, "‰": 0.001 };

/** Units of contract columns that are measured in another base unit. */
const derived: Record<string, { base: string; size: number }> = {
  hectares: { base: "mu", size: 15 },
  birds: { base: "head", size: 1 },
  head_year: { base: "head", size: 1 },
};

/**
 * What each word that may follow a number is worth in a contract's unit, e.g. 公顷 is 15 in mu and 1 in hectares.
 * Words of another kind are not there. Without a unit, all words that need no conversion are.
 */
export function worthIn(unit: string | undefined): Record<string, number> {
  if (unit === undefined) {
    const plain = Object.values(words).flatMap((w) => Object.entries(w).filter(([, worth]) => worth === 1));
    return { ...Object.fromEntries(plain), ...countWords, ...parts };
  }
  if (unit === "ratio" || unit === "index") return parts;
  if (unit.startsWith("percent")) return { "%": 1, "‰": 0.1 };
  const { base, size } = derived[unit] ?? { base: unit.startsWith("yuan") ? "yuan" : unit, size: 1 };
  const own = Object.entries(words[base] ?? {}).map(([word, worth]) => [word, worth / size]);
  return { ...(["yuan", "mu", "kg"].includes(base) ? {} : countWords), ...Object.fromEntries(own) };
}

export interface HeaderUnit {
  name: string;
  /** What one of the header's units is in the contract's unit: 10000 for 万元 where that is yuan, 15 for 公顷 in mu. */
  factor: number;
}

/**
 * Parts a header from the unit it states: `资产原值（万元）` is 资产原值, times 10000 where the unit is yuan. A unit
 * of another kind than the contract's is left in the name, which then is no name of the column.
 * @param unit the contract column's; without it any unit is parted, the factor that of its base unit (yuan, mu, kg)
 */
export function headerUnit(header: string, unit?: string): HeaderUnit {
  const found =
    /^(.+?)\s*[（([【]\s*(?:单位\s*[：:]\s*)?([^（）()[\]【】]+)\s*[）)\]】]$/.exec(header) ??
    /^(.+?)\s*[/,，：:]\s*(?:单位\s*[：:]\s*)?([^/,，：:]+)$/.exec(header);
  const [, name, stated] = found ?? [];
  if (!name || !stated) return { name: header, factor: 1 };
  const factor = worthOf(stated, unit);
  return factor === undefined ? { name: header, factor: 1 } : { name, factor };
}

/** What one of a stated unit such as 万元 or 元/月 is worth in the contract's; undefined where it is of another kind. */
function worthOf(stated: string, unit: string | undefined): number | undefined {
  const word = stated
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[/每·].*$/, "")
    .replace(/^人民币/, "");
  const worth =
    unit === undefined ? Object.assign({}, parts, countWords, ...Object.values(words)) : worthIn(unit);
  for (const [prefix, times] of Object.entries(multipliers)) {
    const rest = word.slice(prefix.length);
    if (word.startsWith(prefix) && Object.hasOwn(worth, rest)) return times * worth[rest]!;
  }
  return undefined;
}

/** Whether a cell holds a unit and nothing else, as in a row of units below the names. */
export const isUnit = (text: string): boolean =>
  worthOf(text.replace(bracketed, "$1"), undefined) !== undefined;

const bracketed = /^[（([【]\s*(.*?)\s*[）)\]】]$/;

/**
 * What a note above the table, such as 单位：万元 or 单位：亩、元, says one is worth in a column's unit: one number, or
 * several where it names several units of the kind. 单位 also means an office: what names no unit says nothing.
 */
export function unitsAbove(above: string[], unit: string): number[] {
  const lists = above.flatMap((text) =>
    [...text.matchAll(/(?:单位|\bunits?)\s*[：:]\s*([^\s）)\]】]+)/gi)].map(([, list]) => list!),
  );
  const stated = lists.flatMap((list) => list.split(/[、,，;；]+/));
  const worth = stated.filter(isUnit).map((word) => worthOf(word, unit));
  return [...new Set(worth.filter((factor) => factor !== undefined))];
}
