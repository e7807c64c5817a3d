import { identifier } from "../db.ts";
import type { Measure } from "../marts/declaration.ts";
import { type Exact, missingSql, nobodySql } from "./cells.ts";
import { whyColumn, withWhy } from "./fate.ts";
import type { Policy } from "./policy.ts";
import { decimals } from "./units.ts";

/**
 * SQL of a mart as it may be published: its dimensions, and for each measure the value and its status. Needs
 * table `withheld` (mart, measure, row, why). Values are rounded to the decimals of their unit, which also takes out
 * what the order of a sum of floating-point numbers leaves in the last digits; quantiles to the policy's step,
 * so that none is a household's own value.
 */
export function publishedSql(
  { declaration, name }: Pick<Exact, "declaration" | "name">,
  policy: Policy,
): string {
  const { dimensions, measures, keys } = declaration;
  const judged = measures.map(
    (m) =>
      `case when ${whyColumn(m)} is not null${policy.zeros === "withhold" ? ` or (${nobodySql(m)})` : ""} then 'withheld' else ${missingSql(m)} end as ${status(m)}`,
  );
  const columns = measures.flatMap((m) => [
    `case when ${status(m)} = '' then ${valueSql(m, policy)} end as ${identifier(m.name)}`,
    status(m),
  ]);
  const named = dimensions.map((d) => identifier(d.name));
  return `
with judged as (
  select *, ${judged.join(",\n    ")}
  from ${withWhy({ declaration, name })}
),
published as (
  select ${[...named, ...columns].join(",\n    ")} from judged
)
select * from published order by ${keys.map(identifier).join(", ")}`;
}

const status = (m: Measure) => identifier(`${m.name}_status`);

/** The step that quantiles of a unit are rounded to, if any. */
export const stepOf = (m: Measure, policy: Policy): number | undefined =>
  m.kind === "quantile" ? policy.quantiles.round_to[m.unit] : undefined;

/** SQL of a value as it is published; `column` is the exact one. */
export function valueSql(m: Measure, policy: Policy, column = identifier(m.name)): string {
  const places = decimals[m.unit] ?? 0;
  const step = stepOf(m, policy);
  const value = step ? `round(${column} / ${step}) * ${step}` : column;
  return places === 0 ? `cast(round(${value}) as bigint)` : `round(cast(${value} as double), ${places})`;
}
