import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newNotebook } from "../../loaders/site/notebook.ts";
import { type Served, serve } from "../../loaders/site/serve.ts";
import { buildSite } from "../../loaders/site/site.ts";
import { makeProject, writeRelease } from "../site/project.ts";
import { launch, withPage } from "./chromium.ts";

const everything = `---
title: Everything
sql:
  income: ../data/demo/income.arrow
---
# Everything

\`\`\`sql id=rows
select area, median from income where median_status = '' order by median
\`\`\`

\`\`\`js
const arrow = await FileAttachment("../data/demo/income.arrow").arrow();
const parquet = await FileAttachment("../data/demo/income.parquet").parquet();
const csv = await FileAttachment("../data/demo/income.csv").csv({ typed: true });
const above = aq.from(rows).filter((d) => d.median > 15).numRows();
const found = [rows.numRows, arrow.numRows, parquet.numRows, csv.length, above, d3.sum(csv, (d) => d.median)];
display(html\`<p id="found">\${found.join(" ")}\`);
display(Plot.plot({ marks: [Plot.dot(rows, { x: "area", y: "median" })] }));
\`\`\`

\`\`\`js
const least = view(Inputs.range([0, 100], { label: "Least", value: 15, step: 1 }));
\`\`\`

<p id="least">At least \${least}</p>
`;

let project: Awaited<ReturnType<typeof makeProject>>;
let site: Served;
let browser: Browser;
let notebook: string;

beforeAll(async () => {
  const component = (name: string) =>
    readFile(join(import.meta.dirname, "../../src/components/notebook", name), "utf8");
  project = await makeProject({
    "index.md": "---\ntitle: Home\n---\n# Home\n\n[Work](./demo/employment)\n",
    "[collection]/employment.md": "# Work\n\n```js\ndisplay(observable.params.collection);\n```\n",
    "notebooks/everything.md": everything,
    "components/notebook/source.ts": await component("source.ts"),
    "components/notebook/readable.ts": await component("readable.ts"),
  });
  await writeRelease(project.root, "r1", {
    areas: { code: ["999901", "999902"], name_en: ["Made-up county", "Made-up township"] },
    employment: { area: ["999901"], workers: [12] },
    income: {
      area: ["999901", "999901", "999902"],
      period: ["2021-Q1", "2021-Q2", "2021-Q2"],
      median: [10, 20, 30],
      median_status: ["", "", ""],
    },
  });
  const values = "(values ('999901', 10), ('999901', 20), ('999902', 30)) t(area, median)";
  const connection = await (await DuckDBInstance.create()).connect();
  for (const ending of ["parquet", "csv"])
    await connection.run(
      `copy (from ${values}) to '${join(project.root, `src/data/demo/income.${ending}`)}'`,
    );
  connection.closeSync();
  notebook = (await newNotebook({ root: project.root, title: "收入 first look" })).slice(
    "src/".length,
    -".md".length,
  );
  await buildSite({ root: project.root, dist: project.dist, log: () => {} });
  site = await serve({ folder: project.dist, port: 0 });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await project?.remove();
});

test("SQL, Arrow, Parquet, CSV, Arquero, D3, Plot and Inputs work in a notebook that reaches no other host", () =>
  withPage(browser, `${site.url}notebooks/everything.html`, async ({ page, foreign, errors }) => {
    expect(await page.textContent("#found", { timeout: 45_000 })).toBe("3 3 3 3 2 60");
    await page.waitForSelector("main svg circle");
    await page.getByLabel("Least").first().fill("40");
    await page.getByText("At least 40").waitFor();
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  }));

test("a new notebook works as it is made, with a Chinese title, and marks its chart synthetic", () =>
  withPage(browser, new URL(`${notebook}.html`, site.url).href, async ({ page, foreign, errors }) => {
    await page.waitForSelector("main figure svg", { timeout: 45_000 });
    await page.getByText("Made-up township").last().waitFor();
    expect(await page.textContent("main figure figcaption")).toMatch(/^SYNTHETIC/);
    expect(await page.textContent("#observablehq-sidebar")).toContain("收入 first look");
    expect([...foreign, ...errors]).toEqual([]);
  }));

test("a page whose script is not the one that was built does not run it", async () => {
  const html = await readFile(join(project.dist, "demo/employment.html"), "utf8");
  await project.write(
    "dist/altered.html",
    html.replace("</main>", "<script>document.title='taken'</script></main>"),
  );
  await withPage(browser, `${site.url}altered.html`, async ({ page, errors }) => {
    expect(await page.title()).not.toBe("taken");
    expect(errors.join()).toMatch(/Content Security Policy/);
  });
});

test("every page and its links work under a sub-path of another static server", async () => {
  const folder = await mkdtemp(join(tmpdir(), "foothold-subpath-"));
  await symlink(project.dist, join(folder, "county"), "junction");
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };
  const server = createServer(async ({ url }, response) => {
    const path = decodeURIComponent(new URL(url!, "http://x").pathname).replace(/\/$/, "/index.html");
    const body = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(body ? 200 : 404, {
      "Content-Type": types[path.split(".").at(-1)!] ?? "application/octet-stream",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await withPage(browser, `http://127.0.0.1:${port}/county/`, async ({ page, foreign, errors }) => {
    await page.getByRole("link", { name: "Work" }).click();
    await page.getByText('"demo"').waitFor();
    expect(new URL(page.url()).pathname).toBe("/county/demo/employment.html");
    expect([...foreign, ...errors]).toEqual([]);
  });
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

test("the words of a page are there before any script runs", () =>
  withPage(
    browser,
    `${site.url}demo/employment.html`,
    async ({ page }) => expect(await page.textContent("main h1")).toBe("Work"),
    { javaScriptEnabled: false },
  ));
