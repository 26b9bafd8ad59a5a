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
  const found = await contactsOf(context)
    .aggregate<{ _id: string }>([
      { $match: scope(workspaceId) },
      { $sort: { _id: -1 } },
      { $limit: 1_000 },
      { $project: { names: { $objectToArray: { $ifNull: ["$fields", {}] } } } },
      { $unwind: "$names" },
      { $group: { _id: "$names.k" } },
      { $sort: { _id: 1 } },
      { $limit: most },
    ])
    .toArray();
  return found.map((it) => it._id);
}

function contactsOf({ connection }: ServerContext) {
  return connection.collection("contacts");
}

function scope(workspaceId: string) {
  return { workspaceId: new mongoose.Types.ObjectId(workspaceId) };
}
