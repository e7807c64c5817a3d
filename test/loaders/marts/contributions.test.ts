import { describe, expect, test } from "vitest";
import { identifier, literal, rows } from "../../../loaders/db.ts";
import type { Declaration } from "../../../loaders/marts/declaration.ts";
import { connect, martNamed, martNames, rowsOf } from "./example.ts";

const connection = await connect();
const declarations = martNames.map((name) => martNamed(name).declaration);

/** Codes of a dimension that no other code contains. */
const isFinest = ({ dimensions }: Declaration) =>
  dimensions.flatMap(({ name, total, subtotals }) => {
    const whole = [...(total ? [total] : []), ...Object.keys(subtotals ?? {})];
    return whole.length > 0 ? [`w.${identifier(name)} not in (${whole.map(literal).join(", ")})`] : [];
  });

describe("what each contributor adds", () => {
  test.each(declarations.filter((d) => d.measures.some((m) => m.kind === "sum" || m.kind === "mean")))(
    "is declared of every sum and mean of $mart, so that the largest and those who change can be told",
    async ({ mart, contributions, measures, example }) => {
      await rowsOf(connection, martNamed(mart), example.given);
      const named = (await connection.runAndReadAll(`${contributions}`)).columnNames();
      const wanted = measures.filter((m) => m.kind === "sum" || m.kind === "mean").map((m) => m.name);
      expect(named).toEqual(expect.arrayContaining(["unit", ...wanted]));
    },
  );

  test.each(declarations.filter((d) => d.contributions))(
    "is, added up, the value of $mart",
    async (declaration) => {
      const { mart, contributions, keys, measures, example } = declaration;
      await rowsOf(connection, martNamed(mart), example.given);
      await connection.run(`create or replace temp table given as ${contributions}`);
      const named = (await connection.runAndReadAll("select * from given limit 0")).columnNames();
      const added = measures.filter((m) => named.includes(m.name) && m.adds_over.includes("area"));
      const same = keys.filter((k) => k !== "area").map((k) => `g.${identifier(k)} = w.${identifier(k)}`);
      for (const { name, per, contributors } of added) {
        // A count of the contributors themselves counts one once, however many records it has.
        const sum =
          contributors === name
            ? `count(distinct case when g.${identifier(name)} <> 0 then g.unit end)`
            : `coalesce(sum(g.${identifier(name)}), 0)`;
        const value = per ? `w.${identifier(name)} * w.${identifier(per)}` : `w.${identifier(name)}`;
        const wrong = await rows(
          connection,
          `with compared as (
             select ${keys.map((k) => `w.${identifier(k)}`).join(", ")}, coalesce(${value}, 0) as found, (
               select ${sum} from given g
               join lake.area_members m on m.member = g.area and m.area = w.area
               where ${same.join(" and ") || "true"}
             ) as added
             from mart w where ${isFinest(declaration).join(" and ") || "true"}
           )
           select * from compared where abs(found - added) > 1e-6 * greatest(1, abs(found))`,
        );
        expect(wrong, name).toEqual([]);
      }
      expect(await rows(connection, "select unit from given where unit is null")).toEqual([]);
    },
  );

  test.each(
    declarations.filter((d) =>
      d.measures.some((m) => m.kind === "count" && ["households", "persons"].includes(m.unit)),
    ),
  )("is declared of $mart, which counts households or persons by period", ({ mart, contributions }) => {
    // What departments state of their own counts comes without records.
    const stated = ["exchange", "exchange_totals"];
    expect(contributions === undefined).toBe(stated.includes(mart));
  });
});
