import { describe, expect, test } from "vitest";
import { identifier, literal, rows } from "../../../loaders/db.ts";
import { identitiesOf } from "../../../loaders/marts/run.ts";
import { connect, martNamed, martNames, rowsOf } from "./example.ts";

const connection = await connect();

interface Column {
  column_name: string;
  column_type: string;
}

const isNumber = ({ column_type }: Column) => /INT|DOUBLE|DECIMAL/.test(column_type);

/**
 * Ways in which a mart can be wrong at one row, each as a query over `whole`: other numbers, no two moved alike, or
 * none; the row twice or not at all; a name of its neighbour, or one that nobody knows; nothing left of its kind.
 */
function mistakes(columns: Column[], kind: string, row: number): string[] {
  const others = `select * from whole where n <> ${row}`;
  const replaced = (by: string) => `${others} union all select * replace (${by}) from whole where n = ${row}`;
  const moved = (by: number) =>
    columns
      .filter(isNumber)
      .map(({ column_name: c }, at) => `coalesce(${identifier(c)}, 0) + ${by * (at + 1)} as ${identifier(c)}`)
      .join(", ");
  const emptied = columns.filter(isNumber).map(({ column_name: c }) => `null as ${identifier(c)}`);
  const names = columns.filter((column) => !isNumber(column));
  const numbers = columns.some(isNumber);
  return [
    ...(numbers ? [replaced(moved(1000)), replaced(moved(-1000))] : []),
    ...(numbers ? [`${replaced(moved(1000))} union all select * from whole where n = ${row}`] : []),
    others,
    ...emptied.map(replaced),
    ...names.flatMap(({ column_name, column_type }) => {
      const c = identifier(column_name);
      return [
        replaced(`(select min(${c}) from whole where n = ${row + 1}) as ${c}`),
        ...(column_type === "VARCHAR" ? [replaced(`'none' as ${c}`)] : []),
      ];
    }),
    `select * from whole where ${kind} <> (select ${kind} from whole where n = ${row})`,
  ];
}

describe("every identity of a mart fails where its worked example is wrong at one row", () => {
  test.each(martNames)("%s", async (name) => {
    const mart = martNamed(name);
    const { keys, example } = mart.declaration;
    const found = await rowsOf(connection, mart, example.given);
    const columns = await rows<Column>(connection, "describe mart");
    await connection.run(
      "create or replace temp table whole as select cast(row_number() over () as integer) as n, * from mart",
    );
    const unseen = new Map(identitiesOf(mart.declaration).map(({ id, sql }) => [id, sql]));
    for (let row = 1; row <= found.length; row++)
      for (const mistake of mistakes(columns, identifier(keys[0]!), row)) {
        if (unseen.size === 0) return;
        await connection.run(`create or replace temp table mart as select * exclude (n) from (${mistake})`);
        const checks = [...unseen].map(([id, sql]) => `select ${literal(id)} as id where exists (${sql})`);
        for (const { id } of await rows<{ id: string }>(connection, checks.join(" union all ")))
          unseen.delete(id);
      }
    expect([...unseen.keys()]).toEqual([]);
  });
});
