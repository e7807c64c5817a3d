import type { ColumnTable } from "arquero";

/** The rows of one column by value: of the value with code `c`, `order[starts[c]]` to `order[starts[c + 1] - 1]`. */
export interface Index {
  /** Code of each row's value. */
  codes: Uint32Array;
  codeOf: Map<unknown, number>;
  starts: Uint32Array;
  order: Uint32Array;
}

const kept = new WeakMap<ColumnTable, Map<string, Index>>();

/**
 * The index of a column of a whole table, made when first asked for and kept as long as the table: 8 bytes a
 * row. Throws where the table has no such column.
 */
export function indexOf(table: ColumnTable, name: string): Index {
  const own = kept.get(table) ?? new Map<string, Index>();
  kept.set(table, own);
  const index = own.get(name) ?? build(table, name);
  own.set(name, index);
  return index;
}

function build(table: ColumnTable, name: string): Index {
  const column = table.column(name);
  if (!column) throw new Error(`The table has no column ${name}`);
  const size = table.totalRows();
  const codes = new Uint32Array(size);
  const codeOf = new Map<unknown, number>();
  for (let at = 0; at < size; at++) {
    const value = column.at(at);
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(value, code);
    }
    codes[at] = code;
  }
  const starts = new Uint32Array(codeOf.size + 1);
  for (const code of codes) starts[code + 1]! += 1;
  for (let code = 0; code < codeOf.size; code++) starts[code + 1]! += starts[code]!;
  const next = starts.slice();
  const order = new Uint32Array(size);
  for (let at = 0; at < size; at++) order[next[codes[at]!]!++] = at;
  return { codes, codeOf, starts, order };
}
