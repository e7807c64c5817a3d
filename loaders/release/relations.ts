import { identifier, literal } from "../db.ts";
import type { Dimension, Measure } from "../marts/declaration.ts";
import { isWithin, shift } from "../periods.ts";
import type { Ask, Exact } from "./cells.ts";

/**
 * The sums that a declaration implies, as SQL over the numbered rows: each row of a result names a whole, one
 * of its parts, and the coefficient of that part.
 */

type Link = Measure["links"][number];
type Term = NonNullable<Link["and"]>[number];

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
export async function sumsOver(ask: Ask, exact: Exact, over: string): Promise<Sums[]> {
  const { declaration, name } = exact;
  const others = declaration.keys.filter((k) => k !== over);
  if (over === "area") {
    return [
      await read(
        ask,
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
        ask,
        `select w."row", p."row", 1.0
         from ${name} w join ${name} p on ${same(others).join(" and ") || "true"}
         where w.${identifier(over)} = ${literal(whole)} and p.${identifier(over)} ${parts}`,
      ),
    );
  }
  return found;
}

/** The terms of a link; a single one where it ties one table. */
export const termsOf = ({ where, nearly, and = [], ...first }: Link): Term[] => [first, ...and];

/** Which period of the other mart goes with which of this one; undefined where both are the same. */
function pairsOf({ periods }: Exact, other: Exact, how: Term["periods"]): [string, string][] | undefined {
  if (!how) return undefined;
  return periods.flatMap((whole): [string, string][] =>
    other.periods
      .filter((part) => (how === "within" ? isWithin(part, whole) : part === shift(whole, -1)))
      .map((part) => [whole, part]),
  );
}

const fixed = (values: Record<string, string> = {}, row: string) =>
  Object.entries(values).map(([k, v]) => `${row}.${identifier(k)} = ${literal(v)}`);

/** SQL of a table (w, p) of periods that go together. */
const pairsSql = (pairs: [string, string][]) =>
  `(values ${pairs.map(([w, p]) => `(${literal(w)}, ${literal(p)})`).join(", ") || "('-', '-')"}) k(w, p)`;

/** Sums that one term of a link states: the whole is a row of this mart, the parts are rows of the other. */
export async function sumsOfTerm(
  ask: Ask,
  exact: Exact,
  other: Exact,
  where: Link["where"] = {},
  { of = {}, over, weights, weight = 1, periods }: Term,
): Promise<Sums> {
  const theirs = new Set(other.declaration.dimensions.map((d) => d.name));
  const pairs = pairsOf(exact, other, periods);
  const shared = exact.declaration.keys.filter(
    (k) => theirs.has(k) && k !== over && !(k in where) && !(k in of) && !(pairs && k === "period"),
  );
  const conditions = [...same(shared), ...fixed(where, "w"), ...fixed(of, "p")];
  let coefficient = "1.0";
  if (over && weights) {
    const cases = Object.entries(weights).map(
      ([code, w]) => `when ${literal(code)} then cast(${w} as double)`,
    );
    coefficient = `case p.${identifier(over)} ${cases.join(" ")} end`;
    conditions.push(`p.${identifier(over)} in (${list(Object.keys(weights))})`);
  } else if (over) {
    const dimension = other.declaration.dimensions.find((d) => d.name === over)!;
    const left = aggregates(dimension);
    if (left.length > 0) conditions.push(`p.${identifier(over)} not in (${list(left)})`);
  }
  if (pairs) conditions.push("k.w = w.period and k.p = p.period");
  return read(
    ask,
    `select w."row", p."row", ${weight} * ${coefficient}
     from ${exact.name} w join ${other.name} p on true ${pairs ? `join ${pairsSql(pairs)} on true` : ""}
     where ${conditions.join(" and ") || "true"}`,
  );
}

/** Rows of a mart for which all terms of a link speak: each table has the area, and the period that goes with it. */
export async function wholesOf(
  ask: Ask,
  exact: Exact,
  where: Link["where"],
  terms: { term: Term; other: Exact }[],
): Promise<Float64Array> {
  const conditions = fixed(where, "w");
  const keys = exact.declaration.keys;
  for (const { term, other } of terms) {
    const has = (key: string) => keys.includes(key) && other.declaration.keys.includes(key);
    if (has("area")) conditions.push(`w.area in (select area from ${other.name})`);
    const pairs = pairsOf(exact, other, term.periods);
    if (pairs) conditions.push(`w.period in (select w from ${pairsSql(pairs)})`);
    else if (has("period")) conditions.push(`w.period in (select period from ${other.name})`);
  }
  const [row] = await ask(
    `select w."row" from ${exact.name} w where ${conditions.join(" and ") || "true"} order by 1`,
  );
  return row!;
}

async function read(ask: Ask, sql: string): Promise<Sums> {
  const [whole, part, coefficient] = await ask(`${sql} order by 1, 2`);
  return { whole: whole!, part: part!, coefficient: coefficient! };
}

/** Dimensions over which a measure adds up, exactly or nearly. */
export const additive = (m: Measure): { over: string; nearly: boolean }[] => [
  ...m.adds_over.map((over) => ({ over, nearly: false })),
  ...m.nearly_adds_over.map((over) => ({ over, nearly: true })),
];
