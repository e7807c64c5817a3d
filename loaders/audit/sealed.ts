import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import type { System } from "./system.ts";

/**
 * One width that the interval of a cell, or of the change between two, must have. A cell is -1 where the
 * release has no such row: it is a known zero.
 */
export interface Requirement {
  collection: string;
  table: string;
  measure: string;
  key: string;
  cell: number;
  /** The earlier cell of a change, whose key holds `earlier>later` in place of the period. */
  before?: number;
  width: number;
}

/**
 * Reads a sealed list: Parquet with `collection`, `table`, `measure`, `key` (values of the dimensions in
 * their declared order, joined by `|`) and `width`, in units of the measure; for one with `per`, of the product.
 * @throws UserError if it cannot be read or names what the release does not have
 */
export async function readSealed(db: DuckDBConnection, file: string, system: System): Promise<Requirement[]> {
  const columns = 'collection, "table", measure, key, cast(width as double) as width';
  try {
    await db.run(
      `create or replace temp table sealed as select ${columns} from read_parquet(${pathLiteral(file)}) order by all`,
    );
  } catch (error) {
    throw new UserError(
      `${file} is no sealed list of required widths: ${(error as Error).message.split("\n")[0]}. It needs the columns collection, table, measure, key and width.`,
    );
  }
  const named = await rows<{ collection: string; table: string; measure: string; n: string }>(
    db,
    `select collection, "table", measure, count(*) as n from sealed group by all order by all`,
  );
  const found: Requirement[] = [];
  for (const { collection, table, measure } of named) {
    const block = system.blocks.find(
      (b) => b.table.collection === collection && b.table.table === table && b.measure.name === measure,
    );
    if (!block) {
      throw new UserError(
        `${file} asks for a width of ${collection}/${table}.${measure}, which the release does not have. Use the list that was sealed with this release.`,
      );
    }
    const key = `concat_ws('|', ${block.table.dimensions.map(identifier).join(", ")})`;
    const asked = await rows<{
      key: string;
      width: number;
      change: boolean;
      later: number | null;
      before: number | null;
    }>(
      db,
      `with place as (select ${key} as key, cast(rn as integer) as rn from ${block.table.name}),
       asked as (
         select key, width, contains(key, '>') as change,
           regexp_replace(key, '([^|>]*)>([^|>]*)', '\\2') as later, regexp_replace(key, '([^|>]*)>([^|>]*)', '\\1') as before
         from sealed where collection = ${literal(collection)} and "table" = ${literal(table)} and measure = ${literal(measure)}
       )
       select asked.key, asked.width, asked.change, l.rn as later, b.rn as before
       from asked left join place l on l.key = asked.later left join place b on b.key = asked.before
       order by asked.key`,
    );
    const at = (rn: number | null) => (rn === null ? -1 : block.offset + rn);
    for (const { key, width, change, later, before } of asked) {
      if (!(width > 0)) {
        throw new UserError(
          `${file} asks for a width of ${width} at ${collection}/${table}.${measure} ${key}. A width is above 0.`,
        );
      }
      found.push({
        collection,
        table,
        measure,
        key,
        width,
        cell: at(later),
        ...(change && { before: at(before) }),
      });
    }
  }
  return found;
}
