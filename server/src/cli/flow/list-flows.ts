import { parseArgs } from "node:util";
import { routes } from "@chatloom/api-schema";
import { callServer } from "./call-server.ts";
import { serverOf, serverOptions } from "./server-options.ts";

/** Prints the flows of the workspace: id, state, revision of the draft, name. */
export async function listFlows(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: serverOptions });
  const { items } = await callServer(serverOf(values), routes.flows.listFlows);
  for (const { id, name, active, version, draftRevision } of items) {
    const state = version === undefined ? "draft" : active ? `v${version}` : `v${version} paused`;
    console.log(`${id}  ${state.padEnd(10)} r${String(draftRevision).padEnd(5)} ${name}`);
  }
}
