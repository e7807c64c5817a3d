import type { DuckDBConnection } from "@duckdb/node-api";
import { pathLiteral } from "../loaders/db.ts";

/** The synthetic county of the benchmarks: 20 townships of 12 villages. */
export const benchAreas = `select '999901' || lpad(t::varchar, 3, '0') || lpad(v::varchar, 3, '0') as code
  from range(1, 21) a(t), range(1, 13) b(v)`;

/** Writes a synthetic month of employment: `rows` rows, four to a household, one bad row in `dirt`, if any. */
export async function writeEmployment(
  db: DuckDBConnection,
  path: string,
  rows: number,
  { month = "2021-06", dirt = 0 } = {},
): Promise<void> {
  const maybe = (seed: number, value: string) => `case when hash(i + ${seed}) % 3 > 0 then ${value} end`;
  await db.run(`copy (
    select 'S' || lpad((i // 4)::varchar, 8, '0') as household,
      '999901' || lpad((1 + (i // 4) % 20)::varchar, 3, '0') || lpad((1 + (i // 80) % 12)::varchar, 3, '0') as area,
      '${month}' as period,
      ${dirt > 0 ? `case when i % ${dirt} = 7 then 'unheard of' else` : ""}
        (['crops', 'livestock', 'construction', 'transport'])[1 + i % 4] ${dirt > 0 ? "end" : ""} as industry,
      'wage' as kind, (['township', 'county'])[1 + (hash(i) % 2)::int] as place, 1 + hash(i) % 3 as workers,
      ${maybe(1, "1500 + hash(i + 2) % 4000")} as wage, ${maybe(3, "hash(i + 3) % 2")} as contract,
      ${maybe(4, "hash(i + 4) % 2")} as insured, ${maybe(5, "hash(i + 5) % 2")} as over_48h,
      ${maybe(6, "hash(i + 6) % 2")} as below_minimum
    from range(${rows}) r(i)) to ${pathLiteral(path)} (header true)`);
}
