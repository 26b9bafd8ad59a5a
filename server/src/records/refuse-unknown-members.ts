import type { Connection } from "mongoose";
import { Invalid } from "../context/errors.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { members } from "./member.ts";

/** Makes the error for an id, at a place in the request, that is of no member of the workspace. */
export function noSuchMember(at: string): Invalid {
  return new Invalid("member.not-found", "There is no such member", [
    { at, message: "must be a member of this workspace" },
  ]);
}

/** Throws `member.not-found` for the first mention that is of no member. */
export async function refuseUnknownMembers(
  connection: Connection,
  workspaceId: string | ObjectId,
  mentions: readonly string[],
): Promise<void> {
  const known = await members(connection)
    .in(workspaceId)
    .find({ _id: { $in: [...mentions] } }, { projection: { _id: 1 } });
  const ids = new Set(known.map((it) => String(it._id)));
  const wrong = mentions.findIndex((it) => !ids.has(it));
  if (wrong >= 0) {
    throw noSuchMember(`/mentions/${wrong}`);
  }
}
