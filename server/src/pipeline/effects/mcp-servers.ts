import type { JsonObject, JsonValue, McpCall } from "@chatloom/runtime";
import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import { withMcpSession } from "../../ai/mcp-session.ts";
import type { ServerContext } from "../../context/server-context.ts";
import {
  type ListedTool,
  type McpServerRecord,
  mcpServers,
} from "../../records/mcp-server-model.ts";
import { secrets } from "../../records/secret-model.ts";
import { compileSchema } from "./compile-schema.ts";
import type { EffectPlace } from "./effect-place.ts";
import { fillSecrets } from "./fill-secrets.ts";
import { guardedAgent } from "./guarded-agent.ts";
import { asMcpFailure, explainMcp, mayMeanGone } from "./mcp-failure.ts";
import { type Failure, failed, type Outcome } from "./outcome.ts";
import { readToolArguments } from "./read-tool-arguments.ts";
import { readToolResult } from "./read-tool-result.ts";
import { storableOutcome } from "./storable-outcome.ts";
import { alertToolGone } from "./tool-gone-alert.ts";

/** The MCP servers of workspaces. Made once per server. */
export interface McpServers {
  /** Asks for the tools. */
  readonly list: (
    server: McpServerRecord,
    workspaceId: string,
  ) => Promise<{ readonly tools: readonly ListedTool[] } | { readonly failure: Failure }>;
  /** Calls a tool. Answers `{ body }`, or fails with a code that starts with `mcp.`. */
  readonly call: (call: McpCall, place: EffectPlace, signal?: AbortSignal) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

const mostBytes = 1_000_000;
const mostTools = 300;
const mostPages = 20;
const listTimeoutMs = 20_000;
const longestDescription = 2_000;

/** Makes the client of MCP servers. Addresses are guarded at the moment of connecting. */
export function createMcpServers(context: ServerContext): McpServers {
  const { config, connection } = context;
  const agent = guardedAgent(config.outboundAllowPrivate);

  /** Opens a session with the header that the server wants. What comes back has no secret in it. */
  async function withServer(
    server: McpServerRecord,
    place: EffectPlace,
    { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
    use: (ask: Ask) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { url } = server;
    const signedIn = await signIn(server, place);
    if ("failure" in signedIn) {
      return asMcpFailure(signedIn.failure);
    }
    const { headers, hide } = signedIn;
    const target = { url, headers, dispatcher: agent, timeoutMs, mostBytes, signal };
    const { CallToolResultSchema, ListToolsResultSchema } = await import(
      "@modelcontextprotocol/sdk/types.js"
    );
    try {
      return hide(
        await withMcpSession(target, (client, options) =>
          use({
            list: (cursor) =>
              client.request(
                { method: "tools/list", params: cursor === undefined ? {} : { cursor } },
                ListToolsResultSchema,
                options,
              ),
            call: (name, given) =>
              client.request(
                { method: "tools/call", params: { name, arguments: given } },
                CallToolResultSchema,
                options,
              ),
          }),
        ),
      );
    } catch (error) {
      return hide(explainMcp(error, { url, timeoutMs, mostBytes }));
    }
  }

  async function signIn({ url, signIn: wanted }: McpServerRecord, place: EffectPlace) {
    if (!wanted) {
      return { headers: {}, hide: (outcome: Outcome) => outcome };
    }
    const { header, secret } = wanted;
    const found = await secrets(connection).in(place.workspaceId).findOne({ name: secret });
    const scheme = header.toLowerCase() === "authorization" ? schemeOf(found?.kind) : "";
    const filled = await fillSecrets(context, place, {
      method: "POST",
      url,
      headers: [{ name: header, value: `${scheme}{{secret.${secret}}}` }],
      secrets: [secret],
      timeoutMs: listTimeoutMs,
      retries: 0,
    });
    return "failure" in filled
      ? filled
      : {
          headers: Object.fromEntries(filled.request.headers.map((it) => [it.name, it.value])),
          hide: filled.hide,
        };
  }

  return {
    async list(server, workspaceId) {
      let tools: readonly ListedTool[] = [];
      const outcome = await withServer(
        server,
        { workspaceId },
        { timeoutMs: listTimeoutMs },
        async (ask) => {
          tools = (await listAll(ask)).slice(0, mostTools).map(asListed);
          return { answer: null };
        },
      );
      return "error" in outcome ? { failure: outcome } : { tools };
    },
    async call(wanted, place, signal) {
      const { serverId, tool: name, arguments: written, timeoutMs } = wanted;
      const server = /^[0-9a-f]{24}$/.test(serverId)
        ? await mcpServers(connection).in(place.workspaceId).findById(serverId)
        : undefined;
      if (!server) {
        return failed("mcp.no-server", "The MCP server of this tool is not connected any more");
      }
      const tool = server.tools.find((it) => it.name === name);
      if (!tool?.usable) {
        return gone(server, name);
      }
      const read = readToolArguments(tool.schema, written);
      if ("problem" in read) {
        return failed("mcp.arguments-invalid", `${read.problem}. Correct it, or ask the user.`);
      }
      const outcome = await withServer(server, place, { timeoutMs, signal }, async (ask) => {
        try {
          const given = readToolResult(await ask.call(name, read.args));
          return mayMeanGone(given) && (await isGone(ask, name)) ? gone(server, name) : given;
        } catch (error) {
          if (mayMeanGone(error) && (await isGone(ask, name))) {
            return gone(server, name);
          }
          throw error;
        }
      });
      if ("error" in outcome && outcome.error.code === "mcp.tool-gone") {
        await alertToolGone(context, place, [`${name} (${server.name})`]);
      }
      return storableOutcome(outcome, "mcp.answer-not-storable");
    },
    close: () => agent.destroy(),
  };
}

async function isGone(ask: Ask, tool: string): Promise<boolean> {
  return !(await listAll(ask)).some((it) => it.name === tool);
}

function gone(server: McpServerRecord, tool: string): Failure {
  return failed("mcp.tool-gone", `${server.name} does not offer the tool "${tool}" any more`);
}

interface Ask {
  readonly list: (
    cursor: string | undefined,
  ) => Promise<{ readonly tools: readonly Tool[]; readonly nextCursor?: string | undefined }>;
  readonly call: (name: string, given: JsonObject) => Promise<CallToolResult>;
}

async function listAll(ask: Ask): Promise<Tool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await ask.list(cursor);
    tools.push(...answer.tools);
    cursor = answer.nextCursor;
    if (cursor === undefined || tools.length >= mostTools) {
      break;
    }
  }
  return tools;
}

function asListed({ name, description = "", inputSchema, annotations }: Tool): ListedTool {
  return {
    name,
    description: description.slice(0, longestDescription),
    schema: JSON.stringify(inputSchema),
    readOnly: annotations?.readOnlyHint === true,
    repeatable: annotations?.readOnlyHint === true || annotations?.idempotentHint === true,
    usable: name.length <= 128 && canBeRead(inputSchema as JsonObject),
  };
}

function canBeRead(schema: JsonValue): boolean {
  try {
    compileSchema(schema as JsonObject);
    return true;
  } catch {
    return false;
  }
}

/** A secret of the kind `header` is the header's whole value. */
function schemeOf(kind: string | undefined): string {
  const schemes: Readonly<Record<string, string>> = { basic: "Basic ", header: "" };
  return schemes[kind ?? ""] ?? "Bearer ";
}
