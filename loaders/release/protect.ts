import { identifier } from "../db.ts";
import type { Declaration, Measure } from "../marts/declaration.ts";

/** Fewest households or holders behind a published value. */
export const fewestContributors = 10;

/** Decimals that a unit is published with; others are whole numbers. */
export const decimals: Record<string, number> = {
  percent: 1,
  percentage_points: 1,
  index: 4,
  ratio: 4,
  times: 2,
  times_line: 2,
  sheep_units: 1,
  tlu: 1,
  livestock_units: 1,
  livestock_units_household: 2,
  hectares: 1,
  // Published by others, each with a unit of its own.
  stated: 4,
};

/**
 * SQL of a mart as it may be published: its dimensions, and for each measure the value and its status.
 * A value with 1 to 9 contributors is withheld; one without contributors is published if it is a count or a
 * sum (it is zero) and has no meaning otherwise. Values are rounded to the decimals of their unit, which
 * also takes out what the order of a sum of floating-point numbers leaves in the last digits.
 *
 * This rule protects single cells. It does not yet protect a cell against the difference of two others.
 * @param source SQL of the exact mart
 */
export function protectedSql(declaration: Declaration, source: string): string {
  const { dimensions, measures, keys } = declaration;
  const judged = measures.map((m) => `${statusSql(m)} as ${status(m)}`);
  const columns = measures.flatMap((m) => [
    `case when ${status(m)} = '' then ${valueSql(m)} end as ${identifier(m.name)}`,
    status(m),
  ]);
  const named = dimensions.map((d) => identifier(d.name));
  return `
with exact as (
  select * from (${source})
),
judged as (
  select *, ${judged.join(",\n    ")} from exact
),
published as (
  select ${[...named, ...columns].join(",\n    ")} from judged
)
select * from published order by ${keys.map(identifier).join(", ")}`;
}

const status = (m: Measure) => identifier(`${m.name}_status`);

function statusSql(m: Measure): string {
  const value = identifier(m.name);
  if (!m.contributors) return `case when ${value} is null then 'not_reported' else '' end`;
  const n = `coalesce(${identifier(m.contributors)}, 0)`;
  const outside = Object.entries(m.applies_to ?? {}).map(
    ([d, values]) => `${identifier(d)} not in (${values.map((v) => `'${v}'`).join(", ")})`,
  );
  const additive = m.kind === "count" || m.kind === "sum";
  return `case ${outside.map((o) => `when ${o} then 'not_applicable' `).join("")}
    when ${n} between 1 and ${fewestContributors - 1} then 'withheld'
    when ${value} is null then ${additive ? "'not_reported'" : `case when ${n} = 0 then 'not_applicable' else 'not_reported' end`}
    else '' end`;
}

function valueSql(m: Measure): string {
  const places = decimals[m.unit] ?? 0;
  const value = identifier(m.name);
  return places === 0 ? `cast(round(${value}) as bigint)` : `round(cast(${value} as double), ${places})`;
}
