import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../db.ts";
import { UserError } from "../errors.ts";
import { martsFolder, readMarts } from "../marts/declaration.ts";
import type { Table } from "../release/manifest.ts";
import { type Published, withPublished, writeDescribed } from "../release/published.ts";
import { ruleSql, unitOf } from "./compile.ts";
import type { Rule } from "./rules.ts";
import { described } from "./tables.ts";

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
  const { tables } = published;
  if (rules.length === 0 || !tables.areas) return {};
  const known = new Set([...(await readMarts(martsFolder)).map((m) => m.declaration.mart)]);
  for (const { id, table } of rules)
    if (!known.has(table))
      throw new UserError(
        `attention.yml, rule ${id}: there is no table ${table}. Name a mart of loaders/marts.`,
      );
  const applied = rules.filter(({ table }) => tables[table]);
  if (applied.length === 0) return {};
  const datasets = [...new Set(applied.flatMap(({ table }) => tables[table]!.datasets))];
  return withPublished(db, published, async () => {
    await evaluate(db, applied, published);
    const written: Record<string, Table> = {};
    for (const table of described)
      Object.assign(written, await writeDescribed(db, table, datasets, published));
    return written;
  });
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
