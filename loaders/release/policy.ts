import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { problems } from "../config.ts";
import { UserError } from "../errors.ts";
import type { Declaration, Measure } from "../marts/declaration.ts";

/** The rules of disclosure control, as `disclosure.yml` states them. */

const whole = z.number().int().min(0);
const percent = z.number().min(0).max(100);

const schema = z.strictObject({
  /** Fewest contributors of a count, sum, mean or ratio. */
  contributors: whole.min(2).default(10),
  dominance_percent: percent.default(10),
  /** Fewest contributors whose part changed between two published values of a cell; 0 turns the rule off. */
  changes: whole.default(3),
  /** Least distance between the bounds of a withheld value: in the unit of a count, in percent of a sum. */
  width: z
    .strictObject({ count: z.number().min(0).default(5), sum_percent: percent.default(20) })
    .prefault({}),
  quantiles: z
    .strictObject({
      contributors: whole.default(30),
      /** Fewest contributors on the thinner side of the quantile. */
      tail: whole.default(5),
      /** By unit: quantiles are rounded to a multiple of it. */
      round_to: z.record(z.string(), z.number().positive()).default({}),
    })
    .prefault({}),
  zeros: z.enum(["publish", "withhold"]).default("publish"),
  protected: z.array(z.string()).default([]),
  keep: z
    .strictObject({ levels: z.array(z.string()).default(["county"]), totals: z.boolean().default(true) })
    .prefault({}),
  /** Collections whose earlier releases need not be protected, since nobody lives in them. */
  without_history: z.array(z.string()).default([]),
  tables: z
    .record(
      z.string(),
      z.strictObject({
        contributors: whole.min(2).optional(),
        changes: whole.optional(),
        measures: z
          .record(
            z.string(),
            z.strictObject({
              contributors: whole.min(2).optional(),
              changes: whole.optional(),
              open: z.boolean().default(false),
            }),
          )
          .default({}),
      }),
    )
    .default({}),
});

export type Policy = z.infer<typeof schema>;

/**
 * Checks the text of a policy.
 * @param marts the tables and measures that it may name
 * @throws UserError that names every wrong entry
 */
export function parsePolicy(text: string, marts: Declaration[]): Policy {
  let value: unknown;
  try {
    value = parse(text) ?? {};
  } catch (error) {
    throw new UserError(`disclosure.yml is not valid YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new UserError(`disclosure.yml does not fit:\n${problems(result.error)}`);
  const policy = result.data;
  const known = new Map(marts.map((m) => [m.mart, m.measures.map((x) => x.name)]));
  const attributes = new Set(
    marts.flatMap((m) => [...m.dimensions, ...m.measures.filter((x) => x.part_of)].map((x) => x.name)),
  );
  const wrong = [
    ...Object.entries(policy.tables).flatMap(([table, { measures }]) => {
      const has = known.get(table);
      if (!has) return [`tables.${table}: no such table; there are ${[...known.keys()].join(", ")}`];
      return Object.keys(measures)
        .filter((m) => !has.includes(m))
        .map((m) => `tables.${table}.measures.${m}: no such measure; there are ${has.join(", ")}`);
    }),
    ...policy.protected
      .filter((p) => !attributes.has(p))
      .map((p) => `protected: ${p} is neither a dimension nor a measure that is part of another`),
  ];
  if (wrong.length > 0)
    throw new UserError(`disclosure.yml does not fit:\n${wrong.map((w) => `  ${w}`).join("\n")}`);
  return policy;
}

/** Reads the policy of a project; without a file the defaults hold. */
export async function readPolicy(
  root: string,
  marts: Declaration[],
): Promise<{ policy: Policy; text: string }> {
  const text = await readFile(join(root, "disclosure.yml"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return { policy: parsePolicy(text, marts), text };
}

/** The rules for one measure of one table. */
export function rulesFor(policy: Policy, table: string, measure: Measure) {
  const own = policy.tables[table];
  const narrow = own?.measures[measure.name];
  return {
    contributors: narrow?.contributors ?? own?.contributors ?? policy.contributors,
    changes: narrow?.changes ?? own?.changes ?? policy.changes,
    open: narrow?.open ?? false,
  };
}
