import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json as readJson } from "node:stream/consumers";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";
import { Ajv2020 } from "ajv/dist/2020.js";

/** A call of a tool that was taken. */
export interface TakenCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Answers a call that stalls. */
  readonly answer: () => void;
}

/** What a tool does: its text, or another result; `stall` waits for `answer`, `drop` breaks the connection. */
export type ToolAnswer = string | CallToolResult | "stall" | "drop";

/** An MCP server for tests: the protocol by the SDK, over Streamable HTTP with sessions. */
export interface McpDouble {
  readonly url: string;
  /** The tools that it lists, two on each page. */
  tools: Tool[];
  /** How each call is answered from now on. */
  answer: (name: string, given: Readonly<Record<string, unknown>>) => ToolAnswer;
  readonly called: TakenCall[];
  /** Faults of requests: sign-in, headers, arguments that the client should have checked. */
  readonly refusals: string[];
  /** Sessions that were begun and not ended. */
  readonly open: () => number;
  readonly close: () => void;
}

interface McpOptions {
  /** The value of the header that it wants; absent: it is open. */
  readonly authorization?: string;
  /** Answers by one JSON body in place of a stream. */
  readonly json?: boolean;
}

const pageSize = 2;

/** Starts the server on a free port. It checks the token, the headers of the protocol and every call's arguments. */
export async function startMcp({
  authorization,
  json = false,
}: McpOptions = {}): Promise<McpDouble> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

  const double: McpDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    tools: [],
    answer: () => "done",
    called: [],
    refusals: [],
    open: () => sessions.size,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, problem: string) => {
      double.refusals.push(problem);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: problem }));
    };
    if (request.url !== "/mcp") {
      return refuse(404, `no ${request.url}`);
    }
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      return refuse(401, "the token is wrong");
    }
    if (request.method === "GET") {
      return refuse(405, "nobody listens outside of calls");
    }
    const id = request.headers["mcp-session-id"];
    const known = typeof id === "string" ? sessions.get(id) : undefined;
    if (id !== undefined && !known) {
      return refuse(404, "the session is unknown");
    }
    const body = request.method === "POST" ? await readJson(request) : undefined;
    const transport = known ?? (await begin(request));
    await transport.handleRequest(request, response, body);
  }

  async function begin(request: IncomingMessage): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      enableJsonResponse: json,
      onsessioninitialized: (id) => void sessions.set(id, transport),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await serverFor(request).connect(transport as Parameters<Server["connect"]>[0]);
    return transport;
  }

  function serverFor({ socket }: IncomingMessage): Server {
    const protocol = new Server(
      { name: "double", version: "1.0.0" },
      { capabilities: { tools: {} } },
    );
    protocol.setRequestHandler(ListToolsRequestSchema, ({ params }) => {
      const from = Number(params?.cursor ?? 0);
      const to = from + pageSize;
      const nextCursor = to < double.tools.length ? String(to) : undefined;
      return { tools: double.tools.slice(from, to), nextCursor };
    });
    protocol.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
      const { name, arguments: given = {} } = params;
      const tool = double.tools.find((it) => it.name === name);
      if (!tool) {
        throw new McpError(ErrorCode.InvalidParams, `Tool ${name} not found`);
      }
      const fits = new Ajv2020({ strict: false, validateSchema: false });
      const { $schema: _, ...schema } = tool.inputSchema;
      if (!fits.validate(schema, given)) {
        double.refusals.push(`${name}: ${fits.errorsText()}`);
        throw new McpError(ErrorCode.InvalidParams, fits.errorsText());
      }
      const answer = double.answer(name, given);
      await new Promise<void>((resolve) => {
        double.called.push({ name, arguments: given, answer: resolve });
        if (answer === "drop") {
          socket.destroy();
        }
        if (answer !== "stall") {
          resolve();
        }
      });
      return typeof answer === "string" ? { content: [{ type: "text", text: answer }] } : answer;
    });
    return protocol;
  }

  return double;
}

/** A tool that looks an order up by its number. Its schema names an older draft, as many do. */
export const findOrder: Tool = {
  name: "orders/find",
  description: "Finds an order by its number",
  inputSchema: {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: { number: { type: "integer", minimum: 1 } },
    required: ["number"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true },
};

/** A tool that cancels an order, which must not happen twice. */
export const cancelOrder: Tool = {
  name: "orders/cancel",
  description: "Cancels an order",
  inputSchema: { type: "object", properties: { number: { type: "integer" } } },
};
