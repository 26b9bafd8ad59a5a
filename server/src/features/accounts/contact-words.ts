import type { ServerContext } from "../../context/server-context.ts";
import { listDefinitions } from "../../records/known-definitions.ts";

const most = 500;

/** The tags of the workspace, for suggestions. */
export function knownTags(context: ServerContext, workspaceId: string): Promise<string[]> {
  return keysOf(context, workspaceId, "tag");
}

/** The keys of the custom contact fields of the workspace. */
export function knownContactFields(context: ServerContext, workspaceId: string): Promise<string[]> {
  return keysOf(context, workspaceId, "field");
}

async function keysOf(
  { connection, now }: ServerContext,
  workspaceId: string,
  kind: "tag" | "field",
): Promise<string[]> {
  const found = await listDefinitions(connection, workspaceId, kind, now());
  return found.map((it) => it.key).slice(0, most);
}
