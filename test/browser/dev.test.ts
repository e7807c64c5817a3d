import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dev, startDev } from "../../loaders/site/dev.ts";
import { makeProject, writeRelease } from "../site/project.ts";
import { launch, withPage } from "./chromium.ts";

let project: Awaited<ReturnType<typeof makeProject>>;
let dev: Dev;
let browser: Browser;
const said: string[] = [];

const snapshot = "data/snapshots/demo/employment/employment-2021-12.csv";
const page = (words: string) =>
  `# Work\n\n${words}\n\n\`\`\`js\nconst { release } = await fetch("/_file/data/manifest.json").then((r) => r.json());\ndisplay(html\`<p id="workers">\${release}\`);\n\`\`\`\n`;

/** Stands for the pipeline: the snapshot's number becomes the name of the release, and a word is a bad snapshot. */
async function rebuild() {
  const text = (await readFile(join(project.root, snapshot), "utf8")).trim();
  if (!/^\d+$/.test(text)) throw new Error(`${snapshot}: expected a number, found ${text}`);
  await writeRelease(project.root, text, { employment: { area: ["999901"], workers: [Number(text)] } });
}

beforeAll(async () => {
  project = await makeProject({ "[collection]/employment.md": page("First words.") });
  await project.write(snapshot, "12");
  await project.write("src/notebooks/one.md", "# One\n");
  await rebuild();
  dev = await startDev({ root: project.root, rebuild, log: (line) => said.push(line) });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await dev?.close();
  await project?.remove();
});

test("an open page shows a changed snapshot, keeps the data when one is bad, and shows changed words and new notebooks", () =>
  withPage(browser, `${dev.url}demo/employment`, async ({ page: open, foreign }) => {
    const workers = (number: string) =>
      open.waitForFunction((n) => document.querySelector("#workers")?.textContent === n, number);
    await workers("12");
    await project.write(snapshot, "345");
    await workers("345");
    await project.write(snapshot, "many");
    await expect
      .poll(() => said.join("\n"), { timeout: 20_000 })
      .toMatch(/found many\nThe pages keep the data/);
    await workers("345");
    await project.write("src/[collection]/employment.md", page("Second words."));
    await open.getByText("Second words.").waitFor();
    await project.write("src/notebooks/two.md", "# Two\n");
    await open.getByRole("link", { name: "Two" }).waitFor();
    expect(foreign).toEqual([]);
  }));
