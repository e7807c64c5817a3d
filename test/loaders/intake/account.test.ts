import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contractOf } from "../../../loaders/contracts/index.ts";
import { pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { checkFile } from "../../../loaders/intake/check.ts";
import { mapHeaders } from "../../../loaders/intake/headers.ts";
import type { Part } from "../../../loaders/intake/intake.ts";
import { snapshotOf } from "../../../loaders/intake/snapshots.ts";
import { areasCsv, incomeCsv, makeProject, type Project } from "../../project.ts";
import { takeIn } from "./county.ts";
import { workbook } from "./formats/reading.ts";

let project: Project;
beforeEach(async () => {
  project = await makeProject();
  await project.send("areas", "areas.csv", areasCsv);
});
afterEach(() => project.remove());

/** Takes the project's snapshots in; the parts of each period of `income`. */
async function intake(): Promise<Record<string, Part>> {
  const taken = await takeIn(project.paths.root);
  const income = taken.find((t) => t.dataset.contract.dataset === "income");
  return Object.assign({}, ...(income?.accounts.map((a) => a.parts) ?? []));
}

const head = "household,area,period,persons,wage（万元）,operating,property,transfer,total";
const lines = [
  "S1,999901001001,2021年第一季度,3,0.8,4000,200,1800,14000",
  'S2,999901001001,2021-Q1,３,0.8,"4,000",200,1800,1.4万',
  "S3,999901001001,2021-Q1,3人,0.8,4000,200,1800,14000元",
];

describe("the account of a snapshot", () => {
  test.each([
    ["plain UTF-8", (text: string) => text],
    ["UTF-16", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ])("says of each column what was converted and how often: %s", async (_, encoded) => {
    await project.send("income", "income-2021-Q1.csv", encoded(`${[head, ...lines].join("\n")}\n`));
    expect((await intake())["2021-Q1"]).toMatchObject({
      accepted: 3,
      conversions: {
        "full_width:persons": 1,
        "number_words:persons": 1,
        "number_words:total": 1,
        "thousands_mark:operating": 1,
        "unit:total": 1,
        "unit:wage": 3,
        "written_period:period": 1,
      },
    });
  });

  test("counts converted values of rows written plainly too, in a second look at the file", async () => {
    const rest = incomeCsv(40).trimEnd().split("\n").slice(1);
    const plain = rest.map((l) => l.replace(/,(\d+),4000,200/, (_, wage) => `,${wage / 10000},4000,200`));
    const yuan = "operating（元）,property（元）,transfer（元）,total（元）";
    const stated = `household,area,period,persons,wage,${yuan}`;
    await project.send(
      "income",
      "income-2021-Q1.csv",
      `${["单位：万元,,,,,,,,", stated, ...plain].join("\n")}\n`,
    );
    expect((await intake())["2021-Q1"]).toMatchObject({ accepted: 80, conversions: { "unit:wage": 80 } });
  });

  test("is kept for every period of a file that holds several, the unreadable under the last", async () => {
    const second = incomeCsv(2, "2021-Q2").split("\n").slice(1, -1);
    const dirt = [
      "X1,999901001001,2021-Q1,many,1,1,1,1,4",
      "X2,999901001001,2021-Q2,3,1,1,1,1,400",
      "X3,999901001001,some day,3,1,1,1,1,4",
    ];
    await project.send("income", "income.csv", `${incomeCsv(3)}${[...second, ...dirt].join("\n")}\n`);
    expect(await intake()).toMatchObject({
      "2021-Q1": { accepted: 6, quarantined: 1, reasons: { "not_a_number:persons": 1 } },
      "2021-Q2": {
        accepted: 4,
        quarantined: 2,
        reasons: { components_do_not_add_up: 1, "not_a_period:period": 1 },
      },
    });
  });
});

test("what a reader notes of a workbook reaches its account, the lake, the log and `check`, sheets without their names", async () => {
  const cells = (line: string) =>
    line
      .split(",")
      .map((text) => `<c t="str"><v>${text}</v></c>`)
      .join("");
  const xml = incomeCsv(4)
    .trimEnd()
    .split("\n")
    .map((line, i) => `<row r="${i + 1}"${i === 3 ? ' hidden="1"' : ""}>${cells(line)}</row>`);
  await project.send("income", "income-2021-Q1.xlsx", workbook({ 收入: xml.join(""), 李强: "" }));
  const said: string[] = [];
  const taken = await takeIn(project.paths.root, (line) => said.push(line));
  expect(taken.at(-1)!.accounts[0]).toMatchObject({
    accepted: 8,
    notes: { other_sheets: 1, hidden_rows: 1 },
  });
  expect(said).toContain("income: income-2021-Q1.xlsx: Hidden rows, read like the others (1)");
  expect(said).toContain("income: income-2021-Q1.xlsx: Sheets beside the one that was read (1)");
  expect(said.join()).not.toContain("李强");
  const { paths, env } = project;
  const lake = join(paths.lake, "own/account_notes/account_notes.parquet");
  const noted = await withDuckDB(paths.scratch, (db) =>
    rows(db, `select dataset, period, note, noted from ${pathLiteral(lake)} order by note`),
  );
  const at = { dataset: "income", period: "2021-Q1" };
  expect(noted).toEqual([
    { ...at, note: "hidden_rows", noted: "1" },
    { ...at, note: "other_sheets", noted: "1" },
  ]);
  const file = `${paths.root}/snapshots/income/income-2021-Q1.xlsx`;
  const report = await checkFile(file, { collection: "own" }, { paths, env });
  expect(report.lines).toContain("  note: 1 hidden rows, read like the others");
  expect(report.lines).toContain("  note: read sheet `收入`; not read: `李强`");
});

test("what a sheet holds beside its rows, and keys that a spreadsheet spoilt, are held back under their names", async () => {
  const good = ',999901001001,2021-Q1,3,8000,"(4,000)",200,1800,6000';
  const sheet = [
    ...[
      incomeCsv(1).trimEnd(),
      `="S9"${good}`,
      "household,area,period,persons,wage,operating,property,transfer,total",
    ],
    ...[`#N/A${good}`, `6.53E+17${good}`, "1.5.3,999901001001,2021-Q1,many,1,1,1,1,4"],
    ...[`合　计${good}`, "注：合成数据,,,,,,,,", "填表人：,,,,审核人：,,,,"],
  ];
  await project.send("income", "income-2021-Q1.csv", `${sheet.join("\n")}\n`);
  expect((await intake())["2021-Q1"]).toMatchObject({
    accepted: 3,
    reasons: {
      "lost_key:household": 2,
      "not_a_number:persons": 1,
      repeated_header: 1,
      text_line: 2,
      totals_row: 1,
    },
  });
  const { paths, env } = project;
  const file = `${paths.root}/snapshots/income/income-2021-Q1.csv`;
  const { lines } = await checkFile(file, { collection: "own" }, { paths, env });
  expect(lines.slice(2, 7).map((line) => line.slice(0, 39))).toEqual([
    "  2 rows, first row 6: a spreadsheet ha",
    "  1 row, first row 8: `many` in column ",
    "  2 rows, first row 10: a line of text ",
    "  1 row, first row 5: the header stands",
    "  1 row, first row 9: a row of totals; ",
  ]);
});

test("a file named after a year holds its quarters, and a row of another year, a month or a day has no period of it", async () => {
  const [, ...second] = incomeCsv(1, "2021-Q2").trimEnd().split("\n");
  const others = ["2020-Q4", "2021-05", "2021年6月30日"].map((p, i) => `X${i},999901001001,${p},3,1,1,1,1,4`);
  await project.send("income", "income-2021.csv", `${incomeCsv(1)}${[...second, ...others].join("\n")}\n`);
  expect(await intake()).toMatchObject({
    "2020-Q4": { accepted: 0, reasons: { "other_period:period": 1 } },
    "2021-Q1": { accepted: 2, quarantined: 0 },
    "2021-Q2": { accepted: 2, reasons: { "not_a_period:period": 2 } },
  });
});

describe("beside the period before", () => {
  test("an area whose rows or totals moved further than the contract expects is counted, and no other", async () => {
    await project.send("income", "income-2021-Q1.csv", incomeCsv(40));
    const fewer = incomeCsv(40, "2021-Q2")
      .split("\n")
      .filter((l, i) => !l.includes("S002") || i % 3 === 0)
      .join("\n");
    await project.send("income", "income-2021-Q2.csv", fewer);
    const found = await intake();
    expect(found["2021-Q1"]!.compared!.areas).toEqual({});
    expect(found["2021-Q2"]!.compared!.areas).toEqual({ persons: 1, rows: 1, total: 1 });
    await project.send("income", "income-2021-Q1.csv", fewer.replaceAll("2021-Q2", "2021-Q1"));
    expect((await intake())["2021-Q2"]!.compared!.areas).toEqual({});
  });

  test("rows that only repeat another period are warned about, in whatever order they stand", async () => {
    await project.send("income", "income-2021-Q1.csv", incomeCsv(12));
    const [first, ...rest] = incomeCsv(12, "2021-Q2").trimEnd().split("\n");
    await project.send("income", "income-2021-Q2.csv", `${[first, ...rest.toReversed()].join("\n")}\n`);
    await project.send(
      "income",
      "income-2021-Q3.csv",
      incomeCsv(12, "2021-Q3").replace("8500", "8501").replace("14500", "14501"),
    );
    const found = await intake();
    expect(found["2021-Q1"]!.warnings).toEqual({});
    expect(found["2021-Q2"]!.warnings).toEqual({ repeated_period: 24 });
    expect(found["2021-Q3"]!.warnings).toEqual({});
  });

  test("`check` tells of a file what moved and what was converted, and stores nothing", async () => {
    await project.send("income", "income-2021-Q1.csv", incomeCsv(40));
    await intake();
    const { paths, env } = project;
    await project.send(
      "income",
      "income-2021-Q2.csv",
      `${[head, ...lines].join("\n").replaceAll("-Q1", "-Q2").replace("第一", "第二")}\n`,
    );
    const file = `${paths.root}/snapshots/income/income-2021-Q2.csv`;
    const stopped = join(paths.scratch, "check", "2147483646-stopped");
    await mkdir(stopped, { recursive: true });
    const report = await checkFile(file, { collection: "own" }, { paths, env });
    expect(report.clean).toBe(true);
    expect(report.lines).toContain(
      "  warning: the number of rows moved by more than 30 % since 2021-Q1 in 2 areas",
    );
    expect(report.lines).toContain("  column `wage`: 3 values converted from another unit");
    expect(await readdir(join(paths.scratch, "check"))).toEqual([]);
  });
});

describe("a snapshot is refused as a whole", () => {
  test("where its name states a month and the dataset is sent by quarter", () => {
    expect(() => snapshotOf(contractOf("income")!, "income/收入2021.3.xlsx")).toThrow(
      "income/收入2021.3.xlsx: its name states 2021-03, but income is sent by quarter. Name it like income-2021-Q1.xlsx.",
    );
    expect(snapshotOf(contractOf("employment")!, "就业2021.3.xlsx.gz").period).toBe("2021-03");
  });

  test("where it breaks a check that says so, and the message names the row", async () => {
    await project.send("areas", "areas.csv", `${areasCsv}999901003,999901003,township,town,x,x\n`);
    await expect(intake()).rejects.toThrow(/areas\.csv, row 7: An area is its own parent/);
  });

  test("where a header states a unit and the contract's column has none to convert it to", () => {
    const { columns } = contractOf("figures")!;
    const headers = Object.keys(columns).map((name) => (name === "value" ? "value（万元）" : name));
    expect(() => mapHeaders(contractOf("figures")!, headers, "figures.csv", [])).toThrow(
      /figures\.csv: the header `value（万元）` states a unit, but the contract figures gives column `value` none/,
    );
  });
});
