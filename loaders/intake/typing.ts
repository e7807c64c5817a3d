import { type Column, type Contract, type Frequency, sqlType } from "../contracts/contract.ts";
import { identifier, literal } from "../db.ts";
import { periodPattern } from "../periods.ts";
import {
  booleanSql,
  cellSql,
  conversionSql,
  dateSql,
  decimalSql,
  integerSql,
  periodSql,
  reportedSql,
} from "./formats/values.ts";
import type { Mapping } from "./headers.ts";
import { hashSql } from "./key.ts";
import { straySql } from "./stray.ts";

/** SQL that turns a raw text into the column's value, null where it is not understood. */
function valueSql(column: Column, raw: string, factor: number, frequency: Frequency): string {
  switch (column.type) {
    case "key":
      return hashSql(raw);
    case "integer":
      return factor === 1
        ? integerSql(raw, column.unit)
        : `cast(round(${decimalSql(raw, factor, column.unit)}) as bigint)`;
    case "decimal":
      return decimalSql(raw, factor, column.unit);
    case "boolean":
      return booleanSql(raw);
    case "date":
      return dateSql(raw);
    case "period":
      return periodSql(raw, periodPattern[frequency]);
    case "codes":
      return `array_to_string(list_transform(string_split(replace(replace(${raw}, '；', ';'), '、', ';'), ';'), lambda x: coalesce(${codeMap(column)}[trim(x)], trim(x))), ';')`;
    case "code":
      return `coalesce(${codeMap(column)}[${raw}], ${raw})`;
    default:
      return raw;
  }
}

/** Code lists are understood by code, by English and by Chinese label. */
const codeMap = (column: Column) => `getvariable(${literal(`code_${column.codes}`)})`;

/** One reason for which a row may go to quarantine, and the SQL that is true where it applies. */
interface Rule {
  reason: string;
  sql: string;
}

const typeReason: Record<string, string> = {
  integer: "not_a_number",
  decimal: "not_a_number",
  boolean: "not_yes_or_no",
  date: "not_a_date",
  period: "not_a_period",
};

/** What a spreadsheet leaves of a key that it took for a formula or a number: another household's looks the same. */
const lostKey = "(?i)#(n/a|ref!|value!|name\\?|null!|num!|div/0!)|[0-9](\\.[0-9]+)?e\\+[0-9]+";

function columnRules(name: string, column: Column, raw: string, value: string): Rule[] {
  const rules: Rule[] = [];
  if (column.type === "key")
    rules.push({ reason: `lost_key:${name}`, sql: `regexp_full_match(${raw}, ${literal(lostKey)})` });
  const add = (reason: string, sql: string) => rules.push({ reason: `${reason}:${name}`, sql });
  if (column.required) add("missing_required", `${value} is null and ${raw} is null`);
  const misread = typeReason[column.type];
  if (misread) add(misread, `${value} is null and ${raw} is not null`);
  if (column.type === "area")
    add("unknown_area", `${value} is not null and ${value} not in (select code from known_area)`);
  if (column.type === "code") {
    add(
      "unknown_code",
      `${value} is not null and not list_contains(map_values(${codeMap(column)}), ${value})`,
    );
  }
  if (column.type === "codes") {
    add(
      "unknown_code",
      `${value} is not null and len(list_filter(string_split(${value}, ';'), lambda x: not list_contains(map_values(${codeMap(column)}), x))) > 0`,
    );
  }
  const bounds = [
    column.min !== undefined && `${value} < ${column.min}`,
    column.max !== undefined && `${value} > ${column.max}`,
  ].filter(Boolean);
  if (bounds.length > 0) add("out_of_range", bounds.join(" or "));
  return rules;
}

/**
 * The SQL of a snapshot's typed rows: the contract's columns, `row`, `reasons`, the list of rules that the row
 * breaks, and `converted`, what had to be converted to understand it. Reads `raw` (as the reader left it), `known_area` and the variables `code_<list>`.
 * @param period the period that the file's name states, which fills a missing column and must not be contradicted
 * @param periods those within a longer one that the name states
 */
export function typedSql(
  contract: Contract,
  mapping: Mapping,
  period: string | undefined,
  periods: string[] = period ? [period] : [],
): string {
  const columns = Object.entries(contract.columns);
  const indexOf = new Map(mapping.mapped.map((m) => [m.column, m]));
  const raws = columns.map(([name, { type }]) => {
    const m = indexOf.get(name);
    const stated = name === "period" && period ? literal(period) : "null::varchar";
    if (!m) return stated;
    const cell = cellSql(`c${m.index}`);
    if (["integer", "decimal", "date"].includes(type)) return reportedSql(cell);
    return name === "period" && period ? `coalesce(${cell}, ${stated})` : cell;
  });
  const values = columns.map(
    ([name, c], i) =>
      `(case when raw_${i} is not null then ${valueSql(c, `raw_${i}`, indexOf.get(name)?.factor ?? 1, contract.frequency)} end)::${sqlType(c)} as ${identifier(name)}`,
  );
  const rules = columns.flatMap(([name, c], i) => columnRules(name, c, `raw_${i}`, identifier(name)));
  if (periods.length > 0)
    rules.push({ reason: "other_period:period", sql: `period not in (${periods.map(literal).join(", ")})` });
  for (const check of contract.checks ?? []) {
    if (check.severity === "reject_row") rules.push({ reason: check.id, sql: `not (${check.sql})` });
  }
  const conversions = columns.flatMap(([name, c], i) => {
    const kind = conversionSql(c, `raw_${i}`, identifier(name), indexOf.get(name)?.factor);
    return kind ? [`(${kind}) || ${literal(`:${name}`)}`] : [];
  });
  const present = (list: string[]) => `list_filter([
      ${list.join(",\n      ")}
    ]::varchar[], lambda x: x is not null)`;
  return `
with texts as (
  select "row", ${straySql(contract, mapping)} as stray, ${raws.map((raw, i) => `${raw} as raw_${i}`).join(", ")} from raw
),
valued as (
  select *, ${values.join(",\n    ")} from texts
),
judged as (
  select * exclude (stray, ${columns.map((_, i) => `raw_${i}`).join(", ")}),
    ${present(["stray", ...rules.map((r) => `case when ${r.sql} then ${literal(r.reason)} end`)])} as reasons,
    ${present(conversions)} as converted
  from valued
)
select * from judged`;
}

/** Columns that together identify a row of a snapshot, its period among them. */
export const keyOf = (contract: Contract): string[] =>
  contract.columns.period ? ["period", ...contract.key] : contract.key;

/** SQL that marks the second and later rows of one key, among the rows that broke no other rule. */
export function duplicateSql(contract: Contract, typed = "typed"): string {
  return `
with ranked as (
  select *, row_number() over (partition by len(reasons) = 0, ${keyOf(contract).map(identifier).join(", ")} order by "row") as nth
  from ${typed}
),
judged as (
  select * exclude (nth, reasons),
    case when len(reasons) = 0 and nth > 1 then ['duplicate_key'] else reasons end as reasons
  from ranked
)
select * from judged`;
}
