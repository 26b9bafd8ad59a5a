import type { ServerContext } from "../../context/server-context.ts";
import { aiAgents, aiAgentVersions } from "../../records/ai-agent-model.ts";
import type { AskedAgent } from "./ask-agent.ts";

/** Finds a version of an agent, or its draft as version 0. Undefined where there is none. */
export async function findAskedAgent(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string,
  agentId: string,
  version: number,
): Promise<(AskedAgent & { readonly draftRevision: number }) | undefined> {
  const found = await aiAgents(connection).in(workspaceId).findById(agentId);
  if (!found) {
    return undefined;
  }
  const { name, draft, draftRevision } = found;
  if (version === 0) {
    return { agentId, version, name, spec: draft, draftRevision };
  }
  const published = await aiAgentVersions(connection)
    .in(workspaceId)
    .findOne({ agentId: found._id, version });
  return published && { agentId, version, name, spec: published.spec, draftRevision };
}
