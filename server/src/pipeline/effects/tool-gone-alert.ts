import type { ServerContext } from "../../context/server-context.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import type { EffectPlace } from "./effect-place.ts";

/** Tells members that allowed tools of MCP servers are not there any more. A test in the editor raises nothing. */
export async function alertToolGone(
  context: ServerContext,
  { workspaceId, conversationId, step = "" }: EffectPlace,
  tools: readonly string[],
): Promise<void> {
  if (conversationId === undefined) {
    return;
  }
  const [flowId = ""] = step.split("/");
  await raiseAlert(context, workspaceId, {
    code: "mcp.tool-gone",
    message: `The AI cannot call ${tools.slice(0, 20).join(", ")}`,
    conversationId,
    flowId,
  });
}
