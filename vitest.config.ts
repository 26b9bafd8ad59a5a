import { defineConfig } from "vitest/config";
import { SpreadProcesses } from "./test/support/spread-processes.ts";

/** Tests whose figures depend on the whole machine. */
const measured = ["test/turns/burst.test.ts"];

export default defineConfig({
  resolve: {
    // Worlds start the built store: from its sources, each thread would need a TypeScript loader.
    alias: {
      "@chatloom/embedded-mongo": new URL("embedded-mongo/dist/index.js", import.meta.url).pathname,
    },
    conditions: ["source", "module", "import", "default"],
  },
  // Handed on to Node: "import" here would make require() of packages pick their ES modules.
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: "./test/support/build-store.ts",
    setupFiles: ["./test/support/fixed-seed.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
    // The client of MCP needs a package whose exports have a "source" of TypeScript, which Node itself cannot load.
    server: { deps: { inline: [/@modelcontextprotocol/, /eventsource-parser/] } },
    pool: "forks",
    // One more than the cores of a small machine: a third of the time, a test waits for a timer, a lease or a process.
    maxWorkers: 3,
    sequence: { sequencer: SpreadProcesses },
    // Loading the server's modules takes two seconds of processor time: once per worker, not once per file.
    isolate: false,
    unstubGlobals: true,
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
          globalSetup: "./test/support/build-server.ts",
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
