import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Text, type Tier, tiers } from "./contracts/contract.ts";
import { UserError } from "./errors.ts";

/** One body of data with its own areas and periods, and the folder its snapshots lie in. */
export interface CollectionConfig {
  name: string;
  title: Text;
  tier: Tier;
  snapshots: string;
}

const text = z.strictObject({ en: z.string(), zh: z.string() });
const schema = z.strictObject({
  collections: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, "a name of small letters, digits and _"),
    z.strictObject({ title: text, tier: z.enum(tiers), snapshots: z.string() }),
  ),
});

/** What is wrong with a value that does not fit its schema, one line a problem, for a person to mend. */
export const problems = (error: z.ZodError): string =>
  error.issues.map((i) => `  ${i.path.join(".") || "(top)"}: ${i.message}`).join("\n");

/** Reads `foothold.yml`. The order of its collections is the order in which the site offers them. */
export async function readConfig(root: string): Promise<CollectionConfig[]> {
  const file = join(root, "foothold.yml");
  const source = await readFile(file, "utf8").catch(() => {
    throw new UserError(
      `foothold.yml is missing. It names the collections to build; restore it from the project.`,
    );
  });
  let parsed: unknown;
  try {
    parsed = parse(source);
  } catch (error) {
    throw new UserError(`foothold.yml is not valid YAML: ${(error as Error).message}`);
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw new UserError(`foothold.yml does not fit:\n${problems(result.error)}`);
  return Object.entries(result.data.collections).map(([name, c]) => ({
    name,
    title: c.title,
    tier: c.tier,
    snapshots: c.snapshots,
  }));
}
