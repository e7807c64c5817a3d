import { expect, test } from "vitest";
import { copyOf } from "../../project.ts";
import { expectRecovery, left, runApart, waiting } from "./killing.ts";

// Each kill is a process of its own; `npm run test:fuzz` kills before every change.
test("killed before any change of the file system, intake leaves a lake that reads and that the next run completes", async () => {
  const start = await waiting();
  try {
    const whole = await copyOf(start);
    const changes = (await runApart(whole, 0))!;
    expect(changes).toBeGreaterThan(20);
    const undisturbed = await left(whole);
    await whole.remove();
    for (const share of [0.3, 0.5, 0.7, 0.9]) {
      const project = await copyOf(start);
      expect(await runApart(project, Math.floor(share * changes))).toBeUndefined();
      await expectRecovery(project, undisturbed);
      await project.remove();
    }
  } finally {
    await start.remove();
  }
}, 120_000);
