import { routes } from "@chatloom/api-schema";
import { withMentionedFlows } from "@chatloom/flows-schema";
import type { JsonObject } from "@chatloom/runtime";
import { channels } from "../../channels/index.ts";
import { type CalledServer, callServer, Refused } from "../flow/call-server.ts";
import { chooseFlows } from "../flow/choose-flows.ts";
import type { TestSuite } from "./test-suite.ts";

/** Reads flows and their tests from a server: the named flows, or all that have tests. */
export async function suitesOfServer(
  server: CalledServer,
  names: readonly string[],
): Promise<TestSuite[]> {
  const { items } = await callServer(server, routes.flows.listFlows);
  const { id, name, variables, country } = await callServer(server, routes.accounts.readWorkspace);
  const workspace = {
    id,
    name,
    variables: variables as JsonObject,
    country: country || undefined,
  };
  const suites: TestSuite[] = [];
  for (const flow of chooseFlows(items, names)) {
    const params = { flowId: flow.id };
    const stored = await callServer(server, routes.flowTests.listFlowTests, { params });
    if (stored.items.length === 0 && names.length === 0) {
      continue;
    }
    const { draft } = await callServer(server, routes.flows.readFlow, { params });
    const flows = await withMentionedFlows(flow.id, draft, (flowId) => readDraft(server, flowId));
    const world = { flowId: flow.id, flows, channels: Object.values(channels), workspace };
    suites.push({ name: flow.name, world, tests: stored.items });
  }
  return suites;
}

/** Reads another flow; undefined where it is gone, which fails the step that wants it as in production. */
async function readDraft(server: CalledServer, flowId: string) {
  try {
    return (await callServer(server, routes.flows.readFlow, { params: { flowId } })).draft;
  } catch (error) {
    if (error instanceof Refused) {
      return undefined;
    }
    throw error;
  }
}
