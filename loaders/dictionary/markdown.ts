import type { Column, Contract, Frequency, Severity, Text } from "../contracts/contract.ts";
import type { CodeLists } from "../release/manifest.ts";

const often: Record<Frequency, Text> = {
  month: { en: "every month", zh: "每月" },
  quarter: { en: "every quarter", zh: "每季" },
  year: { en: "every year", zh: "每年" },
  none: { en: "a list outside time", zh: "无时期清单" },
};

const severities: Record<Severity, Text> = {
  reject_row: { en: "the row is held back", zh: "隔离该行" },
  reject_snapshot: { en: "the file is refused", zh: "退回文件" },
  warn: { en: "only a warning", zh: "仅提醒" },
};

const kinds: Record<Column["type"], Text> = {
  key: { en: "key, kept as a keyed hash", zh: "编号（加密散列）" },
  area: { en: "area code", zh: "区划代码" },
  code: { en: "code", zh: "代码" },
  codes: { en: "codes, separated by ;", zh: "多个代码（分号分隔）" },
  period: { en: "period", zh: "时期" },
  date: { en: "date", zh: "日期" },
  integer: { en: "whole number", zh: "整数" },
  decimal: { en: "number", zh: "数值" },
  boolean: { en: "yes or no", zh: "是否" },
  text: { en: "text", zh: "文本" },
};

/** How a text is said: in one language, or in both side by side. */
export type Say = (text: Text) => string;

export const inEnglish: Say = ({ en }) => en;
export const inChinese: Say = ({ zh }) => zh;
export const inBoth: Say = ({ en, zh }) => `${en} · ${zh}`;

const introduction: Text = {
  en: "Every dataset that intake takes, as its contract declares it. Any header named here works, in either language; where a column is not required, an empty value means *not reported*. A column that is not named here is dropped before anything is stored.",
  zh: "入库所收的各类数据，内容由数据契约自动生成。这里列出的表头中英文均可使用；非必填的列留空表示*未报告*。未列出的列在保存之前即舍弃。",
};

/**
 * The data dictionary as Markdown: every dataset that an office may send, with its columns, checks and code
 * lists, from the contracts alone.
 */
export function dictionary(contracts: readonly Contract[], codes: CodeLists, say: Say): string {
  const used = new Set(contracts.flatMap((c) => Object.values(c.columns).flatMap((col) => col.codes ?? [])));
  return [
    ...(say === inBoth ? [introduction.en, introduction.zh] : [say(introduction)]),
    ...contracts.flatMap((contract) => dataset(contract, codes, say)),
    `## ${say({ en: "Code lists", zh: "代码表" })}`,
    ...[...used].sort().flatMap((name) => [
      `### \`${name}\``,
      table(
        [say({ en: "Code", zh: "代码" }), say({ en: "Name", zh: "名称" })],
        (codes[name] ?? []).map((entry) => [`\`${entry.code}\``, say(entry)]),
      ),
    ]),
  ].join("\n\n");
}

function dataset(contract: Contract, codes: CodeLists, say: Say): string[] {
  const { title, grain, population, frequency, dueDays, key, checks = [] } = contract;
  const due = { en: `, due ${dueDays} days after the period ends`, zh: `，期末后${dueDays}天内` };
  const facts = [
    line(say, { en: "Dataset", zh: "数据集" }, `\`${contract.dataset}\``),
    line(say, { en: "One row", zh: "一行" }, say(grain)),
    line(say, { en: "Population", zh: "统计范围" }, say(population)),
    line(say, { en: "Sent", zh: "报送" }, say(often[frequency]) + (dueDays === undefined ? "" : say(due))),
    line(say, { en: "Key", zh: "主键" }, key.map((name) => `\`${name}\``).join(", ")),
  ];
  const columnHead: Text[] = [
    { en: "Column", zh: "列" },
    { en: "Meaning", zh: "含义" },
    { en: "Type", zh: "类型" },
    { en: "Unit", zh: "单位" },
    { en: "Required", zh: "必填" },
    { en: "Other headers", zh: "其他表头" },
  ];
  const checkHead: Text[] = [
    { en: "Check", zh: "校验" },
    { en: "Fails when", zh: "不通过的情形" },
    { en: "Then", zh: "处理" },
  ];
  return [
    `## ${say(title)}`,
    facts.map((fact) => `- ${fact}`).join("\n"),
    table(
      columnHead.map(say),
      Object.entries(contract.columns).map(([name, column]) => [
        `\`${name}\``,
        say(column.label),
        [
          say(kinds[column.type]),
          column.codes && say({ en: `list \`${column.codes}\``, zh: `代码表\`${column.codes}\`` }),
          range(column, say),
        ]
          .filter(Boolean)
          .join(say === inChinese ? "；" : "; "),
        unitName(column.unit, codes, say),
        column.required ? say({ en: "yes", zh: "是" }) : "",
        (column.aliases ?? []).join(", "),
      ]),
    ),
    ...(checks.length > 0
      ? [
          table(
            checkHead.map(say),
            checks.map(({ id, label, severity }) => [`\`${id}\``, say(label), say(severities[severity])]),
          ),
        ]
      : []),
  ];
}

const line = (say: Say, name: Text, value: string): string =>
  say === inChinese ? `${name.zh}：${value}` : `${say(name)}: ${value}`;

function range({ min, max }: Column, say: Say): string {
  if (min === undefined && max === undefined) return "";
  const [from, to] = [min ?? "…", max ?? "…"];
  return say === inChinese ? `${from}至${to}` : `${from} to ${to}`;
}

function unitName(unit: string | undefined, codes: CodeLists, say: Say): string {
  const found = codes.unit?.find(({ code }) => code === unit);
  return found ? say(found) : (unit ?? "");
}

const cell = (text: string) => text.replaceAll("|", "\\|");

const table = (head: string[], body: string[][]): string =>
  [head, head.map(() => "---"), ...body].map((line) => `| ${line.map(cell).join(" | ")} |`).join("\n");
