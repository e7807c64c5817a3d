import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { tableOf, tree } from "../../../bench/disclosure/instance.ts";
import { state } from "../../../loaders/disclosure/problem.ts";
import { protect } from "../../../loaders/disclosure/protect.ts";
import { intervals, knownCells, unknownTo } from "./brute.ts";

/** The worked example of docs/disclosure.md, worked again here: areas by industry, totals first. */
const rows = ["all", "north", "south"];
const columns = ["all", "crops", "trade", "transport"];
const inner = [20, 3, 27, 31, 14, 4];

const guide = readFile(new URL("../../../docs/disclosure.md", import.meta.url), "utf8");

function worked() {
  let next = 0;
  const { problem } = tableOf([tree(2), tree(3)], () => inner[next++]!, 10);
  // Totals cost most.
  for (const c of problem.value.keys()) if (c < 4 || c % 4 === 0) problem.cost[c] = 100;
  return problem;
}

const at = (row: string, column: string) => rows.indexOf(row) * 4 + columns.indexOf(column);
const nameOf = (c: number) => `${rows[Math.floor(c / 4)]} ${columns[c % 4]}`;

/** The table as Markdown, totals last, with what `show` says of each cell. */
function markdown(show: (c: number) => string): string {
  const order = [1, 2, 3, 0];
  const lines = [
    ["households", ...order.map((c) => columns[c])],
    ["---", ...order.map(() => "--:")],
  ];
  for (const r of [1, 2, 0]) lines.push([rows[r], ...order.map((c) => show(r * 4 + c))]);
  return lines.map((l) => `| ${l.join(" | ")} |`).join("\n");
}

test("the guide's table and its primary cells are those of the rule", async () => {
  const { value, state: states } = worked();
  const shown = markdown((c) => (states[c] === state.primary ? `**${value[c]}**` : `${value[c]}`));
  expect(await guide).toContain(shown);
});

test("the guide says which rows of the echelon form stand alone when only the primary cells are withheld", async () => {
  const problem = worked();
  const unknown = Array.from(problem.state, (s) => s === state.primary);
  const alone = [...knownCells(problem, unknown)].sort((a, b) => a - b);
  expect(alone).toEqual([at("north", "trade"), at("south", "transport")]);
  for (const c of alone) expect(await guide).toContain(`${nameOf(c)} = ${problem.value[c]}`);
});

test("the guide withholds what the suppressor withholds, and nothing stands alone any more", async () => {
  const problem = worked();
  const { published, secondary } = protect(problem);
  const shown = markdown((c) => {
    if (published[c]) return `${problem.value[c]}`;
    return problem.state[c] === state.primary ? "withheld" : "withheld (2nd)";
  });
  expect(await guide).toContain(shown);
  expect(secondary).toBe(2);
  expect(knownCells(problem, unknownTo(problem, published)).size).toBe(0);
});

test("the guide's intervals are those of all tables of whole numbers that fit", async () => {
  const problem = worked();
  const leaves = [5, 6, 7, 9, 10, 11];
  const { low, high } = intervals(problem, unknownTo(problem, protect(problem).published), leaves);
  for (const c of [at("north", "trade"), at("south", "transport")]) {
    expect(await guide).toContain(
      `${nameOf(c)}: from ${low[c]} to ${high[c]}, a width of ${high[c]! - low[c]!}`,
    );
  }
});
