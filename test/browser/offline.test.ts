import { readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "../../loaders/site/serve.ts";
import { expectNothingLeft, planted } from "../loaders/intake/planting.ts";
import { areasCsv, incomeCsv, origin } from "../project.ts";
import { launch, withPage } from "./chromium.ts";
import { soon } from "./pages/site.ts";
import { type Checkout, checkout, type Jail, jail, type Ran, refusing, run } from "./site.ts";

const demo = /^ {2}demo:\n( {4}.*\n)+/m;

let project: Checkout;
let offline: Jail;
let built: Ran;
let site: Served;
let browser: Browser;

beforeAll(async () => {
  project = await checkout();
  offline = await jail(project.paths.root);
  for (const dataset of ["areas", "income"]) await project.write(`snapshots/${dataset}/origin.yml`, origin);
  await project.write("snapshots/areas/areas.csv", areasCsv);
  await project.write("snapshots/income/income-2021-Q1.csv", incomeCsv(12));
  await project.write("snapshots/income/income-2021-Q2.csv", incomeCsv(15, "2021-Q2"));
  const carrying = planted("2021-Q3").map((row) => row.join(","));
  await project.write("snapshots/income/income-2021-Q3.csv", `${carrying.join("\n")}\n`);
  // The demo county is built without a network too, by the tests of its pages. An office that leaves it out takes the
  // notebook about it away.
  await rm(join(project.paths.root, "src/notebooks"), { recursive: true });
  await project.write(
    "foothold.yml",
    (await readFile(join(project.paths.root, "foothold.yml"), "utf8")).replace(demo, ""),
  );
  built = await project.foothold(["build"], offline);
  site = await serve({ folder: project.paths.dist, port: 0 });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await project?.remove();
});

test("the network is off for what runs without it, by the system or by refusing every connection", async () => {
  let asked = 0;
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, "127.0.0.1", () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const ways = [
    `await fetch("${url}")`,
    `await new Promise((done, fail) => (await import("node:http")).get("${url}", done).on("error", fail))`.replace(
      "(await import",
      "(process.getBuiltinModule",
    ),
  ];
  try {
    for (const way of ways) {
      const ask = (jailed?: Jail) =>
        run(project.paths.root, ["--input-type=module", "-e", `${way}; process.exit(0)`], jailed);
      expect((await ask()).code).toBe(0);
      const before = asked;
      expect((await ask(offline)).code).not.toBe(0);
      expect((await ask(await refusing(project.paths.root))).code).not.toBe(0);
      expect(asked).toBe(before);
    }
  } finally {
    server.close();
  }
});

test("with the network off, `foothold build` makes the site from the installed packages alone", async () => {
  expect(built).toMatchObject({ code: 0 });
  for (const page of ["index", "own/income", "reported/figures", "methods"])
    expect(await readFile(join(project.paths.dist, `${page}.html`), "utf8")).toContain("</html>");
});

test("of identities planted in what it was built from, the site and all that a build leaves hold no byte", async () => {
  const left = await expectNothingLeft(project.paths.root, [built.said]);
  expect(left).toEqual(
    expect.arrayContaining(["dist/own/income.html", "dist/data/own/income.csv", "src/data/own/income.csv"]),
  );
});

test("the site opens on the reader's own collection where there is one, and the others one click away", () =>
  withPage(browser, site.url, async ({ page, foreign, errors }) => {
    const manifest = JSON.parse(await readFile(join(project.paths.siteData, "manifest.json"), "utf8"));
    expect(Object.keys(manifest.collections)).toEqual(["own", "reported"]);
    const { own, reported } = manifest.collections;
    expect(await page.textContent("main .eyebrow")).toBe(own.title.en);
    expect(await page.locator("main .tile .value").count()).toBeGreaterThan(0);
    expect(await page.locator("main figure[data-figure]").count()).toBeGreaterThan(0);
    await page
      .locator(
        '#observablehq-sidebar a[href$="reported/"], #observablehq-sidebar a[href$="reported/index.html"]',
      )
      .click();
    await soon(() => page.textContent("main .eyebrow")).toBe(reported.title.en);
    expect([...foreign, ...errors]).toEqual([]);
  }));
