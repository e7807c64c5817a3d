import type { Column, Contract, Frequency, Severity } from "../contracts/contract.ts";
import type { CodeLists } from "../release/manifest.ts";

const often: Record<Frequency, string> = {
  month: "every month · 每月",
  quarter: "every quarter · 每季",
  year: "every year · 每年",
  none: "a list outside time · 无时期清单",
};

const severities: Record<Severity, string> = {
  reject_row: "the row is held back · 隔离该行",
  reject_snapshot: "the file is refused · 退回文件",
  warn: "only a warning · 仅提醒",
};

const kinds: Record<Column["type"], string> = {
  key: "key, kept as a keyed hash · 编号（加密散列）",
  area: "area code · 区划代码",
  code: "code · 代码",
  codes: "codes, separated by ; · 多个代码（分号分隔）",
  period: "period · 时期",
  date: "date · 日期",
  integer: "whole number · 整数",
  decimal: "number · 数值",
  boolean: "yes or no · 是否",
  text: "text · 文本",
};

/**
 * The data dictionary as Markdown, in English and Chinese side by side: every dataset that an office may
 * send, with its columns, checks and code lists, from the contracts alone.
 */
export function dictionary(contracts: readonly Contract[], codes: CodeLists): string {
  const used = new Set(contracts.flatMap((c) => Object.values(c.columns).flatMap((col) => col.codes ?? [])));
  return [
    "Every dataset that intake takes, as its contract declares it. Any header named here works, in either language; where a column is not required, an empty value means *not reported*. A column that is not named here is dropped before anything is stored.",
    "各数据集的列、单位、代码和校验规则均由数据契约自动生成。表头可用中文或英文；未列出的列在入库前舍弃。",
    ...contracts.flatMap((contract) => dataset(contract, codes)),
    "## Code lists · 代码表",
    ...[...used].sort().flatMap((name) => [
      `### ${name}`,
      table(
        ["Code", "English", "中文"],
        (codes[name] ?? []).map(({ code, en, zh }) => [`\`${code}\``, en, zh]),
      ),
    ]),
  ].join("\n\n");
}

function dataset(contract: Contract, codes: CodeLists): string[] {
  const { title, grain, population, frequency, dueDays, key, checks = [] } = contract;
  const facts = [
    `Dataset: \`${contract.dataset}\``,
    `One row: ${grain.en} · ${grain.zh}`,
    `Population: ${population.en} · ${population.zh}`,
    `Sent: ${often[frequency]}${dueDays === undefined ? "" : `, due ${dueDays} days after the period ends · 期末后 ${dueDays} 天内`}`,
    `Key: ${key.map((name) => `\`${name}\``).join(", ")}`,
  ];
  return [
    `## ${title.en} · ${title.zh}`,
    facts.map((fact) => `- ${fact}`).join("\n"),
    table(
      [
        "Column",
        "Meaning · 含义",
        "Type · 类型",
        "Unit · 单位",
        "Required · 必填",
        "Other headers · 其他表头",
      ],
      Object.entries(contract.columns).map(([name, column]) => [
        `\`${name}\``,
        `${column.label.en} · ${column.label.zh}`,
        [kinds[column.type], column.codes && `list \`${column.codes}\``, range(column)]
          .filter(Boolean)
          .join("; "),
        unitName(column.unit, codes),
        column.required ? "yes · 是" : "",
        (column.aliases ?? []).join(", "),
      ]),
    ),
    ...(checks.length > 0
      ? [
          table(
            ["Check · 校验", "Fails when · 不通过的情形", "Then · 处理"],
            checks.map(({ id, label, severity }) => [
              `\`${id}\``,
              `${label.en} · ${label.zh}`,
              severities[severity],
            ]),
          ),
        ]
      : []),
  ];
}

function range({ min, max }: Column): string {
  if (min === undefined && max === undefined) return "";
  return `${min ?? "…"} to ${max ?? "…"}`;
}

function unitName(unit: string | undefined, codes: CodeLists): string {
  const found = codes.unit?.find(({ code }) => code === unit);
  return found ? `${found.en} · ${found.zh}` : (unit ?? "");
}

const cell = (text: string) => text.replaceAll("|", "\\|");

const table = (head: string[], body: string[][]): string =>
  [head, head.map(() => "---"), ...body].map((line) => `| ${line.map(cell).join(" | ")} |`).join("\n");
