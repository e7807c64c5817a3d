import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/deploy/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 240_000 },
});
