import type { Connection } from "mongoose";
import type { ObjectId } from "../store/scoped-model.ts";
import { messageTemplates } from "./message-template-model.ts";

/** Returns the categories of a workspace's approved templates by name, in lower case; of some names only, if given. */
export async function categoriesOfTemplates(
  connection: Connection,
  workspaceId: string | ObjectId,
  names?: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const kept = await messageTemplates(connection)
    .in(workspaceId)
    .find(names ? { "template.name": { $in: [...names] } } : {}, {
      projection: { "template.name": 1, "template.category": 1 },
    });
  return new Map(
    kept.map(({ template }) => [template.name, template.category?.toLowerCase() ?? ""]),
  );
}
