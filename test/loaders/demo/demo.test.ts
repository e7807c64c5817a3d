import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Contract } from "../../../loaders/contracts/contract.ts";
import { contractOf, contracts } from "../../../loaders/contracts/index.ts";
import type { Planted } from "../../../loaders/demo/delivery.ts";
import { generateDemo } from "../../../loaders/demo/demo.ts";
import { type DemoOptions, resolveOptions } from "../../../loaders/demo/options.ts";
import { exists, sha256File, walk } from "../../../loaders/files.ts";
import { brokenRules, columnOf, openReader, readBack } from "./read-back.ts";

const size = { townships: 4, villages: 20, households: 800, monitored: 80 };
let root: string;
let county: string;
let planted: Planted;
let files: { file: string; path: string; contract: Contract }[];

const generate = async (name: string, options: Partial<DemoOptions>) => {
  const out = join(root, name);
  await generateDemo({ ...size, ...options, out });
  return out;
};

const checksums = async (folder: string) =>
  Object.fromEntries(
    await Promise.all((await walk(folder)).map(async (f) => [f, await sha256File(join(folder, f))])),
  );

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "foothold-demo-"));
  county = await generate("county", { months: 36 });
  planted = JSON.parse(await readFile(join(county, "planted.json"), "utf8"));
  files = (await walk(county))
    .filter((f) => f.includes("/") && !f.endsWith("origin.yml"))
    .map((file) => ({ file, path: join(county, file), contract: contractOf(file.split("/")[0]!)! }));
}, 60_000);

afterAll(() => rm(root, { recursive: true, force: true }));

describe("bytes", () => {
  test("one seed gives the same bytes, on one thread or several", async () => {
    const one = await checksums(await generate("one", { months: 12, threads: 1 }));
    const three = await checksums(await generate("three", { months: 12, threads: 3 }));
    expect(Object.keys(one).length).toBeGreaterThan(80);
    expect(three).toEqual(one);
  });

  test("another seed gives another county", async () => {
    const other = await checksums(await generate("other", { months: 5, seed: 2 }));
    const first = await checksums(await generate("first", { months: 5 }));
    // The annual report repeats totals that the options set, whatever the seed; where things come from is the same.
    const data = Object.keys(first).filter((f) => f.includes("/") && !/^figures|origin\.yml$/.test(f));
    expect(data.length).toBeGreaterThan(20);
    expect(data.filter((f) => other[f] === first[f])).toEqual([]);
  });
});

describe("files", () => {
  test("every dataset has snapshots", () => {
    const expected = contracts.filter((c) => !c.internal).map((c) => c.dataset);
    expect(new Set(files.map((f) => f.contract.dataset))).toEqual(new Set(expected));
  });

  test("they come in every format that offices send", async () => {
    const kinds = new Set<string>();
    for (const { file, path } of files) {
      const head = (await readFile(path)).subarray(0, 3).toString("hex");
      const mark = head.startsWith("fffe") ? "utf-16" : head === "efbbbf" ? "bom" : "";
      kinds.add(`${file.slice(file.indexOf(".") + 1)} ${mark}`.trim());
    }
    expect([...kinds].sort()).toEqual(["csv", "csv bom", "csv.gz", "jsonl", "parquet", "tsv utf-16"]);
  });

  test("every header is a column of the contract or an alias of one, each once", async () => {
    const db = await openReader();
    for (const { file, path, contract } of files) {
      const { headers } = await readBack(db, path, contract);
      const columns = headers.map((h) => columnOf(contract, h));
      expect(columns, file).not.toContain(undefined);
      expect(new Set(columns).size, file).toBe(columns.length);
      const required = Object.keys(contract.columns).filter(
        (c) => contract.columns[c]!.required && c !== "period",
      );
      expect(columns, file).toEqual(expect.arrayContaining(required));
    }
    db.closeSync();
  });

  test("every folder says that it is synthetic, and when each file came", async () => {
    for (const dataset of new Set(files.map((f) => f.contract.dataset))) {
      const origin = parse(await readFile(join(county, dataset, "origin.yml"), "utf8"));
      expect(origin).toMatchObject({ tier: "synthetic", licence: "CC0-1.0" });
      expect(origin.title).toEqual({
        en: expect.stringContaining("synthetic"),
        zh: expect.stringContaining("合成数据"),
      });
      const sent = files.filter((f) => f.contract.dataset === dataset).map((f) => f.file.split("/")[1]);
      if (contractOf(dataset)!.frequency !== "none") expect(Object.keys(origin.files)).toEqual(sent);
    }
  });

  test("the one missing quarter is not there and is owned up to", () => {
    expect(planted.missing).toEqual(["livestock/2020-Q1"]);
    const sent = files.filter((f) => f.contract.dataset === "livestock").map((f) => f.file);
    expect(sent).toHaveLength(11);
    expect(sent.some((f) => f.includes("2020-Q1"))).toBe(false);
  });
});

