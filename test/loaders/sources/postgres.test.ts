import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { identifier, literal, pathLiteral, rows, withDuckDB } from "../../../loaders/db.ts";
import { walk } from "../../../loaders/files.ts";
import { areasCsv, makeProject, type Project } from "../../project.ts";
import { takeIn } from "../intake/county.ts";
import { expectNothingLeft, planted, plantedAccount } from "../intake/planting.ts";
import { declare, fetchAll, someOrigin } from "./fixture.ts";
import { freePort, type Server, startPostgres } from "./postgres-server.ts";

const password = "synthetic-Pa$$word/1";
const reference = `$${"{INCOME_PASSWORD}"}`;
const env = { INCOME_PASSWORD: password };

// What is collected before it is measured is what is really held.
setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

let server: Server;
let project: Project;
beforeAll(async () => {
  server = await startPostgres(password);
  await server.sql(`
    create table income (id bigint primary key, household text not null, area text, period text, persons int,
      wage numeric(12,2), operating numeric(12,2), property numeric(12,2), transfer numeric(12,2),
      total numeric(12,2), name text);
    insert into income
      select n, 'S' || n, '999901001001', '2021-Q' || 1 + n % 4, 1 + n % 6, n % 9000 + 0.5, 4000, null, 1800,
        n % 9000 + 5800.5, 'invented ' || n
      from generate_series(1, 100000) n;
    create function touch() returns text language plpgsql as
      $$ begin update income set persons = 0; return 'S'; end $$;
  `);
});
afterAll(() => server.stop());
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const at = () => ({ host: "127.0.0.1", port: server.port, database: "postgres", user: server.user });
const from = (postgres: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  declare(project, {
    income: { origin: someOrigin, postgres: { ...at(), password: reference, ...postgres }, ...more },
  });
const folder = () => join(project.paths.root, "snapshots/income");
const inParquet = <T>(select: string, file = "*") =>
  withDuckDB(project.paths.scratch, (db) =>
    rows<T>(db, `${select} from read_parquet(${pathLiteral(join(folder(), `${file}.parquet`))})`),
  );
const summary =
  "select count(*)::int as n, sum(persons::int)::int as persons, sum(total::decimal(12,2))::text as total, count(distinct household)::int as households";

describe("every row of a table arrives, as the server wrote it, a file per period", () => {
  test.each([
    ["by key", { key: ["id"], batch: 7000 }],
    ["by a key of two columns", { key: ["period", "household"], batch: 30_000 }],
    ["by a cursor", { batch: 7000 }],
  ])("100,000 rows in batches %s", async (_, how) => {
    await from({ table: "income", ...how });
    const { said } = await fetchAll(project, env);
    expect(said).toEqual([
      "own.income: 4 asked for, 4 new or changed; columns that the contract does not name were left there: id, name",
    ]);
    const [expected] = await server.sql(
      "select count(*)::int n, sum(persons)::int persons, sum(total)::text total, count(distinct household)::int households from income",
    );
    expect((await inParquet(summary))[0]).toEqual(expected);
    expect(await inParquet("select distinct period", "income-2021-Q3")).toEqual([{ period: "2021-Q3" }]);
    expect(await walk(folder())).toEqual([
      "income-2021-Q1.parquet",
      "income-2021-Q2.parquet",
      "income-2021-Q3.parquet",
      "income-2021-Q4.parquet",
      "origin.yml",
    ]);
    expect(await readFile(join(folder(), "origin.yml"), "utf8")).toContain("received: 2022-01-20");
  });

  test("digits, empty values and types stay as they are there; nobody's name leaves the server", async () => {
    await from({
      query: `select household, area, '2021-Q1' as period, persons, wage, operating, property, transfer, total, name
        from income where id = 7; `,
    });
    await fetchAll(project, env);
    const [row] = await inParquet("select *");
    expect(row).toEqual({
      household: "S7",
      area: "999901001001",
      period: "2021-Q1",
      persons: "2",
      wage: "7.50",
      operating: "4000.00",
      property: null,
      transfer: "1800.00",
      total: "5807.50",
    });
  });

  test("identities leave the server in no column of their own, and once taken in no byte of one elsewhere is left", async () => {
    const [head, ...lines] = planted("2021-Q1");
    await server.sql(`create table planted (${head!.map((h) => `${identifier(h)} text`).join(", ")});
      insert into planted values ${lines.map((row) => `(${row.map(literal).join(", ")})`).join(", ")}`);
    await project.send("areas", "areas.csv", areasCsv);
    await from({ table: "planted" });
    const { said } = await fetchAll(project, env);
    expect(said[0]).toMatch(/were left there: 身份证号, 联系电话, 银行卡号, name of the head, \(hidden\)$/);
    const [, income] = await takeIn(project.paths.root, (line) => said.push(line));
    const sum = (of: "accepted" | "quarantined") => income!.accounts.reduce((n, a) => n + a[of], 0);
    expect([sum("accepted"), sum("quarantined")]).toEqual([
      plantedAccount.accepted,
      plantedAccount.quarantined,
    ]);
    await expectNothingLeft(project.paths.root, said);
  });

  test("no batch is held after the next: what stays in memory is a small part of the table", async () => {
    const held = async (batch: number) => {
      await from({ query: "select * from income where id <= 40000", key: ["id"], batch });
      gc();
      const before = process.memoryUsage().heapUsed;
      let most = 0;
      const sample = setInterval(() => {
        gc();
        most = Math.max(most, process.memoryUsage().heapUsed - before);
      }, 30);
      await fetchAll(project, env);
      clearInterval(sample);
      return most;
    };
    const whole = await held(100_000);
    expect(await held(1000)).toBeLessThan(whole / 3);
  });

  test("a second run with the same rows leaves every file as it was", async () => {
    await from({ table: "income", key: ["id"] });
    await fetchAll(project, env);
    const times = async () =>
      Promise.all((await walk(folder())).map(async (f) => (await stat(join(folder(), f))).mtimeMs));
    const before = await times();
    const { said } = await fetchAll(project, env);
    expect(said[0]).toContain("4 asked for, 0 new or changed");
    expect(await times()).toEqual(before);
  });

  test("$period asks for one period at a time; one that has no rows yet is said", async () => {
    await from({
      query: "select * from income where period = $period and id <= 1000",
      periods: ["2021-Q4", "2022-Q1"],
    });
    const { said } = await fetchAll(project, env);
    expect(said[0]).toContain("not there yet: 2022-Q1");
    expect(await inParquet("select count(*)::int as n, min(period) as period", "income-2021-Q4")).toEqual([
      { n: 250, period: "2021-Q4" },
    ]);
  });

  test("rows whose period cannot be read are kept apart for intake to judge, not lost", async () => {
    await from({
      query:
        "select household, area, persons, wage, operating, property, transfer, total, case id when 1 then null when 2 then 'soon' else period end as period from income where id <= 10",
    });
    await fetchAll(project, env);
    expect(await inParquet("select household, period", "income-without-period")).toEqual([
      { household: "S1", period: null },
      { household: "S2", period: "soon" },
    ]);
    expect(await inParquet("select count(*)::int as n")).toEqual([{ n: 10 }]);
  });

  test.each([
    ["stands twice", "select *, id % 100 as k from income where id <= 1000"],
    ["is empty", "select *, nullif(id, 5) as k from income where id <= 1000"],
  ])("a key that %s would lose rows, and is refused", async (_, query) => {
    await from({ query, key: ["k"], batch: 155 });
    await expect(fetchAll(project, env)).rejects.toThrow(
      /has 1000 rows, but batches by `key` \(k\) found \d+/,
    );
    expect(await walk(folder())).toEqual([]);
  });
});

describe("nothing can be changed at the server", () => {
  test.each([
    ["an UPDATE", "update income set persons = 0 returning *", /refused the query/],
    [
      "an UPDATE in a WITH",
      "with u as (update income set persons = 0 returning *) select * from u",
      /refused/,
    ],
    ["a function that updates", "select touch() as household, * from income_touched", /refused the query/],
    [
      "a second statement",
      "select * from income) as given; commit; update income set persons = 0; select * from (select 1",
      /refused the query/,
    ],
    [
      "a function that updates, in a query that is well formed",
      "select touch() as household, area, period, persons, wage, operating, property, transfer, total from income limit 1",
      /was asked to change something/,
    ],
  ])("%s is refused", async (_, query, reason) => {
    await from({ query });
    await expect(fetchAll(project, env)).rejects.toThrow(reason);
    expect(await server.sql("select count(*)::int as n from income where persons = 0")).toEqual([{ n: 0 }]);
  });
});

describe("a server that cannot be read ends in one sentence", () => {
  test("a wrong password is said without showing it", async () => {
    await from({ table: "income" });
    const wrong = "synthetic-wrong-one";
    const failure = await fetchAll(project, { INCOME_PASSWORD: wrong }).catch((e: Error) => e.message);
    expect(failure).toBe(
      `sources.yml, own.income: PostgreSQL at 127.0.0.1:${server.port} refused the user \`owner\` or the password.`,
    );
  });

  test("a server that is not there is tried three times", async () => {
    const port = await freePort();
    await from({ table: "income", port });
    const run = { said: [], waited: [] };
    await expect(fetchAll(project, env, run)).rejects.toThrow(
      `sources.yml, own.income: PostgreSQL at 127.0.0.1:${port} refused the connection (3 attempts).`,
    );
    expect(run.waited).toEqual([1000, 2000]);
  });

  test("a database or table that is not there is named", async () => {
    await from({ table: "income", database: "elsewhere" });
    await expect(fetchAll(project, env)).rejects.toThrow(/has no database `elsewhere`/);
    await from({ table: "incomes" });
    await expect(fetchAll(project, env)).rejects.toThrow(/relation "incomes" does not exist/);
  });

  test("a value that the server quotes in its message is not repeated", async () => {
    await from({
      query:
        "select household, area, period, name::int as persons, wage, operating, property, transfer, total from income where id = 3",
    });
    const failure = await fetchAll(project, env).catch((e: Error) => e.message);
    expect(failure).toMatch(/could not run the query \(22P02\)/);
    expect(failure).not.toContain("invented");
  });

  test("a statement that takes too long is ended at the server", async () => {
    await from({
      query: "select *, pg_sleep(30)::text as slept from income where id = 3",
      timeout: 1,
      key: ["slept"],
    });
    await expect(fetchAll(project, env)).rejects.toThrow(/took longer than 1 s for one batch/);
  });

  test("a server without encryption is refused unless the declaration allows it", async () => {
    await from({ table: "income", tls: true });
    await expect(fetchAll(project, env)).rejects.toThrow(/does not encrypt connections/);
  });

  test("of an optional one the last file stays", async () => {
    await from({ table: "income" });
    await fetchAll(project, env);
    await from({ table: "income", port: await freePort(), attempts: 1 }, { optional: true });
    const { said } = await fetchAll(project, env);
    expect(said.at(-1)).toMatch(/refused the connection.*; the last file stays, received 2022-01-20, 0 days/);
    expect(await walk(folder())).toHaveLength(5);
  });

  test("a query that has lost its rows does not replace those received", async () => {
    const declared = (condition: string) =>
      from({ query: `select * from income where period = $period and ${condition}`, periods: ["2021-Q1"] });
    await declared("id <= 100");
    await fetchAll(project, env);
    await declared("false");
    await expect(fetchAll(project, env)).rejects.toThrow(/returned no rows for 2021-Q1/);
    expect(await inParquet("select count(*)::int as n")).toEqual([{ n: 25 }]);
  });
});
