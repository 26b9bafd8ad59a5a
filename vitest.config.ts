import { defineConfig } from "vitest/config";

/** Tests whose figures depend on the whole machine. */
const measured = ["test/turns/burst.test.ts"];

export default defineConfig({
  resolve: { conditions: ["source", "module", "import", "default"] },
  // Handed on to Node: "import" here would make require() of packages pick their ES modules.
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    exclude: ["**/node_modules/**", "**/dist/**"],
    setupFiles: ["./test/support/fixed-seed.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "parts",
          sequence: { groupOrder: 0 },
          include: [
            "*/src/**/*.test.{ts,tsx}",
            "embedded-mongo/test/**/*.test.ts",
            "test/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "**/dist/**", "test/e2e/**", ...measured],
        },
      },
      {
        extends: true,
        test: {
          name: "measured",
          // Counts refusals of platforms at their rates: another test on the same cores would delay the sends.
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
          include: measured,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          // After everything else and one at a time: a browser, a server and a store need the whole machine.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
          // A journey of a minute on a busy machine; what fails twice has failed.
          retry: 1,
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: "./test/support/build-front-ends.ts",
          testTimeout: 150_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
