import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import { martsFolder, readMarts } from "../marts/declaration.ts";
import type { Collection, Table } from "../release/manifest.ts";
import { decimals } from "../release/protect.ts";
import { writeTable } from "../release/table.ts";
import { ruleSql, unitOf } from "./compile.ts";
import type { Rule } from "./rules.ts";
import { type Described, described } from "./tables.ts";

/** What the rules are evaluated on: the published tables of one collection, lying in a release's folder. */
export interface Published extends Pick<Collection, "root" | "tier" | "tables"> {
  name: string;
  folder: string;
}

/**
 * Evaluates every rule whose table the collection publishes and writes three further tables of the release:
 * the rules, their findings in every period, and their history. It reads only what is published.
 * @returns the manifest's entries of the tables; none where no rule applies
 * @throws UserError where a rule names a table, measure or dimension that does not exist
 */
export async function writeAttention(
  db: DuckDBConnection,
  rules: Rule[],
  published: Published,
): Promise<Record<string, Table>> {
  const { tables, folder, name } = published;
  if (rules.length === 0 || !tables.areas) return {};
  const known = new Set([...(await readMarts(martsFolder)).map((m) => m.declaration.mart)]);
  for (const { id, table } of rules)
    if (!known.has(table))
      throw new UserError(
        `attention.yml, rule ${id}: there is no table ${table}. Name a mart of loaders/marts.`,
      );
  const applied = rules.filter(({ table }) => tables[table]);
  if (applied.length === 0) return {};
  await db.run("drop schema if exists published cascade; create schema published");
  for (const [table, { files }] of Object.entries(tables))
    await db.run(
      `create view published.${identifier(table)} as select * from read_parquet(${pathLiteral(join(folder, files.parquet.path))})`,
    );
  await evaluate(db, applied, published);
  const written: Record<string, Table> = {};
  const datasets = [...new Set(applied.flatMap(({ table }) => tables[table]!.datasets))];
  for (const table of described) {
    const query = `select ${[...table.dimensions.map((d) => d.name), ...table.measures.flatMap((m) => [m.name, `${m.name}_status`])].map(identifier).join(", ")} from ${table.name}`;
    await db.run(
      `create or replace temp table written as ${query} order by ${table.keys.map(identifier).join(", ")}`,
    );
    const described = await entry(db, table, published.tier);
    if (described.rows === 0) continue;
    written[table.name] = {
      ...described,
      datasets,
      files: await writeTable(db, "written", folder, `${name}/${table.name}`),
    };
  }
  await db.run("drop schema published cascade");
  return written;
}

/** Makes the temp tables `attention`, `attention_rules` and `attention_history` from the schema `published`. */
export async function evaluate(
  db: DuckDBConnection,
  rules: Rule[],
  { root, tables }: Pick<Published, "root" | "tables">,
): Promise<void> {
  const each = rules.map(
    (rule) => `select ${literal(rule.id)} as rule, * from (${ruleSql(rule, tables[rule.table]!, root)})`,
  );
  const shown = rules.map((rule, at) => {
    const table = tables[rule.table]!;
    const [page, figure] = rule.figure.split("#");
    const codes = table.dimensions.find((d) => d.name === rule.by)?.codes ?? "";
    const words = [
      rule.id,
      rule.kind,
      rule.title.en,
      rule.title.zh,
      rule.table,
      codes,
      unitOf(rule, table),
      page!,
      figure!,
    ];
    return `(${at + 1}, ${words.map(literal).join(", ")}, ${literal(table.datasets[0] ?? "")})`;
  });
  await db.run(`create or replace temp table ruled as select * from (values ${shown.join(", ")})
    as t(rank, rule, kind, title_en, title_zh, source, codes, unit, page, figure, dataset)`);
  await db.run(`create or replace temp table judgements as ${each.join(" union all ")}`);
  await db.run(`create or replace temp table attention as ${findings(tables.completeness !== undefined)}`);
  await db.run(`create or replace temp table attention_history as ${history}`);
  await db.run(`create or replace temp table attention_rules as ${summary}`);
}

/**
 * Findings with how sure they are: an identity or a missing file is on record; a first finding, or one from
 * fewer records than usual, may pass.
 */
const findings = (complete: boolean) => `
with found as (
    select judgements.*, ruled.rank, ruled.kind, ruled.dataset from judgements
    inner join ruled on judgements.rule = ruled.rule
    where fired
),
thin as (
    ${complete ? "select dataset, area, period from published.completeness where state in ('fewer', 'absent', 'not_sent')" : "select '' as dataset, '' as area, '' as period where false"}
)
select
    found.rule, found.area, found.item, found.period, found.since, coalesce(found.compared, '') as compared,
    case
        when found.kind in ('identity', 'overdue') then 'recorded'
        when thin.area is not null then 'incomplete'
        when found.since = found.period then 'first'
        else 'repeated'
    end as certainty,
    cast(row_number() over (
        partition by found.rule, found.period order by found.excess desc, found.area, found.item
    ) as integer) as place,
    round(found.value, 4) as value,
    case when found.value is null then 'not_reported' else '' end as value_status,
    round(found.reference, 4) as reference,
    case when found.reference is null then 'not_applicable' else '' end as reference_status
from found
left join thin on found.dataset = thin.dataset and found.area = thin.area and found.period = thin.period`;

const history = `
select
    rule, period,
    count(*) filter (where judged) as judged, '' as judged_status,
    count(*) filter (where fired) as fired, '' as fired_status,
    count(*) filter (where began) as began, '' as began_status,
    count(*) filter (where cleared) as cleared, '' as cleared_status,
    count(*) filter (where not judged) as unjudged, '' as unjudged_status
from judgements group by rule, period`;

const summary = `
with spans as (
    select rule, min(period) as first_period, max(period) as last_period,
        cast(sum(began) as bigint) as began, cast(sum(cleared) as bigint) as cleared
    from attention_history group by rule
)
select
    ruled.rule, rank, kind, title_en, title_zh, source, codes, unit, page, figure,
    first_period, last_period, began, '' as began_status, cleared, '' as cleared_status
from ruled inner join spans on ruled.rule = spans.rule`;

async function entry(
  db: DuckDBConnection,
  { title, grain, population, dimensions, measures }: Described,
  tier: Collection["tier"],
): Promise<Omit<Table, "datasets" | "files">> {
  const [count] = await rows<{ n: string }>(db, "select count(*) as n from written");
  const n = Number(count!.n);
  return {
    title,
    grain,
    population,
    frequency: "none",
    periods: [],
    dimensions,
    measures: measures.map((m) => ({
      ...m,
      kind: "other",
      qualifier: "exact",
      tier: tier === "synthetic" ? tier : "derived",
      decimals: decimals[m.unit] ?? 0,
    })),
    rows: n,
    cells: { published: n * measures.length, withheld_size: 0, withheld_others: 0, not_reported: 0 },
  };
}
