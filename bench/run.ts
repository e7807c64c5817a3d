import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { walk } from "../loaders/files.ts";
import { withSite } from "./browser.ts";
import { cubeCase, cubeHeading } from "./cube.ts";
import { auditCase, instances, protectCase, protectHeading } from "./disclosure/cases.ts";
import { filterCase, filterHeading } from "./filter.ts";
import { historyCases } from "./history.ts";
import { intakeCase } from "./intake.ts";
import { heading, line } from "./measure.ts";
import { pagesCase, pagesHeading } from "./pages.ts";

/**
 * `npm run bench -- [intake] [protect] [audit] [pages] [filter] [cube] [--rows 10000000] [--repeats 3] [--choices 200]`: the named
 * cases, or all. Intake is told as a ratio to a bare DuckDB in the same run, protection and its audit in seconds; `pages`
 * and `filter` look at the site in `dist/` with a browser, `cube` at a cube of its own.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "10000000" },
    repeats: { type: "string", default: "3" },
    choices: { type: "string", default: "200" },
  },
});
const [rows, repeats, choices] = [Number(values.rows), Number(values.repeats), Number(values.choices)];
const data = fileURLToPath(new URL("../data", import.meta.url));
const dist = fileURLToPath(new URL("../dist", import.meta.url));
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
  if (["pages", "filter", "cube"].some(asked))
    await withSite(async (site, browser) => {
      const dashboards = (await walk(dist)).filter(
        (path) =>
          /^(zh\/)?(demo|reported)\/\w+\.html$/.test(path) || /\/area\/999901(001|900)?\.html$/.test(path),
      );
      if (asked("cube")) {
        say(cubeHeading);
        await cubeCase(browser, choices, say);
      }
      if (asked("filter")) {
        say(filterHeading);
        const filtered = dashboards.filter((path) => path.startsWith("demo/"));
        await filterCase(site, browser, filtered, choices, say);
      }
      if (asked("pages")) {
        say(pagesHeading);
        await pagesCase(site, browser, dashboards, repeats, say);
      }
    });
} finally {
  await rm(folder, { recursive: true, force: true });
}
