import { appendFile, cp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { literal, pathLiteral, rows, withDuckDB } from "../../loaders/db.ts";
import { readJson, sha256File, walk } from "../../loaders/files.ts";
import type { Account } from "../../loaders/intake/intake.ts";
import { currentRelease, filesOf } from "../../loaders/release/current.ts";
import { areasCsv, copyOf, incomeCsv, makeProject, type Project } from "../project.ts";

/** With the incomes of twelve households of each village in the first quarter. */
let built: Project;
let project: Project;
beforeAll(async () => {
  built = await makeProject();
  await built.send("areas", "areas.csv", areasCsv);
  await built.send("income", "income-2021-Q1.csv", incomeCsv(12));
  await built.build();
});
afterAll(() => built.remove());
beforeEach(async () => {
  project = await copyOf(built);
});
afterEach(() => project.remove());

const account = async (dataset: string, file: string): Promise<Account> => {
  const ledger = await readJson<{ files: Record<string, Account> }>(
    join(project.paths.lake, "own", dataset, "_intake.json"),
  );
  return ledger!.files[file]!;
};

const query = <T>(sql: string) => withDuckDB(project.paths.scratch, (db) => rows<T>(db, sql));

describe("nothing is lost", () => {
  const dirt = [
    "X1,999909999,2021-Q1,3,1,1,1,1,4", // no such area
    "X2,999901001001,2021-Q1,many,1,1,1,1,4", // not a number
    "X3,999901001001,2021-Q1,,1,1,1,1,4", // persons missing
    "X4,999901001001,2021-Q1,3,1,1,1,1,400", // components do not add up
    "X5,999901001001,2021-Q2,3,1,1,1,1,4", // another period than the file's
    "X6,999901001001,2021-Q1,99,1,1,1,1,4", // out of range
    "S0011,999901001001,2021-Q1,2,8500,4000,200,1800,14500", // the household stands above
  ];

  test("every row received is accepted or quarantined with a reason and its place in the file, and the release says so of each period", async () => {
    await project.send("income", "income-2021-Q1.csv", `${incomeCsv(12)}${dirt.join("\n")}\n`);
    await project.send("income", "income-2021-Q3.csv", incomeCsv(12, "2021-Q3"));
    await project.build();
    expect(await account("income", "income-2021-Q1.csv")).toMatchObject({
      received: 31,
      accepted: 24,
      quarantined: 7,
      parts: {
        "2021-Q1": {
          reasons: {
            "unknown_area:area": 1,
            "not_a_number:persons": 1,
            "missing_required:persons": 1,
            components_do_not_add_up: 1,
            "other_period:period": 1,
            "out_of_range:persons": 1,
            duplicate_key: 1,
          },
        },
      },
    });
    const quarantine = join(project.paths.private, "quarantine/own/income/2021-Q1.parquet");
    const held = await query<{ row: string; reason: string }>(
      `select "row", reason from read_parquet(${pathLiteral(quarantine)}) order by "row"`,
    );
    expect(held.map((h) => Number(h.row))).toEqual([26, 27, 28, 29, 30, 31, 32]);
    const { folder } = (await currentRelease(project.paths))!;
    const quality = await query(
      `select period, received, accepted, quarantined, received_status from read_csv(${literal(join(folder, "own/quality.csv"))}) where dataset = 'income' order by period`,
    );
    expect(quality).toEqual([
      { period: "2021-Q1", received: "31", accepted: "24", quarantined: "7", received_status: null },
      {
        period: "2021-Q2",
        received: null,
        accepted: null,
        quarantined: null,
        received_status: "not_reported",
      },
      { period: "2021-Q3", received: "24", accepted: "24", quarantined: "0", received_status: null },
    ]);
  });
});

describe("nothing identifying is kept", () => {
  const secrets = ["11010519491231002X", "13800138000", "4111111111111111", "Zhang Sample", "样本姓名"];
  const planted = (period: string) => {
    const [head, ...lines] = incomeCsv(12, period).trimEnd().split("\n");
    const extra = `${secrets[0]},${secrets[1]},${secrets[2]},${secrets[3]}`;
    return [`${head},身份证号,联系电话,备注,户主姓名`, ...lines.map((l) => `${l},${extra}`)];
  };

  const text = (period: string) => `${planted(period).join("\n")}\n`;
  const jsonLines = (period: string) => {
    const [head, ...lines] = planted(period).map((l) => l.split(","));
    return lines
      .map((l) => `${JSON.stringify(Object.fromEntries(head!.map((h, i) => [h, l[i]])))}\n`)
      .join("");
  };

  test("of identity numbers planted in a CSV, in JSON lines and in a UTF-16 TSV no byte is left behind", async () => {
    const sent = {
      "income-2021-Q1.csv": text("2021-Q1"),
      "income-2021-Q2.jsonl": jsonLines("2021-Q2"),
      "income-2021-Q3.tsv": Buffer.from(`\uFEFF${text("2021-Q3").replaceAll(",", "\t")}`, "utf16le"),
    };
    for (const [file, content] of Object.entries(sent)) await project.send("income", file, content);
    await project.build();
    for (const file of Object.keys(sent))
      expect(await account("income", file)).toMatchObject({ accepted: 24, dropped: 4 });
    const keys = Array.from({ length: 12 }, (_, i) => `S001${i + 1}`).filter((k) => k.length > 5);
    for (const file of await walk(project.paths.root)) {
      if (file.startsWith("snapshots/")) continue;
      const bytes = await readFile(join(project.paths.root, file));
      for (const secret of [...secrets, ...keys]) {
        for (const form of [Buffer.from(secret), Buffer.from(secret, "utf16le")]) {
          expect(bytes.includes(form), `${file} holds a planted identity`).toBe(false);
        }
      }
    }
  });

  test("a text column that holds an identity number refuses the file and names its row", async () => {
    await project.send(
      "areas",
      "areas.csv",
      `${areasCsv}999901002002,999901002,village,village,11010519491231002X,x\n`,
    );
    await expect(project.build()).rejects.toThrow(
      /areas\.csv, row 7, column `name_en`: the text looks like or holds an identity/,
    );
  });
});

describe("a snapshot that cannot be used", () => {
  test.each([
    ["an empty file", "income-2021-Q2.csv", "", /income-2021-Q2\.csv: an empty file/],
    ["a header without rows", "income-2021-Q2.csv", incomeCsv(0), /no rows/],
    ["a truncated Parquet", "income-2021-Q2.parquet", "PAR1\0\0\0\0", /income-2021-Q2\.parquet/],
    [
      "a missing column",
      "income-2021-Q2.csv",
      "household,area,persons\nS1,999901001001,3\n",
      /no column for `wage`/,
    ],
    ["a file sent twice", "income-2021-Q2.csv", incomeCsv(12), /same bytes as income-2021-Q1\.csv/],
    ["a second file of the period", "again-2021-Q1.csv", incomeCsv(9), /both the snapshot of 2021-Q1/],
  ])(
    "stops the build with a sentence and leaves the last release: %s",
    async (_, file, content, sentence) => {
      const { release } = (await currentRelease(project.paths))!.manifest;
      await project.send("income", file, content);
      await expect(project.build()).rejects.toThrow(sentence);
      expect((await currentRelease(project.paths))!.manifest.release).toBe(release);
      expect(
        (await readJson<{ release: string }>(join(project.paths.siteData, "manifest.json")))!.release,
      ).toBe(release);
    },
  );

  test("an area whose parent is not in the list is named", async () => {
    await project.send("areas", "areas.csv", `${areasCsv}999901003001,999901003,village,village,v,v\n`);
    await expect(project.build()).rejects.toThrow(/area 999901003001 names 999901003 as its parent/);
  });
});

describe("a build", () => {
  test("gives the same release for the same snapshots in another place", async () => {
    const other = await makeProject();
    try {
      await other.send("areas", "areas.csv", areasCsv);
      await other.send("income", "income-2021-Q1.csv", incomeCsv(12));
      await other.build();
      const [a, b] = [(await currentRelease(built.paths))!, (await currentRelease(other.paths))!];
      expect(b.manifest).toEqual(a.manifest);
      for (const file of await walk(a.folder)) {
        expect(await sha256File(join(b.folder, file)), file).toBe(await sha256File(join(a.folder, file)));
      }
    } finally {
      await other.remove();
    }
  });

  test("with nothing changed takes nothing in and makes no mart; a new month costs that month alone", async () => {
    const again = await project.build();
    expect(again.filter((l) => !l.startsWith("Release"))).toEqual([]);
    await project.send("income", "income-2021-Q2.csv", incomeCsv(12, "2021-Q2"));
    const third = await project.build();
    expect(third.filter((l) => l.includes("intake"))).toEqual([
      "Synthetic county: intake: income: income-2021-Q2.csv",
    ]);
  });

  test("with nothing changed writes no byte of a release, and one that was damaged it makes again", async () => {
    const written = async () => {
      const times: Record<string, number> = {};
      for (const folder of [project.paths.releases, project.paths.private, project.paths.siteData])
        for (const file of await walk(folder))
          times[`${folder}/${file}`] = (await stat(join(folder, file))).mtimeMs;
      return times;
    };
    const before = await written();
    await project.build();
    expect(await written()).toEqual(before);
    const { folder, manifest } = (await currentRelease(project.paths))!;
    const [table] = filesOf(manifest);
    await rm(join(folder, table!.path));
    await project.build();
    expect(await sha256File(join(folder, table!.path))).toBe(table!.sha256);
  });

  test("protects anew only the collections whose inputs changed, and all of them under other rules", async () => {
    const { root } = project.paths;
    const collection = (name: string, at: string) =>
      `  ${name}: { title: { en: Synthetic county, zh: 合成县 }, tier: administrative, snapshots: ${at} }\n`;
    await writeFile(
      join(root, "foothold.yml"),
      `collections:\n${collection("own", "snapshots")}${collection("other", "others")}`,
    );
    await cp(join(root, "snapshots"), join(root, "others"), { recursive: true });
    await project.build();
    await project.send("income", "income-2021-Q2.csv", incomeCsv(12, "2021-Q2"));
    const unchanged = (lines: string[]) => lines.filter((l) => l.endsWith(": unchanged"));
    expect(unchanged(await project.build())).toEqual(["Release: other: unchanged"]);
    const { folder, manifest } = (await currentRelease(project.paths))!;
    expect(Object.keys(manifest.collections)).toEqual(["own", "other"]);
    for (const { path, sha256 } of filesOf(manifest))
      expect(await sha256File(join(folder, path))).toBe(sha256);
    await writeFile(join(root, "disclosure.yml"), "contributors: 30\n");
    expect(unchanged(await project.build())).toEqual([]);
    expect((await currentRelease(project.paths))!.manifest.release).not.toBe(manifest.release);
  });

  test("goes on where a killed one stopped: a part file is no lake file, and what has no account is taken in", async () => {
    const { release } = (await currentRelease(project.paths))!.manifest;
    const folder = join(project.paths.lake, "own/income");
    await rm(join(folder, "_intake.json"));
    await writeFile(join(folder, "2021-Q1.parquet.part"), "PAR1 cut");
    await appendFile(join(project.paths.releases, "draft"), "");
    await project.build();
    expect((await currentRelease(project.paths))!.manifest.release).toBe(release);
    expect((await walk(folder)).sort()).toEqual(["2021-Q1.parquet", "_intake.json"]);
  });

  test("takes a snapshot out of the lake when it is taken back", async () => {
    await project.send("income", "income-2021-Q2.csv", incomeCsv(12, "2021-Q2"));
    await project.build();
    await rm(join(project.paths.root, "snapshots/income/income-2021-Q2.csv"));
    await project.build();
    const { manifest } = (await currentRelease(project.paths))!;
    expect(manifest.collections.own!.tables.income!.periods).toEqual(["2021-Q1"]);
  });
});
