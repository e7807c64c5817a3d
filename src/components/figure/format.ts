import { isKey, type Key, type Params, translate } from "../../locales/catalog.js";
import type { CodeLists } from "../data/release.js";
import { type Lang, startOf } from "../data/view.js";

/** Numbers, periods and names as a reader of one language writes them. */
export interface Format {
  lang: Lang;
  t(key: Key, params?: Params): string;
  /**
   * A number as it is read, `digits` decimals at most. Chinese counts in 万 and 亿: from 10,000 where nothing is
   * lost by it, else from 100,000 with two decimals.
   */
  number(value: number, digits?: number): string;
  /** A number with every digit, grouped; `digits` decimals at most. */
  exact(value: number, digits?: number): string;
  /** A large number in a few signs, for a drawing: 96M, 9600万; `digits` decimals at most where they are told. */
  short(value: number, digits?: number): string;
  /** A ratio as a percentage: 0.314 is 31%. */
  percent(ratio: number, digits?: number): string;
  /** A value as it is read, in its unit's usual precision, without the unit; a ratio as a percentage. */
  value(value: number, unit: string): string;
  /** The same as a table holds it, with every digit. */
  cell(value: number, unit: string): string;
  /** June 2021, Q2 2021, 2021. */
  period(period: string): string;
  periods(first: string, last: string): string;
  date(iso: string): string;
  list(items: readonly string[]): string;
  /** The name of a code; `all` and other subtotals come from the catalog. */
  label(list: string, code: string): string;
  /** The name of a unit; with a number before it, as it stands after that number: 1 feed, 2 feeds. */
  unit(code: string, count?: number): string;
}

const decimals: Record<string, number> = { ratio: 1, index: 3, tlu: 1, percent: 1, percentage_points: 1 };

/** Making one takes the browser longer than a thousand uses, so each is made once. */
function once<Options, Made>(make: (lang: Lang, options: Options) => Made): typeof make {
  const made = new Map<string, Made>();
  return (lang, options) => {
    const key = lang + JSON.stringify(options);
    const found = made.get(key) ?? make(lang, options);
    made.set(key, found);
    return found;
  };
}

const numbers = once((lang, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(lang, options));
const dates = once((lang, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(lang, options));

export function formats(lang: Lang, codes: CodeLists): Format {
  const t = (key: Key, params?: Params) => translate(lang, key, params);
  const exact = (value: number, digits = 0) => numbers(lang, { maximumFractionDigits: digits }).format(value);
  const short = (value: number, digits = Math.abs(value) < 1e6 || lang === "zh" ? 2 : 0) =>
    numbers(lang, { notation: "compact", maximumFractionDigits: digits }).format(value);
  // Nine digits are wider than a headline on a phone.
  const millions = (value: number) =>
    new Intl.NumberFormat(lang, {
      notation: "compact",
      compactDisplay: "long",
      maximumFractionDigits: 1,
    }).format(value);
  const counted = (value: number, digits: number, from: number) => {
    const size = Math.abs(value);
    const brief = lang === "zh" && size >= 10_000 && (size >= from || value % 1000 === 0);
    return brief ? short(value) : exact(value, digits);
  };
  const number = (value: number, digits = 0) => counted(value, digits, 100_000);
  const digitsOf = (value: number, unit: string) => decimals[unit] ?? (Math.abs(value) < 10 ? 2 : 0);
  const percent = (ratio: number, digits = 0) =>
    numbers(lang, { style: "percent", maximumFractionDigits: digits }).format(ratio);
  const day = (date: Date, options: Intl.DateTimeFormatOptions) =>
    dates(lang, { timeZone: "UTC", ...options }).format(date);
  const period = (text: string) => {
    if (text.length === 4) return t("period.year", { year: text });
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
    exact,
    short,
    value: (value, unit) =>
      unit === "ratio"
        ? percent(value, 1)
        : lang === "en" && Math.abs(value) >= 1e8
          ? millions(value)
          : counted(value, digitsOf(value, unit), unit.startsWith("yuan") ? 100_000 : 10_000),
    cell: (value, unit) => (unit === "ratio" ? percent(value, 1) : exact(value, digitsOf(value, unit))),
    period,
    periods: (first, last) =>
      first === last ? period(first) : t("period.range", { first: period(first), last: period(last) }),
    date: (iso) => day(new Date(`${iso}T00:00:00Z`), { day: "numeric", month: "long", year: "numeric" }),
    list: (items) =>
      items.length < 2
        ? (items[0] ?? "")
        : t("list.and", { head: items.slice(0, -1).join(t("list.separator")), last: items.at(-1)! }),
    label,
    unit: (code, count) => {
      const key = `unit.${code}`;
      return count !== undefined && isKey(key) ? t(key, { count }) : label("unit", code);
    },
  };
}
