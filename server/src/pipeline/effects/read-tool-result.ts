import type { JsonValue } from "@chatloom/runtime";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { failed, type Outcome } from "./outcome.ts";

/** Turns a tool's result into what a model reads: its texts, or else its data. Pictures and sound are only mentioned. */
export function readToolResult(result: CallToolResult): Outcome {
  const text = result.content.map(inWords).join("\n");
  if (result.isError) {
    return failed("mcp.tool-failed", text.slice(0, 4_000) || "The tool failed without a reason");
  }
  const { structuredContent } = result;
  const body = text === "" && structuredContent ? (structuredContent as JsonValue) : text;
  return { answer: { body } };
}

function inWords(part: CallToolResult["content"][number]): string {
  switch (part.type) {
    case "text":
      return part.text;
    case "resource":
      return "text" in part.resource ? part.resource.text : `[file ${part.resource.uri}]`;
    case "resource_link":
      return `[${part.name}: ${part.uri}]`;
    default:
      return `[${part.type}]`;
  }
}
