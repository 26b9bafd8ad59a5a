import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type FlowTest, routes } from "@chatloom/api-schema";
import type { ConversationTest } from "@chatloom/flows-schema";
import { writeTestsText } from "@chatloom/flows-schema/text";
import { callServer } from "./call-server.ts";
import { chooseFlows } from "./choose-flows.ts";
import { serverOf, serverOptions } from "./server-options.ts";
import { testsPathOf } from "./tests-path-of.ts";

/** Writes drafts as files, with their tests beside them: those of the named flows, or of all. A flow is named by its name or its id. */
export async function pullFlows(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...serverOptions, dir: { type: "string", default: "flows" } },
  });
  const { items } = await callServer(serverOf(values), routes.flows.listFlows);
  const chosen = chooseFlows(items, positionals);
  mkdirSync(values.dir, { recursive: true });
  const shared = new Set(
    items.map(({ name }) => fileNameOf(name)).filter((it, at, all) => all.indexOf(it) !== at),
  );
  for (const { id, name } of chosen) {
    const { text } = await callServer(serverOf(values), routes.flowTexts.readFlowAsText, {
      params: { flowId: id },
    });
    const base = fileNameOf(name);
    const path = join(values.dir, `${shared.has(base) ? `${base}-${id}` : base}.yaml`);
    writeFileSync(path, text);
    console.log(path);
    const params = { flowId: id };
    const tests = await callServer(serverOf(values), routes.flowTests.listFlowTests, { params });
    if (tests.items.length > 0) {
      const testsPath = testsPathOf(path);
      writeFileSync(testsPath, writeTestsText(tests.items.map(asTest)));
      console.log(testsPath);
    }
  }
}

/** A stored test as it stands in a file. */
function asTest({ id: _id, updatedAt: _at, updatedBy: _by, ...test }: FlowTest): ConversationTest {
  return test;
}

function fileNameOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 80) || "flow";
}
