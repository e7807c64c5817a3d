import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { UserError } from "../errors.ts";
import { readJson } from "../files.ts";
import { pathsOf } from "../paths.ts";
import type { Manifest, Table } from "../release/manifest.ts";

/**
 * Adds a page for an analysis, `src/notebooks/<slug>.md`, which works as it is: it reads one table of the
 * current release. Returns the file's path relative to the project.
 * @throws UserError where there is no release, the title has no letter, or the file is there already
 */
export async function newNotebook({ title, root }: { title: string; root: string }): Promise<string> {
  const slug = slugOf(title);
  if (!slug)
    throw new UserError(`The title "${title}" has no letter or digit to name a file by. Choose another.`);
  const manifest = await readJson<Manifest>(join(pathsOf(root).siteData, "manifest.json"));
  const subject = manifest && subjectOf(manifest);
  if (!subject)
    throw new UserError(
      'There is no release yet, so a notebook would have no table to read. Run "npm run build" first.',
    );
  const folder = join(root, "src/notebooks");
  const file = join(folder, `${slug}.md`);
  const path = relative(root, file).replaceAll("\\", "/");
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(file, template(title, subject), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UserError(
      `${path} is there already and stays as it is. Choose another title, or edit that file.`,
    );
  }
  return path;
}

/** A file name from a title: letters and digits of any script are kept. */
export const slugOf = (title: string): string =>
  title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);

/** The table, and the measure in it, that a new notebook starts with. */
interface Subject {
  collection: string;
  name: string;
  table: Table;
  measure: string;
}

/** Median income where the site's first collection has it, else its first table by area and period. */
function subjectOf(manifest: Manifest): Subject | undefined {
  for (const [collection, { tables }] of Object.entries(manifest.collections)) {
    if (!tables.areas) continue;
    const names = ["income", ...Object.keys(tables)];
    const name = names.find(
      (n) => tables[n] && hasDimension(tables[n], "area") && tables[n].measures.length > 0,
    );
    if (!name) continue;
    const table = tables[name]!;
    const measure = table.measures.find((m) => m.name === "median") ?? table.measures[0]!;
    return { collection, name, table, measure: measure.name };
  }
  return undefined;
}

const hasDimension = (table: Table, name: string): boolean => table.dimensions.some((d) => d.name === name);

function template(title: string, { collection, name, table, measure }: Subject): string {
  const totals = table.dimensions
    .filter((d) => d.name !== "area" && d.name !== "period")
    .map((d) => `\n  and t."${d.name}" = '${d.total ?? ""}'`);
  const { label } = table.measures.find((m) => m.name === measure)!;
  return `---
title: ${JSON.stringify(title)}
sql:
  ${name}: ../data/${collection}/${name}.arrow
  areas: ../data/${collection}/areas.arrow
---

# ${title}

Write here what is asked, of whom and for when, in words that a reader outside the office understands.

\`\`\`js
import { readable } from "../components/notebook/readable.js";
import { sourceLine } from "../components/notebook/source.js";

const release = {
  manifest: await FileAttachment("../data/manifest.json").json(),
  codes: await FileAttachment("../data/codes.json").json(),
};
const source = sourceLine(release, { collection: "${collection}", table: "${name}", measure: "${measure}" });
\`\`\`

A figure that is withheld or was not reported has no number; \`${measure}_status\` says why.

\`\`\`sql id=rows
select t.area, a.name_en as name, t.period, t."${measure}" as value
from ${name} t
join areas a on a.code = t.area
where t."${measure}_status" = ''${totals.join("")}
order by t.area, t.period
\`\`\`

\`\`\`js
const table = aq.from(rows);
const names = new Map(table.dedupe("area").objects().map((d) => [d.name, d.area]));
const area = view(Inputs.select(names, { label: "Area" }));
\`\`\`

\`\`\`js
const series = table.params({ area }).filter((d, $) => d.area === $.area);

const chart = Plot.plot({
  caption: source,
  x: { type: "point", label: null, ticks: series.array("period").filter((_, i) => i % 4 === 0) },
  y: { label: ${JSON.stringify(label.en)}, grid: true, zero: true },
  marks: [
    Plot.ruleY([0]),
    Plot.lineY(series.objects(), { x: "period", y: "value" }),
    Plot.dot(series.objects(), { x: "period", y: "value", tip: true }),
  ],
});
display(readable(chart, ${JSON.stringify(`${label.en}, period by period, in one area`)}));
\`\`\`

The same table, reshaped: one row an area, its first and latest period side by side.

\`\`\`js
const periods = table.dedupe("period").array("period").sort();
const ends = { first: periods[0], latest: periods.at(-1) };
const wide = table
  .params({ ends })
  .filter((d, $) => d.period === $.ends.first || d.period === $.ends.latest)
  .groupby("area", "name")
  .pivot("period", "value")
  .orderby("area");

const columns = ["name", ends.first, ends.latest];
display(readable(Inputs.table(wide, { columns, select: false }), "First and latest period of each area"));
\`\`\`

## What this does not say

Write here what the figures cannot show.
`;
}
