import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";

const most = 500;

/** The tags that contacts of the workspace have, for suggestions. */
export async function knownTags(context: ServerContext, workspaceId: string): Promise<string[]> {
  const found = await contactsOf(context).distinct("tags", scope(workspaceId));
  return found
    .filter((it): it is string => typeof it === "string")
    .sort()
    .slice(0, most);
}

/** The names of the custom fields that contacts of the workspace have. */
export async function knownContactFields(
  context: ServerContext,
  workspaceId: string,
): Promise<string[]> {
  const found = contactsOf(context)
    .find(scope(workspaceId), { projection: { _id: 0, fields: 1 } })
    .sort({ _id: -1 })
    .limit(1_000);
  const names = new Set<string>();
  for await (const { fields } of found) {
    for (const name of Object.keys(fields ?? {})) {
      names.add(name);
    }
  }
  return [...names].sort().slice(0, most);
}

function contactsOf({ connection }: ServerContext) {
  return connection.collection("contacts");
}

function scope(workspaceId: string) {
  return { workspaceId: new mongoose.Types.ObjectId(workspaceId) };
}
