import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { problems } from "../config.ts";
import { type Contract, tiers } from "../contracts/contract.ts";
import { contractOf, contracts } from "../contracts/index.ts";
import { UserError } from "../errors.ts";
import { between, frequencyOf, shift } from "../periods.ts";
import { hasReference } from "./secrets.ts";

const period = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/, "a period like 2021-06, 2021-Q2 or 2021");
const periods = z.union([z.array(period).min(1), z.strictObject({ first: period, last: period.optional() })]);
const count = z.int().positive();
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date like 2021-07-12");
const secret = z
  .string()
  .refine(hasReference, `a secret stands in an environment variable; write \${ITS_NAME}`);

const secretName = /auth|token|secret|passw|pwd|cookie|credential|signature|(^|[-_])(api)?[-_]?(key|sig)$/i;

/** A header or a URL parameter that by its name is a secret must be a reference. */
const openSecret = (name: string, value: string): boolean => secretName.test(name) && !hasReference(value);

const url = z.string().superRefine((text, { addIssue }) => {
  const say = (message: string) => addIssue({ code: "custom", message });
  if (hasReference(text.split("/")[0]!)) return;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return say("an address like https://host/path/file.csv");
  const { username, password, searchParams } = new URL(text);
  if (username || password) say("no user or password in an address; write them as `user` and `password`");
  for (const [name, value] of searchParams) {
    if (openSecret(name, value)) say(`the parameter \`${name}\` looks like a secret; write it as \${NAME}`);
  }
});

const http = z.strictObject({
  url,
  file: z
    .string()
    .regex(/^[\p{L}\p{N}$][\p{L}\p{N}$_.-]*$/u, "a file name without a folder")
    .optional(),
  periods: periods.optional(),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .superRefine((headers, { addIssue }) => {
      for (const [name, value] of Object.entries(headers)) {
        if (openSecret(name, value))
          addIssue({
            code: "custom",
            message: `\`${name}\` looks like a secret; write its value as \${NAME}`,
          });
      }
    }),
  user: z.string().optional(),
  password: secret.optional(),
  redirects: z.array(z.string()).default([]),
  megabytes: count.default(1024),
  timeout: count.default(60),
  attempts: count.default(5),
});

const postgres = z
  .strictObject({
    host: z.string(),
    port: count.max(65535).default(5432),
    database: z.string(),
    user: z.string(),
    password: secret.optional(),
    tls: z.boolean().optional(),
    ca: z.string().optional(),
    table: z
      .string()
      .regex(/^[\p{L}_][\p{L}\p{N}_$]*(\.[\p{L}_][\p{L}\p{N}_$]*)?$/u, "a name like income or office.income")
      .optional(),
    query: z.string().optional(),
    key: z.array(z.string()).min(1).optional(),
    batch: count.max(1_000_000).default(10_000),
    periods: periods.optional(),
    timeout: count.default(600),
    attempts: count.default(3),
  })
  .superRefine(({ table, query, periods }, { addIssue }) => {
    const say = (message: string) => addIssue({ code: "custom", message });
    if (Boolean(table) === Boolean(query)) say("say either `table` or `query`");
    if (/'\s*\$period\s*'/.test(query ?? "")) say("write $period without quotes: it is a parameter");
    const named = /\$period\b/.test(query ?? "");
    if (named !== Boolean(periods)) say("`periods` and $period in the query go together");
  });

const words = z.union([z.string(), z.strictObject({ en: z.string(), zh: z.string() })]);

const origin = z
  .strictObject({
    title: words,
    producer: words,
    licence: z.string(),
    tier: z.enum(tiers),
    date: isoDate,
    source: z.string(),
  })
  .partial();

const source = z
  .strictObject({
    optional: z.boolean().default(false),
    origin: origin.default({}),
    http: http.optional(),
    postgres: postgres.optional(),
  })
  .refine(({ http, postgres }) => Boolean(http) !== Boolean(postgres), "say either `http` or `postgres`");

const schema = z.record(z.string(), z.record(z.string(), source));

type Periods = z.infer<typeof periods>;
export type HttpConfig = z.infer<typeof http>;
export type PostgresConfig = z.infer<typeof postgres>;
export type OriginConfig = z.infer<typeof origin>;

/** Where the snapshots of one dataset come from. Secrets are still `${NAME}`. */
export interface Source {
  /** Its place in `sources.yml`, for messages. */
  where: string;
  contract: Contract;
  optional: boolean;
  origin: OriginConfig;
  http?: HttpConfig;
  postgres?: PostgresConfig;
}

/**
 * Reads `sources.yml`: the sources of each collection by its name. Without the file there are none.
 * @param collections the names that `foothold.yml` knows
 */
export async function readSources(root: string, collections: string[]): Promise<Record<string, Source[]>> {
  const text = await readFile(join(root, "sources.yml"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  let parsed: unknown;
  try {
    parsed = parse(text, { schema: "core" }) ?? {};
  } catch {
    throw new UserError(
      "sources.yml is not valid YAML. Compare its indents and quotes with docs/sources.md.",
    );
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw new UserError(`sources.yml does not fit:\n${problems(result.error)}`);
  const found: Record<string, Source[]> = {};
  for (const [collection, datasets] of Object.entries(result.data)) {
    if (!collections.includes(collection)) {
      throw new UserError(
        `sources.yml: \`${collection}\` is not a collection of foothold.yml, which has ${collections.join(", ")}.`,
      );
    }
    found[collection] = Object.entries(datasets).map(([dataset, s]) => {
      const where = `${collection}.${dataset}`;
      const contract = contractOf(dataset);
      if (!contract || contract.internal) {
        const known = contracts.filter((c) => !c.internal).map((c) => c.dataset);
        throw new UserError(`sources.yml, ${where}: \`${dataset}\` is not one of ${known.join(", ")}.`);
      }
      return { where, contract, ...s };
    });
  }
  return found;
}

/**
 * The periods to ask for. A range without an end goes to the last period that is over by the clock; without
 * `periods` there is one request, which names none.
 */
export function periodsOf(asked: Periods | undefined, now: Date): (string | undefined)[] {
  if (!asked) return [undefined];
  if (Array.isArray(asked)) return asked;
  const { first, last = lastComplete(first, now) } = asked;
  return between(first, last);
}

function lastComplete(like: string, now: Date): string {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const current = {
    month: `${year}-${String(month + 1).padStart(2, "0")}`,
    quarter: `${year}-Q${Math.floor(month / 3) + 1}`,
    year: String(year),
  };
  return shift(current[frequencyOf(like) as keyof typeof current], -1);
}
