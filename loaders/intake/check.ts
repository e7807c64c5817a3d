import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Contract } from "../contracts/contract.ts";
import { contractOf, contracts } from "../contracts/index.ts";
import { identifier, literal, pathLiteral, rows, withDuckDB } from "../db.ts";
import { UserError } from "../errors.ts";
import { exists, list } from "../files.ts";
import type { Paths } from "../paths.ts";
import { largeChanges } from "./compare.ts";
import type { Broken } from "./formats/table.ts";
import type { Mapping } from "./headers.ts";
import { holdsIdentifyingSql, shownHeader } from "./identity.ts";
import { judge } from "./intake.ts";
import { rulebook } from "./run.ts";
import { type Snapshot, snapshotOf } from "./snapshots.ts";
import { knowAreas, prepare } from "./workers.ts";

interface CheckOptions {
  dataset?: string;
  collection: string;
}

/**
 * The report of one snapshot, as intake would judge it; stores nothing.
 * @returns lines for a person, worst problem first, and whether every row was accepted
 */
export async function checkFile(
  file: string,
  { dataset, collection }: CheckOptions,
  { paths, env }: { paths: Paths; env: NodeJS.ProcessEnv },
): Promise<{ lines: string[]; clean: boolean }> {
  if (!(await exists(file)))
    throw new UserError(`${file} does not exist. Check the path and run the command again.`);
  const contract = contractFor(file, dataset);
  const scratch = await ownScratch(join(paths.scratch, "check"));
  try {
    return await withDuckDB(scratch, async (db) => {
      await prepare({ db }, await rulebook(paths, env));
      const areas = await loadAreas(db, paths, collection);
      const snapshot = snapshotOf(contract, file);
      const { raw, mapping } = await judge(snapshot, { db, scratch, log: () => {} });
      const problems = await problemLines(db, contract, mapping, raw.broken);
      const [count] = await rows<{ good: string }>(
        db,
        "select count(*) filter (len(reasons) = 0) as good from judged",
      );
      const good = Number(count!.good);
      const received = raw.rows + raw.broken.length;
      const where = [raw.format, raw.encoding, `header in row ${raw.headerRow}`].filter(Boolean).join(", ");
      return {
        clean: received === good,
        lines: [
          `${file}: ${contract.dataset} (${where})`,
          `${received} rows received = ${good} accepted + ${received - good} quarantined`,
          ...problems,
          ...(await changeLines(db, snapshot, paths, collection)),
          ...(await warningLines(db, contract)),
          ...raw.notes.map((n) => `  note: ${n.detail}`),
          ...(await conversionLines(db)),
          ...mapping.dropped.map(
            (h) => `  column \`${shownHeader(h)}\` is not in the contract: its values are dropped`,
          ),
          ...(areas
            ? []
            : [
                `  The collection ${collection} has no areas in the lake yet, so area codes were not checked. Run the build once.`,
              ]),
        ],
      };
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A private folder of this process. What a check that was stopped has left of its file is removed. */
async function ownScratch(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await list(folder)) {
    if (!isRunning(Number(name.split("-")[0])))
      await rm(join(folder, name), { recursive: true, force: true });
  }
  return mkdtemp(join(folder, `${process.pid}-`));
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function contractFor(file: string, dataset: string | undefined): Contract {
  const folder = basename(dirname(file));
  const named = contracts.filter((c) => !c.internal);
  const found = dataset
    ? contractOf(dataset)
    : (contractOf(folder) ?? named.findLast((c) => basename(file).startsWith(c.dataset)));
  if (found && !found.internal) return found;
  throw new UserError(
    `Which dataset is ${file}? Say it with --dataset, one of ${named.map((c) => c.dataset).join(", ")}.`,
  );
}

/** The areas of a collection as intake left them. Without any, every code that occurs counts as known. */
async function loadAreas(db: DuckDBConnection, paths: Paths, collection: string): Promise<boolean> {
  const folder = join(paths.lake, collection, "areas");
  const known = (await list(folder)).some((f) => f.endsWith(".parquet"));
  await knowAreas(
    db,
    known
      ? `select code, parent from read_parquet(${pathLiteral(join(folder, "*.parquet"))})`
      : "select null::varchar as code, null::varchar as parent",
  );
  return known;
}

/** Reasons that no one has to mend. */
const harmless = ["totals_row", "repeated_header", "text_line"];

/** One line for each reason why rows are held back, the one with the most rows first. */
async function problemLines(
  db: DuckDBConnection,
  contract: Contract,
  mapping: Mapping,
  broken: Broken[],
): Promise<string[]> {
  const reasons = await rows<{ reason: string; n: string; first: string }>(
    db,
    `select reasons[1] as reason, count(*) as n, min("row") as first from judged where len(reasons) > 0 group by reason order by reason`,
  );
  const found = await Promise.all(
    reasons.map(async ({ reason, n, first }) => {
      const [rule, column] = reason.split(":") as [string, string?];
      const text = column ? await sample(db, contract, mapping, column, first) : undefined;
      const says = await sentence(db, contract, rule, column, text);
      return { n: Number(n), first, says, mild: harmless.includes(rule) };
    }),
  );
  if (broken.length > 0) {
    const { row, problem } = broken[0]!;
    found.push({ n: broken.length, first: String(row), says: `cannot be read: ${problem}`, mild: false });
  }
  return found
    .sort((a, b) => Number(a.mild) - Number(b.mild) || b.n - a.n)
    .map(({ n, first, says }) => `  ${n} ${n === 1 ? "row" : "rows"}, first row ${first}: ${says}`);
}

/** What moved further from the last period in the lake than the contract expects. */
async function changeLines(
  db: DuckDBConnection,
  { contract, period }: Snapshot,
  paths: Paths,
  collection: string,
): Promise<string[]> {
  const folder = join(paths.lake, collection, contract.dataset);
  if (!period || !(await list(folder)).some((f) => f.endsWith(".parquet"))) return [];
  const lake = `read_parquet(${pathLiteral(join(folder, "*.parquet"))})`;
  const [last] = await rows<{ period: string | null }>(
    db,
    `select max(period) as period from ${lake} where period < ${literal(period)}`,
  );
  if (!last?.period) return [];
  const before = `(from ${lake} where period = ${literal(last.period)})`;
  const changes = await largeChanges(db, contract, "(from judged where len(reasons) = 0)", before);
  const band = `${Math.round(100 * (contract.compare?.within ?? 0))} %`;
  return Object.entries(changes).map(
    ([what, areas]) =>
      `  warning: ${what === "rows" ? "the number of rows" : `the total of \`${what}\``} moved by more than ${band} since ${last.period} in ${areas} ${areas === 1 ? "area" : "areas"}`,
  );
}

async function warningLines(db: DuckDBConnection, contract: Contract): Promise<string[]> {
  const lines: string[] = [];
  for (const { sql, label } of (contract.checks ?? []).filter((c) => c.severity === "warn")) {
    const [found] = await rows<{ n: string; first: string }>(
      db,
      `select count(*) as n, min("row") as first from judged where len(reasons) = 0 and not (${sql})`,
    );
    if (found!.n !== "0")
      lines.push(`  warning: ${found!.n} accepted, first row ${found!.first}: ${label.en}`);
  }
  return lines;
}

const periodsLike = { month: "2021-06", quarter: "2021-Q2", year: "2021", none: "2021-06, 2021-Q2 or 2021" };

const conversionWords: Record<string, string> = {
  unit: "from another unit",
  full_width: "from full-width digits",
  thousands_mark: "without thousands marks",
  number_words: "without the words around a number",
  yes_no: "to yes or no",
  written_date: "from another way to write a date",
  written_period: "from another way to write a period",
  label: "from a name to its code",
};

async function conversionLines(db: DuckDBConnection): Promise<string[]> {
  const found = await rows<{ conversion: string; n: string }>(
    db,
    `select conversion, count(*) as n from (select unnest(converted) as conversion from judged where len(reasons) = 0)
     group by conversion order by n desc, conversion`,
  );
  return found.map(({ conversion, n }) => {
    const [kind, column] = conversion.split(":") as [string, string];
    return `  column \`${column}\`: ${n} ${n === "1" ? "value" : "values"} converted ${conversionWords[kind]}`;
  });
}

/** The text found in a row's column; never a key, and never what looks identifying. */
async function sample(
  db: DuckDBConnection,
  contract: Contract,
  mapping: Mapping,
  column: string,
  row: string,
) {
  const place = mapping.mapped.find((m) => m.column === column);
  if (!place || contract.columns[column]!.type === "key") return undefined;
  const raw = identifier(`c${place.index}`);
  const [found] = await rows<{ text: string | null }>(
    db,
    `select case when ${holdsIdentifyingSql(raw)} then '(hidden)' else left(${raw}, 40) end as text from raw where "row" = ${row}`,
  );
  return found?.text ?? undefined;
}

async function sentence(
  db: DuckDBConnection,
  contract: Contract,
  rule: string,
  name: string | undefined,
  found: string | undefined,
): Promise<string> {
  const value = found === undefined ? "the value" : `\`${found}\``;
  const column = name ? contract.columns[name]! : undefined;
  switch (rule) {
    case "totals_row":
      return "a row of totals; the table's own rows are counted, so it may be left out";
    case "repeated_header":
      return "the header stands here once more; it may be left out";
    case "text_line":
      return "a line of text and no row of the table, such as a note or a signature; it may be left out";
    case "lost_key":
      return `a spreadsheet has put an error or a rounded number where column \`${name}\` had its key. Set that column to text, and export it anew from where the keys are whole`;
    case "missing_required":
      return `column \`${name}\` is empty; every row needs it`;
    case "unknown_area": {
      const [like] = await rows<{ code: string | null }>(db, "select max(code) as code from known_area");
      return `${value} is not an area code; column \`${name}\` takes codes like ${like?.code ?? "999901002"}`;
    }
    case "unknown_code": {
      const [codes] = await rows<{ list: string }>(
        db,
        `select array_to_string(list_distinct(map_values(getvariable(${literal(`code_${column!.codes}`)}))), ', ') as list`,
      );
      return `${value} is not a code of column \`${name}\`; it takes ${codes!.list}`;
    }
    case "not_a_number":
      return `${value} in column \`${name}\` is not a number`;
    case "not_a_date":
      return `${value} in column \`${name}\` is not a date; write it like 2021-06-30`;
    case "not_a_period":
      return `${value} in column \`${name}\` is not a ${contract.frequency === "none" ? "period" : contract.frequency}; write it like ${periodsLike[contract.frequency]}`;
    case "not_yes_or_no":
      return `${value} in column \`${name}\` is neither yes nor no; write 是 or 否`;
    case "out_of_range":
      return `${value} in column \`${name}\` is out of range (${column!.min ?? "…"} to ${column!.max ?? "…"})`;
    case "other_period":
      return `${value} in column \`${name}\` is not the period that the file's name states`;
    case "duplicate_key":
      return `the same ${contract.key.join(", ")} stands in an earlier row`;
    default:
      return contract.checks?.find((c) => c.id === rule)?.label.en ?? rule;
  }
}
