import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { conversationTester } from "@chatloom/runtime/chat";
import type { CliCommand } from "../command.ts";
import { serverOf, serverOptions } from "../flow/server-options.ts";
import { breakSuite } from "./break-suite.ts";
import { isPath, suitesOfFiles } from "./file-suites.ts";
import { junitReport } from "./junit-report.ts";
import { printSuite } from "./print-suite.ts";
import { suitesOfServer } from "./server-suites.ts";
import type { RanSuite, TestSuite } from "./test-suite.ts";

/** Runs conversation tests. */
export const test: CliCommand = {
  name: "test",
  args: "[FLOW ... | FILE ... | DIR ...] [--junit FILE] [--fuzz N [--seed S]]",
  summary:
    "Run the conversation tests of flows: of a server (--url and --token, as for flow), or of YAML files with their tests beside them. --fuzz sends N random contacts through each flow.",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...serverOptions,
        junit: { type: "string" },
        fuzz: { type: "string" },
        seed: { type: "string", default: "1" },
      },
    });
    const paths = positionals.filter(isPath);
    if (paths.length > 0 && paths.length < positionals.length) {
      const [other] = positionals.filter((it) => !isPath(it));
      throw new Error(`There is no file ${other}`);
    }
    const suites =
      paths.length > 0
        ? await suitesOfFiles(paths)
        : await suitesOfServer(serverOf(values), positionals);
    const ran = suites.map(runSuite);
    for (const suite of ran) {
      printSuite(suite);
    }
    const results = ran.flatMap((it) => it.results);
    const failed = results.filter((it) => !it.result.passed).length;
    console.log(`${results.length} tests, ${failed} failed`);
    if (values.junit !== undefined) {
      writeFileSync(values.junit, junitReport(ran));
    }
    const broken = values.fuzz === undefined ? 0 : fuzz(suites, values.fuzz, values.seed);
    if (failed > 0 || broken > 0) {
      process.exitCode = 1;
    }
  },
};

/** Tries to break each flow and prints what was found. Returns how many ways there are. */
function fuzz(suites: readonly TestSuite[], count: string, seed: string): number {
  const task = { conversations: wholeNumber("--fuzz", count), seed: wholeNumber("--seed", seed) };
  return suites.reduce((sum, suite) => sum + breakSuite(suite, task), 0);
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`${option} takes a whole number, such as ${option} 1000`);
  }
  return Number(text);
}

function runSuite({ name, world, tests }: TestSuite): RanSuite {
  if (tests.length === 0) {
    return { name, results: [] };
  }
  const run = conversationTester(world);
  return { name, results: tests.map((it) => ({ test: it, result: run(it) })) };
}
