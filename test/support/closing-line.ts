import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Ends the output with a plain line such as `412 passed, 0 failed, 1 skipped`. Before it, prints the errors of tests that
 * passed only in a retry.
 */
// biome-ignore lint/style/noDefaultExport: vitest loads reporters by their default export.
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      // A file that cannot be loaded has no tests, but has failed.
      if (module.errors().length > 0) {
        count.failed++;
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== "pending") {
          count[state]++;
        }
        if (state === "passed") {
          printRetried(test);
        }
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    // The other reporters print at the end, too; this line must be the last.
    process.on("exit", () =>
      console.log(`${count.passed} passed, ${count.failed} failed${skipped}`),
    );
  }
}

function printRetried(test: TestCase): void {
  for (const { message, stack } of test.result().errors ?? []) {
    console.log(`\nTried again: ${test.fullName}\n${stack?.includes(message) ? stack : message}`);
  }
}
