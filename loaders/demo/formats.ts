import type { Column, Contract } from "../contracts/contract.ts";

/** One of the ways in which offices send a table. */
export interface Format {
  extension: string;
  /** How DuckDB writes it. */
  copy: string;
  /** What happens to the bytes afterwards. */
  encoding?: "utf8-bom" | "gb18030" | "utf16le";
  /** Headers in Chinese, the period in a column, and the office's way of writing values. */
  chinese?: boolean;
  /** Lines above the header: a title, and what the table is. */
  titled?: boolean;
  /** Writing habits in the cells: a code's Chinese label in its place, dates like 2021/6/1, numbers like 1,200. */
  labels?: boolean;
  slashes?: boolean;
  thousands?: boolean;
  fullWidth?: boolean;
  /** Values keep their type: no cell can hold text where a number belongs. */
  typed?: boolean;
}

const csv = "FORMAT csv, HEADER true";

export const formats = {
  csv: { extension: "csv", copy: csv },
  bom: { extension: "csv", copy: csv, encoding: "utf8-bom" },
  chinese: { extension: "csv", copy: csv, chinese: true },
  gb18030: { extension: "csv", copy: csv, encoding: "gb18030", chinese: true, labels: true, slashes: true },
  titled: { extension: "csv", copy: csv, encoding: "utf8-bom", chinese: true, titled: true, thousands: true },
  utf16: {
    extension: "tsv",
    copy: `${csv}, DELIMITER '\t'`,
    encoding: "utf16le",
    chinese: true,
    fullWidth: true,
  },
  semicolon: { extension: "csv", copy: `${csv}, DELIMITER ';'` },
  gzip: { extension: "csv.gz", copy: `${csv}, COMPRESSION gzip` },
  jsonl: { extension: "jsonl", copy: "FORMAT json", typed: true },
  parquet: { extension: "parquet", copy: "FORMAT parquet, COMPRESSION zstd", typed: true },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/**
 * Which format each dataset's office uses: by year, since offices change their systems with the year.
 * Years outside the list take the nearest.
 */
const byYear: Record<string, FormatName[]> = {
  areas: ["bom"],
  households: ["gb18030", "gzip", "parquet"],
  employment: ["gzip", "gzip", "parquet"],
  livestock: ["gb18030", "csv", "parquet"],
  income: ["gzip", "parquet", "parquet"],
  monitoring: ["gb18030", "titled", "gzip"],
  monitoring_return: ["titled", "utf16", "chinese"],
  measures: ["gzip", "gzip", "parquet"],
  resettlement: ["utf16", "semicolon", "csv"],
  assets: ["gb18030", "titled", "bom"],
  enterprises: ["semicolon", "jsonl", "chinese"],
  exchange: ["titled", "semicolon", "jsonl"],
  figures: ["csv"],
};

/** Single files that came another way than the rest of their year. */
const exceptions: Record<string, FormatName> = {
  "employment/2019-06": "gb18030",
  "employment/2020-06": "csv",
  "employment/2021-02": "gzip",
  "income/2019-Q4": "titled",
  "measures/2020-08": "utf16",
  "measures/2021-03": "bom",
  "monitoring/2021-07": "jsonl",
};

/** The format of one file. */
export function formatOf(dataset: string, period: string): Format {
  const years = byYear[dataset]!;
  const year = Number(period.slice(0, 4)) - 2019;
  const name =
    exceptions[`${dataset}/${period}`] ?? years[Math.min(Math.max(year || 0, 0), years.length - 1)]!;
  return formats[name];
}

/**
 * Whether a file states its period in a column. The large files leave that to their name; a small one may not,
 * since two months in which nothing changed would be the same bytes.
 */
export const statesPeriod = (dataset: string, format: Format): boolean =>
  Boolean(format.chinese) || (dataset !== "employment" && dataset !== "income");

/** Money that offices write in units of ten thousand, and only under a header that says so. */
const inTenThousands = new Set(["assets.value"]);

const chineseAlias = (column: Column) => column.aliases?.find((a) => /\p{Script=Han}/u.test(a));

/** The header of a column in a file of this format. */
export function headerOf(contract: Contract, name: string, format: Format): string {
  if (!format.chinese) return name;
  const column = contract.columns[name]!;
  const header = chineseAlias(column) ?? name;
  return inTenThousands.has(`${contract.dataset}.${name}`) ? `${header}（万元）` : header;
}

/** SQL for a cell: the typed value, or the text that the office would write. Needs a map `label_<list>` of each code list. */
export function cellSql(contract: Contract, name: string, format: Format): string {
  const column = contract.columns[name]!;
  if (format.typed) return name;
  if (!format.chinese) return `${name}::VARCHAR`;
  const label = (code: string) => `coalesce(getvariable('label_${column.codes}')[${code}], ${code})`;
  switch (column.type) {
    case "code":
      return format.labels ? label(name) : name;
    case "codes":
      return format.labels
        ? `array_to_string(list_transform(string_split(${name}, ';'), lambda c: ${label("c")}), '、')`
        : name;
    case "date":
      return format.slashes ? `strftime(${name}, '%Y/%-m/%-d')` : `${name}::VARCHAR`;
    case "boolean":
      return `CASE ${name} WHEN true THEN '是' WHEN false THEN '否' END`;
    case "period":
      return `CASE WHEN regexp_full_match(${name}, '\\d{4}-\\d{2}')
        THEN ${name}[1:4] || '年' || ${name}[6:7]::INTEGER || '月' ELSE ${name} END`;
    case "integer":
    case "decimal":
      if (inTenThousands.has(`${contract.dataset}.${name}`))
        return `(${name} / 10000)::DECIMAL(12, 4)::VARCHAR`;
      if (format.fullWidth && column.unit !== "mu")
        return `translate(${name}::VARCHAR, '0123456789', '０１２３４５６７８９')`;
      if (format.thousands && column.type === "integer") return `format('{:,}', ${name})`;
      if (format.thousands) return `format('{:,}', ${name}::BIGINT)`;
      return `${name}::VARCHAR`;
    default:
      return `${name}::VARCHAR`;
  }
}
