import { identifier, literal } from "../db.ts";
import type { Measure } from "../marts/declaration.ts";
import type { Exact } from "./cells.ts";

/** What is decided of a cell. */
export const fate = { none: 0, published: 1, withheld_size: 2, withheld_others: 3 } as const;

/** Column that says why a measure's cell is withheld, as a fate; null where it is not. */
export const whyColumn = ({ name }: Pick<Measure, "name">) => identifier(`why_${name}`);

/**
 * SQL of a mart's exact rows with why each of their cells is withheld. Needs table `withheld` (mart, measure, row, why).
 * One join for all measures: each join of its own costs more than all of a small table.
 */
export function withWhy({ declaration, name }: Pick<Exact, "declaration" | "name">): string {
  const whys = declaration.measures.map(
    (m) => `max(why) filter (where measure = ${literal(m.name)}) as ${whyColumn(m)}`,
  );
  return `(
  select e.*, w.* exclude ("row")
  from ${name} e left join (
    select "row", ${whys.join(", ")} from withheld where mart = ${literal(declaration.mart)} group by "row"
  ) w on w."row" = e."row"
)`;
}
