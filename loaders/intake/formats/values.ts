import { literal } from "../../db.ts";

/**
 * SQL that understands values as offices write them. Each function takes the SQL of a VARCHAR without outer
 * white space and gives an expression that is NULL where the text is not understood. Well-formed values
 * take a short way; the long way is only for the others.
 */

/** Words that may follow a number, by the unit of a contract column, with what one of them is worth in it. */
const unitWords: Record<string, Record<string, number>> = {
  yuan: { 元: 1, 块: 1, 圆: 1, yuan: 1, rmb: 1 },
  mu: { 亩: 1, 公顷: 15, mu: 1, ha: 15 },
  kg: { 千克: 1, 公斤: 1, 斤: 0.5, 吨: 1000, kg: 1, t: 1000 },
  persons: { 人: 1, 名: 1, 人次: 1 },
  households: { 户: 1 },
  head: { 头: 1, 只: 1, 匹: 1, 峰: 1, 羽: 1, 口: 1, "头（只）": 1, "头(只)": 1 },
  sheds: { 座: 1, 间: 1, 栋: 1, 个: 1 },
  days: { 天: 1, 日: 1 },
  rows: { 条: 1, 行: 1 },
};

/** Other words that only name what is counted. */
const countWords = ["个", "家", "次", "项", "件", "套", "处", "台", "份", "岁", "年"];
const multipliers: Record<string, number> = { "": 1, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8 };

const everyWord = Object.assign(
  {},
  ...Object.values(unitWords),
  Object.fromEntries(countWords.map((w) => [w, 1])),
) as Record<string, number>;

export interface HeaderUnit {
  name: string;
  /** What one of the header's units is in the contract's unit: 10000 for 万元 where that is yuan, 15 for 公顷. */
  factor: number;
  /** The contract's unit, where the header names a unit of its kind. */
  unit?: string;
}

/** Parts a header from the unit it states: `资产原值（万元）` is 资产原值 in yuan, times 10000. */
export function headerUnit(header: string): HeaderUnit {
  const parts =
    /^(.+?)\s*[（([【]\s*(?:单位\s*[：:]\s*)?([^（）()[\]【】]+)\s*[）)\]】]$/.exec(header) ??
    /^(.+?)\s*[/,，：:]\s*(?:单位\s*[：:]\s*)?([^/,，：:]+)$/.exec(header);
  const [, name, stated] = parts ?? [];
  if (!name || !stated) return { name: header, factor: 1 };
  const word = stated
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[/每·].*$/, "");
  if (word === "%") return { name, factor: 0.01 };
  for (const [unit, words] of Object.entries(unitWords)) {
    if (word in words) return { name, factor: words[word]!, unit };
    for (const [prefix, times] of Object.entries(multipliers)) {
      const rest = word.slice(prefix.length);
      if (word.startsWith(prefix) && rest in words) return { name, factor: times * words[rest]!, unit };
    }
  }
  return { name: header, factor: 1 };
}

const wide = "０１２３４５６７８９．，－＋％（）：／　−﹣٬";
const narrow = "0123456789.,-+%():/ --,";
/** SQL for a text with full-width digits and signs made plain. */
const folded = (text: string): string => `translate(${text}, ${literal(wide)}, ${literal(narrow)})`;

const alternatives = (words: string[]) =>
  words
    .sort((a, b) => b.length - a.length)
    .map((w) => w.replace(/[（）()]/g, (c) => `\\${c}`))
    .join("|");

const groupMark = "[, '\\x{a0}\\x{2009}\\x{202f}\\x{ff0c}]";
const numberPattern = `^[¥￥$]?\\s*([+-]?(?:\\d{1,3}(?:${groupMark}\\d{3})+|\\d+)?(?:\\.\\d*)?)\\s*(百万|千万|千|万|亿)?\\s*(${alternatives(
  [...Object.keys(everyWord), "%", "‰"],
)})?$`;

const mapSql = (values: Record<string, number>) =>
  `map {${Object.entries(values)
    .map(([k, v]) => `${literal(k)}: ${v}::double`)
    .join(", ")}}`;

/**
 * SQL DOUBLE: a number with full-width digits, thousands marks, 万 or 亿, a unit word or a percent sign.
 * @param unitFactor what the header says one is worth; a cell that states its own unit or multiplier is taken at its word
 */
export function decimalSql(text: string, unitFactor = 1): string {
  const plain = `case when isfinite(try_cast(${text} as double)) then try_cast(${text} as double) end`;
  const parts = `regexp_extract(lower(${folded(text)}), ${literal(numberPattern)}, ['number', 'times', 'word'])`;
  const number = `try_cast(regexp_replace(${parts}.number, '[^0-9.+-]', '', 'g') as double)`;
  const scaled = (value: string, factor: string) => `round(${value} * ${factor}, 6)`;
  const times = `${mapSql(multipliers)}[${parts}.times] * ${mapSql({ "": 1, ...everyWord })}[${parts}.word]`;
  const long = `case ${parts}.word
    when '%' then ${number} / 100
    when '‰' then ${number} / 1000
    else ${scaled(number, `case when ${parts}.times = '' and ${parts}.word = '' then ${unitFactor} else ${times} end`)} end`;
  return `coalesce(${unitFactor === 1 ? plain : scaled(`(${plain})`, String(unitFactor))}, ${long})`;
}

