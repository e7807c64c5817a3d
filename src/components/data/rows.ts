import type { ColumnTable } from "arquero";

export type Value = string | number | null;
export type Row = Record<string, Value>;
export type Where = Record<string, string | readonly string[]>;

/**
 * The rows of a table in which each named column holds the given value, or one of the given values, in the
 * table's order. Tests column by column rather than with a compiled Arquero expression: reading a page must
 * not need the right to compile text.
 */
export function rows(table: ColumnTable, where: Where = {}): Row[] {
  const tests = Object.entries(where).map(([name, wanted]) => {
    const column = table.column(name);
    if (!column) throw new Error(`The table has no column ${name}`);
    return { column, allowed: new Set<unknown>(typeof wanted === "string" ? [wanted] : wanted) };
  });
  const columns = table.columnNames().map((name) => ({ name, column: table.column(name)! }));
  const found: Row[] = [];
  table.scan((index) => {
    if (!tests.every(({ column, allowed }) => allowed.has(column.at(index!)))) return;
    found.push(Object.fromEntries(columns.map(({ name, column }) => [name, plain(column.at(index!))])));
  }, true);
  return found;
}

function plain(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value as Value;
}
