import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { intakeCase } from "./intake.ts";
import { heading, line } from "./measure.ts";

/** `npm run bench -- [--rows 10000000] [--repeats 3]`: ratios to a bare DuckDB in the same run. */
const { values } = parseArgs({
  options: { rows: { type: "string", default: "10000000" }, repeats: { type: "string", default: "3" } },
});
const [rows, repeats] = [Number(values.rows), Number(values.repeats)];
const codes = fileURLToPath(new URL("../data/codes", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "foothold-bench-"));
const say = (text: string) => process.stdout.write(`${text}\n`);
try {
  say(heading);
  for (const dirt of [0, 1000]) say(line(await intakeCase(folder, codes, { rows, dirt, repeats })));
} finally {
  await rm(folder, { recursive: true, force: true });
}
