import type { CheckedChannel, CheckedMcpServer, CheckedPayments } from "@chatloom/flows-schema";
import { channelOf } from "../channels/index.ts";
import type { ServerContext } from "../context/server-context.ts";
import { crms } from "../crm/index.ts";
import { desks } from "../desks/index.ts";
import { paymentProviderOf, paymentProviders } from "../payments/index.ts";
import { channelAccounts } from "./channel-account-model.ts";
import { mcpServers } from "./mcp-server-model.ts";
import { messageTemplates } from "./message-template-model.ts";

/** The workspace's channels as the checks of flows see them. */
export async function listCheckedChannels(
  { connection }: ServerContext,
  workspaceId: string,
): Promise<CheckedChannel[]> {
  const found = await channelAccounts(connection).in(workspaceId).find({ paused: false });
  const kept = await messageTemplates(connection)
    .in(workspaceId)
    .find({}, { projection: checkedParts });
  return found.flatMap(({ _id, name, type, templates }) => {
    const channel = channelOf(type);
    if (!channel) {
      return [];
    }
    const { abilities, refLinks } = channel;
    const id = String(_id);
    const own = kept.filter((it) => it.channelId === id).map((it) => it.template);
    // A list that was never read says nothing.
    const known = templates?.readAt === undefined ? {} : { templates: own };
    return [{ id, name, type, abilities, opensByLink: refLinks !== undefined, ...known }];
  });
}

const checkedParts = {
  channelId: 1,
  "template.name": 1,
  "template.title": 1,
  "template.language": 1,
  "template.status": 1,
  "template.parameters": 1,
};

/** The ids of the workspace's helpdesks. */
export function listDeskIds(context: ServerContext, workspaceId: string): Promise<string[]> {
  return listAccountIds(context, workspaceId, Object.keys(desks));
}

/** The ids of the workspace's CRMs. */
export function listCrmIds(context: ServerContext, workspaceId: string): Promise<string[]> {
  return listAccountIds(context, workspaceId, Object.keys(crms));
}

async function listAccountIds(
  { connection }: ServerContext,
  workspaceId: string,
  types: readonly string[],
): Promise<string[]> {
  const type = { $in: types };
  const found = await channelAccounts(connection).in(workspaceId).find({ type });
  return found.map(({ _id }) => String(_id));
}

/** The workspace's MCP servers as the checks of flows see them. */
export async function listCheckedMcpServers(
  { connection }: ServerContext,
  workspaceId: string,
): Promise<CheckedMcpServer[]> {
  const found = await mcpServers(connection).in(workspaceId).find({});
  return found.map(({ _id, name, tools }) => ({
    id: String(_id),
    name,
    tools: tools.filter((it) => it.usable).map((it) => it.name),
  }));
}

/** The workspace's payment connections as the checks of flows see them. */
export async function listCheckedPayments(
  { connection }: ServerContext,
  workspaceId: string,
): Promise<CheckedPayments[]> {
  const type = { $in: Object.keys(paymentProviders) };
  const found = await channelAccounts(connection).in(workspaceId).find({ type });
  return found.map((it) => ({
    id: String(it._id),
    name: it.name,
    currencies: paymentProviderOf(it.type)?.currencies,
  }));
}
