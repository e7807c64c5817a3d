import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal } from "../db.ts";
import type { Dimension, Measure } from "../marts/declaration.ts";
import { columns, type Exact } from "./cells.ts";

/**
 * The sums that a declaration implies, as SQL over the numbered rows: each row of a result names a whole, one
 * of its parts, and the coefficient of that part.
 */

export interface Sums {
  whole: Float64Array;
  part: Float64Array;
  coefficient: Float64Array;
}

const list = (values: string[]) => values.map(literal).join(", ");
const same = (keys: string[]) =>
  keys.map((k) => `p.${identifier(k)} is not distinct from w.${identifier(k)}`);

/** Codes of a dimension that stand for others: a total, and what its subtotals cover. */
export const aggregates = ({ total, subtotals }: Dimension): string[] => [
  ...(total ? [total] : []),
  ...Object.values(subtotals ?? {}).flat(),
];

/** Sums within one mart over one dimension. For areas it needs table `area_levels` (code, parent, level). */
export async function sumsOver(db: DuckDBConnection, exact: Exact, over: string): Promise<Sums[]> {
  const { declaration, name } = exact;
  const others = declaration.keys.filter((k) => k !== over);
  if (over === "area") {
    return [
      await read(
        db,
        `select w."row", p."row", 1.0
         from ${name} w join area_levels a on a.parent = w.area
         join ${name} p on p.area = a.code and ${same(others).join(" and ") || "true"}`,
      ),
    ];
  }
  const dimension = declaration.dimensions.find((d) => d.name === over)!;
  const wholes: [string, string][] = Object.entries(dimension.subtotals ?? {}).map(([whole, parts]) => [
    whole,
    `in (${list(parts)})`,
  ]);
  if (dimension.total) wholes.push([dimension.total, `not in (${list(aggregates(dimension))})`]);
  const found: Sums[] = [];
  for (const [whole, parts] of wholes) {
    found.push(
      await read(
        db,
        `select w."row", p."row", 1.0
         from ${name} w join ${name} p on ${same(others).join(" and ") || "true"}
         where w.${identifier(over)} = ${literal(whole)} and p.${identifier(over)} ${parts}`,
      ),
    );
  }
  return found;
}

/** Sums that a link states: the whole is a row of this mart, the parts are rows of the other. */
export async function sumsOfLink(
  db: DuckDBConnection,
  exact: Exact,
  other: Exact,
  link: Measure["links"][number],
): Promise<Sums> {
  const { where = {}, of = {}, over, weights } = link;
  const theirs = new Set(other.declaration.dimensions.map((d) => d.name));
  const shared = exact.declaration.keys.filter(
    (k) => theirs.has(k) && k !== over && !(k in where) && !(k in of),
  );
  const fixed = [
    ...Object.entries(where).map(([k, v]) => `w.${identifier(k)} = ${literal(v)}`),
    ...Object.entries(of).map(([k, v]) => `p.${identifier(k)} = ${literal(v)}`),
  ];
  let coefficient = "1.0";
  if (over && weights) {
    const cases = Object.entries(weights).map(
      ([code, weight]) => `when ${literal(code)} then cast(${weight} as double)`,
    );
    coefficient = `case p.${identifier(over)} ${cases.join(" ")} end`;
    fixed.push(`p.${identifier(over)} in (${list(Object.keys(weights))})`);
  } else if (over) {
    const dimension = other.declaration.dimensions.find((d) => d.name === over)!;
    const left = aggregates(dimension);
    if (left.length > 0) fixed.push(`p.${identifier(over)} not in (${list(left)})`);
  }
  return read(
    db,
    `select w."row", p."row", ${coefficient}
     from ${exact.name} w join ${other.name} p on ${[...same(shared), ...fixed].join(" and ") || "true"}`,
  );
}

async function read(db: DuckDBConnection, sql: string): Promise<Sums> {
  const [whole, part, coefficient] = await columns(db, `${sql} order by 1, 2`);
  return { whole: whole!, part: part!, coefficient: coefficient! };
}

/** Dimensions over which a measure adds up, exactly or nearly. */
export const additive = (m: Measure): { over: string; nearly: boolean }[] => [
  ...m.adds_over.map((over) => ({ over, nearly: false })),
  ...m.nearly_adds_over.map((over) => ({ over, nearly: true })),
];
