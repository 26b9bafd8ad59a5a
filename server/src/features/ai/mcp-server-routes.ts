import { routes, type McpServer as Shown } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import type { McpServers } from "../../pipeline/effects/mcp-servers.ts";
import { type McpServerRecord, mcpServers } from "../../records/mcp-server-model.ts";
import { aiErrors } from "./errors.ts";
import { readOutsideUrl } from "./read-base-url.ts";

const chapter = routes.mcpServers;
const mostServers = 20;

/** Connecting MCP servers, and asking them for their tools. */
export function mcpServerRoutes(api: Router, context: ServerContext, mcp: McpServers): void {
  const { config, connection } = context;
  const kept = (workspaceId: string) => mcpServers(connection).in(workspaceId);
  const readUrl = (text: string) => readOutsideUrl(text, config.outboundAllowPrivate, "/url").href;

  answer(api, chapter.listMcpServers, async ({ workspaceId }) => {
    const found = await kept(workspaceId).find({}, { sort: { createdAt: 1 } });
    return { items: found.map(present) };
  });

  answer(api, chapter.addMcpServer, async ({ workspaceId, body }) => {
    if ((await kept(workspaceId).count({}, mostServers)) >= mostServers) {
      throw aiErrors.tooManyConnections(mostServers);
    }
    const { name, url, signIn } = body;
    const made = await kept(workspaceId).insert({
      name,
      url: readUrl(url),
      ...defined({ signIn }),
      tools: [],
      createdAt: new Date(context.now()),
    });
    return present(made);
  });

  answer(api, chapter.changeMcpServer, async ({ workspaceId, params, body }) => {
    const before = await find(workspaceId, params.serverId);
    const { name, signIn } = body;
    const url = readUrl(body.url);
    const moved = url !== before.url;
    await kept(workspaceId).updateOne(
      { _id: before._id },
      {
        $set: {
          name,
          url,
          ...defined({ signIn, tools: moved ? [] : undefined }),
        },
        $unset: {
          ...defined({ signIn: signIn ? undefined : 1 }),
          ...(moved && { checkedAt: 1, problem: 1 }),
        },
      },
    );
    return present(await find(workspaceId, params.serverId));
  });

  answer(api, chapter.removeMcpServer, async ({ workspaceId, params }) => {
    if ((await kept(workspaceId).deleteOne({ _id: params.serverId })) === 0) {
      throw new NotFound("connection");
    }
    return {};
  });

  answer(api, chapter.checkMcpServer, async ({ workspaceId, params }) => {
    const server = await find(workspaceId, params.serverId);
    const listed = await mcp.list(server, workspaceId);
    const checkedAt = new Date(context.now());
    const { code, message } = "failure" in listed ? listed.failure.error : {};
    // An address that was changed meanwhile has other tools.
    await kept(workspaceId).updateOne(
      { _id: server._id, url: server.url },
      "failure" in listed
        ? { $set: { checkedAt, problem: { code, message } } }
        : { $set: { checkedAt, tools: listed.tools }, $unset: { problem: 1 } },
    );
    return present(await find(workspaceId, params.serverId));
  });

  async function find(workspaceId: string, id: string): Promise<McpServerRecord> {
    const found = await kept(workspaceId).findById(id);
    if (!found) {
      throw new NotFound("connection");
    }
    return found;
  }
}

function present({ _id, name, url, signIn, tools, checkedAt, problem }: McpServerRecord): Shown {
  return {
    id: String(_id),
    name,
    url,
    signIn,
    tools: tools.map(({ name, description, readOnly, usable }) => ({
      name,
      description,
      readOnly,
      usable,
    })),
    checkedAt: checkedAt?.toISOString(),
    problem,
  };
}
