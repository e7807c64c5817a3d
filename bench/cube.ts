import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { quantile, threadTime } from "./browser.ts";

/** Milliseconds of one frame. */
const frame = 16;
export const cubeHeading = `${"a cube of 408,000 rows in the browser".padEnd(44)}${["first", "median", "p95", "cpu p95"].map((c) => c.padStart(9)).join("")}`;

/** What the page does: the cube as an Arrow table, asked and drawn by the modules that the dashboards use. */
const script = `
  import { fromArrow, table } from "arquero";
  import { rows } from "./src/components/data/rows.ts";
  import { lineChart } from "./src/components/line/chart.ts";
  const codes = (name, count) => Array.from({ length: count }, (_, i) => name + i);
  const periods = Array.from({ length: 60 }, (_, i) => 2017 + Math.floor(i / 12) + "-" + String((i % 12) + 1).padStart(2, "0"));
  const lists = { area: codes("9999010", 40), period: periods, industry: codes("industry", 17), kind: codes("kind", 10) };
  const names = Object.keys(lists);
  const columns = Object.fromEntries([...names, "workers", "workers_status"].map((name) => [name, []]));
  let drawn = 7;
  for (const area of lists.area) for (const period of periods) for (const industry of lists.industry) for (const kind of lists.kind) {
    drawn = (drawn * 48271) % 2147483647;
    const row = { area, period, industry, kind, workers: drawn % 1000, workers_status: "" };
    for (const name in columns) columns[name].push(row[name]);
  }
  const cube = fromArrow(table(columns).toArrowIPC());
  const place = document.body;
  const draw = (found) => {
    const sums = new Map();
    for (const { period, workers } of found) sums.set(period, (sums.get(period) ?? 0) + workers);
    const points = [...sums].map(([period, value]) => ({ period, value }));
    place.replaceChildren(lineChart({ series: [{ name: "workers", tone: "black", points }], number: String }, { width: 580, document }));
    place.offsetHeight;
  };
  const at = (list, i, count = 1) => Array.from({ length: count }, (_, k) => list[(i + k) % list.length]);
  const asks = {
    filter: (i) => ({ area: at(lists.area, i * 7)[0], kind: at(lists.kind, i)[0], industry: at(lists.industry, i * 3)[0] }),
    brush: (i) => ({ area: at(lists.area, i)[0], kind: "kind1", period: periods.slice(i % 30, (i % 30) + 24) }),
    wide: (i) => ({ kind: at(lists.kind, i)[0], industry: at(lists.industry, i * 3)[0] }),
  };
  globalThis.size = cube.numRows();
  globalThis.run = (name, i) => {
    const start = performance.now();
    draw(rows(cube, asks[name](i)));
    return performance.now() - start;
  };
`;

/** Filters and brushes the cube so many times, each with the drawing of what it finds. */
export async function cubeCase(
  browser: Browser,
  changes: number,
  say: (line: string) => void,
): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    format: "iife",
    write: false,
    logLevel: "silent",
  });
  const page = await browser.newPage();
  try {
    await page.setContent("<body></body>");
    await page.addScriptTag({ content: outputFiles[0]!.text });
    const busy = await threadTime(page);
    for (const [name, told] of [
      ["filter", "one area, industry and kind over time"],
      ["brush", "two years of one area, all industries"],
      ["wide", "2,400 rows: all areas and periods"],
    ] as const) {
      const [wall, cpu]: [number[], number[]] = [[], []];
      for (let i = 0; i < changes; i++) {
        const before = await busy();
        wall.push((await page.evaluate(`run("${name}", ${i})`)) as number);
        cpu.push((await busy()) - before);
      }
      const p95 = quantile(cpu.slice(1), 0.95);
      const cells = [wall[0]!, quantile(wall, 0.5), quantile(wall, 0.95), p95].map((ms) =>
        ms.toFixed(1).padStart(9),
      );
      say(`${told.padEnd(44)}${cells.join("")}  ${p95 <= frame ? "within" : "over"}`);
    }
  } finally {
    await page.close();
  }
}
