import { identifier, pathLiteral } from "../db.ts";
import type { Declaration } from "../marts/declaration.ts";
import { additive } from "./relations.ts";

/**
 * SQL of a mart with a row for every combination of codes that occurs in it, in each area and period that it has: what is
 * absent there is a zero of all that adds up, as readers know.
 */
export function withZerosSql({ keys, measures }: Declaration, file: string): string {
  const given = `from read_parquet(${pathLiteral(file)})`;
  const added = measures.filter((m) => additive(m).length > 0);
  const named = (of: string[]) => of.map(identifier).join(", ");
  const frame: string[] = keys.filter((k) => k === "area" || k === "period");
  const codes = keys.filter((k) => !frame.includes(k));
  if (added.length === 0 || codes.length === 0 || frame.length === 0) return given;
  const zeros = [...new Set(added.flatMap((m) => [m.name, ...(m.contributors ? [m.contributors] : [])]))];
  // Where an area, or a combination anywhere, has rows and none of them says a measure, it is not known to be zero.
  const unsaid = zeros.map((m) => `count(${identifier(m)}) = 0 as ${identifier(m)}`).join(", ");
  const inAll = [...codes, ...frame.filter((k) => k === "period")];
  const values = zeros.map(
    (m) => `if(f.${identifier(m)} or coalesce(c.${identifier(m)}, false), null, 0) as ${identifier(m)}`,
  );
  return `
with given as (select * ${given}),
frames as (select ${named(frame)}, ${unsaid} from given group by ${named(frame)}),
combinations as (select ${named(inAll)}, ${unsaid} from given group by ${named(inAll)}),
possible as (
  select ${named(keys)}
  from (select ${named(frame)} from frames) cross join (select distinct ${named(codes)} from given)
),
absent as (
  select ${named(keys)}, ${values.join(", ")}
  from possible
  join frames f using (${named(frame)})
  left join combinations c using (${named(inAll)})
  anti join given using (${named(keys)})
)
select * from given union all by name select * from absent`;
}
