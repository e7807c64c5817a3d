import { open } from "node:fs/promises";
import { identifier, pathLiteral, rows } from "../../db.ts";
import { UserError } from "../../errors.ts";
import { store, type Target } from "./table.ts";
import { trimAll } from "./text.ts";

/**
 * Reads a Parquet file as texts, dates as ISO 8601.
 * @throws UserError where the file is damaged, cut short, or has nested columns
 */
export async function readParquet(
  path: string,
  source: string,
  target: Target,
): Promise<{ headers: string[]; rows: number }> {
  if (!(await endsLikeParquet(path))) {
    throw new UserError(
      `${source}: a Parquet file without its closing mark. It was cut short; send it again.`,
    );
  }
  const from = `read_parquet(${pathLiteral(path)}, binary_as_string = true)`;
  try {
    const columns = await rows<{ column_name: string; column_type: string }>(
      target.db,
      `describe select * from ${from}`,
    );
    const nested = columns.find((c) => /[[(]/.test(c.column_type) && !c.column_type.startsWith("DECIMAL"));
    if (nested) {
      throw new UserError(
        `${source}: column \`${nested.column_name}\` is nested (${nested.column_type.slice(0, 60)}). Flatten it into plain columns and send it again.`,
      );
    }
    const texts = columns.map((c, i) => `${trimAll(`${identifier(c.column_name)}::varchar`)} as c${i}`);
    const { filled } = await store(
      target,
      `select ${texts.join(", ")} from ${from}`,
      "rowid + 1",
      columns.length,
    );
    return { headers: columns.map((c) => c.column_name), rows: filled };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${source}: a damaged Parquet file, which cannot be read. Send it again.`, {
      cause: error,
    });
  }
}

async function endsLikeParquet(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(4);
    if (size < 12) return false;
    await file.read(end, 0, 4, size - 4);
    return end.toString("latin1") === "PAR1";
  } finally {
    await file.close();
  }
}