describe("dirt", () => {
  test("each rule is broken in exactly as many rows as planted.json says, and nowhere else", async () => {
    const db = await openReader();
    const areas = await readBack(db, join(county, "areas/areas.csv"), contractOf("areas")!);
    expect(await areas.duplicates()).toBe(0);
    await db.run("CREATE TABLE area AS SELECT text_code AS code FROM seen");
    for (const { file, path, contract } of files) {
      const seen = await readBack(db, path, contract);
      const found = await brokenRules(db, seen, contract);
      expect(found, file).toEqual({ ...planted.rows[file], ...planted.warnings[file] });
    }
    db.closeSync();
  }, 60_000);

  test("most files are clean, and a dirty one is so in at most three rows of a hundred or one a rule", async () => {
    const dirty = Object.keys(planted.rows);
    expect(dirty.length).toBeGreaterThan(15);
    expect(dirty.length).toBeLessThan(files.length / 4);
    const db = await openReader();
    for (const file of dirty) {
      const seen = await readBack(db, join(county, file), contractOf(file.split("/")[0]!)!);
      const total = await seen.count("true");
      for (const n of Object.values(planted.rows[file]!)) {
        expect(n, file).toBeLessThanOrEqual(Math.max(1, total * 0.03));
      }
    }
    db.closeSync();
  });

  test("two returns break their own identity, and the check can find them", () => {
    const broken = Object.entries(planted.warnings);
    expect(broken.every(([file]) => file.startsWith("monitoring_return/"))).toBe(true);
    expect(broken.flatMap(([, checks]) => Object.keys(checks))).toContain("stock_identity");
    expect(broken.reduce((sum, [, checks]) => sum + checks.stock_identity!, 0)).toBe(2);
  });
});

