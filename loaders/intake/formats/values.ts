import type { Column } from "../../contracts/contract.ts";
import { literal } from "../../db.ts";
import { periodPattern } from "../../periods.ts";
import { multipliers, worthIn } from "./units.ts";

/**
 * SQL that understands values as offices write them. Each function takes the SQL of a VARCHAR without outer
 * white space and gives an expression that is NULL where the text is not understood. Well-formed values
 * take a short way; the long way is only for the others.
 */

const wide = "０１２３４５６７８９．，－＋％（）：／　−﹣٬";
const narrow = "0123456789.,-+%():/ --,";
/** SQL for a text with full-width digits and signs made plain. */
const folded = (text: string): string =>
  `case when regexp_matches(${text}, '[${wide}]') then translate(${text}, '${wide}', '${narrow}') else ${text} end`;

/** SQL of a cell's text: an export writes ="0012" so that a spreadsheet leaves the digits alone. */
export const cellSql = (text: string): string =>
  `case when ${text} like '="%"' then nullif(substr(${text}, 3, length(${text}) - 3), '') else ${text} end`;

/** SQL that is the first of two that is not NULL. Unlike coalesce, it leaves the second alone where it can. */
const either = (first: string, second: string): string =>
  `case when (${first}) is not null then (${first}) else (${second}) end`;

/** SQL for `body` with `name` standing for the value of `expression`, which is worked out once. */
const given = (name: string, expression: string, body: string): string =>
  `list_transform([${expression}], lambda ${name}: ${body})[1]`;

const alternatives = (texts: string[]) =>
  texts
    .sort((a, b) => b.length - a.length)
    .map((w) => w.replace(/[()]/g, (c) => `\\${c}`))
    .join("|");

const groupMark = "[, '\\x{a0}\\x{2009}\\x{202f}\\x{ff0c}]";
const numberPattern = (worth: Record<string, number>): string =>
  `^[¥￥$]?\\s*([+-]?(?:\\d{1,3}(?:${groupMark}\\d{3})+|\\d+)?(?:\\.\\d*)?)\\s*(百万|千万|千|万|亿)?\\s*(${alternatives(Object.keys(worth))})?$`;

function factorSql(text: string, factors: Record<string, number>): string {
  const cases = Object.entries(factors).filter(([, factor]) => factor !== 1);
  if (cases.length === 0) return "1";
  return `case ${text} ${cases.map(([word, factor]) => `when ${literal(word)} then ${factor}`).join(" ")} else 1 end`;
}

/**
 * SQL DOUBLE: a number with full-width digits, thousands marks, 万 or 亿, a unit word or a percent sign; in brackets it is
 * negative, as bookkeepers write it.
 * @param unitFactor what the header says one is worth; a cell that states its own unit or multiplier is taken at its word
 * @param unit the contract column's; a cell in a unit of another kind is not understood
 */
export function decimalSql(text: string, unitFactor = 1, unit?: string): string {
  const plain = `case when isfinite(try_cast(${text} as double)) then try_cast(${text} as double) end`;
  return either(
    unitFactor === 1 ? plain : `round((${plain}) * ${unitFactor}, 6)`,
    writtenSql(text, unitFactor, unit),
  );
}

function writtenSql(text: string, unitFactor: number, unit: string | undefined): string {
  const worth = worthIn(unit);
  const plain = folded(text);
  const signed = `case when ${plain} like '(%)' then '-' || substr(${plain}, 2, length(${plain}) - 2) else ${plain} end`;
  const found = `regexp_extract(lower(${signed}), ${literal(numberPattern(worth))}, ['number', 'times', 'word'])`;
  const number = `try_cast(regexp_replace(p.number, '[^0-9.+-]', '', 'g') as double)`;
  return given(
    "p",
    found,
    `case
    when p.times = '' and p.word = '' then round(${number} * ${unitFactor}, 6)
    else round(${number} * (${factorSql("p.times", multipliers)}) * (${factorSql("p.word", worth)}), 6) end`,
  );
}

/** SQL BIGINT: like {@link decimalSql}, and NULL where the number is not whole. */
export function integerSql(text: string, unit?: string): string {
  const plain = `case when try_cast(${text} as bigint) = try_cast(${text} as double) then try_cast(${text} as bigint) end`;
  const whole = given(
    "n",
    writtenSql(text, 1, unit),
    "case when n = floor(n) then try_cast(n as bigint) end",
  );
  return either(plain, whole);
}

const yes = ["是", "有", "对", "√", "✓", "✔", "1", "１", "true", "t", "yes", "y", "ｙ"];
const no = ["否", "无", "没有", "×", "✗", "0", "０", "false", "f", "no", "n", "ｎ"];
const list = (texts: string[]) => texts.map(literal).join(", ");

/** SQL BOOLEAN: 是/否, 有/无, 1/0, true/false, yes/no, ticks and crosses. */
export const booleanSql = (text: string): string =>
  `case when lower(${text}) in (${list(yes)}) then true when lower(${text}) in (${list(no)}) then false end`;

const isoDate = "\\d{4}-\\d{2}-\\d{2}";
const looseDate =
  "^((?:19|20)\\d{2})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[ T]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?$";

