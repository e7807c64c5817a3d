import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromArrow } from "arquero";
import { expect, test } from "vitest";
import { identifier } from "../../../loaders/db.ts";
import { sha256, sha256File, walk } from "../../../loaders/files.ts";
import { formats } from "../../../src/components/figure/format.ts";
import { withPage } from "../chromium.ts";
import { type Site, soon } from "./site.ts";

/** What a built site may not say. The exact marts lie in the project, so each secret is known here. */
export function withheldCells(site: () => Site): void {
  const query = <T>(sql: string) => site().project.query<T>(sql);

  test("a withheld cell is words in the table and a gap in the chart", async () => {
    const words = formats("en", site().codes).label("missing", "withheld");
    const [cell] = await query<{ area: string; period: string; n: string }>(
      `select cast(area as varchar) as area, period, count(*) as n from read_csv('{dist}/data/demo/employment.csv')
       where workers_status = 'withheld' and kind = 'market' and industry <> 'all' and period >= '2021-01'
       group by all order by n desc, area, period limit 1`,
    );
    expect(Number(cell!.n)).toBeGreaterThan(0);
    const path = `demo/employment.html?area=${cell!.area}&period=${cell!.period}`;
    await withPage(site().browser, site().at(path), async ({ page }) => {
      const bars = page.locator("#employment-industries");
      const said = bars.locator("svg:visible text", { hasText: words });
      await soon(() => said.count()).toBe(Number(cell!.n));
      const now = bars.locator("table tbody tr", { hasText: formats("en", {}).period(cell!.period) });
      // What is seen first is drawn first; tables, notes and what lies below the fold follow.
      await soon(() => now.locator("td.missing").allTextContents()).toEqual(
        Array(Number(cell!.n)).fill(words),
      );
      await soon(() => bars.locator(".notes").textContent()).toMatch(new RegExp(words, "i"));
      await soon(() => page.locator("#employment-changes table td.missing").count()).toBeGreaterThan(0);
    });
  });

  test("no exact value of a withheld cell stands anywhere beside its key", async () => {
    let secrets = 0;
    const marts = await walk(join(site().project.paths.marts, "demo"));
    const tables = Object.entries(site().manifest.collections.demo!.tables);
    const exact = tables.filter(([name]) => marts.includes(`${name}.parquet`));
    // These are found in the published tables, so no exact values lie behind them.
    expect(tables.filter((one) => !exact.includes(one)).map(([name]) => name)).toEqual([
      "register_check",
      "attention",
      "attention_history",
      "attention_rules",
    ]);
    for (const [name, table] of exact) {
      const keys = table.dimensions.map((dimension) => identifier(dimension.name));
      const on = keys.map((key) => `cast(e.${key} as varchar) = cast(p.${key} as varchar)`).join(" and ");
      const each = (write: (measure: string) => string) =>
        `[${table.measures.map(({ name: measure }) => `count(*) filter (where ${write(measure)})`).join(", ")}]`;
      for (const source of [
        `read_csv('{dist}/data/demo/${name}.csv')`,
        `read_parquet('{dist}/data/demo/${name}.parquet')`,
      ]) {
        const [found] = await query<{ withheld: string[]; told: string[] }>(
          `select ${each((m) => `p.${m}_status = 'withheld' and e.${m} is not null`)} as withheld,
             ${each((m) => `(p.${m} is null) <> (coalesce(p.${m}_status, '') <> '')`)} as told
           from ${source} p join read_parquet('{marts}/demo/${name}.parquet') e on ${on}`,
        );
        expect(found!.told, source).toEqual(table.measures.map(() => "0"));
        secrets += found!.withheld.reduce((sum, n) => sum + Number(n), 0);
      }
      const arrow = fromArrow(await readFile(site().file(`data/demo/${name}.arrow`)));
      for (const { name: measure } of table.measures) {
        const [values, statuses] = [arrow.array(measure), arrow.array(`${measure}_status`)];
        for (const [row, status] of [...statuses].entries())
          if (status === "withheld") expect(values[row] ?? null, `${measure} in ${name}.arrow`).toBeNull();
      }
    }
    expect(secrets).toBeGreaterThan(100);
    let withheld = 0;
    const figures = (await walk(site().file("data/figures/demo"))).filter((file) => file.endsWith(".csv"));
    for (const file of figures)
      for (const line of await site().csv(await readFile(site().file(`data/figures/demo/${file}`), "utf8")))
        for (const [column, status] of Object.entries(line)) {
          if (!column.endsWith("_status") || status !== "withheld") continue;
          withheld += 1;
          expect(line[column.slice(0, -"_status".length)], `${file}: ${column}`).toBeNull();
        }
    expect(withheld).toBeGreaterThan(0);
  });

  test("no value that a rule withholds stands published under another name, where two tables always say the same", async () => {
    const tables = Object.entries(site().manifest.collections.demo!.tables).filter(
      ([, { dimensions }]) =>
        ["area", "period"].every((name) => dimensions.some((d) => d.name === name)) &&
        dimensions.every((d) => d.name !== "figure"),
    );
    const cells = tables.flatMap(([name, { dimensions, measures }]) => {
      const keys = dimensions.map((d) => d.name);
      const on = keys.map((k) => `cast(e."${k}" as varchar) = cast(p."${k}" as varchar)`).join(" and ");
      const key = keys.map((k) => `coalesce(cast(p."${k}" as varchar), '')`).join(", ");
      const codes = keys.filter((k) => k !== "area" && k !== "period").map((k) => `, e."${k}"`);
      return measures
        .filter(({ kind }) => kind === "count" || kind === "sum")
        .map(
          (m) =>
            `select concat_ws(' ', '${name}.${m.name}'${codes.join("")}) as name, cast(e.area as varchar) as area,
               e.period, cast(e."${m.name}" as double) as v, p."${m.name}_status" = '' as shown,
               concat_ws('|', ${key}) in (select key from sealed where "table" = '${name}' and measure = '${m.name}') as hidden
             from read_parquet('{marts}/demo/${name}.parquet') e join read_parquet('{dist}/data/demo/${name}.parquet') p on ${on}
             where e."${m.name}" <> 0`,
        );
    });
    const found = await query<{ pairs: string; withheld: string; told: string }>(
      `with sealed as (
         select "table", measure, key
         from read_parquet('{private}/releases/${site().manifest.release}/required.parquet') where collection = 'demo'
       ),
       cells as materialized (${cells.join(" union all ")}),
       equal as (
         select a.name as one, b.name as other, count(*) as n, count(distinct a.v) as different, bool_or(a.hidden and b.shown) as told
         from cells a join cells b on a.area = b.area and a.period = b.period and a.v = b.v and a.name <> b.name
         group by all having n >= 12 and different >= 5
       ),
       always as (
         select one, other, told, n from equal
         join cells a on a.name = one join cells b on b.name = other and a.area = b.area and a.period = b.period
         group by all having count(*) = n
       )
       select count(*) as pairs, (select count(*) from cells where hidden) as withheld,
         coalesce(string_agg(one || ' is ' || other, '; ' order by one, other) filter (where told), '') as told from always`,
    );
    expect(Number(found[0]!.pairs)).toBeGreaterThan(10);
    expect(Number(found[0]!.withheld)).toBeGreaterThan(100);
    expect(found[0]!.told).toBe("");
  });

  test("of lake, marts and private folders nothing is in the site: each data file is one of the release or a figure's CSV", async () => {
    const { paths } = site().project;
    const files = await walk(paths.dist);
    expect(files.filter((file) => /(^|\/)(lake|marts|private|quarantine|snapshots)\//.test(file))).toEqual(
      [],
    );
    const tables = Object.values(site().manifest.collections).flatMap((one) => Object.values(one.tables));
    const allowed = new Set(tables.flatMap((table) => Object.values(table.files)).map((file) => file.sha256));
    for (const name of ["manifest.json", "codes.json"])
      allowed.add(sha256(await readFile(site().file(`data/${name}`))));
    const data = files.filter((file) => /^(data|_file)\//.test(file) && !file.startsWith("data/figures/"));
    expect(data.length).toBeGreaterThanOrEqual(allowed.size);
    for (const file of data) expect(allowed.has(await sha256File(site().file(file))), file).toBe(true);
    // The search index is made of the pages, which show nothing but the release.
    expect(files.filter((file) => /\.(parquet|arrow|csv|jsonl?|duckdb|gz)$/.test(file))).toEqual(
      files.filter((file) => /^(data|_file)\/.*(?<!\.svg)$|^search\/(en|zh)\.json$/.test(file)),
    );
    const keys = await query<{ key: string }>(
      `select distinct household as key from read_parquet('{lake}/demo/employment/2021-12.parquet') order by key limit 40`,
    );
    expect(keys.length).toBe(40);
    for (const file of files) {
      const bytes = await readFile(site().file(file));
      for (const { key } of keys) expect(bytes.includes(key), `${file} holds a household's key`).toBe(false);
    }
  });
}
