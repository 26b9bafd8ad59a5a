import type { ScreenLanguage } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import type { ObjectId } from "../store/scoped-model.ts";
import { accounts } from "./account.ts";
import { members } from "./member.ts";

/** The language of a workspace: its longest-serving owner's. */
export async function workspaceLanguage(
  connection: Connection,
  workspaceId: ObjectId,
): Promise<ScreenLanguage> {
  const [owner] = await members(connection)
    .in(workspaceId)
    .find({ role: "owner" }, { sort: { joinedAt: 1 }, limit: 1 });
  const account = owner && (await accounts(connection).findById(owner.accountId).lean());
  return account?.language ?? "en";
}
