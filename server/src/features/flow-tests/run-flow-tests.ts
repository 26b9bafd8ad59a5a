import { setImmediate } from "node:timers/promises";
import type { FailedTest } from "@chatloom/api-schema";
import {
  type Flow,
  readFlow,
  type TestProblem,
  testProblemText,
  withMentionedFlows,
} from "@chatloom/flows-schema";
import type { JsonObject } from "@chatloom/runtime";
import { conversationTester, type TestResult, type TestWorld } from "@chatloom/runtime/chat";
import { channels } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { flows } from "../../records/flow-model.ts";
import type { FlowTestRecord } from "../../records/flow-test-model.ts";
import { loadSegmentWorld } from "../../records/segment-world.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { listFlowTests } from "./store-flow-tests.ts";

/** A test with its result. */
export interface RanTest {
  readonly record: FlowTestRecord;
  readonly result: TestResult;
}

/** Runs tests of a flow against a draft. Lets other work of the process go on between two tests. */
export async function runFlowTests(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  draft: Flow,
  records: readonly FlowTestRecord[],
): Promise<RanTest[]> {
  if (records.length === 0) {
    return [];
  }
  const run = conversationTester(await testWorld(context, workspaceId, flowId, draft));
  const ran: RanTest[] = [];
  for (const record of records) {
    ran.push({ record, result: run(record.test) });
    await setImmediate();
  }
  return ran;
}

/** Lists the tests that fail against a draft, as its settings ask for. */
export async function findFailingTests(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  draft: Flow,
): Promise<FailedTest[]> {
  if (draft.settings.failingTests === "ignore") {
    return [];
  }
  const records = await listFlowTests(context, workspaceId, flowId);
  const ran = await runFlowTests(context, workspaceId, flowId, draft, records);
  return ran.flatMap(({ record, result: { first } }) =>
    first
      ? [
          {
            id: String(record._id),
            name: record.test.name,
            step: first.step,
            problem: presentProblem(first.problem),
          },
        ]
      : [],
  );
}

/** Adds the English sentence to a problem. */
export function presentProblem(problem: TestProblem): FailedTest["problem"] {
  const { code, values, nodeId } = problem;
  return { code, values: { ...values }, nodeId, message: testProblemText(problem) };
}

async function testWorld(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  draft: Flow,
): Promise<TestWorld> {
  const { connection } = context;
  const model = flows(connection).in(workspaceId);
  const read = async (id: string) => {
    const found = /^[0-9a-f]{24}$/.test(id) ? await model.findById(id) : undefined;
    return found && readFlow(found.draft);
  };
  const workspace = await findWorkspace(connection, workspaceId);
  return {
    flowId,
    flows: await withMentionedFlows(flowId, draft, read),
    channels: Object.values(channels),
    workspace: {
      id: workspaceId,
      name: workspace?.name ?? "",
      variables: (workspace?.variables ?? {}) as JsonObject,
      country: workspace?.country || undefined,
    },
    segments: await loadSegmentWorld(connection, workspaceId, workspace?.timeZone ?? "UTC"),
  };
}
