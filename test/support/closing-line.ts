import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Ends the output with one plain line, such as `412 passed, 0 failed, 1 skipped`, that people and machines can read. Before it stands why
 * a test failed that passed when it was tried again: that is a fault, too.
 */
// biome-ignore lint/style/noDefaultExport: vitest loads reporters by their default export.
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      // A file that cannot even be loaded has no tests, but it has failed.
      if (module.errors().length > 0) count.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== "pending") count[state]++;
        if (state === "passed") tellRetried(test);
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    // The other reporters print at the end, too; this line is to be the last.
    process.on("exit", () =>
      console.log(`${count.passed} passed, ${count.failed} failed${skipped}`),
    );
  }
}

function tellRetried(test: TestCase): void {
  for (const { message, stack } of test.result().errors ?? []) {
    console.log(`\nTried again: ${test.fullName}\n${stack?.includes(message) ? stack : message}`);
  }
}
