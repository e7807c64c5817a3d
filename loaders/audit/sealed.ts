import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, literal, pathLiteral, rows } from "../db.ts";
import { UserError } from "../errors.ts";
import type { Loaded } from "./release.ts";
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
  const named = await rows<{ collection: string; table: string }>(
    db,
    `select distinct collection, "table" from sealed order by all`,
  );
  const found: Requirement[] = [];
  for (const { collection, table } of named) {
    const blocks = system.blocks.filter((b) => b.table.collection === collection && b.table.table === table);
    const asked = await keysAsked(db, { collection, table }, blocks[0]?.table);
    for (const { measure, key, width, change, later, before } of asked) {
      const block = blocks.find((b) => b.measure.name === measure);
      if (!block) {
        throw new UserError(
          `${file} asks for a width of ${collection}/${table}.${measure}, which the release does not have. Use the list that was sealed with this release.`,
        );
      }
      if (!(width > 0)) {
        throw new UserError(
          `${file} asks for a width of ${width} at ${collection}/${table}.${measure} ${key}. A width is above 0.`,
        );
      }
      const at = (rn: number | null) => (rn === null ? -1 : block.offset + rn);
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

interface Asked {
  measure: string;
  key: string;
  width: number;
  /** Whether the key holds `earlier>later` in place of the period. */
  change: boolean;
  /** Rows of the table that the key names; null where it has no such row. */
  later: number | null;
  before: number | null;
}

/** What the sealed list asks of one table, whose rows it finds by key. */
function keysAsked(
  db: DuckDBConnection,
  { collection, table }: { collection: string; table: string },
  loaded: Loaded | undefined,
): Promise<Asked[]> {
  const place = loaded
    ? `select concat_ws('|', ${loaded.dimensions.map(identifier).join(", ")}) as key, cast(rn as integer) as rn from ${loaded.name}`
    : "select '' as key, 0 as rn where false";
  return rows<Asked>(
    db,
    `with place as (${place}),
     asked as (
       select measure, key, width, contains(key, '>') as change,
         regexp_replace(key, '([^|>]*)>([^|>]*)', '\\2') as later, regexp_replace(key, '([^|>]*)>([^|>]*)', '\\1') as before
       from sealed where collection = ${literal(collection)} and "table" = ${literal(table)}
     )
     select asked.measure, asked.key, asked.width, asked.change, l.rn as later, b.rn as before
     from asked left join place l on l.key = asked.later left join place b on b.key = asked.before
     order by asked.measure, asked.key`,
  );
}
