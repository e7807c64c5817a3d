import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/deploy/**"],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    // Two cores: the browser, DuckDB and Framework already use both, and a third worker only slows the others.
    maxWorkers: 2,
    // Nothing is kept between tests but what modules compute once, so each worker loads them once.
    isolate: false,
    reporters: ["default", "./test/closing-line.ts"],
  },
});
