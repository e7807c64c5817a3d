import type { ColumnTable } from "arquero";
import { type Index, indexOf } from "./index-of.js";

export type Value = string | number | null;
export type Row = Record<string, Value>;
export type Where = Record<string, string | readonly string[]>;

/**
 * The rows of a table in which each named column holds the given value, or one of the given values, in the
 * table's order. Follows the index of the column that leaves the fewest rows and tests the others on those,
 * so that what a large cube costs is what is asked of it. Compiles no Arquero expression: reading a page must
 * not need the right to compile text.
 */
export function rows(table: ColumnTable, where: Where = {}): Row[] {
  const [first, ...others] = Object.entries(where)
    .map(([name, wanted]) => askFor(indexOf(table, name), typeof wanted === "string" ? [wanted] : wanted))
    .sort((a, b) => a.count - b.count);
  const columns = table.columnNames().map((name) => ({ name, column: table.column(name)! }));
  const found: Row[] = [];
  const take = (at: number) => {
    for (const { codes, wanted } of others) if (wanted[codes[at]!] === 0) return;
    const row: Row = {};
    for (const { name, column } of columns) row[name] = plain(column.at(at));
    found.push(row);
  };
  if (first) for (const at of first.list()) take(at);
  else for (let at = 0; at < table.totalRows(); at++) take(at);
  return found;
}

/** What an index answers to a list of values: how many rows, which codes, and the rows in the table's order. */
function askFor({ codes, codeOf, starts, order }: Index, values: readonly string[]) {
  const asked = [...new Set(values)].flatMap((value) => codeOf.get(value) ?? []);
  const wanted = new Uint8Array(codeOf.size);
  let count = 0;
  for (const code of asked) {
    wanted[code] = 1;
    count += starts[code + 1]! - starts[code]!;
  }
  const list = (): Uint32Array => {
    const lists = asked.map((code) => order.subarray(starts[code]!, starts[code + 1]!));
    if (lists.length === 1) return lists[0]!;
    const all = new Uint32Array(count);
    let end = 0;
    for (const one of lists) {
      all.set(one, end);
      end += one.length;
    }
    return all.sort();
  };
  return { codes, wanted, count, list };
}

function plain(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value as Value;
}
