import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../db.ts";
import { type Solution, state } from "../disclosure/problem.ts";
import { UserError } from "../errors.ts";
import { asking, type MeasureCells } from "./cells.ts";
import { measureAt } from "./earlier.ts";
import type { Linked } from "./linked.ts";

/** What a mean, ratio or quantile could be undone into: it is published only where that is. */
export interface Rest {
  /** Places among the measures of the release. */
  measure: number;
  on: number;
  /** By row of the measure: the row of the other that goes with it, or -1 where there is none, which is a zero. */
  row: Int32Array;
}

/**
 * Finds for each measure what it is divided by and what else its declaration says that it rests on.
 * @throws UserError if a declaration does not say of which row
 */
export async function restsOf(db: DuckDBConnection, measures: MeasureCells[]): Promise<Rest[]> {
  const ask = asking(db);
  const found: Rest[] = [];
  for (const [m, { exact, measure }] of measures.entries()) {
    const { mart, keys } = exact.declaration;
    const on = [...(measure.per ? [{ measure: measure.per }] : []), ...(measure.rests_on ?? [])];
    for (const { table = mart, measure: name, of = {} } of on as NonNullable<typeof measure.rests_on>) {
      const other = measures.findIndex((o) => o.exact.declaration.mart === table && o.measure.name === name);
      // What is about nobody is always published, and so is what a collection does not have.
      if (other < 0) continue;
      const theirs = measures[other]!.exact;
      const loose = theirs.declaration.keys.filter((k) => !keys.includes(k) && !(k in of));
      if (loose.length > 0)
        throw new UserError(
          `Table ${mart}: ${measure.name} rests on ${table}.${name}, but not on which ${loose.join(", ")}. Say so with \`of\` in ${mart}.yml.`,
        );
      const same = theirs.declaration.keys.map((k) =>
        k in of
          ? `p.${identifier(k)} = ${literal(of[k]!)}`
          : `p.${identifier(k)} is not distinct from e.${identifier(k)}`,
      );
      const [row] = await ask(
        `select coalesce(p."row", -1) from ${exact.name} e left join ${theirs.name} p on ${same.join(" and ")} order by e."row"`,
      );
      found.push({ measure: m, on: other, row: Int32Array.from(row!) });
    }
  }
  return found;
}

/**
 * A solution without the values that must go because something that they rest on goes. Nothing is known by less being
 * published, so it needs not be solved again. What readers know anyway stays.
 * @param cells cells of the problem that was solved
 */
export function withoutRest(
  { measures, offset, past, rests = [] }: Linked,
  cells: number[],
  solution: Solution,
): Solution {
  const published = solution.published.slice();
  const local = new Map(cells.map((cell, i) => [cell, i]));
  const of = new Map<number, Rest[]>();
  for (const rest of rests) of.set(rest.measure, [...(of.get(rest.measure) ?? []), rest]);
  for (let before = -1, gone = 0; gone > before; ) {
    before = gone;
    cells.forEach((cell, i) => {
      if (!published[i] || cell >= offset.at(-1)! || past?.state[cell] === state.known) return;
      const m = measureAt(offset, cell);
      if (measures[m]!.open) return;
      for (const { on, row } of of.get(m) ?? []) {
        const under = row[cell - offset[m]!]!;
        const at = under < 0 ? undefined : local.get(offset[on]! + under);
        if (at === undefined || published[at]) continue;
        published[i] = 0;
        gone++;
        break;
      }
    });
  }
  return { ...solution, published };
}
