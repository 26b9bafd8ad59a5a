import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds } from "../walk-fields.ts";

/** Finds allowed tools that their MCP server does not list any more. */
export function checkServerTools({ fields, checkContext }: Inspection): FindingFacts[] {
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, beside, node, path } = field;
    if (schema.widget !== "mcpTools" || !Array.isArray(value) || !holds(schema.filled, field)) {
      return [];
    }
    const server = checkContext.knownMcpServers?.find((it) => it.id === beside.serverId);
    // A server that nobody checked has listed nothing yet.
    if (!server || server.tools.length === 0) {
      return [];
    }
    const gone = value.filter((it) => !server.tools.includes(String(it)));
    return gone.map((tool) => ({
      code: "mcp.toolGone",
      severity: "warning",
      nodeId: node.id,
      path,
      values: { node: nameNode(node), tool: String(tool), server: server.name },
    }));
  });
}
