import { BitSet, type ColumnTable } from "arquero";

export type Value = string | number | null;
export type Row = Record<string, Value>;
export type Where = Record<string, string | readonly string[]>;

/**
 * The rows of a table in which each named column holds the given value, or one of the given values, in the
 * table's order. Filters by column rather than by a compiled Arquero expression, because a page's
 * content-security policy forbids compiling text.
 */
export function rows(table: ColumnTable, where: Where = {}): Row[] {
  const names = table.columnNames();
  const columns = table.data();
  const found: Row[] = [];
  matching(table, where).scan((index) => {
    const row: Row = {};
    for (const name of names) row[name] = plain(columns[name]!.at(index!));
    found.push(row);
  }, true);
  return found;
}

/** As `rows`, as a filtered view of the table. */
export function matching(table: ColumnTable, where: Where): ColumnTable {
  const tests = Object.entries(where).map(([name, wanted]) => {
    const column = table.column(name);
    if (!column) throw new Error(`The table has no column ${name}`);
    return { column, allowed: new Set<unknown>(typeof wanted === "string" ? [wanted] : wanted) };
  });
  if (tests.length === 0) return table;
  const filter = new BitSet(table.totalRows());
  table.scan((index) => {
    if (index !== undefined && tests.every(({ column, allowed }) => allowed.has(column.at(index))))
      filter.set(index);
  });
  return table.create({ filter });
}

function plain(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value as Value;
}
