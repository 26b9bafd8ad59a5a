import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { Logger } from "pino";
import { DomainError, Invalid } from "../../context/errors.ts";
import { type SchemaValidator, schemaValidator } from "../../validation/schema-validator.ts";
import { flowTools } from "./flow-tools.ts";
import { recordTools } from "./record-tools.ts";
import type { CallApi, McpTool } from "./tool.ts";

const tools: ReadonlyMap<string, { readonly tool: McpTool; readonly flaws: SchemaValidator }> =
  new Map(
    [...flowTools, ...recordTools].map((tool) => [
      tool.name,
      { tool, flaws: schemaValidator(tool.input) },
    ]),
  );
const longestAnswer = 200_000;

/** Answers one request of the protocol. */
export async function answerMcp(
  request: IncomingMessage,
  response: ServerResponse,
  call: CallApi,
  log: Logger,
): Promise<void> {
  const server = new Server(
    { name: "chatloom", version: "1.0.0" },
    {
      capabilities: { tools: {} },
      instructions:
        "Chatloom is a chatbot studio. Read list_step_types before you write a flow, check it with check_flow, try it with simulate_flow, and save it with draft_flow.",
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...tools.values()].map(({ tool }) => ({
      name: tool.name,
      description: tool.description,
      inputSchema: tool.input as { type: "object" },
      annotations: { readOnlyHint: tool.readOnly, destructiveHint: false, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    return run(params.name, params.arguments ?? {}, call, log);
  });
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on("close", () => void server.close());
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response);
}

async function run(
  name: string,
  input: unknown,
  call: CallApi,
  log: Logger,
): Promise<CallToolResult> {
  const found = tools.get(name);
  if (!found) {
    return failed(`There is no tool "${name}"`);
  }
  const [flaw] = found.flaws(input);
  if (flaw) {
    return failed(`${flaw.at || "The input"} ${flaw.message}`);
  }
  try {
    const answer = await found.tool.run(call, input as never);
    const text = typeof answer === "string" ? answer : JSON.stringify(answer, undefined, 1);
    return text.length > longestAnswer
      ? failed(`The answer is longer than ${longestAnswer} characters. Ask for less.`)
      : { content: [{ type: "text", text }] };
  } catch (error) {
    if (!(error instanceof DomainError)) {
      log.error({ err: error, tool: name }, "failed to run a tool for a model");
      return failed("Something went wrong here. The server's log has it.");
    }
    const more = error instanceof Invalid ? error.flaws : error.details;
    return failed(`${error.message}\n${JSON.stringify(more)}`);
  }
}

function failed(text: string): CallToolResult {
  return { content: [{ type: "text", text }], isError: true };
}
