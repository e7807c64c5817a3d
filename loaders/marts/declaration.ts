import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { qualifiers } from "../contracts/contract.ts";
import { contractOf } from "../contracts/index.ts";
import { UserError } from "../errors.ts";

/**
 * A mart is one SQL file and, beside it, a YAML file that says what one row is, what its columns mean,
 * what must hold, and one small example worked by hand. This module reads and checks the YAML.
 */

const text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "a name in lower case, digits and underscores");
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(name, scalar);

const common: Record<string, z.infer<typeof text>> = {
  area: { en: "Area", zh: "地区" },
  period: { en: "Period", zh: "时期" },
};

const dimension = z
  .strictObject({
    name,
    /** Can be left out for area and period, which mean the same everywhere. */
    label: text.optional(),
    /** The code list its values come from. */
    codes: name.optional(),
    /** The value that stands for all of them together. */
    total: name.optional(),
    /** Values that stand for some of them together. */
    subtotals: z.record(name, z.array(name)).optional(),
  })
  .transform((d, ctx) => {
    const label = d.label ?? common[d.name];
    if (label) return { ...d, label };
    ctx.addIssue({ code: "custom", message: `dimension ${d.name} needs a label` });
    return z.NEVER;
  });

/** See `Term` and `Link` in the release's manifest. */
const term = z.strictObject({
  table: name,
  measure: name,
  of: z.record(name, z.string()).optional(),
  over: name.optional(),
  weights: z.record(z.string(), z.number()).optional(),
  weight: z.number().optional(),
  periods: z.enum(["within", "before"]).optional(),
});

const link = term.extend({
  where: z.record(name, z.string()).optional(),
  and: z.array(term).optional(),
  /** Holds for some rows and not for others: disclosure control respects it where it holds. */
  nearly: z.boolean().optional(),
});

const measure = z.strictObject({
  name,
  label: text,
  /** A code of data/codes/unit.csv. */
  unit: name,
  /** `other` is not about households or holders and is not protected, such as the income line. */
  kind: z.enum(["count", "sum", "mean", "ratio", "quantile", "other"]),
  /** Column with the exact number of households or holders behind the value. */
  contributors: name.optional(),
  qualifier: z.enum(qualifiers).default("exact"),
  /** Dimensions over which values add up to their total: the accounting identities follow from it. */
  adds_over: z.array(name).default([]),
  /** Dimensions over which they add up but for a few who count twice: protected as if they did. */
  nearly_adds_over: z.array(name).default([]),
  /** Measure of the same mart that this one is divided by: the two multiplied are a sum, which may add up. */
  per: name.optional(),
  /** Identities with measures of other marts. */
  links: z.array(link).default([]),
  /**
   * What a quantile, or a mean or ratio without `per`, could be undone into: it is published only where these values of
   * the same keys are. `table` is left out for a measure of the same mart.
   */
  rests_on: z
    .array(
      z.strictObject({ table: name.optional(), measure: name, of: z.record(name, z.string()).optional() }),
    )
    .optional(),
  /** Measure of the same mart of which this one counts those with some attribute. */
  part_of: name.optional(),
  /** The share at or below a quantile. */
  q: z.number().gt(0).lt(1).optional(),
  /** Dimension values for which the measure has a meaning; elsewhere it is not applicable. */
  applies_to: z.record(name, z.array(name)).optional(),
});

