import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRules } from "../../loaders/attention/rules.ts";
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

/** Stands for the pipeline: the snapshot's number and the rules name the release, and a word is a bad snapshot. */
async function rebuild() {
  const text = (await readFile(join(project.root, snapshot), "utf8")).trim();
  if (!/^\d+$/.test(text)) throw new Error(`${snapshot}: expected a number, found ${text}`);
  const rules = await readRules(project.root);
  await writeRelease(project.root, [text, ...rules.map(({ id }) => id)].join(" "), {
    employment: { area: ["999901"], workers: [Number(text)] },
  });
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

test("an open page follows the rules that an analyst changes, and keeps what it had while they are wrong", () =>
  withPage(browser, `${dev.url}demo/employment`, async ({ page: open }) => {
    const shown = (words: string) =>
      open.waitForFunction((w) => document.querySelector("#workers")?.textContent?.endsWith(w), words);
    const rule = (id: string, kind: string) =>
      `rules:\n  ${id}:\n    { title: { en: A rule, zh: 规则 }, kind: ${kind}, table: income, measure: median, above: 1, figure: income#income-trend }\n`;
    await project.write(snapshot, "7");
    await project.write("attention.yml", rule("median_high", "threshold"));
    await shown("7 median_high");
    await project.write("attention.yml", rule("median_low", "alarm"));
    await expect
      .poll(() => said.join("\n"), { timeout: 20_000 })
      .toMatch(/rules\.median_low\.kind[\s\S]*The pages keep the data/);
    await shown(" median_high");
    await project.write("attention.yml", rule("median_far", "threshold"));
    await shown(" median_far");
  }));
