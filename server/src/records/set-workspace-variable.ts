import type { JsonValue } from "@chatloom/runtime";
import type { Connection } from "mongoose";
import type { ObjectId } from "../store/scoped-model.ts";
import { workspaces } from "./workspace.ts";

/** Which effect of which turn sets a variable, and when it was decided. */
export interface SettingCause {
  readonly conversationId: string;
  /** Effects of one conversation in their order. */
  readonly place: number;
  readonly at: number;
}

/**
 * Sets a variable of a workspace, unless it holds a later decision already: of the same conversation by the order of its turns, of
 * another by the clock. A late or repeated decision changes nothing.
 */
export async function setWorkspaceVariable(
  connection: Connection,
  workspaceId: string | ObjectId,
  { name, value }: { readonly name: string; readonly value: JsonValue },
  { conversationId: by, place, at }: SettingCause,
): Promise<void> {
  const last = `variablesSet.${name}`;
  await workspaces(connection).updateOne(
    {
      _id: workspaceId,
      $or: [
        { [last]: { $exists: false } },
        { [`${last}.by`]: by, [`${last}.place`]: { $lte: place } },
        { [`${last}.by`]: { $ne: by }, [`${last}.at`]: { $lte: at } },
      ],
    },
    { $set: { [`variables.${name}`]: value, [last]: { by, place, at } } },
  );
}