const schema = z
  .strictObject({
    mart: name,
    title: text,
    grain: text,
    population: text,
    /** Lake datasets without which the mart does not exist. The first gives its frequency. */
    inputs: z.array(name).min(1),
    /** Lake datasets that it reads where they exist; otherwise they are empty. */
    optional: z.array(name).default([]),
    /**
     * The rows of a period follow from the records of that period alone, so that a new period costs itself
     * alone. The lake then has to hold a file for each period.
     */
    by_period: z.boolean().default(false),
    dimensions: z.array(dimension).min(1),
    measures: z.array(measure).default([]),
    keys: z.array(name).min(1),
    /**
     * SQL over `lake` and `ref` with what each household or holder adds to a row of the finest grain: `unit`, the
     * dimensions, and a column for each measure that is a sum over units. From it come the largest contributors
     * and how many change between periods.
     */
    contributions: z.string().optional(),
    /** SQL over `mart`, `lake` and `ref` that must return no row. Its first columns say where it broke. */
    identities: z.array(z.strictObject({ id: name, label: text, sql: z.string().min(1) })).default([]),
    example: z.strictObject({ given: z.record(name, z.array(row)), expect: z.array(row).min(1) }),
  })
  .superRefine((d, ctx) => {
    const say = (message: string) => ctx.addIssue({ code: "custom", message });
    const dimensions = new Set(d.dimensions.map((x) => x.name));
    for (const dataset of [...d.inputs, ...d.optional]) {
      if (!contractOf(dataset)) say(`input ${dataset} is not a dataset`);
    }
    if (d.by_period && !d.keys.includes("period")) say("by_period needs period among the keys");
    if (d.identities.length === 0 && d.measures.every((m) => m.adds_over.length === 0))
      say("nothing in it can be checked: declare an identity, or over what a measure adds up");
    for (const key of d.keys) if (!dimensions.has(key)) say(`key ${key} is not a dimension`);
    for (const m of d.measures) {
      if ((m.kind === "other") === Boolean(m.contributors)) {
        say(`measure ${m.name} needs contributors exactly when its kind is not other`);
      }
      if ((m.kind === "quantile") !== Boolean(m.q)) {
        say(`measure ${m.name} needs q, the share at or below it, exactly when it is a quantile`);
      }
      if (["mean", "ratio", "quantile"].includes(m.kind) && !m.per && !m.rests_on) {
        say(
          `measure ${m.name} needs rests_on, the measures that it could be undone into, or [] where there are none`,
        );
      }
      const rests = (m.rests_on ?? []).filter((r) => !r.table).map((r) => r.measure);
      for (const other of [m.per, m.part_of, ...rests]) {
        if (other && !d.measures.some((x) => x.name === other)) {
          say(`measure ${m.name} names ${other}, which is not a measure of the mart`);
        }
      }
      for (const over of [...m.adds_over, ...m.nearly_adds_over, ...Object.keys(m.applies_to ?? {})]) {
        if (!dimensions.has(over)) say(`measure ${m.name} names ${over}, which is not a dimension`);
      }
      for (const { table, periods, and = [] } of m.links) {
        if ((periods || and.some((t) => t.periods)) && !d.keys.includes("period"))
          say(`measure ${m.name} is tied to other periods of ${table}, but period is not among the keys`);
      }
    }
  });

export type Declaration = z.infer<typeof schema>;
export type Dimension = Declaration["dimensions"][number];
export type Measure = Declaration["measures"][number];

/** A declared mart with its query, both as text too so that a change to either is noticed. */
export interface Mart {
  declaration: Declaration;
  sql: string;
  yaml: string;
}

/** The folder of the marts that ship with Foothold. */
export const martsFolder = path.dirname(fileURLToPath(import.meta.url));

/**
 * Checks the text of one declaration.
 * @param file name shown in messages
 * @throws UserError that names the file and everything wrong in it
 */
export function parseDeclaration(yaml: string, file: string): Declaration {
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (error) {
    throw new UserError(`${file} is not valid YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const issues = result.error.issues.map((i) => [i.path.join("."), i.message].filter(Boolean).join(": "));
    throw new UserError(`${file} does not declare a mart: ${issues.join("; ")}.`);
  }
  const expected = path.basename(file, ".yml");
  if (result.data.mart !== expected) {
    throw new UserError(
      `${file} declares the mart ${result.data.mart}: name the mart ${expected}, as the file.`,
    );
  }
  return result.data;
}

/**
 * Reads every mart of a folder, in the order of their names.
 * @throws UserError if a declaration is wrong or one of the two files is missing
 */
export async function readMarts(folder = martsFolder): Promise<Mart[]> {
  const files = (await readdir(folder)).filter((f) => /\.(sql|yml)$/.test(f)).sort();
  const names = [...new Set(files.map((f) => path.parse(f).name))];
  return Promise.all(
    names.map(async (mart) => {
      for (const ending of [".sql", ".yml"]) {
        if (!files.includes(mart + ending)) {
          throw new UserError(`Mart ${mart} needs ${mart}${ending} in ${folder}.`);
        }
      }
      const read = (ending: string) => readFile(path.join(folder, mart + ending), "utf8");
      const [sql, yaml] = await Promise.all([read(".sql"), read(".yml")]);
      return { declaration: parseDeclaration(yaml, `${mart}.yml`), sql, yaml };
    }),
  );
}
