import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyCheckContext, type Flow, withMentionedFlows } from "@chatloom/flows-schema";
import { readFlowText } from "@chatloom/flows-schema/text";
import { channels } from "../../channels/index.ts";
import { checkFlowText } from "../../records/check-flow-text.ts";
import { readTests } from "../flow/read-tests.ts";
import { testsPathOf } from "../flow/tests-path-of.ts";
import type { TestSuite } from "./test-suite.ts";

/** A flow's file. */
interface ReadFile {
  readonly path: string;
  readonly flowId: string;
  readonly flow: Flow;
}

const isFlowFile = (name: string) => /(?<!\.tests)\.ya?ml$/.test(name);

/** Whether an argument names files, and not a flow on a server. */
export function isPath(argument: string): boolean {
  return existsSync(argument);
}

/**
 * Reads the flows that files or directories hold, with the tests beside them: `welcome.tests.yaml` has those of `welcome.yaml`. A flow
 * may continue in the flows of its directory. Throws where a file cannot be read.
 */
export async function suitesOfFiles(paths: readonly string[]): Promise<TestSuite[]> {
  const named = paths.flatMap((path) =>
    statSync(path).isDirectory() ? flowFilesIn(path) : [path],
  );
  const suites: TestSuite[] = [];
  for (const path of named) {
    const { flowId, flow } = readFlowFile(path);
    const flows = await withMentionedFlows(flowId, flow, async (id) => neighbour(path, id));
    const testsPath = testsPathOf(path);
    const tests = existsSync(testsPath) ? readTests(testsPath) : [];
    const workspace = { id: "files", name: "", variables: {} };
    const world = { flowId, flows, channels: Object.values(channels), workspace };
    suites.push({ name: path, world, tests });
  }
  return suites;
}

function flowFilesIn(directory: string): string[] {
  return readdirSync(directory)
    .filter(isFlowFile)
    .sort()
    .map((name) => join(directory, name));
}

function readFlowFile(path: string): ReadFile {
  const read = readFlowText(readFileSync(path, "utf8"));
  const { flow, problems } = checkFlowText(read, emptyCheckContext);
  if (!flow) {
    const [first] = problems;
    throw new Error(`${path}:${first?.line}:${first?.column}: error: ${first?.message}`);
  }
  return { path, flowId: read.head.id ?? path, flow };
}

/** Finds the flow with an id among the files beside another. */
function neighbour(path: string, flowId: string): Flow | undefined {
  for (const file of flowFilesIn(dirname(path))) {
    const text = readFileSync(file, "utf8");
    if (text.includes(flowId) && readFlowText(text).head.id === flowId) {
      return readFlowFile(file).flow;
    }
  }
  return undefined;
}
