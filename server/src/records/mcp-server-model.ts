import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A tool as its server listed it. */
export interface ListedTool {
  readonly name: string;
  readonly description: string;
  /** The JSON Schema of its arguments, as text: names in it may be none that the store takes. */
  readonly schema: string;
  readonly readOnly: boolean;
  /** Calling it twice is as calling it once. */
  readonly repeatable: boolean;
  /** Whether its schema can be read. */
  readonly usable: boolean;
}

/** A connection of a workspace to an MCP server. */
export interface McpServerFields {
  name: string;
  url: string;
  /** The header that it wants, and the name of the secret in it. */
  signIn?: { readonly header: string; readonly secret: string };
  tools: readonly ListedTool[];
  checkedAt?: Date;
  /** Why the last check failed. */
  problem?: { readonly code: string; readonly message: string };
  createdAt: Date;
}
export type McpServerRecord = Stored<McpServerFields>;

/** The MCP servers of a connection's workspaces. */
export const mcpServers = defineCollection<McpServerFields>(
  "mcpServers",
  {
    name: String,
    url: String,
    signIn: Object,
    tools: [Object],
    checkedAt: Date,
    problem: Object,
    createdAt: Date,
  },
  [[{ workspaceId: 1, createdAt: 1 }]],
);