describe("known totals", () => {
  const variables = resolveOptions({ ...size, out: "" });
  const inStock = "status NOT IN ('risk_eliminated', 'natural_disappearance', '风险消除', '自然消亡')";

  test("the full county has the sizes and totals that it promises", () => {
    expect(resolveOptions({ out: "" })).toMatchObject({
      townships: 36,
      villages: 580,
      households: 60_000,
      site_households: 1_915,
      monitored: 5_728,
      monitored_persons: 25_586,
      months: 36,
      final_month: "2021-12-01",
      first_month: "2019-01-01",
      site_cattle: 2_000,
      site_sheep: 35_000,
      site_camels: 3_000,
      site_chicken_offtake: 36_000,
    });
  });

  test("households, townships, villages and the site are as many as asked for", async () => {
    const db = await openReader();
    const areas = await readBack(db, join(county, "areas/areas.csv"), contractOf("areas")!);
    expect(await areas.count("level = 'township' AND kind <> 'resettlement_site'")).toBe(4);
    expect(await areas.count("level = 'village'")).toBe(20);
    expect(await areas.count("parent = '999901900'")).toBe(3);
    expect(await areas.count("code NOT LIKE '9999%' OR parent NOT LIKE '9999%'")).toBe(0);
    const register = await readBack(
      db,
      join(county, "households/households-2021.parquet"),
      contractOf("households")!,
    );
    expect(await register.count("true")).toBe(800);
    expect(await register.count("area LIKE '999901900%'")).toBe(variables.site_households);
    const site = await readBack(
      db,
      join(county, "resettlement/resettlement-2021-Q4.csv"),
      contractOf("resettlement")!,
    );
    expect(await site.count("true")).toBe(variables.site_households);
    db.closeSync();
  });

  test("the monitored stock of the last month has exactly the households and persons asked for", async () => {
    const db = await openReader();
    const file = "monitoring/monitoring-2021-12.csv.gz";
    const seen = await readBack(db, join(county, file), contractOf("monitoring")!);
    const clean = `household LIKE 'hh-%' AND ${inStock}`;
    const [stock] = (
      await db.runAndReadAll(
        `SELECT count(*)::INTEGER, sum(persons)::INTEGER FROM (SELECT DISTINCT * FROM seen WHERE ${clean})`,
      )
    ).getRowsJson();
    expect(stock).toEqual([variables.monitored, variables.monitored_persons]);
    expect(await seen.count("true")).toBeGreaterThan(await seen.count(clean));
    db.closeSync();
  });

  test("the stock that the returns close with is the stock of the register, slips of the pen aside", async () => {
    const db = await openReader();
    await readBack(
      db,
      join(county, "monitoring_return/monitoring_return-2021-12.csv"),
      contractOf("monitoring_return")!,
    );
    const [stock] = (
      await db.runAndReadAll("SELECT sum(opening + identified - eliminated - other_exits)::INTEGER FROM seen")
    ).getRowsJson();
    expect(stock).toEqual([variables.monitored]);
    db.closeSync();
  });

  test("the herds at the site add up to the totals asked for", async () => {
    const db = await openReader();
    const contract = contractOf("livestock")!;
    const sum = async (quarter: string, what: string, species: string) => {
      await readBack(db, join(county, `livestock/livestock-${quarter}.parquet`), contract);
      const result = await db.runAndReadAll(
        `SELECT sum(${what})::INTEGER FROM (SELECT DISTINCT * FROM seen) WHERE area LIKE '999901900%' AND species IN (${species}) AND stock >= 0`,
      );
      return result.getRowsJson()[0]![0] as number;
    };
    expect(await sum("2021-Q4", "stock", "'cattle'")).toBe(variables.site_cattle);
    expect(await sum("2021-Q4", "stock", "'sheep', 'goat'")).toBe(variables.site_sheep);
    expect(await sum("2021-Q4", "stock", "'camel'")).toBe(variables.site_camels);
    let birds = 0;
    for (const q of [1, 2, 3, 4]) birds += await sum(`2021-Q${q}`, "offtake", "'chicken'");
    expect(birds).toBe(variables.site_chicken_offtake);
    db.closeSync();
  });
});

describe("refusals", () => {
  test.each([
    [{ townships: 2 }, /townships is 2/],
    [{ villages: 5 }, /villages is 5/],
    [{ monitored: 0 }, /monitored households is 0/],
    [{ monitored: 401 }, /monitored households is 401/],
    [{ months: 4 }, /months is 4/],
    [{ end: "2021-13" }, /last month is "2021-13"/],
    [{ seed: 1.5 }, /seed is 1.5/],
  ])("a size that makes no county is refused in a sentence: %j", async (bad, message) => {
    await expect(generate("refused", bad)).rejects.toThrow(message);
    expect(await exists(join(root, "refused"))).toBe(false);
  });

  test("a folder with somebody's own files is left alone", async () => {
    const own = join(root, "own");
    await mkdir(own);
    await writeFile(join(own, "mine.csv"), "a\n1\n");
    await expect(generate("own", { months: 5 })).rejects.toThrow(/did not write/);
    expect(await walk(own)).toEqual(["mine.csv"]);
  });

  test("an earlier county is replaced as a whole", async () => {
    const again = await generate("again", { months: 12 });
    await writeFile(join(again, "employment", "employment-1999-01.csv"), "left over");
    await generate("again", { months: 5 });
    const months = (await walk(join(again, "employment"))).filter((f) => f !== "origin.yml");
    expect(months).toHaveLength(5);
  });
});