/** SQL BIGINT: like {@link decimalSql}, and NULL where the number is not whole. */
export function integerSql(text: string): string {
  const number = `try_cast(${text} as bigint)`;
  const decimal = decimalSql(text);
  return `coalesce(case when ${number} = try_cast(${text} as double) then ${number} end, case when ${decimal} = floor(${decimal}) then try_cast(${decimal} as bigint) end)`;
}

const yes = ["是", "有", "对", "√", "✓", "✔", "1", "true", "t", "yes", "y"];
const no = ["否", "无", "没有", "×", "✗", "0", "false", "f", "no", "n"];
const list = (texts: string[]) => texts.map(literal).join(", ");

/** SQL BOOLEAN: 是/否, 有/无, 1/0, true/false, yes/no, ticks and crosses. */
export function booleanSql(text: string): string {
  const word = `lower(${folded(text)})`;
  return `case when ${word} in (${list(yes)}) then true when ${word} in (${list(no)}) then false end`;
}

const isoDate = "\\d{4}-\\d{2}-\\d{2}";
const looseDate =
  "^((?:19|20)\\d{2})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[ T]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?$";

/** SQL DATE: 2021-06-01, 2021/6/1, 2021.6.1, 2021年6月1日, 20210601, with a time or without, or an Excel serial day. */
export function dateSql(text: string): string {
  const plain = folded(text);
  const parts = `regexp_extract(${plain}, ${literal(looseDate)}, ['y', 'm', 'd'])`;
  return `case
    when regexp_full_match(${text}, '${isoDate}') then try_cast(${text} as date)
    when regexp_matches(${plain}, ${literal(looseDate)}) then try_cast(${parts}.y || '-' || lpad(${parts}.m, 2, '0') || '-' || lpad(${parts}.d, 2, '0') as date)
    when regexp_full_match(${plain}, '(19|20)\\d{6}') then try_cast(left(${plain}, 4) || '-' || substr(${plain}, 5, 2) || '-' || right(${plain}, 2) as date)
    when regexp_full_match(${plain}, '[2-7]\\d{4}(\\.\\d+)?') then date '1899-12-30' + floor(try_cast(${plain} as double))::integer end`;
}

const isoPeriod = "(19|20)\\d{2}(-(0[1-9]|1[0-2])|-Q[1-4])?";
// 2021.1 is left out: a spreadsheet makes it of 2021.10 as well as of 2021.1.
const loosePeriod =
  "^((?:19|20)\\d{2})(?:\\s*(?:[-/年]\\s*(0?[1-9]|1[0-2])\\s*月?|\\.(0[1-9]|1[0-2]|[2-9])|(0[1-9]|1[0-2]))|\\s*[-/年]?\\s*(?:[qQ]([1-4])|第?\\s*([一二三四1-4])\\s*季度?)|\\s*年?度?)$";

/** SQL VARCHAR like 2021-06, 2021-Q2 or 2021, from 2021年6月, 2021/6, 202106, 2021年第二季度, 2021年 or a date of the month. */
export function periodSql(text: string): string {
  const plain = folded(text);
  const parts = `regexp_extract(${plain}, ${literal(loosePeriod)}, ['y', 'm1', 'm2', 'm3', 'q1', 'q2'])`;
  const month = `${parts}.m1 || ${parts}.m2 || ${parts}.m3`;
  const quarter = `${parts}.q1 || translate(${parts}.q2, '一二三四', '1234')`;
  return `case
    when regexp_full_match(${text}, '${isoPeriod}') then ${text}
    when regexp_matches(${plain}, ${literal(loosePeriod)}) then ${parts}.y || case
      when ${month} <> '' then '-' || lpad(${month}, 2, '0')
      when ${quarter} <> '' then '-Q' || (${quarter}) else '' end
    else strftime(${dateSql(text)}, '%Y-%m') end`;
}

export type ValueKind = "integer" | "decimal" | "boolean" | "date" | "period";

/** SQL BOOLEAN: the value is understood, but had to be converted, which an account of the intake says. */
export function convertedSql(kind: ValueKind, text: string, unitFactor = 1): string {
  switch (kind) {
    case "integer":
      return `(not regexp_full_match(${text}, '[+-]?\\d+') and ${integerSql(text)} is not null)`;
    case "decimal":
      return `((${unitFactor} <> 1 or try_cast(${text} as double) is null) and ${decimalSql(text, unitFactor)} is not null)`;
    case "boolean":
      return `(${text} not in ('true', 'false') and ${booleanSql(text)} is not null)`;
    case "date":
      return `(not regexp_full_match(${text}, '${isoDate}') and ${dateSql(text)} is not null)`;
    case "period":
      return `(not regexp_full_match(${text}, '${isoPeriod}') and ${periodSql(text)} is not null)`;
  }
}