/** SQL DATE: 2021-06-01, 2021/6/1, 2021.6.1, 2021年6月1日, 20210601, with a time or without, or an Excel serial day. */
export function dateSql(text: string): string {
  const written = `case
    when regexp_matches(t, '${looseDate}') then try_cast(regexp_replace(t, '${looseDate}', '\\1-\\2-\\3') as date)
    when regexp_full_match(t, '(19|20)\\d{6}') then try_cast(left(t, 4) || '-' || substr(t, 5, 2) || '-' || right(t, 2) as date)
    when regexp_full_match(t, '[2-7]\\d{4}(\\.\\d+)?') then date '1899-12-30' + floor(try_cast(t as double))::integer end`;
  return `case when regexp_full_match(${text}, '${isoDate}') then try_cast(${text} as date)
    when ${text} is not null then ${given("t", folded(text), written)} end`;
}

const year = "((?:19|20)\\d{2})";
/** How periods are written, and what each becomes. 2021.1 is left out: a spreadsheet makes it of 2021.10 too. */
const writtenPeriods = [
  [`^${year}\\s*[-/.年]?\\s*(0[1-9]|1[0-2])\\s*(月份?)?$`, "\\1-\\2"],
  [`^${year}\\s*[-/年]\\s*([1-9])\\s*(月份?)?$`, "\\1-0\\2"],
  [`^${year}\\.([2-9])$`, "\\1-0\\2"],
  [`^${year}\\s*[-/年]?\\s*[qQ]([1-4])$`, "\\1-Q\\2"],
  [`^${year}\\s*年?\\s*第?\\s*[一1]\\s*季度?$`, "\\1-Q1"],
  [`^${year}\\s*年?\\s*第?\\s*[二2]\\s*季度?$`, "\\1-Q2"],
  [`^${year}\\s*年?\\s*第?\\s*[三3]\\s*季度?$`, "\\1-Q3"],
  [`^${year}\\s*年?\\s*第?\\s*[四4]\\s*季度?$`, "\\1-Q4"],
  [`^${year}\\s*年度?$`, "\\1"],
] as const;

/**
 * SQL VARCHAR like 2021-06, 2021-Q2 or 2021, from 2021年6月, 2021/6, 202106, 2021年第二季度, 2021年 or a date of the month.
 * @param wanted what a period of the dataset's frequency matches; another is not understood
 */
export function periodSql(text: string, wanted = periodPattern.none): string {
  const written = `case ${writtenPeriods
    .map(
      ([pattern, to]) => `when regexp_matches(t, '${pattern}') then regexp_replace(t, '${pattern}', '${to}')`,
    )
    .join("\n    ")}
    else strftime(${dateSql("t")}, '%Y-%m') end`;
  return `case when regexp_full_match(${text}, '${wanted}') then ${text}
    when ${text} is not null then ${given("p", given("t", folded(text), written), `case when regexp_full_match(p, '${wanted}') then p end`)} end`;
}

const unreported = ["-", "--", "－", "–", "−", "—", "——", "/", "／", "无", "空", "n/a"];

/** SQL of a text under a number or a date, NULL where it only says that nothing was reported. */
export const reportedSql = (text: string): string =>
  `case when lower(${text}) not in (${list(unreported)}) then ${text} end`;

/**
 * SQL VARCHAR: how an understood value had to be converted, a code of data/codes/conversion.csv; NULL where it
 * is written as the contract has it.
 * @param value SQL of the value that was understood, NULL where none was
 */
export function conversionSql(
  { type, unit }: Pick<Column, "type" | "unit">,
  text: string,
  value: string,
  factor = 1,
): string | undefined {
  const otherwise = (asItIs: string, conversion: string) =>
    `case when ${value} is null or ${asItIs} then null else '${conversion}' end`;
  switch (type) {
    case "integer":
    case "decimal":
      return numberConversionSql(text, value, factor, unit);
    case "boolean":
      return otherwise(`lower(${text}) in ('true', 'false')`, "yes_no");
    case "date":
      return otherwise(`regexp_full_match(${text}, '${isoDate}')`, "written_date");
    case "period":
      return otherwise(`regexp_full_match(${text}, '${periodPattern.none}')`, "written_period");
    case "code":
    case "codes":
      return otherwise(`${text} = ${value}`, "label");
    default:
      return undefined;
  }
}

function numberConversionSql(text: string, value: string, factor: number, unit?: string): string {
  const scaled = Object.entries({ ...multipliers, ...worthIn(unit) }).filter(([word, n]) => word && n !== 1);
  return `case
    when ${value} is null then null
    when try_cast(${text} as double) is not null then ${factor === 1 ? "null" : "'unit'"}
    when regexp_matches(lower(${folded(text)}), '(${alternatives(scaled.map(([word]) => word))})') then 'unit'
    ${factor === 1 ? "" : `when not regexp_matches(${text}, '\\p{L}') then 'unit'`}
    when regexp_matches(${text}, '[${wide}]') then 'full_width'
    when regexp_matches(${text}, ${literal(`\\d${groupMark}\\d`)}) then 'thousands_mark'
    else 'number_words' end`;
}
