import { type Key, type Params, translate } from "../../locales/catalog.js";
import type { CodeLists } from "../data/release.js";
import { type Lang, startOf } from "../data/view.js";

/** Numbers, periods and names as a reader of one language writes them. */
export interface Format {
  lang: Lang;
  t(key: Key, params?: Params): string;
  /** A number with grouping; `digits` decimals at most. */
  number(value: number, digits?: number): string;
  /** A ratio as a percentage: 0.314 is 31%. */
  percent(ratio: number, digits?: number): string;
  /** A value in its unit's usual precision, without the unit; a ratio as a percentage. */
  value(value: number, unit: string): string;
  /** June 2021, Q2 2021, 2021. */
  period(period: string): string;
  periods(first: string, last: string): string;
  date(iso: string): string;
  list(items: readonly string[]): string;
  /** The name of a code; `all` and other subtotals come from the catalog. */
  label(list: string, code: string): string;
  unit(code: string): string;
}

const decimals: Record<string, number> = { ratio: 1, index: 3, tlu: 1, percent: 1, percentage_points: 1 };

export function formats(lang: Lang, codes: CodeLists): Format {
  const t = (key: Key, params?: Params) => translate(lang, key, params);
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value);
  const percent = (ratio: number, digits = 0) =>
    new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: digits }).format(ratio);
  const day = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, { timeZone: "UTC", ...options }).format(date);
  const period = (text: string) => {
    if (text.length === 4) return text;
    const quarter = /^(\d{4})-Q(\d)$/.exec(text);
    if (quarter) return t("period.quarter", { year: quarter[1]!, quarter: quarter[2]! });
    return day(startOf(text), { month: "long", year: "numeric" });
  };
  const label = (list: string, code: string) => {
    if (code === "all" || code === "market") return t(code);
    return codes[list]?.find((entry) => entry.code === code)?.[lang] ?? code;
  };
  return {
    lang,
    t,
    number,
    percent,
    value: (value, unit) =>
      unit === "ratio" ? percent(value, 1) : number(value, decimals[unit] ?? (Math.abs(value) < 10 ? 2 : 0)),
    period,
    periods: (first, last) =>
      first === last ? period(first) : t("period.range", { first: period(first), last: period(last) }),
    date: (iso) => day(new Date(`${iso}T00:00:00Z`), { day: "numeric", month: "long", year: "numeric" }),
    list: (items) =>
      items.length < 2
        ? (items[0] ?? "")
        : t("list.and", { head: items.slice(0, -1).join(t("list.separator")), last: items.at(-1)! }),
    label,
    unit: (code) => label("unit", code),
  };
}
