import type { AiTool } from "@chatloom/flows-schema";
import {
  type LlmAnswer,
  type LlmRequest,
  type LlmTool,
  plainToolName,
  type ServerTool,
  serverToolsOf,
} from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { mcpServers } from "../../records/mcp-server-model.ts";
import type { EffectPlace } from "./effect-place.ts";
import { alertToolGone } from "./tool-gone-alert.ts";

/** A request with the tools of servers declared, and the way back from the names that the model uses. */
export interface OfferedTools {
  readonly request: LlmRequest;
  readonly complete: (answer: LlmAnswer) => LlmAnswer;
}

/**
 * Declares the allowed tools of MCP servers, as the last check listed them. What is not allowed is not offered, and a call of it is not
 * recognised. A tool that its server no longer lists raises an alert.
 */
export async function offerServerTools(
  context: ServerContext,
  place: EffectPlace,
  request: LlmRequest,
  agentTools: readonly AiTool[],
): Promise<OfferedTools> {
  const allowed = [...(request.serverTools ?? []), ...serverToolsOf(agentTools)];
  if (allowed.length === 0) {
    return { request, complete: (answer) => answer };
  }
  const ids = allowed.map((it) => it.serverId).filter((it) => /^[0-9a-f]{24}$/.test(it));
  const servers = await mcpServers(context.connection)
    .in(place.workspaceId)
    .find({ _id: { $in: ids } });
  const declared: LlmTool[] = [];
  const meant = new Map<string, ServerTool>();
  const taken = new Set(request.tools?.map((it) => it.name));
  const gone: string[] = [];
  for (const { serverId, tools } of allowed) {
    const server = servers.find((it) => String(it._id) === serverId);
    for (const tool of tools) {
      const listed = server?.tools.find((it) => it.name === tool && it.usable);
      if (!listed) {
        gone.push(server ? `${tool} (${server.name})` : tool);
        continue;
      }
      const known = [...meant.values()];
      if (known.some((it) => it.serverId === serverId && it.tool === tool)) {
        continue;
      }
      const name = freeName(tool, taken);
      taken.add(name);
      meant.set(name, { serverId, tool, repeatable: listed.repeatable });
      const { description } = listed;
      declared.push({ name, description, parameters: JSON.parse(listed.schema) });
    }
  }
  if (gone.length > 0) {
    await alertToolGone(context, place, gone);
  }
  const tools = [...(request.tools ?? []), ...declared];
  return {
    request: tools.length > 0 ? { ...request, tools } : request,
    complete: (answer) => withMeant(answer, meant),
  };
}

function withMeant(answer: LlmAnswer, meant: ReadonlyMap<string, ServerTool>): LlmAnswer {
  if (!answer.calls) {
    return answer;
  }
  const calls = answer.calls.map((call) => {
    const serverTool = meant.get(call.name);
    return serverTool ? { ...call, serverTool } : call;
  });
  return { ...answer, calls };
}

function freeName(tool: string, taken: ReadonlySet<string>): string {
  const plain = plainToolName(tool) || "tool";
  for (let number = 1; ; number++) {
    const name = number === 1 ? plain : `${plain}_${number}`;
    if (!taken.has(name)) {
      return name;
    }
  }
}
