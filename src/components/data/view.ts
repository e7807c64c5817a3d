import type { Frequency, Table } from "./release.js";

export type Lang = "en" | "zh";

/** What a reader looks at. `period` is in the page's own frequency. */
export interface View {
  collection: string;
  area: string;
  period: string;
  lang: Lang;
  /** A second area, shown beside the first. */
  compare?: string;
  /** Codes of the series to show in figures that draw several side by side; all where it is left out. */
  series?: string[];
  /** Tables are open below the charts. */
  as?: "table";
}

/** What may be chosen on a page; the first area and the last period are where it opens. */
export interface Choices {
  areas: readonly string[];
  periods: readonly string[];
  /** Areas to set beside the one shown. */
  compare?: readonly string[];
  /** Codes by which the page's figures tell their series apart. */
  series?: readonly string[];
}

/** The parts of a view that an address can ask for. */
export type Asked = "area" | "period" | "compare" | "series";

/** The view that an address (`?area=…&period=…&series=…,…`) asks for, and the names of the parts it could not follow. */
export function readView(
  search: string,
  fixed: Pick<View, "collection" | "lang">,
  choices: Choices,
): { view: View; unknown: Asked[] } {
  const asked = new URLSearchParams(search);
  const unknown: Asked[] = [];
  const choose = (
    name: Asked,
    offered: readonly string[],
    otherwise: string,
    instead: (value: string) => string | undefined = () => undefined,
  ) => {
    const value = asked.get(name);
    if (value === null) return otherwise;
    if (offered.includes(value)) return value;
    const other = instead(value);
    if (other === undefined) unknown.push(name);
    return other ?? otherwise;
  };
  const area = choose("area", choices.areas, choices.areas[0] ?? "");
  const period = choose("period", choices.periods, choices.periods.at(-1) ?? "", (value) =>
    lastWithin(choices.periods, value),
  );
  const beside = choose("compare", choices.compare ?? [], "");
  const view: View = { ...fixed, area, period };
  if (beside !== "" && beside !== area) view.compare = beside;
  const listed = asked.get("series")?.split(",") ?? [];
  const series = [...new Set(listed)].filter((code) => choices.series?.includes(code));
  if (listed.some((code) => !series.includes(code))) unknown.push("series");
  if (series.length > 0) view.series = series;
  if (asked.get("view") === "table") view.as = "table";
  return { view, unknown };
}

/** The address of a view: only what differs from where the page opens. */
export function writeView(view: View, choices: Choices): string {
  const parts = new URLSearchParams();
  if (view.area !== (choices.areas[0] ?? "")) parts.set("area", view.area);
  if (view.period !== (choices.periods.at(-1) ?? "")) parts.set("period", view.period);
  if (view.compare && view.compare !== view.area) parts.set("compare", view.compare);
  if (view.series?.length) parts.set("series", view.series.join(","));
  if (view.as) parts.set("view", view.as);
  // A comma needs no escape in a query.
  const text = parts.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The same period one year earlier. */
export function yearBefore(period: string): string {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
}

/**
 * The last of a table's periods that does not lie after the period asked for. Of a table that begins later, the
 * period of its frequency that was over by then: there is no figure for it, and it has a name.
 */
export function periodOf({ periods }: Pick<Table, "periods">, asked: string): string | undefined {
  if (asked === "" || periods.length === 0) return undefined;
  const { last } = months(asked);
  return (
    periods.filter((period) => months(period).last <= last).at(-1) ?? ended(frequencyOf(periods[0]!), last)
  );
}

/** The last period of a frequency that ends with a month, counted from year 0, or before it. */
function ended(frequency: Frequency, last: number): string {
  const [year, month] = [Math.floor((last + 1) / 12), (last + 1) % 12];
  if (frequency === "year") return String(year - 1);
  if (frequency === "quarter") return month < 3 ? `${year - 1}-Q4` : `${year}-Q${Math.floor(month / 3)}`;
  return `${Math.floor(last / 12)}-${String((last % 12) + 1).padStart(2, "0")}`;
}

/** The last of some periods that shares a month with another, however long: links outlive the frequency of a page. */
function lastWithin(periods: readonly string[], asked: string): string | undefined {
  if (!/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/.test(asked)) return undefined;
  const { first, last } = months(asked);
  return periods.filter((p) => months(p).first <= last && months(p).last >= first).at(-1);
}

const known = new Map<string, { first: number; last: number }>();

/** First and last month that a period covers, counted from year 0. Asked of every row of a table, so worked out once. */
export function months(period: string): { first: number; last: number } {
  const found = known.get(period) ?? monthsOf(period);
  known.set(period, found);
  return found;
}

function monthsOf(period: string): { first: number; last: number } {
  const start = Number(period.slice(0, 4)) * 12;
  const quarter = /^\d{4}-Q([1-4])$/.exec(period);
  if (quarter)
    return { first: start + (Number(quarter[1]) - 1) * 3, last: start + Number(quarter[1]) * 3 - 1 };
  if (period.length === 4) return { first: start, last: start + 11 };
  const month = start + Number(period.slice(5, 7)) - 1;
  return { first: month, last: month };
}

export function frequencyOf(period: string): Frequency {
  if (period.includes("Q")) return "quarter";
  return period.length === 4 ? "year" : "month";
}

/** The first day of a period, for a time axis. */
export function startOf(period: string): Date {
  const { first } = months(period);
  return new Date(Date.UTC(Math.floor(first / 12), first % 12, 1));
}

/** Every period from the first to the last, both included, in their own frequency. */
export function between(first: string, last: string): string[] {
  const frequency = frequencyOf(first);
  const step = { month: 1, quarter: 3, year: 12, none: 12 }[frequency];
  const found: string[] = [];
  for (let month = months(first).first; month <= months(last).first; month += step) {
    const year = Math.floor(month / 12);
    if (frequency === "month") found.push(`${year}-${String((month % 12) + 1).padStart(2, "0")}`);
    else found.push(frequency === "quarter" ? `${year}-Q${(month % 12) / 3 + 1}` : String(year));
  }
  return found;
}
