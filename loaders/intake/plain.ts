import { type Column, type Contract, type Frequency, sqlType } from "../contracts/contract.ts";
import { identifier, literal } from "../db.ts";
import { periodPattern } from "../periods.ts";
import type { CodeLists } from "../release/manifest.ts";
import { booleanSql, conversionSql } from "./formats/values.ts";
import type { Mapped, Mapping } from "./headers.ts";
import { hashSql } from "./key.ts";
import { firstText, oddSql } from "./stray.ts";
import { codeType } from "./workers.ts";

/** Whole numbers below this are exact as DOUBLE. */
const exact = "9e15";

/**
 * SQL of a value written in the plainest way, null where it is written in any other: it understands less
 * than typing.ts and never anything else. Numbers are read beforehand as `n<index>`.
 */
function valueSql(
  column: Column,
  { index }: Mapped,
  { codes, frequency }: { codes: CodeLists; frequency: Frequency },
  worded: boolean,
): string {
  const raw = `c${index}`;
  switch (column.type) {
    case "key":
      return hashSql(raw);
    case "area":
      return `try_cast(${raw} as known_area_code)`;
    case "integer":
      return `case when n${index} = floor(n${index}) and abs(n${index}) < ${exact} then n${index}::bigint end`;
    case "decimal":
      return `case when isfinite(n${index}) then n${index} end`;
    case "boolean":
      return worded
        ? booleanSql(raw)
        : `case lower(${raw}) when 'true' then true when 'false' then false end`;
    case "date":
      return `case when ${raw} like '____-__-__' and ${raw} > '1900' and ${raw} < '2100' then try_cast(${raw} as date) end`;
    case "period":
      return `case when regexp_full_match(${raw}, ${literal(periodPattern[frequency])}) then ${raw} end`;
    case "code":
    case "codes": {
      const list = codes[column.codes!] ?? [];
      const code = `try_cast(${raw} as ${codeType(column.codes!)})`;
      if (!worded) return code;
      const labels = new Map(
        list.flatMap(({ code, en, zh }) => [zh, en].map((text) => [text, code] as const)),
      );
      for (const { code } of list) labels.delete(code);
      return `case when ${code} is not null then ${raw}
        else case ${raw} ${[...labels].map(([text, code]) => `when ${literal(text)} then ${literal(code)}`).join(" ")} end end`;
    }
    case "text":
      return raw;
  }
}

/** Whether a plain value is an enumeration: looked up once, and written to Parquet as the dictionary that it is. */
const isEnum = ({ type }: Column, worded: boolean): boolean =>
  type === "area" || (!worded && ["code", "codes"].includes(type));

/** SQL that is true where a row breaks no rule, over the values and the texts `c<index>`. */
function goodSql(
  contract: Contract,
  mapping: Mapping,
  { period, periods }: Pick<PlainOptions, "period" | "periods">,
): string {
  const conditions = mapping.mapped.flatMap(({ column: name, index }) => {
    const column = contract.columns[name]!;
    const value = identifier(name);
    if (name === "period" && period) return [`(c${index} is null or c${index} = ${literal(period)})`];
    if (name === "period" && periods) return [`${value} in (${periods.map(literal).join(", ")})`];
    // A key is never misread, so that rows can be judged without hashing it.
    const found = column.type === "key" ? `c${index}` : value;
    const understood = column.required
      ? `${found} is not null`
      : `(${found} is not null or c${index} is null)`;
    const outside = [
      column.min !== undefined && `${value} < ${column.min}`,
      column.max !== undefined && `${value} > ${column.max}`,
    ].filter(Boolean);
    return outside.length > 0 ? [understood, `(${outside.join(" or ")}) is not true`] : [understood];
  });
  const checks = (contract.checks ?? [])
    .filter((c) => c.severity === "reject_row")
    .map((c) => `(${c.sql}) is not false`);
  const ordinary = `(${oddSql(contract, mapping, "first_text")}) is not true`;
  return [ordinary, ...conditions, ...checks].join("\n    and ");
}

/** The columns of a file that hold numbers. */
export const numberColumns = (contract: Contract, { mapped }: Mapping): Mapped[] =>
  mapped.filter(({ column }) => ["integer", "decimal"].includes(contract.columns[column]!.type));

export interface PlainOptions {
  period: string | undefined;
  /** Those within a longer one that the file's name states. */
  periods?: string[];
  codes: CodeLists;
  scan: string;
  worded: string[];
}

/**
 * The SQL of a snapshot's rows that are written plainly and break no rule but perhaps the key's: the
 * contract's columns and `plain`, true for such rows. Keeps the order of `scan`, so it may hold no join.
 * @param scan a FROM item of texts `c0..cN`; numbers may have been read as DOUBLE already
 * @param worded columns where 是, 种植业 and the like count as plain too; they are conversions, which cost a second look
 */
export function plainSql(
  contract: Contract,
  mapping: Mapping,
  { period, periods, codes, scan, worded }: PlainOptions,
): string {
  const numbers = numberColumns(contract, mapping).map(({ index, factor }) => {
    const number = `try_cast(c${index} as double)`;
    return `, ${factor === 1 ? number : `round(${number} * ${factor}, 6)`} as n${index}`;
  });
  const values = Object.entries(contract.columns).map(([name, column]) => {
    const place = mapping.mapped.find((m) => m.column === name);
    const value =
      name === "period" && period
        ? literal(period)
        : place
          ? valueSql(column, place, { codes, frequency: contract.frequency }, worded.includes(name))
          : "null";
    const type = place && isEnum(column, worded.includes(name)) ? "" : `::${sqlType(column)}`;
    return `(${value})${type} as ${identifier(name)}`;
  });
  return `
select *, coalesce(${goodSql(contract, mapping, { period, periods })}, false) as plain
from (select *, ${values.join(",\n    ")} from (select *, ${firstText(mapping)} as first_text${numbers.join("")} from ${scan}))`;
}

/** Whether a contract's rows can be judged plainly: all but free text, which is searched for identities. */
export const canBePlain = (contract: Contract): boolean =>
  Object.values(contract.columns).every((c) => c.type !== "text") &&
  (contract.checks ?? []).every((c) => c.severity !== "reject_snapshot");

/** SQL of what was converted in each column of a plain row, over its values and texts. */
export const plainConversions = (contract: Contract, { mapped }: Mapping): [column: string, sql: string][] =>
  mapped.flatMap(({ column, index, factor }) => {
    const { type } = contract.columns[column]!;
    const may = ["code", "codes", "boolean"].includes(type) || factor !== 1;
    const kind = may && conversionSql(contract.columns[column]!, `c${index}`, identifier(column), factor);
    return kind ? [[column, kind] as [string, string]] : [];
  });
