import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { auditCase, instances, protectCase, protectHeading } from "./disclosure/cases.ts";
import { historyCases } from "./history.ts";
import { intakeCase } from "./intake.ts";
import { heading, line } from "./measure.ts";

/**
 * `npm run bench -- [intake] [protect] [audit] [--rows 10000000] [--repeats 3]`: the named cases, or all. Intake is
 * told as a ratio to a bare DuckDB in the same run, protection and its audit in seconds.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string", default: "10000000" }, repeats: { type: "string", default: "3" } },
});
const [rows, repeats] = [Number(values.rows), Number(values.repeats)];
const data = fileURLToPath(new URL("../data", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "foothold-bench-"));
const say = (text: string) => process.stdout.write(`${text}\n`);
const asked = (name: string) => positionals.length === 0 || positionals.includes(name);
try {
  if (asked("intake")) {
    say(heading);
    for (const result of await historyCases(folder, data, Math.ceil(rows / 50))) say(line(result));
    for (const dirt of [0, 1000])
      say(line(await intakeCase(folder, join(data, "codes"), { rows, dirt, repeats })));
  }
  if (asked("protect")) {
    say(protectHeading);
    for (const name of Object.keys(instances)) say(protectCase(name));
  }
  if (asked("audit")) {
    say(protectHeading);
    for (const name of Object.keys(instances)) say(await auditCase(name, folder));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
