import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { audit } from "../../loaders/audit/audit.ts";
import { protect } from "../../loaders/disclosure/protect.ts";
import { denseTable, type Instance, linkedTables, tree } from "./instance.ts";
import { writeInstance } from "./release.ts";

/** The instances that the design sets budgets for. */
export const instances: Record<string, { budget: number; auditBudget: number; make: () => Instance }> = {
  "149,000 linked cells": {
    budget: 10,
    auditBudget: 60,
    make: () =>
      linkedTables(1, { areas: tree(20, 20), categories: [118, 118, 118], households: 4300, spread: 1 }),
  },
  "652,000 linked cells": {
    budget: 60,
    auditBudget: 60,
    make: () =>
      linkedTables(1, { areas: tree(36, 50), categories: [118, 118, 118], households: 4300, spread: 1 }),
  },
  "37,000 cells in three dimensions": {
    budget: 120,
    auditBudget: 120,
    make: () => denseTable(1, [34, 33, 33], 0.55),
  },
};

export const protectHeading = `${"case".padEnd(44)}${["seconds", "budget"].map((c) => c.padStart(9)).join("")}  ${"".padEnd(7)}peak MB  cells`;

/**
 * One line: how long the audit of a protected instance takes, from the release's files, and what it finds.
 * @param folder scratch folder
 */
export async function auditCase(name: string, folder: string): Promise<string> {
  const { auditBudget, make } = instances[name]!;
  const release = join(folder, `audit-${Object.keys(instances).indexOf(name)}`);
  await mkdir(release, { recursive: true });
  const instance = make();
  await writeInstance(release, instance, protect(instance.problem).published);
  const start = performance.now();
  const { tables, narrow } = await audit(release, { sealed: join(release, "required.parquet") });
  const seconds = (performance.now() - start) / 1000;
  const withheld = tables.reduce((n, t) => n + t.withheld, 0);
  return caseLine(
    `audit, ${name}`,
    seconds,
    auditBudget,
    `${withheld} withheld, ${narrow.length} too narrow`,
  );
}

/** One line: how long the protection of an instance takes, and what it withholds. */
export function protectCase(name: string): string {
  const { budget, make } = instances[name]!;
  const { problem } = make();
  const start = performance.now();
  const { primary, secondary } = protect(problem);
  const seconds = (performance.now() - start) / 1000;
  const cells = problem.value.length;
  const share = `${((100 * primary) / cells).toFixed(0)} % primary`;
  return caseLine(
    `protect, ${name}`,
    seconds,
    budget,
    `${primary} primary (${share}), ${secondary} withheld for them`,
  );
}

function caseLine(name: string, seconds: number, budget: number, found: string): string {
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const numbers = [seconds.toFixed(1), budget.toFixed(0)].map((c) => c.padStart(9)).join("");
  const verdict = seconds <= budget ? "within" : "over";
  return `${name.padEnd(44)}${numbers}  ${verdict.padEnd(7)}${String(peak).padStart(7)}  ${found}`;
}
