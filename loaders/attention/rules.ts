import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { problems } from "../config.ts";
import { UserError } from "../errors.ts";

/**
 * The rules of `attention.yml`: what in the published tables a person should look at. Rules judge areas and
 * feeds, never households, and none of them ranks places by the work that people go away for.
 */

const text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "a name in lower case, digits and underscores");
const part = z.number().positive();

const common = {
  title: text,
  table: name.refine((table) => table !== "employment_place", "no rule may judge where people work"),
  /** Values of the dimensions beside area and period, such as `category: all`. */
  where: z.record(name, z.string()).default({}),
  /** A further dimension whose every value is judged by itself. */
  by: name.optional(),
  /** Levels of area that are judged; all of them unless given. */
  levels: z.array(name).optional(),
  /** Page and figure that show it: `income#income-trend`. */
  figure: z.string().regex(/^[a-z]+#[a-z][a-z0-9-]*$/, "a page and a figure, such as income#income-trend"),
};
/** Two measures of one row, or one measure of two rows that differ in the named dimensions. */
const row = z.record(name, z.string());
const share = z.union([
  z.strictObject({ part: name, whole: name }),
  z.strictObject({ measure: name, part: row, whole: row }),
]);
/** What moves: a measure, or a share. */
const moved = {
  measure: name.optional(),
  share: share.optional(),
  /** How much more or less: a part of the earlier value, or with `points` in the measure's own unit. */
  rise: part.optional(),
  fall: part.optional(),
  points: z.boolean().default(false),
  /** The least absolute change that counts, so that small numbers do not jump. */
  smallest: part.optional(),
  /** A measure that must not have changed either, such as the income line. */
  steady: name.optional(),
};
const weights = z.record(name, z.number());

const rule = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("threshold"),
      ...common,
      measure: name,
      above: z.number().optional(),
      below: z.number().optional(),
    }),
    z.strictObject({ kind: z.literal("coverage"), ...common, share, below: part.max(1) }),
    z.strictObject({ kind: z.literal("change"), ...common, ...moved }),
    z.strictObject({ kind: z.literal("change_year"), ...common, ...moved }),
    z.strictObject({
      kind: z.literal("outlier"),
      ...common,
      measure: name,
      /** Judge the change on a year earlier, as a part of it, rather than the value. */
      growth: z.boolean().default(false),
      /** Distance from the median of the peers, in robust standard deviations (1.4826 × MAD). */
      deviations: part,
      /** Fewest areas of one level that can be peers. */
      peers: z.number().int().min(5).default(8),
    }),
    z.strictObject({
      kind: z.literal("overdue"),
      ...common,
      /** The measure that is missing where nothing came. */
      measure: name,
      /** The measure that counts days late, and how many are borne. */
      late: name.optional(),
      days: z.number().int().min(0).default(0),
    }),
    z.strictObject({
      kind: z.literal("identity"),
      ...common,
      /** Measures whose weighted sum must be nothing. */
      sum: weights,
      tolerance: z.number().min(0).default(0),
    }),
    z.strictObject({
      kind: z.literal("running"),
      ...common,
      measure: name,
      /** So many periods in a row in which it went up. */
      rising: z.number().int().min(2),
      steady: name.optional(),
    }),
  ])
  .superRefine((r, ctx) => {
    if (r.kind === "threshold" && (r.above === undefined) === (r.below === undefined))
      ctx.addIssue({ code: "custom", message: "give either above or below" });
    if (r.kind !== "change" && r.kind !== "change_year") return;
    if (r.rise === undefined && r.fall === undefined)
      ctx.addIssue({ code: "custom", message: "give rise, fall or both" });
    if ((r.measure === undefined) === (r.share === undefined))
      ctx.addIssue({ code: "custom", message: "give either a measure or a share" });
  });

const schema = z.strictObject({ rules: z.record(name, rule) });

export type Rule = z.infer<typeof rule> & { id: string };
export type Share = z.infer<typeof share>;

/**
 * Reads the rules of a project in their order, the most important first; none where there is no file.
 * @throws UserError that names the rule and what is wrong with it
 */
export async function readRules(root: string): Promise<Rule[]> {
  const source = await readFile(join(root, "attention.yml"), "utf8").catch(() => undefined);
  return source === undefined ? [] : parseRules(source);
}

/** Checks the text of `attention.yml`. @throws UserError that names the rule and what is wrong with it */
export function parseRules(source: string): Rule[] {
  let parsed: unknown;
  try {
    parsed = parse(source);
  } catch (error) {
    throw new UserError(`attention.yml is not valid YAML: ${(error as Error).message}`);
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw new UserError(`attention.yml does not fit:\n${problems(result.error)}`);
  return Object.entries(result.data.rules).map(([id, one]) => ({ ...one, id }));
}
