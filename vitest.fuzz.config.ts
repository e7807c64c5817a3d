import { defineConfig } from "vitest/config";

process.env.FUZZ_RUNS ??= "10000";

/** The property tests with many more cases than `npm test` runs. */
export default defineConfig({ test: { include: ["test/fuzz/**/*.fuzz.ts"] } });
