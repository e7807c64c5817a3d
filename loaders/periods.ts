import type { Frequency } from "./contracts/contract.ts";

/** Periods are text that sorts in time within one frequency: 2021-06, 2021-Q2, 2021. */

/** How a period of a frequency is written, as a regular expression. */
export const periodPattern: Record<Frequency, string> = {
  month: "(19|20)[0-9]{2}-(0[1-9]|1[0-2])",
  quarter: "(19|20)[0-9]{2}-Q[1-4]",
  year: "(19|20)[0-9]{2}",
  none: "(19|20)[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4])?",
};

const named = new RegExp(
  [
    "(?<![0-9])(?<year>(?:19|20)[0-9]{2})(?:",
    "[-_./ ]?(?<month>0[1-9]|1[0-2])(?:[-_./ ]?(?:0[1-9]|[12][0-9]|3[01]))?(?![0-9])|",
    "[-_./ ](?<short>[1-9])(?![0-9])|",
    "年(?<written>1[0-2]|0?[1-9])月|",
    "[-_./ 年]?[Qq](?<quarter>[1-4])|",
    "年?第?(?<word>[一二三四])季|年第?(?<digit>[1-4])季|",
    "年?)(?![0-9])",
  ].join(""),
);

/** The period that a file name states, such as `employment-2021-06` or `就业2021.6`, or undefined. */
export function periodInName(name: string): string | undefined {
  const found = named.exec(name)?.groups;
  if (!found) return undefined;
  const { year, word } = found;
  const month = found.month ?? found.short ?? found.written;
  if (month) return `${year}-${month.padStart(2, "0")}`;
  const quarter = found.quarter ?? found.digit ?? (word && "一二三四".indexOf(word) + 1);
  return quarter ? `${year}-Q${quarter}` : year;
}

export function frequencyOf(period: string): Frequency {
  if (/^\d{4}-\d{2}$/.test(period)) return "month";
  if (/^\d{4}-Q[1-4]$/.test(period)) return "quarter";
  return "year";
}

/** Months since year 0 of a period's first month, and its length in months. */
function span(period: string): { start: number; months: number } {
  const year = Number(period.slice(0, 4));
  switch (frequencyOf(period)) {
    case "month":
      return { start: year * 12 + Number(period.slice(5)) - 1, months: 1 };
    case "quarter":
      return { start: year * 12 + (Number(period.slice(6)) - 1) * 3, months: 3 };
    default:
      return { start: year * 12, months: 12 };
  }
}

function periodAt(start: number, frequency: Frequency): string {
  const year = Math.floor(start / 12);
  const month = start % 12;
  if (frequency === "month") return `${year}-${String(month + 1).padStart(2, "0")}`;
  return frequency === "quarter" ? `${year}-Q${month / 3 + 1}` : String(year);
}

/** The period `steps` after (or, negative, before) this one, in its own frequency. */
export function shift(period: string, steps: number): string {
  const { start, months } = span(period);
  return periodAt(start + steps * months, frequencyOf(period));
}

/** The periods of a frequency that lie within a longer one; of a shorter one, the period around it. */
export function periodsIn(period: string, frequency: Exclude<Frequency, "none">): string[] {
  const { start, months } = span(period);
  const step = { month: 1, quarter: 3, year: 12 }[frequency];
  const first = start - (start % step);
  return Array.from({ length: Math.ceil(months / step) }, (_, i) => periodAt(first + i * step, frequency));
}

/** Whether a period lies within another and is shorter. */
export function isWithin(part: string, whole: string): boolean {
  const [a, b] = [span(part), span(whole)];
  return a.months < b.months && a.start >= b.start && a.start + a.months <= b.start + b.months;
}

/** Orders periods by when they end; of those that end together the shorter comes first. No period comes before any. */
export function byEnd(one: string, other: string): number {
  const [a, b] = [span(one), span(other)];
  const text = one < other ? -1 : 1;
  if (!(a.start >= 0 && b.start >= 0)) return text;
  return a.start + a.months - (b.start + b.months) || a.months - b.months || text;
}

/** Every period from the first to the last, both included. */
export function between(first: string, last: string): string[] {
  const found: string[] = [];
  for (let p = first; p <= last; p = shift(p, 1)) found.push(p);
  return found;
}

/** ISO date on which a period's snapshot is due: its last day plus `days`. */
export function dueDate(period: string, days: number): string {
  const { start, months } = span(period);
  const next = start + months;
  const due = new Date(Date.UTC(Math.floor(next / 12), next % 12, days));
  return due.toISOString().slice(0, 10);
}
