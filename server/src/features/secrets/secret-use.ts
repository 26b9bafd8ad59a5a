import type { ReplyOf, routes } from "@chatloom/api-schema";
import { type Flow, nodeTypeOf, secretPattern, walkFields } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { aiAgents, aiAgentVersions } from "../../records/ai-agent-model.ts";
import { aiConnections } from "../../records/ai-connection-model.ts";
import { crmsOfAccount } from "../../records/crm-sign-in.ts";
import { flows, flowVersions } from "../../records/flow-model.ts";
import { mcpServers } from "../../records/mcp-server-model.ts";
import { webhooks } from "../../records/webhook-model.ts";

/** Lists the flows and AI agents that name a secret in their draft or their published version, and the AI connections, webhooks, MCP servers and CRM connections that use it. */
export async function secretUse(
  context: ServerContext,
  workspaceId: string,
  name: string,
): Promise<ReplyOf<typeof routes.secrets.readSecretUse>> {
  const { connection } = context;
  const [drafts, agents, connections, hooks, servers, crms] = await Promise.all([
    flows(connection)
      .in(workspaceId)
      .find({}, { sort: { updatedAt: -1 } }),
    aiAgents(connection)
      .in(workspaceId)
      .find({}, { sort: { updatedAt: -1 } }),
    aiConnections(connection).in(workspaceId).find({ keySecret: name }),
    webhooks(connection).in(workspaceId).find({}),
    mcpServers(connection).in(workspaceId).find({ "signIn.secret": name }),
    crmsOfAccount(context, workspaceId, name),
  ]);
  const newest = new Map([...drafts, ...agents].map((it) => [String(it._id), it.version]));
  const version = { $in: [...new Set(newest.values())].filter((it) => it !== undefined) };
  const [versions, agentVersions] = await Promise.all([
    flowVersions(connection)
      .in(workspaceId)
      .find({ flowId: { $in: drafts.map((it) => it._id) }, version }),
    aiAgentVersions(connection)
      .in(workspaceId)
      .find({ agentId: { $in: agents.map((it) => it._id) }, version }),
  ]);
  const isNewest = (id: unknown, it: number) => newest.get(String(id)) === it;
  const live = new Set(
    versions
      .filter((it) => isNewest(it.flowId, it.version) && names(it.flow, name))
      .map((it) => String(it.flowId)),
  );
  const liveAgents = new Set(
    agentVersions
      .filter((it) => isNewest(it.agentId, it.version) && names(it.spec, name))
      .map((it) => String(it.agentId)),
  );
  return {
    flows: drafts
      .filter(({ _id, draft }) => live.has(String(_id)) || names(draft, name))
      .map((it) => ({ id: String(it._id), name: it.name })),
    agents: agents
      .filter(({ _id, draft }) => liveAgents.has(String(_id)) || names(draft, name))
      .map((it) => ({ id: String(it._id), name: it.name })),
    connections: connections.map((it) => ({ id: String(it._id), name: it.name })),
    webhooks: hooks
      .filter(({ signingSecret, headers }) => signingSecret === name || names(headers ?? [], name))
      .map((it) => ({ id: String(it._id), name: it.description || it.url })),
    mcpServers: servers.map((it) => ({ id: String(it._id), name: it.name })),
    crmConnections: crms.map((it) => ({ id: String(it._id), name: it.name })),
  };
}

/** Says whether something names a secret in braces, or a step chooses a connected account. */
function names(value: unknown, name: string): boolean {
  const { nodes = [] } = value as Partial<Flow>;
  const chosen = nodes.some((it) =>
    walkFields(nodeTypeOf(it).data, it.data).some(
      ({ schema, value }) => schema.widget === "googleAccount" && value === name,
    ),
  );
  // A name alone in braces reads the same in JSON as in the text itself.
  return chosen || [...JSON.stringify(value).matchAll(secretPattern)].some((it) => it[1] === name);
}
