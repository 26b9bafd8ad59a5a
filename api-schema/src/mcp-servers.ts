import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { SecretName } from "./secrets.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

/** A tool that an MCP server listed. */
export const McpTool = Exact({
  /** The server's name of it. */
  name: Type.String(),
  description: Type.String(),
  /** The server says that it changes nothing. */
  readOnly: Type.Boolean(),
  /** False where its schema cannot be read: no model is offered it. */
  usable: Type.Boolean(),
});
export type McpTool = Static<typeof McpTool>;

/** The header that a server wants, and the secret of the vault in it. Of `Authorization`, the scheme is added by the kind of secret. */
const SignIn = Exact({
  header: Type.String({ pattern: "^[A-Za-z0-9-]{1,100}$" }),
  secret: SecretName,
});

/** A connection to an MCP server, whose tools AI agents and steps can call. */
export const McpServer = Exact({
  id: Id,
  name: Type.String(),
  url: Type.String(),
  signIn: Optional(SignIn),
  /** As the last check found them. */
  tools: Type.Array(McpTool),
  checkedAt: Optional(Moment),
  /** Why the last check failed. */
  problem: Optional(Exact({ code: Type.String(), message: Type.String() })),
});
export type McpServer = Static<typeof McpServer>;

const common = { tag: "AI", access: "admin" } as const;
const params = Type.Object({ serverId: Id });
const Url = Type.String({ minLength: 1, maxLength: 1_000 });

export const listMcpServers = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/ai/mcp-servers",
  summary: "List the MCP servers with their tools",
  reply: Exact({ items: Type.Array(McpServer) }),
});
export const addMcpServer = defineRoute({
  ...common,
  method: "post",
  path: "/ai/mcp-servers",
  audit: "mcpServer.created",
  summary: "Connect an MCP server (Streamable HTTP)",
  body: Exact({ name: Name, url: Url, signIn: Optional(SignIn) }),
  reply: McpServer,
  errors: ["ai.address-invalid", "ai.too-many-connections"],
});
/** A server at another address has to be checked again: its old tools are forgotten. */
export const changeMcpServer = defineRoute({
  ...common,
  method: "put",
  path: "/ai/mcp-servers/:serverId",
  audit: "mcpServer.changed",
  summary: "Change the connection to an MCP server",
  params,
  body: Exact({ name: Name, url: Url, signIn: Optional(SignIn) }),
  reply: McpServer,
  errors: ["ai.address-invalid"],
});
export const removeMcpServer = defineRoute({
  ...common,
  method: "delete",
  path: "/ai/mcp-servers/:serverId",
  audit: "mcpServer.deleted",
  summary: "Remove an MCP server",
  params,
  reply: Nothing,
});
/** The reply has the tools, or the problem. A failed check keeps the tools that were known. */
export const checkMcpServer = defineRoute({
  ...common,
  method: "post",
  path: "/ai/mcp-servers/:serverId/check",
  audit: { none: "It stores only what the check found" },
  summary: "Ask an MCP server for its tools",
  params,
  reply: McpServer,
});
